"""The drawn pages say what the live objects say."""

from __future__ import annotations

import pytest
from tools import draw


def test_no_page_is_stale() -> None:
    """Every drawn page is what its objects say today; `make format` draws them anew."""
    assert [path.name for path in draw.stale()] == []


def test_every_drawn_page_is_listed() -> None:
    """Every page in the list is also in the reference's table of contents."""
    contents = (draw.REFERENCE / "index.md").read_text(encoding="utf-8").split()

    assert [name for name in draw.PAGES if name.removesuffix(".md") not in contents] == []


def test_a_stale_page_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` names the page that would change, fails, and writes nothing."""
    before = (draw.REFERENCE / "errors.md").read_text(encoding="utf-8")
    monkeypatch.setattr(draw, "PAGES", {"errors.md": lambda: "# Something else\n"})

    assert draw.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: docs/reference/errors.md\n1 drawn pages, 1 stale\n"
    assert (draw.REFERENCE / "errors.md").read_text(encoding="utf-8") == before


def test_a_cell_cannot_break_its_table() -> None:
    """A bar inside a cell is escaped."""
    assert draw.table(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"
