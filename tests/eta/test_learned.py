from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.eta.worlds import SHAPE, UTC, day, journeys, learned, streamed, truth

from postpurchase.errors import InvalidInput
from postpurchase.eta import learned as module
from postpurchase.eta.arrivals import arrival
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Anchor, Journey, Shape
from postpurchase.eta.learned import LONG, LONGEST, Learned, Recent, opened_at
from postpurchase.windows import moment


def middle(model: Learned, to: str, start: float) -> float:
    """Return the middle of the days that a journey takes."""
    journey = Journey(id="", start=day(start), words={"to": to})
    found = arrival(model, journey)
    assert found is not None
    return (found.quantile(0.5) - journey.start) / 86_400


def test_a_journey_keeps_where_it_was_located_when_it_set_out() -> None:
    """A fit on another history does not move it; of a like journey that sets out later it does."""
    model = learned(100)
    first = Journey(id="mine", start=day(100.5), words={"to": "near"})
    under_way = model.updated(started=[first], at=day(101))
    again = fit(
        [*journeys(108, later=lambda t: 1.0 if t > 90 else 0.0), first],
        under_way.shape,
        at=day(108),
        zone=UTC,
        before=under_way,
    )

    assert again.base_of(first) == model.base_of(first)
    assert again.base_of(replace(first, id="other")) != model.base_of(first)


def test_an_arrival_ends_what_is_pending() -> None:
    """Noted once, it leaves the journeys under way and joins those that make the tables."""
    model = learned(60)
    mine = Journey(id="mine", start=day(60), words={"to": "near"})
    sent = model.updated(started=[mine], at=day(61))
    came = sent.updated(ended={"mine": day(62), "stranger": day(62)}, at=day(63))

    assert "mine" in sent.pending
    assert "mine" not in came.pending
    assert Recent("mine", day(60), day(62), "near", sent.pending["mine"].base) in came.recents
    assert sum(one.arrived for one in module.exposures(came, LONG)) == 1 + sum(
        one.arrived for one in module.exposures(sent.updated(at=day(63)), LONG)
    )


def test_updates_from_day_to_day_follow_a_jump() -> None:
    """Ten days after everything began to take half as long again, middles have mostly followed."""
    world = list(journeys(150, later=lambda t: 0.4 if t >= 120 else 0.0))
    models = dict(streamed(world, 110, 150))

    before, then = (middle(models[n], "near", n) for n in (119, 140))
    assert then / before == pytest.approx(1.49, abs=0.12)


def test_what_lies_long_ago_is_forgotten() -> None:
    """After two years an arrival no longer makes the tables; what never arrived does for as long again."""
    model = learned(20)
    lost = Journey(id="lost", start=day(20), words={"to": "far"})
    later = model.updated(started=[lost], at=day(21)).updated(at=day(20) + LONGEST)

    assert len([one for one in later.recents if one.end is not None]) < 150
    assert "lost" in later.pending
    assert later.updated(at=day(60) + LONGEST).tables == {}
    assert "lost" not in later.updated(at=day(20) + 3 * LONGEST).pending


def test_a_small_shop_remembers_longer() -> None:
    """Twelve weeks of many, more of few, two years at most; of very many the latest alone."""
    at = day(1_000)
    daily = [at - n * 86_400 for n in range(1_000)]

    assert opened_at(daily * 10, at) == at - LONG
    assert opened_at(daily, at) == at - 499 * 86_400
    assert opened_at(daily[::4], at) == at - LONGEST
    assert opened_at([], at) == at - LONGEST
    assert opened_at(daily[:50] * 1_000, at) == at - 11 * 86_400


