from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta.judging import Told, honesty, score
from postpurchase.windows import zone

TOKYO = zone("Asia/Tokyo")
DAY = 86_400
JULY = 1_782_900_000  # 2026-07-01 19:00 in Tokyo
JUNE_30 = 1_782_800_000  # 2026-06-30 15:13 in Tokyo


def told(ended: float, at: int = JULY, place: str = "", **given: Any) -> Told:
    """Return a window from day 2 to day 6 after `at`, of a parcel that came so many days after it."""
    window = {"earliest": at + 2 * DAY, "latest": at + 6 * DAY}
    return Told(at=at, ended=at + round(ended * DAY), place=place, **{**window, **given})


def test_scores_by_hand() -> None:
    """Of five windows of 4 days: three held, one came half a day early, one 2 days late, one was withheld.

    Width 4; the misses are 2.5 days over 5 windows, times 2 / 0.2: 4 + 5 = 9.
    """
    some = [told(n) for n in (2, 4, 6, 1.5, 8)]
    found = score([*some, told(3, earliest=None, latest=None)])

    assert (found.windows, found.withheld, found.level) == (5, 1, 0.8)
    assert (found.coverage, found.late, found.early) == pytest.approx((0.6, 0.2, 0.2))
    assert (found.width, found.interval_score) == pytest.approx((4.0, 9.0))
    assert found.pinball_loss is None


def test_pinball_loss_by_hand() -> None:
    """A 90 % quantile missed by two days costs 1.8, one that was a day too late costs 0.1."""
    some = [told(8, quantiles={0.9: JULY + 6 * DAY}), told(5, quantiles={0.9: JULY + 6 * DAY})]

    assert score(some).pinball_loss == pytest.approx((1.8 + 0.1) / 2)


def test_months_and_places_and_the_worst_of_them() -> None:
    """Months are those of the shop's calendar; a place with too few windows is not called the worst."""
    some = [told(4, place="near") for _ in range(150)] + [told(9, place="near") for _ in range(50)]
    some += [told(4, at=JUNE_30, place="far") for _ in range(120)] + [told(9, at=JUNE_30, place="tiny")]
    found = honesty(some, TOKYO)

    assert {month: one.windows for month, one in found.months.items()} == {"2026-06": 121, "2026-07": 200}
    assert (found.worst_month, found.worst_place) == ("2026-07", "near")
    assert found.places["tiny"].coverage == 0
    assert found.whole.coverage == pytest.approx(270 / 321)
    assert honesty(some[:5], TOKYO).worst_month is None


def test_the_table_and_the_chart() -> None:
    """All, each month, the five worst places; one bar a month and the level as a line."""
    found = honesty([told(4), told(9, at=JUNE_30, place="far")], TOKYO)

    assert found.table().splitlines() == [
        "| windows | held, of 0.8 | late | days wide | score | withheld |",
        "| --- | --- | --- | --- | --- | --- |",
        "| all: 2 | 0.500 | 0.500 | 4.0 | 19.0 | 0 |",
        "| 2026-06: 1 | 0.000 | 1.000 | 4.0 | 34.0 | 0 |",
        "| 2026-07: 1 | 1.000 | 0.000 | 4.0 | 4.0 | 0 |",
        "| far: 1 | 0.000 | 1.000 | 4.0 | 34.0 | 0 |",
        "| unknown: 1 | 1.000 | 0.000 | 4.0 | 4.0 | 0 |",
        "",
        "The score is the days wide, and the days missed times 2 / (1 - level): the lower, the better.",
        "No month has 100 windows: fewer may be bad luck, and none is called the worst.",
        "No place has 100 windows: fewer may be bad luck, and none is called the worst.",
    ]
    picture = found.chart()
    assert len(re.findall("<rect", picture)) == 2
    assert 'y1="24.0"' in picture


def test_the_chart_is_read_on_any_ground() -> None:
    """Its letters have the colour of the page's own, the level is named, and two months are no poster."""
    picture = honesty([told(4), told(9, at=JUNE_30)], TOKYO).chart()
    letters = re.findall("<text[^>]*>([^<]*)</text>", picture)

    assert letters == ["2026-06", "2026-07", "0.8"]
    assert len(re.findall('<text[^>]* fill="currentColor"', picture)) == len(letters)
    assert re.findall("<title>([^<]*)</title>", picture) == [
        "2026-06: 0.000 of 1 held",
        "2026-07: 1.000 of 1 held",
    ]
    assert 'width="132" height="140" style="max-width:100%;height:auto"' in picture


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"latest": None}, "latest: one end of a window; give both, or none where it was withheld"),
        ({"latest": JULY}, "latest: before the earliest; give the same instant or a later one"),
        ({"level": 1.0}, "level: not a share; give one between 0 and 1, as in 0.8"),
    ],
)
def test_a_window_that_was_none(given: dict[str, Any], fault: str) -> None:
    """Half a window, one that ends first, and a level that is no share are refused."""
    with pytest.raises(InvalidInput) as raised:
        told(4, **given)

    assert str(raised.value) == fault


