"""What is wrong is said at once, with its place and its remedy, and never with what somebody typed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from postpurchase.errors import Fault, InvalidInput, InvalidPolicy, PostpurchaseError
from postpurchase.people import Shop
from postpurchase.schema import load_case, load_customer, load_event, load_policy, load_row, load_shop
from postpurchase.schema.faults import MAX_FAULTS, refuse, shown
from postpurchase.schema.forms import adapter, words
from postpurchase.schema.reading import unfit
from postpurchase.schema.scalars import FAULTS
from postpurchase.schema.shapes import attempted
from postpurchase.schema.single import one_of
from postpurchase.schema.wording import WORDS
from postpurchase.windows import zone
from tests.schema.whole import AT, OCCURRENCES, ROW, Tree, event_tree, whole_case

SHOP = Shop(name="Kumo")
Path = tuple[str | int, ...]


def said(call: Callable[[], object]) -> list[str]:
    """Return the faults that a call reports, one line each."""
    with pytest.raises(InvalidInput) as caught:
        call()
    return [str(fault) for fault in caught.value.faults]


def changed(tree: Any, path: Path, value: object) -> Any:
    """Return a copy of a tree with another value at a path."""
    if not path:
        return value
    copied = copy.deepcopy(tree)
    place = copied
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return copied


def places(tree: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value in a tree."""
    yield path
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, value in inner:
        yield from places(value, (*path, name))


def event(**fields: object) -> Tree:
    """Return an event with some fields of its own."""
    return {"kind": "item_secured", "order": "o1", "at": AT, **fields}


OFFSET = "give an instant with its offset, as in 2026-10-05T22:40:00+09:00"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"at": "2026-10-05T22:40:00"}, f"at: an instant without offset; {OFFSET}"),
        ({"at": "9999-12-31T23:59:59Z"}, "at: outside the years 2000 to 2200; give an instant within them"),
        ({"at": "0001-01-01T00:00:00Z"}, "at: outside the years 2000 to 2200; give an instant within them"),
        ({"at": "2026-10-05"}, f"at: not an instant; {OFFSET}"),
        ({"at": "2026-13-05T22:40:00Z"}, f"at: not an instant; {OFFSET}"),
        ({"at": 1791207600}, f"at: not an instant; {OFFSET}"),
        (
            {"at": "2026-10-05T22:40:00+23:59"},
            "at: an offset beyond 18 hours; give the offset of a real zone",
        ),
        ({"kind": "item_secred"}, None),
        ({"kind": 7}, None),
        ({"recieved_at": AT}, "recieved_at: unknown field; did you mean received_at"),
        ({"xyzzy": 1}, "…: unknown field; leave it out"),
        ({"~": 1}, "…: unknown field; leave it out"),
        ({"gift": True}, "gift: unknown field; leave it out"),
        ({"order": ""}, "order: empty; give at least one character"),
        ({"order": None}, "order: not text; give text in quotes"),
        ({"sequence": "1"}, "sequence: not a whole number; give one without quotes or fraction"),
        ({"sequence": True}, "sequence: not a whole number; give one without quotes or fraction"),
        ({"notify": "maybe"}, "notify: not a known notify; give auto or never"),
        ({"lines": ["L1", 2]}, "lines.1: not an object; give names and values in braces"),
        ({"lines": "L1"}, "lines: not a list; give one in brackets"),
        (
            {"lines": [{"id": "L1", "qty": 1.5}]},
            "lines.0.qty: not a whole number; give one without quotes or fraction",
        ),
        ({"lines": ["L"] * 1_001}, "lines: more than 1000 items; give at most 1000"),
        ({"raw": {"text": 1}}, "raw.text: not text; give text in quotes"),
    ],
)
def test_a_fault_names_place_and_remedy(fields: Tree, fault: str | None) -> None:
    """Each fault of an event is one line: the path, what is wrong, what would be right."""
    kinds = "kind: not a known kind of event; give "
    lines = said(lambda: load_event(event(**fields)))

    assert lines == [fault] if fault else lines[0].startswith(kinds)


def test_an_event_without_a_kind_misses_it() -> None:
    """What is left out is missing, not unknown."""
    tree = event()
    del tree["kind"]

    assert said(lambda: load_event(tree))[0].startswith("kind: missing; give accepted, ")


