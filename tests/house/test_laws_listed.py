"""The laws of docs/explanation/laws.md and the law tests are one list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "laws.md"
ENTRY = re.compile(
    r"^(?P<number>\d+)\. (?P<sentence>.+\.)\n +(?:Not yet checked|Checked by `(?P<test>\w+)`)\.$",
    re.MULTILINE,
)
SENTENCE_END = re.compile(r"(?<=\.)(?=\s|$)")


def law_number(function: ast.FunctionDef) -> int | None:
    """Return n of `@pytest.mark.law(n)`, or None."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.law"):
            return int(ast.unparse(decorator.args[0]))
    return None


def first_sentence(text: str) -> str:
    """Return the text up to its first full stop, on one line."""
    return SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]


def law_tests() -> Iterator[tuple[int, str, str]]:
    """Yield (number, sentence, test name) of every marked test."""
    for path in sorted((ROOT / "tests" / "laws").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (number := law_number(node)) is not None:
                yield number, first_sentence(ast.get_docstring(node) or ""), node.name


@pytest.fixture(scope="module")
def listed() -> dict[int, tuple[str, str | None]]:
    """Return the page's laws: number → (sentence, test name or None)."""
    entries = ENTRY.finditer(PAGE.read_text(encoding="utf-8"))
    return {int(entry["number"]): (entry["sentence"], entry["test"]) for entry in entries}


def test_the_page_lists_sixteen_laws(listed: dict[int, tuple[str, str | None]]) -> None:
    """Every law has its number, its sentence and a word on whether it is checked."""
    assert sorted(listed) == list(range(1, 17))


def test_each_law_is_one_sentence(listed: dict[int, tuple[str, str | None]]) -> None:
    """No law needs a second sentence."""
    assert [sentence for sentence, _ in listed.values() if first_sentence(sentence) != sentence] == []


def test_the_checked_laws_are_the_law_tests(listed: dict[int, tuple[str, str | None]]) -> None:
    """A law is said to be checked exactly where one test carries its number and its sentence."""
    checked = sorted(
        (number, sentence, test) for number, (sentence, test) in listed.items() if test is not None
    )

    assert sorted(law_tests()) == checked
