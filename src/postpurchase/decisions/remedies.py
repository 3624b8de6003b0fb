"""What would change a verdict, by its reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from postpurchase.vocabulary import Reason, Word

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final


class Remedy(Word):
    """What would change a verdict."""

    TIME = "time"
    EVENT = "event"
    NEW_VALUE = "new_value"
    CONSENT = "consent"
    CHANNEL = "channel"
    STAFF = "staff"
    POLICY = "policy"
    OWNER = "owner"
    OUTCOME = "outcome"


# What would change a verdict, by its reason. Total over `Reason`, by test: a reason that speaks of a
# waiting time is changed by time, one about the world by an event, one about a person by that person.
REMEDIES: Final[Mapping[Reason, tuple[Remedy, ...]]] = MappingProxyType(
    {
        Reason.NOT_YET: (Remedy.TIME, Remedy.EVENT),
        Reason.IN_FLIGHT: (Remedy.OUTCOME, Remedy.TIME),
        Reason.USED: (Remedy.STAFF,),
        Reason.BEFORE_POLICY: (Remedy.STAFF,),
        Reason.STALE_EVENT: (Remedy.STAFF,),
        Reason.SUPERSEDED: (Remedy.EVENT,),
        Reason.MUTED: (Remedy.STAFF,),
        Reason.ORDER_CANCELLED: (Remedy.EVENT,),
        Reason.GATE_OPEN: (Remedy.EVENT,),
        Reason.PROBLEM_OPEN: (Remedy.EVENT,),
        Reason.PAUSED: (Remedy.EVENT,),
        Reason.NOT_ADDRESSEE: (Remedy.POLICY,),
        Reason.CONDITION_FALSE: (Remedy.EVENT,),
        Reason.ALREADY_TOLD: (Remedy.NEW_VALUE, Remedy.STAFF),
        Reason.ALREADY_KNOWN: (Remedy.NEW_VALUE, Remedy.STAFF),
        Reason.ALREADY_ASKED: (Remedy.STAFF,),
        Reason.MISSING_FACT: (Remedy.EVENT,),
        Reason.ASSIGNED: (Remedy.TIME, Remedy.POLICY),
        Reason.FORBIDDEN: (Remedy.POLICY,),
        Reason.TIMEOUT_PASSED: (Remedy.OWNER,),
        Reason.NO_CONSENT: (Remedy.CONSENT,),
        Reason.CONSENT_REVOKED: (Remedy.CONSENT,),
        Reason.UNREACHABLE: (Remedy.CHANNEL,),
        Reason.SUPPRESSED: (Remedy.CHANNEL,),
        Reason.CONTENT_CLASS: (Remedy.CONSENT,),
        Reason.CHANNEL_CAP: (Remedy.TIME,),
        Reason.NO_CHANNEL: (Remedy.CHANNEL, Remedy.CONSENT),
        Reason.QUIET_HOURS: (Remedy.TIME,),
        Reason.SEND_WINDOW: (Remedy.TIME,),
        Reason.ZONE_UNKNOWN: (Remedy.CHANNEL,),
        Reason.SHORTEST_GAP: (Remedy.TIME,),
        Reason.WAITING_TO_MERGE: (Remedy.TIME, Remedy.EVENT),
        Reason.CAP: (Remedy.TIME,),
        Reason.EXPIRES_FIRST: (Remedy.POLICY, Remedy.STAFF),
        Reason.MERGED: (Remedy.POLICY,),
        Reason.SETTLING: (Remedy.TIME,),
        Reason.IMMATERIAL: (Remedy.NEW_VALUE,),
        Reason.NOT_BELIEVABLE: (Remedy.EVENT,),
        Reason.UNKNOWN_OUTCOME: (Remedy.OUTCOME, Remedy.STAFF),
        Reason.RETRY: (Remedy.TIME,),
        Reason.ABANDONED: (Remedy.STAFF,),
        Reason.BOUNCED: (Remedy.CHANNEL,),
        Reason.SILENCE: (Remedy.TIME,),
        Reason.PROMISE_AT_RISK: (Remedy.EVENT,),
        Reason.PROMISE_BROKEN: (Remedy.EVENT,),
        Reason.ANSWER: (Remedy.EVENT,),
        Reason.FORCED: (Remedy.STAFF,),
        Reason.DEADLINE_REACHED: (Remedy.STAFF,),
        Reason.DUE: (Remedy.TIME,),
    }
)
