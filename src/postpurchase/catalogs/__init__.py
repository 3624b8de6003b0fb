"""The words we ship: Japanese, Russian and English.

A locale is a package of plain nested data, imported when somebody is first written to in it.
To add one, translate `words/en.json` to `words/de.json` with any tool that holds flat JSON, say
`python tools/words.py take de`, which makes a module of data of it, and add a line to `_LOADERS`:

* Leave names in braces (`{$window}`) and the conditions under `needs` and `lacks` as they are.
* Dates, windows and slots come as whole phrases: put them where any phrase may stand, after a colon
  or a verb that takes each of them. How they are written is said once, under `phrases`.
* Where a number decides the form of a word, write a `.match` with every plural form of the language.
* `*` holds the words of e-mail and of a marketplace's form, where lines with links drop out because
  their values are withheld. `short` holds those of text messages, notifications, chats and calls, and
  of a form too small for the long ones; a channel's own name (`sms`, `call`) lays its words over either.
* The markup `{#strong}`, `{#em}` and `{#link href=$url}` shows on pages; a text has only the words.
* No exclamation mark in an apology, and nothing that gives a present away where its receiver reads.

The sentences of `explain` are not here but in `postpurchase.text.prose`, written for the shop's people.
`postpurchase.text.check(catalog, policy)` says what is missing, and `make golden` shows it in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from postpurchase.text.catalog import PAGE_SECTIONS, Catalog
from postpurchase.text.templates import Source

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

__all__ = ["default"]


def _en() -> Source:
    from postpurchase.catalogs import en

    return _WithPages(en.WORDS, _en_pages)


def _en_pages() -> Source:
    from postpurchase.catalogs.en import answers, pages, public

    return {**pages.PAGES, **answers.ANSWERS, **public.PUBLIC}


def _ja() -> Source:
    from postpurchase.catalogs import ja

    return _WithPages(ja.WORDS, _ja_pages)


def _ja_pages() -> Source:
    from postpurchase.catalogs.ja import answers, pages, public

    return {**pages.PAGES, **answers.ANSWERS, **public.PUBLIC}


def _ru() -> Source:
    from postpurchase.catalogs import ru

    return _WithPages(ru.WORDS, _ru_pages)


def _ru_pages() -> Source:
    from postpurchase.catalogs.ru import answers, pages, public

    return {**pages.PAGES, **answers.ANSWERS, **public.PUBLIC}


_LOADERS: Final[Mapping[str, Callable[[], Source]]] = MappingProxyType({"en": _en, "ja": _ja, "ru": _ru})


class _WithPages(Mapping[str, object]):
    """A locale's words whose pages are imported when one of them is first asked for: a message needs none."""

    def __init__(self, words: Source, pages: Callable[[], Source]) -> None:
        self._words = words
        self._load = pages
        self._pages: Source | None = None

    def __getitem__(self, section: str) -> object:
        if section not in PAGE_SECTIONS:
            return self._words[section]
        if self._pages is None:
            self._pages = self._load()
        return self._pages[section]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._words, *PAGE_SECTIONS)

    def __len__(self) -> int:
        return len(self._words) + len(PAGE_SECTIONS)


class _Shipped(Mapping[str, Source]):
    """Our sources, each imported when it is first asked for."""

    def __getitem__(self, locale: str) -> Source:
        return _LOADERS[locale]()

    def __contains__(self, locale: object) -> bool:
        return locale in _LOADERS

    def __iter__(self) -> Iterator[str]:
        return iter(_LOADERS)

    def __len__(self) -> int:
        return len(_LOADERS)


@lru_cache(maxsize=1)
def default() -> Catalog:
    """Return the catalog we ship; lay a shop's own words over it with `merged`.

    >>> default().locales
    ('en', 'ja', 'ru')
    """
    return Catalog(sources=_Shipped())
