from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import postpurchase
from postpurchase import eta, text

ROOT = Path(__file__).parents[1]
HOMES = sorted(postpurchase._HOME.items())


def fresh(code: str) -> list[str]:
    """Run code in a process that has loaded nothing, and return the words it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize(("name", "home"), HOMES)
def test_every_name_leads_home(name: str, home: str) -> None:
    """A name of the face is the very thing that its module has, or that module."""
    module = importlib.import_module(f"postpurchase.{home or name}")
    expected = getattr(module, name) if home else module

    assert postpurchase.__getattr__(name) is expected
    assert getattr(postpurchase, name) is expected


def test_the_face_is_sorted_and_whole() -> None:
    """What the face shows, what it can find, and what a type checker is told are the same names."""
    tree = ast.parse(Path(postpurchase.__file__).read_text(encoding="utf-8"))
    told = [
        alias.asname
        for statement in tree.body
        if isinstance(statement, ast.If)
        for inner in statement.body
        if isinstance(inner, ast.ImportFrom)
        for alias in inner.names
    ]

    assert postpurchase.__all__ == sorted(postpurchase._HOME) == sorted(filter(None, told))


@pytest.mark.parametrize("name", sorted(found.name for found in pkgutil.iter_modules(postpurchase.__path__)))
def test_what_a_package_lists_is_shown_and_there(name: str) -> None:
    """`dir`, which a notebook completes from and the reference is drawn from, has every public name, loaded or not."""
    module = importlib.import_module(f"postpurchase.{name}")
    listed = getattr(module, "__all__", [])

    assert len(listed) == len(set(listed))
    assert set(listed) <= set(dir(module))
    assert [each for each in listed if not hasattr(module, each)] == []


def test_no_name_hides_behind_a_module() -> None:
    """A name that is looked up late is not a module's as well: importing that module would put it in the name's place."""
    for package in (postpurchase, eta, text):
        modules = {found.name for found in pkgutil.iter_modules(package.__path__)}
        late = {name for name, home in package._HOME.items() if home}

        assert late & modules == set()


def test_a_type_checker_is_told_the_same_homes() -> None:
    """Each name is imported for type checkers from where it is loaded for everybody else."""
    tree = ast.parse(Path(postpurchase.__file__).read_text(encoding="utf-8"))
    homes = {
        alias.name: (inner.module or "").removeprefix("postpurchase").removeprefix(".")
        for statement in tree.body
        if isinstance(statement, ast.If)
        for inner in statement.body
        if isinstance(inner, ast.ImportFrom)
        for alias in inner.names
    }

    assert homes == postpurchase._HOME


def test_dir_shows_the_face_and_nothing_else() -> None:
    """What can be asked for is what is shown, and the version."""
    assert dir(postpurchase) == sorted([*postpurchase.__all__, "__version__"])
    assert postpurchase.__dir__() == [*postpurchase.__all__, "__version__"]


def test_an_unknown_name_is_refused_as_by_any_module() -> None:
    """The error is Python's own, and names the module and the attribute."""
    with pytest.raises(AttributeError) as raised:
        postpurchase.__getattr__("Carrier")

    assert str(raised.value) == "module 'postpurchase' has no attribute 'Carrier'"


def test_a_name_is_looked_up_once() -> None:
    """What was asked for stays on the face, so that the second look costs nothing."""
    code = (
        "import postpurchase as pp; print('Reach' in vars(pp)); pp.Reach; print('Reach' in vars(pp));"
        "print('presets' in vars(pp)); pp.presets; print('presets' in vars(pp))"
    )

    assert fresh(code) == ["False", "True", "False", "True"]


def test_the_face_loads_nothing_by_itself() -> None:
    """Importing the package loads none of its modules, and nothing that others wrote."""
    code = (
        "import sys; before = set(sys.modules); import postpurchase;"
        "print(*sorted(m for m in set(sys.modules) - before if not m.startswith('_')))"
    )

    loaded = fresh(code)

    assert [name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names] == [
        "postpurchase"
    ]


def test_everything_can_be_imported_at_once() -> None:
    """A star import brings every name, in a process that had loaded none."""
    code = "from postpurchase import *; import postpurchase; print(*sorted(set(postpurchase.__all__) - set(globals())))"

    assert fresh(code) == []


def test_the_modules_on_the_face_are_modules() -> None:
    """Names without a home of their own are modules of the package."""
    found = {name: getattr(postpurchase, name) for name, home in HOMES if not home}

    assert {name: isinstance(thing, ModuleType) for name, thing in found.items()} == dict.fromkeys(
        found, True
    )
