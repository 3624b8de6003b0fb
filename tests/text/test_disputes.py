"""The dispute record: everything that happened and was said, in order, with who vouches for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.text.letters import at
from tests.text.orders import COURIER, KETTLE, KETTLE_ENDS, OLGA, SHARED, bag, courier, kettle, noted

from postpurchase.events import Contacted, Event, Raw
from postpurchase.ledger import Pledge, Row
from postpurchase.order import replay
from postpurchase.planning import plan
from postpurchase.text import DisputeRecord, dispute_record
from postpurchase.text.disputes import Evidence, Nature
from postpurchase.vocabulary import Channel, EventKind, Party, RowKind, TimeQuality, WarningKind

PLACED = KETTLE[0]


def of(*rows: Row, events: tuple[Event, ...] = KETTLE) -> DisputeRecord:
    """Return the record of the kettle's order with those rows."""
    return dispute_record(noted(*rows, events=events))


def only_row(row: Row) -> Evidence:
    """Return the evidence of a row."""
    return next(one for one in of(row).entries if one.row is not None)


def test_everything_stands_in_order() -> None:
    """Events, the shop's messages and tasks and the courier's acts stand in one numbered order."""
    found = dispute_record(kettle())

    assert [(one.number, one.nature.value, one.source, f"{one.at:%d %H:%M}") for one in found.entries] == [
        (1, "happened", "shop", "11 15:05"),
        (2, "said", "shop", "11 15:06"),
        (3, "step", "shop", "11 15:06"),
        (4, "said", "courier", "12 06:40"),
        (5, "said", "courier", "12 10:00"),
        (6, "said", "courier", "12 10:20"),
        (7, "said", "shop", "12 15:15"),
        (8, "happened", "express", "12 16:10"),
        (9, "said", "shop", "13 16:10"),
    ]
    assert (found.order, found.at, found.policy) == ("K-7", KETTLE_ENDS, "shared_with_courier")
    assert found.policy_digest == SHARED.digest


def test_an_event_bears_its_source_and_the_quality_of_its_time() -> None:
    """Who reported it, when it was learned, and how far its time can be trusted."""
    scan = Event(
        kind=EventKind.DEPARTED,
        order="K-7",
        at=at("2026-11-12T00:00:00+03:00"),
        received_at=at("2026-11-12T09:00:00+03:00"),
        time_quality=TimeQuality.DATE_ONLY,
        source="express",
        id="s-1",
        shipment="p",
        raw=Raw(code="DEP", text="left"),
    )
    found = of(events=(PLACED, scan)).entries[-1]

    assert (found.quality, found.source, found.id, found.subject) == (
        TimeQuality.DATE_ONLY,
        "express",
        "s-1",
        "1",
    )
    assert found.learned_at == at("2026-11-12T09:00:00+03:00")
    assert found.event is scan


def test_doubts_stand_beside_the_event() -> None:
    """What was not simply believed is on record with the reason why."""
    again = replace(PLACED, at=at("2026-11-12T10:00:00+03:00"), id="again", received_at=None)

    assert [one.doubts for one in of(events=(PLACED, again)).entries] == [(), (WarningKind.PLACED_AGAIN,)]


@pytest.mark.parametrize(
    ("row", "nature", "heard"),
    [
        (courier(RowKind.FAILED, "13:00", Channel.CALL, "arriving_soon"), "said", "not_reached"),
        (courier(RowKind.SENT, "13:00", Channel.SMS, "delivered", observed=False), "said", "unconfirmed"),
        (
            courier(RowKind.RESERVED, "13:00", Channel.SMS, "delivered", by=Party.SHOP, keys=("k",)),
            "step",
            None,
        ),
        (courier(RowKind.REQUESTED, "13:00", Channel.SMS, "delivered", by=Party.STAFF), "step", None),
        (
            replace(courier(RowKind.SENT, "13:00", Channel.SMS, "x", by=Party.STAFF, to=None), channel=None),
            "step",
            None,
        ),
    ],
    ids=["call in vain", "assumed", "reserved", "forced", "note"],
)
def test_rows_are_words_or_steps(row: Row, nature: str, heard: str | None) -> None:
    """What was said is told apart from the steps of sending, forced resends and staff's notes."""
    found = only_row(row)

    assert (found.nature, found.heard) == (Nature(nature), heard)
    assert found.row is row


