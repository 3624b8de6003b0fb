"""The tables of conventions say what CLDR says by now; a change of CLDR is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import conventions

import postpurchase.text.mf2.conventions as own


def test_no_table_is_stale() -> None:
    """Every table is what the installed Babel says, for each of its regions; `make format` draws them anew."""
    assert conventions.stale() == []


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for tables that may be changed."""
    monkeypatch.setattr(conventions, "SOURCES", tmp_path)
    for tag in conventions.TABLES:
        conventions.path_of(tag).write_text(conventions.module(tag), encoding="utf-8")
    return tmp_path


def test_what_cldr_says_otherwise_is_named_and_drawn_anew(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that differs fails the check and stays; without `--check` it is mended."""
    path = elsewhere / "ru.py"
    path.write_text(path.read_text("utf-8").replace("марта", "мартобря"), encoding="utf-8")

    assert conventions.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: ru\n4 tables of conventions, 1 stale\n"
    assert conventions.main([]) == 0
    assert conventions.stale() == []


def test_a_region_that_writes_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A region may share a table only while it writes as the table says; Australia does not."""
    monkeypatch.setattr(own, "SHIPPED", {**own.SHIPPED, "en-au": own.SHIPPED["en"]})

    assert conventions.stale() == ["en-au"]
    assert conventions.main([]) == 0
