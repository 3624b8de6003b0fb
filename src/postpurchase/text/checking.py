"""What a catalog lacks or gets wrong for a policy, found before a customer meets it.

Every line is looked at by itself; then every touchpoint is rendered on each of its channels to each of
its readers, with everything known, with next to nothing, and with values as long as they come, and the
texts are looked at as a reader would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from postpurchase.errors import Fault, nearest
from postpurchase.kinds import must_be_texts
from postpurchase.text.asked import catalog_of, policy_of
from postpurchase.text.catalog import PHRASES, Catalog, LocaleWords, source_faults
from postpurchase.text.mf2 import check as check_message
from postpurchase.text.neutral import blank_in
from postpurchase.text.page_checks import mentions_faults, missing_names, page_lines
from postpurchase.text.rendering import WITHOUT_SUBJECT, render
from postpurchase.text.said import MARKUP
from postpurchase.text.tags import chain
from postpurchase.text.templates import Line, Template, lines_of, tree
from postpurchase.text.values import ALWAYS, CALL_OUTCOMES, SOMETIMES
from postpurchase.vocabulary import TOUCHPOINTS, Channel, Importance, Mode, Role

if TYPE_CHECKING:
    from postpurchase.messages import Message
    from postpurchase.policy import Policy, Touchpoint

DOUBLED: Final = re.compile(r"(?<!\.)\.\.(?!\.)|。。|[!?]\.|[.。]。")
SAID_BY: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "window": frozenset({"window", "parts", "day"}),
        "slot": frozenset({"slot"}),
        "tracking": frozenset({"tracking", "tracking_url"}),
        "next_word": frozenset({"next_word", "limit_days"}),
    }
)
"""The values by which a text says each fact or promise; one not said would stand in the ledger as heard."""
OFFERING: Final = re.compile(
    r"(?i)\b(?:discounts?|coupons?|vouchers?|promo(?:tion(?:al)?)?s?|special offers?|sale)\b|[0-9] ?% ?off"
    r"|クーポン|割引|セール|特別価格|お得|\bскидк|\bпромокод|\bкупон|\bраспродаж|\bакци[яиюей]"  # noqa: RUF001 - Russian
)
"""Words that make a text marketing, which nobody agreed to hear by agreeing to hear of an order."""
IN_ELEMENTS: Final = frozenset({"number", "item", "window", "qty"})
"""What a line that is repeated for every element of a list may mention of each."""


def check(catalog: Catalog, policy: Policy, *, locales: Iterable[str] | None = None) -> tuple[Fault, ...]:
    """Return what a catalog lacks or gets wrong for a policy, in path order; nothing where all is well.

    Looks at all its locales, or at those given.
    """
    found = list(_shop_locale(catalog_of(catalog), policy_of(policy)))
    asked = (
        catalog.locales if locales is None else must_be_texts("locales", locales, "give tags, as in (ja,)")
    )
    for locale in asked:
        if locale not in catalog.sources:
            found.append(
                Fault(locale, "no words in this locale", f"give one of {', '.join(catalog.locales)}")
            )
        elif unreadable := source_faults(locale, catalog.sources[locale]):
            found += unreadable
        else:
            found += _Look(catalog, policy, catalog.words(locale)).faults()
    return tuple(sorted(dict.fromkeys(found)))


def _shop_locale(catalog: Catalog, policy: Policy) -> Iterator[Fault]:
    if not any(tag in catalog.sources for tag in chain(policy.shop.locale)):
        right = f"give one of {', '.join(catalog.locales)}, or words of your own"
        yield Fault("shop.locale", "no words in the shop's own language", right)


class _Look:
    """One locale under examination. Lines that many templates share are examined once."""

    def __init__(self, catalog: Catalog, policy: Policy, words: LocaleWords) -> None:
        self.catalog = catalog
        self.policy = policy
        self.words = words
        self.lines: dict[str, Line] = {}

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong; what is seen in a line as it stands is not told again of its rendering."""
        found = list(self._all_faults())
        seen = {fault.path for fault in found if fault.wrong.startswith(("$", "there is no $"))}
        for fault in found:
            kind, _, _ = fault.wrong.partition(" ")
            if kind != "unknown-function" and not (kind == "unresolved-variable" and fault.path in seen):
                yield fault

    def _all_faults(self) -> Iterator[Fault]:
        yield from self._strangers()
        yield from self._names()
        yield from self._pages()
        for point in self.policy.touchpoints:
            for channel in dict.fromkeys((*point.channels, *point.also)):
                yield from self._touchpoint(point, channel)
        for line in self.lines.values():
            yield from (
                fault.under(line.path)
                for fault in check_message(line.message, self.words.locale, markup=MARKUP)
            )
            if blank_in(_literal(line)):
                yield Fault(line.path, "a blank left to be filled by hand", "write a variable, as in {$name}")

    def _strangers(self) -> Iterator[Fault]:
        """Look for words of touchpoints that nobody has: neither the policy nor the presets."""
        own = [name for point in self.policy.touchpoints for name in (point.id, point.formerly) if name]
        for name in self.words.touchpoints:
            if name not in own and name not in TOUCHPOINTS:
                path = f"{self.words.locale}.touchpoints.{name}"
                yield Fault(path, "no touchpoint of this policy", nearest(name, own))

    def _pages(self) -> Iterator[Fault]:
        """Look at the words of pages: where a locale names what messages are about, it names the shop's own as well."""
        yield from missing_names(self.words, self.catalog.words(self.catalog.default))
        topics = tree(self.words.source.get("topics"))
        for point in self.policy.touchpoints if topics else ():
            if point.channels and point.id not in TOUCHPOINTS and point.id not in topics:
                path = f"{self.words.locale}.topics.{point.id}"
                yield Fault(path, "no words", "name what it is about, as a timeline calls it")
        for section, line in page_lines(self.words):
            self.lines.setdefault(line.source, line)
            yield from mentions_faults(section, line)

    def _names(self) -> Iterator[Fault]:
        """Look at the names of things and the phrases of dates."""
        from postpurchase.policy import outline

        named = {
            "steps": {step for mode in Mode for step in outline(self.policy, mode)},
            "questions": {name for asked in self.policy.gates.answers.values() for name in asked},
            "call_outcomes": set(CALL_OUTCOMES if _calls(self.policy) else ()),
        }
        for section, name in ((section, name) for section, names in named.items() for name in sorted(names)):
            lines = list(lines_of(self.words.named(section, name)))
            if not lines:
                yield Fault(
                    f"{self.words.locale}.{section}.{name}", "no words", "say it in the words of the locale"
                )
            yield from self._looked_at(lines, ALWAYS | SOMETIMES, frozenset())
        for name in PHRASES:
            self.lines.update((line.source, line) for line in lines_of(self.words.phrase(name)))

    def _touchpoint(self, point: Touchpoint, channel: Channel) -> Iterator[Fault]:
        from postpurchase.text.samples import samples

        path = f"{self.words.locale}.{point.id}.{channel}"
        if not self.words.speaks(point.id, channel):
            places = f"{self.words.locale}.touchpoints.{point.id}"
            yield Fault(
                path, "no words", f"write some at {places}.{channel}, or for all channels at {places}.*"
            )
            return
        if not self.words.suits(point.id, channel):
            yield Fault(path, "no words of its own on a short channel", "write some, or a short form")
        for role in point.audience:
            template = self.words.template(point.id, channel, receiver=role is Role.RECEIVER)
            lines = list(_lines(template))
            yield from self._looked_at(lines, _known(point), frozenset(point.requires))
            yield from (fault.under(path) for fault in _unsaid(point, template))
            if point.importance is not Importance.MARKETING:
                yield from _offers(lines)
        for message in samples(self.policy, point, self.words.locale, channel):
            for fault in _rendered(message, self.catalog):
                yield fault if fault.path.startswith(f"{self.words.locale}.") else fault.under(path)

    def _looked_at(
        self, lines: Iterable[Line], known: frozenset[str], required: frozenset[str]
    ) -> Iterator[Fault]:
        for line in lines:
            self.lines.setdefault(line.source, line)
            yield from _conditions(line, known)
            yield from _variables(line, known, required)


