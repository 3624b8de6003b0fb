"""Texts that people and machines typed, made harmless before they meet our words.

Values are never parsed, so braces in them are only braces. What remains to be feared is what no
reader sees: controls that turn the line around, characters without width, and line breaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

LONGEST_NAME: Final = 80
LONGEST_TEXT: Final = 200
MOST_LINES: Final = 12
_HIDDEN_AT_MOST: Final = 4
"""How many times longer than it looks a text may be; what lies beyond is not looked at."""

# ZWNJ and ZWJ spell words in the scripts from Arabic to Sinhala, and hide in all others.
_JOINED: Final = "\u0600-\u0dff"
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e007f"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"


@lru_cache(maxsize=1)
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")


@lru_cache(maxsize=1)
def _stacked() -> re.Pattern[str]:
    """Return what finds more marks on one letter than any language writes: they cover the lines above and below."""
    return re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")


@lru_cache(maxsize=1)
def _web_link() -> re.Pattern[str]:
    """Return what a link is: a host of plain letters and no userinfo before it, so that nothing looks like another address."""
    return re.compile(
        r"(?i)https?://(?P<host>[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::[0-9]{1,5})?"
        r"(?:[/?#][!#-;=?-\[\]_a-z~]{0,2000})?"
    )


def _members(ranges: str) -> frozenset[str]:
    """Return the characters that a class of a regular expression holds, one that has no escapes."""
    joined = [at for at, char in enumerate(ranges) if char == "-"]
    spans = [range(ord(ranges[at - 1]), ord(ranges[at + 1]) + 1) for at in joined]
    return frozenset(ranges).union(*(map(chr, span) for span in spans)) - {"-"}


_SELDOM: Final = _members(_UNSEEN) | _members(_MARKS) | {"\u200c", "\u200d"}
"""What a text without hidden characters and stacked marks need not be searched for."""
_NO_TEXT: Final = frozenset({"Cc", "Cs", "Co"})
# Patterns are compiled by `re` when they are first searched for: most texts need none of them.
_BREAKS: Final = "[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]"
_SPACES: Final = r"\s+"

LEFTOVER: Final = (
    r"●●|[○\u3007]{2}|\#[A-Z][A-Z_]*\#|\{\$\w+\}|\{\{|\}\}|\$\{|<%|%\([a-z_]+\)s|\[(?:NAME|USER|BUYER)\]"
)
"""What unfilled templates of all kinds leave behind."""
_UNFINISHED: Final = (
    r"(?<![A-Za-z0-9_])(?:TODO(?! ?[A-Z]{2})|TBD|FIXME|XXX+)(?![A-Za-z0-9_])|(?<![0-9])%[sd](?![A-Za-z])"
    r"|_{3,}|\uff3f{2,}|(?i:lorem ipsum)"
)
"""What whoever writes words leaves to be done later. Values may hold it: an item may be called XXX."""
_NO_NAME: Final = r"[{}<>$#%|\\\[\]●@]|[○\u3007]{2}|://|\bwww\.|\w\.\w{2,}/|^\W*$"
LINK: Final = r"(?i)https?://\S|\bwww\.\S|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
"""What a marketplace takes for a link out of itself."""


def neutral(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Return the text on one line, without anything unseen in it, cut to a length.

    >>> neutral("Ann\u202e\r\nBcc: all  of\u200b them ")
    'Ann Bcc: all of them'
    """
    if (
        len(text) <= longest
        and "  " not in text
        and text.isprintable()
        and (text.isascii() or _SELDOM.isdisjoint(text))
    ):
        return text.strip()
    raw = text[: longest * _HIDDEN_AT_MOST]
    if not _is_plain(raw):
        raw = _stacked().sub(r"\1", re.sub(_SPACES, " ", _seen(re.sub(_BREAKS, " ", raw))))
    plain = raw.strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def _is_plain(text: str) -> bool:
    """Say whether there is nothing in a text to take out: the common case, and the quick one."""
    if "  " in text or not text.isprintable():
        return False
    return (
        text.isascii() or _SELDOM.isdisjoint(text) or not (_hidden().search(text) or _stacked().search(text))
    )


def neutral_lines(text: str) -> str:
    """Return the text with its lines kept, each of them neutral, empty ones left out."""
    if text.isprintable():  # no line ends in it
        return neutral(text)
    lines = text.splitlines()
    return "\n".join([line for line in map(neutral, lines[:MOST_LINES]) if line])


def link_of(text: str, hosts: Collection[str] | None = None) -> str | None:
    """Return a link that a reader may follow, whole or not at all: http or https, to an allowed host.

    `hosts` allows them and what is below them; None allows all.

    >>> link_of("https://courier.example/t?n=1"), link_of("javascript:alert(1)"), link_of("https://a b")
    ('https://courier.example/t?n=1', None, None)
    >>> link_of("https://www.courier.example/", ["courier.example"]), link_of("https://a.example", [])
    ('https://www.courier.example/', None)
    """
    found = _web_link().fullmatch(text)
    return text if found and (hosts is None or _is_below(found["host"].lower(), hosts)) else None


def _is_below(host: str, hosts: Collection[str]) -> bool:
    return any(host == allowed or host.endswith(f".{allowed}") for allowed in map(str.lower, hosts))


def blank_in(words: str) -> str | None:
    """Return what was left in words for somebody to fill in, None where they are finished.

    >>> blank_in("Dear %s,"), blank_in("TODO: the refund"), blank_in("Save 20 % today.")
    ('%s', 'TODO', None)
    """
    found = re.search(LEFTOVER, words) or re.search(_UNFINISHED, words)
    return found[0] if found else None


def leaves_over(text: str) -> bool:
    """Say whether a text looks as if a blank in it had never been filled."""
    return _is_suspect(text) and re.search(LEFTOVER, text) is not None


def _is_suspect(text: str) -> bool:
    """Say whether a text has a character of a leftover in it; to look for them one by one is quickest."""
    return (
        ("#" in text or "$" in text or "%" in text or "<" in text)
        or ("[" in text or "{" in text or "}" in text)
        or ("●" in text or "○" in text or "\u3007" in text)
    )


def _seen(text: str) -> str:
    return "".join(c for c in _hidden().sub("", text) if not _is_no_text(c))


def _is_no_text(c: str) -> bool:
    # Unassigned characters stay: they may be letters or emoji younger than this Python.
    noncharacter = ord(c) & 0xFFFE == 0xFFFE or "\ufdd0" <= c <= "\ufdef"
    return noncharacter or unicodedata.category(c) in _NO_TEXT


def name_of(text: str) -> str | None:
    """Return a person's name as it can be greeted with, None for what is no name.

    A form field that was left as `{first_name}` or `#USER#`, an address and a wall of text are none.

    >>> name_of("Ann\u200b Smith"), name_of("#BUYER#"), name_of("  ")
    ('Ann Smith', None, None)
    """
    plain = neutral(text, LONGEST_NAME + 1)
    if len(plain) <= LONGEST_NAME and plain.replace(" ", "").isalpha():
        return plain
    return None if len(plain) > LONGEST_NAME or re.search(_NO_NAME, plain) else plain
