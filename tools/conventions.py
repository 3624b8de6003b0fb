"""How our own locales write dates, times and numbers, as data: `python tools/conventions.py [--check]`.

The tables of `postpurchase.text.mf2.conventions` hold what is asked of CLDR for the locales that we have words
in. They are drawn from the installed Babel; `--check` writes nothing and fails where CLDR says otherwise by
now, or where a region that shares a table no longer writes as the table says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from pprint import pformat
from typing import TYPE_CHECKING, Final

import postpurchase.text.mf2.conventions as own
from postpurchase.text.mf2.conventions.by_babel import from_babel
from postpurchase.text.mf2.conventions.model import Conventions
from postpurchase.text.mf2.conventions.moments import parts_of
from postpurchase.text.mf2.locales import babel_locale

if TYPE_CHECKING:
    from babel import Locale

ROOT: Final = Path(__file__).parents[1]
SOURCES: Final = Path(own.__path__[0])
TABLES: Final = ("en", "en-GB", "ja", "ru")
NOTICE: Final = '"""How {0} writes; drawn from CLDR by tools/conventions.py."""'
WIDTHS: Final = {3: "abbreviated", 4: "wide"}
CONTEXTS: Final = {"M": "format", "E": "format", "c": "stand-alone", "a": "format"}


def drawn(tag: str) -> Conventions:
    """Return what CLDR says of a locale by now, with the names its patterns need."""
    plain = from_babel(tag)
    parts = sorted({part for pattern in patterns(plain) for part in parts_of(pattern)})
    return plain._replace(names={part: names(babel_locale(tag), part) for part in parts if is_named(part)})


def patterns(known: Conventions) -> Iterator[str]:
    """Yield every pattern by which a locale writes a moment."""
    yield from known.times.values()
    for by_length in known.dates.values():
        yield from by_length.values()
    for slots in known.slots.values():
        yield from (end for ends in slots.values() for end in ends)
    for lengths in known.intervals.values():
        yield from (end for found in lengths.values() for ends in found.values() for end in ends)


def is_named(part: str) -> bool:
    """Say whether a part of a pattern is spelled out."""
    return part[0] in "Eca" or (part[0] == "M" and len(part) > 2)


def names(locale: Locale, part: str) -> tuple[str, ...]:
    """Return the names that spell out a part of a pattern, the first month's, Monday's or the morning's first."""
    context = CONTEXTS[part[0]]
    if part[0] == "a":
        return tuple(locale.day_periods[context]["abbreviated"][name] for name in ("am", "pm"))
    found = (locale.months if part[0] == "M" else locale.days)[context][WIDTHS[max(len(part), 3)]]
    return tuple(found[number] for number in sorted(found))


def module(tag: str) -> str:
    """Return the module of a table."""
    known, name = drawn(tag), tag.replace("-", "_").upper()
    fields = "".join(
        f"    {field}={pformat(value, width=106, sort_dicts=False)},\n".replace("\n ", "\n     ")
        for field, value in known._asdict().items()
    )
    return (
        f"{NOTICE.format(tag)}\n\n# fmt: off\n"
        "from postpurchase.text.mf2.conventions.model import Conventions, Layout\n\n"
        f"{name} = Conventions(\n{fields})\n"
    )


def path_of(tag: str) -> Path:
    """Return where a table is kept."""
    return SOURCES / f"{tag.replace('-', '_').lower()}.py"


def stale() -> list[str]:
    """Return the tables that are not what CLDR says, and the regions that do not write as their table."""
    tables = [
        tag for tag in TABLES if not path_of(tag).exists() or path_of(tag).read_text("utf-8") != module(tag)
    ]
    return tables or [tag for tag, table in own.SHIPPED.items() if drawn(tag) != table()]


def main(arguments: list[str]) -> int:
    """Write or check; return 1 when `--check` finds something stale."""
    found = stale()
    for tag in found:
        print(f"stale: {tag}")
        if "--check" not in arguments and tag in TABLES:
            path_of(tag).write_text(module(tag), encoding="utf-8")
    print(f"{len(TABLES)} tables of conventions, {len(found)} stale")
    return int("--check" in arguments and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
