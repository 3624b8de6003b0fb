"""Text into HTML: every character escaped, and what is written from right to left kept to itself."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From the first such letter to the last, with what stands between words: a run that a number or a
# full stop after it would else be drawn into.
_RUN: Final = re.compile(f"[{_RTL}](?:[{_RTL}\\s.,'’-]{{0,200}}[{_RTL}])?")  # noqa: RUF001


def written(text: str, *, rtl: bool = False) -> str:
    r"""Return a text as HTML, in a page that is itself written from left to right or `rtl`.

    Runs against the page's direction are isolated, as MessageFormat 2 isolates values by default.

    >>> written("Hello \u05d3\u05e0\u05d9, 2 < 3")
    'Hello <bdi>דני</bdi>, 2 &lt; 3'
    """
    safe = escape(text)
    return safe if rtl else _RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", safe)
