"""Text into a plain tree, every bound checked before anything looks inside.

What JSON's own reader lets through is refused: NaN and infinities, names that come twice, lone
surrogates, integers that other readers would round. So are trees too large, too deep or too long.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any, Final

from postpurchase.classes import dataclass
from postpurchase.errors import Fault, InvalidInput, UnknownName
from postpurchase.kinds import must_be
from postpurchase.schema.single import MAX_INTEGER, MAX_TEXT, Path

MAX_BYTES: Final = 8 * 1_024 * 1_024
MAX_DEPTH: Final = 32
MAX_VALUES: Final = 1_000_000

_TOO_DEEP: Final = (f"nested deeper than {MAX_DEPTH} levels", "give a flatter tree")
_PLACE: Final = re.compile(r"line \d+,? column \d+")


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in a tree for a value that was not let in."""

    wrong: str
    right: str


_TWICE: Final = _Refused("named twice", "name it once")
_NOT_FINITE: Final = _Refused("not a finite number", "give a number, or null")
_TOO_BIG: Final = _Refused("an integer beyond 2^53", "give a smaller one, or text")


def loads(text: str | bytes, *, format: str = "json") -> object:
    """Return the tree that a JSON or TOML text stands for.

    Raises `InvalidInput` with every fault: more than 8 MiB, deeper than 32 levels, text longer than
    4,096 characters, and all that two readers could understand differently.

    >>> loads('{"format": 1}')
    {'format': 1}
    """
    if must_be("format", format, str, "give json or toml") not in _READERS:
        raise UnknownName("format", format, _READERS)
    if not isinstance(text, str | bytes):
        raise _refusal([Fault("", "neither text nor bytes", "give what the file holds")])
    found = _read(text, format)
    faults = [found] if isinstance(found, Fault) else list(unfit(found))
    if faults:
        raise _refusal(faults)
    return found


def _refusal(faults: Iterable[Fault]) -> InvalidInput:
    from postpurchase.schema.faults import refuse  # which knows all names of our JSON, by pydantic

    return refuse(faults)


def _shown(path: Path) -> str:
    from postpurchase.schema.faults import shown

    return shown(path)


def _read(text: str | bytes, format: str) -> object:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
    if len(raw) > MAX_BYTES:
        return Fault("", f"larger than {MAX_BYTES} bytes", "give less at once")
    try:
        return _READERS[format](raw.decode("utf-8-sig"))
    except RecursionError:
        return Fault("", *_TOO_DEEP)
    except UnicodeDecodeError:
        return Fault("", "not UTF-8", "save it as UTF-8")
    except ValueError as error:
        place = _PLACE.search(str(error))
        return Fault(
            "",
            f"not {format.upper()}{f', {place[0]}' if place else ''}",
            "check the brackets, quotes and commas before it",
        )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        tree |= {name: _TWICE for name, count in counts.items() if count > 1}
    return tree


def _integer(digits: str) -> int | _Refused:
    return int(digits) if len(digits) <= len(str(-MAX_INTEGER)) else _TOO_BIG


def _json(text: str) -> object:
    return json.loads(
        text, object_pairs_hook=_object, parse_constant=lambda _: _NOT_FINITE, parse_int=_integer
    )


def _toml(text: str) -> object:
    import tomllib  # most trees are JSON

    return tomllib.loads(text)


_READERS: Final[Mapping[str, Callable[[str], object]]] = {"json": _json, "toml": _toml}


def unfit(tree: object) -> Iterator[Fault]:
    """Yield what is wrong with the single values of a tree, and with its size."""
    ahead: list[tuple[Path, object]] = [((), tree)]
    left = MAX_VALUES
    while ahead and left >= 0:
        path, value = ahead.pop()
        problem = _problem(value)
        if problem is not None:
            yield Fault(_shown(path), problem.wrong, problem.right)
        inner = _inside(value)
        left -= len(inner)
        if inner and len(path) >= MAX_DEPTH:
            yield Fault(_shown(path[:1]), *_TOO_DEEP)
        else:
            ahead += [((*path, name), part) for name, part in inner if not _is_plainly_fit(part)]
    if left < 0:
        yield Fault("", f"more than {MAX_VALUES} values", "give less at once")


def _is_plainly_fit(value: object) -> bool:
    """Say whether a value needs no further look; most do not, and a look costs more than this."""
    if isinstance(value, str):
        return len(value) <= MAX_TEXT and value.isascii()
    if value is None or isinstance(value, bool):
        return True
    return isinstance(value, int) and -MAX_INTEGER <= value <= MAX_INTEGER


def _inside(value: object) -> list[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, (list, tuple)) else []


def _problem(value: object) -> _Refused | None:
    if isinstance(value, _Refused):
        return value
    if isinstance(value, Mapping):
        return next((problem for name in value if (problem := _name_problem(name))), None)
    if isinstance(value, str):
        return _text_problem(value)
    if isinstance(value, float):
        return None if math.isfinite(value) else _NOT_FINITE
    if isinstance(value, int):
        return None if -MAX_INTEGER <= value <= MAX_INTEGER else _TOO_BIG
    if value is None or isinstance(value, (bool, list, tuple, date, time)):
        return None
    return _Refused("not a plain value", "give what JSON can say")


def _name_problem(name: object) -> _Refused | None:
    if not isinstance(name, str):
        return _Refused("a name that is not text", "give names in quotes")
    return _text_problem(name)


def _text_problem(text: str) -> _Refused | None:
    if len(text) > MAX_TEXT:
        return _Refused(f"longer than {MAX_TEXT} characters", "give less")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        return _Refused("half of a surrogate pair", "give whole characters")
    return None
