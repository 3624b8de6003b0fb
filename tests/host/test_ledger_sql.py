"""The statements of the page, one by one, in both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import postpurchase as pp
from postpurchase.ledger import Row
from postpurchase.vocabulary import Party, Role, RowKind
from tests.host.database import Database, statements
from tests.host.places import Place
from tests.host.shop import Job, Ledger, body_of, row_of
from tests.host.stories import CUSTOMERS, PLACED, START, policy

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "ledger-in-sql.md"
SHOWN = re.compile(r"<!-- from docs/how-to/sql/(?P<file>\w+\.sql) -->\n```sql\n(?P<code>.*?)```", re.DOTALL)
NAMED = re.compile(r"^-- name: (?P<name>\w+)$", re.MULTILINE)
LEASE = timedelta(minutes=10)
NOW = START + timedelta(minutes=1)


@pytest.fixture
def database(place: Place) -> Iterator[Database]:
    """Return a connection to an empty ledger."""
    opened = place.open()
    yield opened
    opened.close()


def row(keys: str, kind: RowKind = RowKind.RESERVED, *, attempt: int = 1, at: datetime = START) -> Row:
    """Return a row of one-letter keys."""
    lease = at + LEASE if kind is RowKind.RESERVED else None
    return Row(kind=kind, at=at, order="o1", keys=tuple(keys), attempt=attempt, lease_until=lease)


def claim(database: Database, wanted: Row, *, seen: int = 0) -> bool:
    """Claim a row in a transaction of its own."""
    with database.transaction("c1"):
        return Ledger(database).claim("c1", wanted, seen=dict.fromkeys(wanted.keys, seen))


def confirm(database: Database, outcome: Row) -> None:
    """Confirm an outcome in a transaction of its own."""
    with database.transaction("c1"):
        Ledger(database).confirm("c1", outcome)


def entries(database: Database) -> dict[str, tuple[int, int]]:
    """Return (attempt, rank) of each key."""
    found = database.execute("SELECT key, attempt, rank FROM ledger_entries ORDER BY key", {})
    return {key: (attempt, rank) for key, attempt, rank in found}


def rows(database: Database) -> list[Row]:
    """Return the rows in the order in which they were written."""
    return Ledger(database).rows("c1")


def thanks(**changes: Any) -> pp.Message:
    """Return the message that thanks for the order."""
    plan = pp.plan(pp.replay([PLACED]), policy(), now=NOW, customer=CUSTOMERS["c1"])
    return replace(plan.messages[0], **changes)


def reserve(database: Database, message: pp.Message, *, at: datetime, text: str) -> Job:
    """Reserve a message in a transaction of its own, when its plan saw all attempts before."""
    seen = dict.fromkeys(message.keys, message.attempt - 1)
    with database.transaction("c1"):
        job = Ledger(database).reserve("c1", message, lambda _: text, seen=seen, at=at)
    assert job is not None
    return job


# -- all or nothing -------------------------------------------------------------------------------


def test_all_or_nothing(database: Database) -> None:
    """A message one of whose keys is taken leaves neither a row nor an entry."""
    outcomes = [claim(database, row("cb")), claim(database, row("abd"))]

    assert outcomes == [True, False]
    assert entries(database) == {"b": (1, 1), "c": (1, 1)}
    assert rows(database) == [row("cb")]


def test_the_same_reservation_twice(database: Database) -> None:
    """Two workers with the very same plan in the very same second write one row, and one of them has it."""
    assert [claim(database, row("a")), claim(database, row("a"))] == [True, False]
    assert rows(database) == [row("a")]


def test_a_conflict_spares_what_came_before_it(database: Database) -> None:
    """Within one transaction a message that cannot be had takes nothing from those that can."""
    claim(database, row("b"))
    ledger = Ledger(database)
    with database.transaction("c1"):
        outcomes = [ledger.claim("c1", row(keys), seen={}) for keys in ("ac", "bd", "ef")]

    assert outcomes == [True, False, True]
    assert sorted(entries(database)) == ["a", "b", "c", "e", "f"]


# -- taking over ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stands", "seen", "after", "is_ours"),
    [
        (RowKind.RESERVED, 1, LEASE, True),
        (RowKind.RESERVED, 1, LEASE - timedelta(seconds=1), False),
        (RowKind.RESERVED, 0, LEASE, False),
        (RowKind.RESERVED, 2, LEASE, False),
        (RowKind.UNKNOWN, 1, timedelta(0), True),
        (RowKind.FAILED, 1, timedelta(0), True),
        (RowKind.BOUNCED, 1, timedelta(0), True),
        (RowKind.SENT, 1, timedelta(days=365), False),
        (RowKind.ABANDONED, 1, timedelta(days=365), False),
    ],
)
def test_taking_over(database: Database, stands: RowKind, seen: int, after: timedelta, is_ours: bool) -> None:
    """Another attempt takes an entry only as the plan saw it, and only when it is free."""
    claim(database, row("a"))
    if stands is not RowKind.RESERVED:
        confirm(database, row("a", stands))

    assert claim(database, row("a", attempt=2, at=START + after), seen=seen) is is_ours
    assert entries(database)["a"][0] == (2 if is_ours else 1)


def test_an_old_plan_takes_nothing_over(database: Database) -> None:
    """A plan that saw attempt 1 fail cannot jump over an attempt 2 that it knows nothing of, even once that is over."""
    later = START + timedelta(hours=1)
    claim(database, row("a"))
    confirm(database, row("a", RowKind.FAILED))
    claim(database, row("a", attempt=2), seen=1)

    assert claim(database, row("ab", attempt=6, at=later), seen=1) is False
    assert entries(database) == {"a": (2, 1)}


# -- outcomes -------------------------------------------------------------------------------------


def test_an_outcome_said_twice(database: Database) -> None:
    """Confirming again, because nobody knows whether it was committed, changes nothing."""
    claim(database, row("ab"))
    for _ in range(2):
        confirm(database, row("ab", RowKind.SENT))

    assert entries(database) == {"a": (1, 4), "b": (1, 4)}
    assert rows(database) == [row("ab"), row("ab", RowKind.SENT)]


def test_an_outcome_that_comes_late(database: Database) -> None:
    """The word of an attempt that was overtaken is kept as a row and settles nothing."""
    again = row("a", attempt=2, at=START + LEASE)
    claim(database, row("a"))
    claim(database, again, seen=1)
    confirm(database, row("a", RowKind.SENT))

    assert entries(database) == {"a": (2, 1)}
    assert rows(database) == [row("a"), again, row("a", RowKind.SENT)]


def test_outcomes_only_rise(database: Database) -> None:
    """What was sent can still bounce, and is not unsent by a worker that gives up on it."""
    claim(database, row("a"))
    ranks = []
    for kind in (RowKind.UNKNOWN, RowKind.SENT, RowKind.FAILED, RowKind.BOUNCED):
        confirm(database, row("a", kind))
        ranks.append(entries(database)["a"][1])

    assert ranks == [2, 4, 4, 5]


# -- what is sent ---------------------------------------------------------------------------------


def test_a_text_in_doubt_is_sent_again_as_it_was(database: Database) -> None:
    """Whoever takes over a reservation sends its text under its send key, and records what that text told."""
    first = reserve(database, thanks(), at=NOW, text="first")
    changed = thanks(attempt=2, lead=replace(thanks().lead, tells={"order_confirmed": 2}))
    again = reserve(database, changed, at=NOW + LEASE, text="second")
    confirm(database, again.outcome(RowKind.UNKNOWN, at=NOW + LEASE))
    last = reserve(database, replace(changed, attempt=3), at=NOW + LEASE, text="third")

    assert [job.content for job in (first, again, last)] == ["first"] * 3
    assert {job.send_key for job in (first, again, last)} == {f"{thanks().keys[0]}-1"}
    assert [job.row.tells for job in (again, last)] == [thanks().tells] * 2
    assert [job.row.attempt for job in (first, again, last)] == [1, 2, 3]


def test_a_text_that_failed_is_written_anew(database: Database) -> None:
    """After a failure nobody has the text, so the next attempt says what is true by then, under a new send key."""
    first = reserve(database, thanks(), at=NOW, text="first")
    confirm(database, first.outcome(RowKind.FAILED, at=NOW))
    again = reserve(database, thanks(attempt=2), at=NOW + LEASE, text="second")

    assert again.content == "second"
    assert again.send_key == f"{thanks().keys[0]}-2"


def test_no_text_is_kept_once_its_outcome_is_known(database: Database) -> None:
    """Texts may hold names; the ledger keeps them only for as long as they may have to go again."""
    first = reserve(database, thanks(), at=NOW, text="Dear Ms Sato")
    confirm(database, first.outcome(RowKind.SENT, at=NOW))

    assert database.execute("SELECT * FROM ledger_contents", {}) == []


# -- rows -----------------------------------------------------------------------------------------


def test_what_others_say_is_a_row_without_entries(database: Database) -> None:
    """A courier's word reserves nothing, and comes twice as once."""
    said = Row(
        kind=RowKind.SENT, at=START, order="o1", by=Party.COURIER, to=Role.BUYER, touchpoint="arriving_today"
    )
    with database.transaction("c1"):
        written = [Ledger(database).append("c1", said) is not None for _ in range(2)]

    assert written == [True, False]
    assert rows(database) == [said]
    assert entries(database) == {}


