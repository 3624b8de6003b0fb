"""The conformance suite plays as its pages say; every file of it is complete and says where it comes from."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from postpurchase import catalogs
from postpurchase.messages import Message
from postpurchase.schema import load_case, loads
from postpurchase.testing import run_case
from postpurchase.text import render

SUITE = Path(__file__).parent / "conformance"
FILES = sorted(SUITE.rglob("*.json"))
WISH = re.compile(r"[SR]\d+")

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SUITE).as_posix())


def words(message: Message) -> str:
    """Return a message in the words we ship."""
    return str(render(message, catalogs.default()))


def differences(path: Path) -> tuple[str, ...]:
    """Play one file and return the lines that say where it differs."""
    return run_case(load_case(loads(path.read_bytes())), words).differences


def tree(path: Path) -> dict[str, Any]:
    """Return a file as it is written."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@each_file
def test_the_suite_passes(path: Path) -> None:
    """Everything expected of a case comes, and nothing else where nothing else may."""
    assert differences(path) == ()


@each_file
def test_a_file_says_where_it_comes_from(path: Path) -> None:
    """A case has a name, its reasoning and the wishes it stands for, and it is steps or a run, not both."""
    case = tree(path)

    assert [field for field in ("name", "source", "requirement") if not case[field]] == []
    assert [wish for wish in case["requirement"] if not WISH.fullmatch(wish)] == []
    assert len({"steps", "run"} & set(case)) == 1


def test_names_are_used_once() -> None:
    """A failure's name leads to one file."""
    names = Counter(tree(path)["name"] for path in FILES)

    assert [name for name, n in names.items() if n > 1] == []


def test_the_shared_stories_pass(shared: Path) -> None:
    """The stories told in full, and their variants, play as they are told, words included."""
    stories = sorted((shared / "cases").glob("*.json"))

    assert stories != []
    assert {story.name: differences(story) for story in stories} == {story.name: () for story in stories}
