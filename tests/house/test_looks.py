"""Timelines and mails are looked at in a browser, where there is one: on a light and a dark page and a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.text.letters import WINDOW, block, letter
from tools.look import LOOKS, browser, found_in, missing, paged

from postpurchase.catalogs import default
from postpurchase.text import render

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FRAGMENTS = sorted((ROOT / "tests" / "golden").glob("*/timeline-*.html"))


@pytest.fixture(scope="module")
def opened():
    """Return a browser, or skip where there is none."""
    if (absent := missing()) is not None:
        pytest.skip(f"{absent} is not installed")
    if not AXE.exists():
        pytest.skip("axe-core is not installed; npm install --no-save axe-core")
    with browser() as found:
        yield found


@pytest.mark.nightly
@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_timeline_can_be_read_by_everybody(path: Path, tmp_path: Path, opened) -> None:
    """Axe finds nothing, nothing runs over the edge, and each look has its picture."""
    axe, fragment = (file.read_text(encoding="utf-8") for file in (AXE, path))

    assert list(found_in(fragment, path.stem, axe, tmp_path, opened)) == []
    assert len(list(tmp_path.glob("*.png"))) == len(LOOKS)


@pytest.mark.nightly
@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
def test_a_mail_can_be_read_by_everybody(locale: str, tmp_path: Path, opened) -> None:
    """The page of a mail with a list, a link and emphasis is looked at as it is sent, from top to bottom."""
    told = {"window": WINDOW, "tracking": "JD0146000035"}
    lead = block(
        "dispatched", told, "1", contents=("Teapot", "Tray"), tracking_url="https://courier.example/1"
    )
    page = render(letter(lead, locale=locale, email="hello@kumo.example"), default()).html

    assert list(found_in(page, f"mail-{locale}", AXE.read_text(encoding="utf-8"), tmp_path, opened)) == []
    assert (tmp_path / f"mail-{locale}.html").read_text(encoding="utf-8") == page


def test_a_whole_page_is_shown_as_it_is() -> None:
    """Only a fragment is put on a page of ours, in its own language."""
    page = "<!DOCTYPE html>\n<html lang='ja'></html>"

    assert paged(page, "mail") == page
    assert '<html lang="ru">' in paged('<section lang="ru"></section>', "timeline")


@pytest.mark.nightly
def test_what_cannot_be_read_is_found(tmp_path: Path, opened) -> None:
    """A fragment in pale grey, wider than a phone, is found on every look: else nothing was tested above."""
    bad = '<p style="color:#bbb;background:#fff;min-width:60rem">hard to read</p>'
    found = list(found_in(bad, "bad", AXE.read_text(encoding="utf-8"), tmp_path, opened))

    assert [line for line in found if "color-contrast" in line and "light" in line] != []
    assert "bad, phone: wider than the page" in found
