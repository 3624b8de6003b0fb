"""The words of a shop: locale → touchpoint → channel → the parts of a message.

Sources are read where they are first needed, and then kept. A shop's own words are laid over ours,
part by part. Whose words a recipient gets is decided for a whole message, so that no two languages mix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from postpurchase.classes import NamedTuple, dataclass, field, replace
from postpurchase.errors import Fault, InvalidTemplate, UnknownName, nearest
from postpurchase.kinds import must_be, must_be_mapping, must_be_texts
from postpurchase.text.outlines import Outlines
from postpurchase.text.tags import chain, language, normal
from postpurchase.text.templates import PARTS, Node, Reader, Source, Template, tree, whole
from postpurchase.vocabulary import Channel

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ANY_CHANNEL: Final = "*"
SHORT_FORM: Final = "short"
RECEIVER_FORM: Final = "receiver"
"""What of a touchpoint's words is said otherwise to the receiver of a gift, on every channel."""
SHORT: Final = frozenset({"sms", "push", "chat", "call"})
"""The channels with little room, or none for reading: they take the short form, and `*` only where there is none."""
UNFRAMED: Final = frozenset({"sms", "push", "call"})
"""The channels whose frame is nothing but their own: the common greeting and closing are those of a letter."""

ALOUD: Final = frozenset({"call"})
"""The channels on which somebody says the words: their lines are those under `aloud`, where there are any."""
LINE_BY_LINE: Final = frozenset({"sms", "push"})
"""The channels without room for empty lines."""

FORMS: Final = (ANY_CHANNEL, SHORT_FORM, RECEIVER_FORM, *(channel.value for channel in Channel))
"""The forms a touchpoint's words may have."""
FRAMED: Final = (ANY_CHANNEL, *(channel.value for channel in Channel))
"""What may have a frame."""

MOST_CHOICES: Final = 1024
"""How many choices of words a catalog remembers."""

# How dates are said where a locale has no way of its own.
PHRASES: Final[Source] = MappingProxyType(
    {
        "day": (
            ".input {$year :string} .match $year"
            " hidden {{{$date :date fields=month-day length=long}}}"
            " * {{{$date :date fields=year-month-day length=long}}}"
        ),
        "moment": (
            ".input {$year :string} .match $year"
            " hidden {{{$at :datetime dateFields=month-day dateLength=long timePrecision=minute}}}"
            " * {{{$at :datetime dateFields=year-month-day dateLength=long timePrecision=minute}}}"
        ),
        "money": "{$money :currency}",
        "window": (
            ".input {$year :string} .match $year"
            " hidden {{{$window :postpurchase:interval year=never}}}"
            " * {{{$window :postpurchase:interval year=always}}}"
        ),
        "slot": (
            ".input {$hours :string} .match $hours"
            " hours {{{$slot :postpurchase:slot show=date}, {$slot :postpurchase:slot}}}"
            " * {{{$slot :postpurchase:slot show=date}}}"
        ),
    }
)
PAGE_SECTIONS: Final = (
    *("timeline", "speakers", "channels", "outcomes", "told", "happened", "topics"),
    *("answer", "states", "public"),
)
"""The sections of what is no message: the customer's timeline, the agent's answer, the public text."""
# How many levels of names lie above the words of each section: that deep, a shop's words are laid over ours.
DEPTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("phrases", "steps", "courier_steps", "courier_usual", "questions", "call_outcomes"), 1
        ),
        **dict.fromkeys(PAGE_SECTIONS, 1),
        "frames": 2,
        "touchpoints": 3,
    }
)


class Speech(NamedTuple):
    """Which of a touchpoint's words are said where it leads (alone, as subject, before its riders, after them), and where it rides."""

    lead: Outlines
    rider: Outlines


# -- the words of one locale ----------------------------------------------------------------------


