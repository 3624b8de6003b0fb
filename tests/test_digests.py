from __future__ import annotations

import enum
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.digests import canonical, digest, length_prefixed, sparse
from postpurchase.vocabulary import Channel, Level

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
TEXTS = st.text(st.characters() | st.sampled_from("|:0123456789,\ud800"), max_size=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A value with a field that is left out of comparison."""

    id: str
    weight: int = 1
    seen: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crate:
    """Another value with the same fields."""

    id: str
    weight: int = 1


class Colour(enum.Enum):
    """An enum that is no string."""

    RED = 1
    BLUE = 2


def parts_of(encoded: bytes) -> Iterator[str]:
    """Read length-prefixed bytes back."""
    while encoded:
        length, _, rest = encoded.partition(b":")
        yield rest[: int(length)].decode("utf-8", "surrogatepass")
        encoded = rest[int(length) :]


@given(st.lists(TEXTS, max_size=6).map(tuple))
def test_length_prefixed_strings_can_be_read_back(parts: tuple[str, ...]) -> None:
    """Bytes from which the strings can be read back belong to no other strings."""
    assert tuple(parts_of(length_prefixed(parts))) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a|b", "c"), ("a", "b|c")),
        (("ab", "c"), ("a", "bc")),
        (("1:a",), ("a",)),
        (("a", ""), ("a",)),
        ((), ("",)),
        (("a", "b"), ("b", "a")),
    ],
)
def test_strings_do_not_run_together(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Separators, digits, empty strings and order all count."""
    assert len({digest(*one), digest(*other)}) == 2


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), "cae66941d9efbd404e4d88758ea67670"),
        (("",), "fcdf3ecfe876539956eb77f17f503ac1"),
        (("v1", "o1"), "63d431515c7ec75cd7171ca864e6e889"),
        (("風", "\ud800"), "04ff8e49c00447d2290a78c358feabe8"),
    ],
)
def test_a_digest_is_the_same_for_ever(parts: tuple[str, ...], expected: str) -> None:
    """Digests stand in the ledgers of shops: these literals may never change."""
    assert digest(*parts) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"b": 1, "a": 2}, {"a": 2, "b": 1}),
        ({"a": 1}, MappingProxyType({"a": 1})),
        (frozenset({"x", "y", "z"}), {"z", "y", "x"}),
        ((1, "a"), [1, "a"]),
        (Channel.SMS, "sms"),
        ({Channel.SMS: Level.MORE}, {"sms": "more"}),
        (NOON, NOON.astimezone(ZoneInfo("Asia/Tokyo"))),
        (Parcel(id="1", seen=1), Parcel(id="1", seen=2)),
        (Colour.RED, Colour.RED),
    ],
)
def test_equal_values_share_their_bytes(one: object, other: object) -> None:
    """Order of names, kind of container, zone of writing and fields not compared make no difference."""
    assert canonical(one) == canonical(other)


DIFFERENT = [
    None,
    "None",
    "",
    0,
    False,
    0.0,
    "0",
    1,
    True,
    date(2026, 10, 5),
    "2026-10-05",
    datetime(2026, 10, 5),  # noqa: DTZ001 - naive values have bytes too, they are refused elsewhere
    datetime(2026, 10, 5, tzinfo=UTC),
    datetime(2026, 10, 5, microsecond=1, tzinfo=UTC),
    time(12),
    timedelta(hours=12),
    (),
    frozenset(),
    {},
    ("a", "b"),
    ("b", "a"),
    ("ab",),
    (("a",), "b"),
    ("a", ("b",)),
    frozenset({"a", "b"}),
    {"a": "b"},
    {"a": None},
    Parcel(id="1"),
    Parcel(id="1", weight=2),
    Crate(id="1"),
    ("Parcel", ("id", "1"), ("weight", 1)),
    Colour.RED,
    Colour.BLUE,
]


def test_different_values_have_different_bytes() -> None:
    """No two values of different kind or content share their bytes."""
    alike = [(one, other) for one, other in combinations(DIFFERENT, 2) if canonical(one) == canonical(other)]

    assert alike == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("a", "a"),
        (Parcel(id="1"), {"id": "1"}),
        (Parcel(id="1", weight=2, seen=3), {"id": "1", "weight": 2}),
        ((Parcel(id="1"), ("a",)), ({"id": "1"}, ("a",))),
        ({"a": Parcel(id="1")}, {"a": Parcel(id="1")}),
    ],
)
def test_what_goes_without_saying_is_left_out(value: object, expected: object) -> None:
    """Of a dataclass only what differs from its defaults remains; the rest stays as it is."""
    assert sparse(value) == expected


SCALARS = st.none() | st.booleans() | st.integers() | TEXTS | st.dates() | st.timedeltas()
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(TREES, TREES)
def test_bytes_tell_trees_apart(one: object, other: object) -> None:
    """Two trees share their bytes only when they are equal, types included."""
    assert (canonical(one) == canonical(other)) is (typed(one) == typed(other))


def typed(value: object) -> object:
    """Return a tree whose equality takes types into account."""
    if isinstance(value, dict):
        return "map", {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return "seq", [typed(inner) for inner in value]
    return type(value), value


@given(st.dictionaries(TEXTS, st.integers(), max_size=5), st.randoms())
def test_no_order_shows_in_a_mapping_or_a_set(values: dict[str, int], chance: object) -> None:
    """However a mapping or a set came about, its bytes are the same."""
    names = list(values)
    chance.shuffle(names)  # type: ignore[attr-defined]

    assert canonical({name: values[name] for name in names}) == canonical(values)
    assert canonical(set(names)) == canonical(frozenset(values))


def test_a_changed_field_changes_the_bytes() -> None:
    """A dataclass's bytes follow each field that it is compared by."""
    parcel = Parcel(id="1")

    assert canonical(replace(parcel, id="2")) != canonical(parcel) != canonical(replace(parcel, weight=2))


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    """Every process gives the same bytes, whatever its hash seed and its zone."""
    code = (
        "from postpurchase.digests import canonical, digest;"
        "print(digest(canonical({'b': frozenset('xyz'), 'a': {'k': (1, None)}}).hex()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "src",
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},  # noqa: TID251
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == digest(canonical({"a": {"k": (1, None)}, "b": frozenset("zyx")}).hex())
