"""Step 10: what keeps a must-tell back, and from when on it has been kept back too long."""

from __future__ import annotations

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Candidate, Finding
from postpurchase.decisions.steps import first_settling, step_news
from postpurchase.vocabulary import Importance, Reason, VerdictKind
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# On 3.11 a member looked up in its class costs five times a name; everything unsaid needs these.
_MUST_TELL, _DEFER = Importance.MUST_TELL, VerdictKind.DEFER
_UNKNOWN, _STALE = Reason.UNKNOWN_OUTCOME, Reason.STALE_EVENT

HOLDING: Final = frozenset(
    {
        Reason.IN_FLIGHT,
        Reason.UNKNOWN_OUTCOME,
        Reason.MISSING_FACT,
        Reason.NOT_BELIEVABLE,
        Reason.ASSIGNED,
        Reason.FORBIDDEN,
        Reason.NO_CHANNEL,
        Reason.EXPIRES_FIRST,
    }
)
"""The settling reasons under which a must-tell may stay unsaid past its deadline."""


def unsaid_too_long(judge: Judge, c: Candidate, finding: Finding) -> bool:
    """Say whether staff have to look: it is past its deadline, or nobody knows what became of it."""
    if c.is_hopeless or finding.reasons[0].code is _UNKNOWN:
        return True
    return deadline_reached(judge, c, finding) is not None


def deadline_reached(judge: Judge, c: Candidate, finding: Finding) -> Instant | None:
    """Return the deadline that a must-tell has missed by being held, if it has."""
    if c.point.importance is not _MUST_TELL or not is_held(judge, c, finding):
        return None
    deadline = deadline_of(judge, c)
    return deadline if deadline is not None and judge.now >= deadline else None


def is_held(judge: Judge, c: Candidate, finding: Finding) -> bool:
    """Say whether a finding keeps back something that ought to be said.

    What is merely stale ought to have been said if it is still so and its recipient does not know.
    """
    code = finding.reasons[0].code
    if code is _STALE:
        merely = all(because.code is code for because in finding.reasons)
        return merely and first_settling(judge, c, (step_allowed, step_news)) is None
    return finding.kind is _DEFER or code in HOLDING


def deadline_of(judge: Judge, c: Candidate) -> Instant | None:
    """Return by when a must-tell has to be told; never after it stops being useful."""
    if c.due is None:
        return None
    term = judge.policy.must_tell_deadline if c.point.deadline is None else c.point.deadline
    deadline = c.due + seconds(term)
    return deadline if c.useful_until is None else min(deadline, c.useful_until)
