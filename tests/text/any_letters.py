"""Any message at all: facts known or not, texts as people and machines type them, every channel and language."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Final

from hypothesis import strategies as st
from tests.text.letters import TODAY, at, block, letter

from postpurchase.ledger import Ask, Pledge
from postpurchase.messages import Message
from postpurchase.vocabulary import TOUCHPOINTS, Channel, Mode, Role
from postpurchase.windows import DateWindow, Slot, zone

LOCALES: Final = ("en", "ja", "ru")
BIDI: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\U000e0041\x00\x1b\x7f\ue000\ufffe"
PLAIN: Final = (
    "Ann Smith",
    "佐藤 花子",
    "Анна Петрова",
    "José",
    "محمد علی",
    "עדי כהן",
    "Nguyễn",
    "Zoë 💖",
    "👨\u200d👩\u200d👧",
)
LEFT_OVER: Final = (
    "{$shop}",
    "{{name}}",
    "#USER#",
    "●●",
    "${x}",
    "{% if %}",
    "○○",
    "[NAME]",
    "%(n)s",
    "}}{{",
)
DAYS: Final = st.dates(date(2026, 1, 1), date(2028, 12, 31))
WINDOWS: Final = st.builds(
    lambda first, days: DateWindow(earliest=first, latest=first + timedelta(days=days)),
    DAYS,
    st.integers(0, 400),
)
SLOTS: Final = st.one_of(
    st.builds(
        lambda day, hour: Slot(date=day, start=time(hour), end=time(hour + 1)), DAYS, st.integers(0, 22)
    ),
    st.builds(lambda day, code: Slot(date=day, code=code), DAYS, st.sampled_from(["morning", "am-1"])),
)


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """Return a text with something in it that must not reach a reader as it is, or a plain one."""
    kernel = draw(st.sampled_from([*PLAIN, *LEFT_OVER, "様", "", "a" * 300, "я" * 300, "Z" + "\u0301" * 40]))
    seed = draw(st.sampled_from([*BIDI, *UNSEEN, "\n", "\r\n", "\u2028", "\t", "", ""]))
    place = draw(st.integers(0, len(kernel)))
    return kernel[:place] + seed + kernel[place:]


TEXTS: Final = st.one_of(hostile(), st.sampled_from(PLAIN), st.text(max_size=30))


@st.composite
def letters(draw: st.DrawFn) -> Message:
    """Return any message, its facts known or not, its texts whatever people type."""
    facts = {
        "window": draw(st.none() | WINDOWS),
        "slot": draw(st.none() | SLOTS),
        "tracking": draw(st.none() | st.just("JD1") | TEXTS),
    }
    told = {kind: value for kind, value in facts.items() if value is not None}
    points = draw(st.lists(st.sampled_from(TOUCHPOINTS), min_size=1, max_size=3))
    titles = tuple(draw(st.lists(TEXTS, max_size=30)))
    shown = {
        "parcels": draw(st.integers(0, 130)),
        "point": draw(st.none() | TEXTS),
        "keep_until": draw(st.none() | DAYS),
        "by": draw(st.sampled_from([None, "shop", "customer"])),
        "concerned": titles,
        "contents": titles,
        "tracking_url": draw(st.sampled_from([None, "https://courier.example/1", "javascript:x"])),
    }
    blocks = [block(name, {**told, name: draw(st.sampled_from([True, 2, 21]))}, **shown) for name in points]
    due = at("2026-10-15T20:00:00+09:00")
    return letter(
        blocks[0],
        *blocks[1:],
        locale=draw(st.sampled_from(LOCALES)),
        channel=draw(st.sampled_from(Channel)),
        to=draw(st.sampled_from(Role)),
        asks=draw(st.sampled_from([(), (Ask(question="slot", default="none", answer_by=due),)])),
        promises=draw(st.sampled_from([(), (Pledge(kind="next_word", due=due),)])),
        name=draw(st.none() | TEXTS),
        shop=draw(st.just("Kumo") | TEXTS),
        signature=draw(st.none() | TEXTS),
        order=draw(st.just("A-1042") | TEXTS),
        items=titles,
        mode=draw(st.sampled_from(Mode)),
        steps=draw(st.sampled_from([(), ("item_secured", "dispatched")])),
        questions=draw(st.sampled_from([(), ("engraving", "address")])),
        limit_days=draw(st.none() | st.integers(1, 130)),
        courier=draw(st.none() | TEXTS),
        compensation=draw(st.none() | TEXTS),
        max_length=draw(st.sampled_from([None, 3000, 500, 120])),
        today=draw(st.none() | DAYS | st.just(TODAY)),
        zone=zone(draw(st.sampled_from(["Asia/Tokyo", "Europe/Moscow", "America/New_York"]))),
    )
