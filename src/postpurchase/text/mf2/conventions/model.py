"""What is asked of a locale when a message shows a date, a time, a number or a list."""

from __future__ import annotations

from collections.abc import Mapping

from postpurchase.classes import NamedTuple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import TypeAlias

ByLength: TypeAlias = Mapping[str, str]
"""A pattern for each of `long`, `medium` and `short`."""
Ends: TypeAlias = tuple[str, str]
"""The patterns of both ends of an interval, the first with what stands between them."""
Affixes: TypeAlias = tuple[str, str]
"""What stands on one side of a positive and of a negative number."""


class Layout(NamedTuple):
    """How a number stands: the sizes of its last group and of the others, what is before it and after it."""

    grouping: tuple[int, int]
    prefixes: Affixes
    suffixes: Affixes


class Conventions(NamedTuple):
    """The answers of one locale, its patterns as CLDR writes them.

    `dates` are by fields and length; `times` by skeleton (`Hm`, `hm`, …); `twelve` says whether clocks count
    to twelve; `moments` put a time (`{0}`) to a date (`{1}`) of a length. `intervals` are by fields, length
    and the greatest difference (`y`, `M`, `d`), where the locale has one, and `between` is for all others;
    `slots` are by skeleton and whether the hours are on one side of noon. `symbols` and layouts
    are those of Latin digits; `lists` hold the patterns of two, and of a start, a middle and an end.
    `names` spell out the parts of a pattern, by part; a locale without any leaves the writing to Babel.
    """

    language: str
    dates: Mapping[str, ByLength]
    times: Mapping[str, str]
    twelve: bool
    moments: ByLength
    intervals: Mapping[str, Mapping[str, Mapping[str, Ends]]]
    between: str
    slots: Mapping[str, Mapping[str, Ends]]
    symbols: Mapping[str, str]
    decimal: Layout
    percent: Layout
    lists: Mapping[str, tuple[str, str, str, str]]
    names: Mapping[str, tuple[str, ...]] = {}
