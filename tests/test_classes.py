"""Our dataclasses are the standard library's, made later: each test asks both and compares."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from postpurchase import classes
from postpurchase.kinds import misfits

Maker = Any

FIRST_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__lt__", "__le__", "__gt__", "__ge__")


def parcel(made_by: Maker) -> type:
    """Return one class with a field of each kind, made by one of the two."""

    @made_by.dataclass(frozen=True, slots=True, kw_only=True)
    class Parcel:
        """What travels."""

        id: str
        grams: int = 1
        marks: list[str] = made_by.field(default_factory=list, compare=False)
        note: str = made_by.field(default="", repr=False)
        seen: int = made_by.field(default=0, hash=False)
        label: str = made_by.field(init=False, compare=False)
        stops: list[str] = made_by.field(init=False, default_factory=list, compare=False)
        weight: int = made_by.field(init=False, default=0, repr=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "label", f"#{self.id}")

    return Parcel


def point(made_by: Maker) -> type:
    """Return a class that is ordered, takes values by position and has no second part to its making."""

    @made_by.dataclass(frozen=True, slots=True, order=True)
    class Point:
        """A place."""

        east: int
        north: int = 2

    return Point


def draft(made_by: Maker) -> type:
    """Return a class that may change and compares by identity."""

    @made_by.dataclass(slots=True, kw_only=True, eq=False)
    class Draft:
        """What is being written."""

        text: str
        lines: list[str] = made_by.field(default_factory=list)

    return Draft


def loose(made_by: Maker) -> type:
    """Return a frozen class without slots that writes its own representation."""

    @made_by.dataclass(frozen=True, kw_only=True)
    class Loose:
        """What has room for more."""

        one: str
        two: int = 2
        three: list[int] = made_by.field(default_factory=list, hash=False)
        four: str = made_by.field(default="4", compare=False)

        def __repr__(self) -> str:
            return f"<Loose {self.one}>"

    return Loose


def own_init(made_by: Maker) -> type:
    """Return a class that makes itself."""

    @made_by.dataclass(frozen=True, init=False, repr=False)
    class OwnInit:
        """What needs no help."""

        one: str

        def __init__(self, *letters: str) -> None:
            object.__setattr__(self, "one", "".join(letters))

    return OwnInit


def single(made_by: Maker) -> type:
    """Return a class with one field."""

    @made_by.dataclass(frozen=True, slots=True)
    class Single:
        """One thing."""

        one: tuple[int, ...] = ()

    return Single


def empty(made_by: Maker) -> type:
    """Return a class without fields."""

    @made_by.dataclass(frozen=True, slots=True, kw_only=True)
    class Empty:
        """Nothing."""

    return Empty


SAMPLES: tuple[tuple[Callable[[Maker], type], tuple[Any, ...], dict[str, Any]], ...] = (
    (parcel, (), {"id": "a"}),
    (parcel, (), {"id": "a", "marks": ["x"], "grams": 3, "seen": 4}),
    (point, (1,), {}),
    (point, (1,), {"north": 3}),
    (draft, (), {"text": "x"}),
    (draft, (), {"text": "x", "lines": ["y"]}),
    (loose, (), {"one": "1"}),
    (own_init, ("a", "b"), {}),
    (single, ((1, 2),), {}),
    (empty, (), {}),
)
MAKERS = (parcel, point, draft, loose, own_init, single, empty)


def both(make: Callable[[Maker], type]) -> tuple[type, type]:
    """Return ours and the standard library's."""
    return make(classes), make(dataclasses)


