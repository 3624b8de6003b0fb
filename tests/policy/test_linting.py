from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from postpurchase.eta import Ranges
from postpurchase.people import Shop
from postpurchase.policy import (
    SILENCE,
    Cadence,
    CalendarUnit,
    Cap,
    Policy,
    Question,
    Regime,
    Rule,
    Touchpoint,
    on,
)
from postpurchase.policy.linting import CHECKS, Remark, Smell, lint, longest_closing
from postpurchase.presets import PRESETS
from postpurchase.vocabulary import ActionKind, Channel, Importance, Level, Milestone, Party, Rides, Role
from postpurchase.windows import ClosedHours

SHOP = Shop(name="Kumo")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SMS, EMAIL, PUSH = Channel.SMS, Channel.EMAIL, Channel.PUSH
NO_SILENCE = Cadence(longest_silence={})
WEEKEND = frozenset({5, 6})


def point(id: str, **given: Any) -> Touchpoint:
    """Return a touchpoint about which only what matters is said."""
    return Touchpoint(**{"id": id, "when": (on(Milestone.PLACED),), "channels": (EMAIL,), **given})


def policy(*points: Touchpoint, **given: Any) -> Policy:
    """Return a policy of those touchpoints that promises nothing about silence."""
    return Policy(**{"id": "p", "shop": SHOP, "touchpoints": points, "cadence": NO_SILENCE, **given})


def remarks(given: Policy) -> list[str]:
    """Return what the linter remarks, as place and smell; ids are short here, and none of them is ours."""
    return [
        f"{remark.path} {remark.smell}"
        for remark in lint(given).remarks
        if remark.smell is not Smell.UNKNOWN_TOUCHPOINT
    ]


def owned_by(owner: Party, *names: str, **given: Any) -> tuple[Rule, ...]:
    """Return the rules that give touchpoints to somebody."""
    return tuple(Rule(owner=owner, touchpoint=name, **given) for name in names)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (policy(point("a")), []),
        (policy(point("a"), responsibility=owned_by(Party.NOBODY, "a")), ["touchpoints.a nobody_speaks"]),
        (policy(point("a"), responsibility=owned_by(Party.NOBODY, "a", regime=Regime.PICKUP)), []),
        (
            policy(
                point("a", channels=(EMAIL, SMS)), responsibility=owned_by(Party.NOBODY, "a", channel=SMS)
            ),
            [],
        ),
        (
            policy(
                point("a", channels=(), acts=(ActionKind.CALL,)), responsibility=owned_by(Party.NOBODY, "a")
            ),
            [],
        ),
    ],
)
def test_somebody_speaks(given: Policy, expected: list[str]) -> None:
    """A touchpoint that nobody says on any channel in any regime is remarked."""
    assert remarks(given) == expected


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], ["touchpoints.a never_rides"]),
        ([point("b")], []),
        ([point("b", channels=(Channel.CALL,))], ["touchpoints.a never_rides"]),
        ([point("b", audience=(Role.RECEIVER,))], ["touchpoints.a never_rides"]),
        ([point("b", channels=(), acts=(ActionKind.CALL,))], ["touchpoints.a never_rides"]),
    ],
)
def test_what_only_rides_finds_a_lead(others: list[Touchpoint], expected: list[str]) -> None:
    """A rider shares a channel and a person with something that may lead."""
    assert remarks(policy(point("a", rides=Rides.ONLY), *others)) == expected


