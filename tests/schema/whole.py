"""One case in which every shape of our JSON stands at least once, and values for any annotated type."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from postpurchase.calendars import SlotOffer
from postpurchase.events import SHAPE_OF, Event, LineQuantity, Placed
from postpurchase.ledger import FactValue
from postpurchase.profiles import Says
from postpurchase.vocabulary import Channel, EventKind
from postpurchase.windows import ClosedHours, DateWindow, OpenHours, Slot, TimeWindow

Tree = dict[str, Any]
AT = "2026-10-05T22:40:00+09:00"
SLOT = {"date": "2026-10-20", "from": "14:00", "to": "16:00"}
WINDOW = {"earliest": "2026-10-12", "latest": "2026-10-26"}
YEN = {"minor": 1980, "currency": "JPY"}

# A kind of each shape of detail, with all the fields of its detail.
OCCURRENCES: Mapping[str, Tree] = {
    "order_placed": {
        "mode": "pre_order",
        "lines": [{"id": "L1", "qty": 2, "title": "kettle", "mode": "stock", "window": WINDOW}],
        "promised": {
            "ship_by": AT,
            "window": WINDOW,
            "slot": SLOT,
            "service": "next_day",
            "courier": "express",
        },
        "checkout": {"slot": SLOT, "phone": True, "address_ok": True},
        "destination": {"country": "JP", "region": "13", "remote": True},
        "needed_by": "2026-10-30",
        "gift": True,
        "sales_channel": "market",
        "gates": ["phone"],
        "total": YEN,
    },
    "order_confirmed": {"by": "staff", "reason": "phoned", "lines": ["L1", {"id": "L2", "qty": 1}]},
    "refunded": {"amount": YEN, "number": 1},
    "hold_placed": {"hold": "h1", "reason": "stock", "until": AT},
    "question_answered": {
        "channel": "email",
        "about": "slot",
        "answers": {"slot": SLOT, "date": "2026-10-20", "yes": True},
        "level": "more",
        "slot": SLOT,
        "actor": "staff-2",
    },
    "ship_deadline_set": {"deadline": AT, "answer": "accepted"},
    "item_secured": {"lines": ["L1"]},
    "handed_over": {
        "role": "outbound",
        "contents": ["L1"],
        "place": "Tokyo",
        "courier": "express",
        "tracking": {"number": "1Z", "url": "https://example.com/1Z", "part": "first_mile"},
    },
    "duty_due": {"amount": YEN, "required_by": AT},
    "appointment_agreed": {"slot": {"date": "2026-10-20", "code": "morning"}, "attempt": 1},
    "ready_for_pickup": {
        "reason": "no room",
        "how": "locker",
        "partial": True,
        "point": "kiosk",
        "keep_until": "2026-10-30",
        "attempt": 2,
        "tracking": {"number": "2Z"},
    },
    "eta_changed": {
        "problem": "weather",
        "action_by": "courier",
        "window": {"earliest": AT, "latest": "2026-10-06T22:40:00Z"},
        "tracking": {"number": "3Z"},
        "courier": "other",
    },
    "claim_opened": {"reason": "damaged"},
}

CONSENT = {"transactional": AT, "marketing": AT, "revoked": {"transactional": AT, "marketing": AT}}
RECIPIENT = {
    "name": "佐藤 花子",
    "locale": "ja",
    "zone": "Asia/Tokyo",
    "country": "JP",
    "channels": {
        "email": {"reachable": True, "suppressed": False, "consent": CONSENT},
        "sms": {"reachable": False, "suppressed": True},
    },
    "quiet_hours": {"from": "22:00", "to": "07:30", "weekdays": [0, 1, 2]},
}
ROW = {
    "keys": ["k1"],
    "kind": "sent",
    "attempt": 2,
    "lease_until": AT,
    "by": "staff",
    "to": "buyer",
    "channel": "email",
    "order": "o1",
    "subject": "1",
    "at": AT,
    "observed": False,
    "tells": {
        "dispatched": True,
        "window": WINDOW,
        "slot": SLOT,
        "arriving_today": "2026-10-20",
        "tracking": "1Z",
    },
    "asks": [{"question": "slot", "default": "none", "answer_by": AT}],
    "answers": {"phone": "given", "count": 3},
    "promises": [{"kind": "next_word", "due": AT, "value": WINDOW}],
    "touchpoint": "dispatched",
    "actor": "staff-2",
    "basis": "ranges",
    "policy": "retail",
    "digest": "d",
}
MESSAGE = {
    "at": AT,
    "touchpoint": "dispatched",
    "rides": ["item_secured@order"],
    "subject": "1",
    "to": "buyer",
    "channel": "email",
    "also": ["sms"],
    "tells": {"dispatched": True, "window": None},
    "text": {"contains": ["kettle"], "lacks": ["●●"]},
}
ACTION = {"kind": "hand_over", "at": AT, "subject": "order", "data": {"phone": True, "slot": SLOT}}


def event_tree(kind: str) -> Tree:
    """Return an event of that kind with every field there is."""
    common = {
        "kind": kind,
        "order": "o1",
        "at": AT,
        "received_at": AT,
        "time_quality": "local",
        "source": "warehouse",
        "id": kind,
        "sequence": 3,
        "shipment": "1",
        "notify": "never",
        "raw": {"code": "X1", "text": "left at door"},
    }
    return {**common, **OCCURRENCES[kind]}


def whole_case() -> Tree:
    """Return a case that holds every field of every shape; its policy is a preset."""
    return {
        "format": 1,
        "name": "all of it",
        "source": "here",
        "requirement": ["R1"],
        "shop": {
            "name": "Kumo",
            "zone": "Asia/Tokyo",
            "locale": "ja",
            "contact": {"email": "shop@example.com", "phone": "+81", "url": "https://example.com"},
            "signature": "Kumo",
        },
        "policy": {
            "preset": "retail",
            "args": {"lead_days": [2, 5]},
            "set": {
                "cadence.longest_silence.standard": "P5D",
                "profiles.couriers.express.says.arriving_today": {
                    "by": "10:00",
                    "channel": "sms",
                    "basis": "observed",
                },
                "touchpoints.dispatched.wait": "PT1H",
            },
        },
        "customer": {
            "id": "c1",
            "level": "more",
            "buyer": RECIPIENT,
            "receiver": {"locale": "en"},
            "first_purchase_at": AT,
        },
        "events": [event_tree(kind) for kind in OCCURRENCES],
        "ledger": [ROW],
        "steps": [
            {
                "now": AT,
                "expect": {
                    "messages": [MESSAGE],
                    "verdicts": {"dispatched@1": "skip:already_told"},
                    "actions": [ACTION],
                    "wake_at": AT,
                    "reasons": {"dispatched@1": ["quiet_hours"]},
                    "window": WINDOW,
                },
            }
        ],
        "run": {
            "from": AT,
            "until": "2026-11-05T00:00:00+09:00",
            "courier": [ROW],
            "expect": {"timeline": [MESSAGE], "nothing_else": True, "actions": [ACTION]},
        },
        "now": AT,
        "model": {
            "format": 1,
            "level": 0.8,
            "route": {
                "zone": "Asia/Tokyo",
                "legs": [{"kind": "last_mile", "days": [7, 21], "calendar": None}],
                "peaks": [],
                "courier": None,
                "scan_days": None,
            },
        },
    }


# -- values of any type, drawn from annotations ---------------------------------------------------

ZONES = st.sampled_from(["Asia/Tokyo", "Europe/Berlin", "America/New_York", "UTC"])
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=8)
NAMES = WORDS.filter(lambda word: not word[0].isdigit())  # a text that looks like a date is read as one
INSTANTS = st.datetimes(
    min_value=datetime(2000, 1, 2),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(2200, 12, 30),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(-timedelta(hours=3, minutes=30))]),
)
DATES = st.dates(date(2000, 1, 1), date(2200, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0))
DURATIONS = st.timedeltas(timedelta(0), timedelta(days=3_000))

_SIMPLE: Mapping[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 2**53),
    str: NAMES,
    datetime: INSTANTS,
    date: DATES,
    time: CLOCKS,
    timedelta: DURATIONS,
    object: st.booleans() | NAMES | DATES,
}
_BY_NAME: Mapping[str, st.SearchStrategy[Any]] = {
    "zone": ZONES,
    "locale": st.sampled_from(["ja", "en-GB"]),
    "country": st.sampled_from(["JP", "DE"]),
    "currency": st.sampled_from(["JPY", "EUR"]),
}
_UNIONS: Mapping[frozenset[Any], tuple[Any, ...]] = {
    frozenset({DateWindow, TimeWindow}): (DateWindow, TimeWindow),
    frozenset(get_args(FactValue)) - {type(None)}: (bool, str, date, datetime, DateWindow, TimeWindow, Slot),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return what draws values of an annotated type; what breaks an invariant is never drawn."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if kind is Event:
        return events()
    if is_dataclass(kind) and isinstance(kind, type):
        return objects(kind)
    return _generic(get_origin(kind), get_args(kind))


def _generic(origin: Any, members: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin in (Union, types.UnionType):
        present = [member for member in members if member is not type(None)]
        kinds = _UNIONS.get(frozenset(present), tuple(present))
        drawn = st.one_of(*map(values, kinds))
        return st.none() | drawn if len(present) < len(members) else drawn
    if origin is tuple and members[-1] is ...:
        return st.lists(values(members[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, members))
    return st.dictionaries(values(members[0]), values(members[1]), max_size=2)


@st.composite
def objects(draw: st.DrawFn, kind: type, /, **given: Any) -> Any:
    """Draw a dataclass field by field."""
    if kind in _WITH_INVARIANTS and not given:
        return draw(_WITH_INVARIANTS[kind])
    hints = get_type_hints(kind)
    wanted = [field for field in fields(kind) if field.init and field.name not in given]
    drawn = {field.name: draw(_BY_NAME.get(field.name, values(hints[field.name]))) for field in wanted}
    return kind(**{**drawn, **given})


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw an event of any kind."""
    kind = draw(st.sampled_from(EventKind))
    details = draw(objects(SHAPE_OF[kind]))
    lines = (
        () if isinstance(details, Placed) else draw(st.lists(objects(LineQuantity), max_size=2).map(tuple))
    )
    drawn: Event = draw(objects(Event, kind=kind, details=details, lines=lines))
    return drawn


