"""How a locale writes dates, times, intervals, numbers and lists: our own tables first, then Babel.

The locales we have words in come with tables generated from CLDR, so that their dates cost no start of Babel;
`tools/conventions.py` writes them. Any other locale, and any rarer question, goes to Babel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from postpurchase.text.mf2.conventions.model import Conventions

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

__all__ = ["SHIPPED", "Conventions", "conventions"]


@lru_cache(maxsize=256)
def conventions(tag: str) -> Conventions:
    """Return how the locale of a BCP 47 tag writes, or the nearest wider one, or the root.

    >>> conventions("en-GB").dates["month-day"]["long"], conventions("zh-HK").language
    ('d MMMM', 'zh')
    """
    table = SHIPPED.get(tag.replace("_", "-").lower())
    if table is not None:
        return table()
    from postpurchase.text.mf2.conventions.by_babel import from_babel

    return from_babel(tag)


def _en() -> Conventions:
    from postpurchase.text.mf2.conventions.en import EN

    return EN


def _en_gb() -> Conventions:
    from postpurchase.text.mf2.conventions.en_gb import EN_GB

    return EN_GB


def _ja() -> Conventions:
    from postpurchase.text.mf2.conventions.ja import JA

    return JA


def _ru() -> Conventions:
    from postpurchase.text.mf2.conventions.ru import RU

    return RU


# Each with the regions that write as it does in all that the tables say.
SHIPPED: Final[Mapping[str, Callable[[], Conventions]]] = {
    **dict.fromkeys(("en", "en-us", "en-gu", "en-ph", "en-pr", "en-vi"), _en),
    "en-gb": _en_gb,
    **dict.fromkeys(("ja", "ja-jp"), _ja),
    **dict.fromkeys(("ru", "ru-ru", "ru-by", "ru-kg", "ru-kz", "ru-md"), _ru),
}
"""The tags that have a table of ours, in lower case."""
