"""Hostile texts: nothing is worked out, nothing becomes markup, nothing costs more than its length, nothing leaks."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from typing import Final

import pytest
from tests.text.letters import WINDOW, block, letter
from tests.text.payloads import HTML, INJECTIONS, MARK

from postpurchase.catalogs import default
from postpurchase.errors import InvalidInput, InvalidTemplate
from postpurchase.messages import Message
from postpurchase.text import Catalog, email_message, import_template, json_ld, render, sms
from postpurchase.text.gsm import folded
from postpurchase.text.mf2 import format_message, parse
from postpurchase.text.neutral import LEFTOVER, LINK, blank_in, link_of, name_of, neutral, neutral_lines
from postpurchase.vocabulary import TOUCHPOINTS, Channel

URL: Final = "https://courier.example/1"


def filled(text: str, channel: Channel = Channel.EMAIL) -> Message:
    """Return a message with that text wherever somebody else's words may stand."""
    lead = block(
        "dispatched",
        {"window": WINDOW, "tracking": text},
        subject="1",
        tracking_url=URL,
        point=text,
    )
    rider = block(
        "order_confirmed", subject="order", windows=((text, WINDOW), (text, None)), concerned=(text,)
    )
    return letter(
        lead,
        rider,
        channel=channel,
        name=text,
        shop=text,
        signature=text,
        order=text,
        items=(text, text),
        courier=text,
    )


def test_there_are_enough_payloads() -> None:
    """Families make hundreds, all different."""
    assert len(set(INJECTIONS)) >= 200
    assert len(set(HTML)) >= 150


@pytest.mark.parametrize("payload", INJECTIONS)
def test_a_value_is_never_worked_out(payload: str) -> None:
    """A payload stands in the text letter by letter, where it stands at all."""
    content = render(filled(payload), default())

    assert MARK not in str(content)
    assert len(content.text) < 4_000
    assert f"Courier: {neutral(payload)}" in content.text


@pytest.mark.parametrize("payload", INJECTIONS)
def test_a_template_is_never_worked_out(payload: str) -> None:
    """A shop's own text with a payload in it is refused, or shown without anything having run."""
    try:
        message = parse(payload)
    except InvalidTemplate:
        return
    shown = format_message(message, {"shop": "Kumo", "order": "A-1042"}, "en")

    assert (MARK in shown.text, len(shown.text) < 1_000) == (False, True)
    assert "<class" not in shown.text


class Nodes(HTMLParser):
    """Writes down every element and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write down an element."""
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        """Write down its end."""
        self.seen.append(tag)

    def handle_comment(self, data: str) -> None:
        """Write down a comment: there are none."""
        self.seen.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """Write down the declaration."""
        self.seen.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        """Write down what browsers skip."""
        self.seen.append(("unknown", data))

    def handle_pi(self, data: str) -> None:
        """Write down a processing instruction: there are none."""
        self.seen.append(("instruction", data))


def nodes(page: str) -> list[object]:
    """Return elements, ends, attributes and comments of a page, in order; the lines of a signature may be many."""
    parser = Nodes()
    parser.feed(page)
    parser.close()
    return [node for node in parser.seen if node != ("br", [])]


PLAIN_NODES: Final = nodes(render(filled("x"), default()).html)


@pytest.mark.parametrize("payload", HTML)
def test_no_text_becomes_markup(payload: str) -> None:
    """Parsed back, the page has the elements and attributes that it has with harmless texts."""
    content = render(filled(payload), default())
    mail = email_message(
        content, key="k", sender="a@kumo.example", to="b@mail.example", json_ld=json_ld(filled(payload))
    )
    body = mail.get_body(("html",))

    assert nodes(content.html) == PLAIN_NODES
    assert body is not None
    assert [
        node for node in nodes(body.get_content()) if node != "script" and "script" not in str(node)
    ] == PLAIN_NODES


@pytest.mark.parametrize(
    "payload", [*HTML, "javascript:alert(1)", "https://evil.example/", " https://courier.example"]
)
def test_no_address_becomes_an_attribute(payload: str) -> None:
    """A link is one to an allowed host, or none."""
    message = letter(block("dispatched", {"tracking": "JD1"}, subject="1", tracking_url=payload))
    page = render(message, default(), hosts=["courier.example"]).html

    assert [node for node in nodes(page) if node[0] == "a"] == []


