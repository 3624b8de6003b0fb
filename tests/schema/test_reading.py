"""Text becomes a tree only within bounds, and only where two readers would understand it alike."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.schema import loads
from postpurchase.schema.reading import MAX_BYTES, unfit

TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8"), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)
MEND = "check the brackets, quotes and commas before it"


def said(text: str | bytes, format: str = "json") -> list[str]:
    """Return the faults of a text, one line each."""
    with pytest.raises(InvalidInput) as caught:
        loads(text, format=format)

    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    return [str(fault) for fault in caught.value.faults]


@given(tree=TREES)
def test_json_reads_as_itself(tree: object) -> None:
    """What is within bounds comes through unchanged, as text and as bytes, with a byte order mark or without."""
    text = json.dumps(tree, ensure_ascii=False)

    assert loads(text) == tree
    assert loads(text.encode()) == tree
    assert loads(text.encode("utf-8-sig")) == tree


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"at": NaN}', "at: not a finite number; give a number, or null"),
        ('{"at": -Infinity}', "at: not a finite number; give a number, or null"),
        ('{"at": 1e999}', "at: not a finite number; give a number, or null"),
        ('{"at": 9007199254740993}', "at: an integer beyond 2^53; give a smaller one, or text"),
        ('{"at": -9007199254740993}', "at: an integer beyond 2^53; give a smaller one, or text"),
        ('{"at": ' + "9" * 5_000 + "}", "at: an integer beyond 2^53; give a smaller one, or text"),
        ('{"at": 1, "to": 2, "at": 3}', "at: named twice; name it once"),
        ('[{"at": 1, "at": 1}]', "0.at: named twice; name it once"),
        (r'{"at": "\ud800"}', "at: half of a surrogate pair; give whole characters"),
        ('{"at": "\ud800"}', "(whole): not UTF-8; save it as UTF-8"),
        (r'{"\udfff": 1}', "(whole): half of a surrogate pair; give whole characters"),
        ('{"at": "' + "x" * 4_097 + '"}', "at: longer than 4096 characters; give less"),
        ('{"' + "x" * 4_097 + '": 1}', "(whole): longer than 4096 characters; give less"),
        ("[" * 33 + "1" + "]" * 33, "0: nested deeper than 32 levels; give a flatter tree"),
        ("[" * 100_000, "(whole): nested deeper than 32 levels; give a flatter tree"),
        ('{"at":' * 100_000, "(whole): nested deeper than 32 levels; give a flatter tree"),
        ('{"at" 1}', f"(whole): not JSON, line 1 column 7; {MEND}"),
        ("", f"(whole): not JSON, line 1 column 1; {MEND}"),
        (b"\xff\xfe", "(whole): not UTF-8; save it as UTF-8"),
        (b" " * (MAX_BYTES + 1), f"(whole): larger than {MAX_BYTES} bytes; give less at once"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_json_beyond_bounds_is_refused(text: str | bytes, fault: str) -> None:
    """Each bound has a fault of its own, with the place where it was crossed."""
    assert said(text) == [fault]


def test_values_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree may hold so many values and no more, however they are nested."""
    monkeypatch.setattr("postpurchase.schema.reading.MAX_VALUES", 10)

    assert loads("[[1, 1, 1, 1], [1, 1, 1, 1]]") == [[1] * 4, [1] * 4]
    assert said("[[1, 1, 1, 1], [1, 1, 1, 1, 1]]") == ["(whole): more than 10 values; give less at once"]


def test_json_at_its_bounds_is_taken() -> None:
    """The last depth, length and integer within bounds are accepted."""
    for text in (
        "[" * 32 + "1" + "]" * 32,
        f'"{"x" * 4_096}"',
        "9007199254740992",
        "-9007199254740992",
        "0.5",
    ):
        assert loads(text) == json.loads(text)


def test_every_crossing_is_reported() -> None:
    """Several faults of one text come together, in path order."""
    text = r'{"events": [{"at": NaN}, {"at": "\ud800"}], "name": 1e999}'

    assert [line.partition(":")[0] for line in said(text)] == ["events.0.at", "events.1.at", "name"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("at = nan", "at: not a finite number; give a number, or null"),
        ("at = 9007199254740993", "at: an integer beyond 2^53; give a smaller one, or text"),
        (f"at = {'9' * 5_000}", f"(whole): not TOML; {MEND}"),
        ("at = 1\nat = 2\n", f"(whole): not TOML, line 2, column 7; {MEND}"),
        ("at = " + "[" * 20_000, "(whole): nested deeper than 32 levels; give a flatter tree"),
        (".".join(["a"] * 100) + " = 1", "…: nested deeper than 32 levels; give a flatter tree"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_toml_beyond_bounds_is_refused(text: str, fault: str) -> None:
    """TOML is held to the same bounds."""
    assert said(text, "toml") == [fault]


def test_an_unknown_format_is_an_unknown_name() -> None:
    """Only the formats that are read can be asked for."""
    with pytest.raises(UnknownName, match="no format named 'yaml'; known: json, toml"):
        loads("a: 1", format="yaml")


def test_a_tree_within_bounds_is_fit() -> None:
    """A tree of plain values, tuples and dates included, has no fault."""
    assert list(unfit({"at": [1, 2.5, None, True, ("x", {})]})) == []


@pytest.mark.parametrize("given", [None, 3, {"format": 1}])
def test_only_text_and_bytes_are_read(given: object) -> None:
    """What is neither text nor bytes is refused as such."""
    with pytest.raises(InvalidInput, match="neither text nor bytes; give what the file holds"):
        loads(given)  # type: ignore[arg-type]