def seen(value: Any) -> dict[str, Any]:
    """Return the values of all fields."""
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def wrong(action: Callable[[], object]) -> tuple[type[Exception], str]:
    """Return what an action raises and says."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the standard library raises
        action()
    return type(caught.value), str(caught.value)


@pytest.mark.parametrize(("make", "given", "named"), SAMPLES)
def test_values_are_the_same(make: Callable[[Maker], type], given: Any, named: Any) -> None:
    """What was given and what was left out are in the same fields, and are shown alike."""
    ours, theirs = (kind(*given, **named) for kind in both(make))

    assert seen(ours) == seen(theirs)
    if type(theirs).__repr__ is not object.__repr__:
        assert repr(ours) == repr(theirs)


@pytest.mark.parametrize("make", MAKERS)
def test_methods_are_found_with_the_class_as_the_value(make: Callable[[Maker], type]) -> None:
    """As of Python 3.14 signatures are read of methods bound to the class itself."""
    ours, theirs = (vars(kind)["__init__"].__get__(kind, type(kind)) for kind in both(make))

    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))


@pytest.mark.parametrize("make", MAKERS)
def test_classes_look_the_same(make: Callable[[Maker], type]) -> None:
    """Signature, slots, names for patterns, documentation and which methods there are."""
    ours, theirs = both(make)

    assert str(inspect.signature(ours)) == str(inspect.signature(theirs))
    assert {
        name: getattr(ours, name) for name in ("__doc__", "__module__", "__name__", "__match_args__")
    } == {name: getattr(theirs, name) for name in ("__doc__", "__module__", "__name__", "__match_args__")}
    assert getattr(ours, "__slots__", None) == getattr(theirs, "__slots__", None)
    assert [name in ours.__dict__ for name in FIRST_METHODS] == [
        name in theirs.__dict__ for name in FIRST_METHODS
    ]
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__
    assert ours.__init__.__annotations__ == theirs.__init__.__annotations__


@pytest.mark.parametrize("make", MAKERS)
def test_the_standard_library_knows_the_fields(make: Callable[[Maker], type]) -> None:
    """`dataclasses.fields` and the options say the same of both."""
    ours, theirs = both(make)
    names = ("name", "type", "init", "repr", "hash", "compare", "default", "kw_only")
    said = [
        [[getattr(field, name) for name in names] for field in dataclasses.fields(kind)]
        for kind in (ours, theirs)
    ]

    assert said[0] == said[1]
    assert ours.__dataclass_params__.frozen is theirs.__dataclass_params__.frozen
    assert dataclasses.is_dataclass(ours) is True


@pytest.mark.parametrize(("make", "given", "named"), SAMPLES)
def test_equality_and_hash_are_the_same(make: Callable[[Maker], type], given: Any, named: Any) -> None:
    """Two alike are equal where they are for the standard library, and have its hash."""
    ours, theirs = ([kind(*given, **named) for _ in range(2)] for kind in both(make))

    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert ours[0] != theirs[0]
    assert ours[0].__eq__(1) is theirs[0].__eq__(1) is NotImplemented
    if ours[0] == ours[1]:
        assert hash(ours[0]) == hash(ours[1]) == hash(theirs[0])


def test_fields_that_do_not_count_are_not_compared() -> None:
    """A field that is not compared may differ; one that is not hashed still tells two apart."""
    kind = parcel(classes)

    assert kind(id="a", marks=["x"]) == kind(id="a")
    assert hash(kind(id="a", seen=1)) == hash(kind(id="a"))
    assert kind(id="a", seen=1) != kind(id="a")


def test_order_is_by_the_fields() -> None:
    """Ordered values compare as tuples of their fields, and only with their like."""
    ours, theirs = both(point)
    pairs = [((1, 2), (1, 3)), ((1, 2), (1, 2)), ((2, 1), (1, 9))]

    for one, other in pairs:
        assert [f(ours(*one), ours(*other)) for f in (lower, not_higher, higher, not_lower)] == [
            f(theirs(*one), theirs(*other)) for f in (lower, not_higher, higher, not_lower)
        ]
    with pytest.raises(TypeError):
        lower(ours(1), theirs(1))


def lower(one: Any, other: Any) -> bool:
    """Ask for <."""
    return one < other


def not_higher(one: Any, other: Any) -> bool:
    """Ask for <=."""
    return one <= other


def higher(one: Any, other: Any) -> bool:
    """Ask for >."""
    return one > other


def not_lower(one: Any, other: Any) -> bool:
    """Ask for >=."""
    return one >= other


@pytest.mark.parametrize("make", [parcel, point, loose, single])
def test_what_is_frozen_says_so(make: Callable[[Maker], type]) -> None:
    """Setting and deleting a field raise the standard library's error, in its words."""
    for kind in both(make):
        name = dataclasses.fields(kind)[0].name
        value = kind(**{name: "a"})

        assert wrong(lambda: setattr(value, name, "b")) == (  # noqa: B023
            dataclasses.FrozenInstanceError,
            f"cannot assign to field {name!r}",
        )
        assert wrong(lambda: delattr(value, name)) == (  # noqa: B023
            dataclasses.FrozenInstanceError,
            f"cannot delete field {name!r}",
        )


