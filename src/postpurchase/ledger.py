"""What was said, asked and promised, by whom: append-only rows per customer.

A key stands for one piece of information to one person: order, role, subject, touchpoint,
occurrence, part. It never holds channel, time, text or policy, so it is stable for ever.
The state of a key is its row of greatest (attempt, rank), never the last one to arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final, TypeAlias

from postpurchase.classes import dataclass, field
from postpurchase.digests import canonical, digest
from postpurchase.errors import checked, invalid
from postpurchase.kinds import check_name
from postpurchase.vocabulary import ROW_RANK, Channel, Part, Party, Role, RowKind
from postpurchase.windows import DateWindow, Instant, Slot, TimeWindow, instant, utc_text

FactValue: TypeAlias = bool | int | str | date | datetime | DateWindow | TimeWindow | Slot | None

KEY_VERSION: Final = "v1"

PERHAPS: Final = frozenset({RowKind.RESERVED, RowKind.UNKNOWN})
"""The kinds after which information may be out without our knowing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that was asked: what silence means, and until when an answer counts."""

    question: str
    default: str | None = None
    answer_by: datetime | None = None

    def __post_init__(self) -> None:
        if self.answer_by is not None:
            checked("answer_by", instant, self.answer_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A promise that was made, always with a due time; `value` is the window or date told."""

    kind: str
    due: datetime
    value: FactValue = None

    def __post_init__(self) -> None:
        checked("due", instant, self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the ledger: an act of communication, by anyone, or a step of our own sending.

    `keys` is what the act covers (empty for others' acts). `observed=False` marks what is only
    assumed to have been said. `to` is a role, never a name or an address.
    """

    kind: RowKind
    at: datetime
    order: str
    by: Party = Party.SHOP
    to: Role | None = None
    channel: Channel | None = None
    subject: str = "order"
    keys: tuple[str, ...] = ()
    attempt: int = 1
    lease_until: datetime | None = None
    observed: bool = True
    touchpoint: str | None = None
    tells: Mapping[str, FactValue] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    answers: Mapping[str, object] = field(default_factory=dict, repr=False)
    promises: tuple[Pledge, ...] = ()
    basis: str | None = None
    policy: str | None = None
    digest: str | None = None
    actor: str | None = field(default=None, repr=False)
    t: Instant = field(init=False, compare=False, default=0)
    lease: Instant | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        put = object.__setattr__
        for name, closed in _CLOSED:
            word = getattr(self, name)
            if word is not None and type(word) is not closed:
                put(self, name, checked(name, closed, word))
        check_name("order", self.order)
        if isinstance(self.keys, str):
            raise invalid("keys", "one text", "give a tuple of keys, as in (key,)")
        put(self, "t", checked("at", instant, self.at))
        if self.lease_until is not None:
            put(self, "lease", checked("lease_until", instant, self.lease_until))
        if self.attempt < 1:
            raise invalid("attempt", "below 1", "count attempts from 1")

    @property
    def id(self) -> str:
        """A name for this row, made from its content."""
        said = (self.order, self.subject, self.touchpoint or "", str(len(self.tells)), *sorted(self.tells))
        return _name_of(str(self.t), self.by, self.kind, self.channel or "", *said, *self.keys)

    @property
    def rank(self) -> tuple[int, int]:
        """What this row says about its keys counts over every row of lower rank."""
        return self.attempt, ROW_RANK[self.kind]

    def __repr__(self) -> str:
        what = self.touchpoint or f"{len(self.tells)} facts"
        via = f" by {self.channel}" if self.channel else ""
        return f"<Row {self.kind} {what} {self.by}→{self.to or '?'}{via} at={utc_text(self.t)}>"


@lru_cache(maxsize=4_096)
def _name_of(*parts: str) -> str:
    return digest("row", *parts)


@lru_cache(maxsize=16_384)
def key_of(
    order: str, role: Role, subject: str, touchpoint: str, occurrence: str, part: Part = Part.MAIN
) -> str:
    """Return the key of one piece of information to one person.

    >>> key_of("o1", Role.BUYER, "order", "item_secured", "1")
    'ada7b81ebb28cdf3988b6498af2ebe71'
    """
    return digest(KEY_VERSION, order, role, subject, touchpoint, occurrence, part)


def key_states(rows: Iterable[Row]) -> dict[str, Row]:
    """Return, per key, the row that says where it stands; the newest of equals, in whatever order they come."""
    states: dict[str, Row] = {}
    for row in rows:
        if row.kind is not RowKind.REQUESTED:
            for key in row.keys:
                known = states.get(key)
                if known is None or _outranks(row, known):
                    states[key] = row
    return states


_CLOSED: Final = (("kind", RowKind), ("by", Party), ("to", Role), ("channel", Channel))


def _outranks(row: Row, known: Row) -> bool:
    mine, theirs = (row.rank, row.t), (known.rank, known.t)
    return mine > theirs or (mine == theirs and canonical(row) > canonical(known))


def compact(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return fewer rows, in their order, from which every plan, now and later, reads the same.

    What goes is what a later step of the same sending has overtaken: a reservation or an unknown
    outcome that is neither where one of its keys stands, nor the last to say what was written under
    one, nor the newest row of all. Rows are judged alike, whatever policy or touchpoint they name.
    """
    given = tuple(rows)
    states, written = key_states(given), _last_written(given)
    newest = max(((row.t, row.rank) for row in given), default=None)

    def still_tells(row: Row) -> bool:
        return any(
            states[key] is row or (_has_content(row) and written[key] == (row.t, row.rank))
            for key in row.keys
        )

    return tuple(row for row in given if _is_lasting(row) or (row.t, row.rank) == newest or still_tells(row))


def _is_lasting(row: Row) -> bool:
    return row.kind not in PERHAPS or not row.keys or bool(row.answers)


def _has_content(row: Row) -> bool:
    return bool(row.tells or row.promises or row.asks)


def _last_written(rows: Iterable[Row]) -> dict[str, tuple[Instant, tuple[int, int]]]:
    last: dict[str, tuple[Instant, tuple[int, int]]] = {}
    for row in filter(_has_content, rows):
        for key in row.keys:
            last[key] = max(last.get(key, (row.t, row.rank)), (row.t, row.rank))
    return last
