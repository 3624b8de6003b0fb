"""What a vendor's word means: the cells that vendors' tables are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from postpurchase.classes import dataclass
from postpurchase.events import SHAPE_OF, Arrival, Details, Trouble
from postpurchase.vocabulary import DeliveredHow, EventKind, Problem


@dataclass(frozen=True, slots=True)
class Meaning:
    """A kind of event, and what a vendor's word alone tells of its detail."""

    kind: EventKind
    details: Details | None = None


Table: TypeAlias = Mapping[str, Meaning | None]
"""A vendor's words, folded to lower case, and their meanings; none for a word about no parcel."""


def fact(kind: EventKind) -> Meaning:
    """Return the meaning of a word that names a kind of event and nothing more."""
    return Meaning(kind)


def delivered(how: DeliveredHow) -> Meaning:
    """Return the meaning of a word that also tells how a parcel was delivered."""
    return Meaning(EventKind.DELIVERED, Arrival(how=how))


def attempt_failed(reason: str) -> Meaning:
    """Return the meaning of a word that also tells why an attempt failed."""
    return Meaning(EventKind.ATTEMPT_FAILED, Arrival(reason=reason))


def problem(kind: Problem) -> Meaning:
    """Return the meaning of a word that names something wrong."""
    return Meaning(EventKind.PROBLEM_RAISED, Trouble(problem=kind))


UNKNOWN: Final = fact(EventKind.UNCLASSIFIED)
"""The meaning of a word that is in no table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A vendor's code with its meaning; `unknown` are those of its words that no table holds."""

    code: str
    meaning: Meaning | None
    unknown: tuple[str, ...] = ()


def faults_of(table: Table) -> list[str]:
    """Return what is wrong with a vendor's table: words not folded, details of another kind's shape.

    >>> faults_of({"Delivered": Meaning(EventKind.DELIVERED, Trouble())})
    ["'Delivered' is not folded", "'Delivered' gives delivered a Trouble"]
    """
    unfolded = [f"{word!r} is not folded" for word in table if word != word.strip().casefold()]
    misshapen = [
        f"{word!r} gives {meaning.kind} a {type(meaning.details).__name__}"
        for word, meaning in table.items()
        if meaning and meaning.details and type(meaning.details) is not SHAPE_OF[meaning.kind]
    ]
    return unfolded + misshapen