@pytest.mark.parametrize(
    ("rule", "useful_for", "expected"),
    [
        ({"owner": Party.COURIER}, 30 * timedelta(minutes=1), ["responsibility.0.timeout timeout_after_use"]),
        ({"owner": Party.COURIER}, 31 * timedelta(minutes=1), []),
        ({"owner": Party.COURIER, "timeout": HOUR}, HOUR, ["responsibility.0.timeout timeout_after_use"]),
        ({"owner": Party.COURIER, "timeout": HOUR}, 2 * HOUR, []),
        ({"owner": Party.COURIER}, None, []),
        ({"owner": Party.STAFF}, timedelta(0), []),
        ({"owner": Party.COURIER, "touchpoint": "*"}, timedelta(0), []),
    ],
)
def test_the_shop_steps_in_in_time(
    rule: dict[str, Any], useful_for: timedelta | None, expected: list[str]
) -> None:
    """A courier may not be waited for until the news is useless."""
    given = policy(point("a", useful_for=useful_for), responsibility=(Rule(**{"touchpoint": "a", **rule}),))

    assert remarks(given) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([], timedelta(0)),
        ([ClosedHours(start=time(21), end=time(8))], 11 * HOUR),
        ([ClosedHours(start=time(21), end=time(8)), ClosedHours(start=time(8), end=time(10))], 13 * HOUR),
        ([ClosedHours(start=time(21), end=time(8)), ClosedHours(start=time(0), end=time(6))], 11 * HOUR),
        (
            [
                ClosedHours(start=time(0), end=time(12), weekdays=WEEKEND),
                ClosedHours(start=time(12), end=time(0), weekdays=WEEKEND),
                ClosedHours(start=time(0), end=time(9), weekdays=frozenset({0})),
            ],
            57 * HOUR,
        ),
    ],
)
def test_closings_that_touch_are_one(hours: list[ClosedHours], expected: timedelta) -> None:
    """The longest closing runs through all that touch, over the end of the week as well."""
    assert longest_closing(policy(quiet_hours=tuple(hours))) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (11 * HOUR, []),
        (10 * HOUR, ["cadence.longest_silence.standard silence_under_closing"]),
        (None, []),
    ],
)
def test_silence_outlasts_the_night(limit: timedelta | None, expected: list[str]) -> None:
    """A promise to write within less than a closing cannot be kept."""
    cadence = Cadence(longest_silence={Level.STANDARD: limit})

    assert remarks(policy(point("a", when=(SILENCE,)), cadence=cadence)) == expected


@pytest.mark.parametrize(
    ("gap", "limit", "expected"),
    [
        (10 * DAY, 10 * DAY, ["cadence.shortest_gap gap_starves"]),
        (10 * DAY - timedelta(seconds=1), 10 * DAY, []),
        (10 * DAY, None, []),
    ],
)
def test_a_gap_is_shorter_than_the_longest_silence(
    gap: timedelta, limit: timedelta | None, expected: list[str]
) -> None:
    """Where every silence ends before the gap does, ordinary news never gets its turn."""
    cadence = Cadence(shortest_gap=gap, longest_silence={Level.STANDARD: limit})

    assert remarks(policy(point("a", when=(SILENCE,)), cadence=cadence)) == expected


@pytest.mark.parametrize(
    ("limit", "when", "expected"),
    [
        (10 * DAY, on(Milestone.PLACED), ["cadence.longest_silence silence_unkept"]),
        (10 * DAY, SILENCE, []),
        (None, on(Milestone.PLACED), []),
    ],
)
def test_a_promised_silence_is_kept(limit: timedelta | None, when: Any, expected: list[str]) -> None:
    """Who promises a longest silence needs something to say when it is reached."""
    cadence = Cadence(longest_silence={Level.STANDARD: limit})

    assert remarks(policy(point("a", when=(when,)), cadence=cadence)) == expected


@pytest.mark.parametrize(
    ("cap", "silence", "expected"),
    [
        (Cap(limit=1, span=11 * DAY), 10 * DAY, ["caps.0 cap_starves"]),
        (Cap(limit=1, span=10 * DAY), 10 * DAY, []),
        (Cap(limit=2, span=11 * DAY), 10 * DAY, []),
        (Cap(limit=1, span=11 * DAY), None, []),
        (Cap(limit=1, calendar=CalendarUnit.WEEK), 5 * DAY, ["caps.0 cap_starves"]),
        (Cap(limit=1, calendar=CalendarUnit.DAY), 5 * DAY, []),
    ],
)
def test_a_cap_leaves_room_for_reassurance(cap: Cap, silence: timedelta | None, expected: list[str]) -> None:
    """One message per span must not be less than what the longest silence promises."""
    cadence = Cadence(longest_silence={Level.STANDARD: silence})

    assert remarks(policy(point("a", when=(SILENCE,)), caps=(cap,), cadence=cadence)) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([point("a", channels=(SMS,))], ["touchpoints.a.channels no_consent_path"]),
        ([point("a", channels=(SMS, PUSH))], ["touchpoints.a.channels no_consent_path"]),
        ([point("a", channels=(SMS, EMAIL))], []),
        ([point("a", channels=(EMAIL,))], []),
        ([point("a", channels=(SMS,)), point("sms_offer")], []),
        (
            [point("a", channels=(SMS,), importance=Importance.MUST_TELL), point("sms_offer")],
            ["touchpoints.a.channels one_way_only"],
        ),
        ([point("a", channels=(SMS, EMAIL), importance=Importance.MUST_TELL)], []),
    ],
)
def test_consent_can_be_had_or_done_without(points: list[Touchpoint], expected: list[str]) -> None:
    """What needs consent has an offer or another channel; a must-tell has another channel in any case."""
    assert remarks(policy(*points)) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (point("b"), ["touchpoints.a.asks question_unused"]),
        (point("b", tells=("window",)), ["touchpoints.a.asks question_unused"]),
        (point("b", tells=("slot",)), []),
        (point("b", acts=(ActionKind.HAND_OVER,)), []),
    ],
)
def test_no_question_is_asked_in_vain(other: Touchpoint, expected: list[str]) -> None:
    """An answer is told to somebody or handed over, or it is not asked for."""
    assert remarks(policy(point("a", asks=Question(question="slot", default="none")), other)) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (
            [Rule(owner=Party.SHOP), Rule(owner=Party.COURIER, touchpoint="a")],
            ["responsibility.1 rule_unreached"],
        ),
        ([Rule(owner=Party.COURIER, touchpoint="a"), Rule(owner=Party.SHOP)], []),
        (
            [Rule(owner=Party.COURIER, touchpoint="a", channel=SMS), Rule(owner=Party.STAFF, touchpoint="a")],
            [],
        ),
        (
            [
                Rule(owner=Party.COURIER, touchpoint="a"),
                Rule(owner=Party.STAFF, touchpoint="a", regime="later"),
            ],
            ["responsibility.1 rule_unreached"],
        ),
    ],
)
def test_every_rule_can_be_reached(rules: list[Rule], expected: list[str]) -> None:
    """A rule that an earlier one always forestalls is remarked."""
    assert remarks(policy(point("a"), responsibility=tuple(rules))) == expected


