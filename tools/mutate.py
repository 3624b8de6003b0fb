"""Do the tests notice? Plants small changes, one at a time, and says which of them nobody noticed.

    python tools/mutate.py [--sample N] [--seed S] [--only WORD] [--second] [MODULE ...]

A change is one operator, word or number of a module or package of `src/postpurchase` exchanged for a
near one, drawn from all there are by a seed. Each is tried in a fork of this process, which has loaded
everything but the project, against a copy of the project: first the test file that bears the module's
name, then the others that TESTS names, the quick ones first, up to the first failure.
A run that takes too long counts for nothing. Survivors are printed with their line, for somebody to
look at: those that EQUIVALENT names with its reason change nothing, and are not tried.
With --second the survivors are shown to what watches the engine as a whole; that is counted apart.
Leaves with 1 when less than 95 % were killed.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from types import CodeType
from typing import Final, NamedTuple

import pytest
from hypothesis import Phase, settings

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "postpurchase"
TESTS: Final = {
    "situation": ("tests/test_situation.py", "tests/decisions", "tests/house/test_values.py"),
    "decisions": ("tests/decisions", "tests/house/test_values.py"),
    "planning": ("tests/test_planning.py", "tests/house/test_values.py"),
    "ledger": ("tests/test_ledger.py", "tests/house/test_values.py"),
    "order": ("tests/order", "tests/house/test_values.py"),
}
SECOND: Final = ("tests/test_conformance.py", "tests/reference/test_first_stories.py")
FIRST_STORIES: Final = """
from tests.reference.comparing import compare

def test_the_first_stories() -> None:
    assert compare(range(500)).apart == []
"""
EQUIVALENT: Final = ROOT / "tools" / "mutate.toml"
ENOUGH: Final = 0.95
PATIENCE: Final = 90
SLOW: Final = 4
"""Seconds of processor time; a file that takes longer is run for the module whose name it bears alone."""
LOADED_ONCE: Final = ("_hypothesis_pytestplugin", "pydantic", "babel.dates", "dateutil.rrule")

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


# -- what can be changed --------------------------------------------------------------------------


class Change(NamedTuple):
    """One place in a file, how it reads there and how it would, and which turn of which node that is."""

    path: Path
    line: int
    code: str
    what: str
    node: int
    turn: int

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE)}:{self.line}: {self.what}    in: {self.code}"

    @property
    def name(self) -> tuple[str, str, str]:
        """What it is called where those are listed that change nothing."""
        return str(self.path.relative_to(PACKAGE)), self.code, self.what

    def source(self) -> str:
        """Return the whole file, changed."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        _exchange(next(islice(_heard(tree), self.node, None)), self.turn)
        return ast.unparse(ast.fix_missing_locations(tree))


def changes(path: Path) -> Iterator[Change]:
    """Yield every change of a file."""
    text = path.read_text(encoding="utf-8")
    for number, node in enumerate(_heard(ast.parse(text))):
        for turn in range(len(node.ops) if isinstance(node, ast.Compare) else 1):
            fields = dict(vars(node))
            if _exchange(node, turn):
                after = _first_line(node)
                vars(node).update(fields)
                line: int = getattr(node, "lineno", 0)
                code = text.splitlines()[line - 1].strip()
                yield Change(path, line, code, f"{_first_line(node)}  →  {after}", number, turn)


def _first_line(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node)).partition("\n")[0]


