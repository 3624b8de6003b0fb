"""What the words of pages may mention, section by section, so that a shop's own are checked before they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from postpurchase.errors import Fault
from postpurchase.text.catalog import PAGE_SECTIONS, LocaleWords
from postpurchase.text.templates import Line, lines_of, tree

_ALWAYS: Final = ("mode", "shop", "order")

MENTIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "timeline": frozenset({"order", "number", "who", "channel"}),
        "speakers": frozenset({*_ALWAYS, "courier"}),
        "channels": frozenset(),
        "outcomes": frozenset({"topic"}),
        "told": frozenset({"window", "slot", "tracking", "question", "answer_by", "due"}),
        "happened": frozenset(
            {
                *_ALWAYS,
                *(
                    "slot",
                    "amount",
                    "courier",
                    "place",
                    "point",
                    "keep_until",
                    "how",
                    "problem",
                    "goods",
                    "item",
                ),
            }
        ),
        "topics": frozenset(_ALWAYS),
        "answer": frozenset(
            {
                *("order", "now", "zone_name", "at", "by", "to", "who", "channel", "heard", "topic"),
                *("window", "slot", "number", "state", "courier", "tracking", "tracking_url", "point"),
                *("keep_until", "last_news", "kind", "value", "due", "told_at", "broken", "sure", "why"),
                *("question", "answer_by", "default", "problem", "since", "reason", "action"),
            }
        ),
        "states": frozenset(),
        "public": frozenset(
            {
                *("n", "items", "item", "questions", "steps", "topics", "span", "start", "end", "limit"),
                *("channel", "fewest", "most", "answer_by", "email", "phone", "url"),
                *("at_once", "person", "next_word", "calm"),
            }
        ),
    }
)
"""The values that have a chance of being known in each section."""


def page_lines(words: LocaleWords) -> Iterator[tuple[str, Line]]:
    """Yield every line of a locale's pages with the section it stands in."""
    for section in PAGE_SECTIONS:
        for name in tree(words.source.get(section)):
            yield from ((section, line) for line in lines_of(words.named(section, name)))


def missing_names(words: LocaleWords, model: LocaleWords) -> Iterator[Fault]:
    """Yield what the sections that a locale has leave out of what the model says there.

    A section left out whole is no fault: its pages are then in the model's language.
    """
    for section in PAGE_SECTIONS:
        own = tree(words.source.get(section))
        for name in tree(model.source.get(section)) if own else ():
            if name not in own:
                right = "say it, or leave the whole section out"
                yield Fault(f"{words.locale}.{section}.{name}", "no words", right)


def mentions_faults(section: str, line: Line) -> Iterator[Fault]:
    """Yield what a line of a page mentions or asks for that never has a value there."""
    asked = (condition.partition("=")[0] for condition in (*line.needs, *line.lacks))
    for name in dict.fromkeys((*line.variables, *asked)):
        if name not in MENTIONS[section]:
            yield Fault(line.path, f"there is no ${name} here", "name a value that there is")
