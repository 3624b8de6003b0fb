"""Draw the reference pages from the live objects: `python tools/draw.py [--check]`.

A page is one function and one line of PAGES. `--check` writes nothing and fails when a page on disk
is not what its objects say today.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Final

import postpurchase
from postpurchase import errors, vocabulary

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = ROOT / "docs" / "reference"
NOTICE: Final = "<!-- Drawn by tools/draw.py from the live objects; change those, then `make format`. -->\n\n"


def first_line(thing: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    lines = [tuple(head)]
    lines.append(("---",) * len(lines[0]))
    lines.extend(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def classes(module: ModuleType) -> Iterator[type]:
    """Yield the classes a module itself defines, in the order of the source."""
    yield from (
        thing
        for thing in vars(module).values()
        if inspect.isclass(thing) and thing.__module__ == module.__name__
    )


def module_docstring(name: str) -> str:
    """Return the first line of a module's docstring, without importing it."""
    source = Path(postpurchase.__path__[0])
    flat = source / f"{name}.py"
    path = flat if flat.exists() else source / name / "__init__.py"
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def module_names() -> list[str]:
    """Return the dotted names of the modules and packages directly under the face."""
    found = sorted(info.name for info in pkgutil.iter_modules(postpurchase.__path__))
    return [f"postpurchase.{name}" for name in found if name != "__main__"]


def draw_errors() -> str:
    """Return the page of the error classes."""
    kin = {
        error: ", ".join(f"`{base.__name__}`" for base in error.__bases__)
        for error in classes(errors)
        if issubclass(error, Exception)
    }
    rows = ((f"`{error.__name__}`", bases, first_line(error)) for error, bases in kin.items())
    return "# Errors\n\n" + table(("error", "is also a", "when"), rows)


def draw_vocabulary() -> str:
    """Return the page of the closed sets of words."""
    words = [word for word in classes(vocabulary) if issubclass(word, StrEnum) and len(word)]
    sections = (
        f"## {word.__name__}\n\n{first_line(word)}\n\n{' · '.join(f'`{member}`' for member in word)}\n"
        for word in words
    )
    return (
        "# Vocabularies\n\nEach set is closed: words may join it, and none is ever renamed.\n\n"
        + "\n".join(sections)
    )


def draw_floors() -> str:
    """Return the page of the floors, as the import contracts say them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    floors = [
        layer.replace("(", "").replace(")", "").replace("|", " ").replace(":", " ").split()
        for layer in layers
    ]
    present = {name.removeprefix("postpurchase.") for name in module_names()}
    rows = (
        (str(len(floors) - height), f"`{name}`", module_docstring(name))
        for height, floor in enumerate(floors)
        for name in floor
        if name in present
    )
    return "# Floors\n\nImports go down only. The names of one floor stand side by side.\n\n" + table(
        ("floor", "module", "what it holds"), rows
    )


def draw_api() -> str:
    """Return the page of the modules, which Sphinx fills from the docstrings."""
    sections = (
        f"## {name}\n\n```{{eval-rst}}\n.. automodule:: {name}\n   :members:\n```\n"
        for name in module_names()
    )
    return "# Modules\n\n" + "\n".join(sections)


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "api.md": draw_api,
    "errors.md": draw_errors,
    "floors.md": draw_floors,
    "vocabulary.md": draw_vocabulary,
}


def stale() -> dict[Path, str]:
    """Return the pages that differ from what is on disk: path → what it should hold."""
    drawn = {REFERENCE / name: NOTICE + draw() for name, draw in PAGES.items()}
    return {
        path: page
        for path, page in drawn.items()
        if not path.exists() or path.read_text(encoding="utf-8") != page
    }


def main(arguments: list[str]) -> int:
    """Draw what is stale, or with `--check` only name it; return 1 when a check finds something."""
    check = "--check" in arguments
    pages = stale()
    for path, page in pages.items():
        print(f"{'stale' if check else 'drawn'}: {path.relative_to(ROOT)}")
        if not check:
            path.write_text(page, encoding="utf-8")
    print(f"{len(PAGES)} drawn pages, {len(pages)} {'stale' if check else 'new'}")
    return 1 if check and pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
