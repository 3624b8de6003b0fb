"""From the locale somebody asked for to those whose words they will understand, nearest first."""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# Where CLDR does not simply cut the last subtag: scripts that a region implies, and the parents of
# regional Spanish and Portuguese. Cutting "zh-HK" to "zh" would turn Traditional into Simplified.
_SCRIPT_OF: Final = {
    "zh-HK": "zh-Hant-HK",
    "zh-MO": "zh-Hant-MO",
    "zh-TW": "zh-Hant-TW",
    "zh-CN": "zh-Hans-CN",
    "zh-SG": "zh-Hans-SG",
}
_LATIN_AMERICA: Final = frozenset(
    [
        "AR",
        "BO",
        "BR",
        "BZ",
        "CL",
        "CO",
        "CR",
        "CU",
        "DO",
        "EC",
        "GT",
        "HN",
        "MX",
        "NI",
        "PA",
        "PE",
        "PR",
        "PY",
        "SV",
        "US",
        "UY",
        "VE",
    ]
)
_LIKE_PORTUGAL: Final = frozenset(["AO", "CH", "CV", "FR", "GQ", "GW", "LU", "MO", "MZ", "ST", "TL"])


@lru_cache(maxsize=256)
def normal(tag: str) -> str:
    """Return a tag in the customary case, with hyphens and without extensions.

    >>> normal("JA_jp"), normal("zh-hant-hk"), normal("en-GB-u-ca-gregory")
    ('ja-JP', 'zh-Hant-HK', 'en-GB')
    """
    language, *rest = _unextended(tag.replace("_", "-").lower().split("-"))
    return "-".join([language, *(_CASE.get(len(part), str.lower)(part) for part in rest)])


def _unextended(parts: list[str]) -> list[str]:
    """Return the parts before the first extension: a single letter or digit that another part follows."""
    single = (at for at, part in enumerate(parts[:-1]) if at and len(part) == 1)
    return parts[: next(single, len(parts))]


_CASE: Final = {2: str.upper, 4: str.title}


@lru_cache(maxsize=256)
def chain(tag: str) -> tuple[str, ...]:
    """Return the tag and its wider ones.

    >>> chain("zh-HK"), chain("es-MX"), chain("ja-JP")
    (('zh-HK', 'zh-Hant-HK', 'zh-Hant', 'zh'), ('es-MX', 'es-419', 'es'), ('ja-JP', 'ja'))
    """
    found = [normal(tag)]
    while (wider := _wider(found[-1])) is not None:
        found.append(wider)
    return tuple(found)


def _wider(tag: str) -> str | None:
    if tag in _SCRIPT_OF:
        return _SCRIPT_OF[tag]
    language, _, region = tag.partition("-")
    if language == "es" and region in _LATIN_AMERICA:
        return "es-419"
    if language == "pt" and region in _LIKE_PORTUGAL:
        return "pt-PT"
    head, _, _ = tag.rpartition("-")
    return head or None


@lru_cache(maxsize=256)
def language(tag: str) -> str:
    """Return the language of a tag."""
    return normal(tag).partition("-")[0]
