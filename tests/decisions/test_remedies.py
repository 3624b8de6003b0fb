from __future__ import annotations

from postpurchase.decisions.remedies import REMEDIES, Remedy
from postpurchase.vocabulary import Reason


def test_every_reason_has_a_remedy() -> None:
    """Whatever the reason, something would change it."""
    assert set(REMEDIES) == set(Reason)
    assert [reason for reason, remedies in REMEDIES.items() if not remedies] == []


def test_no_remedy_is_named_twice() -> None:
    """A remedy is named once per reason, and each is one of some reason."""
    assert [reason for reason, remedies in REMEDIES.items() if len(set(remedies)) < len(remedies)] == []
    assert {remedy for remedies in REMEDIES.values() for remedy in remedies} == set(Remedy)


def test_what_waits_is_changed_by_time() -> None:
    """Reasons that hold something until an instant are changed by time."""
    waiting = {
        Reason.NOT_YET,
        Reason.IN_FLIGHT,
        Reason.SETTLING,
        Reason.ASSIGNED,
        Reason.CHANNEL_CAP,
        Reason.QUIET_HOURS,
        Reason.SEND_WINDOW,
        Reason.SHORTEST_GAP,
        Reason.WAITING_TO_MERGE,
        Reason.CAP,
        Reason.RETRY,
    }

    assert {reason for reason in waiting if Remedy.TIME in REMEDIES[reason]} == waiting
