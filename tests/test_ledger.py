from __future__ import annotations

import pickle
import random
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.digests import canonical
from postpurchase.errors import InvalidInput
from postpurchase.ledger import PERHAPS, Ask, Pledge, Row, compact, key_of, key_states
from postpurchase.vocabulary import ROW_RANK, Channel, Part, Party, Role, RowKind
from postpurchase.windows import DateWindow, instant

NOON = datetime(2026, 10, 8, 12, tzinfo=UTC)
NAIVE = datetime(2026, 10, 8, 12)  # noqa: DTZ001 - what must be refused
OFFSET_MISSING = "not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"
LATER = NOON + timedelta(seconds=1)


def a_row(**given: Any) -> Row:
    """Return a row about which only what matters is said."""
    return Row(**{"kind": RowKind.SENT, "at": NOON, "order": "o1", "keys": ("k",), **given})


def faults(kind: type, /, **given: Any) -> str:
    """Return what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**given)
    return str(raised.value)


# -- rows -----------------------------------------------------------------------------------------


def test_attempts_are_counted_from_one() -> None:
    """There is no attempt before the first."""
    assert (
        faults(Row, kind="sent", at=NOON, order="o1", attempt=0) == "attempt: below 1; count attempts from 1"
    )


@pytest.mark.parametrize(
    ("kind", "given", "path"),
    [
        (Row, {"kind": "sent", "order": "o1", "at": NAIVE}, "at"),
        (Row, {"kind": "sent", "order": "o1", "at": NOON, "lease_until": NAIVE}, "lease_until"),
        (Ask, {"question": "slot", "answer_by": NAIVE}, "answer_by"),
        (Pledge, {"kind": "next_word", "due": NAIVE}, "due"),
    ],
)
def test_every_time_has_an_offset(kind: type, given: dict[str, Any], path: str) -> None:
    """What was said, leased, asked or promised has instants, or is refused at the place."""
    assert faults(kind, **given) == f"{path}: {OFFSET_MISSING}"


def test_a_kind_may_be_its_value() -> None:
    """A kind given as text becomes the word; one that there is not is refused."""
    assert a_row(kind="unknown").kind is RowKind.UNKNOWN
    assert faults(Row, kind="lost", at=NOON, order="o1") == (
        "kind: not a known word; give abandoned, bounced, failed, requested, reserved, sent or unknown"
    )


def test_a_row_has_instants() -> None:
    """Times of a row are seconds inside the engine; without a lease there is none."""
    leased = a_row(lease_until=NOON + timedelta(minutes=10))

    assert (leased.t, leased.lease, a_row().lease) == (instant(NOON), instant(NOON) + 600, None)


def test_a_row_was_observed_unless_it_says_that_it_is_assumed() -> None:
    """Who writes down that something was said saw it said."""
    assert a_row().observed


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"touchpoint": "dispatched", "to": Role.BUYER, "channel": Channel.SMS},
            "<Row sent dispatched shop→buyer by sms at=2026-10-08T12:00:00Z>",
        ),
        (
            {"by": Party.COURIER, "tells": {"window": None, "slot": None}, "kind": RowKind.FAILED},
            "<Row failed 2 facts courier→? at=2026-10-08T12:00:00Z>",
        ),
    ],
)
def test_a_row_reads_well(given: dict[str, Any], expected: str) -> None:
    """A row shows who told whom about what, how and when, and nothing that was said."""
    assert repr(a_row(**given)) == expected


def test_rows_travel() -> None:
    """A row that crosses a process is an equal one."""
    row = a_row(
        tells={"window": DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26))},
        asks=(Ask(question="slot", default="none", answer_by=NOON),),
        promises=(Pledge(kind="next_word", due=LATER),),
        lease_until=LATER,
    )
    back = pickle.loads(pickle.dumps(row))  # noqa: S301 - our own bytes

    assert (back, back.t, back.lease, back.id) == (row, row.t, row.lease, row.id)


# -- names of rows --------------------------------------------------------------------------------


def test_a_row_s_name_is_the_same_for_ever() -> None:
    """Names of rows stand in keys: this literal may never change."""
    row = a_row(
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="dispatched",
        tells={"dispatched": True, "window": None},
    )

    assert row.id == "40557c903c6b6e06972c9261d4594fb4"


def test_a_row_s_name_does_not_follow_the_order_of_its_facts() -> None:
    """A store that sorts names gives the same row back, under the same name."""
    facts = {"window": None, "slot": None, "dispatched": True}

    assert {a_row(tells=dict(order)).id for order in permutations(facts.items())} == {a_row(tells=facts).id}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": RowKind.FAILED},
        {"at": LATER},
        {"order": "o2"},
        {"by": Party.COURIER},
        {"channel": Channel.SMS},
        {"subject": "p1"},
        {"touchpoint": "dispatched"},
        {"tells": {"window": None}},
        {"tells": {"k": None}, "keys": ()},
        {"keys": ("k", "l")},
        {"keys": ()},
    ],
)
def test_what_a_row_says_is_in_its_name(change: dict[str, Any]) -> None:
    """Rows that differ in what happened have different names; facts and keys do not run together."""
    assert a_row(**change).id != a_row().id


# -- keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("o1", Role.BUYER, "order", "item_secured", "1"), "ada7b81ebb28cdf3988b6498af2ebe71"),
        (("o1", Role.BUYER, "order", "item_secured", "2"), "a7e94f1f9e595e4dc7bfe3e97a1d62bc"),
        (("o1", Role.RECEIVER, "1", "dispatched", "1"), "5f45a6e7b47f2de0937868a10eeae9f9"),
        (("o1", Role.BUYER, "order", "sms_offer", "1", Part.OFFER), "6fe09cd3e76175d6a65dd6ed50cca68e"),
        (("注文-7", Role.BUYER, "order", "contact_reminder", "e1+1"), "b608767d71337f4015019f776adda2cc"),
        (("", Role.BUYER, "", "", ""), "94ac79c12c2cb9216d84755c463c2e56"),
    ],
)
def test_a_key_is_the_same_for_ever(given: tuple[Any, ...], expected: str) -> None:
    """Keys stand under unique indexes in the databases of shops: these literals may never change."""
    assert key_of(*given) == expected


def test_a_role_may_be_its_value() -> None:
    """The word and its value make the same key."""
    assert key_of("o1", "buyer", "order", "dispatched", "1") == (  # type: ignore[arg-type]
        key_of("o1", Role.BUYER, "order", "dispatched", "1", Part.MAIN)
    )


NAMES = st.text(st.sampled_from("ab|:@0123456789 é"), max_size=6)
PARTS = st.tuples(NAMES, st.sampled_from(Role), NAMES, NAMES, NAMES, st.sampled_from(Part))


@given(PARTS, PARTS)
def test_different_information_has_different_keys(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Keys are equal only when order, role, subject, touchpoint, occurrence and part all are."""
    assert (key_of(*one) == key_of(*other)) is (one == other)


