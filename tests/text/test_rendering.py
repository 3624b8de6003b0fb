"""From messages to texts: frames and riders, channels, fallbacks, and what is remarked on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.text.letters import WINDOW, block, letter

from postpurchase.catalogs import default
from postpurchase.digests import digest
from postpurchase.errors import UnknownName
from postpurchase.text import Catalog, CatalogRenderer, Content, Renderer, render
from postpurchase.vocabulary import Channel, Role

SMALL = Catalog(
    sources={
        "en": {
            "frames": {"*": {"greeting": "Hello,", "opening": ("Good day.",), "closing": ("Bye.",)}},
            "touchpoints": {
                "placed": {
                    "*": {"subject": "Placed", "paragraphs": ("Thank you.", {"riders": True}, "More soon.")}
                },
                "bought": {
                    "*": {
                        "subject": "Bought {$order}",
                        "paragraphs": ("It is bought.",),
                        "rider": ("Bought, too.", "Thank you."),
                    },
                    "sms": {"paragraphs": ("{$shop}:", "bought.")},
                },
                "lost": {"*": {"subject": "{$nobody}", "paragraphs": ("{$nobody}", "Lost.")}},
            },
        }
    }
)


def test_a_message_is_its_leads_frame_with_the_riders_in_it() -> None:
    """Subject, greeting, opening and closing are the lead's; riders travel where it lets them."""
    content = render(letter("placed", block("bought")), SMALL)

    assert str(content) == (
        "Placed\n\nHello,\n\nGood day.\n\nThank you.\n\nBought, too.\n\nMore soon.\n\nBye."
    )


def test_without_a_place_riders_come_after_the_paragraphs() -> None:
    """A frame that names no place for riders has them before the closing."""
    content = render(letter("bought", block("placed")), SMALL)

    assert content.text == ("Hello,\n\nGood day.\n\nIt is bought.\n\nThank you.\n\nMore soon.\n\nBye.")


def test_nothing_is_said_twice() -> None:
    """A rider leaves out the line that stands in the message already, be it the lead's or a rider's."""
    text = render(letter("placed", block("bought"), block("bought", subject="2")), SMALL).text

    assert (text.count("Thank you."), text.count("Bought, too.")) == (1, 1)


def test_content_carries_what_the_ledger_may_keep_and_hides_the_rest() -> None:
    """Locale, channel and digest are shown; the words, which hold names, are not."""
    content = render(letter("bought"), SMALL)

    assert content.digest == digest("Bought A-1042", content.text)
    assert repr(content) == (
        f"Content(locale='en', channel=<Channel.EMAIL: 'email'>, digest='{content.digest}', problems=())"
    )


@pytest.mark.parametrize(
    ("channel", "subject", "text"),
    [
        (Channel.SMS, None, "Atelier Kumo: bought."),
        (Channel.CHAT, None, "Hello,\n\nGood day.\n\nIt is bought.\n\nBye."),
        (Channel.PUSH, "Bought A-1042", "It is bought."),
        (Channel.MARKETPLACE_MESSAGE, "Bought A-1042", "Hello,\n\nGood day.\n\nIt is bought.\n\nBye."),
    ],
)
def test_each_channel_has_its_shape(channel: Channel, subject: str | None, text: str) -> None:
    """Some channels have no subject, some but one line."""
    content = render(letter("bought", channel=channel), SMALL)

    assert (content.subject, content.text) == (subject, text)


def test_a_further_channel_of_the_same_message_has_its_own_text() -> None:
    """One decision, two channels: the other one is asked for by name."""
    content = render(letter("bought", channel=Channel.SMS), SMALL, channel=Channel.EMAIL)

    assert (content.channel, content.subject) == (Channel.EMAIL, "Bought A-1042")


def test_missing_words_on_a_short_channel_are_remarked_on() -> None:
    """The long words are used, and somebody is told."""
    content = render(letter("placed", block("bought"), channel=Channel.SMS), SMALL)

    assert [problem.path for problem in content.problems] == ["en.placed.sms"]


def test_a_language_nobody_speaks_falls_back_by_name() -> None:
    """The default speaks, `locale` says which, and somebody is told."""
    content = render(letter("bought", locale="de-AT"), SMALL)

    assert content.locale == "en"
    assert [(problem.path, problem.right) for problem in content.problems] == [("locale", "said in en")]


def test_a_line_that_cannot_be_said_is_left_out() -> None:
    """A value nobody gave never shows as a blank: subject and text stay whole, and a problem says where."""
    content = render(letter("lost"), SMALL)

    assert (content.subject, content.text) == (
        "Atelier Kumo",
        "Hello,\n\nGood day.\n\nLost.\n\nBye.",
    )
    assert [problem.path for problem in content.problems] == [
        "en.lost.*.paragraphs.0",
        "en.lost.*.subject",
    ]


def test_a_subject_is_never_empty_where_there_is_a_shop() -> None:
    """Without words and without a shop there is nothing to put there."""
    assert render(letter("lost", shop=None), SMALL).subject == ""


def test_a_blank_in_a_value_is_remarked_on() -> None:
    """What a form left unfilled is seen before it is sent."""
    content = render(letter("bought", order="#ORDER#"), SMALL)

    assert [problem.wrong for problem in content.problems] == ["looks like a blank that was never filled"]


def test_a_link_in_our_words_is_remarked_on_where_none_may_go() -> None:
    """A shop's own words with a link in them are seen on a marketplace, and nowhere else."""
    linked = SMALL.merged(
        {"en": {"touchpoints": {"bought": {"*": {"paragraphs": ("https://kumo.example",)}}}}}
    )
    wrong = [
        [problem.wrong for problem in render(letter("bought", channel=channel), linked).problems]
        for channel in (Channel.MARKETPLACE_MESSAGE, Channel.EMAIL)
    ]

    assert wrong == [["a link on a channel without links"], []]


def test_words_that_nobody_has_are_an_error() -> None:
    """A message without words is not sent as an empty one."""
    with pytest.raises(UnknownName, match="no words for touchpoint named 'flown'"):
        render(letter("flown"), SMALL)


def test_a_renderer_is_whatever_turns_messages_into_content() -> None:
    """Ours is one of them."""
    renderer: Renderer = CatalogRenderer(catalog=SMALL)
    content = renderer.render(letter("bought"))

    assert isinstance(content, Content)
    assert content == render(letter("bought"), SMALL)


def test_a_receiver_hears_nothing_of_the_gift() -> None:
    """Whoever receives is not told what was bought."""
    content = render(letter(block("order_confirmed", {"window": WINDOW}), to=Role.RECEIVER), default())

    assert "Silk scarf" not in content.text


PLAIN_TEXT = """
import sys
from tests.text.letters import letter
from postpurchase.catalogs import default
from postpurchase.text import render
assert "佐藤" in render(letter("item_secured", locale="ja"), default()).text
"""


def test_a_text_without_dates_is_light() -> None:
    """A Japanese text without dates or numbers loads neither Babel nor Russian words, nor checks nor explanations."""
    heavy = "babel", "postpurchase.catalogs.ru", "postpurchase.text.checking", "postpurchase.text.explaining"
    code = f"{PLAIN_TEXT}\nprint([name for name in {heavy!r} if name in sys.modules])"
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = ['src', '.']\n{code}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=root,
    )

    assert run.stdout.strip() == "[]"