def test_the_nearest_words_come_first() -> None:
    """Of a closed vocabulary, what was probably meant is offered first, and only a handful."""
    (line,) = said(lambda: load_event(event(kind="item_secred")))

    assert line.partition("; ")[2] == (
        "give item_secured, accepted, address_changed, appointment_agreed, appointment_needed, arrived "
        "or another of 78"
    )


@pytest.mark.parametrize(
    ("kind", "fields", "fault"),
    [
        (
            "order_placed",
            {"lines": [{"id": "L1", "qty": 0}]},
            "lines.0.qty: below 1; give the quantity ordered, at least 1",
        ),
        ("order_placed", {"needed_by": "2026-02-30"}, "needed_by: not a date; give a date, as in 2026-10-05"),
        ("order_placed", {"needed_by": AT}, "needed_by: not a date; give a date, as in 2026-10-05"),
        ("order_placed", {"needed_by": 5}, "needed_by: not a date; give a date without a time of day"),
        (
            "order_placed",
            {"promised": {"window": {"earliest": "2026-10-05", "latest": AT}}},
            "promised.window.latest: not of one kind with the earliest end; give two dates or two instants",
        ),
        (
            "order_placed",
            {"promised": {"window": {"earliest": "2026-10-05", "latest": "2026-10-04"}}},
            "promised.window.latest: before the earliest date; give the same date or a later one",
        ),
        (
            "order_placed",
            {"promised": {"slot": {"date": "2026-10-05", "from": "16:00", "to": "14:00"}}},
            "promised.slot.to: not after the start; give a later time of the same day",
        ),
        (
            "order_placed",
            {"promised": {"slot": {"date": "2026-10-05", "from": "25:00", "to": "26:00"}}},
            "promised.slot.from: not a time of day; give a time of day, as in 21:00",
        ),
        ("order_placed", {"gift": 1}, "gift: neither true nor false; give one of them, without quotes"),
        (
            "order_placed",
            {"total": {"minor": 5, "currency": "yen"}},
            'total.currency: not an ISO 4217 code; give three capital letters, as in "JPY"',
        ),
        (
            "order_placed",
            {"destination": {"country": "Japan"}},
            "destination.country: not a country code; give two capital letters, as in JP",
        ),
        ("refunded", {"amount": {}}, "amount.currency: missing; give it"),
        (
            "question_answered",
            {"answers": {"slot": {"date": "2026-10-05"}}},
            "answers.slot.code: neither or both of hours and a code; give start and end, or a code",
        ),
        (
            "question_answered",
            {"answers": {"colour": [1]}},
            "answers.…: not a fact; give a truth, number, text, date, instant, window or slot",
        ),
    ],
)
def test_details_are_checked(kind: str, fields: Tree, fault: str) -> None:
    """What a kind of event adds is checked with it, down to the invariants of every value."""
    assert fault in said(lambda: load_event({**event_tree(kind), **fields}))


@pytest.mark.parametrize("value", [None, 5, "item_secured", [], [event()]])
def test_what_is_no_object_is_no_event(value: object) -> None:
    """Anything but an object is refused as a whole."""
    assert said(lambda: load_event(value)) == ["(whole): not an object; give names and values in braces"]


def test_all_faults_come_at_once() -> None:
    """Every fault of a case is reported in one error, in path order, the policy's own included."""
    tree = whole_case()
    tree["shop"]["zone"] = "Mars/Olympus"
    tree["events"][1] = event(at="2026-10-05T22:40:00")
    tree["events"].append({"kind": "?"})
    tree["policy"]["set"]["cadence.longst_silence"] = {}
    tree["policy"]["args"]["lead_days"] = [9, 3]
    del tree["customer"]["id"]

    assert [line.partition(":")[0] for line in said(lambda: load_case(tree))] == [
        "customer.id",
        "events.1.at",
        "events.13.at",
        "events.13.kind",
        "events.13.order",
        "policy.args.lead_days",
        "shop.zone",
    ]


