from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta import Leg, LegKind, Route
from postpurchase.eta.history import Columns, Flaw, History, learn, read_history, update
from postpurchase.eta.journeys import Shape
from postpurchase.eta.model import LearnedModel
from postpurchase.windows import utc_text, zone

BERLIN = zone("Europe/Berlin")
AT = datetime(2026, 11, 1, tzinfo=BERLIN)
COLUMNS = Columns(
    id="id",
    placed="placed",
    handed_over="handed",
    delivered="came",
    words={"region": "to"},
    numbers={"kg": "kg"},
    state="state",
    gone=frozenset({"cancelled"}),
    zone=BERLIN,
)


def row(
    id: str = "1", placed: str = "", handed: str = "", came: str = "", **more: str
) -> dict[str, str | None]:
    """Return a row of a shop's table."""
    blank = {"to": "", "kg": "", "state": ""}
    return {"id": id, "placed": placed, "handed": handed, "came": came, **blank, **more}


def read(*rows: Mapping[str, object]) -> History:
    """Return what those rows hold."""
    return read_history(rows, COLUMNS, at=AT)


def flaws(history: History) -> list[tuple[int, str, str]]:
    """Return the flaws, readably."""
    return [(one.row, one.flaw.value, one.column) for one in history.flaws]


def test_a_good_row() -> None:
    """Times of the shop's zone, words and numbers under the names that a model knows; blanks are left out."""
    found = read(row("1", "2026-10-01 10:00:00", "2026-10-02T09:00", "2026-10-03 18:30", to=" BY ", kg="2.5"))

    (life,) = found.lives
    assert [utc_text(t or 0) for t in (life.placed, life.handed_over, life.delivered)] == [
        "2026-10-01T08:00:00Z",
        "2026-10-02T07:00:00Z",
        "2026-10-03T16:30:00Z",
    ]
    assert (life.words, life.numbers, flaws(found)) == ({"region": "BY"}, {"kg": 2.5}, [])


@pytest.mark.parametrize(
    ("rows", "expected", "used"),
    [
        ([row("", "2026-10-01 10:00")], [(1, "no_id", "id")], 0),
        (
            [row("1", "2026-10-01 10:00"), row("1", "2026-10-02 10:00")],
            [(2, "duplicate", "id")],
            1,
        ),
        ([row("1", "soon")], [(1, "not_a_time", "placed")], 0),
        ([row("1", "2026-10-01 10:00", came="never")], [(1, "not_a_time", "came")], 0),
        ([row("1", "1812-10-01 10:00")], [(1, "not_a_time", "placed")], 0),
        ([row("1", came="2026-10-01 10:00")], [(1, "never_placed", "placed")], 0),
        ([row("1", "2026-12-01 10:00")], [(1, "in_future", "placed")], 0),
        ([row("1", "2026-10-20 10:00", came="2026-12-01 10:00")], [(1, "in_future", "came")], 1),
        ([row("1", "2026-10-20 10:00", came="2031-01-01 10:00")], [(1, "far_future", "came")], 0),
        (
            [row("1", "2026-10-20 10:00", "2031-01-01")],
            [(1, "date_only", "handed"), (1, "far_future", "handed")],
            1,
        ),
        (
            [row("1", "2026-10-05 10:00", came="2026-10-01 10:00")],
            [(1, "delivered_before_placed", "came")],
            0,
        ),
        (
            [row("1", "2026-10-05 10:00", "2026-10-04 10:00", "2026-10-07 10:00")],
            [(1, "handed_over_before_placed", "handed")],
            1,
        ),
        (
            [row("1", "2026-10-05 10:00", "2026-10-08 10:00", "2026-10-07 10:00")],
            [(1, "delivered_before_handed_over", "handed")],
            1,
        ),
        ([row("1", "2026-10-05")], [(1, "date_only", "placed")], 1),
        (
            [row("1", "2026-10-05 10:00"), row("2", "2026-10-05T10:00+02:00")],
            [(2, "mixed_zones", "placed")],
            2,
        ),
        ([row("1", "2026-10-05 10:00", kg="heavy")], [(1, "not_a_number", "kg")], 1),
        ([row("1", "2026-10-05 10:00", kg="inf")], [(1, "not_a_number", "kg")], 1),
        ([row("1", "2026-10-05 10:00", state="cancelled")], [(1, "gone", "state")], 0),
        ([row("1", "2026-10-05 10:00", state="sent")], [], 1),
        ([], [], 0),
    ],
)
def test_every_flaw_is_listed_and_the_rest_is_used(
    rows: list[dict[str, str | None]], expected: list[tuple[int, str, str]], used: int
) -> None:
    """The row, what is wrong and where; a row is dropped only when nothing of it can be used."""
    found = read(*rows)

    assert flaws(found) == expected
    assert len(found.lives) == used
    assert sum(found.counts.values()) == len(expected)
    assert (found.rows, found.left_out) == (len(rows), len(rows) - used)


