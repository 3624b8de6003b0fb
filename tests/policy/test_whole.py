from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from postpurchase.errors import InvalidInput, InvalidPolicy
from postpurchase.people import Shop
from postpurchase.policy import (
    SHOP_SPEAKS,
    SILENCE,
    Anchor,
    Cadence,
    Cap,
    ChannelPolicy,
    Gates,
    Policy,
    Regime,
    Rule,
    Touchpoint,
    around,
    on,
    without,
)
from postpurchase.presets import PRESETS
from postpurchase.profiles import CourierProfile, MarketplaceProfile, Profiles, Says
from postpurchase.vocabulary import Channel, Importance, Level, Milestone, Party
from postpurchase.windows import ClosedHours, OpenHours

SHOP = Shop(name="Kumo", zone="Asia/Tokyo", locale="ja")
MINUS = timedelta(seconds=-1)
TAKEN = "another touchpoint makes its keys with that name; give the name that this one had"
NAIVE = datetime(2026, 10, 5)  # noqa: DTZ001 - what must be refused


def point(id: str, **given: Any) -> Touchpoint:
    """Return a touchpoint about which only what matters is said."""
    return Touchpoint(**{"id": id, "when": (on(Milestone.PLACED),), "channels": (Channel.EMAIL,), **given})


A_TUPLE = "not a tuple; give one, as in (a, b), or (a,) for a single one"
STRANGE = Profiles(
    couriers={"post": CourierProfile(says={"deliverd": Says(by=time(10)), "delivered": Says(by=time(10))})},
    marketplaces={"m": MarketplaceProfile(forbids=("dispached", "delivered"))},
)
DAYTIME = ClosedHours(start=time(8), end=time(18))
OFFICE = OpenHours(opens=time(9), closes=time(17))


def policy(*points: Touchpoint, **given: Any) -> Policy:
    """Return a policy of those touchpoints."""
    return Policy(**{"id": "p", "shop": SHOP, "touchpoints": points, **given})


def faults(*points: Touchpoint, **given: Any) -> list[str]:
    """Return what the making of a policy refuses."""
    with pytest.raises(InvalidPolicy) as raised:
        policy(*points, **given)
    return str(raised.value).splitlines()


# -- what a policy refuses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "given", "expected"),
    [
        ([point("a", wait=MINUS)], {}, ["touchpoints.a.wait: negative; give a duration of 0 or more"]),
        (
            [],
            {"cadence": Cadence(shortest_gap=MINUS)},
            ["cadence.shortest_gap: negative; give a duration of 0 or more"],
        ),
        (
            [],
            {"gates": Gates(staff_deadline=MINUS)},
            ["gates.staff_deadline: not positive; give a duration above 0"],
        ),
        (
            [],
            {"caps": (Cap(limit=1, span=timedelta(1)), Cap(limit=0, span=timedelta(1)))},
            ["caps.1.limit: below 1; give at least 1"],
        ),
        (
            [],
            {"channels": {Channel.SMS: ChannelPolicy(lease=MINUS)}},
            ["channels.sms.lease: not positive; give a duration above 0"],
        ),
        (
            [],
            {"quiet_hours": (DAYTIME, ClosedHours(start=time(18), end=time(8)))},
            ["quiet_hours: nothing stays open; leave an opening in every week"],
        ),
        (
            [],
            {"quiet_hours": (DAYTIME,), "channels": {Channel.SMS: ChannelPolicy(open_hours=(OFFICE,))}},
            [
                "channels.sms.open_hours: nothing stays open beside the quiet hours; leave an opening in every week"
            ],
        ),
        (
            [],
            {"responsibility": (SHOP_SPEAKS, Rule(owner=Party.COURIER, regime="overnight"))},
            [
                "responsibility.1.regime: no known regime; give one of next_day, later, pickup, marketplace, or '*'"
            ],
        ),
        (
            [],
            {"responsibility": (Rule(owner=Party.COURIER, touchpoint="a"),)},
            ["responsibility.0: no touchpoint 'a'; name one of this policy"],
        ),
        (
            [point("a", tells=("windo", "slot"), requires=("a", "delivered", "slat"))],
            {},
            [
                "touchpoints.a.requires: no fact 'slat'; give window, slot, tracking or a touchpoint",
                "touchpoints.a.tells: no fact 'windo'; give window, slot, tracking or a touchpoint",
            ],
        ),
        (
            [],
            {"profiles": STRANGE},
            [
                "profiles.couriers.post.says: no touchpoint 'deliverd'; name one that there is",
                "profiles.marketplaces.m.forbids: no touchpoint 'dispached'; name one that there is",
            ],
        ),
        ([], {"quiet_hours": None}, [f"quiet_hours: None, {A_TUPLE}"]),
        (
            [point("a", tells="window")],
            {"cadence": Cadence(longest_silence={"standrad": None})},
            [
                "cadence.longest_silence: not a known word; give one of less, standard, more",
                f"touchpoints.0.tells: text, {A_TUPLE}",
            ],
        ),
        ([point("a"), point("b"), point("a")], {}, ["touchpoints.a: named twice; give each touchpoint once"]),
        (
            [point("a", supersedes=("c", "b", "b"))],
            {},
            [
                "touchpoints.a.supersedes: no touchpoint 'b'; name one of this policy",
                "touchpoints.a.supersedes: no touchpoint 'c'; name one of this policy",
            ],
        ),
        (
            [point("a", formerly="b"), point("b")],
            {},
            [
                f"touchpoints.a.formerly: {TAKEN}",
            ],
        ),
        (
            [point("a", formerly="c"), point("b", formerly="c")],
            {},
            [
                f"touchpoints.a.formerly: {TAKEN}",
                f"touchpoints.b.formerly: {TAKEN}",
            ],
        ),
        (
            [],
            {"effective_from": NAIVE},
            ["effective_from: not an aware datetime; give an offset, as in 2026-10-05T22:40:00+09:00"],
        ),
    ],
)
def test_a_policy_is_checked_whole(
    points: list[Touchpoint], given: dict[str, Any], expected: list[str]
) -> None:
    """Whatever part is wrong, the fault has the path to it."""
    assert faults(*points, **given) == expected


