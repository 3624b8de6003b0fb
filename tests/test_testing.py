"""Scenarios pass when everything expected comes, and say as a timeline what differs when it does not."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from postpurchase.schema import load_case, loads
from postpurchase.testing import Report, run_case

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.json"))
Tree = dict[str, Any]

PLACED = "2026-10-05T10:00:00+09:00"
CONFIRMED = "2026-10-05T10:01:00+09:00"
HANDED = "2026-10-06T10:00:00+09:00"
LATER = "2026-10-06T12:00:00+09:00"

POLICY: Tree = {
    "format": 0,
    "id": "tiny",
    "touchpoints": [
        {
            "id": "order_confirmed",
            "when": [{"on": "milestone", "milestone": "placed", "offset": "PT1M"}],
            "importance": "must_tell",
            "tells": ["window"],
            "acts": ["hand_over"],
            "channels": ["email"],
        },
        {
            "id": "item_secured",
            "when": [{"on": "milestone", "milestone": "secured"}],
            "channels": ["email"],
        },
        {
            "id": "dispatched",
            "when": [{"on": "milestone", "milestone": "dispatched"}],
            "about": "shipment",
            "while": ["not_cancelled"],
            "channels": ["email"],
        },
        {"id": "reassurance", "when": [{"on": "silence"}], "channels": ["email"]},
    ],
}
CASE: Tree = {
    "format": 1,
    "name": "a kettle",
    "shop": {"name": "Kumo", "zone": "Asia/Tokyo"},
    "policy": POLICY,
    "customer": {"id": "c1", "buyer": {"zone": "Asia/Tokyo", "locale": "en", "channels": {"email": {}}}},
    "events": [
        {
            "kind": "order_placed",
            "order": "o1",
            "at": PLACED,
            "lines": [{"id": "L1"}],
            "promised": {"window": {"earliest": "2026-10-08", "latest": "2026-10-09"}},
        },
        {"kind": "handed_over", "order": "o1", "at": HANDED, "shipment": "1", "contents": ["L1"]},
    ],
}
CONFIRMATION = {
    "at": CONFIRMED,
    "touchpoint": "order_confirmed",
    "subject": "order",
    "to": "buyer",
    "channel": "email",
    "rides": [],
    "also": [],
    "tells": {"order_confirmed": True, "window": {"earliest": "2026-10-08", "latest": "2026-10-09"}},
}
DISPATCH = {"at": HANDED, "touchpoint": "dispatched", "subject": "1"}
ACT = {"at": CONFIRMED, "kind": "hand_over", "subject": "order", "data": {"phone": False}}


def run(**expect: Any) -> Report:
    """Play the whole case against what is expected of its run."""
    case = {**CASE, "run": {"from": PLACED, "until": LATER, "expect": expect}}
    return run_case(load_case(case), lambda message: f"about {message.touchpoint}")


def step(now: str, *before: str, **expect: Any) -> Report:
    """Play one step, after others at which nothing is expected."""
    steps = [{"now": moment, "expect": {}} for moment in before]
    return run_case(load_case({**CASE, "steps": [*steps, {"now": now, "expect": expect}]}))


def test_a_run_passes() -> None:
    """The complete timeline, with every field and the complete actions, is a pass and counts its plans."""
    said = {**CONFIRMATION, "text": {"contains": ["about order"], "lacks": ["●●"]}}
    report = run(timeline=[said, DISPATCH], nothing_else=True, actions=[ACT])

    assert report == Report(name="a kettle", differences=(), plans=3)
    assert report.passed
    assert str(report) == "passed  a kettle (3 plans)"


def test_a_run_without_expectations_passes() -> None:
    """What nobody expects is not looked at."""
    assert run().passed


def test_what_is_missing_and_what_is_new_shows() -> None:
    """A diff in local times: what did not come, what came unasked, and the rest for orientation."""
    report = run(timeline=[{**DISPATCH, "at": LATER}, CONFIRMATION], nothing_else=True)

    assert not report.passed
    assert str(report).splitlines() == [
        "failed  a kettle (3 plans)",
        "    - 2026-10-06 12:00 dispatched about 1   (came, but differs: at)",
        "      2026-10-05 10:01 order_confirmed about order to buyer by email",
        "    + 2026-10-06 10:00 dispatched about 1 to buyer by email",
    ]


def test_something_else_may_come_unless_it_may_not() -> None:
    """Without `nothing_else` the expected messages may stand among others."""
    assert run(timeline=[DISPATCH]).passed
    assert run(timeline=[DISPATCH], nothing_else=True).differences == (
        "+ 2026-10-05 10:01 order_confirmed about order to buyer by email",
        "  2026-10-06 10:00 dispatched about 1 to buyer by email",
    )
    assert run(timeline=[]).passed


def test_actions_are_complete() -> None:
    """An action that nobody expected is a difference."""
    assert run(actions=[]).differences == ("+ 2026-10-05 10:01 hand_over about order",)
    assert run(actions=[{"kind": "call", "data": {"x": 1}}]).differences == (
        "- any time         call with data",
        "+ 2026-10-05 10:01 hand_over about order",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", HANDED),
        ("subject", "1"),
        ("to", "receiver"),
        ("channel", "sms"),
        ("rides", ["item_secured@order"]),
        ("also", ["sms"]),
        ("tells", {"slot": None}),
        ("tells", {"window": None}),
    ],
)
def test_every_field_counts(field: str, value: object) -> None:
    """A single field that differs is named."""
    report = run(timeline=[{**CONFIRMATION, field: value}])

    assert report.differences[0].endswith(f"   (came, but differs: {field})")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ({"contains": ["nothing", "about"]}, "text without “nothing”"),
        ({"lacks": ["about"]}, "text with “about”"),
        ({"contains": ["x1"], "lacks": ["about"]}, "text without “x1”, text with “about”"),
    ],
)
def test_a_text_says_what_it_lacks(text: Tree, said: str) -> None:
    """Of words that were wanted, those that are missing are shown, and those that should not be there."""
    report = run(timeline=[{**CONFIRMATION, "text": text}])

    assert report.differences[0].endswith(f"   (came, but differs: {said})")


def test_riders_and_further_channels_show() -> None:
    """A message that carries another says so in the diff."""
    case = copy.deepcopy(CASE)
    case["events"].insert(1, {"kind": "item_secured", "order": "o1", "at": CONFIRMED, "lines": ["L1"]})
    case["policy"]["touchpoints"][0]["also"] = ["sms"]
    case["customer"]["buyer"]["channels"]["sms"] = {"consent": {"transactional": "2026-01-01T00:00:00Z"}}
    case["run"] = {"from": PLACED, "until": CONFIRMED, "expect": {"timeline": [], "nothing_else": True}}

    assert run_case(load_case(case)).differences == (
        "+ 2026-10-05 10:01 order_confirmed + item_secured@order about order to buyer by email also sms",
    )


def test_a_text_needs_words() -> None:
    """Without a way to words no expectation about a text is met."""
    case = {**CASE, "run": {"from": PLACED, "until": LATER, "expect": {"timeline": [{"text": {}}]}}}

    assert run_case(load_case(case)).differences[0].startswith("- any time         with text")
    assert run_case(load_case(case), lambda message: "").passed


def test_a_step_passes() -> None:
    """A plan's messages, verdicts, reasons, actions, wake-up and window are compared."""
    report = step(
        CONFIRMED,
        messages=[CONFIRMATION],
        actions=[ACT],
        verdicts={"order_confirmed@order": "send", "reassurance@order": "skip:not_yet"},
        reasons={"order_confirmed@order": ["due"]},
        wake_at="2026-10-15T10:01:00+09:00",
        window={"earliest": "2026-10-08", "latest": "2026-10-09"},
    )

    assert report.differences == ()
    assert report.plans == 1


