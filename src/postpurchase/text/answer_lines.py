"""An answer pack as sentences for the shop's people, who have a customer on the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from postpurchase.ledger import Ask
from postpurchase.order import Hold, OpenProblem
from postpurchase.text.answers import AnswerPack, Coming, ParcelNow, Standing, Truth, Word
from postpurchase.text.prose import prose
from postpurchase.text.sentences import Sentences
from postpurchase.vocabulary import FACTS, Cancellation, Mode, Outcome, Party, Progress
from postpurchase.windows import moment

_WAITING: Final = frozenset(Progress) - {Progress.DELIVERED, Progress.CLOSED}


def answer_text(pack: AnswerPack, say: Sentences, mode: Mode) -> str:
    """Return a pack as text: a title, then what is true, said, promised, next and open."""
    writer = _Writer(pack, say, mode)
    sections = {
        "true": writer.true(pack.truth),
        "said": (line for word in pack.said for line in writer.word(word)),
        "promised": map(writer.promise, pack.promised),
        "next": writer.next(pack),
        "open": writer.open(pack),
    }
    title = say.line("answer", "title", order=pack.order, now=pack.at, zone_name=pack.zone)
    return "\n\n".join([title, *(writer.section(name, lines) for name, lines in sections.items())]) + "\n"


class _Writer:
    """Says the parts of a pack."""

    def __init__(self, pack: AnswerPack, say: Sentences, mode: Mode) -> None:
        self.say = say
        self.mode = mode
        self.terms = Sentences(prose(say.tag), say.tag, say.zone, pack.at)
        self.numbers = {parcel.subject: parcel.number for parcel in pack.truth.parcels}

    def section(self, name: str, lines: Iterable[str]) -> str:
        """Return a section under its heading, or that there is nothing in it."""
        body = [line if line.startswith("  ") else f"- {line}" for line in lines]
        return "\n".join([self.say.line("answer", name), *(body or [self.say.line("answer", "nothing")])])

    def term(self, word: str) -> str:
        """Return what a closed word is called."""
        return self.terms.line("terms", word) or word

    def topic(self, touchpoint: str) -> str:
        """Return what a touchpoint is about, as the customer read it; the name of one nobody wrote words for."""
        if not touchpoint:
            return self.say.line("topics", "other")
        called = self.say.line("topics", touchpoint, mode=self.mode) or self.terms.line("names", touchpoint)
        return called or touchpoint

    # -- true -------------------------------------------------------------------------------------

    def true(self, truth: Truth) -> Iterator[str]:
        """Yield what is true."""
        if truth.cancellation is not Cancellation.NONE:
            yield self.say.line("states", f"cancellation_{truth.cancellation}")
        if truth.cancellation is Cancellation.FULL:
            return
        yield self.say.line("states", f"progress_{truth.progress}")
        if truth.window is not None:
            yield self.say.line("answer", "window", window=truth.window)
        elif truth.progress in _WAITING and not any(parcel.window for parcel in truth.parcels):
            yield self.say.line("answer", "no_window")
        if truth.slot is not None:
            yield self.say.line("answer", "slot", slot=truth.slot)
        for parcel in truth.parcels:
            yield from self.parcel(parcel)

    def parcel(self, parcel: ParcelNow) -> Iterator[str]:
        """Yield where a parcel is, and where it can be followed."""
        ended = parcel.outcome is not Outcome.OPEN
        state = f"outcome_{parcel.outcome}" if ended else f"position_{parcel.position}"
        yield self.say.line(
            "answer",
            "parcel",
            number=parcel.number,
            state=self.say.line("states", state),
            courier=parcel.courier_name,
            tracking=parcel.tracking,
            window=parcel.window if parcel.number else None,
            point=None if ended else parcel.point,
            keep_until=None if ended else parcel.keep_until,
            last_news=parcel.last_news,
        )
        if (
            not ended
            and parcel.tracking_url
            and (link := self.say.line("answer", "link", tracking_url=parcel.tracking_url))
        ):
            yield f"  {link}"

    # -- said and promised ------------------------------------------------------------------------

    def word(self, word: Word) -> Iterator[str]:
        """Yield who said what, and below it which facts were told."""
        channel = self.term(word.channel) if word.channel else None
        who = self.say.line("answer", "from", by=self.term(word.by), channel=channel, to=word.to)
        own = word.what if self.say.knows("answer", word.what) else None
        topic = self.say.line("answer", own) if own else self.topic(word.what)
        if word.by is Party.CUSTOMER and own is None:
            topic = self.say.line("answer", "contact_received")
        yield self.say.line("answer", "word", at=word.at, who=who, heard=word.heard, topic=topic)
        for kind in FACTS:
            for line in self.say.lines("told", kind, today=word.at.date(), **{kind: word.tells.get(kind)}):
                yield f"  {line}"

    def promise(self, one: Standing) -> str:
        """Return a promise, and whether it is overdue."""
        name = f"promise_{one.kind}" if self.say.knows("answer", f"promise_{one.kind}") else "promise_other"
        return self.say.line(
            "answer",
            name,
            kind=one.kind,
            value=one.value,
            due=one.due,
            told_at=one.told_at,
            by=self.term(one.by),
            broken=one.broken,
            today=one.told_at.date(),
        )

    # -- next and open ----------------------------------------------------------------------------

    def next(self, pack: AnswerPack) -> Iterator[str]:
        """Yield what will be said, and what was announced for later."""
        named = {one.touchpoint for one in pack.coming if one.sure}
        yield from map(self.coming, pack.coming)
        for step in pack.ahead:
            if step not in named:
                yield self.say.line("answer", "ahead", topic=self.topic(step))

    def coming(self, one: Coming) -> str:
        """Return something that will be said, by whom, when and why."""
        return self.say.line(
            "answer",
            "coming",
            at=one.at,
            by=self.term(one.by),
            topic=self.topic(one.touchpoint),
            sure=one.sure,
            why=one.why,
        )

    def open(self, pack: AnswerPack) -> Iterator[str]:
        """Yield what nobody has settled yet."""
        yield from map(self.question, pack.questions)
        for name in pack.missing:
            yield self.say.line("answer", "missing", question=self.asked(name))
        if pack.checking_since and (line := self.say.line("answer", "checking", since=pack.checking_since)):
            yield line
        yield from map(self.problem, pack.problems)
        yield from map(self.hold, pack.holds)
        for task in pack.to_do:
            topic = self.topic(task.about.partition("@")[0])
            yield self.say.line("answer", "to_do", action=self.term(task.kind), topic=topic)

    def asked(self, question: str) -> str:
        """Return what a question is about."""
        return self.say.line("questions", question) or self.term(question)

    def question(self, ask: Ask) -> str:
        """Return a question with what silence means."""
        return self.say.line(
            "answer",
            "question",
            question=self.asked(ask.question),
            answer_by=ask.answer_by,
            default=ask.default,
        )

    def problem(self, one: OpenProblem) -> str:
        """Return a problem, since when, and who must act."""
        return self.say.line(
            "answer",
            "problem",
            number=self.numbers.get(one.subject),
            problem=self.say.line("states", f"problem_{one.problem}"),
            since=moment(one.since),
            by=self.term(one.action_by),
        )

    def hold(self, one: Hold) -> str:
        """Return what an order waits for."""
        reason = self.say.line("states", f"hold_{one.reason}")
        return self.say.line("answer", "hold", since=moment(one.since), reason=reason)