def test_an_overtaken_row_does_not_stand() -> None:
    """The reservation of a message that was sent is kept, and marked as overtaken."""
    reserved = courier(RowKind.RESERVED, "10:00", Channel.EMAIL, "dispatched", by=Party.SHOP, keys=("k",))
    sent = courier(RowKind.SENT, "10:01", Channel.EMAIL, "dispatched", by=Party.SHOP, keys=("k",))

    assert [one.stands for one in of(reserved, sent).entries if one.row] == [False, True]


def test_other_orders_are_left_out() -> None:
    """Rows of the customer's other orders are no evidence here."""
    assert [
        one for one in of(courier(RowKind.SENT, "10:00", Channel.SMS, "x", order="K-8")).entries if one.row
    ] == []


def promised(*pledges: Pledge, when: str = "10:00") -> Row:
    """Return a message of the shop that promises."""
    return courier(RowKind.SENT, when, Channel.EMAIL, "reassurance", by=Party.SHOP, promises=pledges)


DUE = at("2026-11-12T15:00:00+03:00")


def test_a_next_word_is_kept_by_any_later_word() -> None:
    """Whoever speaks next keeps the promise to be heard from."""
    found = of(
        promised(Pledge(kind="next_word", due=DUE)), courier(RowKind.SENT, "11:00", Channel.SMS, "own")
    )

    assert [(one.kind, one.due, one.by, one.kept_at) for one in found.promises] == [
        ("next_word", DUE, Party.SHOP, at("2026-11-12T11:00:00+03:00"))
    ]


def test_another_promise_is_kept_by_its_own_fact() -> None:
    """A promise to tell something is kept by telling it, not by any word."""
    other = courier(RowKind.SENT, "11:00", Channel.SMS, "own")
    telling = courier(RowKind.SENT, "12:00", Channel.SMS, "own", tells={"item_secured@1": True})
    pledge = Pledge(kind="item_secured", due=DUE)

    assert [one.kept_at for one in of(promised(pledge), other).promises] == [None]
    assert [one.kept_at for one in of(promised(pledge), other, telling).promises] == [telling.at]


def test_a_promise_falls_away_with_its_order() -> None:
    """Once everything is delivered there is nothing left to say; before, nothing has fallen away."""
    pledge = promised(Pledge(kind="next_word", due=DUE))

    assert [one.void_at for one in of(pledge).promises] == [KETTLE[1].at]
    assert [one.void_at for one in of(pledge, events=(PLACED,)).promises] == [None]


def test_the_same_evidence_makes_the_same_record() -> None:
    """In whatever order events and rows come, and however often, the record is the same."""
    straight = plan(replay(KETTLE), SHARED, now=KETTLE_ENDS, customer=OLGA, ledger=COURIER)
    shuffled = plan(
        replay([*reversed(KETTLE), *KETTLE]), SHARED, now=KETTLE_ENDS, customer=OLGA, ledger=COURIER[::-1]
    )

    assert dispute_record(straight) == dispute_record(shuffled)


def test_nobody_is_shown_in_a_repr() -> None:
    """What customers and staff wrote is carried as evidence, and shown in no repr."""
    said = Event(
        kind=EventKind.CONTACT_RECEIVED,
        order="K-7",
        at=at("2026-11-12T09:00:00+03:00"),
        details=Contacted(answers={"text": "Kanarie"}, actor="Kanarie"),
        raw=Raw(text="Kanarie"),
    )
    row = courier(RowKind.SENT, "10:00", Channel.CALL, "x", actor="Kanarie", answers={"text": "Kanarie"})
    found = of(row, events=(PLACED, said))

    assert "Kanarie" not in f"{found!r} {found.entries!r} {found.promises!r}"
    assert repr(dispute_record(bag())).startswith("<DisputeRecord of A-1042: ")
