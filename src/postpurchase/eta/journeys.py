"""What was travelled: one way of one order, when it began and ended, and what was known beforehand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault, InvalidInput, invalid
from postpurchase.eta.activity import ActivityClock
from postpurchase.eta.effects import UNKNOWN, Column, Label, column
from postpurchase.kinds import check_kinds
from postpurchase.vocabulary import Word
from postpurchase.windows import Instant
from postpurchase.windows.checks import check_instant

BY_WORD: Final = 20.0
"""How many journeys pull the effect of a word half-way to nothing, where no other number is given."""

SETTING_OUT: Final = "setting_out"
"""The feature that every journey has of itself: the weekday and the three hours in which it begins."""

_NO_BIN: Final = -1


class Anchor(Word):
    """How a plan, where there is one, is measured against: what actually came as its ratio or as its difference."""

    NONE = "none"
    RATIO = "ratio"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One way travelled, or being travelled while `end` is None; `plan` is when it was meant to end.

    Instants are whole UTC seconds: `postpurchase.windows.instant` makes them of datetimes.
    `words` are categories (a state, a courier), `numbers` quantities (a distance); none may name a person.
    """

    id: str = field(repr=False)
    start: Instant
    end: Instant | None = None
    words: Mapping[str, str] = field(default_factory=dict, repr=False)
    numbers: Mapping[str, float] = field(default_factory=dict, repr=False)
    plan: Instant | None = None

    def __post_init__(self) -> None:
        check_instant("start", self.start)
        if self.end is not None:
            check_instant("end", self.end)
        if self.end is not None and self.end < self.start:
            raise invalid("end", "before the start", "give the same instant or a later one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Which features of a journey are learned from, and how.

    `words`, `numbers` and `crosses` (pairs of words, written "from*to") name features with how many
    journeys pull a single one's effect half-way to nothing. `place` is the word by which windows are
    calibrated: where it goes.

    >>> Shape(words={"from": 20, "to": 20}, crosses={"from*to": 20}, place="to").features
    ('from', 'to', 'from*to', 'setting_out')
    """

    words: Mapping[str, float] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    crosses: Mapping[str, float] = field(default_factory=dict)
    place: str | None = None
    anchor: Anchor = Anchor.NONE
    half_life_days: float = 250.0

    def __post_init__(self) -> None:
        check_kinds(self)
        faults = [
            Fault(f"crosses.{name}", "not two of the words", "give two words, as in from*to")
            for name in self.crosses
            if len(name.split("*")) != 2 or not set(name.split("*")) <= set(self.words)
        ]
        for name, pull in self.shrinkage.items():
            if not pull > 0:
                faults.append(Fault(name, "a shrinkage not above 0", "give how many journeys, as in 20"))
        if self.place is not None and self.place not in self.words:
            faults.append(Fault("place", "not one of the words", "name a word"))
        if not self.half_life_days > 0:
            faults.append(Fault("half_life_days", "not above 0", "give days, as in 250"))
        if faults:
            raise InvalidInput(faults)

    @property
    def shrinkage(self) -> Mapping[str, float]:
        """Every feature with its shrinkage."""
        return {**self.words, **self.numbers, **self.crosses, SETTING_OUT: BY_WORD}

    @property
    def features(self) -> tuple[str, ...]:
        """The features in the order in which they are fitted."""
        return tuple(self.shrinkage)


def columns_of(
    journeys: Sequence[Journey], shape: Shape, edges: Mapping[str, Sequence[float]], clock: ActivityClock
) -> dict[str, Column]:
    """Return each feature's labels, one for each journey; empty where it is not known."""
    found: dict[str, Column] = {}
    for name in shape.features:
        if name == SETTING_OUT:
            found[name] = column((clock.hour_of_week(one.start) // 3 for one in journeys), str)
        elif name in edges:
            found[name] = column(_bins([one.numbers.get(name) for one in journeys], edges[name]), _of_bin)
        elif name in shape.crosses:
            found[name] = _crossed(*map(found.__getitem__, name.split("*")))
        else:
            found[name] = column([one.words.get(name, UNKNOWN) for one in journeys], str)
    return found


def _bins(values: Iterable[float | None], edges: Sequence[float]) -> Iterator[int]:
    return (_NO_BIN if value is None else bisect_right(edges, value) for value in values)


def _of_bin(number: int) -> Label:
    return UNKNOWN if number == _NO_BIN else str(number)


def _crossed(left: Column, right: Column) -> Column:
    size = len(right.labels)
    return column(
        (a * size + b for a, b in zip(left.codes, right.codes, strict=True)),
        lambda pair: f"{left.labels[pair // size]}*{right.labels[pair % size]}",
    )