def test_only_so_many_arrivals_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop with more arrivals than that remembers the latest, and what is under way."""
    monkeypatch.setattr(module, "MOST", 100)
    model = fit(journeys(60), SHAPE, at=day(60), zone=UTC)

    assert sum(1 for one in model.recents if one.end is not None) == 100
    assert middle(model, "near", 60) == pytest.approx(3.3, rel=0.15)


def test_what_sets_out_and_ends_on_one_day_has_ended() -> None:
    """Heard of both at once, an end counts: the quickest are not lost."""
    new = Journey(id="quick", start=day(30.2), words={"to": "near"})
    model = learned(30).updated(started=[new], ended={"quick": day(30.6)}, at=day(31))

    assert "quick" not in model.pending
    assert [one.end for one in model.recents if one.id == "quick"] == [day(30.6)]


def test_where_only_arrivals_are_known_they_are_counted_as_they_came() -> None:
    """A history without what is under way still holds the slow ones: nine in ten lie within the same days."""
    world = list(journeys(180))
    known = [one for one in world if one.end is not None and one.end < day(180)]
    found = arrival(
        fit(known, SHAPE, at=day(180), zone=UTC), Journey(id="", start=day(180), words={"to": "farther"})
    )

    assert found is not None
    for level in (0.5, 0.95):
        assert (found.quantile(level) - day(180)) / 86_400 == pytest.approx(truth("farther", level), rel=0.1)


def test_what_has_not_begun_yet_is_not_watched() -> None:
    """A journey that sets out after `at` is kept and not counted."""
    model = learned(30).updated(started=[Journey(id="soon", start=day(40))], at=day(30))

    assert "soon" in model.pending
    assert len(module.exposures(model, LONG)) == len(model.recents) - 1


def test_features_that_are_not_given_and_numbers() -> None:
    """Heavier takes longer; without a weight the effect of not knowing counts."""
    shape = Shape(words={"to": 20}, numbers={"kg": 10}, crosses={}, place="to")
    world = [
        replace(one, numbers={"kg": 1.0} if n % 3 == 0 else {"kg": 9.0} if n % 3 == 1 else {})
        for n, one in enumerate(journeys(60))
    ]
    slow = [
        replace(one, end=(one.end or 0) + 5 * 86_400) if one.numbers.get("kg") == 9.0 else one
        for one in world
    ]
    model = fit(slow, shape, at=day(60), zone=UTC)
    light, heavy, unknown = (
        model.base_of(Journey(id="", start=day(60), words={"to": "near"}, numbers=numbers))
        for numbers in ({"kg": 1.0}, {"kg": 9.0}, {})
    )

    assert model.days(heavy) > 1.5 * model.days(light)
    assert model.days(unknown) == pytest.approx(model.days(light), rel=0.2)


def test_a_pair_has_an_effect_beside_its_words() -> None:
    """Only from north to far it takes long: the pair takes that up, the words alone could not."""
    shape = Shape(words={"to": 20, "from": 20}, crosses={"from*to": 5}, place="to")
    world = []
    for n, one in enumerate(journeys(80)):
        origin = "north" if n % 2 else "south"
        extra = 6 * 86_400 if origin == "north" and one.words["to"] == "near" else 0
        world.append(replace(one, words={**one.words, "from": origin}, end=(one.end or 0) + extra))
    model = fit(world, shape, at=day(80), zone=UTC)

    def base(origin: str, to: str) -> float:
        journey = Journey(id="", start=day(80), words={"from": origin, "to": to})
        return model.days(model.base_of(journey))

    assert base("north", "near") > 2 * base("south", "near")
    assert base("north", "far") == pytest.approx(base("south", "far"), rel=0.35)


@pytest.mark.parametrize("anchor", [Anchor.RATIO, Anchor.DIFFERENCE])
def test_a_plan_is_what_is_measured_against(anchor: Anchor) -> None:
    """Plans are kept to within a day whatever their length: with an anchor windows are narrow, without wide."""
    world = [
        replace(
            one,
            end=one.start + (n % 40 + 1) * 86_400 + n % 7 * 10_000,
            plan=one.start + (n % 40 + 1) * 86_400,
        )
        for n, one in enumerate(journeys(200))
    ]

    def width(shape: Shape) -> float:
        model = fit(world, shape, at=day(200), zone=UTC)
        found = arrival(model, Journey(id="", start=day(200), plan=day(220)))
        assert found is not None
        return (found.quantile(0.9) - found.quantile(0.1)) / 86_400

    assert width(Shape(anchor=anchor)) < 4
    assert width(Shape()) > 20


def test_a_model_shows_how_much_it_knows() -> None:
    """Counts, and nothing of any journey."""
    assert repr(learned(30)).startswith("<Learned 2 features, 4 places, ")


def test_before_anything_arrived_there_is_no_table() -> None:
    """The empty history is a model that knows nothing."""
    model = fit([], Shape(), at=day(0), zone=UTC)

    assert model.table("near") is None
    assert model.seen == 0


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"at": day(99)}, "at: before the model's own; give the same moment or a later one"),
        (
            {"at": day(101), "ended": {"new": day(99)}},
            "ended: an end before its start; give the same instant or a later one",
        ),
        (
            {"at": day(101), "ended": {"new": day(102)}},
            "ended: an end after `at`; give what has ended by then",
        ),
    ],
)
def test_what_cannot_have_happened_is_not_learned(given: dict[str, Any], fault: str) -> None:
    """A night of before, an end before its start, and one that is still to come are refused."""
    new = Journey(id="new", start=day(100))

    with pytest.raises(InvalidInput) as caught:
        learned(100).updated(started=[new], **given)

    assert str(caught.value) == fault


def test_a_moment_may_be_a_datetime() -> None:
    """It is the same instant."""
    model = learned(30)

    with pytest.raises(InvalidInput, match="at: "):
        model.updated(at=datetime(2025, 1, 1))  # noqa: DTZ001 - what must be refused
    assert model.updated(at=moment(day(31))) == model.updated(at=day(31))
