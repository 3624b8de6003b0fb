"""One source, two looks: a text's lines as a page of HTML that reads in the dark and on a telephone.

Every character of words and values is escaped; only the allow-listed markup becomes elements, and a
link only where its address is one that the text may show. There are no colours and no pictures, so
the reader's own light or dark holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from postpurchase.text.markup import written
from postpurchase.text.mf2.locales import direction
from postpurchase.text.neutral import link_of
from postpurchase.text.said import LINK, Mark, Piece, Said, pieces_of

_ELEMENTS: Final[Mapping[str, str]] = MappingProxyType({LINK: "a", "strong": "strong", "em": "em"})
_BULLET: Final = re.compile(r"\s*(?:[-—–・•]\s*|(?P<number>[0-9]+)[.)]\s*)")
_STYLE: Final = (
    "body{margin:0 auto;max-width:38em;padding:1em;"
    "font:1em/1.6 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:1.25em;line-height:1.4}a{color:inherit}ul,ol{padding-inline-start:1.5em}"
)


def document(
    title: str,
    paragraphs: Iterable[Iterable[str]],
    locale: str,
    *,
    json_ld: Iterable[Mapping[str, object]] = (),
) -> str:
    """Return a whole page; its title and heading are the subject, `json_ld` what it says to machines."""
    head = "".join(map(_script, json_ld))
    heading = f"<h1>{written(title)}</h1>\n" if title else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(locale)}" dir="{direction(locale)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>:root{{color-scheme:light dark}}{_STYLE}</style>\n{head}</head>\n"
        f"<body>\n<main>\n{heading}{fragment(paragraphs)}</main>\n</body>\n</html>\n"
    )


def _script(data: Mapping[str, object]) -> str:
    # Escaped as JSON, so that no value can end the element.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")
    return f'<script type="application/ld+json">{safe}</script>\n'


def fragment(paragraphs: Iterable[Iterable[str]]) -> str:
    """Return the paragraphs alone: `<p>` for lines that stand together, `<ul>` and `<ol>` for lists."""
    return "".join(_block(list(lines)) for lines in paragraphs)


def _block(lines: list[str]) -> str:
    return "".join(
        _list(run) if listed else f"<p>{'<br>'.join(map(_line, run))}</p>\n"
        for listed, run in groupby(lines, key=lambda line: isinstance(line, Said) and line.listed)
    )


def _list(lines: Iterable[str]) -> str:
    entries = [(_BULLET.match(line), line) for line in lines]
    numbered = all(found is not None and found["number"] for found, _ in entries)
    element = "ol" if numbered else "ul"
    rows = "".join(f"<li>{_line(line, found.end() if found else 0)}</li>\n" for found, line in entries)
    return f"<{element}>\n{rows}</{element}>\n"


def _line(line: str, start: int = 0) -> str:
    return "".join(_written(pieces_of(line), start))


def _written(pieces: Iterable[Piece], start: int) -> Iterator[str]:
    """Yield the elements of one line, without its first `start` characters, each closed again in turn."""
    opened: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            yield written(piece[start:]).replace("\n", "<br>")
            start = max(0, start - len(piece))
        elif piece.opens:
            yield from _opened(piece, opened)
        elif opened and opened[-1] == _ELEMENTS.get(piece.name):
            yield f"</{opened.pop()}>"
    yield from (f"</{element}>" for element in reversed(opened))


def _opened(mark: Mark, opened: list[str]) -> Iterator[str]:
    element = _ELEMENTS.get(mark.name)
    href = link_of(mark.href or "") if mark.name == LINK else None
    if element is None or (mark.name == LINK and href is None):
        return
    opened.append(element)
    yield f'<a href="{escape(href)}">' if href else f"<{element}>"