def test_flaws_are_counted_by_rows_as_well() -> None:
    """Two dates in one row are two cells with a flaw, and one row."""
    found = read(row("1", "2026-10-05", "2026-10-06"), row("2", "2026-10-07"), row("", "2026-10-08"))

    assert (dict(found.counts), dict(found.flawed_rows)) == (
        {Flaw.DATE_ONLY: 4, Flaw.NO_ID: 1},
        {Flaw.DATE_ONLY: 3, Flaw.NO_ID: 1},
    )
    assert repr(found) == "<History 2 of 3 rows used, 3 with flaws, until 2026-10-31T23:00:00Z>"


def test_persons_are_no_feature() -> None:
    """A column of addresses is refused whole, with the feature that named it; one slip is left out."""
    words = ["BY"] * 19 + ["erika@example.org"]
    found = read(*(row(str(n), "2026-10-05 10:00", to=word) for n, word in enumerate(words)))

    assert (flaws(found), found.lives[-1].words) == ([(20, "personal", "to")], {})
    with pytest.raises(InvalidInput, match=r"columns\.words\.region: e-mail addresses"):
        read(*(row(str(n), "2026-10-05 10:00", to=f"m{n}@example.org") for n in range(3)))


def test_a_flawed_hand_over_spoils_only_its_own_ways() -> None:
    """Purchase and delivery are still one way; of what is under way, the hand-over is awaited."""
    bad = row("1", "2026-10-05 10:00", "2026-10-04 10:00", "2026-10-07 10:00")
    waiting = row("2", "2026-10-30 10:00")
    found = read(bad, waiting)

    assert [one.id for one in found.whole()] == ["1", "2"]
    assert [one.id for one in found.carriage()] == []
    assert [(one.id, one.end) for one in found.dispatch()] == [("2", None)]


@pytest.mark.parametrize(
    ("placed", "handed", "came", "expected"),
    [
        # of one date, and the first with its hour: the rest follows it at once
        ("2026-05-01 15:00", "2026-05-01", "2026-05-01", ("13:00", "13:00", "13:00")),
        ("2026-05-01 09:00", "2026-05-01", "2026-05-01", ("07:00", "10:00", "10:00")),
        # the hand-over lies between its neighbours
        ("2026-05-01 08:00", "2026-05-01", "2026-05-01 11:00", ("06:00", "09:00", "09:00")),
        ("2026-05-01 13:00", "2026-05-01", "2026-05-01 17:00", ("11:00", "11:00", "15:00")),
        # the order is placed no later than what followed it
        ("2026-05-01", "2026-05-01 09:00", "2026-05-01", ("07:00", "07:00", "10:00")),
        ("2026-05-01", "", "2026-05-01 09:00", ("07:00", None, "07:00")),
        ("2026-05-01 15:00", "", "2026-05-01", ("13:00", None, "13:00")),
    ],
)
def test_what_is_known_by_its_date_alone_lies_between_its_neighbours(
    placed: str, handed: str, came: str, expected: tuple[str | None, ...]
) -> None:
    """An order of 15:00 that came on the same date came after it, though a date alone is its noon."""
    (life,) = read(row("1", placed, handed, came)).lives

    times = (life.placed, life.handed_over, life.delivered)
    assert tuple(t and utc_text(t)[11:16] for t in times) == expected


def test_a_date_before_another_is_before_it_all_the_same() -> None:
    """Only within one date is nothing known."""
    found = read(
        row("1", "2026-05-02 15:00", "2026-05-01", "2026-05-02"),
        row("2", "2026-05-02 15:00", came="2026-05-01"),
    )

    assert [(one.id, one.handed_over) for one in found.lives] == [("1", None)]
    assert found.counts[Flaw.HANDED_OVER_BEFORE_PLACED] == 1
    assert found.counts[Flaw.DELIVERED_BEFORE_PLACED] == 1