def _calls(policy: Policy) -> bool:
    return any(Channel.CALL in (*point.channels, *point.also) for point in policy.touchpoints)


def _lines(template: Template) -> Iterator[Line]:
    parts = (template.opening, template.paragraphs, template.closing, template.rider)
    for node in (template.subject, template.greeting, *(node for part in parts for node in part)):
        yield from lines_of(node)


def _unsaid(point: Touchpoint, template: Template) -> Iterator[Fault]:
    """Yield what a touchpoint tells or promises and its words do not say, as lead or as rider."""
    rider = () if template.rider == template.paragraphs else (("rider", template.rider),)
    for part, nodes in (("paragraphs", template.paragraphs), *rider):
        used = {name for node in nodes for line in lines_of(node) for name in (*line.variables, line.each)}
        for fact in point.tells:
            if used.isdisjoint(SAID_BY.get(fact, used)):
                yield Fault(part, f"tells the {fact} and never says it", f"write a line with ${fact}")
        for kind in (promise.kind for promise in point.promises):
            if used.isdisjoint(SAID_BY.get(kind, {kind})):
                yield Fault(part, f"promises the {kind} and never says it", f"write a line with ${kind}")


def _offers(lines: Iterable[Line]) -> Iterator[Fault]:
    for line in lines:
        if OFFERING.search(_literal(line)):
            yield Fault(line.path, "an offer in a text that is not one", "say it in a touchpoint of offers")


