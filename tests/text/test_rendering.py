"""From messages to texts: frames and riders, channels, fallbacks, and what is remarked on."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.text.letters import WINDOW, at, block, letter

from postpurchase.catalogs import default
from postpurchase.digests import digest
from postpurchase.errors import UnknownName
from postpurchase.ledger import Ask, FactValue, Pledge
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


DATELESS = {
    "en": ("reliable delivery date", "reliable new date"),
    "ja": ("お届けの予定はまだ", "わかり次第ご案内"),
    "ru": ("Точного срока", "Точного нового срока"),
}
DUE = {"en": "October 15", "ja": "10月15日", "ru": "15 октября"}


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
@pytest.mark.parametrize(
    ("lead", "rider"),
    [("delayed", "reassurance"), ("delay_likely", "reassurance"), ("inquiry_answered", "delayed")],
)
def test_what_rides_along_contradicts_no_date(locale: str, channel: Channel, lead: str, rider: str) -> None:
    """Where the message has told a window, nothing in it says that there is none; the next word is said once."""
    promise = Pledge(kind="next_word", due=at("2026-10-15T20:00:00+09:00"))

    def dateless(told: dict[str, FactValue]) -> list[str]:
        blocks = [block(name, told, parcels=1) for name in (lead, rider)]
        message = letter(*blocks, locale=locale, channel=channel, promises=(promise,))
        text = render(message, default()).text
        assert text.count(DUE[locale]) == 1
        return [words for words in DATELESS[locale] if words in text]

    assert dateless({})
    assert dateless({"window": WINDOW}) == []


@pytest.mark.parametrize(("locale", "again"), [("en", "even longer"), ("ja", "さらに"), ("ru", "ещё")])
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_a_second_warning_says_that_it_is_one(locale: str, again: str, channel: Channel) -> None:
    """A delivery that may be later still than was told is not announced in the words of the first time."""
    first, second = (
        render(
            letter(block("delay_likely", {"window": WINDOW}, warned=warned), locale=locale, channel=channel),
            default(),
        )
        for warned in (None, True)
    )

    assert (again in first.text, again in second.text) == (False, True)
    assert (first.subject == second.subject) is (channel is Channel.SMS)


@pytest.mark.parametrize(
    ("locale", "sorry"), [("en", "We are sorry"), ("ja", "お詫び申し上げます"), ("ru", "Приносим извинения")]
)
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_a_window_that_moved_is_not_told_as_if_it_had_not(locale: str, sorry: str, channel: Channel) -> None:
    """A dispatch that tells a later window than was told before says so, and is sorry."""
    as_told, put_off = (
        render(
            letter(block("dispatched", {"window": WINDOW}, put_off=moved), locale=locale, channel=channel),
            default(),
        ).text
        for moved in (None, True)
    )

    assert (sorry in as_told, sorry in put_off) == (False, True)


def test_nothing_is_said_twice() -> None:
    """A rider leaves out the line that stands in the message already, be it the lead's or a rider's."""
    text = render(letter("placed", block("bought"), block("bought", subject="2")), SMALL).text

    assert (text.count("Thank you."), text.count("Bought, too.")) == (1, 1)


def test_content_carries_what_the_ledger_may_keep_and_hides_the_rest() -> None:
    """Locale and channel are shown; the words, which hold names, are not."""
    content = render(letter("bought"), SMALL)

    assert content.digest == digest("Bought A-1042", content.text)
    assert repr(content) == "Content(locale='en', channel=<Channel.EMAIL: 'email'>, problems=())"


@pytest.mark.parametrize(
    ("channel", "subject", "text"),
    [
        (Channel.SMS, None, "Atelier Kumo:\nbought."),
        (Channel.CHAT, None, "Hello,\n\nGood day.\n\nIt is bought.\n\nBye."),
        (Channel.PUSH, "Bought A-1042", "It is bought."),
        (Channel.MARKETPLACE_MESSAGE, "Bought A-1042", "Hello,\n\nGood day.\n\nIt is bought.\n\nBye."),
    ],
)
def test_each_channel_has_its_shape(channel: Channel, subject: str | None, text: str) -> None:
    """Some channels have no subject, some no room for empty lines."""
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


LONG_AND_SHORT = Catalog(
    sources={
        "en": {
            "frames": {
                "*": {"greeting": "Hello,", "closing": ("Bye.",)},
                "sms": {"opening": ("{$shop}:",)},
                "push": {"subject": "Order {$order}"},
                "call": {"greeting": "Is that {$shop}?"},
            },
            "call_outcomes": {"reached": "Told.", "no_answer": "Not told."},
            "touchpoints": {
                "sent": {
                    "*": {
                        "subject": "It is sent",
                        "paragraphs": (
                            "It is sent. " * 10,
                            {"text": "{#link href=$tracking_url}Track{/link}", "needs": ("tracking_url",)},
                        ),
                    },
                    "short": {"paragraphs": ("Sent by {$courier}.",)},
                    "call": {"rider": ("It was sent, too.",)},
                }
            },
        }
    }
)


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.SMS, "Atelier Kumo:\nSent by DHL."),
        (Channel.PUSH, "Order A-1042\n\nSent by DHL."),
        (Channel.CHAT, "Hello,\n\nSent by DHL.\n\nBye."),
        (Channel.CALL, "Is that Atelier Kumo?\n\nSent by DHL."),
    ],
)
def test_channels_with_little_room_take_the_short_form(channel: Channel, expected: str) -> None:
    """Each in its own frame; only a chat has the common one around it."""
    content = render(letter("sent", channel=channel, courier="DHL"), LONG_AND_SHORT)

    assert (str(content), content.problems) == (expected, ())


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (500, "Hello,\n\n" + ("It is sent. " * 10).strip() + "\n\nBye."),
        (100, f"Hello,\n\nSent by {'D' * 50}.\n\nBye."),
        (80, f"Hello,\n\nSent by {'D' * 39}….\n\nBye."),
        (40, "Hello,\n\nSent by DDDDDDDDDDDD…"),
    ],
)
def test_a_marketplaces_limit_is_kept(most: int, expected: str) -> None:
    """First the full text, then the short form, then shorter values; at last a cut, which is remarked on."""
    message = letter("sent", channel=Channel.MARKETPLACE_MESSAGE, courier="D" * 50, max_length=most)
    content = render(message, LONG_AND_SHORT)

    assert content.text == expected
    assert len(f"{content.subject}\n{content.text}") <= most
    assert [problem.wrong for problem in content.problems] == (
        ["more than 40 characters even in the shortest words"] if most == 40 else []
    )


def test_a_long_text_message_is_cut() -> None:
    """Even words nobody could send stay within ten parts."""
    endless = SMALL.merged({"en": {"touchpoints": {"bought": {"sms": {"paragraphs": ("я" * 700,)}}}}})
    content = render(letter("bought", channel=Channel.SMS), endless)

    assert (len(content.text), content.text[-2:]) == (670, "я…")
    assert [problem.path for problem in content.problems] == ["text"]


def test_a_text_message_is_folded_where_that_pays() -> None:
    """The dash of a value does not cost the small alphabet."""
    content = render(letter("bought", channel=Channel.SMS, shop="Kumo – Tokyo"), SMALL)

    assert content.text == "Kumo - Tokyo:\nbought."


def test_links_lead_only_to_allowed_hosts() -> None:
    """A line whose link may not be followed is left out, in the text and on the page."""
    lead = block("sent", {"tracking": "JD1"}, tracking_url="https://courier.example/1")
    anywhere = render(letter(lead), LONG_AND_SHORT)
    nowhere = CatalogRenderer(catalog=LONG_AND_SHORT, hosts=["kumo.example"]).render(letter(lead))

    assert ("Track" in anywhere.text, '<a href="https://courier.example/1">Track</a>' in anywhere.html) == (
        True,
        True,
    )
    assert ("Track" in nowhere.text, "<a" in nowhere.html) == (False, False)


@pytest.mark.parametrize("links", [False, True])
def test_some_marketplaces_let_links_through(links: bool) -> None:
    """The profile says which."""
    lead = block("order_confirmed", {"tracking": "JD1"})
    message = letter(
        lead,
        channel=Channel.MARKETPLACE_MESSAGE,
        links=links,
        signature="https://kumo.example",
    )
    content = render(message, default())

    assert ("https://kumo.example" in content.text, content.problems) == (links, ())


def test_a_call_has_outcomes() -> None:
    """Reached or not; agreed only where something is asked."""
    asked = (Ask(question="slot", default="none", answer_by=at("2026-10-06T12:00:00+09:00")),)
    plain = render(letter("sent", channel=Channel.CALL, courier="DHL"), LONG_AND_SHORT)
    asking = render(letter("sent", channel=Channel.CALL, courier="DHL", asks=asked), LONG_AND_SHORT)

    assert plain.outcomes == (("reached", "Told."), ("no_answer", "Not told."))
    assert [name for name, _ in asking.outcomes] == ["reached", "no_answer", "agreed"]
    assert render(letter("sent", courier="DHL"), LONG_AND_SHORT).outcomes == ()


def test_a_text_of_another_renderer_has_a_page_too() -> None:
    """Content made elsewhere, of a text alone, is shown line by line."""
    content = Content(subject=None, text="One\n\n<Two>", locale="en", channel=Channel.EMAIL)

    assert "<p>One</p>\n<p>&lt;Two&gt;</p>" in content.html
    assert "<title></title>" in content.html


def test_a_text_is_its_paragraphs() -> None:
    """They are told apart when somebody asks, and are then as good as a tuple of them."""
    content, again = render(letter("bought"), SMALL), render(letter("bought"), SMALL)
    lines = (("Hello,",), ("Good day.",), ("It is bought.",), ("Bye.",))

    assert content.paragraphs == again.paragraphs == lines == tuple(content.paragraphs)
    assert (content.paragraphs[0], content.paragraphs[2:]) == (lines[0], lines[2:])
    assert hash(content) == hash(again) == hash(replace(content, paragraphs=lines))
    assert content.paragraphs != [*lines]
    assert repr(content.paragraphs) == "<4 paragraphs>"
    assert pickle.loads(pickle.dumps(content)) == content  # noqa: S301 - our own
    assert content.text == "\n\n".join("\n".join(part) for part in content.paragraphs)


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
    heavy = (
        *("babel", "postpurchase.catalogs.ru", "postpurchase.text.checking", "postpurchase.text.explaining"),
        *("html", "email", "postpurchase.text.gsm", "postpurchase.text.page", "postpurchase.text.mail"),
    )
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


def test_what_a_list_had_no_room_for_is_its_last_element() -> None:
    """The count of the rest stands in the list on a page, and stays with it where another list has as much."""
    first, second = (
        block("dispatched", subject=n, contents=tuple(f"{n}{x}" for x in range(25))) for n in "12"
    )
    content = render(letter(first, second), default())

    assert content.html.count("<li>and 5 more</li>\n</ul>") == 2
    assert content.text.count("- and 5 more") == 2
