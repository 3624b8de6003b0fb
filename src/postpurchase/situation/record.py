"""The ledger as one order reads it: which rows count, what each of them says, and about which parcel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from postpurchase.classes import dataclass
from postpurchase.eta import Disruption, Estimate, Model, Ranges, estimate
from postpurchase.ledger import PERHAPS, FactValue, Row, key_states
from postpurchase.order import FIRST_SHIPMENT, ORDER, Order, Shipment
from postpurchase.order.once import once
from postpurchase.situation.implied import CUSTOMER_WIDE, DATED, IMPLIES
from postpurchase.situation.speaking import slots_of
from postpurchase.vocabulary import FACTS, Party, RowKind
from postpurchase.windows import Instant, Slot, local_date

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

FactName: TypeAlias = tuple[str, str]
"""(subject, kind)."""

_OF_CUSTOMER: Final = frozenset({*CUSTOMER_WIDE, *(f"{kind}@{ORDER}" for kind in CUSTOMER_WIDE)})
"""How rows name the facts about the customer: as their own, or as a rider's."""

# On 3.11 a member looked up in its class costs five times a name; every row needs these.
_SENT, _CUSTOMER = RowKind.SENT, Party.CUSTOMER


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: what was looked at is kept in its dict
class Record:
    """A customer's rows, in order, beside the order they are read for.

    `local` is the zone of its dates, `ranges` what the shop tells of its lead times,
    `model` what its history says of them. What is dated after `now` is misdated: it counts as said,
    but at no time.
    """

    order: Order
    rows: tuple[Row, ...]
    now: Instant
    local: tzinfo
    ranges: Ranges
    model: Model | None = None
    disruptions: tuple[Disruption, ...] = ()

    def estimate(self, order: Order, t: Instant, shipment: Shipment | None) -> Estimate:
        """Return what is believed at an instant of an order, or of one of its parcels."""
        return estimate(order, self.ranges, t, self.local, shipment, self._asked, self.disruptions)

    @once
    def _asked(self) -> Model | None:
        """The model, which keeps what it has counted of an order if it can: it is asked of many nights."""
        remembering: Callable[[], Model] | None = getattr(self.model, "remembering", None)
        return self.model if remembering is None else remembering()

    @once
    def states(self) -> Mapping[str, Row]:
        """Where each key stands."""
        return key_states(self.rows)

    @once
    def slots(self) -> tuple[tuple[Instant, Slot], ...]:
        """The slots the customer gave or agreed to, the latest first, and when."""
        return tuple(slots_of(self.order))

    @once
    def contents(self) -> Mapping[str, Row]:
        """The row, per key, that holds what was written: outcomes may repeat only the keys."""
        return {key: row for row in self.rows if _has_content(row) for key in row.keys}

    @once
    def by_key(self) -> Mapping[str, list[Row]]:
        """The rows that cover each key, in order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for key in row.keys:
                found.setdefault(key, []).append(row)
        return found

    @once
    def known_since(self) -> Mapping[str, Instant]:
        """When each parcel but the first was first heard of."""
        order, found = self.order, dict[str, Instant]()
        for event in order.events if len(order.subjects) > 1 else ():
            subject = order.subjects.get(event.shipment or "")
            if subject is not None and subject != FIRST_SHIPMENT:
                learned = order.learned_at(event)
                found[subject] = min(learned, found.get(subject, learned))
        return found

    @once
    def subjects(self) -> Mapping[str, str]:
        """What we call the parcels that rows may call by their vendors' ids."""
        subjects = self.order.subjects
        ours = set(subjects.values())
        return {name: subject for name, subject in subjects.items() if name not in ours}

    def subject_of(self, row: Row) -> str:
        """Return what a row is about, as we call it."""
        return self.subjects.get(row.subject, row.subject)

    def is_here(self, row: Row) -> bool:
        """Return whether a row is about this order."""
        return row.order == self.order.id

    def tells_here(self, row: Row) -> bool:
        """Return whether what a row tells is about this order, or about its customer."""
        if row.order == self.order.id:
            return True
        content = self.content_of(row)
        return content.touchpoint in CUSTOMER_WIDE or not _OF_CUSTOMER.isdisjoint(content.tells)

    def stands(self, row: Row) -> bool:
        """Return whether a row still says where one of its keys stands."""
        keys, states = row.keys, self.states
        if len(keys) == 1:
            return states.get(keys[0]) is row
        return not keys or any(states.get(key) is row for key in keys)

    def content_of(self, row: Row) -> Row:
        """Return the row that holds what a row says."""
        if not row.keys or _has_content(row):
            return row
        return self.contents.get(row.keys[0], row)

    def facts_of(self, row: Row) -> list[tuple[tuple[FactName, ...], FactValue]]:
        """Return what a row tells, and all that this implies: each value with the names that have it."""
        found: list[tuple[tuple[FactName, ...], FactValue]] = []
        content = self.content_of(row)
        subjects, is_alone, is_here = self.subjects, self._is_alone, self.is_here(row)
        for name, value in (content.tells or self._as_of(content)).items():
            kind, _, about = name.partition("@")
            if not is_here and kind not in CUSTOMER_WIDE:
                continue
            called = about or content.subject
            valued, plain = _named_by(kind, subjects.get(called, called), is_alone=is_alone)
            found.append((valued, value))
            if plain:
                found.append((plain, True))
        return found

    @once
    def _is_alone(self) -> bool:
        """Whether what is told of the order's parcel is told of the order: it has no other."""
        return len(self.order.subjects) <= 1

    def _as_of(self, row: Row) -> Mapping[str, FactValue]:
        """Return what a row tells that only names its touchpoint: all that was known of its facts then.

        A word about one day tells no slot of another.
        """
        if row.touchpoint is None:
            return {}
        then, own = self.order.as_of(row.t), _own_value(row, self.local)
        known = {} if then is None else self._known_of(then, row)
        slot = known.get("slot")
        if isinstance(own, date) and isinstance(slot, Slot) and slot.date != own:
            del known["slot"]
        return {**known, row.touchpoint: own}

    def _known_of(self, then: Order, row: Row) -> dict[str, FactValue]:
        """Return what an order's state tells of a row's subject, as of the row's time."""
        shipment = self._parcel_of(then, self.subject_of(row))
        slot = next((slot for _, slot in slots_of(then)), None)
        refs = [ref.number for ref in shipment.refs if ref.until is None] if shipment else []
        window = self.estimate(then, row.t, shipment).window
        found: dict[str, FactValue] = {"window": window} if window else {}
        found |= {"slot": slot} if slot else {}
        return found | ({"tracking": refs[-1]} if refs else {})

    def _parcel_of(self, then: Order, subject: str) -> Shipment | None:
        """Return the parcel a row is about as it stood, if it was known; what is said of an order is said of its only one."""
        if subject == ORDER:
            return then.only_parcel
        named = self.order.shipment(subject)
        return then.shipment(then.subjects[named.id]) if named and named.id in then.subjects else None