def _heard(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node but those in which nothing happens that a caller could see."""
    for child in ast.iter_child_nodes(tree):
        if not _is_quiet(child):
            yield child
            if not (isinstance(child, ast.keyword) and isinstance(child.value, ast.Constant)):
                yield from _heard(child)


def _is_quiet(node: ast.AST) -> bool:
    """Say whether nothing happens in a node: imports, types, how a value is shown, how much is remembered."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.FunctionDef(name="__repr__") | ast.keyword(arg="maxsize"):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="TYPE_CHECKING")]):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case _:
            return False


def _exchange(node: ast.AST, turn: int) -> bool:
    """Exchange something in a node, in place, and say whether anything could be."""
    match node:
        case ast.Compare(ops=ops) if type(ops[turn]) in _COMPARED:
            node.ops = [*ops[:turn], _COMPARED[type(ops[turn])](), *ops[turn + 1 :]]
        case ast.BinOp(op=op) if type(op) in _CALCULATED:
            node.op = _CALCULATED[type(op)]()
        case ast.BoolOp(op=op):
            node.op = ast.Or() if isinstance(op, ast.And) else ast.And()
        case ast.If(test=test) | ast.IfExp(test=test):
            node.test = ast.UnaryOp(op=ast.Not(), operand=test)
        case ast.keyword(value=ast.Constant() as given):
            node.value = ast.Constant(given.value)
            return _exchange(node.value, turn)
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case ast.Call(func=ast.Name(id=name)) if name in _NAMED:
            node.func = ast.Name(id=_NAMED[name], ctx=ast.Load())
        case _:
            return False
    return True


def files(module: str) -> list[Path]:
    """Return the files of a module or package."""
    folder = PACKAGE / module
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


# -- trying one -----------------------------------------------------------------------------------


class Tests:
    """The test files of a copy of the project, and how long each takes when nothing is changed."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._seconds: dict[str, float] = {}

    def of(self, names: tuple[str, ...]) -> list[str]:
        """Return the test files under those names, the quick ones first; each has to pass as things stand."""
        found = []
        for name in names:
            place = self.project / name
            inside = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
            found += [str(one.relative_to(self.project)) for one in inside]
        for one in found:
            if one not in self._seconds:
                before = _spent()
                if self.verdict(None, [one]) != "survived":
                    raise SystemExit(f"{one} fails, or is too slow, before anything is changed")
                self._seconds[one] = _spent() - before
        return sorted(found, key=lambda one: self._seconds[one])

    def rounds(self, change: Change, names: tuple[str, ...]) -> Iterator[list[str]]:
        """Yield the files to run: first those that bear the name of the changed module, then the quick ones."""
        known = self.of(names)
        module = change.path.relative_to(PACKAGE).parts[0]
        own = [
            one for one in known if one.removesuffix(".py").endswith((f"_{change.path.stem}", f"_{module}"))
        ]
        others = [one for one in known if one not in own and self._seconds[one] < SLOW]
        yield from (part for part in (own, others) if part)

    def verdict(self, change: Change | None, chosen: list[str]) -> str:
        """Run tests in a fork of this process; return killed, survived or too slow."""
        child = os.fork()
        if not child:
            _run(self.project, change, chosen)
        _, ended = os.waitpid(child, 0)
        if os.WIFSIGNALED(ended):
            return "too slow" if os.WTERMSIG(ended) == signal.SIGALRM else "killed"
        return "killed" if os.WEXITSTATUS(ended) else "survived"

    def try_out(self, change: Change, names: tuple[str, ...]) -> str:
        """Return what becomes of a change, by the first files that say anything."""
        told = (self.verdict(change, part) for part in self.rounds(change, names))
        return next((one for one in told if one != "survived"), "survived")


def _spent() -> float:
    """Return the seconds of processor time that forks have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(project: Path, change: Change | None, chosen: list[str]) -> None:
    """Be the fork: run tests, with a change planted, and leave with what pytest says."""
    signal.alarm(PATIENCE)
    gc.disable()  # it is a short life
    settings.register_profile("quick", phases=(Phase.explicit, Phase.generate), report_multiple_bugs=False)
    settings.load_profile("quick")  # that something fails is enough: nobody needs it small
    os.chdir(project)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # noqa: TID251 - none of them is needed
    sys.path.insert(0, str(project / "src"))
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    if change is not None:
        _plant(str(project / change.path.relative_to(ROOT)), change.source())
    quiet = ("-q", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    left = pytest.main(["-x", *quiet, "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", *chosen])
    os._exit(int(left))


def _plant(place: str, source: str) -> None:
    """Let one file be loaded as if it held that source."""
    as_it_is = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        if self.get_filename(name) == place:
            return compile(source, place, "exec", dont_inherit=True)
        return as_it_is(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment,method-assign]


# -- all of them ----------------------------------------------------------------------------------


def known_changes(modules: list[str]) -> list[tuple[str, Change]]:
    """Return every change of those modules that is not known to change nothing, with its module."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    nothing = {(one["path"], one["code"], one["what"]) for one in listed}
    paths = [(name, path) for name in modules for path in files(name)]
    found = [(name, change) for name, path in paths for change in changes(path)]
    here = {str(path.relative_to(PACKAGE)) for _, path in paths}
    stale = {one for one in nothing if one[0] in here} - {change.name for _, change in found}
    if stale:
        raise SystemExit(f"{EQUIVALENT.name} names what is no more: {sorted(stale)}")
    return [one for one in found if one[1].name not in nothing]


def main() -> int:
    """Plant, run, count and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=100, help="how many changes to try")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--only", default="", help="only changes whose place or text holds this")
    parser.add_argument("--second", action="store_true", help="show survivors to the whole engine's tests")
    parser.add_argument("modules", nargs="*", help=f"of {', '.join(TESTS)}; all of them if not said")
    given = parser.parse_args()
    known = [one for one in known_changes(given.modules or list(TESTS)) if given.only in str(one[1])]
    chosen = random.Random(given.seed).sample(known, min(given.sample, len(known)))
    sys.dont_write_bytecode = False  # it is a copy, and every fork would have to compile all of it
    for name in LOADED_ONCE:
        importlib.import_module(name)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(ROOT / "pyproject.toml", scratch)
        for part in ("src", "tests"):
            shutil.copytree(ROOT / part, Path(scratch) / part)
        (Path(scratch) / SECOND[-1]).write_text(FIRST_STORIES, encoding="utf-8")
        tests = Tests(Path(scratch))
        for number, (name, change) in enumerate(chosen, start=1):
            found = tests.try_out(change, TESTS[name])
            if found == "survived" and given.second and tests.try_out(change, SECOND) == "killed":
                found = "survived, killed by the second"
            counts[found] += 1
            if found != "killed":
                print(f"{number}/{len(chosen)} {found}: {change}", flush=True)
    judged = counts.total() - counts["too slow"]
    share = counts["killed"] / judged if judged else 0.0
    print(f"{len(known)} changes known, {len(chosen)} tried: {dict(counts)}; {share:.1%} killed")
    return int(share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
