"""The answers of a locale that has no table of ours, read from Babel's data."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence

from postpurchase.text.mf2.conventions.model import Conventions, Ends, Layout
from postpurchase.text.mf2.locales import babel_locale

if typing.TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_LENGTHS: typing.Final = ("long", "medium", "short")

# For each choice of fields: what gives the long, the medium and the short form. A word is one
# of the locale's own date formats; the rest are skeletons, tried in order; the first one that
# the locale has is used, with its month and weekday spelled out in the long form.
_DATES: typing.Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "year-month-day": {"long": ("long",), "medium": ("medium",), "short": ("short",)},
    "year-month-day-weekday": {"long": ("full",), "medium": ("yMMMEd",), "short": ("yMEd",)},
    "month-day": {"long": ("MMMMd", "MMMd"), "medium": ("MMMd",), "short": ("Md",)},
    "month-day-weekday": {
        "long": ("MMMMEEEEd", "MMMEEEEd", "MMMMEd", "MMMEd"),
        "medium": ("MMMEd",),
        "short": ("MEd",),
    },
    "day-weekday": {"long": ("Ed",), "medium": ("Ed",), "short": ("Ed",)},
    "weekday": {"long": ("E",), "medium": ("E",), "short": ("E",)},
}
_TIMES: typing.Final = ("H", "h", "Hm", "hm", "Hms", "hms")
_INTERVALS: typing.Final[Mapping[str, str]] = {
    "month-day": "MMMd",
    "month-day-weekday": "MMMEd",
    "year-month-day": "yMMMd",
    "year-month-day-weekday": "yMMMEd",
}
_SLOTS: typing.Final = ("H", "h", "Hm", "hm")
_SYMBOLS: typing.Final = ("group", "decimal", "minusSign", "plusSign", "percentSign")
_LISTS: typing.Final[Mapping[str, str]] = {"and": "standard", "or": "or", "unit": "unit"}
_LIST_PARTS: typing.Final = ("2", "start", "middle", "end")


def from_babel(tag: str) -> Conventions:
    """Return the answers of the tag's own data, of the nearest wider tag, or of the root."""
    locale = babel_locale(tag)
    short = str(locale.time_formats["short"].pattern)
    return Conventions(
        language=locale.language,
        dates={
            fields: {length: _date(locale, forms[length], length) for length in _LENGTHS}
            for fields, forms in _DATES.items()
        },
        times={name: str(locale.datetime_skeletons[name].pattern) for name in _TIMES},
        twelve="H" not in short and "k" not in short and "B" not in short,
        moments={name: str(locale.datetime_formats[name]).replace("'", "") for name in _LENGTHS},
        intervals={
            fields: {length: dict(_intervals(locale, skeleton, length)) for length in _LENGTHS}
            for fields, skeleton in _INTERVALS.items()
        },
        between=str(locale.interval_formats[None]),
        slots={name: _ends(locale.interval_formats[name]) for name in _SLOTS},
        symbols={name: locale.number_symbols["latn"][name] for name in _SYMBOLS},
        decimal=_layout(locale.decimal_formats[None]),
        percent=_layout(locale.percent_formats[None]),
        lists={kind: _list(locale, style) for kind, style in _LISTS.items()},
    )


def _date(locale: Locale, forms: Sequence[str], length: str) -> str:
    """Return the pattern of the first form there is, widened where the locale has only the short one."""
    formats, skeletons = locale.date_formats, locale.datetime_skeletons
    if forms[0] in formats:
        return str(formats[forms[0]].pattern)
    found = next((form for form in forms if form in skeletons), None)
    pattern = str(skeletons[found].pattern if found else formats["medium"].pattern)
    return widened(pattern) if length == "long" else pattern


def _intervals(locale: Locale, skeleton: str, length: str) -> Iterator[tuple[str, Ends]]:
    found = _ends(
        locale.interval_formats.get(skeleton.replace("MMM", "M" if length == "short" else "MMM"), {})
    )
    for difference, (before, after) in found.items():
        yield difference, (widened(before), widened(after)) if length == "long" else (before, after)


def _ends(patterns: Mapping[str, Iterable[object]]) -> dict[str, Ends]:
    """Return what has two ends, by the greatest difference between them."""
    found = {difference: tuple(map(str, ends)) for difference, ends in patterns.items()}
    return {difference: (ends[0], ends[1]) for difference, ends in found.items() if len(ends) == 2}


def _layout(pattern: NumberPattern) -> Layout:
    return Layout(pattern.grouping, pattern.prefix, pattern.suffix)


def _list(locale: Locale, style: str) -> tuple[str, str, str, str]:
    """Return the patterns of two and of more; a style that lacks some of them is written as `and`."""
    known = locale.list_patterns
    found = known[style] if {*_LIST_PARTS} <= {*known.get(style, ())} else known["standard"]
    two, start, middle, end = (found[part] for part in _LIST_PARTS)
    return two, start, middle, end


def widened(pattern: str) -> str:
    """Spell out months and weekdays of a pattern, leaving its quoted text alone.

    >>> widened("E, d 'de' MMM"), widened("M月d日")
    ("EEEE, d 'de' MMMM", 'M月d日')
    """
    chunks = pattern.split("'")
    chunks[::2] = [_NARROWER.sub(lambda found: found[0][0] * 4, chunk) for chunk in chunks[::2]]
    return "'".join(chunks)


_NARROWER: typing.Final = re.compile(r"(?<!M)MMM(?!M)|(?<!L)LLL(?!L)|(?<!E)E{1,3}(?!E)|(?<!c)c{3}(?!c)")