@given(PARTS, st.integers(0, 4), st.integers(0, 5))
def test_nothing_slips_from_one_part_into_the_next(parts: tuple[Any, ...], place: int, cut: int) -> None:
    """Moving the end of one part to the front of the next makes another key, whatever it holds."""
    moved: list[Any] = [str(part) for part in parts]
    head, tail = moved[place][:cut], moved[place][cut:]
    moved[place : place + 2] = head, tail + moved[place + 1]

    assert (key_of(*moved) == key_of(*parts)) is (tail == "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("o|1", "order"), ("o", "1|order")),
        (("o1", "1:1"), ("o1:1", "1")),
        (("2:o1", "x"), ("o1", "x")),
        (("o1", ""), ("", "o1")),
        (("o1@p", "1"), ("o1", "p@1")),
    ],
)
def test_separators_inside_ids_do_not_confuse(one: tuple[str, str], other: tuple[str, str]) -> None:
    """An order's or parcel's id may hold any separator."""
    keys = {key_of(order, Role.BUYER, subject, "dispatched", "1") for order, subject in (one, other)}

    assert len(keys) == 2


# -- the state of a key ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([a_row(kind="reserved"), a_row(kind="sent")], "sent"),
        ([a_row(kind="sent", at=NOON), a_row(kind="reserved", at=LATER)], "sent"),
        ([a_row(kind="failed"), a_row(kind="reserved", attempt=2)], "reserved"),
        ([a_row(kind="bounced"), a_row(kind="sent", attempt=1, at=LATER)], "bounced"),
        ([a_row(kind="abandoned", at=LATER), a_row(kind="bounced")], "abandoned"),
        ([a_row(kind="abandoned"), a_row(kind="bounced", at=LATER)], "bounced"),
        ([a_row(kind="unknown"), a_row(kind="failed")], "failed"),
    ],
)
def test_a_key_stands_where_its_highest_row_says(rows: list[Row], expected: str) -> None:
    """The later attempt counts, then the higher kind, then the newer row; never the order of arrival."""
    assert [key_states(order)["k"].kind for order in (rows, rows[::-1])] == [expected, expected]


