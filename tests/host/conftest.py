"""An empty ledger for each test, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.host.places import Place, made
from tests.host.postgres_host import cluster, server_binaries

SCHEMAS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Run a PostgreSQL of our own, or skip where there is none to run."""
    binaries = server_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server binaries")
    with cluster(binaries) as address:
        yield address


def in_postgres(server: str) -> Place:
    """Make an empty ledger in a schema of its own."""
    schema = f"ledger_{next(SCHEMAS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
    return made(Place("postgres", f"{server} options='-c search_path={schema}'"))


def in_sqlite(folder: Path) -> Place:
    """Make an empty ledger in a file."""
    return made(Place("sqlite", str(folder / "ledger.db")))


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return an empty ledger in each kind of database."""
    return (
        in_sqlite(tmp_path) if request.param == "sqlite" else in_postgres(request.getfixturevalue("server"))
    )


@pytest.fixture
def postgres(server: str) -> Place:
    """Return an empty ledger in PostgreSQL."""
    return in_postgres(server)


@pytest.fixture
def sqlite(tmp_path: Path) -> Place:
    """Return an empty ledger in SQLite."""
    return in_sqlite(tmp_path)