@pytest.mark.parametrize("name", ["courier_timeout", "must_tell_deadline", "answer_grace", "max_event_age"])
def test_a_policy_s_durations_are_not_negative(name: str) -> None:
    """Each of a policy's own durations may be nothing, and not less."""
    assert getattr(policy(**{name: timedelta(0)}), name) == timedelta(0)
    assert faults(**{name: MINUS}) == [f"{name}: negative; give a duration of 0 or more"]


def test_every_fault_is_found_at_once() -> None:
    """Faults of all parts come together, in the order of their paths."""
    found = faults(
        point("a", wait=MINUS, channels=()),
        point("a"),
        caps=(Cap(limit=0, span=timedelta(1)),),
        effective_from=NAIVE,
        answer_grace=MINUS,
    )

    assert [line.partition(":")[0] for line in found] == [
        "answer_grace",
        "caps.0.limit",
        "effective_from",
        "touchpoints.a",
        "touchpoints.a.channels",
        "touchpoints.a.wait",
    ]


def test_a_refused_policy_is_invalid_input() -> None:
    """Who catches faulty input catches faulty policies too."""
    with pytest.raises(InvalidInput):
        policy(effective_from=NAIVE)


# -- what a policy answers ------------------------------------------------------------------------


def test_a_renamed_touchpoint_may_keep_its_keys() -> None:
    """A former name that nobody else uses is fine, and so is one's own."""
    kept = policy(point("a", formerly="z"), point("b", formerly="b"))

    assert [one.key_name for one in kept.touchpoints] == ["z", "b"]


def test_touchpoints_are_found_by_id() -> None:
    """A touchpoint that is not kept is none."""
    given = policy(point("a"), point("b", urgent=True))

    assert (given.touchpoint("b"), given.touchpoint("c")) == (point("b", urgent=True), None)


def test_the_first_rule_that_fits_decides() -> None:
    """Rules are asked in order; where none fits the shop speaks."""
    nobody = Rule(owner=Party.NOBODY, touchpoint="a", regime=Regime.NEXT_DAY)
    courier = Rule(owner=Party.COURIER, touchpoint="a")
    given = policy(point("a"), point("b"), responsibility=(nobody, courier))

    assert [
        given.speaker(name, Channel.SMS, regime)
        for name, regime in (("a", Regime.NEXT_DAY), ("a", Regime.LATER), ("b", Regime.LATER))
    ] == [nobody, courier, SHOP_SPEAKS]


def test_a_policy_reads_well() -> None:
    """A policy shows its name and how much it says."""
    assert repr(policy(point("a"), id="mine")) == "<Policy mine 1 touchpoints, 1 rules>"


