"""Law 14: every rendered text is whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings

from postpurchase.catalogs import default
from postpurchase.messages import Block, Message
from postpurchase.text import Content, render
from postpurchase.vocabulary import Channel
from tests.text.any_letters import BIDI, LEFT_OVER, letters

PLACEHOLDER: Final = re.compile(
    r"\{\$\w+\}|●●|[○〇]{2}|#[A-Z][A-Z_]*#|\{\{|\}\}|\$\{|<%|%\([a-z_]+\)s|\[NAME\]"
)
JOINERS: Final = re.compile("[\u0600-\u0dff][\u200c\u200d]+(?=[\u0600-\u0dff])")
FOREIGN: Final = {
    "en": re.compile("[^\x00-\x7f –…]"),
    "ja": re.compile("[а-яё]|[a-z]{4,}", re.IGNORECASE),
    "ru": re.compile("[ぁ-ヿ一-鿿]|[a-z]{4,}", re.IGNORECASE),
}
ENCLOSING: Final = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Format characters by their category that are seen all the same (Unicode's Prepended_Concatenation_Mark)."""
SEVEN_BIT: Final = re.compile(r"[\x20-\x7e\n£¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüàΔΦΓΛΩΠΨΣΘΞ€]*")


def unseen(text: str) -> list[str]:
    """Return what a reader would not see, joiners that spell words apart, and signs that enclose numbers."""
    bare = ENCLOSING.sub("", JOINERS.sub("", text)).replace("\n", "")
    return [c for c in bare if c in BIDI or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}]


def blanks(content: Content) -> list[str]:
    """Return lines that say nothing, or have holes in them."""
    lines = content.text.split("\n")
    empty = [line for line in lines if line != line.strip() or "  " in line]
    gaps = re.findall(r"\n{3,}|^\n|\n$", content.text)
    return [*empty, *gaps, *(["no text"] if not content.text else [])]


def is_too_long(content: Content, most: object) -> bool:
    """Count anew, and generously only where a network's own arithmetic is tested elsewhere."""
    whole = content.text if content.subject is None else f"{content.subject}\n{content.text}"
    units = len(whole.encode("utf-16-le")) // 2
    if content.channel is Channel.SMS:
        return units > (1530 if SEVEN_BIT.fullmatch(whole) else 670)
    if content.channel is Channel.MARKETPLACE_MESSAGE and isinstance(most, int):
        return len(whole) > most
    if content.channel is Channel.PUSH:
        return len(whole.encode()) > 3584
    return content.channel is Channel.CHAT and units > 4096


def is_hostile(message: Message) -> bool:
    """Say whether a text of the message holds what no reader must meet, or is too long for its place."""
    maps = (message.values, *(part for b in (message.lead, *message.riders) for part in (b.values, b.tells)))
    values = [value for found in maps for value in found.values()]
    texts = [text for v in values for text in (v if isinstance(v, tuple) else (v,)) if isinstance(text, str)]
    return any(
        unseen(text) or "\n" in text or len(text) > 200 or any(x in text for x in LEFT_OVER) for text in texts
    )


def counted(block: Block) -> Block:
    """Return a block whose texts are numbers, so that every letter left is one of our own words."""
    tells = {kind: "77" if isinstance(fact, str) else fact for kind, fact in block.tells.items()}
    titles = {
        name: tuple("7" for _ in block.values.get(name, ()))  # type: ignore[attr-defined]
        for name in ("concerned", "contents")
    }
    return replace(
        block,
        tells=tells,
        values={**block.values, "point": "7", **titles, "tracking_url": None},
    )


def in_numbers(message: Message) -> Message:
    """Return the message with all its texts as numbers."""
    kept = {name: value for name, value in message.values.items() if not isinstance(value, (str, tuple))}
    own = {name: message.values[name] for name in ("mode", "steps", "questions")}
    texts = dict.fromkeys(("shop", "order", "name", "courier", "signature", "compensation"), "7")
    return replace(
        message,
        lead=counted(message.lead),
        riders=tuple(map(counted, message.riders)),
        values={**kept, **own, **texts, "max_length": None},
    )


@pytest.mark.law(14)
def test_every_text_is_whole() -> None:
    """Every rendered text is whole: no blank, no placeholder, no other language in our own words, no control character, nothing beyond its channel's limits."""
    tried = {"hostile": 0, "all": 0}

    @settings(max_examples=1_300)
    @given(letters())
    def hold(message: Message) -> None:
        content, plain = render(message, default()), render(in_numbers(message), default())
        whole = str(content)
        tried["all"] += 1
        tried["hostile"] += is_hostile(message)

        assert unseen(whole) == []
        assert blanks(content) == []
        assert not PLACEHOLDER.search(whole) or "blank" in str(content.problems)
        assert not PLACEHOLDER.search(str(plain))
        assert not is_too_long(content, message.values["max_length"])
        assert FOREIGN[message.locale].findall(str(plain).replace("SMS", "")) == []
        assert (content.locale, content.subject is None or "\n" not in content.subject) == (
            message.locale,
            True,
        )
        assert [fault for fault in plain.problems if "unresolved-variable $tracking" not in fault.wrong] == []

    hold()
    assert tried["hostile"] >= 1_000, tried
