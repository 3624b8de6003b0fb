"""Classes of words are what the standard library makes of the same words."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Any

import pytest

from postpurchase.enums import Vocabulary
from postpurchase.errors import InvalidInput
from postpurchase.vocabulary import EventKind, Word


class Fruit(Word):
    """What grows on trees."""

    APPLE = "apple"
    SOUR_CHERRY = "sour cherry"
    FIG = ""

    @property
    def is_sweet(self) -> bool:
        """Whether children like it."""
        return self is not Fruit.SOUR_CHERRY


class Theirs(StrEnum):
    """What grows on trees."""

    APPLE = "apple"
    SOUR_CHERRY = "sour cherry"
    FIG = ""

    @property
    def is_sweet(self) -> bool:
        """Whether children like it."""
        return self is not Theirs.SOUR_CHERRY


LOOKS: dict[str, Callable[[Any], object]] = {
    "names": lambda kind: [word.name for word in kind],
    "values": lambda kind: [word.value for word in kind],
    "backwards": lambda kind: [word.name for word in reversed(kind)],
    "length": len,
    "members": lambda kind: [(name, str(word)) for name, word in kind.__members__.items()],
    "doc": lambda kind: kind.__doc__,
    "repr": lambda kind: [repr(word).replace(kind.__name__, "") for word in kind],
    "class": lambda kind: repr(kind).replace(kind.__name__, ""),
    "format": lambda kind: [f"{word:>12}|{word}" for word in kind],
    "json": lambda kind: json.dumps({word: word for word in kind}),
    "by name": lambda kind: kind["APPLE"] is kind.APPLE,
    "by value": lambda kind: kind("sour cherry") is kind.SOUR_CHERRY,
    "by itself": lambda kind: kind(kind.APPLE) is kind.APPLE,
    "contained": lambda kind: kind.FIG in kind,
    "equal": lambda kind: kind.APPLE == "apple" != kind.FIG,
    "looked up": lambda kind: {"apple": 1}[kind.APPLE],
    "sorted": lambda kind: [word.name for word in sorted(kind)],
    "own properties": lambda kind: [word.is_sweet for word in kind],
    "dir": dir,
    "copied": lambda kind: copy.deepcopy(kind.APPLE) is kind.APPLE is copy.copy(kind.APPLE),
    "pickled": lambda kind: all(
        pickle.loads(pickle.dumps(word, p)) is word  # noqa: S301 - our own bytes
        for word in kind
        for p in range(6)
    ),
    "is an enum": lambda kind: (issubclass(kind, Enum), isinstance(next(iter(kind)), str)),
    "where it stands": lambda kind: {word.__objclass__ is kind for word in kind},
    "true": lambda kind: [bool(word) for word in kind],
    "unique": lambda kind: enum.unique(kind) is kind,
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_words_are_theirs(look: Callable[[Any], object]) -> None:
    """From every side a class of words looks as the standard library's with the same words."""
    assert look(Fruit) == look(Theirs)


def sabotaged(kind: Any, what: str) -> None:
    """Do to a class of words what nobody should."""
    if what == "set":
        kind.APPLE = "pear"
    elif what == "delete":
        del kind.APPLE
    elif what == "inherit":
        type(kind)("More", (kind,), type(kind).__prepare__("More", (kind,)))
    else:
        kind["PEAR"]


@pytest.mark.parametrize("what", ["set", "delete", "inherit", "miss"])
def test_words_are_guarded_as_theirs_are(what: str) -> None:
    """Members can be neither replaced nor taken out, a class with members has no heirs, and a name is known or not."""
    with pytest.raises((AttributeError, TypeError, KeyError)) as theirs:
        sabotaged(Theirs, what)
    with pytest.raises(theirs.type) as ours:
        sabotaged(Fruit, what)

    assert str(ours.value).replace("Fruit", "Theirs") == str(theirs.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Fruit.FIG, True), ("", True), ("sour cherry", True), ("APPLE", False), (None, False), ([], False)],
)
def test_a_word_is_in_its_vocabulary_and_so_is_its_text(value: object, expected: bool) -> None:
    """On every Python a word's text is as good as the word, and nothing else is in."""
    assert (value in Fruit) is expected


def test_no_word_comes_twice() -> None:
    """Of two names for one word the second would be another member, so no vocabulary of ours has any."""
    kinds = [kind for kind in Word.__subclasses__() if kind.__module__.startswith("postpurchase.")]

    assert EventKind in kinds
    assert [kind for kind in kinds if len({str(word) for word in kind}) < len(kind)] == []
    assert {type(kind) for kind in kinds} == {Vocabulary}


def test_a_word_that_is_none_is_refused_in_our_words() -> None:
    """What is no word is refused as anything else is that comes in."""
    with pytest.raises(InvalidInput, match="not a known word"):
        Fruit("pear")