def test_a_policy_knows_who_listens() -> None:
    """Touchpoints are listed under each milestone they wait for, and apart where they wait for none."""
    shown = around(Anchor.SLOT_START)
    placed, late = on(Milestone.PLACED), on(Milestone.PLACED, timedelta(1))
    secured = on(Milestone.SECURED)
    given = policy(point("a", when=(placed, shown)), point("b", when=(SILENCE, secured, late)))

    heard = {
        milestone: [(one.place, one.trigger, one.offset) for one in ones]
        for milestone, ones in given.listeners.items()
    }
    assert heard == {
        Milestone.PLACED: [(0, placed, 0), (1, late, 86_400)],
        Milestone.SECURED: [(1, secured, 0)],
    }
    assert [(one.place, one.trigger) for one in given.foreseen] == [(0, shown), (1, SILENCE)]


def test_a_touchpoint_is_found_by_the_name_it_had() -> None:
    """Today's name comes first; no name is no touchpoint's."""
    given = policy(point("a", formerly="old"), point("b"))

    assert [given.place_of(name) for name in ("b", "old", "c", "")] == [1, 0, None, None]


def test_what_leaves_alike_shares_a_manner() -> None:
    """Two touchpoints that differ only in what they tell leave in one manner, an urgent one in its own."""
    given = policy(point("a", tells=("window",)), point("b"), point("c", urgent=True))

    assert given.manners["a"] == given.manners["b"] != given.manners["c"]


# -- policies as values ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRESETS)
def test_equal_policies_have_one_digest(name: str) -> None:
    """Two policies made alike are equal, and share a digest that survives a journey."""
    one, other = PRESETS[name](SHOP), PRESETS[name](SHOP)
    back = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes

    assert (one == other == back, {one.digest, back.digest} == {other.digest}) == (True, True)


def test_words_and_their_values_say_the_same() -> None:
    """A policy read from JSON, where words are text, has the digest of the one it was written from."""
    words = policy(responsibility=(Rule(owner=Party.NOBODY, regime=Regime.PICKUP, channel=Channel.SMS),))
    texts = policy(responsibility=(Rule(owner=Party.NOBODY, regime="pickup", channel="sms"),))

    assert (words == texts, words.digest == texts.digest) == (True, True)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "q"},
        {"shop": replace(SHOP, name="Other")},
        {"touchpoints": (point("a"), point("b"))},
        {"cadence": Cadence(longest_silence={Level.MORE: timedelta(1)})},
        {"caps": (Cap(limit=1, span=timedelta(1)),)},
        {"quiet_hours": (ClosedHours(start=time(22), end=time(8)),)},
        {"responsibility": ()},
        {"gates": Gates(answers={"contact": ("phone",)})},
        {"effective_from": datetime(2026, 10, 5, tzinfo=UTC)},
        {"answer_grace": timedelta(0)},
    ],
)
def test_whatever_a_policy_says_is_in_its_digest(change: dict[str, Any]) -> None:
    """A change of any part changes the digest."""
    before = policy(point("a"))

    assert replace(before, **change).digest != before.digest


def test_words_given_as_text_decide_as_words_do() -> None:
    """The engine compares words by identity, so a policy's are words whatever they were given as."""
    said = Says(by=time(10), basis="observed")
    given = policy(
        point("delivered", importance="must_tell"),
        profiles=Profiles(couriers={"post": CourierProfile(says={"delivered": said})}),
        responsibility=(Rule(owner="courier"),),
    )

    assert given.profiles.couriers["post"].says["delivered"].is_observed
    assert given.responsibility[0].owner is Party.COURIER
    assert type(given.touchpoints[0].importance) is Importance


def test_policies_do_not_share_their_channels() -> None:
    """Each policy has a table of channels of its own."""
    assert policy().channels is not policy().channels


def test_a_touchpoint_can_be_left_out() -> None:
    """Without a touchpoint, neither rules nor other touchpoints mention it any more."""
    before = policy(
        point("a", supersedes=("b", "c")),
        point("b", supersedes=("c",)),
        point("c"),
        responsibility=(
            Rule(owner=Party.COURIER, touchpoint="b"),
            Rule(owner=Party.NOBODY, touchpoint="c"),
            SHOP_SPEAKS,
        ),
    )

    assert without(before, "b") == policy(
        point("a", supersedes=("c",)),
        point("c"),
        responsibility=(Rule(owner=Party.NOBODY, touchpoint="c"), SHOP_SPEAKS),
    )
    assert without(before) == before
