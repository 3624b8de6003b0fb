from __future__ import annotations

import pickle
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import field, fields, make_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase import events as module
from postpurchase.digests import canonical
from postpurchase.errors import InvalidInput
from postpurchase.events import (
    BARE,
    SHAPE_OF,
    Appointment,
    Arrival,
    Carriage,
    Change,
    Checkout,
    Claimed,
    Contacted,
    Customs,
    Deadline,
    Destination,
    Details,
    Event,
    Funds,
    Held,
    LineQuantity,
    Money,
    OrderLine,
    Placed,
    Promised,
    Raw,
    Sourced,
    Tracking,
    Trouble,
    distinct,
)
from postpurchase.vocabulary import EventKind, Level, Mode, Notify, Party, TimeQuality
from postpurchase.windows import DateWindow, instant

NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)
NAIVE = datetime(2026, 10, 8, 12)  # noqa: DTZ001 - what must be refused
OFFSET_MISSING = "not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"


def faults(kind: Callable[..., object], /, **given: Any) -> str:
    """Return what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**given)
    return str(raised.value)


def an_event(**given: Any) -> Event:
    """Return an event about which only what matters is said."""
    return Event(**{"kind": EventKind.DEPARTED, "order": "o1", "at": NOON, "id": "1", **given})


# -- the shapes of detail -------------------------------------------------------------------------


def test_every_kind_has_one_shape() -> None:
    """The table of shapes is total over the kinds of events, and no kind stands in it twice."""
    listed = Counter(kind for kinds in module._SHAPES.values() for kind in kinds)

    assert (set(SHAPE_OF), set(listed.values())) == (set(EventKind), {1})


def test_every_shape_has_a_kind() -> None:
    """No shape of detail is left over, and the union names them all."""
    assert set(SHAPE_OF.values()) == set(get_args(Details)) == set(module._SHAPES)


@pytest.mark.parametrize("kind", EventKind)
def test_a_bare_event_knows_nothing(kind: EventKind) -> None:
    """An event without details bears its own shape, empty."""
    assert an_event(kind=kind).details == BARE[kind] == SHAPE_OF[kind]()


def test_the_shapes_carry_the_fields_of_the_contract(shared: Path) -> None:
    """Each row of the contract's table of events names fields that its shape, or every event, has."""
    text = (shared / "contract.md").read_text(encoding="utf-8")
    rows = text.partition("| kinds | extra fields |")[2].partition("##")[0].splitlines()
    common = {field.name for field in fields(Event)}
    missing = []
    for row in rows:
        cells = row.split("|")
        for kind in re.findall(r"`([a-z_]+)`", cells[1]) if len(cells) > 3 else ():
            known = common | {field.name for field in fields(SHAPE_OF[EventKind(kind)])}
            missing += [(kind, name) for name in top_names(cells[2]) if name not in known]

    assert missing == []


def top_names(cell: str) -> list[str]:
    """Return the names of fields in a cell of the contract, without what stands in brackets or after a colon."""
    for inner in (r"\{[^{}]*\}", r"\[[^\[\]]*\]", r"`"):
        cell = re.sub(inner, "", cell)
    return [part.split(":")[0].strip() for part in re.split(r"[,;]", cell)]


# -- the small values -----------------------------------------------------------------------------


@pytest.mark.parametrize("currency", ["jpy", "JP", "JPYX", "JP1", "ÄÖÜ", "", "JPY\n"])
def test_money_has_a_currency(currency: str) -> None:
    """A currency is three capital letters."""
    assert faults(Money, minor=1980, currency=currency) == (
        'currency: not an ISO 4217 code; give three capital letters, as in "JPY"'
    )


@pytest.mark.parametrize("minor", [1980, 0, -1980])
def test_money_may_be_owed(minor: int) -> None:
    """Amounts of either sign are money."""
    assert Money(minor=minor, currency="JPY").minor == minor


@pytest.mark.parametrize("qty", [0, -1])
def test_a_line_is_of_something(qty: int) -> None:
    """Nothing, or less, cannot be ordered."""
    assert faults(OrderLine, id="a", qty=qty) == "qty: below 1; give the quantity ordered, at least 1"


@pytest.mark.parametrize("qty", [None, 0, 1])
def test_part_of_a_line_may_be_all_or_none(qty: int | None) -> None:
    """All of a line is none named; an edit may bring a line to nothing."""
    assert LineQuantity(id="a", qty=qty).qty == qty