def test_a_step_says_what_differs() -> None:
    """Each look of a step has its own two lines, under its moment."""
    report = step(
        CONFIRMED,
        messages=[],
        actions=[],
        verdicts={"order_confirmed@order": "skip:used", "order_confirmed@P9": "send"},
        reasons={"order_confirmed@order": ["quiet_hours"], "order_confirmed@P9": ["due"]},
        wake_at=None,
        window=None,
    )

    assert report.differences == (
        "at 2026-10-05 10:01",
        "  + 2026-10-05 10:01 order_confirmed about order to buyer by email",
        "  + 2026-10-05 10:01 hand_over about order",
        "  - wake at no time",
        "  + wake at 2026-10-15 10:01",
        "  - order_confirmed@order skip:used",
        "  + order_confirmed@order send:due",
        "  - order_confirmed@P9 send",
        "  + order_confirmed@P9 has no verdict; there is order_confirmed@order",
        "  - order_confirmed@order because quiet_hours",
        "  + order_confirmed@order because due",
        "  - order_confirmed@P9 because due",
        "  + order_confirmed@P9 because of nothing; there is order_confirmed@order",
        "  - window None",
        "  + window <DateWindow 2026-10-08/2026-10-09>",
    )


def test_sends_are_recorded_between_steps() -> None:
    """What one step sends the next one knows."""
    assert step(
        LATER,
        "2026-10-05T09:59:30+09:00",
        CONFIRMED,
        HANDED,
        messages=[],
        verdicts={"dispatched@1": "skip:used"},
    ).passed


def test_a_step_before_everything_plans_nothing() -> None:
    """A plan sees only what was received by then; before that there is none."""
    report = step("2026-10-05T09:59:30+09:00", messages=[], actions=[], wake_at=None, window=None)

    assert report.passed
    assert report.plans == 0
    assert step(
        "2026-10-05T09:59:30+09:00", verdicts={"dispatched@1": "send"}, reasons={"dispatched@1": ["due"]}
    ).differences == (
        "at 2026-10-05 09:59:30",
        "  - dispatched@1 send",
        "  + dispatched@1 has no verdict",
        "  - dispatched@1 because due",
        "  + dispatched@1 because of nothing",
    )


def test_the_courier_is_heard_when_its_time_comes() -> None:
    """Rows of a run's courier are seen from their own moment on."""
    row = {
        "kind": "sent",
        "by": "courier",
        "to": "buyer",
        "channel": "email",
        "order": "o1",
        "subject": "1",
        "at": HANDED,
        "touchpoint": "dispatched",
    }
    expect = {"timeline": [CONFIRMATION], "nothing_else": True}
    case = {**CASE, "run": {"from": PLACED, "until": LATER, "courier": [row], "expect": expect}}

    assert run_case(load_case(case)).differences == ()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_our_scenarios_pass(path: Path) -> None:
    """Every scenario file of ours plays as it was written, before the code."""
    assert run_case(load_case(loads(path.read_bytes())), lambda message: "").differences == ()


@pytest.mark.parametrize("name", ["story-a", "story-a-secured-early"])
def test_shared_stories_pass(shared: Path, name: str) -> None:
    """The shared stories of a personal shopper play as they are told."""
    case = load_case(loads((shared / "cases" / f"{name}.json").read_bytes()))

    assert run_case(case, lambda message: "").differences == ()
