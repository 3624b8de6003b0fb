"""Planting a bug: a copy of the project with one text replaced, in which a suite then has to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from .bugs import SUITES, Bug

ROOT: Final = Path(__file__).parents[2]
LEFT_OUT: Final = shutil.ignore_patterns(
    ".git", ".venv", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", "_build", "bench"
)
FOUND, FAILED = 0, 1
"""How pytest ends: all well, or something failed. Any other end says nothing about a bug."""


def grown(place: Path) -> Path:
    """Copy the project to an empty place, what is compiled included, so that each run starts quickly."""
    return Path(shutil.copytree(ROOT, place / "project", ignore=LEFT_OUT))


def planted(garden: Path, bug: Bug) -> None:
    """Put a bug into a copy of the project; what it replaces has to be there exactly once."""
    path = garden / bug.file
    text = (ROOT / bug.file).read_text(encoding="utf-8")
    if text.count(bug.old) != 1:
        raise LookupError(
            f"{bug.name}: the text to replace is found {text.count(bug.old)} times in {bug.file}"
        )
    path.write_text(text.replace(bug.old, bug.new), encoding="utf-8")


def weeded(garden: Path, bug: Bug) -> None:
    """Take a bug out again."""
    shutil.copy2(ROOT / bug.file, garden / bug.file)


def run(garden: Path, suite: str) -> tuple[int, str]:
    """Run a suite in a copy of the project until its first failure; return how it ended, and what it said."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *SUITES[suite]]
    shared = os.environ.get("POSTPURCHASE_SHARED", str(ROOT.parent / "shared"))  # noqa: TID251 - as in conftest
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}  # noqa: TID251
    settings = {**ours, "POSTPURCHASE_SHARED": shared, "PYTHONPATH": str(garden / "src")}
    done = subprocess.run(command, cwd=garden, env=settings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout[-2_000:] + done.stderr[-2_000:]
