"""From a message to the text of one channel.

A message leads with one touchpoint's frame (subject, greeting, opening, closing) and carries the
riders' blocks where the frame lets them travel. All its words are of one locale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from postpurchase.digests import digest
from postpurchase.errors import Fault
from postpurchase.text.catalog import SHORT, Catalog, LocaleWords, tag_for
from postpurchase.text.neutral import LEFTOVER, LINK
from postpurchase.text.scope import Scope
from postpurchase.text.tags import language
from postpurchase.text.templates import Node, Riders, Template
from postpurchase.text.values import PLAIN_TEXT, Values, values_of
from postpurchase.vocabulary import Channel

if TYPE_CHECKING:
    from postpurchase.messages import Block, Message

WITHOUT_SUBJECT: Final = frozenset({Channel.SMS, Channel.CHAT, Channel.CALL})
ON_ONE_LINE: Final = frozenset({Channel.SMS, Channel.PUSH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A rendered message: what to hand to the channel. `str()` of it shows the words, its repr hides them.

    `locale` is the one whose words were found, `digest` what a ledger row may keep of them. A text
    with `problems` is whole sentences all the same, but somebody should look before it is sent.
    """

    subject: str | None = field(repr=False)
    text: str = field(repr=False)
    locale: str
    channel: Channel
    digest: str
    problems: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        return self.text if self.subject is None else f"{self.subject}\n\n{self.text}"


class Renderer(Protocol):
    """Whatever turns messages into words: ours, or a shop's own."""

    def render(self, message: Message) -> Content:
        """Return the words of a message on its channel."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRenderer:
    """The renderer of one catalog."""

    catalog: Catalog

    def render(self, message: Message) -> Content:
        """Return the words of a message on its channel."""
        return render(message, self.catalog)


class Part(NamedTuple):
    """A block's words, and its values in them."""

    template: Template
    scope: Scope


def render(message: Message, catalog: Catalog, *, channel: Channel | None = None) -> Content:
    """Return the words of a message on its channel, or on another one of `also`.

    Dates and times are those of the recipient. Raises `UnknownName` where the catalog has no words
    for a touchpoint, and nothing else with a catalog that `check` finds no fault in.
    """
    to = message.channel if channel is None else channel
    blocks = (message.lead, *message.riders)
    words = catalog.choose(message.locale, (block.touchpoint for block in blocks), to)
    lead, *riders = (_part(message, block, words, to) for block in blocks)
    subject, text = composed(lead, riders, to)
    problems = [problem for part in (lead, *riders) for problem in part.scope.problems]
    problems += _remarks(message, words, to, f"{subject or ''}\n{text}")
    return Content(
        subject=subject,
        text=text,
        locale=words.locale,
        channel=to,
        digest=digest(subject or "", text),
        problems=tuple(dict.fromkeys(problems)),
    )


def _part(message: Message, block: Block, words: LocaleWords, channel: Channel) -> Part:
    return part_of(words, block.touchpoint, values_of(message, block, channel), message.locale, channel)


def part_of(words: LocaleWords, touchpoint: str, values: Values, asked: str, channel: Channel) -> Part:
    """Return the words of a touchpoint on a channel with the values to say in them."""
    return Part(words.template(touchpoint, channel), Scope(values, words, tag_for(asked, words)))


def composed(lead: Part, riders: Iterable[Part], channel: Channel) -> tuple[str | None, str]:
    """Return subject and text. What a rider would say for the second time it leaves unsaid."""
    before, after = (tuple(_paragraphs(nodes, lead.scope)) for nodes in _around_riders(lead.template))
    said = {line for paragraph in (*before, *after) for line in paragraph}
    carried: list[tuple[str, ...]] = []
    for rider in riders:
        for paragraph in _paragraphs(rider.template.rider, rider.scope):
            carried.append(tuple(line for line in paragraph if line not in said))
            said.update(paragraph)
    return _subject(lead, channel), _joined((*before, *carried, *after), channel, lead.scope.space)


def _around_riders(template: Template) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the frame's nodes before and after the riders, who come last where no place is named."""
    paragraphs = template.paragraphs
    at = next((i for i, node in enumerate(paragraphs) if isinstance(node, Riders)), len(paragraphs))
    before = (template.greeting, *template.opening, *paragraphs[:at])
    return before, (*paragraphs[at:], *template.closing)


def _paragraphs(nodes: Iterable[Node], scope: Scope) -> Iterator[tuple[str, ...]]:
    for node in nodes:
        lines = tuple(scope.lines(node))
        if lines:
            yield lines


def _subject(lead: Part, channel: Channel) -> str | None:
    if channel in WITHOUT_SUBJECT:
        return None
    said = " ".join(lead.scope.lines(lead.template.subject)) or str(lead.scope.get("shop") or "")
    return " ".join(said.split("\n"))


def _joined(paragraphs: Iterable[tuple[str, ...]], channel: Channel, space: str) -> str:
    line_break, between = (space, space) if channel in ON_ONE_LINE else ("\n", "\n\n")
    return between.join(line_break.join(lines) for lines in paragraphs if lines)


def _remarks(message: Message, words: LocaleWords, channel: Channel, text: str) -> Iterator[Fault]:
    """Yield what a person should look at, though every sentence is whole."""
    if language(message.locale) != language(words.locale):
        yield Fault("locale", "no words in the language asked for", f"said in {words.locale}")
    if channel in SHORT:
        for name in (message.lead.touchpoint, *(block.touchpoint for block in message.riders)):
            if channel not in words.channels(name):
                path = f"{words.locale}.{name}.{channel}"
                yield Fault(path, "no words of its own on a short channel", "write some")
    if LEFTOVER.search(text):
        yield Fault("text", "looks like a blank that was never filled", "mend the value it comes from")
    if channel in PLAIN_TEXT and LINK.search(text):
        yield Fault("text", "a link on a channel without links", "write a line for it without one")