def test_what_is_not_frozen_changes() -> None:
    """A draft is written on, and is itself whatever it says."""
    one = draft(classes)(text="a")
    one.text = "b"

    assert (one.text, one == draft(classes)(text="b"), hash(one) == hash(one)) == ("b", False, True)


@pytest.mark.parametrize("make", MAKERS)
def test_wrong_calls_are_refused_in_the_same_words(make: Callable[[Maker], type]) -> None:
    """A missing field and an unknown one."""
    ours, theirs = both(make)

    assert wrong(lambda: ours(wrong=1)) == wrong(lambda: theirs(wrong=1))
    if make in {parcel, point, draft, loose}:
        assert wrong(ours) == wrong(theirs)


@pytest.mark.parametrize("replace", [classes.replace, dataclasses.replace])
@pytest.mark.parametrize("made_by", [classes, dataclasses])
def test_values_are_replaced(made_by: Maker, replace: Callable[..., Any]) -> None:
    """Each `replace` deals with the values of both, and makes anew what is made from the rest."""
    value = parcel(made_by)(id="a", grams=5)

    changed = replace(value, id="b")

    assert seen(changed) == seen(parcel(made_by)(id="b", grams=5))
    assert (changed.label, value.label) == ("#b", "#a")
    assert wrong(lambda: replace(value, colour="red"))[0] is TypeError


def test_lists_are_made_for_each_value() -> None:
    """A factory is asked for every value that was given none."""
    kind = parcel(classes)

    assert kind(id="a").marks is not kind(id="a").marks
    assert kind(id="a").stops is not kind(id="a").stops


@dataclasses.dataclass(frozen=True)
class Standard:
    """A dataclass of the standard library's."""

    one: int = 1


