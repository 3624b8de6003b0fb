"""Below the command line nothing reads, writes, waits, guesses or remembers: what imports cannot show."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "postpurchase"
COMMAND_LINE = SOURCE / "__main__.py"
FACE = SOURCE / "__init__.py"
CLASSES = SOURCE / "classes.py"

EFFECTS = {"open", "print", "input", "breakpoint", "eval", "exec", "compile", "globals"}
CLOCKS = {"now", "utcnow", "today"}
MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)

Rule = Callable[[ast.Module], Iterator[tuple[ast.stmt | ast.expr, str]]]


def calls_with_effects(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield calls of builtins that touch the world or run text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in EFFECTS:
            yield node, f"calls {node.func.id}"


def clocks(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield calls of methods that read a clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield node, f"calls .{node.func.attr}"


def rebound_globals(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield statements that let a function rebind a module's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield node, f"rebinds {', '.join(node.names)}"


def loose_tables(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield module-level dicts, lists and sets that are not declared Final."""
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, MUTABLE):
            continue
        declared, _, _ = ast.unparse(node).partition(" = ")
        if declared != "__all__" and "Final" not in declared:
            yield node, f"holds {declared} without Final"


def broken(rule: Rule, *, spared: tuple[Path, ...]) -> list[str]:
    """Return `file:line what` for every place that breaks a rule."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno} {what}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path not in spared
        for node, what in rule(ast.parse(path.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("rule", [calls_with_effects, clocks, rebound_globals, loose_tables])
def test_the_source_is_pure(rule: Rule) -> None:
    """No module breaks a rule of purity, but for the command line, and the face, which keeps what it loaded.

    Constructors are written and compiled in one place, as the standard library does it.
    """
    assert broken(rule, spared=(COMMAND_LINE, FACE, CLASSES)) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (calls_with_effects, "x = open('f')"),
        (clocks, "from datetime import datetime as d\nx = d.now(None)"),
        (rebound_globals, "def f():\n    global x\n    x = 1"),
        (loose_tables, "seen = {}"),
        (loose_tables, "seen: dict[str, int] = {}"),
    ],
)
def test_each_rule_finds_its_sin(rule: Rule, code: str) -> None:
    """A rule that finds nothing in the source finds something where there is something."""
    assert len(list(rule(ast.parse(code)))) == 1
