"""Messages of nothing but text, `{$name}` and bare tags, read without the grammar.

They are nine lines in ten of a shop's words. What holds anything else is left to `parser`, and so is what is wrong.
"""

from __future__ import annotations

from postpurchase.classes import NamedTuple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final, TypeAlias

MAX_LENGTH: Final = 4096
_UNSEEN: Final = " \t\r\n\u3000\u061c\u200e\u200f\u2066\u2067\u2068\u2069"
_SIGILS: Final = ("$", "#", "/")


class Bare(NamedTuple):
    """What stands between braces: a sigil, `$` for a variable, `#` and `/` for a tag that opens and closes, and a name."""

    sigil: str
    name: str


SimplePart: TypeAlias = str | Bare


def simple(source: str) -> tuple[SimplePart, ...] | None:
    """Return the texts and the bare variables and tags of a message; None if there is, or may be, more to it.

    >>> simple("Order {$order} {#strong}confirmed{/strong}.")  # doctest: +NORMALIZE_WHITESPACE
    ('Order ', Bare(sigil='$', name='order'), ' ', Bare(sigil='#', name='strong'), 'confirmed',
     Bare(sigil='/', name='strong'), '.')
    >>> simple("{$days :integer} days") is None
    True
    """
    if len(source) > MAX_LENGTH or "\\" in source or "\0" in source or not _sendable(source):
        return None
    if source.lstrip(_UNSEEN).startswith((".", "{{")):
        return None
    parts = [*_parts(source)]
    return None if None in parts else tuple(part for part in parts if part)


def _sendable(source: str) -> bool:
    """Say whether there are no lone surrogates: only they do not come back from UTF-8."""
    return source.isascii() or source.encode("utf-8", "ignore").decode() == source


def _parts(source: str) -> Iterator[SimplePart | None]:
    text, *rest = source.split("{")
    yield text if "}" not in text else None
    for each in rest:
        inside, closed, after = each.partition("}")
        yield _bare(inside) if closed and "}" not in after else None
        yield after


def _bare(inside: str) -> Bare | None:
    sigil, name = inside[:1], inside[1:]
    return Bare(sigil, name) if sigil in _SIGILS and name.isidentifier() and name.isascii() else None
