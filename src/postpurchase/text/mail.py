"""A rendered text as a mail: the standard library's own message, ready for any transport.

Headers are the dangerous part. The standard library refuses bare line breaks, but decodes encoded words
in what it is given, line breaks within them included, and writes those out; so no encoded word is let in.
Addresses are single ones, and nothing is taken from a clock, the machine or chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from postpurchase.digests import digest
from postpurchase.errors import Fault, InvalidInput
from postpurchase.text.neutral import LONGEST_NAME, neutral
from postpurchase.text.page import document

if TYPE_CHECKING:
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
    >>> content = Content(subject="Hello", text="Hello, Ann", locale="en", channel="email", digest="0")
    >>> email_message(content, key="k1", sender="shop@kumo.example", to="ann@mail.example")["Message-ID"]
    '<k1@kumo.example>'
    """
    faults = list(_address_faults(sender=sender, to=to, reply_to=reply_to))
    if faults:
        raise InvalidInput(faults)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender, sender_name)
    mail["To"] = _address(to, to_name)
    if reply_to is not None:
        mail["Reply-To"] = _address(reply_to, None)
    mail["Subject"] = header_text(content.subject or "", LONGEST_SUBJECT)
    mail["Message-ID"] = f"<{_id(key)}@{sender.rpartition('@')[2].lower()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(content.text)
    page = document(content.subject or "", content.paragraphs, content.locale, json_ld=json_ld)
    mail.add_alternative(page, subtype="html")
    mail["Content-Language"] = re.sub("[^A-Za-z0-9-]", "", content.locale)
    mail.set_boundary(f"={_id(digest('boundary', key, content.digest))}=")
    return mail


def header_text(text: str, longest: int) -> str:
    """Return a text as one line that no header decoder takes for anything else.

    >>> header_text("=?utf-8?q?a=0D=0ABcc:_b?=", 80)
    '= ?utf-8?q?a=0D=0ABcc:_b?='
    """
    return neutral(text, longest).replace("=?", "= ?")


def _address_faults(**given: str | None) -> Iterator[Fault]:
    for name, address in given.items():
        if address is not None and not _ADDRESS.fullmatch(address):
            yield Fault(name, "not one plain address", "give it bare and in ASCII, as in shop@example.com")


def _address(address: str, name: str | None) -> Address:
    return Address(display_name=header_text(name or "", LONGEST_NAME), addr_spec=address)


def _id(key: str) -> str:
    return key if _KEY.fullmatch(key) else digest(key)
