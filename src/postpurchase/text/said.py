"""A line as it was said: its words, and what a page may make of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from postpurchase.classes import NamedTuple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any, Final, Self, TypeAlias, TypeVar

    T = TypeVar("T")


LINK: Final = "link"
MARKUP: Final = frozenset({LINK, "strong", "em"})
"""The markup that our words and a shop's may use: `{#strong}…{/strong}`, `{#em}…{/em}`, `{#link href=$url}…{/link}`."""


class Mark(NamedTuple):
    """Where a stretch of markup begins or ends; `href` is that of a link."""

    name: str
    opens: bool
    href: str | None = None


Piece: TypeAlias = str | Mark


class Said(str):
    """A line with markup in it, or one of a list; as a text it is its words."""

    __slots__ = ("listed", "pieces")

    listed: bool
    pieces: tuple[Piece, ...]

    def __new__(cls, text: str, pieces: tuple[Piece, ...] = (), *, listed: bool = False) -> Self:
        """Return the words with their pieces; without any, the words are the only one."""
        said = str.__new__(cls, text)
        said.pieces = pieces or (text,)
        said.listed = listed
        return said


def pieces_of(line: str) -> tuple[Piece, ...]:
    """Return the pieces of a line, be it marked or plain."""
    return line.pieces if isinstance(line, Said) else (line,)


Paragraph: TypeAlias = tuple[str, ...]
"""Lines that stand together."""


class Paragraphs(Sequence[Paragraph]):
    """The paragraphs of a text, told apart when they are first asked for: only a page needs them.

    `tell` makes them of what it is given.
    """

    __slots__ = ("_found", "_of", "_tell")

    def __init__(self, tell: Callable[[T], tuple[Paragraph, ...]], of: T) -> None:
        self._tell: Callable[[Any], tuple[Paragraph, ...]] = tell
        self._of: Any = of
        self._found: tuple[Paragraph, ...] | None = None

    def _all(self) -> tuple[Paragraph, ...]:
        if self._found is None:
            self._found = self._tell(self._of)
        return self._found

    def __getitem__(self, at: Any) -> Any:
        """Return one or some of the paragraphs."""
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, Paragraphs)) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return f"<{len(self)} paragraphs>"

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._all(),)


_CLOSE_RANGE: Final = "(?<![0-9])([0-9]{1,2})\u2009–\u2009(?=[0-9]{1,2}(?![0-9]))"
_TYPED: Final = str.maketrans("\u00a0\u2009\u202f", "   ")


def tidy(text: str) -> str:
    """Return the text with the spaces that people type, and close ranges without any: 12–26."""
    return tidy_within(text).strip()


def tidy_within(text: str) -> str:
    """Return a stretch of text tidied, the spaces at its ends kept."""
    if text.isascii():
        return text
    close = re.sub(_CLOSE_RANGE, r"\1–", text) if "\u2009–\u2009" in text else text
    return close.translate(_TYPED)