HUNGRY: Final[dict[str, str]] = {
    "letters": "a",
    "braces": "{",
    "closing": "}",
    "placeholders": "{$a}",
    "escapes": "\\{",
    "options": "{$a :number b=c}",
    "quotes": "|",
    "marks": "#A",
    "mails": "a@",
    "dots": "a.",
    "brackets": "[NAME",
    "percents": "%(a",
    "ranges": "1\u2009–\u2009",
    "spaces": " ",
    "joiners": "\u200d",
    "accents": "\u0301",
    "unseen": "\u202e",
    "links": "https://a.",
}
EATERS: Final[dict[str, Callable[[str], object]]] = {
    "parse": lambda text: _refused(parse, text),
    "complex": lambda text: _refused(parse, f".match $a {text} {{{{x}}}}"),
    "import": import_template,
    "leftover": partial(re.search, LEFTOVER),
    "blank": blank_in,
    "link": partial(re.search, LINK),
    "neutral": neutral,
    "lines": neutral_lines,
    "name": name_of,
    "address": link_of,
    "sms": sms,
    "folded": folded,
    "render": lambda text: render(filled(text), default()),
}


def _refused(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except InvalidTemplate:
        return


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the least processor time of a few runs."""
    found = []
    for _ in range(3):
        start = time.process_time()  # noqa: TID251 - what is measured is the cost of a text
        work(text)
        found.append(time.process_time() - start)  # noqa: TID251
    return min(found)


@pytest.mark.parametrize("eater", EATERS)
def test_twice_the_text_costs_twice_at_most(eater: str) -> None:
    """Doubling the input costs 2.2 times at most, with 2 ms of a machine's own whims."""
    work, size, slow = EATERS[eater], 20_000, []
    for name, unit in HUNGRY.items():
        once, twice = unit * (size // len(unit)), unit * (2 * size // len(unit))
        if not any(seconds(work, twice) <= 2.2 * seconds(work, once) + 0.002 for _ in range(4)):
            slow.append(name)

    assert slow == []


@pytest.mark.parametrize("touchpoint", TOUCHPOINTS)
def test_no_text_grows_without_bounds(touchpoint: str) -> None:
    """A megabyte in every field makes a text of some pages."""
    flood = "x" * 1_000_000
    message = letter(
        touchpoint, name=flood, shop=flood, signature=flood * 2, order=flood, items=(flood,) * 1_000
    )

    assert len(render(message, default()).text) < 10_000


CANARY: Final = "kanarie7731"
PERSONAL: Final = (
    "name",
    "shop",
    "signature",
    "order",
    "courier",
    "point",
    "tracking",
    "email",
    "phone",
    "compensation",
)


def shown(error: BaseException) -> str:
    """Return everything that a log would hold of an error."""
    return "".join(traceback.format_exception(error))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize(
    "wrap", ["{}", "#{}#", "{{{{{}}}}}", "https://x.example/{}", "{}\r\nBcc: {}@x.example"]
)
def test_personal_data_stays_in_the_text(wrap: str, channel: Channel) -> None:
    """Neither a repr nor a problem holds what was typed into any field, whatever is wrong with it."""
    values = {name: wrap.format(*[CANARY.upper() if "#" in wrap else CANARY] * 2) for name in PERSONAL}
    told = {"tracking": values.pop("tracking")}
    for touchpoint in TOUCHPOINTS:
        message = letter(
            block(touchpoint, told, tracking_url=values["name"]),
            channel=channel,
            max_length=60,
            items=(values["name"],),
            **values,
        )
        content = render(message, default())
        held = f"{message!r}{content!r}{content.problems}"

        assert CANARY not in held.lower().replace(told["tracking"].lower(), "")


def test_errors_hold_no_personal_data() -> None:
    """What is refused is named by its place."""
    message = letter(block("nowhere", name=CANARY), name=CANARY, items=(CANARY,))
    with pytest.raises(Exception, match="nowhere") as unknown:
        render(message, default())
    with pytest.raises(InvalidInput) as address:
        email_message(
            render(letter("refunded", name=CANARY), default()),
            key=CANARY,
            sender="shop@kumo.example",
            to=f"{CANARY} <{CANARY}@mail.example>",
            to_name=CANARY,
        )
    broken = Catalog(
        sources={"en": {"touchpoints": {"refunded": {"*": {"paragraphs": ("{$name :number}",)}}}}}
    )
    problems = render(letter("refunded", name=CANARY), broken).problems

    assert CANARY not in f"{problems}{import_template(CANARY)!r}"
    assert len(problems) == 1
    for error in (unknown.value, address.value):
        assert CANARY not in shown(error)
