"""What a text message takes: its alphabet, units and parts (3GPP 23.038 and 23.040)."""

from __future__ import annotations

import re

from postpurchase.classes import NamedTuple
from postpurchase.kinds import must_be

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Letters behind an escape: two units each, which never part company."""

# What typography adds to numbers and dates, as a telephone's keys would write it.
_PLAIN: Final = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    **dict.fromkeys("‐‑‒–—―", "-"),  # noqa: RUF001 - the dashes are meant
    **dict.fromkeys("‘’‚", "'"),  # noqa: RUF001 - the quotation marks are meant
    **dict.fromkeys("“”„«»", '"'),
    "…": "...",
}
_TYPOGRAPHY: Final = re.compile("[" + "".join(_PLAIN) + "]")


class Alphabet(NamedTuple):
    """How many units one message holds, and how many each part of a longer one."""

    name: str
    alone: int
    part: int


GSM_7: Final = Alphabet("GSM-7", 160, 153)
UCS_2: Final = Alphabet("UCS-2", 70, 67)


class Sms(NamedTuple):
    """What a text costs: in which alphabet, how many units of it, in how many parts."""

    alphabet: str
    units: int
    parts: int


def sms(text: str) -> Sms:
    """Return what a text takes as a text message, in septets of GSM-7 or 16-bit units of UCS-2.

    >>> sms("Your parcel is on its way."), sms("発送しました。")
    (Sms(alphabet='GSM-7', units=26, parts=1), Sms(alphabet='UCS-2', units=7, parts=1))
    """
    sizes = _sizes(must_be("text", text, str, "give a text"), GSM_7)
    alphabet = UCS_2 if sizes is None else GSM_7
    sizes = _sizes(text, UCS_2) if sizes is None else sizes
    units = sum(sizes or ())
    return Sms(alphabet.name, units, 1 if units <= alphabet.alone else _parts(sizes or (), alphabet.part))


def _sizes(text: str, alphabet: Alphabet) -> tuple[int, ...] | None:
    """Return the units of each character, None where the alphabet lacks one."""
    if alphabet is UCS_2:
        return tuple(2 if c > "\uffff" else 1 for c in text)
    sizes = tuple(1 if c in _BASIC else 2 if c in _EXTENDED else 0 for c in text)
    return sizes if all(sizes) else None


def _parts(sizes: tuple[int, ...], room: int) -> int:
    parts, left = 1, room
    for size in sizes:
        if size > left:
            parts, left = parts + 1, room
        left -= size
    return parts


def folded(text: str) -> str:
    """Return the text in plain spaces, hyphens and quotation marks, if that spares it the small alphabet.

    >>> folded("October 12–26"), folded("10月12–26日")
    ('October 12-26', '10月12–26日')
    """
    plain = _TYPOGRAPHY.sub(lambda found: _PLAIN[found[0]], text)
    return plain if _sizes(plain, GSM_7) is not None else text
