"""Which rows of a ledger are acts of communication, and what became of each."""

from __future__ import annotations

import pytest
from tests.text.letters import at
from tests.text.orders import courier, noted

from postpurchase.ledger import Row
from postpurchase.text.acts import Heard, acts, heard_of
from postpurchase.vocabulary import Channel, Party, Role, RowKind

BOTH = (Role.BUYER, Role.RECEIVER)


def row(kind: RowKind, when: str = "10:00", **more: object) -> Row:
    """Return a row of the shop's own writing, or as given."""
    given = {
        "order": "K-7",
        "by": Party.SHOP,
        "to": Role.BUYER,
        "channel": Channel.EMAIL,
        "touchpoint": "dispatched",
        "keys": ("k1",),
        **more,
    }
    return Row(kind=kind, at=at(f"2026-11-12T{when}:00+03:00"), **given)  # type: ignore[arg-type]


def found(*rows: Row, roles: tuple[Role, ...] = BOTH) -> list[tuple[str, str]]:
    """Return the local time and the outcome of every act among the rows."""
    record = noted(*rows).decision.situation.record
    return [(f"{act.row.at:%H:%M}", act.heard.value) for act in acts(record, roles)]


@pytest.mark.parametrize(
    ("one", "heard"),
    [
        (row(RowKind.SENT), Heard.SAID),
        (row(RowKind.SENT, observed=False), Heard.UNCONFIRMED),
        (row(RowKind.UNKNOWN), Heard.UNCONFIRMED),
        (row(RowKind.BOUNCED), Heard.UNDELIVERED),
        (row(RowKind.FAILED), None),
        (row(RowKind.FAILED, by=Party.STAFF), None),
        (row(RowKind.FAILED, channel=Channel.CALL), Heard.NOT_REACHED),
        (row(RowKind.FAILED, channel=Channel.SMS, by=Party.COURIER, keys=()), Heard.UNDELIVERED),
        (row(RowKind.RESERVED), None),
        (row(RowKind.ABANDONED), None),
        (row(RowKind.REQUESTED, by=Party.STAFF), None),
    ],
)
def test_what_became_of_an_act(one: Row, heard: Heard | None) -> None:
    """Each kind of row says whether words went out, arrived, came back, or stayed unanswered."""
    assert heard_of(one) is heard


def test_a_sending_is_told_once() -> None:
    """However many rows a sending took, it is one act; a later bounce is another thing that happened."""
    rows = (
        row(RowKind.RESERVED, "10:00"),
        row(RowKind.UNKNOWN, "10:01"),
        row(RowKind.SENT, "10:02"),
        row(RowKind.SENT, "10:03"),
        row(RowKind.BOUNCED, "10:09"),
    )

    assert found(*rows) == [("10:02", "said"), ("10:09", "undelivered")]


def test_a_second_attempt_and_a_second_channel_are_acts_of_their_own() -> None:
    """A sending of unknown outcome that is tried again is told twice, as is what also went by SMS."""
    rows = (
        row(RowKind.UNKNOWN, "10:01"),
        row(RowKind.SENT, "10:20", attempt=2),
        row(RowKind.SENT, "10:20", attempt=2, channel=Channel.SMS),
    )

    assert found(*rows) == [("10:01", "unconfirmed"), ("10:20", "said"), ("10:20", "said")]


def test_others_repeat_themselves() -> None:
    """Rows without keys are acts each, even where they say the same."""
    rows = (
        courier(RowKind.SENT, "09:40", Channel.SMS, "arriving_today"),
        courier(RowKind.SENT, "09:41", Channel.SMS, "arriving_today"),
    )

    assert found(*rows) == [("09:40", "said"), ("09:41", "said")]


def test_notes_and_tasks_are_nobodys_words() -> None:
    """What staff note down, and what was done as a task, is not shown; what staff say to the customer is."""
    rows = (
        row(RowKind.SENT, "10:00", to=None, channel=None, touchpoint=None, keys=("task",)),
        row(RowKind.SENT, "10:01", by=Party.STAFF, to=None, channel=None, keys=()),
        row(RowKind.SENT, "10:02", by=Party.STAFF, channel=None, keys=()),
        row(RowKind.SENT, "10:03", by=Party.STAFF, channel=Channel.CALL, keys=()),
        row(RowKind.REQUESTED, "10:04", by=Party.STAFF, keys=()),
    )

    assert found(*rows) == [("10:03", "said")]


def test_each_person_sees_their_own() -> None:
    """On a gift the receiver's messages are theirs alone; a row that names nobody is anybody's who is alone."""
    to_receiver = row(RowKind.SENT, "10:00", to=Role.RECEIVER, keys=("k2",))
    to_nobody = row(RowKind.SENT, "10:01", to=None, by=Party.COURIER, keys=())

    assert found(to_receiver, to_nobody, roles=(Role.BUYER,)) == []
    assert found(to_receiver, to_nobody, roles=(Role.RECEIVER,)) == [("10:00", "said")]
    assert found(to_receiver, to_nobody) == [("10:00", "said"), ("10:01", "said")]


def test_other_orders_have_their_own() -> None:
    """A customer's rows of another order are not shown."""
    assert found(row(RowKind.SENT, order="K-8")) == []


def test_what_was_said_is_found_under_its_keys() -> None:
    """An outcome that repeats only the keys says what was written when they were reserved."""
    reserved = row(RowKind.RESERVED, "10:00", tells={"dispatched": True})
    sent = row(RowKind.SENT, "10:01", touchpoint=None)
    record = noted(reserved, sent).decision.situation.record

    assert [(act.row.kind, act.content.tells) for act in acts(record, BOTH)] == [
        (RowKind.SENT, {"dispatched": True})
    ]
