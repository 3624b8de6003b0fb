"""From a message to the text of one channel.

A message leads with one touchpoint's frame (subject, greeting, opening, closing) and carries the
riders' blocks where the frame lets them travel. All its words are of one locale.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from postpurchase.classes import NamedTuple, Protocol, dataclass, field
from postpurchase.digests import digest
from postpurchase.errors import Fault, checked
from postpurchase.kinds import must_be, must_be_texts
from postpurchase.messages import Message
from postpurchase.text.catalog import SHORT, Catalog, LocaleWords, Speech, tag_for
from postpurchase.text.limits import Room, cut, room_of
from postpurchase.text.neutral import LINK, LONGEST_TEXT, leaves_over
from postpurchase.text.said import Paragraph, Paragraphs, Said
from postpurchase.text.scope import Scope
from postpurchase.text.tags import language
from postpurchase.text.values import (
    CALL_OUTCOMES,
    FEW_ELEMENTS,
    MOST_ELEMENTS,
    PLAIN_TEXT,
    allows_links,
    values_of,
)
from postpurchase.vocabulary import Channel, Role

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

    from postpurchase.messages import Block
    from postpurchase.text.outlines import Section

# As in `values`: every letter needs these.
_RECEIVER, _SMS, _CALL = Role.RECEIVER, Channel.SMS, Channel.CALL
WITHOUT_SUBJECT: Final = frozenset({Channel.SMS, Channel.CHAT, Channel.CALL})
SHORTENED_TEXT: Final = 40
"""How long a value may be where the text would else not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A rendered message: what to hand to the channel. `str()` of it shows the words, its repr hides them.

    `locale` is the one whose words were found, `outcomes` what staff may note after a call, as name and
    words. A text with `problems` is whole sentences all
    the same, but somebody should look before it is sent.
    """

    subject: str | None = field(repr=False)
    text: str = field(repr=False)
    locale: str
    channel: Channel
    problems: tuple[Fault, ...] = ()
    outcomes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    paragraphs: Sequence[Paragraph] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if isinstance(self.paragraphs, tuple) and not self.paragraphs:
            lines = tuple((line,) for line in self.text.split("\n") if line)
            object.__setattr__(self, "paragraphs", lines)

    @property
    def digest(self) -> str:
        """What a ledger row may keep of subject and text, the same for the same words."""
        return digest(self.subject or "", self.text)

    @property
    def html(self) -> str:
        """The same words as a whole page of HTML, for mail."""
        from postpurchase.text.page import document

        return document(self.subject or "", self.paragraphs, self.locale)

    def __str__(self) -> str:
        return self.text if self.subject is None else f"{self.subject}\n\n{self.text}"


class Renderer(Protocol):
    """Whatever turns messages into words: ours, or a shop's own."""

    def render(self, message: Message) -> Content:
        """Return the words of a message on its channel."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRenderer:
    """The renderer of one catalog; `hosts` are those that links may lead to, None for all."""

    catalog: Catalog
    hosts: Collection[str] | None = None

    def render(self, message: Message) -> Content:
        """Return the words of a message on its channel."""
        return render(message, self.catalog, hosts=self.hosts)


class Part(NamedTuple):
    """A block's words, and its values in them."""

    speech: Speech
    scope: Scope


class Draft(NamedTuple):
    """A text on its way to a channel."""

    subject: str | None
    paragraphs: Sequence[Paragraph]
    text: str
    problems: tuple[Fault, ...]

    @property
    def whole(self) -> str:
        """Everything that takes room."""
        return self.text if self.subject is None else f"{self.subject}\n{self.text}"


class _Writing(NamedTuple):
    """One message being written for one channel."""

    message: Message
    words: LocaleWords
    channel: Channel
    hosts: Collection[str] | None

    def draft(self, *, short: bool, longest: int) -> Draft:
        """Return the text with its own words or the short ones, values cut to a length."""
        message = self.message
        lead = self._part(message.lead, short, longest)
        riders = [self._part(block, short, longest) for block in message.riders]
        subject, paragraphs, text = composed(lead, riders, self.channel)
        problems = lead.scope.problems
        for rider in riders:
            problems += rider.scope.problems
        return Draft(subject, paragraphs, text, tuple(problems))

    def _part(self, block: Block, short: bool, longest: int) -> Part:  # noqa: FBT001 - private, and called often
        message, words, channel, hosts = self
        values = values_of(message, block, channel, most=_most(longest, short=short))
        scope = Scope(values, words, tag_for(message.locale, words), hosts=hosts, longest=longest)
        receiver = message.to is _RECEIVER
        return Part(words.speech(block.touchpoint, channel, short=short, receiver=receiver), scope)

    def fitting(self, room: Room | None) -> Draft:
        """Return the fullest text there is room for; one that never fits is cut, and said to be."""
        draft = self.draft(short=False, longest=LONGEST_TEXT)
        if room is None:
            return draft
        for short, longest in _EVER_SHORTER:
            if room.taken(draft.whole) <= room.most:
                return draft
            draft = self.draft(short=short, longest=longest)
        return draft if room.taken(draft.whole) <= room.most else _cut(draft, room)


def _cut(draft: Draft, room: Room) -> Draft:
    taken = 0 if draft.subject is None else room.taken(f"{draft.subject}\n")
    text = cut(draft.text, room._replace(most=room.most - taken))
    wrong = f"more than {room.most} {room.unit} even in the shortest words"
    problems = (*draft.problems, Fault("text", wrong, "write shorter ones"))
    return Draft(draft.subject, ((text,),), text, problems)