class LocaleWords:
    """One locale's words, read where they are first needed and then kept.

    `name_suffixes` is what is taken off the end of names, because the words add it themselves.
    """

    __slots__ = ("_named", "_speeches", "_templates", "locale", "name_suffixes", "remembered", "source")

    def __init__(self, locale: str, source: Source) -> None:
        self.locale = locale
        self.source = source
        found = source.get("name_suffixes", ())
        self.name_suffixes = tuple(map(str, found)) if isinstance(found, (tuple, list)) else ()
        self._templates: dict[tuple[str, str, bool, bool], Template] = {}
        self._speeches: dict[tuple[str, str, bool, bool], Speech] = {}
        self._named: dict[tuple[str, str], Node] = {}
        self.remembered: dict[tuple[object, ...], str | None] = {}

    def __repr__(self) -> str:
        return f"<LocaleWords {self.locale} {len(self.touchpoints)} touchpoints>"

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """The touchpoints there are words for."""
        return tuple(tree(self.source.get("touchpoints")))

    def channels(self, touchpoint: str) -> tuple[str, ...]:
        """Return the channels a touchpoint has words of its own for; `*` stands for all others."""
        return tuple(tree(tree(self.source.get("touchpoints")).get(touchpoint)))

    def speaks(self, touchpoint: str, channel: str) -> bool:
        """Say whether there are words for a touchpoint on a channel."""
        return bool(_forms(self.channels(touchpoint), channel))

    def suits(self, touchpoint: str, channel: str) -> bool:
        """Say whether a touchpoint has words made for a channel: on one with little room, not the long ones."""
        return channel not in SHORT or ANY_CHANNEL not in _forms(self.channels(touchpoint), channel)

    def template(
        self, touchpoint: str, channel: str, *, short: bool = False, receiver: bool = False
    ) -> Template:
        """Return the words of a touchpoint on a channel, with the locale's frame around them.

        `short` asks for the short form where the channel's own would be too long, `receiver` for what is
        said otherwise to the receiver of a gift. Raises `UnknownName`
        where there are none, `InvalidTemplate` where they cannot be read.
        """
        key = (touchpoint, channel, short, receiver)
        found = self._templates.get(key)
        if found is None:
            found = self._read(touchpoint, channel, short=short, receiver=receiver)
            self._templates[key] = found
        return found

    def speech(self, touchpoint: str, channel: str, *, short: bool, receiver: bool) -> Speech:
        """Return which words of a touchpoint are said when; raises as `template` does."""
        key = (touchpoint, channel, short, receiver)
        found = self._speeches.get(key)
        if found is None:
            own = self.template(touchpoint, channel, short=short, receiver=receiver)
            between = "\n" if channel in LINE_BY_LINE else "\n\n"
            alone = (*own.before, *own.after)
            lead = Outlines(alone, (own.subject,), own.before, own.after, between=between)
            found = Speech(lead, Outlines(own.rider, between=between))
            self._speeches[key] = found
        return found

    def _read(self, touchpoint: str, channel: str, *, short: bool, receiver: bool) -> Template:
        own = self.channels(touchpoint)
        forms = _forms(own, channel)
        shortened = short and channel not in SHORT and SHORT_FORM in own
        if shortened:
            forms = (*forms, SHORT_FORM)
        if not forms:
            raise UnknownName("words for touchpoint", touchpoint, self.touchpoints)
        if receiver and RECEIVER_FORM in own:
            forms = (*forms, RECEIVER_FORM)
        frames = tree(self.source.get("frames"))
        framed = (channel,) if channel in UNFRAMED else (ANY_CHANNEL, channel)
        written = tree(tree(self.source.get("touchpoints")).get(touchpoint))
        words = _laid_together(written, forms)
        if shortened and "opening" not in tree(written.get(SHORT_FORM)):
            words.pop("opening", None)  # the long form's leads up to paragraphs that are not said
        path = f"{self.locale}.{touchpoint}.{forms[-1]}"
        whole_words = {**_laid_together(frames, framed), **words}
        template = whole(lambda reader: reader.template(path, whole_words), aloud=channel in ALOUD)
        return template if "rider" in words else replace(template, rider=template.paragraphs)

    def phrase(self, name: str) -> Node:
        """Return how the locale says a kind of value: `day`, `moment`, `window` or `slot`."""
        return self.named("phrases", name, PHRASES[name])

    def named(self, section: str, name: str, otherwise: object = ()) -> Node:
        """Return what stands under a name in a section."""
        found = self._named.get((section, name))
        if found is None:
            source = tree(self.source.get(section)).get(name, otherwise)
            found = whole(lambda reader: reader.node(f"{self.locale}.{section}.{name}", source))
            self._named[section, name] = found
        return found

    @property
    def space(self) -> str:
        """What stands between two sentences on one line."""
        return str(self.source.get("space", " "))


