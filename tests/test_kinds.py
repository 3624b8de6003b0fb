"""Whether values are of the kinds they are declared to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.kinds import (
    check_kinds,
    check_name,
    misfits,
    must_be,
    must_be_all,
    must_be_mapping,
    settled,
)
from postpurchase.vocabulary import Level

NO_NUMBER: Any = "x"


@dataclass
class Lid:
    """What a parcel may have."""

    grams: int = 1


@dataclass(frozen=True)
class Box:
    """What a parcel may come in."""

    level: Level = Level.MORE


@dataclass
class Parcel:
    """One field of each kind of declaration."""

    grams: int = 1
    again: Level | None = None
    levels: tuple[Level, ...] = ()
    some: frozenset[Level] = frozenset()
    box: Box = Box()
    note: str | None = None
    fragile: bool = False
    level: Level = Level.MORE
    after: timedelta | datetime = timedelta(1)
    lid: Lid | None = None
    holds: tuple[str, ...] = ()
    size: tuple[int, str] = (1, "m")
    pair: tuple[int, Level] = (1, Level.LESS)
    days: frozenset[int] = frozenset()
    lids: Mapping[Level, Lid] = field(default_factory=dict)
    open: object = None
    either: Literal["a", "b"] = "a"
    numbers: list[int] = field(default_factory=list)
    more: Callable[[], int] | None = None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"note": "n", "level": "less", "lid": Lid(), "holds": ("a", "b"), "size": (2, "cm")},
        {"after": datetime(2026, 1, 1, tzinfo=UTC), "days": frozenset({1}), "lids": {"more": Lid()}},
        {"open": [], "either": "c", "numbers": ["not looked at"]},
    ],
)
def test_what_fits(given: dict[str, Any]) -> None:
    """What is of its declared kind passes, and so does what nothing is asked of."""
    assert list(misfits(Parcel(**given))) == []
    check_kinds(Parcel(**given))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"grams": "1"}, ["grams: text, not a whole number; give a whole number"]),
        ({"grams": True}, ["grams: true or false, not a whole number; give a whole number"]),
        ({"note": 1}, ["note: a whole number, not text or None; give text or None"]),
        ({"fragile": None}, ["fragile: None, not true or false; give true or false"]),
        ({"level": "most"}, ["level: not a known word; give one of less, standard, more"]),
        ({"level": 1}, ["level: not a known word; give one of less, standard, more"]),
        (
            {"after": "PT1H"},
            ["after: text, not timedelta or datetime; give timedelta or datetime"],
        ),
        ({"lid": {"grams": 1}}, ["lid: dict, not Lid or None; give Lid or None"]),
        ({"lid": Lid(grams=NO_NUMBER)}, ["lid.grams: text, not a whole number; give a whole number"]),
        ({"holds": "kettle"}, ["holds: text, not a tuple; give one, as in (a, b), or (a,) for a single one"]),
        ({"holds": ("a", 1)}, ["holds.1: a whole number, not text; give text"]),
        (
            {"size": ("m", 1)},
            [
                "size.0: text, not a whole number; give a whole number",
                "size.1: a whole number, not text; give text",
            ],
        ),
        ({"size": (1, "m", 2)}, ["size: tuple, not a tuple of 2; give 2 values"]),
        ({"size": [1, "m"]}, ["size: list, not a tuple of 2; give 2 values"]),
        ({"days": {1}}, ["days: set, not a frozenset; give one, as in frozenset({a, b})"]),
        ({"days": frozenset({"1"})}, ["days: text, not a whole number; give a whole number"]),
        ({"lids": [Lid()]}, ["lids: list, not a mapping; give one, as in {name: value}"]),
        ({"lids": {"most": Lid()}}, ["lids: not a known word; give one of less, standard, more"]),
        ({"lids": {"more": 1}}, ["lids.more: a whole number, not Lid; give Lid"]),
    ],
)
def test_what_does_not_fit(given: dict[str, Any], expected: list[str]) -> None:
    """Each misfit is named with its path, its kind and what would be right; never with its value."""
    assert [str(fault) for fault in misfits(Parcel(**given))] == expected
    with pytest.raises(InvalidInput) as caught:
        check_kinds(Parcel(**given))
    assert sorted(expected) == [str(fault) for fault in caught.value.faults]


def test_texts_become_words() -> None:
    """A word given as its text is the word afterwards, however deep it stands; what else there is stays as it is."""
    lids = {Level.LESS: Lid()}
    found = Parcel(
        level="less",
        again="more",
        levels=("less", Level.MORE),
        some=frozenset({"less"}),
        lids={"more": Lid()},
        box=Box(level="less"),
        pair=(1, "more"),
    )
    check_kinds(found)
    words = [found.level, found.again, *found.levels, *found.some, *found.lids, found.box.level]

    assert [type(word) for word in (*words, found.pair[1])] == [Level] * 8
    assert found == Parcel(
        level=Level.LESS,
        again=Level.MORE,
        levels=(Level.LESS, Level.MORE),
        some=frozenset({Level.LESS}),
        lids={Level.MORE: Lid()},
        box=Box(level=Level.LESS),
        pair=(1, Level.MORE),
    )
    whole = Parcel(lids=lids, note="less")
    check_kinds(whole)
    assert whole.lids is lids
    assert type(whole.note) is str


def test_nothing_is_settled_while_something_is_wrong() -> None:
    """A value with a fault keeps its texts, and says what is wrong."""
    found = Parcel(level="less", grams=NO_NUMBER)

    assert [str(fault) for fault in settled(found)] == [
        "grams: text, not a whole number; give a whole number"
    ]
    assert type(found.level) is str
    assert settled(Parcel()) == []


def test_plain_values_have_no_fields() -> None:
    """Nothing is asked of what declares nothing."""
    assert list(misfits(3)) == []


def test_one_value_must_be() -> None:
    """A value of its kind comes back; another is refused under its name."""
    assert must_be("n", 3, int, "give a number") == 3
    with pytest.raises(InvalidInput, match=r"^n: text, not int; give a number$"):
        must_be("n", "3", int, "give a number")


def test_all_values_must_be() -> None:
    """A collection comes back as a tuple, of subclasses too; every other member is refused at once."""
    assert must_be_all("n", [1, 2], int, "give numbers") == (1, 2)
    assert must_be_all("n", iter([1, True]), int, "give numbers") == (1, True)
    with pytest.raises(InvalidInput) as caught:
        must_be_all("n", [1, "2", None], int, "give numbers")
    assert str(caught.value) == "n.1: text, not int; give numbers\nn.2: None, not int; give numbers"


@pytest.mark.parametrize("given", [None, 3, "text", {"a": 1}])
def test_what_is_no_collection(given: object) -> None:
    """A single value, a text or a mapping is no collection of values."""
    with pytest.raises(InvalidInput, match=r"^n: .*, not a collection of int; give numbers$"):
        must_be_all("n", given, int, "give numbers")


@pytest.mark.parametrize("given", ["", None, 3, 0])
def test_a_name_says_something(given: Any) -> None:
    """A name is a text, and not empty."""
    check_name("order", "o1")
    with pytest.raises(InvalidInput, match=r"^order: .*, not a name; give a text that is not empty$"):
        check_name("order", given)


@pytest.mark.parametrize("given", [None, ["a"], "text"])
def test_what_is_no_mapping(given: Any) -> None:
    """A mapping from texts is let through, anything else is refused."""
    must_be_mapping("n", {"a": 1}, "give a mapping")
    with pytest.raises(InvalidInput, match=r"^n: .*, not a mapping; give a mapping$"):
        must_be_mapping("n", given, "give a mapping")