@lru_cache(maxsize=4_096)
def _named_by(
    kind: str, subject: str, *, is_alone: bool
) -> tuple[tuple[FactName, ...], tuple[FactName, ...]]:
    """Return the facts that a fact's value is also the value of, and those of which it says that they happened.

    What is told of an order's only parcel is told of the order.
    """
    of_order = is_alone and subject != ORDER
    weaker = IMPLIES.get(kind, ())
    valued = [name for name in weaker if name in DATED and kind in DATED]
    own = [(subject, kind), *([(ORDER, kind)] if of_order and kind in FACTS else ())]
    abouts = (subject, ORDER) if of_order else (subject,)
    plain = tuple((about, name) for name in weaker if name not in valued for about in abouts)
    return (*own, *((about, name) for name in valued for about in abouts)), plain


def in_order(ledger: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows in one order, whatever order they come in; as a rule they come in it."""
    rows = tuple(ledger)
    if all(earlier.t < later.t for earlier, later in pairwise(rows)):
        return rows
    return tuple(sorted(rows, key=_position))


def _position(row: Row) -> tuple[Instant, int, int, tuple[str, ...], str]:
    return row.t, *row.rank, row.keys, "" if row.keys else row.id


def is_sure(row: Row) -> bool | None:
    """Say whether a row tells for sure (True), perhaps (False), or nothing (None)."""
    if row.kind is _SENT:
        return row.observed
    return False if row.kind in PERHAPS else None


def is_heard(row: Row) -> bool:
    """Say whether a row surely told something that its recipient did not say themselves."""
    return is_sure(row) is True and row.by is not _CUSTOMER


def _has_content(row: Row) -> bool:
    return bool(row.tells or row.promises or row.asks)


def _own_value(row: Row, local: tzinfo) -> FactValue:
    ahead = DATED.get(row.touchpoint or "")
    return True if ahead is None else local_date(row.t, local) + timedelta(days=ahead)
