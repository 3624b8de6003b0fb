from __future__ import annotations

import inspect
import pickle

import pytest

from postpurchase import errors
from postpurchase.errors import (
    Fault,
    InvalidInput,
    InvalidPolicy,
    InvalidTemplate,
    MissingExtra,
    PostpurchaseError,
    UnknownName,
    checked,
    faults_of,
    invalid,
    nearest,
)

EVERY_ERROR = [
    InvalidInput([Fault("qty", "below 1", "give at least 1")]),
    InvalidPolicy([Fault("caps.0.limit", "below 1", "give at least 1")]),
    InvalidTemplate([]),
    UnknownName("preset", "wholesale", ("retail",)),
    MissingExtra("holidays", "holidays"),
]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("qty", "qty: below 1; give at least 1"),
        ("lines.0.qty", "lines.0.qty: below 1; give at least 1"),
        ("", "(whole): below 1; give at least 1"),
    ],
)
def test_a_fault_reads_as_place_wrong_and_right(path: str, expected: str) -> None:
    """A fault says where, what is wrong, and what would be right, on one line."""
    assert str(Fault(path, "below 1", "give at least 1")) == expected


@pytest.mark.parametrize(("path", "expected"), [("qty", "lines.0.qty"), ("", "lines.0")])
def test_a_fault_is_seen_from_further_out(path: str, expected: str) -> None:
    """One level further out the path is longer, and the words are the same."""
    assert Fault(path, "wrong", "right").under("lines.0") == Fault(expected, "wrong", "right")


def test_faults_are_ordered_by_path() -> None:
    """Sorting faults puts those of one place together."""
    faults = [Fault("b", "x", "y"), Fault("a", "z", "y"), Fault("a", "x", "y")]

    assert [str(fault) for fault in sorted(faults)] == ["a: x; y", "a: z; y", "b: x; y"]


def test_an_invalid_input_lists_every_fault() -> None:
    """The message has a line for every fault, and the faults can be had one by one."""
    faults = (Fault("a", "x", "y"), Fault("b", "x", "y"))
    error = InvalidInput(fault for fault in faults)

    assert (str(error), error.faults) == ("a: x; y\nb: x; y", faults)


def test_a_single_fault_makes_an_error() -> None:
    """`invalid` wraps one fault."""
    error = invalid("qty", "below 1", "give at least 1")

    assert (type(error), error.faults) == (InvalidInput, (Fault("qty", "below 1", "give at least 1"),))


@pytest.mark.parametrize("kind", [InvalidInput, InvalidPolicy, InvalidTemplate])
def test_an_error_is_seen_from_further_out(kind: type[InvalidInput]) -> None:
    """An error keeps its class, and each of its faults gets the longer path."""
    error = kind([Fault("a", "x", "y"), Fault("", "x", "y")]).under("top")

    assert (type(error), error.faults) == (kind, (Fault("top.a", "x", "y"), Fault("top", "x", "y")))


def test_a_check_that_passes_gives_its_value() -> None:
    """What a check makes of a value comes back."""
    assert checked("qty", int, "3") == 3


def test_a_check_that_fails_names_the_place() -> None:
    """The faults of a check begin with the path of the value, and hide the error inside."""

    def refuse(value: str) -> str:
        raise invalid("", "no good", "give a better one")

    with pytest.raises(InvalidInput) as raised:
        checked("qty", refuse, "3")

    assert (str(raised.value), raised.value.__cause__) == ("qty: no good; give a better one", None)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            UnknownName("preset", "wholesale", ["retail", "rental"]),
            "no preset named 'wholesale'; known: retail, rental",
        ),
        (
            UnknownName("zone", "Mars/Olympus"),
            "no zone named 'Mars/Olympus'; give an IANA name, as in Asia/Tokyo",
        ),
        (UnknownName("model", "none"), "no model named 'none'"),
        (
            MissingExtra("holidays", "holidays"),
            "holidays is not installed; pip install 'postpurchase[holidays]'",
        ),
    ],
)
def test_an_error_reads_well(error: PostpurchaseError, expected: str) -> None:
    """A message is one lower-case line that says what to do."""
    assert str(error) == expected


def test_what_was_asked_for_can_be_read_off() -> None:
    """The parts of a message are attributes too."""
    unknown, missing = UnknownName("preset", "wholesale", ["retail"]), MissingExtra("babel", "text")

    assert (unknown.kind, unknown.name, unknown.known) == ("preset", "wholesale", ("retail",))
    assert (missing.package, missing.extra) == ("babel", "text")


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
def test_every_error_travels(error: PostpurchaseError) -> None:
    """An error that crosses a process is the same error on the other side."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (type(back), str(back), vars(back)) == (type(error), str(error), vars(error))


def test_every_error_is_ours_and_a_builtin_s_kin() -> None:
    """Each leaf can be caught as our base and as the builtin that it is a kind of."""
    leaves = [
        thing
        for _, thing in inspect.getmembers(errors, inspect.isclass)
        if issubclass(thing, PostpurchaseError) and thing is not PostpurchaseError
    ]

    assert {leaf.__name__: issubclass(leaf, (ValueError, LookupError, ImportError)) for leaf in leaves} == {
        "InvalidInput": True,
        "InvalidPolicy": True,
        "InvalidTemplate": True,
        "MissingExtra": True,
        "UnknownName": True,
    }


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("dispached", ["delivered", "dispatched"], "give dispatched"),
        ("x", ["b", "a"], "give a or b"),
        ("x", [], "leave it out"),
    ],
)
def test_the_nearest_names_are_what_would_be_right(name: str, known: list[str], expected: str) -> None:
    """A slip of the pen is answered with what was meant; anything else with all there is."""
    assert nearest(name, known) == expected


def test_where_nothing_is_near_something_else_may_be_said() -> None:
    """Where all there is would be too long to read."""
    assert nearest("x", ["b", "a"], "see the list") == "see the list"
    assert nearest("dispached", ["dispatched"], "see the list") == "give dispatched"


def test_faults_are_collected_without_being_raised() -> None:
    """A check that refuses gives its faults with their path, one that does not gives none."""

    def check(qty: int) -> None:
        if qty < 1:
            raise invalid("", "below 1", "give at least 1")

    assert faults_of(checked, "qty", check, 3) == ()
    assert [str(fault) for fault in faults_of(checked, "qty", check, 0)] == ["qty: below 1; give at least 1"]
