"""The pages' words are there when they are asked for, and cost a message nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postpurchase.catalogs import default
from postpurchase.text.catalog import PAGE_SECTIONS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
def test_a_locale_is_one_mapping(locale: str) -> None:
    """Messages' and pages' sections are one tree, each section once."""
    source = default().words(locale).source

    assert len(source) == len(list(source)) == len(set(source))
    assert set(source) > {"touchpoints", *PAGE_SECTIONS}
    assert {name for name in source if not source[name] and name != "space"} == set()


def test_a_message_loads_no_pages() -> None:
    """Words for a message are read without importing those of any page; a page's are imported once asked for."""
    code = (
        "import sys\n"
        "from postpurchase.catalogs import default\n"
        "words = default().words('ja')\n"
        "words.template('dispatched', 'email')\n"
        "print([name for name in sys.modules if name.endswith(('.pages', '.answers', '.public'))])\n"
        "words.named('happened', 'lost')\n"
        "print('postpurchase.catalogs.ja.pages' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},  # noqa: TID251 - it needs its surroundings
    )

    assert done.stdout.split("\n")[:2] == ["[]", "True"]
