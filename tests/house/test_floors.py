"""Imports go down only: the contracts of pyproject.toml, and the rule they cannot say."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
FACE = "postpurchase"
ABOVE_THE_FACE = {"postpurchase.__main__"}


def test_the_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    """Every import contract is kept; the report says which is not."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_nobody_below_imports_the_face() -> None:
    """The face looks down on every floor, and no floor looks up at it."""
    graph = grimp.build_graph("postpurchase", cache_dir=None)

    assert graph.find_modules_that_directly_import(FACE) - ABOVE_THE_FACE == set()