@classes.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A value that travels between processes."""

    one: int
    two: str = "2"
    three: int = classes.field(init=False, default=3)


@pytest.mark.parametrize("again", [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy])  # noqa: S301
def test_values_survive_copying(again: Callable[[Any], Any]) -> None:
    """Pickled and copied values are equal to the first."""
    value = Kept(one=1)

    assert (again(value), again(value) is value) == (value, False)


def test_whose_dataclass_it_is_does_not_matter() -> None:
    """Fields are found in classes and values of both, and in nothing else."""
    assert [
        [part.name for part in classes.fields(kind)] for kind in (Kept, Kept(one=1), Standard, Standard())
    ] == [
        ["one", "two", "three"],
        ["one", "two", "three"],
        ["one"],
        ["one"],
    ]
    assert [classes.is_dataclass(kind) for kind in (Kept, Kept(one=1), Standard, Standard(), int, 1)] == [
        *(True, True, True, True),
        *(False, False),
    ]
    assert wrong(lambda: classes.fields(int))[0] is TypeError


def test_a_class_of_theirs_may_build_on_one_of_ours() -> None:
    """What inherits from ours and is decorated by the standard library has the fields of both."""
    more = dataclasses.make_dataclass(
        "More", [("four", int)], bases=(Kept,), frozen=True, slots=True, kw_only=True
    )

    assert seen(more(one=1, four=4)) == {"one": 1, "two": "2", "three": 3, "four": 4}
    assert [part.name for part in classes.fields(more)] == ["one", "two", "three", "four"]
    assert list(misfits(more(one=1, four=4))) == []


def test_a_plain_class_may_build_on_one_of_ours() -> None:
    """Methods are found from below, and are put where they belong."""

    class Below(point(classes)):  # type: ignore[misc]
        pass

    assert repr(Below(1)).endswith("Below(1, north=2)".replace("1, ", "east=1, "))
    assert "__repr__" not in Below.__dict__


def test_a_method_is_made_once() -> None:
    """The first look-up puts the method into the class; the note it replaces was no function."""
    kind = point(classes)
    before = kind.__dict__["__eq__"]
    after = kind.__eq__

    assert not callable(before)
    assert kind.__dict__["__eq__"] is after is kind.__eq__


def test_ours_inherit_nothing() -> None:
    """A class with bases is refused: its constructor would not know their fields."""
    assert wrong(lambda: classes.dataclass(frozen=True)(type("Below", (Kept,), {}))) == (
        TypeError,
        "Below inherits; a dataclass of ours has no bases",
    )


@pytest.mark.parametrize(("make", "given", "named"), SAMPLES)
def test_the_first_values_are_as_the_later_ones(
    make: Callable[[Maker], type], given: Any, named: Any
) -> None:
    """It shows in no value how many were made before it."""
    ours, theirs = both(make)
    expected = seen(theirs(*given, **named))

    assert [seen(ours(*given, **named)) for _ in range(6)] == [expected] * 6


def test_a_constructor_is_made_when_more_than_a_few_values_are() -> None:
    """Four values named in full are made without it; one more, or values given by place, need it."""
    few, many, placed = parcel(classes), parcel(classes), point(classes)
    for kind, number in ((few, 4), (many, 5)):
        for _ in range(number):
            kind(id="a")
    placed(1)

    compiled = [inspect.isfunction(kind.__dict__["__init__"]) for kind in (few, many, placed)]
    assert compiled == [False, True, True]


def test_the_first_values_are_asked_for_what_is_missing() -> None:
    """A field without a default is asked for in the standard library's words, however few were made."""
    ours, theirs = both(loose)
    ours(one="1")

    assert wrong(ours) == wrong(theirs)


@classes.dataclass(slots=True, kw_only=True)
class Basket:
    """What may lie in it."""

    kept: Kept | None = None
    words: tuple[str, ...] = ()
    notes: list[str] = classes.field(default_factory=list)


@classes.dataclass(frozen=True)
class Squared:
    """One that reckons when it is made."""

    side: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "side", self.side**2)


def test_a_first_value_is_a_whole_one() -> None:
    """Factories and what follows a constructor are minded."""
    one, other = Basket(), Basket()

    assert (one.kept, one.words, one.notes) == (None, (), [])
    assert one.notes is not other.notes
    assert (Squared().side, Basket.__hash__) == (4, None)


@pytest.mark.parametrize("kind", [Kept, Basket, Standard])
def test_declarations_are_read(kind: type) -> None:
    """What fields are declared to be is what the standard library reads."""
    assert classes.hints(kind) == get_type_hints(kind)
    assert {name: classes.hint(kind, name) for name in get_type_hints(kind)} == get_type_hints(kind)


def test_what_checkers_are_told_changes_nothing() -> None:
    """A cast returns its very value, and a protocol is a class like any other."""
    value = object()

    class Speaker(classes.Protocol):
        """Something that speaks."""

    assert classes.cast("Kept", value) is value
    assert Speaker.__mro__ == (Speaker, object)


@pytest.mark.parametrize("made_by", [classes, dataclasses], ids=["ours", "theirs"])
def test_defaults_are_known(made_by: Any) -> None:
    """Whoever made a dataclass, it is known which of its fields need not be given, and what they then hold."""

    @made_by.dataclass(frozen=True)
    class Kept:
        given: int
        stated: int = 2
        made: list[int] = made_by.field(default_factory=list)

    given, *others = classes.fields(Kept)

    assert not classes.has_default(given)
    assert [(classes.has_default(one), classes.default_of(one)) for one in others] == [(True, 2), (True, [])]
