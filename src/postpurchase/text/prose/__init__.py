"""The sentences of explanations, one module per language, imported when somebody first reads it.

Under `reasons` stands a sentence for every reason of the vocabulary, with the data it may carry;
under `wakes` one for every cause of a wake-up; under `terms` what closed words are called, and under
`names` touchpoints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from postpurchase.text.catalog import LocaleWords
from postpurchase.text.tags import chain
from postpurchase.text.templates import Source


def _en() -> Source:
    from postpurchase.text.prose import en

    return en.PROSE


def _ja() -> Source:
    from postpurchase.text.prose import ja

    return ja.PROSE


def _ru() -> Source:
    from postpurchase.text.prose import ru

    return ru.PROSE


LANGUAGES: Final[Mapping[str, Callable[[], Source]]] = MappingProxyType({"en": _en, "ja": _ja, "ru": _ru})


def prose(locale: str) -> LocaleWords:
    """Return the sentences nearest to a locale, English where there are none."""
    name = next((tag for tag in chain(locale) if tag in LANGUAGES), "en")
    return LocaleWords(name, LANGUAGES[name]())
