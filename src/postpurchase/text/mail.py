"""A rendered text as a mail: the standard library's own message, ready for any transport.

Headers are the dangerous part. The standard library refuses bare line breaks, but decodes encoded words
in what it is given, line breaks within them included, and writes those out; so no encoded word is let in.
Addresses are single ones, and nothing is taken from a clock, the machine or chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from postpurchase.digests import digest
from postpurchase.errors import Fault, InvalidInput, checked, invalid
from postpurchase.kinds import check_kinds, must_be, must_be_all
from postpurchase.text.asked import text_of
from postpurchase.text.neutral import LONGEST_NAME, neutral
from postpurchase.text.page import document
from postpurchase.text.rendering import Content

LONGEST_SUBJECT: Final = 400
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?P<domain>[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+)"
)
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def email_message(
    content: Content,
    *,
    key: str,
    sender: str,
    to: str,
    sender_name: str | None = None,
    to_name: str | None = None,
    reply_to: str | None = None,
    json_ld: Sequence[Mapping[str, object]] = (),
) -> EmailMessage:
    """Return a mail of a content's text and page, with a Message-ID made of the message's key.

    The same content and key give the same bytes, so that a retry is the same mail to whoever receives
    it. `sender`, `to` and `reply_to` are bare addresses, `json_ld` is what
    `json_ld(message)` returns; the date is the transport's. Raises `InvalidInput` for what is no address, naming the argument only.

    >>> from postpurchase.text import Content
    >>> content = Content(subject="Hello", text="Hello, Ann", locale="en", channel="email")
    >>> email_message(content, key="k1", sender="shop@kumo.example", to="ann@mail.example")["Message-ID"]
    '<k1@kumo.example>'
    """
    checked("content", check_kinds, must_be("content", content, Content, "give what render(…) returns"))
    written = must_be_all("json_ld", json_ld, dict, "give what json_ld(…) returns")
    faults = [*_faults_of(sender=sender, to=to), *_faults_of(**_given(reply_to=reply_to))]
    if faults:
        raise InvalidInput(faults)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender, _name("sender_name", sender_name))
    mail["To"] = _address(to, _name("to_name", to_name))
    if reply_to is not None:
        mail["Reply-To"] = _address(reply_to, "")
    mail["Subject"] = header_text(content.subject or "", LONGEST_SUBJECT)
    mail["Message-ID"] = f"<{_id(text_of('key', key))}@{sender.rpartition('@')[2].lower()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_sound(content.text))
    mail.add_alternative(_sound(_page(content, written)), subtype="html")
    mail["Content-Language"] = re.sub("[^A-Za-z0-9-]", "", content.locale)
    mail.set_boundary(f"={_id(digest('boundary', key, content.digest))}=")
    return mail


def header_text(text: str, longest: int) -> str:
    """Return a text as one line that no header decoder takes for anything else.

    >>> header_text("=?utf-8?q?a=0D=0ABcc:_b?=", 80)
    '= ?utf-8?q?a=0D=0ABcc:_b?='
    """
    return neutral(text, longest).replace("=?", "= ?")


def _given(**found: str | None) -> dict[str, str]:
    return {name: value for name, value in found.items() if value is not None}


def _faults_of(**given: str) -> Iterator[Fault]:
    for name, address in given.items():
        if not _ADDRESS.fullmatch(text_of(name, address)):
            yield Fault(name, "not one plain address", "give it bare and in ASCII, as in shop@example.com")


def _name(path: str, name: str | None) -> str:
    return "" if name is None else text_of(path, name)


def _address(address: str, name: str) -> Address:
    return Address(display_name=header_text(name, LONGEST_NAME), addr_spec=address)


def _page(content: Content, json_ld: Iterable[Mapping[str, object]]) -> str:
    try:
        return document(content.subject or "", content.paragraphs, content.locale, json_ld=json_ld)
    except (TypeError, ValueError):
        raise invalid("json_ld", "not JSON", "give what json_ld(…) returns") from None


def _sound(text: str) -> str:
    """Return a text that can be encoded: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _id(key: str) -> str:
    return key if _KEY.fullmatch(key) else digest(key)
