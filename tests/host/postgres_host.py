"""The ledger in PostgreSQL: a connection, and a private cluster to connect to."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from tests.host.database import Database, Found, Values

PARAMETER = re.compile(r"(?<!:):(\w+)")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # these tests kill processes, not machines
    "deadlock_timeout": "100ms",
    "max_connections": "20",
    "shared_buffers": "16MB",
}


class PostgresDatabase(Database):
    """A connection that begins and ends its transactions by the statements of the page."""

    file = "postgresql.sql"
    again = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)

    def __init__(self, where: str) -> None:
        super().__init__()
        self.connection = psycopg.connect(where, autocommit=True)

    def spelt(self, statement: str) -> str:
        """Return the statement with `:name` as psycopg's `%(name)s`."""
        return PARAMETER.sub(r"%(\1)s", statement)

    def execute(self, statement: str, values: Values) -> Found:
        """Run a statement."""
        with self.connection.execute(statement.encode(), values) as cursor:
            return cursor.fetchall() if cursor.description else []

    def execute_each(self, statement: str, many: Sequence[Values]) -> int:
        """Run a statement for each set of values."""
        with self.connection.cursor() as cursor:
            cursor.executemany(statement.encode(), many)
            return cursor.rowcount

    def moment(self, stored: Any) -> datetime:
        """Return the instant as it comes."""
        found: datetime = stored
        return found

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


def server_binaries() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest there is, or None."""
    folders = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    on_path = shutil.which("initdb")
    found = sorted(folders, key=lambda folder: int(folder.parent.name), reverse=True)
    found += [Path(on_path).resolve().parent] if on_path else []
    needed = ("initdb", "pg_ctl", "postgres")
    return next((folder for folder in found if all((folder / name).exists() for name in needed)), None)


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Run a private server that listens on a socket in its own folder; yield where to connect."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path has to be short
    data, log, owner = folder / "data", folder / "log", unprivileged()
    settings = {**SETTINGS, "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        program(owner, binaries / "initdb", "-D", data, "-U", "ledger", "-A", "trust", "-E", "UTF8", "-N")
        program(owner, binaries / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"host={folder} user=ledger dbname=postgres"
        finally:
            program(owner, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def unprivileged() -> pwd.struct_passwd | None:
    """Return the user to run the server as, for it refuses to be root; None is ourselves."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users["nobody"]


def program(owner: pwd.struct_passwd | None, *words: object) -> None:
    """Run one of PostgreSQL's programs to its end."""
    subprocess.run(
        [str(word) for word in words],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )
