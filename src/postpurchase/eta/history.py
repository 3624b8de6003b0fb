"""A shop's own history from a plain table of timestamps: what is used, and what is not, row by row.

A row may be good for one way and not for another: an order handed over before it was bought still has a
purchase and a delivery. Nothing is guessed; whatever is left out is listed with its row and its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from postpurchase.classes import dataclass, field, replace
from postpurchase.errors import Fault, InvalidInput, checked, invalid, nearest
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.learned import Learned
from postpurchase.eta.legs import Route
from postpurchase.eta.model import LEVEL, LearnedModel
from postpurchase.eta.persons import A_FEATURE, is_address, named_in
from postpurchase.kinds import check_kinds, must_be
from postpurchase.vocabulary import Word
from postpurchase.windows import Instant, instant, local_date, local_instant, utc_text
from postpurchase.windows.instants import DAY

NOON: Final = time(12)
BYTE_ORDER_MARK: Final = "\ufeff"
DELIMITERS: Final = ";\t|"
MISSING: Final = frozenset({"None", "nan", "NaT", "<NA>"})
"""How queries and data frames write that there is nothing."""


class Flaw(Word):
    """What is wrong with a row, or odd about it."""

    NO_ID = "no_id"
    DUPLICATE = "duplicate"
    NOT_A_TIME = "not_a_time"
    NEVER_PLACED = "never_placed"
    IN_FUTURE = "in_future"
    FAR_FUTURE = "far_future"
    HANDED_OVER_BEFORE_PLACED = "handed_over_before_placed"
    DELIVERED_BEFORE_PLACED = "delivered_before_placed"
    DELIVERED_BEFORE_HANDED_OVER = "delivered_before_handed_over"
    NOT_A_NUMBER = "not_a_number"
    MIXED_ZONES = "mixed_zones"
    DATE_ONLY = "date_only"
    GONE = "gone"
    PERSONAL = "personal"


_NOBODY_KNOWS: Final = (Flaw.NOT_A_TIME, Flaw.FAR_FUTURE)
"""The flaws of a delivery after which nobody knows whether the order came."""

A_YEAR: Final = 366 * DAY
"""How far after `at` a time may lie that will be known one day; what lies farther was misdated."""


class RowFlaw(NamedTuple):
    """A flaw of one row, and the column it was found in; the value itself is not shown.

    `row` counts what was read from 1, the heading not included: row 1 is line 2 of a file, while no cell has
    a line break in it.
    """

    row: int
    flaw: Flaw
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table holds what.

    `words` and `numbers` map the names under which a model knows a feature (those of `words_of` are found
    in orders by themselves) to columns. Times are ISO 8601 texts, datetimes or dates; those without an
    offset are of `zone`. A date alone is its noon, or as late on that date as the order of things asks.
    Words must not be a person's: addresses, telephone numbers, names and streets are refused.
    `state` is a column with the order's state, `gone` the values of it by which it will never arrive:
    left in, the cancelled would count as under way for ever. `gone_at` is the column with the moment at which it
    was known, if the table has one: a past read as of an earlier night still counts them as under way. Without it
    what is gone today is gone in every past.
    """

    id: str
    placed: str
    delivered: str
    handed_over: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    state: str | None = None
    gone: frozenset[str] = frozenset()
    gone_at: str | None = None
    zone: ZoneInfo

    def __post_init__(self) -> None:
        check_kinds(self)
        faults = []
        if (self.state is None) != (not self.gone):
            wrong, right = ("state", "gone") if self.state is None else ("gone", "state")
            faults.append(Fault(wrong, f"{right} without it", "give both, or neither"))
        if self.gone_at is not None and not self.gone:
            faults.append(
                Fault("gone", "gone_at without it", "give the states by which an order never arrives")
            )
        twice = [name for name, count in Counter([self.id, *self.times]).items() if count > 1]
        faults += [Fault("columns", f"{name!r} holds two things", "name each column once") for name in twice]
        if faults:
            raise InvalidInput(faults)

    @property
    def times(self) -> tuple[str, ...]:
        """The columns that hold times."""
        return tuple(name for name in (self.placed, self.handed_over, self.delivered) if name)


class Life(NamedTuple):
    """One usable row; its times are whole UTC seconds."""

    id: str
    placed: Instant
    handed_over: Instant | None
    delivered: Instant | None
    words: Mapping[str, str]
    numbers: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The usable rows of a table as of `at` (UTC seconds), and every flaw that was found.

    `rows` is how many were read, of which `lives` are used, the others `left_out`; `words` and `numbers` are the features that were asked for, where known.
    """

    at: Instant
    zone: ZoneInfo
    lives: tuple[Life, ...] = field(repr=False)
    flaws: tuple[RowFlaw, ...] = field(repr=False)
    rows: int = 0
    words: frozenset[str] | None = field(default=None, repr=False)
    numbers: frozenset[str] | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        flawed = len({one.row for one in self.flaws})
        return f"<History {len(self.lives)} of {self.rows} rows used, {flawed} with flaws, until {utc_text(self.at)}>"

    @property
    def counts(self) -> Mapping[Flaw, int]:
        """How often each flaw was found, cell by cell: a row may have one in several columns."""
        return Counter(one.flaw for one in self.flaws)

    @property
    def flawed_rows(self) -> Mapping[Flaw, int]:
        """How many rows have each flaw; a row may have several."""
        return Counter(flaw for _, flaw in dict.fromkeys((one.row, one.flaw) for one in self.flaws))

    @property
    def left_out(self) -> int:
        """How many rows are not used."""
        return self.rows - len(self.lives)

    def whole(self) -> Iterator[Journey]:
        """Yield the ways from order to door."""
        for one in self.lives:
            yield _journey(one, one.placed, one.delivered)

    def dispatch(self) -> Iterator[Journey]:
        """Yield the ways from order to hand-over."""
        for one in self.lives:
            if one.handed_over is not None or one.delivered is None:
                yield _journey(one, one.placed, one.handed_over)

    def carriage(self) -> Iterator[Journey]:
        """Yield the ways from hand-over to door."""
        for one in self.lives:
            if one.handed_over is not None:
                yield _journey(one, one.handed_over, one.delivered)


def _journey(life: Life, start: Instant, end: Instant | None) -> Journey:
    return Journey(id=life.id, start=start, end=end, words=life.words, numbers=life.numbers)


def read_history(rows: Iterable[Mapping[str, object]], columns: Columns, *, at: datetime) -> History:
    """Return what a table holds as of `at`: texts of a file, or the values of a query or a data frame.

    An empty delivery (an empty text, None or NaN) is an order still under way. Raises `InvalidInput` for a
    naive `at`, for rows that are no mappings, for columns that no row has, and for features that name persons.

    >>> from postpurchase.windows import zone
    >>> columns = Columns(id="order", placed="bought", delivered="came", zone=zone("Europe/Berlin"))
    >>> rows = [{"order": "1", "bought": "2026-10-01 10:00", "came": "2026-10-03 12:00"},
    ...         {"order": "2", "bought": "2026-10-05", "came": "2026-10-01"}]
    >>> history = read_history(rows, columns, at=datetime.fromisoformat("2026-10-10T00:00:00+02:00"))
    >>> [life.id for life in history.lives], [str(one.flaw) for one in history.flaws]
    (['1'], ['date_only', 'date_only', 'delivered_before_placed'])
    """
    reader = _Reader(must_be("columns", columns, Columns, "give Columns"), checked("at", instant, at))
    lives = tuple(life for n, row in enumerate(_mappings(rows), 1) if (life := reader.life(n, row)))
    if faults := [*_not_there(columns, reader.columns_seen), *_persons(columns, reader.words)]:
        raise InvalidInput(faults)
    return History(
        at=reader.at,
        zone=columns.zone,
        lives=lives,
        flaws=tuple(reader.flaws),
        rows=reader.rows,
        words=frozenset(columns.words),
        numbers=frozenset(columns.numbers),
    )


def _not_there(columns: Columns, seen: Collection[str]) -> Iterator[Fault]:
    """Yield the columns that are named and in no row; of a table without rows nobody can tell."""
    asked = {
        name: getattr(columns, name)
        for name in ("id", "placed", "delivered", "handed_over", "state", "gone_at")
    }
    asked |= {f"words.{name}": column for name, column in columns.words.items()}
    asked |= {f"numbers.{name}": column for name, column in columns.numbers.items()}
    for name, column in asked.items() if seen else ():
        if column is not None and column not in seen:
            yield Fault(f"columns.{name}", f"no row has a column {column!r}", _instead(column, seen))


def _persons(columns: Columns, words: Mapping[str, Mapping[str, int]]) -> Iterator[Fault]:
    """Yield the features whose words are those of persons; they are not shown."""
    for name in columns.words:
        if (found := named_in(words.get(name, {}))) is not None:
            yield Fault(f"columns.words.{name}", found, A_FEATURE)


def _instead(column: str, seen: Collection[str]) -> str:
    """Return how to go on: a file read in the wrong way has its columns under other names."""
    if BYTE_ORDER_MARK + column in seen:
        return "read the file as utf-8-sig: it begins with a byte order mark"
    for joint in DELIMITERS:
        if any(column in heading.split(joint) for heading in seen if joint in heading):
            return f"read the file with the delimiter {joint!r}"
    return nearest(column, seen)


def _mappings(rows: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise invalid("rows", "not the rows of a table", _ROWS)
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise invalid(f"rows.{number}", "not a row", _ROWS)
        yield row


_ROWS: Final = "give mappings from columns to values, as csv.DictReader reads them"


class _Stamp(NamedTuple):
    """A time as it was read, and whether only its date is known."""

    t: Instant
    date_only: bool

    def is_before(self, other: _Stamp, zone: tzinfo) -> bool:
        """Tell whether it lies before another; of one date nobody knows, where one of them is a date."""
        if self.date_only or other.date_only:
            return local_date(self.t, zone) < local_date(other.t, zone)
        return self.t < other.t


def _text(value: object) -> str:
    """Return a value as the text that a file would hold."""
    text = str(value).strip()
    return text if isinstance(value, str) or text not in MISSING else ""


class _Reader:
    """Reads one row after the other, and notes what is wrong with it."""

    def __init__(self, columns: Columns, at: Instant) -> None:
        self.columns = columns
        self.at = at
        self.rows = 0
        self.flaws: list[RowFlaw] = []
        self.seen: set[str] = set()
        self.columns_seen: set[str] = set()
        self.has_offset: bool | None = None
        self.words: dict[str, Counter[str]] = {}

    def life(self, number: int, row: Mapping[str, object]) -> Life | None:
        """Return a row's life, or None where nothing of it can be used."""
        columns, before = self.columns, len(self.flaws)
        self.rows = number
        self.columns_seen.update(map(str, filter(None, row)))
        stamps = {name: self._stamp(number, name, row.get(name)) for name in columns.times}
        placed = stamps[columns.placed]
        id_ = _text(row.get(columns.id))
        if not id_:
            self._note(number, Flaw.NO_ID, columns.id)
        elif id_ in self.seen:
            self._note(number, Flaw.DUPLICATE, columns.id)
        elif self._is_gone(row):
            self._note(number, Flaw.GONE, columns.state or "")
        elif placed is None:
            if not any(one.flaw is not Flaw.DATE_ONLY for one in self.flaws[before:]):
                self._note(number, Flaw.NEVER_PLACED, columns.placed)
        else:
            self.seen.add(id_)
            return self._ordered(number, row, id_, placed, stamps)
        return None

    def _is_gone(self, row: Mapping[str, object]) -> bool:
        """Tell whether it was known then that an order will never arrive; of an unreadable moment, that it was."""
        columns = self.columns
        if columns.state is None or _text(row.get(columns.state)) not in columns.gone:
            return False
        since = _text(row.get(columns.gone_at)) if columns.gone_at else ""
        try:
            found = datetime.fromisoformat(since)
            t = instant(found) if found.tzinfo else _wall(found, columns.zone)
        except (ValueError, InvalidInput):
            return True
        return t <= self.at

    def _ordered(
        self,
        number: int,
        row: Mapping[str, object],
        id_: str,
        placed: _Stamp,
        stamps: Mapping[str, _Stamp | None],
    ) -> Life | None:
        columns = self.columns
        handed_over = stamps[columns.handed_over] if columns.handed_over else None
        delivered = stamps[columns.delivered]
        noted = self.flaws[-len(columns.times) :]
        if any(RowFlaw(number, flaw, columns.delivered) in noted for flaw in _NOBODY_KNOWS):
            return None
        if delivered is not None and delivered.is_before(placed, columns.zone):
            self._note(number, Flaw.DELIVERED_BEFORE_PLACED, columns.delivered)
            return None
        if handed_over is not None and columns.handed_over:
            flaw = self._disorder(placed, handed_over, delivered)
            if flaw is not None:
                self._note(number, flaw, columns.handed_over)
                handed_over = None
        times, words = _times(placed, handed_over, delivered), dict(self._words(number, row))
        return Life(id_, *times, words, dict(self._numbers(number, row)))

    def _disorder(self, placed: _Stamp, handed_over: _Stamp, delivered: _Stamp | None) -> Flaw | None:
        if handed_over.is_before(placed, self.columns.zone):
            return Flaw.HANDED_OVER_BEFORE_PLACED
        if delivered is not None and delivered.is_before(handed_over, self.columns.zone):
            return Flaw.DELIVERED_BEFORE_HANDED_OVER
        return None

    def _words(self, number: int, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for name, column in self.columns.words.items():
            text = _text(row.get(column))
            if text:
                self.words.setdefault(name, Counter())[text] += 1
            if is_address(text):
                self._note(number, Flaw.PERSONAL, column)
            elif text:
                yield name, text

    def _numbers(self, number: int, row: Mapping[str, object]) -> Iterator[tuple[str, float]]:
        for name, column in self.columns.numbers.items():
            text = _text(row.get(column))
            try:
                value = float(text) if text else None
            except ValueError:
                value = float("nan")
            if value is not None and abs(value) < float("inf"):
                yield name, value
            elif value is not None:
                self._note(number, Flaw.NOT_A_NUMBER, column)

    def _stamp(self, number: int, column: str, value: object) -> _Stamp | None:
        text = _text(value)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
            date_only = len(text) <= len("2026-10-05")
            t = self._instant(number, column, found, date_only=date_only)
        except (ValueError, InvalidInput):
            self._note(number, Flaw.NOT_A_TIME, column)
            return None
        if t <= self.at:
            return _Stamp(t, date_only)
        if date_only and local_date(t, self.columns.zone) == local_date(self.at, self.columns.zone):
            return _Stamp(self.at, date_only)
        self._note(number, Flaw.IN_FUTURE if t <= self.at + A_YEAR else Flaw.FAR_FUTURE, column)
        return None

    def _instant(self, number: int, column: str, found: datetime, *, date_only: bool) -> Instant:
        if date_only:
            self._note(number, Flaw.DATE_ONLY, column)
            found = datetime.combine(found.date(), NOON)
        elif self.has_offset is None:
            self.has_offset = found.tzinfo is not None
        elif self.has_offset != (found.tzinfo is not None):
            self._note(number, Flaw.MIXED_ZONES, column)
        if found.tzinfo is not None:
            return instant(found)
        return _wall(found, self.columns.zone)

    def _note(self, number: int, flaw: Flaw, column: str) -> None:
        self.flaws.append(RowFlaw(number, flaw, column))


def _wall(found: datetime, zone: ZoneInfo) -> Instant:
    """Return the instant of a wall clock."""
    instant(found.replace(tzinfo=UTC))
    return local_instant(found.date(), found.time().replace(microsecond=0), zone, later=False)


def _times(
    placed: _Stamp, handed_over: _Stamp | None, delivered: _Stamp | None
) -> tuple[Instant, Instant | None, Instant | None]:
    """Return times in order: what is known by its date alone lies between its neighbours."""
    known = [one.t for one in (handed_over, delivered) if one is not None and not one.date_only]
    first = min([placed.t, *known]) if placed.date_only else placed.t
    left = None if handed_over is None else handed_over.t
    if handed_over is not None and handed_over.date_only:
        left = max(handed_over.t, first)
        left = min(left, delivered.t) if delivered is not None and not delivered.date_only else left
    last = None if delivered is None else delivered.t
    if delivered is not None and delivered.date_only:
        last = max(delivered.t, first if left is None else left)
    return first, left, last


def learn(
    history: History,
    shape: Shape,
    *,
    route: Route | None = None,
    holidays: frozenset[date] = frozenset(),
    level: float = LEVEL,
    before: LearnedModel | None = None,
) -> LearnedModel:
    """Return the model of a history, each of its ways learned by itself, upon an earlier one if given.

    `level` is the share that the windows told are to hold between both their ends: what they do not hold comes
    after them or before. That of `plan_promise` has one side, and is another number.
    Raises `InvalidInput` for a shape that names a feature which the history does not have, and for an earlier
    model that was learned later.
    """
    must_be("history", history, History, "give what `read_history` returned")
    must_be("shape", shape, Shape, "give Shape(words=..., numbers=...)")
    faults = list(_not_in(history, shape))
    if before is not None:
        must_be("before", before, LearnedModel, "give what `learn` returned the night before")
        if before.at is not None and before.at > history.at:
            faults.append(Fault("before", "learned later than the history", "give an earlier model"))
    if faults:
        raise InvalidInput(faults)
    parts = {}
    for name, journeys in _ways(history):
        if name == "whole" or any(one.end is not None for one in journeys):
            parts[name] = fit(
                journeys,
                shape,
                at=history.at,
                zone=history.zone,
                holidays=holidays,
                before=None if before is None else getattr(before, name),
            )
    return LearnedModel(route=route, level=level, **parts)


def update(model: LearnedModel, history: History) -> LearnedModel:
    """Return a model that also knows the rows of a history: what is new, and what was under way and has come.

    Give the rows that are new or were not delivered yet, read as of now. What arrived before the model's own `at`
    is known, and passed over. What was fitted stays, and so does the way of what is under way; tables are made anew.
    Raises `InvalidInput` for a history of before the model, and for a model without a history.
    """
    must_be("model", model, LearnedModel, "give what `learn` returned")
    must_be("history", history, History, "give what `read_history` returned")
    if model.at is None:
        raise invalid("model", "no history", "learn one first")
    if history.at < model.at:
        raise invalid(
            "history", "read as of before the model", "read it as of the same moment or a later one"
        )
    parts: dict[str, Learned] = {}
    for name, journeys in _ways(history):
        known: Learned | None = getattr(model, name)
        if known is not None:
            under_way = known.pending
            ended = {one.id: one.end for one in journeys if one.end is not None and one.id in under_way}
            new = [
                one for one in journeys if one.id not in under_way and not (one.end and one.end < known.at)
            ]
            parts[name] = known.updated(started=new, ended=ended, at=history.at)
    return replace(
        model,
        whole=parts["whole"],
        carriage=parts.get("carriage"),
        dispatch=parts.get("dispatch"),
    )


def _ways(history: History) -> Iterator[tuple[str, list[Journey]]]:
    """Yield the journeys of each way, by its name in a model."""
    yield "whole", list(history.whole())
    yield "carriage", list(history.carriage())
    yield "dispatch", list(history.dispatch())


def _not_in(history: History, shape: Shape) -> Iterator[Fault]:
    """Yield the features that would be learned as nothing."""
    for part, known in (("words", history.words), ("numbers", history.numbers)):
        for name in () if known is None else sorted({*getattr(shape, part)} - known):
            yield Fault(f"shape.{part}.{name}", "no column of the history", nearest(name, known or ()))
