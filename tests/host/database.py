"""What both databases share: the statements of docs/how-to/sql by name, and transactions made of them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, TypeVar

Values: TypeAlias = Mapping[str, object]
Found: TypeAlias = list[tuple[Any, ...]]
Result = TypeVar("Result")

FOLDER = Path(__file__).parents[2] / "docs" / "how-to" / "sql"
NAMED = re.compile(r"^-- name: (?P<name>\w+)\n(?P<text>.*?)(?=^-- (?:name: |end))", re.MULTILINE | re.DOTALL)


def statements(file: str) -> dict[str, str]:
    """Return the statements of one file, in its order, by name."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    return {found["name"]: found["text"].strip() for found in NAMED.finditer(text)}


class Database(ABC):
    """One connection that runs statements by name; instants go in and come out as aware datetimes."""

    file: ClassVar[str]
    again: ClassVar[tuple[type[Exception], ...]]
    """What a database raises when a transaction has to be tried again."""

    def __init__(self) -> None:
        self.statements = {name: self.spelt(text) for name, text in statements(self.file).items()}

    def create(self) -> None:
        """Make the tables."""
        for name, text in self.statements.items():
            if name.startswith("create_"):
                for part in text.split(";\n"):
                    self.execute(part, {})

    def run(self, name: str, **values: object) -> Found:
        """Run a statement and return the rows it returns."""
        return self.execute(self.statements[name], values)

    def run_each(self, name: str, many: Sequence[Values]) -> int:
        """Run a statement for each set of values and return how many rows were written."""
        return self.execute_each(self.statements[name], many)

    @contextmanager
    def transaction(self, customer: str | None = None) -> Iterator[None]:
        """Do all of it or nothing, alone with that customer if one is named."""
        self.run("begin")
        try:
            if customer is not None:
                self.lock(customer)
            yield
        except BaseException:
            self.run("roll_back")
            raise
        else:
            self.run("commit")

    def firmly(self, act: Callable[[], Result], *, tries: int = 5) -> Result:
        """Do something made of whole transactions, again when the database asks for that."""
        for _ in range(tries - 1):
            with suppress(*self.again):
                return act()
        return act()

    def lock(self, customer: str) -> None:
        """Keep everybody else out of that customer's ledger until the transaction ends."""
        self.run("lock_customer", customer=customer)

    @abstractmethod
    def spelt(self, statement: str) -> str:
        """Return a statement with its parameters spelt as the driver wants them."""

    @abstractmethod
    def execute(self, statement: str, values: Values) -> Found:
        """Run a statement as spelt."""

    @abstractmethod
    def execute_each(self, statement: str, many: Sequence[Values]) -> int:
        """Run a statement as spelt for each set of values."""

    @abstractmethod
    def moment(self, stored: Any) -> datetime:
        """Return a stored instant."""

    @abstractmethod
    def close(self) -> None:
        """Drop the connection, and with it whatever was not committed."""