def _forms(own: Iterable[str], channel: str) -> tuple[str, ...]:
    """Return the forms whose words a channel takes, the later laid over the earlier; none where it has none.

    A channel's own words may say only what differs. The long form is no base for a channel with little room.
    """
    if channel not in SHORT:
        return tuple(form for form in (ANY_CHANNEL, channel) if form in own)
    small = tuple(form for form in (SHORT_FORM, channel) if form in own)
    return small or tuple(form for form in own if form == ANY_CHANNEL)


def _laid_together(source: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {part: words for name in names for part, words in tree(source.get(name)).items()}


# -- all locales ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalog:
    """The words of a shop in all its languages; `default` is spoken where somebody's own is missing."""

    sources: Mapping[str, Source] = field(repr=False)
    default: str = "en"
    _words: dict[str, LocaleWords] = field(default_factory=dict, init=False, repr=False)
    _chosen: dict[tuple[object, ...], LocaleWords] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        must_be_mapping("sources", self.sources, _WORDS)
        object.__setattr__(self, "default", normal(_tag("default", self.default)))
        if self.default not in self.sources:
            raise UnknownName("locale", self.default, self.locales)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales there are words in."""
        return tuple(sorted(self.sources))

    def words(self, locale: str) -> LocaleWords:
        """Return the words of exactly that locale."""
        if _tag("locale", locale) not in self._words:
            if locale not in self.sources:
                raise UnknownName("locale", locale, self.locales)
            self._words[locale] = LocaleWords(locale, self.sources[locale])
        return self._words[locale]

    def choose(self, asked: str, touchpoints: Iterable[str], channel: str) -> LocaleWords:
        """Return the words nearest to a locale that speak of all the touchpoints, so that none are mixed.

        After the locale and its wider ones comes the default, and then whoever has the words.
        Raises `UnknownName` where nobody has.
        """
        try:
            found = self._chosen.get((asked, touchpoints, channel))
        except TypeError:  # no choice is remembered by what cannot be hashed
            found = None
        return found or self._choose_anew(asked, touchpoints, channel)

    def _choose_anew(self, asked: str, touchpoints: Iterable[str], channel: str) -> LocaleWords:
        wanted = must_be_texts("touchpoints", touchpoints, "give the ids of touchpoints")
        key = (_tag("asked", asked), wanted, must_be("channel", channel, str, "give a channel"))
        if len(self._chosen) >= MOST_CHOICES:
            self._chosen.clear()
        self._chosen[key] = found = self._choose(asked, wanted, channel)
        return found

    def _choose(self, asked: str, wanted: tuple[str, ...], channel: str) -> LocaleWords:
        for locale in dict.fromkeys((*chain(asked), *chain(self.default), *self.locales)):
            if locale in self.sources and all(self.words(locale).speaks(name, channel) for name in wanted):
                return self.words(locale)
        strange = next(
            (name for name in wanted if not any(self.words(x).speaks(name, channel) for x in self.locales)),
            wanted[0] if wanted else "",
        )
        raise UnknownName("words for touchpoint", strange, self.words(self.default).touchpoints)

    def merged(self, overrides: Mapping[str, Source], *, default: str | None = None) -> Catalog:
        """Return this catalog with a shop's words laid over ours, part by part; new locales may be added.

        Raises `InvalidTemplate` with every fault of the overrides.
        """
        must_be_mapping("overrides", overrides, _WORDS)
        faults = [fault for locale, source in overrides.items() for fault in source_faults(locale, source)]
        if faults:
            raise InvalidTemplate(faults)
        named = {normal(locale): source for locale, source in overrides.items()}
        chosen = self.default if default is None else default
        return Catalog(sources=_Laid(self.sources, named), default=chosen)


def source_faults(locale: str, source: object) -> tuple[Fault, ...]:
    """Return what cannot be read in one locale's source, whole or in part, be it written or said aloud."""
    found = [
        fault for aloud in (False, True) for fault in _faults_of_reading(Reader(aloud=aloud), locale, source)
    ]
    return tuple(dict.fromkeys(found))


def _faults_of_reading(reader: Reader, locale: str, source: object) -> list[Fault]:
    if not isinstance(source, Mapping):
        reader.fault(
            locale, "no words", "give a dict of phrases, steps, questions, outcomes, frames and touchpoints"
        )
    for section in sorted(set(tree(source)) - {*DEPTHS, "name_suffixes", "space"}):
        reader.fault(
            locale, f"unknown section {section!r}", f"give {', '.join(DEPTHS)}, name_suffixes or space"
        )
    for section, depth in DEPTHS.items():
        _read_below(reader, f"{locale}.{section}", tree(source).get(section, {}), depth)
    _unknown(reader, f"{locale}.frames", FRAMED, tree(source).get("frames"))
    for name, own in tree(tree(source).get("touchpoints")).items():
        _unknown(reader, f"{locale}.touchpoints.{name}", FORMS, own)
    return reader.faults


def _unknown(reader: Reader, path: str, known: Iterable[str], given: object) -> None:
    """Refuse the names under which nobody ever looks for words."""
    for name in sorted(map(str, tree(given).keys() - {*known})):
        reader.fault(f"{path}.{name}", "unknown form", nearest(name, known))


def _read_below(reader: Reader, path: str, source: object, depth: int) -> None:
    if not isinstance(source, Mapping):
        reader.fault(path, "no dict", "give a dict of names")
        return
    for name, inner in source.items():
        if depth > 2:
            _read_below(reader, f"{path}.{name}", inner, depth - 1)
        elif depth == 1:
            reader.node(f"{path}.{name}", inner)
        elif isinstance(inner, Mapping):
            reader.template(f"{path}.{name}", inner)
        else:
            reader.fault(f"{path}.{name}", "no dict", f"give {', '.join(PARTS)}")


class _Laid(Mapping[str, Source]):
    """Sources with others laid over them, joined when a locale is first asked for."""

    def __init__(self, below: Mapping[str, Source], above: Mapping[str, Source]) -> None:
        self._below = below
        self._above = above

    def __getitem__(self, locale: str) -> Source:
        if locale not in self._above:
            return self._below[locale]
        below, above = self._below.get(locale, {}), self._above[locale]
        sections = {
            section: _laid(tree(below.get(section)), tree(above.get(section)), depth)
            for section, depth in DEPTHS.items()
        }
        return {**below, **above, **sections}

    def __contains__(self, locale: object) -> bool:
        return locale in self._above or locale in self._below

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._below), **dict.fromkeys(self._above)})

    def __len__(self) -> int:
        return len({*self._below, *self._above})


def _laid(below: Mapping[str, object], above: Mapping[str, object], depth: int) -> dict[str, object]:
    joined = {**below, **above}
    if depth > 1:
        for name in below.keys() & above.keys():
            joined[name] = _laid(tree(below[name]), tree(above[name]), depth - 1)
    return joined


_WORDS: Final = "give a dict of the words of each locale, as in {'ja': …}"
_TAG: Final = "give the tag of a language, as in ja or pt-BR"


def _tag(path: str, value: str) -> str:
    return must_be(path, value, str, _TAG)


def tag_for(asked: str, words: LocaleWords) -> str:
    """Return the locale whose dates and numbers suit the words: the one asked for, if it is their language."""
    return _tag_for(asked, words.locale)


@lru_cache(maxsize=256)
def _tag_for(asked: str, spoken: str) -> str:
    return normal(asked) if language(asked) == language(spoken) else spoken
