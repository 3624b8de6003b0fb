"""What must be settled before an order is worked on: answers, staff's word, reminders, expiry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault
from postpurchase.policy.touchpoints import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """The rule for orders that wait for their customer.

    `answers` names the questions each reason needs answered (default: one of the reason's own
    name). Reminders and expiry count from the order. Once every answer is in, the expiry clock
    stands still and the shop has `staff_deadline` to confirm.
    """

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expires_after: timedelta = timedelta(hours=72)
    staff_deadline: timedelta = timedelta(hours=24)

    def required(self, reasons: tuple[str, ...]) -> tuple[str, ...]:
        """Return the questions that have to be answered for those reasons, each once."""
        asked = (question for reason in reasons for question in self.answers.get(reason, (reason,)))
        return tuple(dict.fromkeys(asked))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with these terms."""
        for name in ("expires_after", "staff_deadline"):
            if getattr(self, name) <= ZERO:
                yield Fault(name, "not positive", "give a duration above 0")
