"""The plural rules of the languages we have words in, as CLDR has them: from the digits that are shown to a category."""

from __future__ import annotations

from collections.abc import Callable, Mapping

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Rule: TypeAlias = Callable[[str, str], str]
"""From the digits before the point and those after it."""


def _other(_whole: str, _fraction: str) -> str:
    return "other"


def _english(whole: str, fraction: str) -> str:
    return "one" if not fraction and int(whole) == 1 else "other"


def _english_ordinal(whole: str, fraction: str) -> str:
    if fraction.strip("0") or int(whole[-2:]) in _TEENS:
        return "other"
    return {"1": "one", "2": "two", "3": "few"}.get(whole[-1], "other")


def _russian(whole: str, fraction: str) -> str:
    if fraction:
        return "other"
    if int(whole[-2:]) in _TEENS:
        return "many"
    return {"1": "one", "2": "few", "3": "few", "4": "few"}.get(whole[-1], "many")


_TEENS: Final = range(11, 15)
"""The numbers that sound as if they ended otherwise than they are written."""

OWN_PLURALS: Final[Mapping[str, tuple[Rule, Rule]]] = {
    "en": (_english, _english_ordinal),
    "ja": (_other, _other),
    "ru": (_russian, _other),
}
"""By language: the rule of how many, and the rule of the how-manieth."""
