"""Mails: both parts, headers of one line whatever is put into them, the same bytes every time."""

from __future__ import annotations

import base64
import quopri
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import product

import pytest
from tests.text.letters import WINDOW, block, letter

from postpurchase.catalogs import default
from postpurchase.errors import InvalidInput
from postpurchase.text import Content, email_message, json_ld, render
from postpurchase.vocabulary import Channel

SHOP, ANN = "hello@kumo.example", "ann@mail.example"
HEADERS = {
    *("From", "To", "Subject", "Message-ID", "Content-Language", "Auto-Submitted", "MIME-Version"),
    "Content-Type",
}


def mail(content: Content, **more: str) -> EmailMessage:
    """Return a mail as whoever receives it parses it."""
    given = {"key": "k1", "sender": SHOP, "to": ANN, **more}
    received = message_from_bytes(email_message(content, **given).as_bytes(), policy=SMTP)  # type: ignore[arg-type]
    assert isinstance(received, EmailMessage)
    return received


def content(subject: str = "Hello", text: str = "Hello Ann,\n\nBye.") -> Content:
    """Return a small text."""
    return Content(subject=subject, text=text, locale="en", channel=Channel.EMAIL)


def test_a_mail_has_text_and_page() -> None:
    """A Japanese letter arrives whole: subject, names, text, page, language and key."""
    message = letter(block("dispatched", {"window": WINDOW}), locale="ja", shop="雲工房")
    rendered = render(message, default())
    received = mail(rendered, sender_name="雲工房", to_name="佐藤 花子", reply_to="care@kumo.example")
    text, page = received.iter_parts()

    assert received["Subject"] == rendered.subject
    assert (str(received["From"]), str(received["To"])) == (f"雲工房 <{SHOP}>", f"佐藤 花子 <{ANN}>")
    assert (received["Reply-To"], received["Message-ID"]) == ("care@kumo.example", "<k1@kumo.example>")
    assert received["Content-Language"] == "ja"
    assert text.get_content().replace("\r\n", "\n").rstrip() == rendered.text
    assert page.get_content().replace("\r\n", "\n") == rendered.html
    assert received.get_content_type() == "multipart/alternative"


def test_a_retry_is_the_same_mail() -> None:
    """The bytes depend on content, key and addresses alone; another key is another mail."""
    first, second, third = (
        email_message(content(), key=key, sender=SHOP, to=ANN).as_bytes() for key in ("k1", "k1", "k2")
    )

    assert first == second
    assert first != third


def test_a_key_of_any_shape_makes_an_id() -> None:
    """What cannot stand in a Message-ID is hashed."""
    found = mail(content(), key="a b>\r\nBcc: x@evil.example")["Message-ID"]

    assert (found.startswith("<"), found.endswith("@kumo.example>"), " " in found) == (True, True, False)


PAYLOADS = [
    "\r\nBcc: x@evil.example",
    "\nBcc: x@evil.example\n\nbody",
    "\r\n\r\n<script>",
    "\x00\nX: 1",
    "\u2028Bcc: x",
]
WRAPPINGS = [
    lambda text: text,
    lambda text: f"Hello{text}",
    lambda text: f"=?utf-8?b?{base64.b64encode(('a' + text).encode()).decode()}?=",
    lambda text: f"Hi =?utf-8?B?{base64.b64encode(('a' + text).encode()).decode()}?= there",
    lambda text: (
        "=?utf-8?q?a" + quopri.encodestring(text.encode(), header=True).decode().replace("\n", "=0A") + "?="
    ),
    lambda text: "=?iso-8859-1?Q?a=0D=0ABcc:_x@evil.example?=" + text,
    lambda text: f"==??utf-8?q?a=0D=0ABcc:_x?={text}?=",
    lambda text: f"=\u200b?utf-8?q?a=0D=0ABcc:_x@evil.example?={text}",
    lambda text: f"x@evil.example>{text}, <y@evil.example",
    lambda text: f'"{text}" <x@evil.example>, "',
    lambda text: f"{text}" + "я" * 300,
]


@pytest.mark.parametrize("payload", [wrap(text) for wrap, text in product(WRAPPINGS, PAYLOADS)])
def test_no_header_can_be_added(payload: str) -> None:
    """Line breaks, encoded ones too, and further addresses stay words, be they in subject or names."""
    received = mail(content(subject=payload), sender_name=payload, to_name=payload)

    assert set(received.keys()) == HEADERS
    assert [len(received.get_all(name, [])) for name in HEADERS] == [1] * len(HEADERS)
    assert [str(a.addr_spec) for name in ("From", "To") for a in received[name].addresses] == [SHOP, ANN]
    assert ("\n" in received["Subject"], received.defects) == (False, [])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b",
        "a@b.example, x@evil.example",
        "Ann <a@b.example>",
        "a@b.example\r\nBcc: x@evil.example",
        "a b@b.example",
        "a@-b.example",
        "анна@b.example",
        "a@b..example",
        "=?utf-8?q?a?=@b.example ",
        "a@b.example\n",
    ],
)
def test_only_single_plain_addresses_are_taken(address: str) -> None:
    """The error names the argument, and never the address."""
    with pytest.raises(InvalidInput) as caught:
        email_message(content(), key="k", sender=SHOP, to=address, reply_to=address)

    assert [fault.path for fault in caught.value.faults] == ["to", "reply_to"]
    assert not address or address not in str(caught.value)


def test_facts_for_machines_stand_in_the_page() -> None:
    """JSON-LD is in the head, and nothing in it can end its element."""
    message = letter("order_confirmed", shop="</script><b>&")
    page = email_message(
        render(message, default()), key="k", sender=SHOP, to=ANN, json_ld=json_ld(message)
    ).get_body(("html",))

    assert page is not None
    head = page.get_content().partition("</head>")[0]
    assert 'type="application/ld+json">{"@context":"https://schema.org","@type":"Order"' in head
    assert head.count("</script>") == 1
    assert "\\u003c/script\\u003e\\u003cb\\u003e\\u0026" in head


def test_a_text_without_subject_is_a_mail_all_the_same() -> None:
    """A text made for another channel has an empty subject."""
    assert mail(replace(content(), subject=None))["Subject"] == ""


@pytest.mark.parametrize("given", [{"a": {1, 2}}, {"a": object()}])
def test_structured_data_is_json(given: dict[str, object]) -> None:
    """What cannot be written as JSON is refused before a mail is made."""
    with pytest.raises(InvalidInput, match="json_ld: not JSON"):
        email_message(content(), key="k", sender=SHOP, to=ANN, json_ld=[given])
