from __future__ import annotations

import json
import pickle
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from tests.eta.worlds import SHAPE, UTC, day, journeys, learned

from postpurchase.calendars import CourierCalendar, SlotOffer, WorkingCalendar
from postpurchase.errors import InvalidInput
from postpurchase.eta import Journey, KnownRoute, Leg, LegKind, Peak, Route, arrival, fit
from postpurchase.eta.dumping import dump_model, load_learned, load_model
from postpurchase.eta.learned import dump_learned
from postpurchase.eta.model import LearnedModel
from postpurchase.windows import zone

WORKING = WorkingCalendar(zone=UTC, cutoff=time(14), holidays=frozenset({date(2025, 12, 25)}))
ROUTE = Route(
    zone=UTC,
    legs=(
        Leg(kind=LegKind.HANDLING, days=(0, 2), calendar=WORKING),
        Leg(kind=LegKind.LAST_MILE, days=(1, 3)),
    ),
    peaks=(
        Peak(
            start=date(2025, 12, 1),
            end=date(2025, 12, 24),
            days=(0, 2),
            legs=frozenset({LegKind.LAST_MILE}),
            name="yule",
        ),
    ),
    courier=CourierCalendar(
        working=WORKING,
        intervals=(
            SlotOffer(start=time(9), end=time(12)),
            SlotOffer(code="evening", weekdays=frozenset({1})),
        ),
    ),
    scan_days=3,
)


def through_json(tree: object) -> Any:
    """Return a tree as JSON brings it back."""
    return json.loads(json.dumps(tree))


def test_a_loaded_model_says_what_the_dumped_one_said() -> None:
    """To a few minutes, which is what rounding to four digits costs."""
    model = learned(120)
    loaded = load_learned(through_json(dump_learned(model)))

    for to in ("near", "far", "nowhere"):
        journey = Journey(id="", start=day(120.4), words={"to": to})
        was, is_ = arrival(model, journey), arrival(loaded, journey)
        assert was is not None
        assert is_ is not None
        for level in (0.05, 0.5, 0.95):
            assert is_.quantile(level) == pytest.approx(was.quantile(level), abs=600)


def test_the_days_before_the_logarithm_are_kept_and_older_trees_have_the_usual_ones() -> None:
    """A model of other logarithms comes back with them; a tree of before they were learned means half a day."""
    tree = through_json(dump_learned(replace(learned(40), offset=8.0)))

    assert load_learned(tree).offset == 8.0
    del tree["offset"]
    assert load_learned(tree).offset == 0.5


def test_dumping_what_was_loaded_gives_the_same_tree() -> None:
    """Nothing is lost a second time."""
    whole = dump_model(LearnedModel(whole=learned(60), carriage=learned(30), route=ROUTE, level=0.9))
    plain = dump_model(LearnedModel(route=replace(ROUTE, courier=None)))

    for tree in (whole, plain):
        assert dump_model(load_model(through_json(tree))) == tree


def test_a_route_comes_back_as_it_was() -> None:
    """Legs, calendars, cut-offs, holidays, peaks, offers and the limit of silence."""
    loaded = load_model(through_json(dump_model(LearnedModel(route=ROUTE))))

    assert loaded.route == ROUTE
    assert loaded.whole is None
    assert load_model(through_json(dump_model(KnownRoute(route=ROUTE)))) == loaded


def test_a_model_of_somebody_else_s_is_not_dumped() -> None:
    """A shop's own class may foresee; what it holds is its own to keep."""

    class Theirs:
        def foresee(self, *_: object) -> None:
            """Foresee nothing."""

    with pytest.raises(InvalidInput, match="a model that JSON has no word for"):
        dump_model(Theirs())


def test_a_model_goes_on_after_it_was_loaded() -> None:
    """Arrivals of what was under way are noted, and a fit upon it remembers what it remembered."""
    model = learned(100)
    loaded = load_learned(through_json(dump_learned(model)))
    pending = next(iter(loaded.pending.values()))
    world = list(journeys(114))

    assert pending.base == pytest.approx(model.pending[pending.id].base, abs=1e-4)
    again, straight = (fit(world, SHAPE, at=day(107), zone=UTC, before=one) for one in (loaded, model))
    assert len(again.recents) == len(straight.recents)
    assert [one.base for one in again.recents] == pytest.approx(
        [one.base for one in straight.recents], abs=1e-3
    )


def test_ids_of_what_has_arrived_are_not_kept() -> None:
    """A dump holds the ids of what is under way, and of nothing else."""
    world = [replace(one, id=f"secret-{one.id}") for one in journeys(60)]
    model = fit(world, SHAPE, at=day(60), zone=UTC)

    assert json.dumps(dump_learned(model)).count("secret") == len(model.pending)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tree: tree.update(format=2),
        lambda tree: tree.update(level=0.1),
        lambda tree: tree["whole"].update(at="soon"),
        lambda tree: tree["whole"].update(centre=float("nan")),
        lambda tree: tree["whole"]["clock"].update(zone="Nowhere"),
        lambda tree: tree["whole"]["clock"].update(weights=[1]),
        lambda tree: tree["whole"].update(offset=0),
        lambda tree: tree["whole"]["recents"].append([]),
        lambda tree: tree["whole"].update(at=10**30),
        lambda tree: tree["whole"]["recents"].append([10**30, 1.0, 0, None]),
        lambda tree: tree["whole"]["recents"].append([1, 1.0, 99, None]),
        lambda tree: tree["whole"]["shape"].update(anchor="ship"),
        lambda tree: tree["whole"].update(effects=[]),
        lambda tree: tree["route"]["legs"][0].update(days=[1]),
        lambda tree: tree["route"]["legs"][0].update(days=[3, 1]),
        lambda tree: tree.update(route=7),
    ],
)
def test_a_tree_that_is_no_model_is_refused(spoil: Any) -> None:
    """Whatever is wrong with it, one of our own errors says so."""
    tree = through_json(dump_model(LearnedModel(whole=learned(30), route=ROUTE)))
    spoil(tree)
    with pytest.raises(InvalidInput):
        load_model(tree)


