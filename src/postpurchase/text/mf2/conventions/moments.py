"""A date or a time written by a CLDR pattern whose names are at hand: no more of the pattern language than our tables use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import groupby

from postpurchase.classes import NamedTuple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any, Final


class _Run(NamedTuple):
    """A stretch of a pattern: one letter repeated, which stands for a part of the moment, or a text."""

    text: str
    is_part: bool


# What a letter counts, and for the parts that may be spelled out which of their names it is.
_COUNTED: Final[Mapping[str, Callable[[Any], int]]] = {
    "y": lambda moment: moment.year,
    "M": lambda moment: moment.month,
    "d": lambda moment: moment.day,
    "H": lambda moment: moment.hour,
    "h": lambda moment: moment.hour % 12 or 12,
    "K": lambda moment: moment.hour % 12,
    "m": lambda moment: moment.minute,
    "s": lambda moment: moment.second,
}
_NAMED: Final[Mapping[str, Callable[[Any], int]]] = {
    "M": lambda moment: moment.month - 1,
    "E": lambda moment: moment.weekday(),
    "c": lambda moment: moment.weekday(),
    "a": lambda moment: moment.hour >= 12,
}


def written(pattern: str, moment: object, names: Mapping[str, tuple[str, ...]]) -> str:
    """Write a date or a time, or both in one; `names` spell out parts of the pattern.

    >>> from datetime import date
    >>> written("MMM d, y", date(2026, 3, 14), {"MMM": ("Jan", "Feb", "Mar")})
    'Mar 14, 2026'
    """
    return "".join([_part(run.text, moment, names) if run.is_part else run.text for run in _runs(pattern)])


def _part(part: str, moment: object, names: Mapping[str, tuple[str, ...]]) -> str:
    if part in names:
        return names[part][_NAMED[part[0]](moment)]
    shown = f"{_COUNTED[part[0]](moment):0{len(part)}}"
    return shown[-2:] if part == "yy" else shown


def parts_of(pattern: str) -> list[str]:
    """Return the parts of a moment that a pattern writes.

    >>> parts_of("d MMM 'of' y")
    ['d', 'MMM', 'y']
    """
    return [run.text for run in _runs(pattern) if run.is_part]


@lru_cache(maxsize=512)
def _runs(pattern: str) -> tuple[_Run, ...]:
    """Read a pattern: letters stand for parts unless they are between apostrophes."""
    runs: list[_Run] = []
    for number, chunk in enumerate(pattern.split("'")):
        if number % 2:
            runs.append(_Run(chunk, is_part=False))
        else:
            repeated = ("".join(same) for _, same in groupby(chunk))
            runs += [_Run(text, is_part=text[0].isascii() and text[0].isalpha()) for text in repeated]
    return tuple(runs)