def test_windows_are_judged_by_one_level() -> None:
    """Nothing, and two levels at once, cannot be judged."""
    with pytest.raises(InvalidInput, match="nothing to judge"):
        honesty([], TOKYO)
    with pytest.raises(InvalidInput, match="windows of several levels"):
        honesty([told(4), told(4, level=0.9)], TOKYO)


def test_where_all_was_withheld_nothing_was_held_or_missed() -> None:
    """No window is no broken one: the table has no shares there."""
    silent = told(4, earliest=None, latest=None)

    assert honesty([silent], TOKYO).table().splitlines()[2] == "| all: 0 | – | – | – | – | 1 |"
    assert repr(honesty([silent], TOKYO)) == "<Honesty 0 windows, 1 withheld, 1 months, 1 places>"


def test_honesty_says_what_it_was_held_to() -> None:
    """In a line how many windows held of what they were to hold; the worst month and place are named beneath the table."""
    found = honesty([told(4, place="<near>") for _ in range(90)] + [told(9, place="<near>")] * 10, TOKYO)

    assert (found.level, found.worst_place) == (0.8, "<near>")
    assert repr(found) == "<Honesty 100 windows, 0.900 held of 0.8, 0 withheld, 1 months, 1 places>"
    assert found.table().splitlines()[-2:] == [
        "The worst month is 2026-07: 0.900 held.",
        "The worst place is <near>: 0.900 held.",
    ]


def test_a_notebook_shows_a_table() -> None:
    """The same cells as HTML, in which the name of a place is text."""
    page = honesty([told(4, place="<near>")], TOKYO)._repr_html_()

    assert page.startswith("<table><thead><tr><th>windows</th><th>held, of 0.8</th>")
    assert (
        "<tr><td>&lt;near&gt;: 1</td><td>1.000</td><td>0.000</td><td>4.0</td><td>4.0</td><td>0</td></tr>"
        in page
    )
    assert page.count("<tr>") == 4
    assert page.endswith(
        "<p>No place has 100 windows: fewer may be bad luck, and none is called the worst.</p>"
    )


def test_the_worst_place_is_a_row() -> None:
    """Places of a hundred windows come first, the worst at the top; places that were told none are no worst ones."""
    some = [told(4, place="good")] * 180 + [told(9, place="good")] * 20
    some += [told(4, place="bad")] * 70 + [told(9, place="bad")] * 30
    some += [told(3, place=name, earliest=None, latest=None) for name in ("AC", "AL", "AM", "AP", "RO")]
    some += [told(9, place="one")]
    found = honesty(some, TOKYO)

    assert [line.split(":")[0] for line in found.table().splitlines()[4:7]] == ["| bad", "| good", "| one"]
    assert found.worst_place == "bad"
    assert found.table().splitlines()[7] == ""


def test_what_never_came_was_late() -> None:
    """A window of what was lost is not held; it is missing at least until the last of the others came.

    Two windows of 4 days, one held; the lost one is missed by 10 - 6 days, as the last came on day 10:
    width 4, 4 / 3 days missed over three windows and 4 of the one that came on day 10, times 2 / 0.2.
    """
    lost = replace(told(4), ended=None)
    found = score([told(4), told(10), lost])

    assert (found.windows, found.coverage, found.late, found.early) == pytest.approx((3, 1 / 3, 2 / 3, 0))
    assert found.interval_score == pytest.approx(4 + 10 * (4 + 4) / 3)
    assert score([lost]).late == 1
    assert score([replace(lost, earliest=None, latest=None)]).withheld == 1


def test_what_came_before_it_was_told_is_refused() -> None:
    """Nobody tells a window of what has arrived."""
    with pytest.raises(
        InvalidInput, match="ended: before it was told; give what was told while it was under way"
    ):
        told(-1)


def test_a_place_may_have_a_bar_in_its_name() -> None:
    """The Markdown table keeps its columns."""
    assert r"| a\|b: 1 | 1.000" in honesty([told(4, place="a|b")], TOKYO).table()


def test_a_score_is_shown_in_a_line() -> None:
    """Of withheld windows alone there is nothing to be shown as 0."""
    assert repr(score([told(4), told(9)])) == (
        "<Score 2 windows, 0.500 held of 0.8, 0.500 late, 4.0 days wide, 0 withheld>"
    )
    assert repr(score([told(4, earliest=None, latest=None)])) == "<Score no window told, 1 withheld>"
