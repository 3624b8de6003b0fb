"""Messages and reasons into words: templates, channels, explanations."""

from __future__ import annotations

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

    from postpurchase.text.answering import answer_pack as answer_pack
    from postpurchase.text.answers import AnswerPack as AnswerPack
    from postpurchase.text.catalog import Catalog as Catalog
    from postpurchase.text.checking import check as check
    from postpurchase.text.disputes import DisputeRecord as DisputeRecord
    from postpurchase.text.disputes import dispute_record as dispute_record
    from postpurchase.text.explaining import explain as explain
    from postpurchase.text.fragment import STYLE as STYLE
    from postpurchase.text.fragment import timeline_html as timeline_html
    from postpurchase.text.gsm import Sms as Sms
    from postpurchase.text.gsm import sms as sms
    from postpurchase.text.legacy import Imported as Imported
    from postpurchase.text.legacy import import_template as import_template
    from postpurchase.text.mail import email_message as email_message
    from postpurchase.text.publishing import PublicText as PublicText
    from postpurchase.text.publishing import public_text as public_text
    from postpurchase.text.rendering import CatalogRenderer as CatalogRenderer
    from postpurchase.text.rendering import Content as Content
    from postpurchase.text.rendering import Renderer as Renderer
    from postpurchase.text.rendering import render as render
    from postpurchase.text.structured import json_ld as json_ld
    from postpurchase.text.timelines import Entry as Entry
    from postpurchase.text.timelines import Timeline as Timeline
    from postpurchase.text.timelines import timeline as timeline

# A first text needs neither the checks nor the explanations: what is asked for is imported (PEP 562).
_HOME: Final = {
    "AnswerPack": "answers",
    "Catalog": "catalog",
    "CatalogRenderer": "rendering",
    "Content": "rendering",
    "DisputeRecord": "disputes",
    "Entry": "timelines",
    "Imported": "legacy",
    "PublicText": "publishing",
    "Renderer": "rendering",
    "STYLE": "fragment",
    "Sms": "gsm",
    "Timeline": "timelines",
    "answer_pack": "answering",
    "check": "checking",
    "dispute_record": "disputes",
    "email_message": "mail",
    "explain": "explaining",
    "import_template": "legacy",
    "json_ld": "structured",
    "public_text": "publishing",
    "render": "rendering",
    "sms": "gsm",
    "timeline": "timelines",
    "timeline_html": "fragment",
}

__all__ = [
    "STYLE",
    "AnswerPack",
    "Catalog",
    "CatalogRenderer",
    "Content",
    "DisputeRecord",
    "Entry",
    "Imported",
    "PublicText",
    "Renderer",
    "Sms",
    "Timeline",
    "answer_pack",
    "check",
    "dispute_record",
    "email_message",
    "explain",
    "import_template",
    "json_ld",
    "public_text",
    "render",
    "sms",
    "timeline",
    "timeline_html",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'postpurchase.text' has no attribute {name!r}")
    return getattr(__import__(f"postpurchase.text.{_HOME[name]}", fromlist=["__name__"]), name)


def __dir__() -> list[str]:
    return __all__