def test_an_event_of_no_known_kind_shows_its_other_faults() -> None:
    """What every event has is checked whatever its kind is; what only some have is not."""
    tree = {
        "kind": "sold",
        "order": 3,
        "at": "2026-10-05T22:40:00",
        "id": 7,
        "reason": 5,
        "lines": [{"foo": 1}],
    }

    assert [line.partition(":")[0] for line in said(lambda: load_event(tree))] == [
        "at",
        "id",
        "kind",
        "lines.0.id",
        "order",
    ]


def test_a_stretch_of_life_ends_after_it_begins() -> None:
    """A run that would end before it starts is refused at its place."""
    tree = whole_case()
    del tree["steps"]
    tree["run"] = {"from": "2026-10-06T00:00:00Z", "until": "2026-10-05T00:00:00Z", "expect": {}}

    assert "run.until: before the start; give the same instant or a later one" in said(
        lambda: load_case(tree)
    )


@pytest.mark.parametrize(
    ("scenario", "path"),
    [
        (
            {
                "steps": [
                    {"now": "2026-10-06T00:00:00Z", "expect": {"messages": [{}, {"touchpoint": "dispached"}]}}
                ]
            },
            "steps.0.expect.messages.1.touchpoint",
        ),
        (
            {"steps": [{"now": "2026-10-06T00:00:00Z", "expect": {"verdicts": {"dispached@1": "send"}}}]},
            "steps.0.expect.verdicts",
        ),
        (
            {"steps": [{"now": "2026-10-06T00:00:00Z", "expect": {"reasons": {"dispached@1": ["due"]}}}]},
            "steps.0.expect.reasons",
        ),
        (
            {
                "run": {
                    "from": "2026-10-05T00:00:00Z",
                    "until": "2026-10-06T00:00:00Z",
                    "expect": {"timeline": [{"touchpoint": "dispatched", "rides": ["dispached@1"]}]},
                }
            },
            "run.expect.timeline.0.rides",
        ),
    ],
)
def test_a_scenario_expects_only_what_its_policy_keeps(scenario: Tree, path: str) -> None:
    """A misspelt touchpoint in an expectation is bad input, and the nearest one is named first."""
    tree = {"format": 1, "shop": {"name": "Kumo"}, "policy": {"preset": "retail"}, **scenario}

    (line,) = said(lambda: load_case(tree))

    assert line.startswith(f"{path}: no touchpoint of the policy; give dispatched, ")


def test_the_policys_faults_are_the_cases() -> None:
    """A case whose only fault is in its policy says so under the policy."""
    tree = whole_case()
    tree["policy"]["set"] = {"touchpoints.dispatched.deadline": "PT1H"}

    assert said(lambda: load_case(tree)) == [
        "policy.set.touchpoints.dispatched.deadline: only must-tells have deadlines; leave it out, or make it a must_tell"
    ]


@pytest.mark.parametrize(
    ("tree", "lines"),
    [
        ({}, ["shop: missing; give it", "policy: missing; give it", "format: missing; give it"]),
        ([], ["(whole): not an object; give names and values in braces"]),
        (
            {"format": 2, "shop": {"name": "Kumo"}, "policy": {"preset": "retail"}},
            ["format: not a format that this version reads; give 1"],
        ),
        (
            {"format": 0, "shop": {"name": "Kumo"}, "policy": {"preset": "retail"}},
            ["format: not a format that this version reads; give 1"],
        ),
        (
            {"format": 1, "shop": {"name": " "}, "policy": {"preset": "retail"}},
            ["shop.name: empty; give the shop's name as customers know it"],
        ),
        (
            {"format": 1, "shop": {"name": "Kumo"}, "policy": 7},
            ["policy: not an object; give names and values in braces"],
        ),
    ],
)
def test_a_case_says_what_it_is(tree: object, lines: list[str]) -> None:
    """A case needs a format we know, a shop and a policy."""
    assert said(lambda: load_case(tree)) == sorted(lines)


@pytest.mark.parametrize(("count", "accepted"), [(10_000, True), (10_001, False)])
@pytest.mark.parametrize("part", ["events", "ledger"])
def test_histories_are_bounded(part: str, count: int, accepted: bool) -> None:
    """Ten thousand events or rows are taken, one more is refused."""
    tree = {"format": 1, "shop": {"name": "Kumo"}, "policy": {"preset": "retail"}}
    tree[part] = [{"kind": "sent" if part == "ledger" else "item_secured", "order": "o1", "at": AT}] * count

    if accepted:
        assert len(getattr(load_case(tree), part)) == count
    else:
        assert said(lambda: load_case(tree)) == [f"{part}: more than 10000 items; give at most 10000"]


