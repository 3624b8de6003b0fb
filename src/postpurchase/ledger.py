"""What was said, asked and promised, by whom: append-only rows per customer.

A key stands for one piece of information to one person: order, role, subject, touchpoint,
occurrence, part. It never holds channel, time, text or policy, so it is stable for ever.
The state of a key is its row of greatest (attempt, rank), never the last one to arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

from postpurchase.classes import dataclass, field
from postpurchase.digests import canonical, digest
from postpurchase.errors import Fault, InvalidInput, checked, faults_of, invalid
from postpurchase.kinds import check_kinds, check_name, misfits
from postpurchase.vocabulary import ROW_RANK, Channel, Part, Party, Role, RowKind
from postpurchase.windows import DateWindow, Instant, Slot, TimeWindow, instant, utc_text

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

FactValue: TypeAlias = bool | int | str | date | datetime | DateWindow | TimeWindow | Slot | None

KEY_VERSION: Final = "v1"

_REQUESTED: Final = RowKind.REQUESTED  # on 3.11 a member looked up in its class costs five times a name

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
    answers: Mapping[str, object] = field(default_factory=dict)
    promises: tuple[Pledge, ...] = ()
    basis: str | None = None
    policy: str | None = None
    digest: str | None = None
    actor: str | None = None
    t: Instant = field(init=False, compare=False, default=0)
    lease: Instant | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        try:
            self._settle()
        except InvalidInput:
            faults = {fault.path: fault for fault in self._faults()}
            raise InvalidInput(sorted(faults.values())) from None  # the first fault hid the others

    def _settle(self) -> None:
        """Turn texts into words and times into instants; raise `InvalidInput` for the first thing that is wrong."""
        put = object.__setattr__
        for name, closed in _CLOSED:
            word = getattr(self, name)
            if type(word) is not closed and (word is not None or name in _ALWAYS_GIVEN):
                put(self, name, checked(name, closed, word))
        check_name("order", self.order)
        _check_keys(self.keys)
        put(self, "t", checked("at", instant, self.at))
        if self.lease_until is not None:
            put(self, "lease", checked("lease_until", instant, self.lease_until))
        _check_attempt(self.attempt)
        if not self._is_plain():
            check_kinds(self)

    def _is_plain(self) -> bool:
        """Say whether the fields that nothing else looks at are of their kinds: mostly so, and quickly seen."""
        return (
            (type(self.subject), type(self.observed)) == (str, bool)
            and all(type(told) is dict for told in (self.tells, self.answers))
            and all(type(found) is tuple for found in (self.keys, self.asks, self.promises))
            and all(type(key) is str for key in (*self.keys, *self.tells, *self.answers))
            and all(type(ask) is Ask for ask in self.asks)
            and all(type(pledge) is Pledge for pledge in self.promises)
            and all(
                text is None or type(text) is str
                for text in (self.touchpoint, self.basis, self.policy, self.digest, self.actor)
            )
        )

    def _faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong, each on its own; of two at one place the later says more."""
        yield from misfits(self)
        for name, closed in _CLOSED:
            word = getattr(self, name)
            if word is not None or name in _ALWAYS_GIVEN:
                yield from faults_of(checked, name, closed, word)
        yield from faults_of(check_name, "order", self.order)
        yield from faults_of(_check_keys, self.keys)
        yield from faults_of(checked, "at", instant, self.at)
        if self.lease_until is not None:
            yield from faults_of(checked, "lease_until", instant, self.lease_until)
        yield from faults_of(_check_attempt, self.attempt)

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
        if row.kind is not _REQUESTED:
            for key in row.keys:
                known = states.get(key)
                if known is None or _outranks(row, known):
                    states[key] = row
    return states


def _check_keys(keys: object) -> None:
    if isinstance(keys, str):
        raise invalid("keys", "one text", "give a tuple of keys, as in (key,)")


def _check_attempt(attempt: object) -> None:
    if not isinstance(attempt, int) or isinstance(attempt, bool):
        raise invalid("attempt", "not a whole number", "count attempts from 1")
    if attempt < 1:
        raise invalid("attempt", "below 1", "count attempts from 1")


_ALWAYS_GIVEN: Final = frozenset({"kind", "by"})
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
