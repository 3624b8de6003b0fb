"""Fakes that count and fuses that blow: a clock, mailers, and databases that die between two statements."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from postpurchase.vocabulary import Channel, RowKind
from tests.host.database import Database, Found, Values


class Crash(BaseException):
    """The process is gone; nothing above catches this but the test."""


def die() -> None:
    """Be killed as by the kernel: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)


def raise_crash() -> None:
    """Die within the test's own process."""
    raise Crash


@dataclass(kw_only=True)
class Clock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        """Return its time."""
        return self.now

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        self.now += by


@dataclass(kw_only=True)
class Fuse:
    """Counts steps and blows at one of them, once; the steps passed are kept by name.

    `at` is the number of a step, or a name and how often it has come.
    """

    at: int | tuple[str, int] | None = None
    blow: Callable[[], None] = raise_crash
    passed: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Come to a step."""
        self.passed.append(name)
        if self.at in (len(self.passed), (name, self.passed.count(name))):
            self.at = None
            self.blow()


def burning(database: Database, fuse: Fuse) -> Database:
    """Return the database with a step of the fuse before each of its statements."""
    run, run_each = database.run, database.run_each

    def stepped(name: str, **values: object) -> Found:
        fuse.step(name)
        return run(name, **values)

    def stepped_each(name: str, many: Sequence[Values]) -> int:
        fuse.step(name)
        return run_each(name, many)

    database.run, database.run_each = stepped, stepped_each  # type: ignore[method-assign]
    return database


@dataclass(kw_only=True)
class FileMailer:
    """Accepts messages into a file, where they outlive the process; a line is (send key, content, channel)."""

    path: Path
    fuse: Fuse = field(default_factory=Fuse)
    answers: list[RowKind] = field(default_factory=list)

    def send(self, send_key: str, content: str, channel: Channel | None) -> RowKind:
        """Accept a message unless the next answer is failed; the fuse has a step before and after."""
        self.fuse.step("sending")
        answer = self.answers.pop(0) if self.answers else RowKind.SENT
        if answer is not RowKind.FAILED:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([send_key, content, channel]) + "\n")
        self.fuse.step("accepted")
        return answer

    @property
    def accepted(self) -> list[tuple[str, str, str]]:
        """Every acceptance, in order: what a customer gets from a provider that ignores send keys."""
        if not self.path.exists():
            return []
        return [tuple(json.loads(line)) for line in self.path.read_text(encoding="utf-8").splitlines()]

    @property
    def delivered(self) -> list[tuple[str, str, str]]:
        """What a customer gets from a provider that honours send keys."""
        return list({send_key: one for one in reversed(self.accepted) for send_key in one[:1]}.values())[::-1]