def test_a_long_list_of_faults_is_cut() -> None:
    """After a hundred faults only their number is said."""
    faults = [Fault(f"events.{n}.at", "missing", "give it") for n in range(MAX_FAULTS + 5)]
    error = refuse(faults)

    assert len(error.faults) == MAX_FAULTS + 1
    assert str(error.faults[-1]) == "(whole): 5 more faults; mend these first"
    assert str(error.faults[2]) == "events.2.at: missing; give it"


def test_paths_show_only_what_we_know() -> None:
    """A name that nobody declared is not shown, except the names a shop gives in its policy."""
    assert shown(("customer", "buyer", "channels", "email")) == "customer.buyer.channels.email"
    assert shown(("events", 3, "佐藤")) == "events.3.…"
    assert shown(("policy", "set", "profiles.couriers.express")) == "policy.set.profiles.couriers.express"
    assert shown(("policy", "set", "a b")) == "policy.set.…"
    assert shown(("profiles", "couriers", "express"), policy=True) == "profiles.couriers.express"


BAD: tuple[object, ...] = (
    None,
    True,
    1,
    -1,
    1.5,
    "x",
    "",
    [],
    {},
    [[1]],
    {"x": 1},
    ["x", "x", "x"],
    "2026-10-05",
    "-P1D",
    2**53,
)


def roots() -> Iterator[tuple[str, Tree]]:
    """Yield (root, tree) so that together every shape stands in them, and each is small."""
    yield (
        "case",
        {
            name: part
            for name, part in whole_case().items()
            if name not in ("events", "ledger", "customer", "run")
        },
    )
    yield "customer", whole_case()["customer"]
    yield "row", ROW
    yield from (("event", event_tree(kind)) for kind in OCCURRENCES)


def spoilt(values: Callable[[Path], Iterator[object]]) -> Iterator[tuple[str, Tree]]:
    """Yield (root, tree) with one value of a tree exchanged."""
    for root, tree in roots():
        for path in places(tree):
            yield from ((root, changed(tree, path, value)) for value in values(path))


def test_the_words_are_total_over_what_is_found() -> None:
    """Everything pydantic finds in a tree with one value spoilt has words of ours, and no words are idle."""
    too_long = [("row", {**ROW, "keys": ["x"] * 1_001}), ("row", {**ROW, "keys": ["x" * 5_000]})]
    found = set()
    for root, tree in [*spoilt(lambda path: iter(BAD)), *too_long]:
        try:
            adapter(root).validate_python(tree)
        except ValidationError as error:
            found |= {one["type"] for one in error.errors(include_url=False, include_input=False)}

    assert found - {"faults", "extra_forbidden"} == set(WORDS)


CANARY = "ｶﾅﾘｱ7f3a"


LOADERS: dict[str, Callable[[object], object]] = {
    "case": load_case,
    "customer": load_customer,
    "row": load_row,
    "event": load_event,
}


def canaries(path: Path) -> Iterator[object]:
    """Yield values with a canary in them, as value and as name."""
    yield from (CANARY, {CANARY: [CANARY]})


def test_no_error_repeats_what_somebody_typed() -> None:
    """A canary in every place of a tree, as value and as name, shows in no error's text."""
    errors = [error for root, tree in spoilt(canaries) if (error := refused(LOADERS[root], tree)) is not None]
    texts = [f"{one} {one!r} {one.args} {one.__cause__!r} {one.__context__!r}" for one in errors]

    assert len(texts) > 500
    assert [text for text in texts if CANARY in text] == []


def refused(load: Callable[[object], object], tree: object) -> PostpurchaseError | None:
    """Return the error with which a tree is refused, if it is."""
    try:
        load(tree)
    except PostpurchaseError as error:
        return error
    return None