def test_what_came_today_by_its_date_came_until_now() -> None:
    """In the morning, the noon of a date is no future."""
    morning = datetime(2026, 11, 2, 8, tzinfo=BERLIN)
    rows = [row("1", "2026-11-01 10:00", came="2026-11-02"), row("2", "2026-11-01 10:00", came="2026-11-03")]
    found = read_history(rows, COLUMNS, at=morning)

    assert [utc_text(one.delivered) if one.delivered else None for one in found.lives] == [
        "2026-11-02T07:00:00Z",
        None,
    ]
    assert found.counts[Flaw.IN_FUTURE] == 1


def test_values_of_a_query_are_read_as_those_of_a_file() -> None:
    """Datetimes, dates, numbers and what a data frame has where nothing is."""
    given = {"id": 7, "placed": datetime(2026, 10, 1, 10), "handed": date(2026, 10, 2), "to": 80}  # noqa: DTZ001
    more = {"came": datetime(2026, 10, 3, 18, 30, tzinfo=BERLIN), "kg": 2.5, "state": None}
    nothing = {"id": 8, "placed": datetime(2026, 10, 1, 10), "handed": None, "to": float("nan")}  # noqa: DTZ001
    found = read({**given, **more}, {**nothing, "came": float("nan"), "kg": float("nan"), "state": None})

    assert [(one.id, one.words, one.numbers) for one in found.lives] == [
        ("7", {"region": "80"}, {"kg": 2.5}),
        ("8", {}, {}),
    ]
    assert [utc_text(one.delivered) if one.delivered else None for one in found.lives] == [
        "2026-10-03T16:30:00Z",
        None,
    ]
    assert flaws(read({**given, **more, "came": 1790000000, "kg": [1]})) == [
        (1, "date_only", "handed"),
        (1, "not_a_time", "came"),
    ]


@pytest.mark.parametrize("rows", ["hist.csv", {"id": "1"}, 3, ["hist.csv"]])
def test_what_is_no_table_is_refused(rows: Any) -> None:
    """The name of a file is not what it holds."""
    with pytest.raises(InvalidInput, match=r"as csv\.DictReader reads them"):
        read_history(rows, COLUMNS, at=AT)


@pytest.mark.parametrize(
    ("heading", "cells", "right"),
    [
        ("\ufeffid", {}, "read the file as utf-8-sig: it begins with a byte order mark"),
        ("id;placed;handed", {None: ["5"]}, "read the file with the delimiter ';'"),
    ],
)
def test_a_file_read_in_the_wrong_way_says_so(heading: str, cells: Any, right: str) -> None:
    """A byte order mark sticks to the first column, and a wrong delimiter makes one column of all."""
    with pytest.raises(InvalidInput) as caught:
        read_history([{heading: "1"} | cells], COLUMNS, at=AT)

    assert str(caught.value.faults[0]) == f"columns.id: no row has a column 'id'; {right}"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"gone": "cancelled"}, "gone: text, not a frozenset; give one, as in frozenset({a, b})"),
        ({"zone": "Europe/Berlin"}, "zone: text, not ZoneInfo; give ZoneInfo"),
        ({"words": "to"}, "words: text, not a mapping; give one, as in {name: value}"),
    ],
)
def test_columns_of_another_kind_are_refused(changed: dict[str, Any], expected: str) -> None:
    """A single state would be searched for letters, and a zone's name tells no time."""
    with pytest.raises(InvalidInput) as caught:
        replace(COLUMNS, **changed)

    assert str(caught.value) == expected


def test_hours_that_come_twice_or_never() -> None:
    """A doubled hour is its first coming, a skipped one the moment of the skip: neither is refused."""
    found = read(row("1", "2026-10-25 02:30"), row("2", "2026-03-29 02:30"))

    assert [utc_text(one.placed) for one in found.lives] == ["2026-10-25T00:30:00Z", "2026-03-29T01:00:00Z"]
    assert flaws(found) == []


def test_what_is_read_shows_nothing_personal() -> None:
    """Neither rows nor values are in a repr."""
    assert "secret" not in repr(read(row("secret", "secret", to="secret")))


