"""Do the tests notice? Plants small changes, one at a time, and says which of them nobody noticed.

    python tools/mutate.py [--sample N] [--seed S] [MODULE ...]

A change is one operator, word or number of a module or package of `src/postpurchase` exchanged for a
near one, drawn from all there are by a seed. Each is tried in a copy of the
project, against the few files of tests that TESTS names for its module.
A run that takes too long counts for nothing. Survivors are printed with their line, for somebody to
look at: a change that changes nothing is no gap. Leaves with 1 when less than 95 % were killed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "postpurchase"
TESTS: Final = {
    "situation": ("tests/test_situation.py", "tests/decisions"),
    "decisions": ("tests/decisions",),
    "planning": ("tests/test_planning.py",),
    "ledger": ("tests/test_ledger.py",),
    "order": ("tests/order", "tests/test_conformance.py"),
}
ENOUGH: Final = 0.95
PATIENCE: Final = 180

_COMPARED: Final = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CALCULATED: Final = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}
_NAMED: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Change(NamedTuple):
    """One place in a file, and what stands there instead."""

    path: Path
    line: int
    what: str
    source: str


def changes(path: Path) -> Iterator[Change]:
    """Yield every change of a file, each as its whole source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spots = [node for statement in tree.body for node in ast.walk(statement) if not _is_quiet(statement)]
    for number, node in enumerate(spots):
        if _exchanged(copy.deepcopy(node)) is None:
            continue
        planted = copy.deepcopy(tree)
        again = [n for statement in planted.body for n in ast.walk(statement) if not _is_quiet(statement)]
        before = ast.unparse(again[number])
        what = _exchanged(again[number])
        yield Change(path, getattr(node, "lineno", 0), f"{before}  →  {what}", ast.unparse(planted))


def _is_quiet(statement: ast.stmt) -> bool:
    """Say whether nothing happens in a statement: imports, and names for types."""
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _exchanged(node: ast.AST) -> str | None:
    """Exchange something in a node, in place, and return how it reads then; None where nothing can be."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _COMPARED:
            node.ops[0] = _COMPARED[type(op)]()
        case ast.BinOp(op=op) if type(op) in _CALCULATED and not isinstance(
            node.right, ast.Constant | ast.Name
        ):
            node.op = _CALCULATED[type(op)]()
        case ast.BoolOp(op=op):
            node.op = ast.Or() if isinstance(op, ast.And) else ast.And()
        case ast.If(test=test) | ast.IfExp(test=test):
            node.test = ast.UnaryOp(op=ast.Not(), operand=test)
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case ast.Call(func=ast.Name(id=name)) if name in _NAMED:
            node.func = ast.Name(id=_NAMED[name], ctx=ast.Load())
        case _:
            return None
    return ast.unparse(ast.fix_missing_locations(node)).partition("\n")[0]


def files(module: str) -> list[Path]:
    """Return the files of a module or package."""
    folder = PACKAGE / module
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def verdict(change: Change, tests: tuple[str, ...], project: Path) -> str:
    """Plant a change in a copy of the project, run tests, mend it; return killed, survived or too slow."""
    place = project / change.path.relative_to(ROOT)
    before = place.read_text(encoding="utf-8")
    place.write_text(change.source, encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        done = subprocess.run(  # noqa: S603 - our own tests
            command,
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONDONTWRITEBYTECODE": "1"},  # noqa: TID251
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "too slow"
    finally:
        place.write_text(before, encoding="utf-8")
    return "killed" if done.returncode else "survived"


def main() -> int:
    """Plant, run, count and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=100, help="how many changes to try")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("modules", nargs="*", help=f"of {', '.join(TESTS)}; all of them if not said")
    given = parser.parse_args()
    known = [
        (name, change) for name in given.modules or TESTS for path in files(name) for change in changes(path)
    ]
    chosen = random.Random(given.seed).sample(known, min(given.sample, len(known)))  # noqa: S311 - no secret
    counts: dict[str, int] = dict.fromkeys(("killed", "survived", "too slow"), 0)
    with tempfile.TemporaryDirectory() as scratch:
        copied = Path(scratch)
        shutil.copy(ROOT / "pyproject.toml", copied)
        for part in ("src", "tests"):
            shutil.copytree(ROOT / part, copied / part)
        for number, (name, change) in enumerate(chosen, start=1):
            found = verdict(change, TESTS[name], copied)
            counts[found] += 1
            if found != "killed":
                where = f"{change.path.relative_to(ROOT)}:{change.line}"
                print(f"{number}/{len(chosen)} {found}: {where}: {change.what}", flush=True)
    judged = counts["killed"] + counts["survived"]
    share = counts["killed"] / judged if judged else 0.0
    print(f"{len(known)} changes known, {len(chosen)} tried: {counts}; {share:.1%} killed")
    return int(share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
