"""The public face is a snapshot: a change of it is seen, and meant."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from enum import EnumMeta
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import postpurchase
from postpurchase.order.once import once

if TYPE_CHECKING:
    from tests.conftest import Golden

ROOT = Path(__file__).parents[2]
SNAPSHOT = Path(__file__).with_name("public_api.txt")


def signature(thing: object) -> str:
    """Return how a thing is called, without the quotes of postponed annotations."""
    try:
        return str(inspect.signature(thing)).replace("'", "")  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return ""


def members(name: str, owner: type) -> Iterator[str]:
    """Yield the public methods and properties that a class itself defines."""
    for key, thing in vars(owner).items():
        found = getattr(thing, "__func__", thing)
        if key.startswith("_"):
            continue
        if inspect.isfunction(found):
            yield f"  def {name}.{key}{signature(found)}"
        elif isinstance(found, property | once):
            yield f"  property {name}.{key}"


def described(name: str, thing: object) -> Iterator[str]:
    """Yield the lines that describe a public name."""
    if isinstance(thing, ModuleType):
        yield f"module {name}"
        for inner in thing.__all__:
            yield from described(f"{name}.{inner}", getattr(thing, inner))
    elif isinstance(thing, EnumMeta):
        yield f"enum {name}: {' '.join(thing.__members__)}"
    elif inspect.isclass(thing):
        yield f"class {name}{signature(thing)}"
        yield from members(name, thing)
    elif callable(thing):
        yield f"def {name}{signature(thing)}"
    else:
        yield f"{name}: {type(thing).__name__}"


def test_the_face_is_as_it_was(golden: Golden) -> None:
    """Every public name has the signature of the snapshot."""
    lines = [line for name in postpurchase.__all__ for line in described(name, getattr(postpurchase, name))]

    golden.agree(SNAPSHOT, "\n".join(lines) + "\n")


def test_the_face_is_shown() -> None:
    """`__all__` repeats nothing, and dir() shows all of it."""
    names = list(postpurchase.__all__)

    assert len(names) == len(set(names))
    assert set(names) <= set(dir(postpurchase))


def test_every_public_name_says_what_it_is() -> None:
    """Every function, class and module of the face has a docstring of its own."""
    public = {name: getattr(postpurchase, name) for name in postpurchase.__all__}

    assert [name for name, thing in public.items() if callable(thing) and not inspect.getdoc(thing)] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The lazy face refuses what it does not have as any module does."""
    assert not hasattr(postpurchase, "no_such_name")


def test_the_version_is_the_project_s() -> None:
    """The version on the face is the one that is packaged."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert postpurchase.__version__ == project["version"]
