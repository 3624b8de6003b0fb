"""What was expected beside what came: an expectation may leave fields out, a timeline may not lose its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final, TypeAlias

from postpurchase.messages import Action, Message

Words: TypeAlias = Callable[[Message], str]
"""How a message becomes the text its recipient reads."""

Expected: TypeAlias = Mapping[str, Any]
"""A message or an action as far as somebody cares: some of its fields."""

IN_ANY_ORDER: Final = frozenset({"rides", "also"})
AT_LEAST: Final = frozenset({"tells", "data"})
BOTH, MISSING, NEW = " ", "-", "+"

_ABSENT: Final = object()


def disagreements(expected: Expected, came: Message | Action, words: Words | None) -> list[str]:
    """Return the fields in which something that came is not as expected; of a text, what it lacks or has too much."""
    return [
        found
        for name, wanted in expected.items()
        if not _agrees(name, wanted, came, words)
        for found in (_misread(wanted, came, words) if name == "text" else [name])
    ]


def _agrees(name: str, wanted: Any, came: Message | Action, words: Words | None) -> bool:
    if name == "text":
        return isinstance(came, Message) and words is not None and not _misread(wanted, came, words)
    found = getattr(came, name)
    if name in IN_ANY_ORDER:
        return sorted(found) == sorted(wanted)
    if name in AT_LEAST:
        return all(found.get(kind, _ABSENT) == value for kind, value in wanted.items())
    return bool(found == wanted)


def _misread(wanted: Mapping[str, Sequence[str]], came: Message | Action, words: Words | None) -> list[str]:
    if words is None or not isinstance(came, Message):
        return ["text"]
    text = words(came)
    missing = [f"text without “{part}”" for part in wanted.get("contains", ()) if part not in text]
    return missing + [f"text with “{part}”" for part in wanted.get("lacks", ()) if part in text]


def compared(
    expected: Sequence[Expected],
    came: Sequence[Message] | Sequence[Action],
    zone: tzinfo,
    *,
    words: Words | None = None,
    nothing_else: bool = True,
) -> list[str]:
    """Return a diff of two timelines in local times, or nothing where they agree.

    `-` was expected and did not come, `+` came and was not expected; the rest is shown for orientation.
    """
    fits = [[not disagreements(wanted, one, words) for one in came] for wanted in expected]
    lines: list[str] = []
    for mark, n in _aligned(fits, len(expected), len(came)):
        if mark == MISSING:
            lines.append(f"- {_spelt(expected[n], zone)}{_nearly(expected[n], came, words)}")
        else:
            lines.append(f"{mark if nothing_else else BOTH} {_spelt(_fields(came[n]), zone)}")
    return lines if any(not line.startswith(BOTH) for line in lines) else []


def _aligned(fits: Sequence[Sequence[bool]], rows: int, columns: int) -> Iterator[tuple[str, int]]:
    """Yield what fits, is missing and is new, keeping both orders and losing as little as possible.

    A position is one of what came, or of what was expected where that is missing.
    """
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            both = best[i + 1][j + 1] + 1 if fits[i][j] else 0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and fits[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            yield BOTH, j
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i + 1][j] == best[i][j]):
            yield MISSING, i
            i += 1
        else:
            yield NEW, j
            j += 1


def _nearly(expected: Expected, came: Sequence[Message] | Sequence[Action], words: Words | None) -> str:
    """Say in what the nearest of the same name differs."""
    name = "touchpoint" if "touchpoint" in expected else "kind"
    found = [
        disagreements(expected, one, words) for one in came if expected.get(name) == getattr(one, name, None)
    ]
    nearest = min(found, key=len, default=[])
    return f"   (came, but differs: {', '.join(nearest)})" if nearest else ""


def _fields(came: Message | Action) -> Expected:
    if isinstance(came, Action):
        return {"at": came.at, "kind": came.kind, "subject": came.subject}
    rides = {"rides": came.rides} if came.rides else {}
    also = {"also": came.also} if came.also else {}
    return {
        "at": came.at,
        "touchpoint": came.touchpoint,
        "subject": came.subject,
        "to": came.to,
        "channel": came.channel,
        **rides,
        **also,
    }


_SPELT: Final[Mapping[str, str]] = {
    "touchpoint": "{}",
    "kind": "{}",
    "rides": "+ {}",
    "subject": "about {}",
    "to": "to {}",
    "channel": "by {}",
    "also": "also {}",
}


def _spelt(fields: Expected, zone: tzinfo) -> str:
    when = local(fields["at"], zone) if "at" in fields else "any time        "
    named = [(form, fields[name]) for name, form in _SPELT.items() if name in fields]
    rest = [f"with {name}" for name in ("tells", "data", "text") if name in fields]
    return " ".join([when, *(form.format(_joined(value)) for form, value in named), *rest])


def _joined(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def local(at: datetime, zone: tzinfo) -> str:
    """Return an instant as a zone's clock shows it.

    >>> from datetime import UTC
    >>> local(datetime(2026, 10, 5, 13, 40, tzinfo=UTC), UTC)
    '2026-10-05 13:40'
    """
    shown = at.astimezone(zone)
    return shown.strftime("%Y-%m-%d %H:%M:%S" if shown.second else "%Y-%m-%d %H:%M")