def test_a_row_says_it_of_all_its_keys() -> None:
    """One message covers several keys, and each key has a state of its own."""
    sent, failed = a_row(keys=("a", "b")), a_row(kind="failed", keys=("b", "c"))

    assert key_states([sent, failed]) == {"a": sent, "b": sent, "c": failed}


def test_a_request_is_no_step_of_sending() -> None:
    """Staff's wish to say something again leaves every key where it stood."""
    assert key_states([a_row(kind="requested", attempt=9)]) == {}


def test_rows_without_keys_stand_nowhere() -> None:
    """What others said covers no key of ours."""
    assert key_states([a_row(by=Party.COURIER, keys=())]) == {}


ROWS = st.lists(
    st.builds(
        a_row,
        kind=st.sampled_from(RowKind),
        at=st.sampled_from([NOON, LATER]),
        attempt=st.integers(1, 2),
        keys=st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple),
        tells=st.dictionaries(st.sampled_from(["window", "slot"]), st.booleans(), max_size=2),
        channel=st.sampled_from([None, Channel.SMS]),
    ),
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_counts(rows: list[Row], chance: random.Random) -> None:
    """However rows are shuffled and repeated, every key stands at the same row, to the byte."""
    again = [*rows, *rows[:2]]
    chance.shuffle(again)

    assert {key: canonical(row) for key, row in key_states(again).items()} == {
        key: canonical(row) for key, row in key_states(rows).items()
    }


@given(ROWS)
def test_no_row_outranks_a_state(rows: list[Row]) -> None:
    """The state of a key has the greatest (attempt, rank, time) of all its rows but requests."""
    steps = [row for row in rows if row.kind is not RowKind.REQUESTED]
    states = key_states(rows)

    assert set(states) == {key for row in steps for key in row.keys}
    assert all(
        (states[key].attempt, ROW_RANK[states[key].kind], states[key].t)
        >= (row.attempt, ROW_RANK[row.kind], row.t)
        for row in steps
        for key in row.keys
    )


# -- fewer rows -----------------------------------------------------------------------------------


def test_what_was_overtaken_goes() -> None:
    """A reservation goes once its message is sent under the same keys and with the same words."""
    reserved, sent = a_row(kind="reserved"), a_row(tells={"dispatched": True}, at=LATER)

    assert compact([reserved, sent]) == (sent,)


@pytest.mark.parametrize(
    ("kept", "by"),
    [
        (a_row(kind="failed"), a_row(at=LATER)),
        (a_row(kind="reserved", keys=()), a_row(at=LATER)),
        (a_row(kind="reserved", keys=("k", "other")), a_row(at=LATER)),
        (a_row(kind="reserved", tells={"dispatched": True}), a_row(at=LATER)),
        (a_row(kind="reserved", promises=(Pledge(kind="next_word", due=LATER),)), a_row(at=LATER)),
        (a_row(kind="reserved", asks=(Ask(question="slot"),)), a_row(at=LATER)),
        (a_row(kind="reserved", answers={"slot": "none"}), a_row(at=LATER)),
        (a_row(kind="unknown", at=LATER), a_row()),
    ],
)
def test_what_still_says_something_stays(kept: Row, by: Row) -> None:
    """Outcomes, rows without keys, the only words written, and the newest row of all stay."""
    assert compact([kept, by]) == (kept, by)


def test_what_was_written_last_stays_in_whatever_order_rows_come() -> None:
    """The words of the later reservation are those that count, though its row is listed before the earlier one."""
    first = a_row(kind="reserved", tells={"slot": None})
    last = a_row(kind="reserved", tells={"window": None}, at=LATER)
    sent = a_row(at=LATER + timedelta(seconds=1))

    assert compact([last, first, sent]) == (last, sent)
    assert compact([first, last, sent]) == (last, sent)


@pytest.mark.parametrize("name", ["t", "lease"])
def test_a_rows_seconds_are_its_times(name: str) -> None:
    """Nobody gives a row seconds that could differ from its times."""
    with pytest.raises(TypeError, match=name):
        a_row(**{name: 5})