def test_part_of_a_line_is_not_negative() -> None:
    """Less than nothing is refused: it would make units out of nowhere."""
    assert faults(LineQuantity, id="a", qty=-1) == (
        "qty: below 0; give how many, or leave it out for all of the line"
    )


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Promised, "ship_by"), (Held, "until"), (Deadline, "deadline"), (Customs, "required_by")],
)
def test_every_term_has_an_instant(kind: type, name: str) -> None:
    """A term without an offset is refused where it stands; one with it is kept; none is none."""
    assert faults(kind, **{name: NAIVE}) == f"{name}: {OFFSET_MISSING}"
    assert [getattr(kind(**terms), name) for terms in ({name: NOON}, {})] == [NOON, None]


# -- events ---------------------------------------------------------------------------------------


def test_a_kind_may_be_its_value() -> None:
    """A kind given as text becomes the word."""
    assert an_event(kind="delivered").kind is EventKind.DELIVERED


def test_an_unknown_kind_is_refused() -> None:
    """A kind that there is not is our own error, and is not repeated."""
    assert faults(an_event, kind="teleported") == "kind: not a known word; give departed or delivered"


def test_details_have_the_kind_s_shape() -> None:
    """Another kind's details are refused."""
    assert faults(an_event, details=Held()) == "details: wrong shape for departed; give Carriage(…)"


def test_an_event_has_an_instant() -> None:
    """Neither of an event's times may be without an offset."""
    assert faults(an_event, at=NAIVE) == f"at: {OFFSET_MISSING}"
    assert faults(an_event, received_at=NAIVE) == f"received_at: {OFFSET_MISSING}"


def test_an_event_is_learned_when_received() -> None:
    """Without a time of receipt an event is learned when it happens."""
    late = an_event(received_at=NOON + timedelta(hours=1))

    assert (an_event().t, an_event().learned, late.t, late.learned) == (
        instant(NOON),
        instant(NOON),
        instant(NOON),
        instant(NOON) + 3_600,
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "<Event departed order=o1 at=2026-10-08T12:00:00Z shop:1>"),
        (
            {"shipment": "p1", "source": "easypost", "at": NOON.astimezone(timezone(timedelta(hours=9)))},
            "<Event departed order=o1 shipment=p1 at=2026-10-08T12:00:00Z easypost:1>",
        ),
    ],
)
def test_an_event_reads_well(given: dict[str, Any], expected: str) -> None:
    """An event shows its kind, its subject, its time in UTC and where it came from, and no detail."""
    assert repr(an_event(**given)) == expected


def test_events_are_told_apart_by_source_and_id() -> None:
    """An event's identity is (source, id), its place (instant, source, sequence, id)."""
    event = an_event(source="easypost", id="e1", sequence=3)

    assert (event.identity, event.position) == (("easypost", "e1"), (instant(NOON), "easypost", 3, "e1"))


def test_events_travel() -> None:
    """An event that crosses a process is an equal one."""
    event = an_event(kind=EventKind.ORDER_PLACED, details=whole_order(), lines=(LineQuantity(id="a"),))
    back = pickle.loads(pickle.dumps(event))  # noqa: S301 - our own bytes

    assert (back, back.t, back.learned) == (event, event.t, event.learned)


def whole_order() -> Placed:
    """Return an order that says everything."""
    return Placed(
        mode=Mode.BUY_ON_DEMAND,
        lines=(OrderLine(id="a", qty=2, title="A tea bowl"), OrderLine(id="b", mode=Mode.STOCK)),
        promised=Promised(
            ship_by=NOON,
            window=DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26)),
            courier="kuroneko",
        ),
        checkout=Checkout(phone=True, address_ok=True),
        destination=Destination(country="JP", region="13", remote=False),
        needed_by=date(2026, 12, 24),
        gift=True,
        sales_channel="ichiba",
        gates=("contact",),
        total=Money(minor=1980, currency="JPY"),
    )


# -- ids made from the content --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": EventKind.ITEM_SECURED}, "~d2a48f5a2603d5be83127613149a5ec3"),
        ({"kind": EventKind.ORDER_PLACED}, "~9138a04947aabce4a944747139ef2513"),
        (
            {"kind": EventKind.DELIVERED, "shipment": "p1", "details": Arrival(point="locker 7")},
            "~cedc9afa5a65c9bbe9a92b70a1f2a632",
        ),
    ],
)
def test_a_natural_id_is_the_same_for_ever(given: dict[str, Any], expected: str) -> None:
    """Ids made from the content stand in the keys of shops' ledgers: these literals may never change."""
    assert an_event(id="", **given).id == expected


