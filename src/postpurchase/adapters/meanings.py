"""What a vendor's word means: the cells that vendors' tables are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from postpurchase.events import SHAPE_OF, Arrival, Details, Trouble
from postpurchase.vocabulary import DeliveredHow, EventKind, Party, Problem


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind of event, and what a vendor's word alone tells of its detail."""

    kind: EventKind
    details: Details | None = None


Meanings: TypeAlias = tuple[Meaning, ...]
"""The facts in one word of a vendor; none where it tells of no parcel, as "pending"."""

Table: TypeAlias = Mapping[str, Meanings]
"""A vendor's words, folded to lower case, and their meanings."""


def fact(kind: EventKind) -> Meanings:
    """Return the meaning of a word that names one kind of event."""
    return (Meaning(kind),)


def delivered(how: DeliveredHow) -> Meanings:
    """Return the meaning of a word that also tells how a parcel was delivered."""
    return (Meaning(EventKind.DELIVERED, Arrival(how=how)),)


def attempt_failed(reason: str) -> Meanings:
    """Return the meaning of a word that also tells why an attempt failed."""
    return (Meaning(EventKind.ATTEMPT_FAILED, Arrival(reason=reason)),)


def problem(kind: Problem, action_by: Party | None = None) -> Meanings:
    """Return the meaning of a word that names something wrong, and who must act."""
    return (Meaning(EventKind.PROBLEM_RAISED, Trouble(problem=kind, action_by=action_by)),)


NO_FACT: Final[Meanings] = ()

UNKNOWN: Final = fact(EventKind.UNCLASSIFIED)
"""The meaning of a word that is in no table."""


def unclear(kind: Problem) -> Meanings:
    """Return the meaning of a word that says something is wrong and not what: staff look first."""
    return UNKNOWN + problem(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A vendor's code with its meanings; `unknown` are those of its words that no table holds."""

    code: str
    meanings: Meanings
    unknown: tuple[str, ...] = ()

    @property
    def kinds(self) -> frozenset[EventKind]:
        """The kinds of event that the code stands for."""
        return frozenset(meaning.kind for meaning in self.meanings)


def faults_of(table: Table) -> list[str]:
    """Return what is wrong with a vendor's table: words not folded, details of another kind's shape.

    >>> faults_of({"Delivered": (Meaning(EventKind.DELIVERED, Trouble()),)})
    ["'Delivered' is not folded", "'Delivered' gives delivered a Trouble"]
    """
    unfolded = [f"{word!r} is not folded" for word in table if word != word.strip().casefold()]
    misshapen = [
        f"{word!r} gives {meaning.kind} a {type(meaning.details).__name__}"
        for word, meanings in table.items()
        for meaning in meanings
        if meaning.details is not None and type(meaning.details) is not SHAPE_OF[meaning.kind]
    ]
    return unfolded + misshapen