def test_no_error_has_another_behind_it() -> None:
    """Neither cause nor context of an error holds what pydantic or the parser kept of the input."""
    calls: list[Callable[[], object]] = [
        lambda: load_case({"format": CANARY}),
        lambda: load_event(event(at=CANARY)),
        lambda: load_customer({"id": [CANARY]}),
        lambda: load_row({"kind": CANARY}),
        lambda: load_shop({"name": "x", "zone": CANARY}),
        lambda: load_policy({"preset": "retail", "args": {"lead_days": [CANARY]}}, SHOP),
        lambda: load_policy({"preset": "retail", "args": {"lead_days": [9, 1]}}, SHOP),
        lambda: load_policy({"preset": "retail", "set": {"cadence.shortest_gap": CANARY}}, SHOP),
        lambda: load_policy({"preset": "retail", "set": {"cadence.shortest_gap": "-P1D"}}, SHOP),
    ]
    for call in calls:
        with pytest.raises(InvalidInput) as caught:
            call()

        assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_our_own_invariants_name_json_fields() -> None:
    """A fault that the value itself reports is spelt with the names of JSON."""
    tree = {"quiet_hours": {"from": "21:00", "to": "21:00"}}
    lines = said(lambda: load_customer({"id": "c1", "buyer": tree}))

    assert lines == [
        "buyer.quiet_hours.to: the same as the start; give another time; no rule at all closes nothing"
    ]


def test_a_name_that_is_not_known_is_a_fault() -> None:
    """Whatever a value looks up while it is made, and does not find, is a fault of its tree."""
    with pytest.raises(PydanticCustomError) as caught:
        attempted(lambda: zone("Mars/Olympus"))

    assert caught.value.context == {FAULTS: (Fault("", "no such zone", "give a known one"),)}


def test_values_beyond_bounds_are_faults() -> None:
    """A tree that never was text is refused for its single values first."""
    assert said(lambda: load_event(event(sequence=2**53 + 1))) == [
        "sequence: an integer beyond 2^53; give a smaller one, or text"
    ]


def test_words_hold_fields_and_vocabularies() -> None:
    """What may be shown is what our own schemas declare."""
    assert {"received_at", "order_placed", "longest_silence", "arriving_today", "from", "while"} <= words()
    assert not any(CANARY in word or word == "o1" for word in words())


def test_trees_made_by_hand_are_bounded_too() -> None:
    """A tree that never was text is held to the same bounds."""
    assert sorted(map(str, unfit({"at": object(), 3: 1, "name": "\ud800"}))) == [
        "(whole): a name that is not text; give names in quotes",
        "at: not a plain value; give what JSON can say",
        "name: half of a surrogate pair; give whole characters",
    ]
    assert json.loads(json.dumps(whole_case())) == whole_case()