def test_a_naive_moment_is_refused() -> None:
    """What is future cannot be told without knowing what now is."""
    with pytest.raises(InvalidInput, match="not an aware datetime"):
        read_history([], COLUMNS, at=datetime(2026, 11, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"placed": "plced"}, "columns.placed: no row has a column 'plced'; give placed"),
        ({"state": "sstate"}, "columns.state: no row has a column 'sstate'; give state"),
        ({"words": {"region": "tto"}}, "columns.words.region: no row has a column 'tto'; give to"),
        ({"numbers": {"weight": "kgg"}}, "columns.numbers.weight: no row has a column 'kgg'; give kg"),
    ],
)
def test_a_column_that_no_row_has_is_refused(changed: dict[str, Any], expected: str) -> None:
    """A slip of the pen is no empty column; of a table without rows nobody can tell."""
    columns = replace(COLUMNS, **changed)
    with pytest.raises(InvalidInput) as caught:
        read_history([row("1", "2026-10-01")], columns, at=AT)

    assert [str(fault) for fault in caught.value.faults] == [expected]
    assert read_history([], columns, at=AT).lives == ()


def test_a_history_becomes_a_model() -> None:
    """Each way that something has come to the end of is learned; the next night's fit goes on from it."""
    start = datetime(2026, 8, 1, 10, tzinfo=BERLIN)
    rows = [
        row(
            str(n),
            (start + timedelta(hours=7 * n)).isoformat(),
            (start + timedelta(hours=7 * n + 24)).isoformat(),
            (start + timedelta(hours=7 * n + 60 + n % 48)).isoformat(),
            to="BY",
        )
        for n in range(200)
    ]
    shape = Shape(words={"region": 20}, place="region")
    model = learn(read(*rows), shape)
    again = learn(read(*rows), shape, before=model)
    plain = learn(read(row("1", "2026-10-30 10:00")), shape)

    assert model.whole is not None
    assert model.carriage is not None
    assert model.dispatch is not None
    assert again.whole is not None
    assert again.whole.effects.centre == pytest.approx(model.whole.effects.centre, abs=0.01)
    assert (plain.carriage, plain.dispatch) == (None, None)


def rows_until(last: int) -> list[dict[str, str | None]]:
    """Return the orders placed every seven hours from August on; each left after a day, and came a day and a half or more later."""
    start = datetime(2026, 8, 1, 10, tzinfo=BERLIN)
    return [
        row(
            str(n),
            (start + timedelta(hours=7 * n)).isoformat(),
            (start + timedelta(hours=7 * n + 24)).isoformat(),
            (start + timedelta(hours=7 * n + 60 + n % 48)).isoformat(),
            to="BY",
        )
        for n in range(last)
    ]


SHAPE = Shape(words={"region": 20}, place="region")
FIRST_NIGHT, SECOND_NIGHT = (datetime(2026, 9, n, 1, tzinfo=BERLIN) for n in (20, 21))


def test_a_model_is_told_what_happened_since() -> None:
    """Orders that are new or were under way make the next night's model; what had arrived is not counted twice.

    Every way knows as many arrivals, and the same under way, as a history learned anew does.
    """
    rows = rows_until(200)
    model = learn(read_history(rows, COLUMNS, at=FIRST_NIGHT), SHAPE)
    later = read_history(rows, COLUMNS, at=SECOND_NIGHT)
    found, anew = update(model, later), learn(later, SHAPE)

    for name in ("whole", "carriage", "dispatch"):
        told, learned_anew = getattr(found, name), getattr(anew, name)
        assert (told.at, told.arrivals) == (later.at, learned_anew.arrivals)
        assert set(told.pending) == set(learned_anew.pending)
    assert found.at == later.at
    assert model.whole is not None
    assert found.whole is not None
    assert found.whole.arrivals > model.whole.arrivals
    assert found.whole.effects == model.whole.effects
    assert update(found, later) == found


def test_a_way_that_was_never_learned_is_not_updated() -> None:
    """A model of the whole way alone stays one."""
    rows = rows_until(200)
    model = replace(learn(read_history(rows, COLUMNS, at=FIRST_NIGHT), SHAPE), carriage=None, dispatch=None)
    found = update(model, read_history(rows, COLUMNS, at=SECOND_NIGHT))

    assert (found.carriage, found.dispatch) == (None, None)


