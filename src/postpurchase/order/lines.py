"""The lines of an order while it is folded: how much there is of each, and how far every unit has come.

A line is a number of units, each at a stage of supply. An event brings as many units as it names to
its stage, the furthest of those short of it first, so that "two have arrived" means the two secured
before. A stage is a milestone of the order once every live unit that goes through it has come so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from postpurchase.events import LineQuantity, OrderLine, Placed
from postpurchase.order.axes import LADDERS, SUPPLY_RANK
from postpurchase.order.model import Line
from postpurchase.vocabulary import Mode, ReturnStage, Supply

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Contents: TypeAlias = tuple[LineQuantity, ...]

# On 3.11 a member looked up in its class costs five times a name; every supply needs these.
_UNAVAILABLE, _REJECTED = Supply.UNAVAILABLE, Supply.REJECTED

_ASIDE: Final = -1
_READY: Final = max(SUPPLY_RANK.values())
_FURTHEST_FIRST: Final[Callable[[Supply], int]] = lambda stage: -SUPPLY_RANK[stage]  # noqa: E731


class Item:
    """One line: its units by stage, how many were cancelled, how far it has come back."""

    def __init__(self, line: OrderLine, mode: Mode) -> None:
        self.line = line
        self.mode = Mode(line.mode or mode)
        self.ladder = LADDERS[self.mode]
        self.ordered = line.qty
        self.cancelled = 0
        self.stages: dict[Supply, int] = {self.ladder[0]: line.qty}
        self.returned: ReturnStage | None = None

    @property
    def live(self) -> int:
        """How many units are ordered and not cancelled."""
        return self.ordered - self.cancelled

    def advance(self, stage: Supply, qty: int | None) -> bool:
        """Bring units to a stage, all when `qty` is None; return whether any moved."""
        moved = self._take(self.live if qty is None else qty, self._short_of(stage))
        if moved:
            self.stages[stage] = self.stages.get(stage, 0) + moved
        return moved > 0

    def _short_of(self, stage: Supply) -> list[Supply]:
        if stage is _UNAVAILABLE:
            return sorted([at for at in self.stages if at is not stage], key=SUPPLY_RANK.__getitem__)
        if stage is _REJECTED:
            return sorted([at for at in self.stages if SUPPLY_RANK[at] > _ASIDE], key=_FURTHEST_FIRST)
        rank = SUPPLY_RANK[stage]
        return sorted([at for at in self.stages if SUPPLY_RANK[at] < rank], key=_FURTHEST_FIRST)

    def _take(self, qty: int, stages: list[Supply]) -> int:
        wanted = qty
        for stage in stages:
            taken = min(wanted, self.stages[stage])
            wanted -= taken
            self.stages[stage] -= taken
            if not self.stages[stage]:
                del self.stages[stage]
        return qty - wanted

    def has(self, stage: Supply) -> bool:
        """Return whether every live unit has come as far as a stage."""
        return SUPPLY_RANK[stage] <= min([SUPPLY_RANK[at] for at in self.stages], default=_READY)

    def cancel(self, qty: int | None) -> int:
        """Cancel units, all when `qty` is None, those furthest from ready first; return how many."""
        dropped = self._drop(self.live if qty is None else qty)
        self.cancelled += dropped
        return dropped

    def resize(self, qty: int) -> None:
        """Change how many units are ordered; cancelled ones stay cancelled."""
        extra = max(qty, self.cancelled) - self.ordered
        self.ordered += extra
        if extra > 0:
            self.stages[self.ladder[0]] = self.stages.get(self.ladder[0], 0) + extra
        else:
            self._drop(-extra)

    def _drop(self, qty: int) -> int:
        return self._take(qty, sorted(self.stages, key=SUPPLY_RANK.__getitem__))


class Goods:
    """All lines of an order."""

    def __init__(self, placed: Placed | None) -> None:
        self.items: dict[str, Item] = {}
        self.mode = Mode.STOCK
        self.stated: set[Supply] = set()
        self.awaited: list[Supply] = []
        self.lost: set[Supply] = set()
        self.edition = 0
        if placed is not None:
            self.place(placed)

    def place(self, placed: Placed) -> None:
        """Take the lines of an order as placed."""
        self.mode = Mode(placed.mode)
        self.edition += 1
        for line in placed.lines:
            self.items.setdefault(line.id, Item(line, placed.mode))

    def chosen(self, lines: Contents) -> Iterator[tuple[Item, int | None]]:
        """Yield the lines that an event names, or all when it names none; unknown ones are left out."""
        if not lines:
            yield from ((item, None) for item in self.items.values())
        for line in lines:
            if line.id in self.items:
                yield self.items[line.id], line.qty

    def knows(self, lines: Contents) -> bool:
        """Return whether all the lines that an event names are lines of the order."""
        return all(line.id in self.items for line in lines)

    def advance(self, stage: Supply, lines: Contents) -> bool:
        """Bring units to a stage; return whether any moved. Nothing named means all that are supplied."""
        chosen = list(self.chosen(lines))
        if not lines and SUPPLY_RANK[stage] == _ASIDE:
            chosen = [pair for pair in chosen if len(pair[0].ladder) > 1] or chosen
        moved = [item.advance(stage, qty) for item, qty in chosen]
        return any(moved)

    def state(self, stage: Supply) -> None:
        """Note that an event named a stage: only such a stage can be a milestone, and is then awaited."""
        if stage not in self.stated:
            self.stated.add(stage)
            self.awaited.append(stage)

    def lose(self, stage: Supply) -> None:
        """Await a stage once more that was a milestone already, where units fell back: only its own event reaches it again."""
        if stage in self.stated and stage not in self.awaited and not self.has(stage):
            self.awaited.append(stage)
            self.lost.add(stage)

    def has(self, stage: Supply) -> bool:
        """Return whether all live units that go through a stage have come so far."""
        return all(item.has(stage) for item in self.items.values() if stage in item.ladder)

    def cancel(self, lines: Contents) -> bool:
        """Cancel units of the lines named, or everything; return whether any were live."""
        self.edition += 1
        return sum(item.cancel(qty) for item, qty in self.chosen(lines)) > 0

    def edit(self, lines: Contents) -> None:
        """Set how many units of the lines named are ordered; a line not known so far joins the order."""
        self.edition += 1
        for line in lines:
            if line.id in self.items:
                self.items[line.id].resize(self.items[line.id].ordered if line.qty is None else line.qty)
            elif line.qty != 0:
                self.items[line.id] = Item(OrderLine(id=line.id, qty=line.qty or 1), self.mode)

    def come_back(self, stage: ReturnStage, lines: Contents) -> None:
        """Note how far the lines named, or those already coming back, or all, have come back."""
        coming = [item for item in self.items.values() if item.returned is not None]
        chosen = [item for item, _ in self.chosen(lines)] if lines or not coming else coming
        for item in chosen:
            item.returned = stage

    @property
    def live(self) -> bool:
        """Whether anything is left that is not cancelled."""
        return any(item.live for item in self.items.values())

    def covered_by(self, parcels: Iterable[Contents]) -> bool:
        """Return whether parcels hold every live unit that travels, and there is one."""
        held = self.held_in(parcels)
        needed = [item for item in self.items.values() if item.live and item.mode is not Mode.DIGITAL]
        return bool(needed) and all(held.get(item.line.id, 0) >= item.live for item in needed)

    def held_in(self, parcels: Iterable[Contents]) -> Mapping[str, int]:
        """Return how many live units of each line the parcels hold."""
        held: dict[str, int] = {}
        for contents in parcels:
            for item, qty in self.chosen(contents) if contents else ():
                held[item.line.id] = held.get(item.line.id, 0) + (item.live if qty is None else qty)
        return {name: min(qty, self.items[name].live) for name, qty in held.items()}

    def lines(self, dispatched: Mapping[str, int], delivered: Mapping[str, int]) -> tuple[Line, ...]:
        """Return the lines as readers see them."""
        return tuple(
            Line(
                id=name,
                ordered=item.ordered,
                cancelled=item.cancelled,
                mode=item.mode,
                title=item.line.title,
                window=item.line.window,
                stages=MappingProxyType(dict(item.stages)),
                dispatched=dispatched.get(name, 0),
                delivered=delivered.get(name, 0),
                returned=item.returned,
            )
            for name, item in self.items.items()
        )

    def all_live(self) -> Mapping[str, int]:
        """Return how many units of each line are live."""
        return {name: item.live for name, item in self.items.items()}
