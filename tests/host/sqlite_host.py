"""The ledger in SQLite: a file, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.host.database import Database, Found, Values


class SqliteDatabase(Database):
    """A connection to a file; `begin` takes the only write lock, so it locks every customer at once."""

    file = "sqlite.sql"
    again = (sqlite3.OperationalError,)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.connection = sqlite3.connect(path, timeout=30, isolation_level=None)
        self.execute("PRAGMA journal_mode = WAL", {})
        self.execute("PRAGMA synchronous = OFF", {})  # these tests kill processes, not machines
        self.execute("PRAGMA foreign_keys = ON", {})

    def lock(self, customer: str) -> None:
        """Do nothing: `begin` has done it."""

    def spelt(self, statement: str) -> str:
        """Return the statement as it is."""
        return statement

    def execute(self, statement: str, values: Values) -> Found:
        """Run a statement."""
        with closing(self.connection.execute(statement, stored(values))) as cursor:
            return cursor.fetchall()

    def execute_each(self, statement: str, many: Sequence[Values]) -> int:
        """Run a statement for each set of values."""
        with closing(self.connection.executemany(statement, [stored(values) for values in many])) as cursor:
            return cursor.rowcount

    def moment(self, stored: Any) -> datetime:
        """Return the instant of whole UTC seconds."""
        return datetime.fromtimestamp(stored, UTC)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def stored(values: Values) -> dict[str, object]:
    """Return values with instants as whole UTC seconds."""
    return {
        name: int(value.timestamp()) if isinstance(value, datetime) else value
        for name, value in values.items()
    }
