"""Pictures for notebooks: whether windows held what they said, and what another promise would cost.

Each function returns an Altair chart, which a notebook shows by itself and `.to_json()` writes as Vega-Lite.
Altair comes with the extra `charts`, and is loaded when a picture is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

from postpurchase.errors import MissingExtra, invalid
from postpurchase.eta import Honesty, Told, Vote
from postpurchase.eta.judging import ENOUGH, Score
from postpurchase.eta.promising import Promising
from postpurchase.kinds import must_be, must_be_all

Chart: TypeAlias = Any
"""An `altair.Chart`, or several layered."""

HELD: Final = "#44aa77"
SHORT: Final = "#cc7733"
PROMISED: Final = "#cc3333"
TICKS: Final = (0, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
"""The counts of arrivals that are written beneath the way from ranges to history."""


def coverage(found: Honesty) -> Chart:
    """Return the share of windows that held, month by month, beside the share that was promised.

    Months with fewer than a hundred windows are pale: they may be bad luck.
    """
    alt = _altair()
    months = _months(must_be("found", found, Honesty, "give what honesty(records, zone) returns"))
    level = found.whole.level
    base = alt.Chart(alt.Data(values=months))
    bars = base.mark_bar().encode(
        x=alt.X("month:O", title=None),
        y=alt.Y("held:Q", title="held", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.condition(alt.datum.held >= level, alt.value(HELD), alt.value(SHORT)),
        opacity=alt.condition(alt.datum.windows >= ENOUGH, alt.value(1), alt.value(0.4)),
        tooltip=["month:O", "windows:Q", alt.Tooltip("held:Q", format=".1%"), "withheld:Q"],
    )
    return alt.layer(bars, _rule(alt, level)).properties(title=f"windows that were to hold {level:.0%}")


def widths(found: Honesty) -> Chart:
    """Return how many days wide windows were, month by month, and their interval score above them."""
    alt = _altair()
    months = _months(must_be("found", found, Honesty, "give what honesty(records, zone) returns"))
    base = alt.Chart(alt.Data(values=months)).encode(x=alt.X("month:O", title=None))
    names = ("days wide", "interval score")
    colour = alt.Color("what:N", title=None, scale=alt.Scale(domain=names, range=[HELD, SHORT]))
    width, score = (base.transform_calculate(what=f"'{name}'").encode(color=colour) for name in names)
    width = width.mark_bar().encode(y=alt.Y("width:Q", title="days"), tooltip=["month:O", "width:Q"])
    score = score.mark_line(point=True).encode(y="score:Q", tooltip=["month:O", "score:Q"])
    return alt.layer(width, score).properties(title="days wide, and interval score")


def reliability(told: Iterable[Told]) -> Chart:
    """Return, for every level of which a quantile was kept, the share that had really arrived by then.

    Honest quantiles lie on the diagonal. Raises `InvalidInput` where no quantiles were kept.
    """
    alt = _altair()
    arrived: dict[float, list[bool]] = {}
    for one in must_be_all("told", told, Told, "give windows that were told, with their quantiles"):
        for level, t in one.quantiles.items():
            arrived.setdefault(level, []).append(one.ended is not None and one.ended <= t)
    if not arrived:
        raise invalid("told", "no quantiles", "keep them as Told(quantiles={0.9: …})")
    points = [
        {"level": level, "arrived": sum(some) / len(some), "windows": len(some)}
        for level, some in sorted(arrived.items())
    ]
    ends = [{"level": 0.0, "arrived": 0.0}, {"level": 1.0, "arrived": 1.0}]
    x, y = (
        alt.X("level:Q", title="said", axis=alt.Axis(format="%")),
        alt.Y("arrived:Q", title="arrived by then", axis=alt.Axis(format="%")),
    )
    diagonal = alt.Chart(alt.Data(values=ends)).mark_line(color=PROMISED, strokeDash=[4, 4]).encode(x=x, y=y)
    line = (
        alt.Chart(alt.Data(values=points))
        .mark_line(color=HELD, point=True)
        .encode(x=x, y=y, tooltip=["level:Q", "arrived:Q", "windows:Q"])
    )
    return alt.layer(diagonal, line).properties(title="said and arrived")


def promise(found: Promising) -> Chart:
    """Return what each level of caution would have cost per order on the shop's past, the cheapest marked."""
    alt = _altair()
    curve = must_be("found", found, Promising, "give what plan_promise(past, costs) returns").curve
    rows = [{"level": one.level, "cost": one.cost, "late": one.late, "caution": one.caution} for one in curve]
    line = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(color=HELD)
        .encode(
            x=alt.X("level:Q", title="share promised to arrive", axis=alt.Axis(format="%"), scale=_open(alt)),
            y=alt.Y("cost:Q", title="cost per order"),
            tooltip=["level:Q", "cost:Q", alt.Tooltip("late:Q", format=".1%"), "caution:Q"],
        )
    )
    best = [row for row in rows if row["level"] == found.level]
    mark = (
        alt.Chart(alt.Data(values=best)).mark_point(color=PROMISED, size=80).encode(x="level:Q", y="cost:Q")
    )
    return alt.layer(line, mark).properties(title=f"cheapest at {found.level:.1%}")


def outvoted(votes: Iterable[Vote]) -> Chart:
    """Return how a window goes from the shop's ranges to its history as arrivals come in."""
    alt = _altair()
    rows = [
        one._asdict() for one in must_be_all("votes", votes, Vote, "give what outvoting(model, at) returns")
    ]
    if not rows:
        raise invalid("votes", "none", "give what outvoting(model, at) returns")
    most = max(row["arrivals"] for row in rows)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "arrivals:Q",
            title="arrivals seen",
            scale=alt.Scale(type="symlog", constant=3),
            axis=alt.Axis(values=[n for n in TICKS if n <= most]),
        )
    )
    band = base.mark_area(color=HELD, opacity=0.4).encode(
        y=alt.Y("earliest:Q", title="days from the order"),
        y2="latest:Q",
        tooltip=["arrivals:Q", "earliest:Q", "latest:Q", alt.Tooltip("ranges:Q", format=".0%")],
    )
    return alt.layer(band, base.mark_line(color=HELD).encode(y="middle:Q")).properties(
        title="from ranges to history"
    )


def _altair() -> Any:
    try:
        import altair as alt
    except ImportError as error:
        raise MissingExtra("altair", "charts") from error
    return alt


def _months(found: Honesty) -> list[dict[str, float | str]]:
    return [{"month": month, **_row(one)} for month, one in found.months.items()]


def _row(one: Score) -> Mapping[str, float]:
    return {
        "windows": one.windows,
        "withheld": one.withheld,
        "held": one.coverage,
        "width": one.width,
        "score": one.interval_score,
    }


def _rule(alt: Any, level: float) -> Chart:
    return alt.Chart(alt.Data(values=[{"level": level}])).mark_rule(color=PROMISED).encode(y="level:Q")


def _open(alt: Any) -> Any:
    return alt.Scale(zero=False)
