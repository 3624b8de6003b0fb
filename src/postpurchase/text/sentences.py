"""What stands under a name in a catalog, said to one reader: in their language, zone and year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, tzinfo

from postpurchase.errors import Fault, UnknownName
from postpurchase.text.catalog import Catalog, LocaleWords, tag_for
from postpurchase.text.mf2.locales import direction
from postpurchase.text.scope import Scope
from postpurchase.text.tags import chain


def words_with(catalog: Catalog, asked: str, *sections: str) -> LocaleWords:
    """Return the words nearest to a locale that have all of some sections, so that no two languages mix.

    After its wider ones comes the default. Raises `UnknownName` where no locale has them.
    """
    for locale in dict.fromkeys((*chain(asked), *chain(catalog.default), *catalog.locales)):
        if locale in catalog.sources and all(map(catalog.words(locale).source.get, sections)):
            return catalog.words(locale)
    raise UnknownName("locale with the sections", ", ".join(sections), catalog.locales)


class Sentences:
    """Says what stands under names, in one language, for one place and moment."""

    __slots__ = ("_words", "now", "problems", "tag", "zone")

    def __init__(self, words: LocaleWords, asked: str, zone: tzinfo, now: datetime) -> None:
        self._words = words
        self.zone = zone
        self.tag = tag_for(asked, words)
        self.now = now.astimezone(zone)
        self.problems: list[Fault] = []

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML writes it."""
        return direction(self.tag)

    @property
    def space(self) -> str:
        """What stands between two sentences on one line."""
        return self._words.space

    def knows(self, section: str, name: str) -> bool:
        """Say whether there are words under that name."""
        source = self._words.source.get(section)
        return isinstance(source, Mapping) and name in source

    def lines(self, section: str, name: str, **values: object) -> tuple[str, ...]:
        """Return the lines under a name that can be said with those values; none where there are no words.

        `today` among the values is the day on which it was said, for a reader of today otherwise.
        Times of day are values that the words themselves say how to write.
        """
        scope = Scope({"today": self.now.date(), **values, "zone": self.zone}, self._words, self.tag)
        times = {key: value for key, value in values.items() if isinstance(value, time)}
        said = tuple(scope.lines(self._words.named(section, name), times))
        self.problems += scope.problems
        return said

    def line(self, section: str, name: str, **values: object) -> str:
        """Return the same on one line; empty where there are no words."""
        return self._words.space.join(self.lines(section, name, **values))

    def when(self, at: datetime, *, exact: bool = True) -> str:
        """Return a moment as the reader's clock and calendar show it, or only its day."""
        local = at.astimezone(self.zone)
        value: object = local if exact else local.date()
        return str(
            Scope({"at": value, "zone": self.zone, "today": self.now.date()}, self._words, self.tag).get("at")
        )
