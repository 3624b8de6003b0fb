"""A model as a plain tree for JSON, and back: what was learned, of no order anything but times and where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from difflib import get_close_matches
from typing import Any, Final, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from postpurchase.calendars import MONDAY_TO_FRIDAY, CourierCalendar, SlotOffer, WorkingCalendar
from postpurchase.errors import InvalidInput, UnknownName, invalid
from postpurchase.eta.activity import ActivityClock
from postpurchase.eta.effects import Effects
from postpurchase.eta.estimates import Model
from postpurchase.eta.journeys import Anchor, Shape
from postpurchase.eta.learned import OFFSET, Learned, Recent, dump_learned, with_recents
from postpurchase.eta.legs import Leg, Peak, Route
from postpurchase.eta.model import LEVEL, LearnedModel
from postpurchase.eta.ways import KnownRoute
from postpurchase.windows import ALL_DAYS, Instant, zone
from postpurchase.windows.instants import instant_in_range

Tree: TypeAlias = Any
"""None, booleans, numbers, texts, lists and dicts with names."""

FORMAT: Final = 1
GREATEST: Final = 1e9

WAYS: Final = ("whole", "carriage", "dispatch")
FIELDS: Final = ("format", "level", "route", *WAYS)
OF_ROUTES: Final = ("zone", "legs", "peaks", "courier", "scan_days")
OF_LEGS: Final = ("kind", "days", "calendar")
OF_PEAKS: Final = ("start", "end", "days", "legs", "name")
OF_CALENDARS: Final = ("zone", "weekdays", "cutoff", "holidays")
OF_COURIERS: Final = ("working", "intervals")
OF_INTERVALS: Final = ("start", "end", "code", "weekdays")

_T = TypeVar("_T")


def dump_model(model: Model) -> Tree:
    """Return a model as a tree that JSON can hold; raise `InvalidInput` for one that is not ours.

    Ids are kept of what is still under way alone; a fit upon a loaded model locates it as before.
    """
    if isinstance(model, KnownRoute):
        model = LearnedModel(route=model.route)
    if not isinstance(model, LearnedModel):
        raise invalid("", "a model that JSON has no word for", "give a LearnedModel or a KnownRoute")
    parts = {name: dump_learned(learned) for name in WAYS if (learned := getattr(model, name)) is not None}
    route = {} if model.route is None else {"route": _route(model.route)}
    return {"format": FORMAT, "level": model.level, **parts, **route}


def load_model(tree: Tree) -> LearnedModel:
    """Return the model that a tree stands for; raise `InvalidInput` for anything else.

    A tree written by hand is `{"format": 1, "route": {"zone": …, "legs": […]}}`; what a route does not have may be left out.
    """
    _check_names(tree, *FIELDS)
    if _part(tree, "format", int) != FORMAT:
        raise invalid("format", "not a format known here", f"give {FORMAT}")
    parts = {name: _part(tree, name, load_learned) for name in WAYS if name in tree}
    route = _part(tree, "route", _load_route) if "route" in tree else None
    return LearnedModel(level=_part(tree, "level", float, LEVEL), route=route, **parts)


def load_learned(tree: Tree) -> Learned:
    """Return what was learned of one way; its tables are made anew."""
    shape, clock, places = tree["shape"], tree["clock"], tree["places"]
    known = Learned(
        shape=Shape(
            words=_numbers(shape["words"]),
            numbers=_numbers(shape["numbers"]),
            crosses=_numbers(shape["crosses"]),
            place=shape["place"],
            anchor=Anchor(shape["anchor"]),
            half_life_days=_number(shape["half_life_days"]),
        ),
        at=_instant(tree["at"]),
        clock=ActivityClock(
            zone=zone(clock["zone"]),
            weights=tuple(map(_number, clock["weights"])),
            holidays=frozenset(map(date.fromisoformat, clock["holidays"])),
            around=date.fromisoformat(clock["around"]),
        ),
        effects=Effects(
            centre=_number(tree["centre"]),
            tables={str(name): _numbers(table) for name, table in tree["effects"].items()},
        ),
        edges={str(name): tuple(map(_number, edges)) for name, edges in tree["edges"].items()},
        recents=(),
        tables={},
        seen=_number(tree["seen"]),
        offset=_above_zero(tree.get("offset", OFFSET)),
        fitted_at=_instant(tree["fitted_at"]),
    )
    return with_recents(known, [_load_recent(row, places) for row in tree["recents"]], known.at)


def _load_recent(row: Sequence[Any], places: Sequence[str]) -> Recent:
    start, base, place, end, *id_ = row
    return Recent(
        id=str(id_[0]) if id_ else "",
        start=_instant(start),
        end=_maybe(_instant, end),
        place=str(places[place]),
        base=_number(base),
    )


def _number(value: Any) -> float:
    number = float(value)
    if not abs(number) <= GREATEST:
        raise ValueError("not a number that a model holds")
    return number


def _above_zero(value: Any) -> float:
    number = _number(value)
    if not number > 0:
        raise ValueError("not above 0")
    return number


def _instant(value: Any) -> Instant:
    return instant_in_range(int(value))


def _numbers(table: Mapping[str, Any]) -> dict[str, float]:
    return {str(name): _number(value) for name, value in table.items()}


# -- routes ---------------------------------------------------------------------------------------


def _route(route: Route) -> Tree:
    return {
        "zone": route.zone.key,
        "legs": [
            {"kind": leg.kind.value, "days": list(leg.days), "calendar": _maybe(_calendar, leg.calendar)}
            for leg in route.legs
        ],
        "peaks": [
            {
                "start": peak.start.isoformat(),
                "end": peak.end.isoformat(),
                "days": list(peak.days),
                "legs": sorted(peak.legs),
                "name": peak.name,
            }
            for peak in route.peaks
        ],
        "courier": _maybe(_courier, route.courier),
        "scan_days": route.scan_days,
    }


def _load_route(tree: Tree) -> Route:
    """Return the route that a tree stands for; written by hand, it may leave out what it does not have."""
    _check_names(tree, *OF_ROUTES)
    return Route(
        zone=_part(tree, "zone", _zone),
        legs=_part(tree, "legs", _each(_load_leg)),
        peaks=_part(tree, "peaks", _each(_load_peak), ()),
        courier=_part(tree, "courier", lambda given: _maybe(_load_courier, given), None),
        scan_days=tree.get("scan_days"),
    )


def _load_leg(tree: Tree) -> Leg:
    _check_names(tree, *OF_LEGS)
    return Leg(
        kind=_part(tree, "kind", str),  # type: ignore[arg-type]  # a text of a word becomes the word
        days=_part(tree, "days", tuple),
        calendar=_part(tree, "calendar", lambda given: _maybe(_load_calendar, given), None),
    )


def _load_peak(tree: Tree) -> Peak:
    _check_names(tree, *OF_PEAKS)
    return Peak(
        start=_part(tree, "start", date.fromisoformat),
        end=_part(tree, "end", date.fromisoformat),
        days=_part(tree, "days", tuple),
        legs=_part(tree, "legs", frozenset),
        name=str(tree.get("name", "")),
    )


_ABSENT: Final = object()


def _check_names(tree: Tree, *known: str) -> None:
    """Raise for a tree that is none, and for what would be passed over; only a name like a known one is shown."""
    if not isinstance(tree, Mapping):
        raise invalid("", "not a mapping", "give one, as `dump_model` writes it")
    for name in set(tree) - set(known):
        near = get_close_matches(str(name), known, n=1)
        raise invalid(
            str(name) if near else "…", "unknown field", f"did you mean {near[0]}" if near else "leave it out"
        )


def _part(tree: Tree, name: str, make: Callable[[Any], _T], default: Any = _ABSENT) -> _T:
    """Return what is made of one part of a tree; whatever is wrong with it is said with its name."""
    given = tree.get(name, default)
    if given is _ABSENT:
        raise invalid(name, "missing", "give it as `dump_model` writes it")
    try:
        return make(given)
    except InvalidInput as error:
        raise error.under(name) from None
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise invalid(name, "not what belongs here", "give it as `dump_model` writes it") from error


def _each(make: Callable[[Any], _T]) -> Callable[[Any], tuple[_T, ...]]:
    """Return what makes all of a list, each fault with its place."""
    return lambda given: tuple(_part({str(n): one}, str(n), make) for n, one in enumerate(given))


def _zone(name: Any) -> ZoneInfo:
    try:
        return zone(name)
    except UnknownName:
        raise invalid("", "no zone of that name", "give an IANA name, as in Asia/Tokyo") from None


def _calendar(calendar: WorkingCalendar) -> Tree:
    return {
        "zone": calendar.zone.key,
        "weekdays": sorted(calendar.weekdays),
        "cutoff": _maybe(time.isoformat, calendar.cutoff),
        "holidays": [day.isoformat() for day in sorted(calendar.holidays)],
    }


def _load_calendar(tree: Tree) -> WorkingCalendar:
    _check_names(tree, *OF_CALENDARS)
    return WorkingCalendar(
        zone=_part(tree, "zone", _zone),
        weekdays=_part(tree, "weekdays", frozenset, MONDAY_TO_FRIDAY),
        cutoff=_part(tree, "cutoff", lambda given: _maybe(time.fromisoformat, given), None),
        holidays=frozenset(_part(tree, "holidays", _each(date.fromisoformat), ())),
    )


def _courier(courier: CourierCalendar) -> Tree:
    return {
        "working": _calendar(courier.working),
        "intervals": [
            {
                "start": _maybe(time.isoformat, offer.start),
                "end": _maybe(time.isoformat, offer.end),
                "code": offer.code,
                "weekdays": sorted(offer.weekdays),
            }
            for offer in courier.intervals
        ],
    }


def _load_courier(tree: Tree) -> CourierCalendar:
    _check_names(tree, *OF_COURIERS)
    return CourierCalendar(
        working=_part(tree, "working", _load_calendar),
        intervals=_part(tree, "intervals", _each(_load_interval), ()),
    )


def _load_interval(tree: Tree) -> SlotOffer:
    _check_names(tree, *OF_INTERVALS)
    return SlotOffer(
        start=_part(tree, "start", lambda given: _maybe(time.fromisoformat, given), None),
        end=_part(tree, "end", lambda given: _maybe(time.fromisoformat, given), None),
        code=tree.get("code"),
        weekdays=_part(tree, "weekdays", frozenset, ALL_DAYS),
    )


def _maybe(make: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else make(value)