@pytest.mark.parametrize("tree", [None, 3, "x", [], {}])
def test_what_is_no_tree_at_all_is_refused(tree: object) -> None:
    """Neither nothing nor anything else is a model."""
    with pytest.raises(InvalidInput, match=r"not a mapping|format: missing"):
        load_model(tree)


HAND: dict[str, Any] = {"zone": "Asia/Tokyo", "legs": [{"kind": "handling", "days": [0, 2]}]}


def test_a_route_by_hand_may_leave_out_what_it_does_not_have() -> None:
    """Peaks, a courier, calendars and what calendars have of themselves."""
    shop = {"kind": "handling", "days": [0, 2], "calendar": {"zone": "Asia/Tokyo"}}
    found = load_model({"format": 1, "level": 0.8, "route": {**HAND, "legs": [shop]}}).route

    bare = load_model({"format": 1, "route": {**HAND, "courier": {"working": {"zone": "Asia/Tokyo"}}}})

    leg = Leg(kind=LegKind.HANDLING, days=(0, 2), calendar=WorkingCalendar(zone=zone("Asia/Tokyo")))
    assert bare.route is not None
    assert (bare.level, bare.route.courier) == (
        0.8,
        CourierCalendar(working=WorkingCalendar(zone=zone("Asia/Tokyo"))),
    )
    assert found == Route(zone=zone("Asia/Tokyo"), legs=(leg,))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"leg": []}, "route.leg: unknown field; did you mean legs"),
        ({"xyzzy": []}, "route.…: unknown field; leave it out"),
        (
            {"legs": [{"kind": "handling", "days": [0, 2], "calender": {}}]},
            "route.legs.0.calender: unknown field; did you mean calendar",
        ),
        ({"courier": {"intervals": []}}, "route.courier.working: missing; give it as `dump_model` writes it"),
        (
            {"courier": {"working": {"zone": "Asia/Tokyo"}, "intervals": [{}]}},
            "route.courier.intervals.0.code: neither hours nor a code; give start and end, a code, or both",
        ),
        ({"zone": "Asia/Tokio"}, "route.zone: no zone of that name; give an IANA name, as in Asia/Tokyo"),
        ({"legs": [{"days": [0, 2]}]}, "route.legs.0.kind: missing; give it as `dump_model` writes it"),
        (
            {"legs": [{"kind": "handling", "days": [2, 0]}]},
            "route.legs.0.days: not a range of days; give fewest and most, as in [7, 21]",
        ),
        ({"legs": 3}, "route.legs: not what belongs here; give it as `dump_model` writes it"),
        ({"legs": [3]}, "route.legs.0: not a mapping; give one, as `dump_model` writes it"),
        (
            {"legs": [{"kind": "lastmile", "days": [0, 2]}]},
            (
                "route.legs.0.kind: not a known word; "
                "give one of sourcing, handling, international, customs, domestic, last_mile"
            ),
        ),
    ],
)
def test_a_route_by_hand_is_told_what_is_wrong_with_it(changed: dict[str, Any], fault: str) -> None:
    """The path leads to the place."""
    with pytest.raises(InvalidInput) as raised:
        load_model({"format": 1, "level": 0.8, "route": HAND | changed})

    assert str(raised.value) == fault


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        ({"level": 0.8, "route": HAND}, "format: missing; give it as `dump_model` writes it"),
        (
            {"format": 1, "level": "high", "route": HAND},
            "level: not what belongs here; give it as `dump_model` writes it",
        ),
        ({"format": 1, "rout": HAND}, "rout: unknown field; did you mean route"),
        (7, "(whole): not a mapping; give one, as `dump_model` writes it"),
    ],
)
def test_what_is_around_a_route_is_looked_at_too(tree: Any, fault: str) -> None:
    """Format, level and the names of a model's parts have paths as well."""
    with pytest.raises(InvalidInput) as raised:
        load_model(tree)

    assert str(raised.value) == fault


def test_a_model_is_equal_to_its_copies() -> None:
    """Through JSON, through pickle, and learned once more from the same."""
    journeys_ = list(journeys(30))
    one, again = (LearnedModel(whole=fit(journeys_, SHAPE, at=day(30), zone=UTC)) for _ in range(2))

    assert load_model(through_json(dump_model(one))) == one
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert again == one


def test_models_that_are_dumped_alike_are_equal() -> None:
    """A copy through JSON is the same model, and what was learned of other orders is not."""
    one = learned(30)
    again = load_learned(through_json(dump_learned(one)))

    assert (again == one, hash(again) == hash(one)) == (True, True)
    assert again != one.updated(at=one.at + 86_400)
    assert one != "a model"


def test_a_route_that_is_no_tree_says_where() -> None:
    """The whole of it has a path as well."""
    with pytest.raises(InvalidInput, match="route: not a mapping"):
        load_model({"format": 1, "level": 0.8, "route": 3})
