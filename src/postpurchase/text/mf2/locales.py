"""From a BCP 47 tag to its direction and to Babel's data.

The direction is known without Babel, so that a plain message needs no locale data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from postpurchase.classes import Literal

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

    from babel import Locale

_RTL_SCRIPTS: typing.Final = frozenset(
    ["adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"]
)
_RTL_LANGUAGES: typing.Final = frozenset(
    [
        "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn",
        "nqo", "pnb", "prs", "ps", "sd", "sdh", "syr", "ug", "ur", "yi",
    ]
)  # fmt: skip
_EXTENSION: typing.Final = "-[a-z0-9]-"


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction of a locale's script.

    >>> direction("ar-EG"), direction("az-Arab"), direction("ja")
    ('rtl', 'rtl', 'ltr')
    """
    language, *rest = tag.replace("_", "-").lower().split("-")
    script = next((subtag for subtag in rest if len(subtag) == 4 and subtag.isalpha()), "")
    rtl = script in _RTL_SCRIPTS if script else language in _RTL_LANGUAGES
    return "rtl" if rtl else "ltr"


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """Return Babel's data for the tag, for the nearest wider tag it knows, or for the root.

    >>> str(babel_locale("zh-HK")), str(babel_locale("en-XX")), str(babel_locale("und"))
    ('zh_Hant_HK', 'en', 'root')
    """
    from babel import UnknownLocaleError

    locale_class = _isolated_locale_class()
    subtags = re.split(_EXTENSION, tag.replace("_", "-").lower())[0].split("-")
    while subtags and subtags != ["und"]:
        try:
            return locale_class.parse("-".join(subtags), sep="-")
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return locale_class("root")


@lru_cache(maxsize=1)
def _isolated_locale_class() -> type[Locale]:
    """Return Babel's locale with data of its own.

    Babel's locales share what they inherit and write resolved aliases into it, so that the
    words of a locale would depend on which ones were used before (python-babel/babel#1234).
    """
    from babel import Locale
    from babel.localedata import LocaleDataDict

    class IsolatedLocale(Locale):
        _own: LocaleDataDict | None = None

        @property
        def _data(self) -> LocaleDataDict:
            if self._own is None:
                self._own = LocaleDataDict(_copied(super()._data._data))  # noqa: SLF001 - there is no public way
            return self._own

    return IsolatedLocale


def _copied(data: Mapping[typing.Any, typing.Any]) -> dict[typing.Any, typing.Any]:
    return {key: _copied(value) if isinstance(value, dict) else value for key, value in data.items()}
