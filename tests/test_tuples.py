import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from postpurchase import tuples


def stop(made_by: Any) -> type:
    """Return one class of tuples, made by one of the two."""

    class Stop(made_by.NamedTuple):
        """Where something is set down."""

        place: str
        minutes: int = 5
        marks: tuple[str, ...] = ()

        @property
        def hours(self) -> float:
            """How long it takes."""
            return self.minutes / 60

    return Stop


def wide(made_by: Any, places: int) -> type:
    """Return a class of as many places, the last of which has a default."""
    names = [f"place_{at}" for at in range(places)]
    body = {"__module__": __name__, "__qualname__": "Wide", "__annotations__": dict.fromkeys(names, "int")}
    given = {names[-1]: 7} if names else {}
    return typing.cast("type", type(made_by.NamedTuple)("Wide", (made_by.NamedTuple,), body | given))


class Kept(tuples.NamedTuple):
    """One that can be found by its name, as pickling needs it."""

    name: str
    at: int = 0


def wrong(action: Callable[[], object]) -> tuple[type[Exception], str]:
    """Return what kind of error an action ends with, and its words."""
    with pytest.raises((TypeError, ValueError, AttributeError)) as caught:
        action()
    return caught.type, str(caught.value)


BOTH = (tuples, typing)


def test_a_tuple_has_the_words_parts_and_methods_of_the_standard_librarys() -> None:
    """What is read of a class and of its values is the same as in the standard library's."""
    ours, theirs = stop(tuples), stop(typing)
    one, other = ours("here", minutes=30), theirs("here", minutes=30)

    assert (one, repr(one), one.hours, one._asdict()) == (other, repr(other), 0.5, other._asdict())
    assert (one.place, one.minutes, one.marks) == one
    names = (
        "_fields",
        "_field_defaults",
        "__match_args__",
        "__bases__",
        "__doc__",
        "__module__",
        "__slots__",
    )
    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert (type(ours), ours.__qualname__) == (type(theirs), theirs.__qualname__)
    assert get_type_hints(ours) == {"place": str, "minutes": int, "marks": tuple[str, ...]}
    assert hash(one) == hash(other)
    assert not hasattr(one, "__dict__")


def test_its_signature_is_the_same() -> None:
    """Help and type checkers see the places, their kinds and their defaults."""
    shown = [
        str(inspect.signature(stop(made_by))).replace("ForwardRef('", "").replace("')", "").replace("'", "")
        for made_by in BOTH
    ]

    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "action",
    [
        lambda kind: kind(),
        lambda kind: kind("here", 1, (), "more"),
        lambda kind: kind("here", hour=1),
        lambda kind: kind("here", place="there"),
        lambda kind: kind._make(["here"]),
        lambda kind: kind("here")._replace(hour=1),
    ],
    ids=["too few", "too many", "unknown", "twice", "made of too few", "replaced unknown"],
)
def test_what_is_wrong_is_said_in_the_same_words(action: Callable[[Any], object]) -> None:
    """Whoever calls it wrongly reads what Python says everywhere."""
    one, other = wrong(lambda: action(stop(tuples))), wrong(lambda: action(stop(typing)))

    assert one[1] == other[1]
    assert issubclass(one[0], (TypeError, ValueError))  # which of them for `_replace` depends on the Python


def test_a_place_cannot_be_set() -> None:
    """A tuple stays as it was made."""
    assert wrong(lambda: setattr(stop(tuples)("here"), "place", "there"))[0] is AttributeError


def test_it_is_made_and_replaced() -> None:
    """It is made of any values in order, and anew with some of them changed."""
    kind = stop(tuples)

    assert kind._make(["here", 1, ("a",)]) == ("here", 1, ("a",))
    assert kind("here")._replace(place="there", minutes=1) == ("there", 1, ())
    assert type(kind("here")._replace(minutes=1)) is kind


def test_copy_replaces() -> None:
    """`copy.replace`, of Python 3.13, calls a method of its own."""
    assert Kept("a").__replace__(at=3) == Kept("a", 3)  # type: ignore[attr-defined]


def test_it_is_copied_and_pickled_as_what_it_is() -> None:
    """A copy is of its class and equal."""
    one = Kept("a", 3)

    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert (again, type(again)) == (one, Kept)


def test_it_matches_by_place() -> None:
    """A pattern names the places in order."""
    match Kept("a", 3):
        case Kept(name, at):
            assert (name, at) == ("a", 3)
        case _:
            pytest.fail("it did not match")


@pytest.mark.parametrize("places", range(13))
def test_of_any_number_of_places(places: int) -> None:
    """There are templates for few places; more than that the standard library makes."""
    ours, values = wide(tuples, places), range(places)
    shorter = [*values][:-1]

    assert ours(*values) == tuple(values)
    assert ours(**dict(zip(ours._fields, values, strict=True))) == tuple(values)
    assert ours(*shorter) == ((*shorter, 7) if places else ())
    assert [*inspect.signature(ours).parameters] == [*ours._fields]