@pytest.mark.parametrize(
    "change",
    [
        {"received_at": NOON + timedelta(hours=1)},
        {"source": "easypost"},
        {"notify": Notify.NEVER},
        {"time_quality": TimeQuality.LOCAL},
        {"at": NOON.astimezone(timezone(timedelta(hours=9)))},
        {"kind": "delivered"},
    ],
)
def test_how_it_was_heard_makes_no_other_event(change: dict[str, Any]) -> None:
    """Receipt, source, trust and the zone of writing are not in a natural id."""
    event = an_event(kind=EventKind.DELIVERED, id="")

    assert an_event(**{"kind": EventKind.DELIVERED, "id": "", **change}).id == event.id


def test_a_natural_id_follows_the_content() -> None:
    """An event changed by `replace` is another event, unless its id was given."""
    made, given = an_event(id=""), an_event(id="e1")
    later = NOON + timedelta(hours=1)

    assert replace(made, at=later).id == an_event(id="", at=later).id != made.id
    assert replace(given, at=later).id == "e1"
    assert an_event(id=made.id).id == made.id


def test_a_natural_id_outlives_new_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that joins a shape of detail later, with a default, changes no id."""
    later = make_dataclass(
        "PlacedInColour",
        [("colour", str | None, field(default=None))],
        bases=(Placed,),
        frozen=True,
        slots=True,
        kw_only=True,
    )
    before = an_event(kind=EventKind.ORDER_PLACED, id="", details=Placed(gift=True))
    monkeypatch.setattr(module, "SHAPE_OF", {**SHAPE_OF, EventKind.ORDER_PLACED: later})

    assert an_event(kind=EventKind.ORDER_PLACED, id="", details=later(gift=True)).id == before.id
    assert (
        an_event(kind=EventKind.ORDER_PLACED, id="", details=later(gift=True, colour="red")).id != before.id
    )


@pytest.mark.parametrize(
    "change",
    [
        {"kind": EventKind.ARRIVED},
        {"order": "o2"},
        {"at": NOON + timedelta(seconds=1)},
        {"sequence": 1},
        {"shipment": "p1"},
        {"lines": (LineQuantity(id="a"),)},
        {"raw": Raw(code="DP")},
        {"details": Carriage(place="Narita")},
    ],
)
def test_what_happened_makes_another_event(change: dict[str, Any]) -> None:
    """Whatever tells two happenings apart is in a natural id."""
    assert an_event(id="", **change).id != an_event(id="").id


# -- a set of events ------------------------------------------------------------------------------


def test_copies_are_one_event() -> None:
    """Of two copies the one received last wins, and it was learned when the first came."""
    first = an_event(received_at=NOON + timedelta(hours=1), details=Carriage(place="Narita"))
    second = an_event(received_at=NOON + timedelta(hours=2), details=Carriage(place="Haneda"))

    assert distinct([second, first]) == distinct([first, second]) == [(second, first.learned)]


def test_of_copies_received_together_the_greater_bytes_win() -> None:
    """At the same second of receipt it is the content that decides, not who came first."""
    copies = [an_event(details=Carriage(place=place)) for place in ("Narita", "Haneda", "Itami")]
    winner = max(copies, key=canonical)

    assert {distinct(order)[0][0].details for order in permutations(copies)} == {winner.details}


def test_events_are_ordered_by_time_source_sequence_and_id() -> None:
    """Events of one second go by source, then by sequence, then by id."""
    expected = [
        an_event(at=NOON - timedelta(seconds=1), source="z", sequence=9, id="9"),
        an_event(source="a", sequence=2, id="1"),
        an_event(source="b", sequence=1, id="3"),
        an_event(source="b", sequence=2, id="1"),
        an_event(source="b", sequence=2, id="2"),
    ]

    assert [event for event, _ in distinct(reversed(expected))] == expected


def test_no_events_are_none() -> None:
    """Nothing happened, nothing is told."""
    assert distinct([]) == []


COPIES = st.lists(
    st.builds(
        an_event,
        kind=st.sampled_from([EventKind.DEPARTED, EventKind.DELIVERED]),
        source=st.sampled_from(["shop", "courier"]),
        id=st.sampled_from(["1", "2"]),
        sequence=st.integers(0, 1),
        at=st.sampled_from([NOON, NOON + timedelta(seconds=1)]),
        received_at=st.none() | st.sampled_from([NOON + timedelta(seconds=n) for n in range(3)]),
        shipment=st.none() | st.sampled_from(["p1", "p2"]),
        notify=st.sampled_from(Notify),
    ),
    max_size=8,
)


def as_a_set(events: list[Event]) -> list[tuple[Event, int]]:
    """Return what the rules say of a set of events, copy by copy."""
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        groups.setdefault(event.identity, []).append(event)
    pairs = [
        (max(copies, key=lambda copy: (copy.learned, canonical(copy))), min(copy.learned for copy in copies))
        for copies in groups.values()
    ]
    return sorted(pairs, key=lambda pair: (pair[0].t, pair[0].source, pair[0].sequence, pair[0].id))


@given(COPIES)
def test_a_set_of_events_is_as_the_rules_say(events: list[Event]) -> None:
    """Winner, learning and order agree with a reading of the rules that looks at every copy."""
    assert distinct(events) == as_a_set(events)


@given(COPIES, st.randoms(use_true_random=False), st.data())
def test_neither_order_nor_repetition_counts(
    events: list[Event], chance: random.Random, data: st.DataObject
) -> None:
    """However events are shuffled and repeated, they are the same set, to the byte."""
    again = events + [data.draw(st.sampled_from(events)) for _ in range(3) if events]
    chance.shuffle(again)

    assert [(canonical(event), learned) for event, learned in distinct(again)] == [
        (canonical(event), learned) for event, learned in distinct(events)
    ]


@given(COPIES)
def test_a_set_can_be_taken_again(events: list[Event]) -> None:
    """The events of a set are a set already."""
    once = [event for event, _ in distinct(events)]

    assert [event for event, _ in distinct(once)] == once


# -- what stays out of sight ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "details",
    [
        OrderLine(id="a", title="SECRET"),
        Raw(code="DP", text="SECRET"),
        Change(by=Party.CUSTOMER, reason="SECRET"),
        Contacted(about="SECRET", answers={"contact": "SECRET"}, level=Level.MORE, actor="SECRET"),
        Carriage(place="SECRET", tracking=Tracking(number="AF1")),
        Arrival(reason="SECRET", point="SECRET"),
        Claimed(reason="SECRET"),
    ],
    ids=lambda details: type(details).__name__,
)
def test_what_people_wrote_is_not_shown(details: object) -> None:
    """Titles, places, answers, names and free text are carried and not shown."""
    assert ("SECRET" in repr(details), canonical(details).count(b"SECRET") > 0) == (False, True)


@pytest.mark.parametrize("details", [Appointment(), Funds(), Sourced(), Trouble()], ids=repr)
def test_an_empty_shape_reads_as_its_name(details: object) -> None:
    """Details without anything personal show what they hold."""
    assert repr(details).startswith(f"{type(details).__name__}(")


def test_a_copy_that_was_changed_is_checked_again() -> None:
    """`dataclasses.replace` makes its times anew."""
    moved = replace(an_event(), at=NOON + timedelta(days=1))

    assert (moved.t, moved.learned) == (instant(NOON) + 86_400,) * 2


# -- all faults at once ---------------------------------------------------------------------------


def test_all_faults_of_an_event_come_at_once() -> None:
    """A bad kind hides nothing, nor does anything else; each fault is at its place."""
    found = faults(
        Event,
        kind="sold",
        order="",
        at=NAIVE,
        received_at=3,
        time_quality="good",
        source=None,
        lines=[1],
        details=Funds(number="two"),  # type: ignore[arg-type]
    )

    assert [line.partition(":")[0] for line in found.splitlines()] == [
        *("at", "details.number", "kind", "lines", "order", "received_at", "source", "time_quality"),
    ]


def test_details_of_another_shape_are_one_fault_of_several() -> None:
    """The shape is judged by the kind, where there is one."""
    assert faults(Event, kind="departed", order="o1", at=NAIVE, details=Funds()).splitlines() == [
        f"at: {OFFSET_MISSING}",
        "details: wrong shape for departed; give Carriage(…)",
    ]


def test_words_of_an_event_may_be_their_values() -> None:
    """Quality and notice given as text become the words that the engine compares by identity."""
    event = an_event(time_quality="date_only", notify="never", raw=Raw(code="X"), shipment="P1")

    assert (event.time_quality, event.notify) == (TimeQuality.DATE_ONLY, Notify.NEVER)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("lines", ("L1",), "lines.0: text, not LineQuantity; give LineQuantity"),
        ("shipment", 1, "shipment: a whole number, not text or None; give text or None"),
        ("raw", "X", "raw: text, not Raw or None; give Raw or None"),
        ("sequence", 1.5, "sequence: a number, not a whole number; give a whole number"),
        ("id", 7, "id: a whole number, not text; give text"),
    ],
)
def test_what_nothing_else_looks_at_is_looked_at(field: str, value: object, fault: str) -> None:
    """Fields that are only passed on are of their declared kinds."""
    assert faults(an_event, **{field: value}) == fault