def test_nothing_compacts_to_nothing() -> None:
    """An empty ledger stays empty."""
    assert compact([]) == ()


@given(ROWS)
def test_a_compact_ledger_stands_where_it_stood(rows: list[Row]) -> None:
    """Only reservations and unknown outcomes go; every key keeps its state, and there is nothing more to drop."""
    fewer = compact(rows)

    assert [row for row in rows if row.kind not in PERHAPS] == [
        row for row in fewer if row.kind not in PERHAPS
    ]
    assert key_states(fewer) == key_states(rows)
    assert compact(fewer) == fewer


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"to": "byer"}, "to: not a known word; give buyer"),
        (
            {"channel": "fax"},
            "channel: not a known word; give call, chat, email, marketplace_message, push or sms",
        ),
        (
            {"by": "post"},
            "by: not a known word; give courier, customer, marketplace, nobody, shop, staff or system",
        ),
        ({"order": ""}, "order: text, not a name; give a text that is not empty"),
        ({"keys": "abc"}, "keys: one text; give a tuple of keys, as in (key,)"),
    ],
)
def test_a_row_of_typos_is_refused(given: dict[str, Any], expected: str) -> None:
    """Words of closed vocabularies, the order's name and the keys are looked at when a row is made."""
    with pytest.raises(InvalidInput) as caught:
        Row(**{"kind": "sent", "at": datetime(2026, 10, 5, tzinfo=UTC), "order": "o1", **given})
    assert str(caught.value) == expected


def test_a_row_takes_words_as_text() -> None:
    """The value of a word becomes the word."""
    row = Row(kind="sent", at=datetime(2026, 10, 5, tzinfo=UTC), order="o1", to="buyer", channel="email")

    assert (row.kind, row.to, row.channel) == (RowKind.SENT, Role.BUYER, Channel.EMAIL)


def test_all_faults_of_a_row_come_at_once() -> None:
    """A bad kind hides nothing, nor does anything else; of each place one fault is told."""
    found = faults(
        Row,
        kind="lost",
        order="",
        at=NAIVE,
        lease_until=NAIVE,
        attempt=True,
        keys="k",
        to="friend",
        tells=None,
        asks=(1,),
    )

    assert [line.partition(":")[0] for line in found.splitlines()] == [
        *("asks.0", "at", "attempt", "keys", "kind", "lease_until", "order", "tells", "to"),
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"subject": 1},
        {"observed": "yes"},
        {"answers": [1]},
        {"keys": [b"k"]},
        {"keys": (1,)},
        {"tells": {1: True}},
        {"tells": ["dispatched"], "answers": ["slot"]},
        {"promises": (None,)},
        {"policy": 3},
    ],
)
def test_what_nothing_else_looks_at_is_looked_at(given: dict[str, Any]) -> None:
    """Fields that are only passed on are of their declared kinds."""
    found = [line.partition(":")[0].partition(".")[0] for line in faults(a_row, **given).splitlines()]

    assert found == sorted(given)


def test_a_row_s_mappings_may_be_of_any_class() -> None:
    """What is told may stand in a mapping that is no dict."""
    assert a_row(tells=MappingProxyType({"dispatched": True})).tells == {"dispatched": True}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"asks": (Ask(question="slot"), "text")}, "asks.1: text, not Ask; give Ask"),
        (
            {"promises": (Pledge(kind="next_word", due=LATER), "soon")},
            "promises.1: text, not Pledge; give Pledge",
        ),
        (
            {"asks": [Ask(question="slot")]},
            "asks: list, not a tuple; give one, as in (a, b), or (a,) for a single one",
        ),
        ({"asks": ("slot",)}, "asks.0: text, not Ask; give Ask"),
        (
            {"touchpoint": "a", "basis": "b", "policy": "c", "digest": "d", "actor": 3},
            "actor: a whole number, not text or None; give text or None",
        ),
        ({"answers": 5}, "answers: a whole number, not a mapping; give one, as in {name: value}"),
        ({"attempt": "2"}, "attempt: not a whole number; count attempts from 1"),
        ({"attempt": True}, "attempt: not a whole number; count attempts from 1"),
    ],
)
def test_one_wrong_part_beside_right_ones_is_refused(given: dict[str, Any], expected: str) -> None:
    """A question, promise or answer of the wrong kind is found wherever it stands."""
    assert faults(Row, kind="sent", at=NOON, order="o1", **given) == expected