def _most(longest: int, *, short: bool) -> int:
    """Return how many elements of a list are written out; of cut ones a single one."""
    if longest < LONGEST_TEXT:
        return 1
    return FEW_ELEMENTS if short else MOST_ELEMENTS


_EVER_SHORTER: Final = ((True, LONGEST_TEXT), (True, SHORTENED_TEXT))


def render(
    message: Message,
    catalog: Catalog,
    *,
    channel: Channel | None = None,
    hosts: Collection[str] | None = None,
) -> Content:
    """Return the words of a message on its channel, or on another one of `also`.

    Dates and times are those of the recipient; links lead to `hosts` and what is below them, or
    anywhere. A text keeps within its channel's limits. Raises `UnknownName` where the catalog has no
    words for a touchpoint, and nothing else with a catalog that `check` finds no fault in.
    """
    must_be("message", message, Message, "give one of a plan's messages, or what an action is to call about")
    must_be("catalog", catalog, Catalog, "give a Catalog, as catalogs.default() returns")
    allowed = None if hosts is None else must_be_texts("hosts", hosts, "give hosts, as in {shop.example}")
    to = message.channel if channel is None else checked("channel", Channel, channel)
    names = (message.lead.touchpoint, *[block.touchpoint for block in message.riders])
    words = catalog.choose(message.locale, names, to)
    writing = _Writing(message, words, to, allowed)
    draft = writing.fitting(room_of(to, message.values.get("max_length")))
    if to is _SMS:
        from postpurchase.text.gsm import folded

        draft = draft._replace(text=folded(draft.text))
    remarks = _remarks(message, words, to, draft.whole)
    return Content(
        subject=draft.subject,
        text=draft.text,
        locale=words.locale,
        channel=to,
        problems=tuple(dict.fromkeys((*draft.problems, *remarks))) if remarks or draft.problems else (),
        outcomes=_outcomes(message, words) if to is _CALL else (),
        paragraphs=draft.paragraphs,
    )


def _blocks(message: Message) -> tuple[Block, ...]:
    return (message.lead, *message.riders)


def composed(
    lead: Part, riders: Sequence[Part], channel: Channel
) -> tuple[str | None, Sequence[Paragraph], str]:
    """Return subject, paragraphs and text. What a rider would say for the second time it leaves unsaid."""
    scope, between = lead.scope, lead.speech.lead.between
    alone, subject, before, after = scope.outline(lead.speech.lead)
    if not riders:
        text = scope.text(alone)[len(between) :]
        return _subject(scope, subject, channel), Paragraphs(scope.paragraphs, alone.paragraphs), text
    first, last = scope.paragraphs(before.paragraphs), scope.paragraphs(after.paragraphs)
    paragraphs = (*first, *_carried(lead, riders, (*first, *last)), *last)
    text = between.join(["\n".join(lines) for lines in paragraphs])
    return _subject(scope, subject, channel), paragraphs, text


_SAID_ONCE: Final = ("next_word",)
"""What a whole message says at most once, in whatever words."""


def _carried(lead: Part, riders: Sequence[Part], frame: tuple[Paragraph, ...]) -> list[Paragraph]:
    carried: list[Paragraph] = []
    said: set[Paragraph] = set()
    for number, rider in enumerate(riders):
        for name in _SAID_ONCE:
            if any(part.scope.mentions(name) for part in (lead, *riders[:number])):
                rider.scope.leave_out(name)
        said = said or {unit for paragraph in frame for unit in _units(paragraph)}
        (section,) = rider.scope.outline(rider.speech.rider)
        for paragraph in rider.scope.paragraphs(section.paragraphs):
            units = _units(paragraph)
            carried.append(tuple(line for unit in units if unit not in said for line in unit))
            said.update(units)
    return [lines for lines in carried if lines]


def _units(paragraph: Paragraph) -> list[Paragraph]:
    """Return what may be left unsaid: line by line, but a list with what it is a list of."""
    units: list[Paragraph] = []
    for line in paragraph:
        if units and isinstance(line, Said) and line.listed:
            units[-1] = (*units[-1], line)
        else:
            units.append((line,))
    return units


def _subject(scope: Scope, section: Section, channel: Channel) -> str | None:
    if channel in WITHOUT_SUBJECT:
        return None
    words = scope.text(section).strip("\n") or str(scope.get("shop") or "")
    return words.replace("\n", " ")


def _outcomes(message: Message, words: LocaleWords) -> tuple[tuple[str, str], ...]:
    """Return what staff may note after a call; something can be agreed where something is asked."""
    names = CALL_OUTCOMES if message.asks else tuple(name for name in CALL_OUTCOMES if name != "agreed")
    scope = Scope({}, words, words.locale)
    return tuple((name, " ".join(scope.lines(words.named("call_outcomes", name, name)))) for name in names)


def _remarks(message: Message, words: LocaleWords, channel: Channel, text: str) -> list[Fault]:
    """Return what a person should look at, though every sentence is whole."""
    found: list[Fault] = []
    if message.locale != words.locale and language(message.locale) != language(words.locale):
        found.append(Fault("locale", "no words in the language asked for", f"said in {words.locale}"))
    for name in [block.touchpoint for block in _blocks(message)] if channel in SHORT else ():
        if not words.suits(name, channel):
            path = f"{words.locale}.{name}.{channel}"
            found.append(Fault(path, "no words of its own on a short channel", "write some, or a short form"))
    if leaves_over(text):
        found.append(
            Fault("text", "looks like a blank that was never filled", "mend the value it comes from")
        )
    if channel in PLAIN_TEXT and not allows_links(message, channel) and re.search(LINK, text):
        found.append(Fault("text", "a link on a channel without links", "write a line for it without one"))
    return found
