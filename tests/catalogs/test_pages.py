"""The words of pages: whole in every language, for every kind of event, touchpoint, channel and outcome."""

from __future__ import annotations

from typing import Final

import pytest
from tests.text.letters import NAMES, TODAY, WINDOW, at

from postpurchase.catalogs import default
from postpurchase.text.acts import Heard
from postpurchase.text.mf2 import check as check_message
from postpurchase.text.path import STRAND
from postpurchase.text.sentences import Sentences
from postpurchase.text.templates import Line, lines_of
from postpurchase.vocabulary import (
    TOUCHPOINTS,
    Cancellation,
    Channel,
    HoldReason,
    Outcome,
    Party,
    Position,
    Problem,
    Progress,
)
from postpurchase.windows import Slot, zone

LOCALES: Final = ("en", "ja", "ru")
SECTIONS: Final = (
    *("timeline", "speakers", "channels", "outcomes", "told", "happened", "topics"),
    *("answer", "states", "public"),
)
KNOWN: Final = {
    "shop": "Kumo",
    "order": "A-1042",
    "number": 21,
    "who": "Kumo",
    "channel": "SMS",
    "topic": "News",
    "mode": "stock",
    "slot": Slot(date=TODAY, code="morning"),
    "window": WINDOW,
    "tracking": "JD014",
    "courier": "Yamato",
    "place": "Narita",
    "point": "Box 4",
    "keep_until": TODAY,
    "how": "locker",
    "problem": "weather",
    "question": "slot",
    "answer_by": at("2026-10-06T12:00:00+09:00"),
    "due": at("2026-10-15T20:00:00+09:00"),
}


def say(locale: str) -> Sentences:
    """Return the sentences of a locale."""
    now = at("2026-10-05T12:00:00+09:00")
    return Sentences(default().words(locale), locale, zone("Asia/Tokyo"), now)


def names(locale: str, section: str) -> dict[str, object]:
    """Return what stands in a section."""
    found = default().words(locale).source[section]
    assert isinstance(found, dict)
    return found


def lines(locale: str, section: str, name: str) -> list[Line]:
    """Return the lines under a name."""
    return list(lines_of(default().words(locale).named(section, name)))


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_left_out(locale: str) -> None:
    """Every kind of event that is shown, every touchpoint, channel, speaker and outcome has words."""
    wanted = {
        "happened": set(STRAND),
        "topics": {*TOUCHPOINTS, "other"},
        "channels": set(Channel),
        "speakers": set(Party) - {Party.NOBODY},
        "outcomes": {*Heard, "from_customer"},
        "told": {"window", "slot", "tracking", "question", "next_word"},
    }

    assert {section: set(names(locale, section)) for section in wanted} == wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_has_words(locale: str) -> None:
    """Whatever an order, a parcel, a problem or a hold can be, an agent is told in words."""
    states = {
        "progress": set(Progress),
        "cancellation": set(Cancellation) - {Cancellation.NONE},
        "position": set(Position),
        "outcome": set(Outcome) - {Outcome.OPEN},
        "problem": set(Problem),
        "hold": set(HoldReason),
    }
    wanted = {f"{kind}_{word}" for kind, words in states.items() for word in words}

    assert set(names(locale, "states")) == wanted
    assert [name for name in wanted if not say(locale).line("states", name)] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("section", SECTIONS)
def test_the_languages_say_the_same_things(section: str, locale: str) -> None:
    """Every language has the names of English, with conditions on the same values, in sound MessageFormat."""
    assert set(names(locale, section)) == set(names("en", section))
    for name in names("en", section):
        mine, english = lines(locale, section, name), lines("en", section, name)
        assert {x for line in mine for x in line.needs} == {x for line in english for x in line.needs}, name
        assert [fault for line in mine for fault in check_message(line.message, locale)] == []


@pytest.mark.parametrize(
    "known", [KNOWN, {**KNOWN, "mode": "buy_on_demand"}, {}], ids=["all", "bought", "little"]
)
@pytest.mark.parametrize("locale", LOCALES)
def test_everything_can_be_said(locale: str, known: dict[str, object]) -> None:
    """With everything known or next to nothing, each event and topic is a whole line without a blank."""
    sentences = say(locale)
    always = {name: KNOWN[name] for name in ("mode", "shop", "order")}
    for section in ("happened", "topics"):
        for name in names(locale, section):
            said = sentences.line(section, name, **{**always, **known})
            assert said, name
            assert not {"{", "}", "$"} & set(said)
            assert said[-1] not in ".。!！", name

    assert sentences.problems == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_is_addressed_by_name(locale: str) -> None:
    """A page names nobody: whoever opens the link may be a neighbour."""
    asked = {
        x
        for section in SECTIONS
        for name in names(locale, section)
        for line in lines(locale, section, name)
        for x in line.variables
    }

    assert "name" not in asked
    assert NAMES[locale] not in str([names(locale, section) for section in SECTIONS])
