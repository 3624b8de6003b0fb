"""Counting milestones: which subject reached what, for the how-many-th time.

While an order is folded, its milestones are only written down, one after the other, also the repeats
and withdrawals. They are counted when somebody reads them.
"""

from __future__ import annotations

from collections.abc import Iterable

from postpurchase.events import Event
from postpurchase.order.axes import FORWARD_ONLY, LOOPING
from postpurchase.vocabulary import Direction, Milestone, WarningKind

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import TypeAlias

Entry: TypeAlias = tuple[str, Milestone | None, Event | None, bool]
"""(subject, what it reached, by which event, whether that is inferred).

Without an event the milestone is withdrawn; without a milestone the subject turns, back if True.
"""

Count: TypeAlias = tuple[str, Milestone, int, Event, bool]
"""(subject, what it reached, for the how-many-th time, by which event, whether that is inferred)."""


class Journal:
    """What an order and its parcels write down together while they are folded.

    `patience` is how many seconds two facts must lie apart to contradict each other.
    """

    __slots__ = ("entries", "patience", "warnings")

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.entries: list[Entry] = []
        self.warnings: list[tuple[WarningKind, str, Event]] = []


class Tally:
    """One subject that reaches milestones."""

    subject: str
    journal: Journal

    def reach(self, milestone: Milestone, event: Event) -> None:
        """Reach a milestone; if it stands already and does not recur, this counts for nothing."""
        self.journal.entries.append((self.subject, milestone, event, False))

    def infer(self, milestone: Milestone, event: Event) -> None:
        """Reach a milestone by an event that shows it without saying it."""
        self.journal.entries.append((self.subject, milestone, event, True))

    def withdraw(self, milestone: Milestone) -> None:
        """Withdraw a milestone that turned out wrong, if it stands; its number is not used again."""
        self.journal.entries.append((self.subject, milestone, None, False))

    def head(self, direction: Direction) -> None:
        """Turn: on its way back a parcel does not reach what is only reached on the way forward."""
        self.journal.entries.append((self.subject, None, None, direction is Direction.BACK))

    def warn(self, kind: WarningKind, event: Event) -> None:
        """Note a fact that was not simply believed."""
        self.journal.warnings.append((kind, self.subject, event))


def counted(entries: Iterable[Entry]) -> tuple[list[Count], list[Count]]:
    """Return the milestones that stand and those withdrawn, each in the order in which it was reached."""
    counts: dict[int, Count] = {}
    withdrawn: list[Count] = []
    numbers: dict[tuple[str, Milestone], int] = {}
    standing: dict[tuple[str, Milestone], int] = {}
    backward: set[str] = set()
    for place, (subject, milestone, event, flag) in enumerate(entries):
        if milestone is None:
            (backward.add if flag else backward.discard)(subject)
            continue
        key = subject, milestone
        if event is None:
            if key in standing:
                withdrawn.append(counts.pop(standing.pop(key)))
        elif (key not in standing or milestone in LOOPING) and not (
            subject in backward and milestone in FORWARD_ONLY
        ):
            numbers[key] = number = numbers.get(key, 0) + 1
            standing[key] = place
            counts[place] = (subject, milestone, number, event, flag)
    return list(counts.values()), withdrawn
