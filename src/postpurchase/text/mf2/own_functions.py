"""What post-purchase messages say that the default registry cannot: windows, slots, lists, near days.

* `postpurchase:interval` — a window of dates (or instants): fields `earliest` and `latest`.
* `postpurchase:slot` — an interval of one day: `start` and `end` (or `from` and `to`), or a
  `code` that only a `.match` can put into words.
* `postpurchase:list` — several values joined as the language joins them.
* `postpurchase:relative-day` — a date against `from=$today`, or a number of days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from postpurchase.classes import cast, replace
from postpurchase.text.mf2.calls import (
    BAD_KEY,
    Call,
    Function,
    Piece,
    Resolved,
    Rules,
    field_of,
    read_options,
)
from postpurchase.text.mf2.conventions import conventions
from postpurchase.text.mf2.date_functions import (
    LENGTHS,
    apply_pattern,
    in_zone,
    moment_of,
)
from postpurchase.text.mf2.locales import babel_locale, direction
from postpurchase.text.mf2.number_functions import number
from postpurchase.text.mf2.numerals import decimal_of

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing


def _dated(value: object) -> date | None:
    """Read a date or a datetime."""
    moment = moment_of(value)
    return moment if isinstance(moment, date) else None


RULES: typing.Final[dict[str, Rules]] = {
    "postpurchase:interval": {
        "length": LENGTHS,
        "fields": frozenset(["month-day", "month-day-weekday"]),
        "year": frozenset(["auto", "always", "never"]),
    },
    "postpurchase:slot": {"show": frozenset(["hours", "date"]), "length": LENGTHS},
    "postpurchase:list": {"type": frozenset(["and", "or", "unit"])},
    "postpurchase:relative-day": {"from": _dated, "length": LENGTHS},
}


def interval(call: Call) -> Resolved:
    """Format a window of dates; select by `day` (one date) or `range`.

    The year is shown when the ends differ in it, unless `year` says `always` or `never`.
    """
    value = call.operand.value if call.operand else None
    first, last = (_local_day(call, field_of(value, name)) for name in ("earliest", "latest"))
    if first is None or last is None or last < first:
        return call.refuse("bad-operand")
    options = read_options(call, RULES["postpurchase:interval"])
    key = "day" if first == last else "range"
    return _resolved(
        call,
        "interval",
        (first, last),
        ("day", "range"),
        key,
        lambda: _interval_text(first, last, options, call.locale),
    )


def _local_day(call: Call, value: object) -> date | None:
    dated = _dated(value)
    local = None if dated is None else in_zone(call, dated)
    return local.date() if isinstance(local, datetime) else dated


def _resolved(
    call: Call, kind: str, value: object, keys: Sequence[str], key: str, text: typing.Callable[[], str | None]
) -> Resolved:
    def write() -> list[Piece] | None:
        written = text()
        return None if written is None else [(kind, written)]

    def match(wanted: str) -> int:
        return int(wanted == key) if wanted in keys or not keys else BAD_KEY

    return Resolved(kind=kind, value=value, write=write, match=match, direction=direction(call.locale))


def _interval_text(first: date, last: date, options: Mapping[str, object], tag: str) -> str:
    fields, length = str(options.get("fields", "month-day")), str(options.get("length", "long"))
    year = options.get("year", "auto")
    if year == "always" or (year == "auto" and first.year != last.year):
        fields = f"year-{fields}"
    known = conventions(tag)
    single = known.dates[fields][length]
    if first == last:
        return apply_pattern(single, first, tag)
    ends = known.intervals[fields][length].get(_greatest_difference(first, last))
    if ends:
        return _both(ends, first, last, tag)
    return known.between.format(apply_pattern(single, first, tag), apply_pattern(single, last, tag))


def _both(patterns: tuple[str, str], first: date | time, last: date | time, tag: str) -> str:
    before, after = patterns
    return apply_pattern(before, first, tag) + apply_pattern(after, last, tag)


def _greatest_difference(first: date, last: date) -> str:
    if first.year != last.year:
        return "y"
    return "M" if first.month != last.month else "d"


def slot(call: Call) -> Resolved:
    """Format the hours of a slot, or with `show=date` its date; select by its code, or by `hours`."""
    value = call.operand.value if call.operand else None
    code, day = field_of(value, "code"), _local_day(call, field_of(value, "date"))
    start, end = (_clock(value, *names) for names in (("start", "from"), ("end", "to")))
    options = read_options(call, RULES["postpurchase:slot"])
    if isinstance(code, str):
        key = code
    elif start is not None and end is not None:
        key = "hours"
    else:
        return call.refuse("bad-operand")

    def text() -> str | None:
        if options.get("show") == "date":
            return None if day is None else _day_text(day, options, call.locale)
        return None if start is None or end is None else _hours_text(start, end, call.locale)

    return _resolved(call, "slot", value, (), key, text)


def _clock(value: object, *names: str) -> time | None:
    found = next((found for name in names if (found := field_of(value, name)) is not None), None)
    if isinstance(found, str) and re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", found):
        return time.fromisoformat(found)
    return found if isinstance(found, time) else None


# In these languages a slot between full hours is said in hours alone.
_HOUR_ALONE: typing.Final = frozenset(["ja"])


def _hours_text(start: time, end: time, tag: str) -> str:
    known = conventions(tag)
    twelve = known.twelve
    on_the_hour = not (start.minute or end.minute) and (twelve or known.language in _HOUR_ALONE)
    skeleton = ("h" if twelve else "H") + ("" if on_the_hour else "m")
    across_noon = twelve and (start.hour < 12) != (end.hour < 12)
    return _both(known.slots[skeleton]["a" if across_noon else skeleton[0]], start, end, tag)


def _day_text(day: date, options: Mapping[str, object], tag: str) -> str:
    patterns = conventions(tag).dates["month-day-weekday"]
    return apply_pattern(patterns[str(options.get("length", "long"))], day, tag)


def join(call: Call) -> Resolved:
    """Format several texts or numbers as one list, with `type` `and` (default), `or` or `unit`."""
    items = call.operand.value if call.operand else None
    if not isinstance(items, (list, tuple)) or not items:
        return call.refuse("bad-operand")
    texts = [_item_text(call, item) for item in cast("Sequence[object]", items)]
    if None in texts:
        return call.refuse("bad-operand")
    kind = str(read_options(call, RULES["postpurchase:list"]).get("type", "and"))
    written = cast("list[str]", texts)
    return Resolved(kind="list", value=items, write=lambda: [("list", _joined(written, kind, call.locale))])


def _item_text(call: Call, item: object) -> str | None:
    if isinstance(item, str):
        return str.__str__(item)
    about = replace(call, operand=Resolved(kind="input", value=item), options={})
    pieces = write() if decimal_of(item) is not None and (write := number(about).write) else None
    return None if pieces is None else "".join(text for _, text in pieces)


def _joined(texts: Sequence[str], kind: str, tag: str) -> str:
    two, start, middle, end = conventions(tag).lists[kind]
    first, *rest = texts
    if not rest:
        return first
    *between, last = rest
    if not between:
        return two.format(first, last)
    joined = start.format(first, between[0])
    for text in between[1:]:
        joined = middle.format(joined, text)
    return end.format(joined, last)


# CLDR's words for near days; other languages show the date.
_NEAR_DAYS: typing.Final[Mapping[str, Mapping[int, str]]] = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "ja": {-2: "一昨日", -1: "昨日", 0: "今日", 1: "明日", 2: "明後日"},
    "ru": {-2: "позавчера", -1: "вчера", 0: "сегодня", 1: "завтра", 2: "послезавтра"},
}


def relative_day(call: Call) -> Resolved:
    """Format a near day by its name and another by its date; select by the number of days, as in `0` or `-1`.

    The operand is a date with the option `from` (usually `$today`), or a number of days.
    """
    value = call.operand.value if call.operand else None
    options = read_options(call, RULES["postpurchase:relative-day"])
    day, start = _local_day(call, value), _local_day(call, options.get("from"))
    days = _whole_days(value) if day is None else (day - start).days if start else None
    if days is None:
        return call.refuse("bad-operand" if day is None else "bad-option")

    def text() -> str | None:
        near = _NEAR_DAYS.get(conventions(call.locale).language, {}).get(days)
        if near is not None:
            return near
        return _distance(days, call.locale) if day is None else _day_text(day, options, call.locale)

    return _resolved(call, "relative-day", days, (), str(days), text)


def _distance(days: int, tag: str) -> str | None:
    """Return how far away a day is, as in `in 3 days`; None where that is no distance anybody counts in days."""
    from babel.dates import format_timedelta

    if not 1 <= abs(days) <= _FURTHEST:
        return None
    away = timedelta(days=days)
    return str(
        format_timedelta(away, "day", threshold=_FURTHEST + 1, add_direction=True, locale=babel_locale(tag))
    )


_FURTHEST: typing.Final = 10_000


def _whole_days(value: object) -> int | None:
    days = decimal_of(value)
    return int(days) if days is not None and days == days.to_integral_value() else None


FUNCTIONS: typing.Final[Mapping[str, Function]] = {
    "postpurchase:interval": interval,
    "postpurchase:slot": slot,
    "postpurchase:list": join,
    "postpurchase:relative-day": relative_day,
}
