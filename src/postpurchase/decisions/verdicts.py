"""What `decide` returns: a verdict per candidate, tasks, and the whole decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postpurchase.classes import NamedTuple, dataclass, field
from postpurchase.decisions.candidates import unseen
from postpurchase.decisions.delays import AT_RISK, why_late
from postpurchase.decisions.holding import deadline_reached
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Because, Bundle, Candidate, Finding, Unsaid
from postpurchase.decisions.reasons import all_reasons
from postpurchase.decisions.remedies import REMEDIES, Remedy
from postpurchase.decisions.steps import not_in_sight, owner_of
from postpurchase.ledger import FactValue
from postpurchase.policy import Policy, TriggerOn
from postpurchase.situation import Situation
from postpurchase.vocabulary import ActionKind, Party, Reason, Role, VerdictKind, Word
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_SKIP: Final = VerdictKind.SKIP


class WakeCause(Word):
    """Why the caller should ask again."""

    DUE = "due"
    OPEN = "open"
    UNTIL = "until"
    LEASE = "lease"
    RETRY = "retry"
    SILENCE = "silence"
    DEADLINE = "deadline"


class Wake(NamedTuple):
    """When to ask again, why, and about what."""

    at: Instant
    cause: WakeCause
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something for the host or its staff to do, under a key so that it is done once."""

    kind: ActionKind
    subject: str
    key: str
    about: str
    role: Role
    data: Mapping[str, FactValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """What becomes of one candidate. Its reasons are worked out when somebody asks for them."""

    candidate: Candidate
    finding: Finding
    judge: Judge
    merged_into: str | None = None

    @property
    def name(self) -> str:
        """`touchpoint@subject`."""
        return self.candidate.name

    @property
    def kind(self) -> VerdictKind:
        """What becomes of it."""
        return self.finding.kind or _SKIP

    @property
    def until(self) -> Instant | None:
        """When that may change by itself."""
        return self.finding.until

    @property
    def owner(self) -> Party | None:
        """Who says it instead, or who will when its time comes."""
        waits = self.finding.owner is None and self.reason.code is Reason.NOT_YET
        if not waits or not self.candidate.point.channels:
            return self.finding.owner
        return owner_of(self.judge, self.candidate)[0]

    @property
    def settled_by(self) -> tuple[Because, ...]:
        """The reasons that settled it."""
        return self.finding.reasons

    @property
    def reasons(self) -> tuple[Because, ...]:
        """All reasons: what settled it first, then everything else that applies."""
        judge, c, finding = self.judge, self.candidate, self.finding
        found = all_reasons(judge, c, finding.reasons)
        missed = None if c.due is None else deadline_reached(judge, c, finding)
        return found if missed is None else (*found, Because(Reason.DEADLINE_REACHED, {"deadline": missed}))

    @property
    def reason(self) -> Because:
        """The reason that settled it."""
        return self.finding.reasons[0]

    @property
    def would_change(self) -> tuple[Remedy, ...]:
        """What would change it; nothing for what is sent."""
        if self.kind is VerdictKind.SEND:
            return ()
        return tuple(
            dict.fromkeys(remedy for because in self.settled_by for remedy in REMEDIES[because.code])
        )

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} to {self.candidate.role}: {self.reason.code}>"


class Decision:
    """Everything decided at one moment: messages to be, tasks, when to ask again, and a verdict on everything.

    Verdicts are made when first asked for: most callers send what is to be sent and go.
    """

    __slots__ = ("_verdicts", "acting", "bundles", "judge", "tasks", "unsaid", "wake")

    def __init__(
        self,
        judge: Judge,
        unsaid: list[Unsaid],
        bundles: tuple[Bundle, ...],
        acting: list[Candidate],
        tasks: tuple[Task, ...],
        wake: Wake | None,
    ) -> None:
        self.judge = judge
        self.unsaid = unsaid
        self.bundles = bundles
        self.acting = acting
        self.tasks = tasks
        self.wake = wake
        self._verdicts: tuple[Verdict, ...] | None = None

    @property
    def situation(self) -> Situation:
        """What was true and known."""
        return self.judge.situation

    @property
    def policy(self) -> Policy:
        """By whose manners it was decided."""
        return self.judge.policy

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Exactly one verdict per candidate, in the policy's order."""
        if self._verdicts is None:
            self._verdicts = tuple(self._judged())
        return self._verdicts

    def _judged(self) -> Iterator[Verdict]:
        judge = self.judge
        settled = {id(c): finding for c, finding in self.unsaid}
        leads = {id(rider): bundle.lead for bundle in self.bundles for rider in bundle.riders}
        for c in unseen(self.situation, self.policy, judge.in_sight):
            finding = not_in_sight(judge, c) if c.occurrence is None else settled.get(id(c))
            if finding is None:
                yield self._sent(c, leads.get(id(c)))
            else:
                yield Verdict(candidate=c, finding=finding, judge=judge)

    def _sent(self, c: Candidate, lead: Candidate | None) -> Verdict:
        return Verdict(
            candidate=c,
            finding=Finding(VerdictKind.SEND, (_why_sent(self.judge, c, lead),)),
            judge=self.judge,
            merged_into=lead.name if lead else None,
        )


def _why_sent(judge: Judge, c: Candidate, lead: Candidate | None) -> Because:
    at = {"at": c.due}
    if lead is not None:
        return Because(Reason.MERGED, {"into": lead.name})
    if c.forced is not None:
        return Because(Reason.FORCED, {"by": c.forced.by, "at": c.forced.t})
    if c.attempt > 1:
        return Because(Reason.RETRY, {"attempt": c.attempt})
    if c.timed_out is not None:
        return Because(Reason.TIMEOUT_PASSED, {"by": c.timed_out})
    if c.point.is_silence:
        return Because(Reason.SILENCE, at)
    on = c.occurrence.on if c.occurrence is not None else None
    if on in AT_RISK:
        return why_late(judge.measured.lateness(c.subject, c.role))
    if on is TriggerOn.PROMISE:
        return Because(Reason.PROMISE_BROKEN, at)
    return Because(Reason.ANSWER if judge.is_answer(c) else Reason.DUE, at)
