from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from postpurchase import charts
from postpurchase.errors import InvalidInput, MissingExtra
from postpurchase.eta import Honesty, Told, Vote, honesty
from postpurchase.eta.promising import Price, Promising
from postpurchase.windows import zone

DAY = 86_400
OCTOBER = int(datetime(2026, 10, 1, 12, tzinfo=UTC).timestamp())


def told(month: int, ended: float) -> Told:
    """Return a window from the second to the fourth day that ended after so many."""
    at = OCTOBER + 31 * DAY * month
    return Told(
        at=at,
        earliest=at + 2 * DAY,
        latest=at + 4 * DAY,
        ended=at + round(ended * DAY),
        quantiles={0.1: at + 2 * DAY, 0.9: at + 4 * DAY},
    )


def judged() -> Honesty:
    """Return 150 windows of October, four in five of which held, and 10 of November, half of which did."""
    october = [told(0, 3 if n % 5 else 5) for n in range(150)]
    return honesty([*october, *(told(1, 3 if n % 2 else 5) for n in range(10))], zone("UTC"))


def drawn(chart: Any) -> dict[str, Any]:
    """Return a chart as the Vega-Lite that a browser reads; Altair holds it against its schema."""
    found: dict[str, Any] = json.loads(chart.to_json())
    assert found["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    return found


def values(layer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a chart, or one of its layers, shows."""
    found: list[dict[str, Any]] = layer["data"]["values"]
    return found


def test_coverage_shows_each_month_beside_what_was_promised() -> None:
    """October held .8 of 150, November .5 of 10; the rule lies at .8, and ten windows are pale."""
    bars, rule = drawn(charts.coverage(judged()))["layer"]

    assert [(one["month"], one["windows"], one["held"]) for one in values(bars)] == [
        ("2026-10", 150, 0.8),
        ("2026-11", 10, 0.5),
    ]
    assert values(rule) == [{"level": 0.8}]
    assert bars["encoding"]["opacity"]["condition"]["test"] == "(datum.windows >= 100)"


def test_widths_are_days() -> None:
    """All are two days wide; one in five misses by a day, which scores ten more for each."""
    found = drawn(charts.widths(judged()))
    october, november = values(found)

    assert october["width"] == november["width"] == 2
    assert october["score"] == pytest.approx(2 + 10 / 5)
    assert november["score"] == pytest.approx(2 + 10 / 2)
    assert [layer["mark"]["type"] for layer in found["layer"]] == ["bar", "line"]
    assert [layer["transform"][0]["calculate"] for layer in found["layer"]] == [
        "'days wide'",
        "'interval score'",
    ]
    scale = found["layer"][1]["encoding"]["color"]["scale"]
    assert scale == {"domain": ["days wide", "interval score"], "range": [charts.HELD, charts.SHORT]}


def test_reliability_is_what_had_arrived_beside_what_was_said() -> None:
    """Nothing comes within two days, and three in four within four: said 10 % and 90 %."""
    diagonal, line = drawn(charts.reliability([told(0, 3), told(0, 3), told(0, 4), told(0, 5)]))["layer"]

    assert values(line) == [
        {"level": 0.1, "arrived": 0.0, "windows": 4},
        {"level": 0.9, "arrived": 0.75, "windows": 4},
    ]
    assert [(one["level"], one["arrived"]) for one in values(diagonal)] == [(0, 0), (1, 1)]


def test_without_quantiles_there_is_no_reliability() -> None:
    """Windows alone have one level each: the error says what to keep."""
    with pytest.raises(InvalidInput, match="no quantiles"):
        charts.reliability([Told(at=1, ended=2)])


def test_the_cheapest_promise_is_marked() -> None:
    """The whole curve is drawn, and one point of it."""
    curve = (Price(0.5, 3.0, 0.5, 0.1), Price(0.8, 1.5, 0.2, 0.7), Price(0.95, 2.0, 0.05, 2.0))
    line, mark = drawn(charts.promise(Promising(level=0.8, curve=curve)))["layer"]

    assert [one["cost"] for one in values(line)] == [3.0, 1.5, 2.0]
    assert values(mark) == [{"level": 0.8, "cost": 1.5, "late": 0.2, "caution": 0.7}]


def test_the_way_from_ranges_to_history_is_a_band() -> None:
    """From the earliest to the latest, the middle a line, none at the left edge."""
    found = drawn(charts.outvoted([Vote(0, 1.0, 7, 10, 14), Vote(4_000, 0.0, 3, 4, 5)]))
    band, line = found["layer"]

    assert [(one["arrivals"], one["earliest"], one["latest"]) for one in values(found)] == [
        (0, 7, 14),
        (4_000, 3, 5),
    ]
    assert (band["encoding"]["y"]["field"], band["encoding"]["y2"]["field"]) == ("earliest", "latest")
    assert line["encoding"]["y"]["field"] == "middle"
    assert band["encoding"]["x"]["scale"]["type"] == "symlog"
    assert band["encoding"]["x"]["axis"]["values"] == [0, 3, 10, 30, 100, 300, 1_000, 3_000]


def test_of_no_votes_there_is_no_picture() -> None:
    """An empty way would be an empty chart."""
    with pytest.raises(InvalidInput, match="votes: none; give what outvoting"):
        charts.outvoted([])


@pytest.mark.parametrize(
    "draw", [charts.coverage, charts.widths, charts.reliability, charts.promise, charts.outvoted]
)
def test_anything_else_is_no_picture(draw: Any) -> None:
    """What is not what a chart shows is refused with what would be right."""
    with pytest.raises(InvalidInput, match="give"):
        draw(7)


def test_without_altair_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is loaded when a picture is asked for, and named where it is missing."""
    monkeypatch.setitem(sys.modules, "altair", None)

    with pytest.raises(MissingExtra, match=r"postpurchase\[charts\]") as raised:
        charts.coverage(judged())
    assert (raised.value.package, raised.value.extra) == ("altair", "charts")
