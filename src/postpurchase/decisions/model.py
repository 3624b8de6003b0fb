"""The values a decision is made of: reasons with their data, candidates, verdicts, bundles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from postpurchase.classes import NamedTuple, dataclass
from postpurchase.ledger import FactValue, Row, key_of
from postpurchase.order.once import once
from postpurchase.policy import Touchpoint, TriggerOn
from postpurchase.vocabulary import ActionKind, Channel, Notify, Party, Reason, Role, VerdictKind
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Datum: TypeAlias = FactValue | tuple[str, ...]


class Because(NamedTuple):
    """One reason with its data; instants stand in it as whole UTC seconds, under names in `INSTANTS`."""

    code: Reason
    data: Mapping[str, Datum] = {}


INSTANTS = frozenset(
    {"due", "until", "open_at", "useful_until", "at", "effective_from", "answer_by", "deadline"}
)
"""The names under which a reason's data holds an instant."""


class Occurrence(NamedTuple):
    """One time a touchpoint comes due: when, by what, and under which name in its key."""

    due: Instant
    name: str
    number: int
    on: TriggerOn
    born: Instant | None = None
    learned: Instant | None = None
    notify: Notify = Notify.AUTO
    way: Channel | None = None
    """By which channel the customer wrote, of what answers them."""


class Finding(NamedTuple):
    """What one step of judging found: a verdict that settles, or (None) only remarks."""

    kind: VerdictKind | None
    reasons: tuple[Because, ...]
    until: Instant | None = None
    owner: Party | None = None


UNASKED: Final = Finding(None, ())
"""Stands for a finding that nobody asked for yet."""


class Candidate:
    """A touchpoint for one subject and one person, at its latest occurrence, while it is being judged.

    What is not set yet stands at its beginning.
    """

    retry: Row | None = None
    attempt: int = 1
    not_before: Instant | None = None
    is_hopeless: bool = False
    tried: Mapping[Channel, Reason] = MappingProxyType({})
    channel: Channel | None = None
    timed_out: Party | None = None
    allowed: Finding | None = UNASKED
    forced: Row | None = None
    expires: Instant | None = None
    later: Sequence[Occurrence] = ()

    def __init__(
        self, point: Touchpoint, subject: str, role: Role, order: str, occurrence: Occurrence | None
    ) -> None:
        self.point = point
        self.subject = subject
        self.role = role
        self.order = order
        self.occurrence = occurrence
        self.due = None if occurrence is None else occurrence.due
        """When it comes due, if that is known."""
        way = None if occurrence is None else occurrence.way
        self.channels = point.channels if way is None else tuple(dict.fromkeys((way, *point.channels)))
        """The channels it may take, in order: an answer goes first by the one the customer used."""

    @once
    def key(self) -> str:
        """The key of this piece of information, made when first needed."""
        return self._key(self.point.key_name)

    def key_to(self, act: ActionKind) -> str:
        """Return the key of one of its acts."""
        return self._key(f"{act}:{self.point.key_name}")

    def _key(self, what: str) -> str:
        name = self.occurrence.name if self.occurrence else "1"
        return key_of(self.order, self.role, self.subject, what, name)

    @property
    def name(self) -> str:
        """`touchpoint@subject`, as contracts and reasons call it."""
        return f"{self.point.id}@{self.subject}"

    @once
    def useful_until(self) -> Instant | None:
        """When it stops being worth saying."""
        if self.point.useful_for is None or self.occurrence is None:
            return self.expires
        until = self.occurrence.due + int(self.point.useful_for.total_seconds())
        return until if self.expires is None else min(until, self.expires)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One message to be: who leads, who rides along, on which channels."""

    lead: Candidate
    riders: tuple[Candidate, ...]
    channel: Channel
    also: tuple[Channel, ...]
    keys: tuple[str, ...]

    @property
    def parts(self) -> tuple[Candidate, ...]:
        """The lead and its riders."""
        return (self.lead, *self.riders)


Unsaid: TypeAlias = tuple[Candidate, Finding]
"""A candidate that is not said now, and the finding that settled it."""
