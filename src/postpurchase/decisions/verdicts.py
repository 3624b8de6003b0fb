"""What `decide` returns: a verdict per candidate, tasks, and the whole decision."""

from __future__ import annotations

from dataclasses import dataclass, field

from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Because, Bundle, Candidate
from postpurchase.decisions.remedies import REMEDIES, Remedy
from postpurchase.decisions.steps import all_reasons, owner_of
from postpurchase.policy import Policy
from postpurchase.situation import Situation
from postpurchase.vocabulary import ActionKind, Party, Reason, Role, VerdictKind, Word
from postpurchase.windows import Instant


class WakeCause(Word):
    """Why the caller should ask again."""

    DUE = "due"
    OPEN = "open"
    UNTIL = "until"
    LEASE = "lease"
    RETRY = "retry"
    SILENCE = "silence"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True, order=True)
class Wake:
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """What becomes of one candidate. Its reasons are worked out when somebody asks for them."""

    candidate: Candidate
    kind: VerdictKind
    until: Instant | None = None
    other: Party | None = None
    merged_into: str | None = None
    settled_by: tuple[Because, ...] = ()
    judge: Judge = field(repr=False)

    @property
    def name(self) -> str:
        """`touchpoint@subject`."""
        return self.candidate.name

    @property
    def owner(self) -> Party | None:
        """Who says it instead, or who will when its time comes."""
        if (
            self.other is not None
            or self.reason.code is not Reason.NOT_YET
            or not self.candidate.point.channels
        ):
            return self.other
        return owner_of(self.judge, self.candidate)[0]

    @property
    def reasons(self) -> tuple[Because, ...]:
        """All reasons: what settled it first, then everything else that applies."""
        found = list(self.settled_by)
        found += [because for because in all_reasons(self.judge, self.candidate) if because not in found]
        return tuple(found)

    @property
    def reason(self) -> Because:
        """The reason that settled it."""
        return self.settled_by[0]

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decision:
    """Everything decided at one moment: verdicts, messages to be, tasks, and when to ask again."""

    situation: Situation
    policy: Policy
    verdicts: tuple[Verdict, ...]
    bundles: tuple[Bundle, ...]
    tasks: tuple[Task, ...]
    wake: Wake | None
    judge: Judge = field(repr=False)