def test_a_shape_of_what_the_history_has_not_is_refused() -> None:
    """A feature that no column gives would be learned as nothing."""
    with pytest.raises(InvalidInput, match=r"shape\.words\.courier: no column of the history"):
        learn(read(*rows_until(5)), Shape(words={"courier": 20}))


def test_a_model_goes_on_only_from_before() -> None:
    """No model learns upon a later one, none is told a past, and none of ranges alone is told anything."""
    rows = rows_until(200)
    first, second = (read_history(rows, COLUMNS, at=at) for at in (FIRST_NIGHT, SECOND_NIGHT))
    later = learn(second, SHAPE)
    route = Route(zone=BERLIN, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 2)),))

    with pytest.raises(InvalidInput, match="before: learned later than the history; give an earlier model"):
        learn(first, SHAPE, before=later)
    with pytest.raises(InvalidInput, match="before: a whole number, not LearnedModel"):
        learn(first, SHAPE, before=3)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="history: read as of before the model"):
        update(later, first)
    with pytest.raises(InvalidInput, match="model: no history; learn one first"):
        update(LearnedModel(route=route), first)
    assert learn(second, SHAPE, before=LearnedModel(route=route)).whole is not None


@pytest.mark.parametrize(
    ("cancelled", "flaw"),
    [
        ("2026-10-31 23:59", [(1, "gone", "state")]),
        ("2026-11-01 00:01", []),
        ("2026-10-31T23:30:00Z", []),
        ("2026-10-31T22:59:00+00:00", [(1, "gone", "state")]),
        ("", [(1, "gone", "state")]),
        ("31.12.2026", [(1, "gone", "state")]),
    ],
)
def test_what_was_cancelled_later_was_still_under_way(cancelled: str, flaw: list[Any]) -> None:
    """A past knows only what was known then; where nobody knows since when, it is gone in every past."""
    columns = replace(COLUMNS, gone_at="since")
    rows = [row("1", "2026-10-20 10:00", state="cancelled", since=cancelled)]
    found = read_history(rows, columns, at=AT)

    assert flaws(found) == flaw
    assert len(found.lives) == 1 - len(flaw)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"state": None}, "state: gone without it; give both, or neither"),
        ({"gone": frozenset()}, "gone: state without it; give both, or neither"),
        (
            {"state": None, "gone": frozenset(), "gone_at": "since"},
            "gone: gone_at without it; give the states by which an order never arrives",
        ),
        ({"delivered": "placed"}, "columns: 'placed' holds two things; name each column once"),
    ],
)
def test_columns_that_contradict_themselves_are_refused(changed: dict[str, Any], fault: str) -> None:
    """A state that nobody reads, states of no column, and one column for two moments are mistakes."""
    with pytest.raises(InvalidInput) as caught:
        replace(COLUMNS, **changed)

    assert str(caught.value) == fault


def test_real_orders_with_real_flaws(shared: Path) -> None:
    """Every hand-over before its purchase and every delivery before its hand-over is found and listed."""
    columns = Columns(
        id="order_id",
        placed="order_purchase_timestamp",
        handed_over="order_delivered_carrier_date",
        delivered="order_delivered_customer_date",
        zone=zone("America/Sao_Paulo"),
    )
    with gzip.open(shared / "data" / "olist" / "orders.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = read_history(rows, columns, at=datetime(2018, 12, 1, tzinfo=zone("America/Sao_Paulo")))

    def disordered(first: str, second: str) -> int:
        return sum(bool(one[first] and one[second] and one[second] < one[first]) for one in rows)

    early = disordered(columns.placed, columns.handed_over or "")
    assert early > 0
    assert found.counts[Flaw.HANDED_OVER_BEFORE_PLACED] == early
    both = Counter(one.row for one in found.flaws)
    assert max(both.values()) == 1
    backwards = disordered(columns.handed_over or "", columns.delivered)
    assert 0 < found.counts[Flaw.DELIVERED_BEFORE_HANDED_OVER] <= backwards
    assert len(found.lives) == len(rows) - sum(
        count for flaw, count in found.counts.items() if flaw is Flaw.DELIVERED_BEFORE_PLACED
    )