def _known(point: Touchpoint) -> frozenset[str]:
    """Return every name that may have a value in this touchpoint's words."""
    promised = {undertaking.kind for undertaking in point.promises}
    return ALWAYS | SOMETIMES | {*point.tells, *point.requires, *promised, point.id}


def _conditions(line: Line, known: frozenset[str]) -> Iterator[Fault]:
    for condition in (*line.needs, *line.lacks):
        name = condition.partition("=")[0]
        if name not in known and not name.startswith("asks_"):
            yield Fault(line.path, f"a condition on {name!r}, which never has a value", _near(name, known))


def _variables(line: Line, known: frozenset[str], required: frozenset[str]) -> Iterator[Fault]:
    certain = ALWAYS | required | {*line.needs} | (IN_ELEMENTS if line.each else frozenset())
    for name in line.variables:
        if name in certain:
            continue
        if name in known:
            yield Fault(line.path, f"${name} may be unknown", f'give "needs": ("{name}",)')
        else:
            yield Fault(line.path, f"there is no ${name} here", _near(name, known))


def _near(name: str, known: frozenset[str]) -> str:
    """Return which values have nearly that name, and where all are listed."""
    from difflib import get_close_matches  # only a fault needs it

    near = " or ".join(f"${each}" for each in get_close_matches(name, sorted(known | IN_ELEMENTS)))
    return f"{f'did you mean {near}' if near else 'give another'}; docs/reference/values.md has them all"


def _literal(line: Line) -> str:
    patterns = line.message.patterns()
    return "\n".join(
        "".join(part if isinstance(part, str) else "\0" for part in pattern) for pattern in patterns
    )


def _rendered(message: Message, catalog: Catalog) -> Iterator[Fault]:
    content = render(message, catalog)
    yield from content.problems
    if not content.text or (not content.subject and content.channel not in WITHOUT_SUBJECT):
        yield Fault("", "nothing to read when little is known", "write a line that needs nothing")
    if DOUBLED.search(str(content)):
        yield Fault("", "a full stop after another", "end the line without it")