def test_a_row_is_read_as_it_was_written(database: Database) -> None:
    """What a reservation tells, asks and promises comes back in the order in which it was said."""
    job = reserve(database, thanks(), at=NOW, text="")
    [found] = rows(database)

    assert found == job.row
    assert list(found.tells) == list(job.row.tells)
    assert row_of(body_of(job.row)) == job.row


def test_compacting(database: Database) -> None:
    """Compacting drops the steps that are overtaken, and entries keep the rows on which they rest."""
    for keys, kind in (("ab", RowKind.SENT), ("c", RowKind.FAILED), ("d", None)):
        claim(database, row(keys))
        if kind is not None:
            confirm(database, row(keys, kind, at=NOW))
    with database.transaction("c1"):
        dropped = Ledger(database).compact("c1"), Ledger(database).compact("c1")

    assert dropped == (2, 0)
    assert rows(database) == [row("ab", RowKind.SENT, at=NOW), row("c", RowKind.FAILED, at=NOW), row("d")]
    assert claim(database, row("c", attempt=2, at=NOW), seen=1) is True


# -- transactions ---------------------------------------------------------------------------------


def test_a_transaction_is_undone_whole(database: Database) -> None:
    """What happens in a transaction that fails has not happened."""

    def act() -> None:
        with database.transaction("c1"):
            Ledger(database).claim("c1", row("a"), seen={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert rows(database) == []
    assert entries(database) == {}


def test_what_stays_refused_is_raised(database: Database) -> None:
    """A database that refuses every time is heard in the end."""
    refusal, calls = database.again[0], []

    def act() -> None:
        calls.append(1)
        raise refusal

    with pytest.raises(refusal):
        database.firmly(act, tries=3)
    assert len(calls) == 3


# -- the page -------------------------------------------------------------------------------------


def shown() -> dict[str, list[str]]:
    """Return, per file, the names of the statements that the page shows."""
    found: dict[str, list[str]] = {"postgresql.sql": [], "sqlite.sql": []}
    for block in SHOWN.finditer(PAGE.read_text(encoding="utf-8")):
        found[block["file"]] += NAMED.findall(block["code"])
    return found


@pytest.mark.parametrize("file", ["postgresql.sql", "sqlite.sql"])
def test_the_page_shows_every_statement(file: str) -> None:
    """What is tested here is what the page shows, each statement once."""
    assert sorted(shown()[file]) == sorted(statements(file))


def test_both_databases_have_the_same_statements() -> None:
    """Only the lock is PostgreSQL's alone; in SQLite beginning is locking."""
    assert set(statements("postgresql.sql")) - set(statements("sqlite.sql")) == {"lock_customer"}
    assert set(statements("sqlite.sql")) - set(statements("postgresql.sql")) == set()