@pytest.mark.parametrize(
    ("tree", "lines"),
    [
        (
            {"preset": "retial"},
            [
                "preset: not a known preset; give retail, buy_on_demand, contact_first, proactive or shared_with_courier"
            ],
        ),
        (
            {"preset": "retail", "args": {"lead_day": [1, 2]}},
            ["args.lead_day: unknown field; did you mean lead_days"],
        ),
        ({"preset": "retail", "args": {"lead_days": [1]}}, ["args.lead_days.1: missing; give it"]),
        (
            {"preset": "retail", "args": {"lead_days": [1, 2, 3]}},
            ["args.lead_days: more than 2 items; give at most 2"],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.nope.wait": "PT1H"}},
            ["set.touchpoints.nope.wait: no such place; name a field, or a touchpoint by its id"],
        ),
        (
            {
                "preset": "retail",
                "set": {"touchpoints.nope.wait": "PT1H", "cadens.a": 1, "courier_timeout": 1},
            },
            [
                "set.cadens: unknown field; did you mean cadence",
                "set.courier_timeout: not a duration; give an ISO 8601 duration, as in P5D or PT30M",
                "set.touchpoints.nope.wait: no such place; name a field, or a touchpoint by its id",
            ],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.nope": None}},
            ["set.touchpoints.nope: no such touchpoint; leave it out"],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.dispatched": 5}},
            ["set.touchpoints.dispatched: no such place; name a field, or a touchpoint by its id"],
        ),
        (
            {"preset": "retail", "set": {"max_event_age.days": 5}},
            ["set.max_event_age.days: no such place; name a field, or a touchpoint by its id"],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.dispatched.wait": "1h"}},
            [
                "set.touchpoints.dispatched.wait: not a duration; give an ISO 8601 duration, as in P5D or PT30M"
            ],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.dispatched.wait": 60}},
            [
                "set.touchpoints.dispatched.wait: not a duration; give an ISO 8601 duration, as in P5D or PT30M"
            ],
        ),
        (
            {"preset": "retail", "set": {"touchpoints.dispatched.wait": "P9999D"}},
            ["set.touchpoints.dispatched.wait: longer than ten years; give a shorter duration"],
        ),
        (
            {
                "preset": "retail",
                "set": {"profiles.couriers.express.says.delivered": {"by": "10:00", "within": "PT1H"}},
            },
            [
                'set.profiles.couriers.express.says.delivered: a courier\'s word needs one term; give either by "10:00" or within "PT24H"'
            ],
        ),
        (
            {"preset": "retail", "set": {"channels.smoke.lease": "PT1H"}},
            [
                "set.channels.smoke: not a known channel; give call, chat, email, marketplace_message, push or sms"
            ],
        ),
        ({"touchpoints": []}, ["format: missing; give it", "id: missing; give it"]),
        (
            {"format": 0, "id": "p", "touchpoints": [{"id": "hello", "when": [], "channels": ["email"]}]},
            ["touchpoints.hello.when: empty; give at least one trigger"],
        ),
        (
            {"format": 0, "id": "p", "touchpoints": [{"id": "hello", "when": 5}]},
            ["touchpoints.hello.when: not a list; give one in brackets"],
        ),
        (
            {"format": 0, "id": "p", "touchpoints": [{"id": 5}]},
            ["touchpoints.0.id: not text; give text in quotes", "touchpoints.0.when: missing; give it"],
        ),
        (
            {"format": 0, "id": "p", "touchpoints": ["hello"]},
            ["touchpoints.0: not an object; give names and values in braces"],
        ),
        ({"preset": float("nan")}, ["preset: not a finite number; give a number, or null"]),
    ],
)
def test_policies_say_what_is_wrong(tree: Tree, lines: list[str]) -> None:
    """Every fault of a policy has its place: a field, an argument, a dotted path, a touchpoint by its id."""
    with pytest.raises(InvalidPolicy) as caught:
        load_policy(tree, SHOP)

    assert [str(fault) for fault in caught.value.faults] == lines


def test_settings_reach_everywhere() -> None:
    """Dotted paths change durations, profiles that are not there yet, and touchpoints, and leave the rest."""
    settings = {
        "cadence.longest_silence.standard": "P5D",
        "profiles.couriers.express.says.arriving_today": {"by": "10:00", "channel": "sms"},
        "profiles.marketplaces.market.forbids": ["feedback_request"],
        "touchpoints.dispatched.wait": "PT1H",
        "touchpoints.reassurance": None,
        "touchpoints.hello": {"when": [{"on": "milestone", "milestone": "placed"}], "channels": ["email"]},
        "touchpoints.delivered": {
            "when": [{"on": "milestone", "milestone": "delivered"}],
            "channels": ["sms"],
        },
    }
    base, policy = (load_policy({"preset": "retail", "set": some}, SHOP) for some in ({}, settings))
    dispatched, hello = policy.touchpoint("dispatched"), policy.touchpoint("hello")

    assert str(policy.cadence.longest_silence["standard"]) == "5 days, 0:00:00"
    assert policy.cadence.longest_silence["more"] == base.cadence.longest_silence["more"]
    assert str(policy.profiles.courier("express").says["arriving_today"].by) == "10:00:00"
    assert policy.profiles.marketplace("market").forbids == ("feedback_request",)
    assert dispatched is not None
    assert str(dispatched.wait) == "1:00:00"
    assert hello is not None
    assert hello.channels == ("email",)
    assert policy.touchpoint("reassurance") is None
    assert [point.id for point in policy.touchpoints].count("delivered") == 1
    assert policy.caps == base.caps


def test_of_no_words_none_is_right() -> None:
    """Where nothing may be given, it is to be left out."""
    assert one_of([]) == "leave it out"