def _ordered(moments: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(moments, min_size=2, max_size=2, unique=True).map(sorted)


_CODES = st.sampled_from(["morning", "am"])
_HOURS = _ordered(CLOCKS)
_DAYS = st.frozensets(st.integers(0, 6), min_size=1)

# Types whose fields depend on each other.
_WITH_INVARIANTS: Mapping[type, st.SearchStrategy[Any]] = {
    DateWindow: _ordered(DATES).map(lambda ends: DateWindow(earliest=ends[0], latest=ends[1])),
    TimeWindow: _ordered(INSTANTS).map(lambda ends: TimeWindow(earliest=ends[0], latest=ends[1])),
    Slot: st.builds(Slot, date=DATES, code=_CODES)
    | st.builds(lambda day, hours: Slot(date=day, start=hours[0], end=hours[1]), DATES, _HOURS),
    SlotOffer: st.builds(SlotOffer, code=_CODES, weekdays=_DAYS)
    | st.builds(lambda hours: SlotOffer(start=hours[0], end=hours[1]), _HOURS),
    ClosedHours: st.builds(
        lambda hours, days: ClosedHours(start=hours[1], end=hours[0], weekdays=days), _HOURS, _DAYS
    ),
    OpenHours: st.builds(
        lambda hours, days: OpenHours(opens=hours[0], closes=hours[1], weekdays=days), _HOURS, _DAYS
    ),
    Says: st.builds(Says, by=CLOCKS, channel=values(Channel)) | st.builds(Says, within=DURATIONS),
}