@pytest.mark.parametrize(
    ("points", "cadence", "expected"),
    [
        ([], NO_SILENCE, 0),
        ([point("a"), point("b")], NO_SILENCE, 2),
        ([point("a"), point("b", rides=Rides.ONLY)], NO_SILENCE, 1),
        ([point("a"), point("b", channels=(), acts=(ActionKind.CALL,))], NO_SILENCE, 1),
        ([point("a"), point("b", when=(SILENCE,))], Cadence(), 1 + 6),
        ([point("b", when=(SILENCE,))], Cadence(longest_silence={Level.MORE: 7 * DAY, Level.LESS: None}), 4),
    ],
)
def test_the_worst_case_is_counted(points: list[Touchpoint], cadence: Cadence, expected: int) -> None:
    """Every lead counts once, and reassurances as often as thirty silent days hold."""
    assert lint(policy(*points, cadence=cadence)).worst_case == expected


def test_remarks_read_well() -> None:
    """A remark says where, what and what to do; they come in the order of their places."""
    found = lint(policy(point("returned", channels=(SMS,)), point("delivered", channels=(SMS,))))

    advice = "only channels that need consent, and nothing offers it; add sms_offer or another channel"
    assert str(found).splitlines() == [
        f"touchpoints.delivered.channels: no_consent_path; {advice}",
        f"touchpoints.returned.channels: no_consent_path; {advice}",
        "at worst 2 messages per order, counted once each",
    ]


def test_remarks_are_ordered() -> None:
    """Remarks sort by place, then by smell."""
    first, second = Remark("a", Smell.CAP_STARVES, "z"), Remark("b", Smell.CAP_STARVES, "a")

    assert sorted([second, first]) == [first, second]


def test_every_smell_has_a_check() -> None:
    """There is one check for each kind of foolishness."""
    assert [check.__name__ for check in CHECKS] == [f"_{smell}" for smell in Smell]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_not_foolish(name: str) -> None:
    """The ready-made policies give no cause for remarks."""
    assert lint(PRESETS[name](SHOP)).remarks == ()


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("dispatched", []),
        ("dispached", ["we have no words for it; write dispatched, or give it words of your own"]),
        ("xyz", ["we have no words for it; give it words of your own"]),
    ],
)
def test_a_touchpoint_that_nobody_has_words_for_is_remarked(id: str, expected: list[str]) -> None:
    """A slip of the pen in an id is found, with what was meant; what never speaks needs no words."""
    found = lint(policy(point(id), point("quiet", channels=(), acts=(ActionKind.NEEDS_ATTENTION,))))

    assert [remark.advice for remark in found.remarks] == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, []),
        ((7, 27), []),
        ((7, 28), ["a window of more than 21 dates is told to nobody; give days nearer to each other"]),
    ],
)
def test_lead_times_make_a_window_that_is_told(days: tuple[int, int] | None, expected: list[str]) -> None:
    """What is wider than anybody can plan by would be withheld without a word."""
    found = lint(policy(point("dispatched"), ranges=Ranges(lead_days=days)))

    assert [remark.advice for remark in found.remarks] == expected
