"""Where a test's ledger lives, as a value that another process can open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.host.database import Database
from tests.host.postgres_host import PostgresDatabase
from tests.host.sqlite_host import SqliteDatabase


@dataclass(frozen=True, slots=True)
class Place:
    """A database by kind and address."""

    kind: str
    address: str

    def open(self) -> Database:
        """Return a new connection."""
        return SqliteDatabase(Path(self.address)) if self.kind == "sqlite" else PostgresDatabase(self.address)


def made(place: Place) -> Place:
    """Make the tables at a place."""
    database = place.open()
    database.create()
    database.close()
    return place
