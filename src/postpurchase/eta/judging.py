"""Whether windows held what they said: judged afterwards, over all and where it was worst."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from html import escape
from itertools import chain, repeat
from typing import Final, TypeVar

from postpurchase.calendars import A_ZONE
from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault, InvalidInput
from postpurchase.kinds import must_be, must_be_all
from postpurchase.windows import Instant, local_date
from postpurchase.windows.checks import check_instant
from postpurchase.windows.instants import DAY

ENOUGH: Final = 100
"""Windows that a month or a place needs to be called the worst: fewer may be bad luck."""

_Key = TypeVar("_Key", bound=Hashable)


def _is_share(value: object) -> bool:
    """Tell whether something is a number between 0 and 1."""
    return isinstance(value, int | float) and 0 < value < 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A window that was told at `at`, or withheld while both ends are None, and when the parcel came.

    `ended` is None for what never came, as the lost: it is late, by all that anybody can tell at least until the
    last of the others came. Give none that is still under way. `level` is the share that the window was to hold
    between both its ends: what it does not hold came after it or before; `quantiles` are instants by their level, if kept.
    Instants are whole UTC seconds: `span_of` of `postpurchase.windows` makes them of a plan's window.
    """

    at: Instant
    ended: Instant | None
    earliest: Instant | None = None
    latest: Instant | None = None
    level: float = 0.8
    place: str = ""
    quantiles: Mapping[float, Instant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("at", "ended", "earliest", "latest"):
            if getattr(self, name) is not None or name == "at":
                check_instant(name, getattr(self, name))
        faults = []
        if self.ended is not None and self.ended < self.at:
            faults.append(Fault("ended", "before it was told", "give what was told while it was under way"))
        if (self.earliest is None) != (self.latest is None):
            faults.append(Fault("latest", "one end of a window", "give both, or none where it was withheld"))
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            faults.append(Fault("latest", "before the earliest", "give the same instant or a later one"))
        if not _is_share(self.level):
            faults.append(Fault("level", "not a share", "give one between 0 and 1, as in 0.8"))
        if faults:
            raise InvalidInput(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What came of some windows of one level.

    `coverage`, `late` and `early` are shares of the windows told, and 0 where none was; `width`, `interval_score` and
    `pinball_loss` are days. The interval score is the width and, for what missed it, the miss in days
    times 2 / (1 - level): the lower, the better, and no window too wide or too narrow can cheat it.
    """

    level: float
    windows: int
    withheld: int
    coverage: float
    late: float
    early: float
    width: float
    interval_score: float
    pinball_loss: float | None = None

    def __repr__(self) -> str:
        if not self.windows:
            return f"<Score no window told, {self.withheld} withheld>"
        return (
            f"<Score {self.windows} windows, {self.coverage:.3f} held of {self.level:g}, "
            f"{self.late:.3f} late, {self.width:.1f} days wide, {self.withheld} withheld>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Honesty:
    """The scores of all windows, and of each month and place.

    A notebook shows them as a table.
    """

    whole: Score
    months: Mapping[str, Score]
    places: Mapping[str, Score]

    @property
    def level(self) -> float:
        """The share that the windows were to hold."""
        return self.whole.level

    @property
    def worst_month(self) -> str | None:
        """The month whose windows held least; None where no month has a hundred of them, for fewer may be bad luck."""
        return _worst(self.months)

    @property
    def worst_place(self) -> str | None:
        """The place whose windows held least; None where no place has a hundred of them, for fewer may be bad luck."""
        return _worst(self.places)

    def table(self) -> str:
        """Return the scores as a Markdown table: the whole, then the months, then the five worst places.

        Those of a hundred windows come first, and none that was told no window. Beneath it stands how to read it, and which month and place are the worst.
        """
        head, *rows = (
            f"| {' | '.join(cell.replace('|', _ESCAPED) for cell in row)} |" for row in self._cells()
        )
        return "\n".join([head, "|" + " --- |" * len(_HEADS), *rows, "", *self._notes()]) + "\n"

    def _cells(self) -> Iterator[tuple[str, ...]]:
        windows, held, *others = _HEADS
        yield (windows, held.format(self.level), *others)
        yield from (
            (f"{name or 'unknown'}: {one.windows}", *_shown(one), str(one.withheld))
            for name, one in [
                ("all", self.whole),
                *self.months.items(),
                *self._worst_places(),
            ]
        )

    def _worst_places(self) -> list[tuple[str, Score]]:
        told = [(place, one) for place, one in self.places.items() if one.windows]
        return sorted(told, key=lambda pair: (pair[1].windows < ENOUGH, pair[1].coverage))[:5]

    def _notes(self) -> Iterator[str]:
        yield "The score is the days wide, and the days missed times 2 / (1 - level): the lower, the better."
        for kind, name, scores in (
            ("month", self.worst_month, self.months),
            ("place", self.worst_place, self.places),
        ):
            if name is not None:
                yield f"The worst {kind} is {name or 'unknown'}: {scores[name].coverage:.3f} held."
            else:
                yield f"No {kind} has {ENOUGH} windows: fewer may be bad luck, and none is called the worst."

    def __repr__(self) -> str:
        one = self.whole
        held = f"{one.coverage:.3f} held of {one.level:g}, " if one.windows else ""
        return f"<Honesty {one.windows} windows, {held}{one.withheld} withheld, {len(self.months)} months, {len(self.places)} places>"

    def _repr_html_(self) -> str:
        head, *rows = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
            for tag, row in zip(chain(["th"], repeat("td")), self._cells(), strict=False)
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        notes = "".join(f"<p>{escape(note)}</p>" for note in self._notes())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"

    def chart(self) -> str:
        """Return the coverage of each month as an SVG picture, the level promised as a line."""
        step, height, margin = 48, 120, 36
        width = step * max(len(self.months), 1)
        line = height * (1 - self.whole.level)
        letters = 'font-size="10" fill="currentColor"'
        bars = "".join(
            f'<rect x="{step * n + 8}" y="{height * (1 - one.coverage):.1f}" width="{step - 16}" '
            f'height="{height * one.coverage:.1f}" fill="#4a7">'
            f"<title>{name}: {one.coverage:.3f} of {one.windows} held</title></rect>"
            f'<text x="{step * n + step / 2:.0f}" y="{height + 14}" {letters} text-anchor="middle">{name}</text>'
            for n, (name, one) in enumerate(self.months.items())
        )
        whole = f'width="{width + margin}" height="{height + 20}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + margin} {height + 20}" {whole} '
            'style="max-width:100%;height:auto" role="img" aria-label="share of windows that held, by month">'
            f'{bars}<line x1="0" x2="{width}" y1="{line:.1f}" y2="{line:.1f}" stroke="#c33"/>'
            f'<text x="{width + 4}" y="{line + 3:.1f}" {letters}>{self.whole.level:g}</text></svg>'
        )


def honesty(records: Iterable[Told], zone: tzinfo) -> Honesty:
    """Return how honest the windows of one level were; months are those of `zone` in which they were told.

    Raises `InvalidInput` where there is nothing to judge, or windows of several levels are mixed.
    """
    told = must_be_all("records", records, Told, "give windows, as in [Told(...)]")
    must_be("zone", zone, tzinfo, A_ZONE)  # type: ignore[type-abstract]  # nothing is made of it
    levels = {one.level for one in told}
    if len(levels) != 1:
        wrong = "windows of several levels" if levels else "nothing to judge"
        raise InvalidInput([Fault("records", wrong, "give windows that were to hold the same share")])
    months = _grouped(told, lambda one: f"{local_date(one.at, zone):%Y-%m}")
    places = _grouped(told, lambda one: one.place)
    return Honesty(
        whole=score(told),
        months={month: score(some) for month, some in sorted(months.items())},
        places={place: score(some) for place, some in sorted(places.items())},
    )


def score(told: Sequence[Told]) -> Score:
    """Return what came of some windows of one level; of withheld ones alone all shares are 0."""
    level, ends = told[0].level, _ends(told)
    given = [
        (one.earliest, one.latest, end, one.ended is None)
        for one, end in zip(told, ends, strict=True)
        if one.earliest is not None and one.latest is not None
    ]
    count = max(len(given), 1)
    late = sum(never or ended > latest for _, latest, ended, never in given)
    early = sum(ended < earliest and not never for earliest, _, ended, never in given)
    width = sum(latest - earliest for earliest, latest, *_ in given) / count / DAY
    missed = sum(max(0 if never else first - ended, 0, ended - last) for first, last, ended, never in given)
    return Score(
        level=level,
        windows=len(given),
        withheld=len(told) - len(given),
        coverage=(len(given) - late - early) / count,
        late=late / count,
        early=early / count,
        width=width,
        interval_score=width + 2 / (1 - level) * missed / count / DAY,
        pinball_loss=_pinball(told, ends),
    )


def _ends(told: Sequence[Told]) -> list[Instant]:
    """Return when each came; what never came is missing at least until the last of all came."""
    last = max((one.ended for one in told if one.ended is not None), default=0)
    return [max(last, one.latest or one.at) if one.ended is None else one.ended for one in told]


def _pinball(told: Iterable[Told], ends: Iterable[Instant]) -> float | None:
    losses = [
        max(level * (end - t), (level - 1) * (end - t)) / DAY
        for one, end in zip(told, ends, strict=True)
        for level, t in one.quantiles.items()
    ]
    return sum(losses) / len(losses) if losses else None


def _grouped(told: Iterable[Told], key: Callable[[Told], _Key]) -> dict[_Key, list[Told]]:
    found: dict[_Key, list[Told]] = {}
    for one in told:
        found.setdefault(key(one), []).append(one)
    return found


_ESCAPED: Final = r"\|"
_HEADS: Final = ("windows", "held, of {:g}", "late", "days wide", "score", "withheld")


def _shown(one: Score) -> tuple[str, ...]:
    """Return the shares and days as they stand in a table; of withheld windows alone there are none."""
    if not one.windows:
        return ("–",) * 4
    return f"{one.coverage:.3f}", f"{one.late:.3f}", f"{one.width:.1f}", f"{one.interval_score:.1f}"


def _worst(scores: Mapping[str, Score]) -> str | None:
    return min(
        (name for name, one in scores.items() if one.windows >= ENOUGH),
        key=lambda name: scores[name].coverage,
        default=None,
    )
