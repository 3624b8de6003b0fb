"""Words that name persons are no features: a model would keep them, and learn nothing from them.

Judged by how words look and how often they come again, not by what a column is called. What looks like an
e-mail address or a telephone number is one. Names and streets cannot be told from places by their looks
alone, so they also have to be many; and what hardly two orders share is refused whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

MOSTLY: Final = 0.8
"""The share of a column's values that look alike, from which on the column is what they look like."""

STRAY: Final = 0.1
"""The share of addresses and numbers up to which they are somebody's slip, in a column of something else."""

MANY: Final = 20
"""How many different words names and streets are at least; fewer are what a shop calls its services and places."""

OFTEN: Final = 5
"""How often each word comes, on average, that is no person's: somebody buys again, a region buys every day."""

ENOUGH: Final = 50
"""Values from which on it can be said how often words come again."""

SHARED: Final = 0.8
"""Different words to values, from which on nearly every order has one of its own."""

A_FEATURE: Final = "leave it out, or give what many orders share, as a region"
"""How to go on where a feature names persons."""

ADDRESSES: Final = "e-mail addresses or telephone numbers"

_MAIL: Final = re.compile(r"[^\s@]@[^\s@]+\.\w")
_PHONE: Final = re.compile(r"(?:\+\d{8,15}|0\d{9,14})")
_BETWEEN_DIGITS: Final = re.compile(r"[\s().\-/]+")
_NAME: Final = re.compile(r"[^\W\d_][^\d\s_]*(?:\s[^\W\d_][^\d\s_]*){1,4}")
_STREET: Final = re.compile(r"(?:\D{3,}\d{1,5}(?:-\d{1,4}){0,3}\s?[A-Za-z]?|\d{1,5}[A-Za-z]?\s+\D{3,})")
_CODE: Final = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 \-]{0,9}")


def is_address(word: str) -> bool:
    """Tell whether a word looks like an e-mail address or a telephone number.

    >>> is_address("erika@example.org"), is_address("+49 30 123456-78"), is_address("150-0001")
    (True, True, False)
    """
    return bool(_MAIL.search(word) or _PHONE.fullmatch(_BETWEEN_DIGITS.sub("", word)))


def named_in(counts: Mapping[str, int]) -> str | None:
    """Return what of persons the words of a feature hold, by how often each came; None where they may be learned from.

    >>> named_in({"Berlin": 40, "Bad Homburg": 20}), named_in({"erika@example.org": 2, "Berlin": 3})
    (None, 'e-mail addresses or telephone numbers')
    """
    values, words = sum(counts.values()), len(counts)
    if _share(counts, is_address) > STRAY:
        return ADDRESSES
    if words >= MANY and words * OFTEN >= values:
        for look, called in ((_NAME, "names"), (_STREET, "streets")):
            if _share(counts, look.fullmatch) >= MOSTLY:
                return called
    is_unshared = values >= ENOUGH and words >= SHARED * values
    if is_unshared and _share(counts, _CODE.fullmatch) < MOSTLY:
        return "a word of its own for nearly every order"
    return None


def _share(counts: Mapping[str, int], looks: Callable[[str], object]) -> float:
    """Return the share of values whose words look so."""
    return sum(n for word, n in counts.items() if looks(word)) / max(sum(counts.values()), 1)
