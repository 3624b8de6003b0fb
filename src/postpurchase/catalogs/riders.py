"""What riders say, so that the words before them do not, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ARRANGED: Final = ("rides=ready_for_pickup", "rides=arriving_today", "rides=found")
"""Nobody need arrange another time for a parcel of which a rider says when or where it is handed over."""
_KNOWN_WHERE: Final = ("rides=attempt_failed", "rides=lost_remedy", "rides=arriving_soon", *ARRANGED)
"""Nobody is still finding out where a parcel is of which a rider says it."""


def unless_any(known: Iterable[str], line: object) -> object:
    """Return a line, several, or the first of several, for where none of that is known."""
    if isinstance(line, tuple):
        return tuple(unless_any(known, one) for one in line)
    if not isinstance(line, Mapping):
        return {"text": line, "lacks": tuple(known)}
    if "first" in line:
        return {"first": unless_any(known, line["first"])}
    return {**line, "lacks": (*line.get("lacks", ()), *known)}


def untold(standing: tuple[object, ...]) -> tuple[object, ...]:
    """Return how an order stands, for where the same message does not say so elsewhere."""
    return (unless_any(("told",), standing[0]), *standing[1:])


def while_unknown(finding: Mapping[str, object], by: Mapping[str, object]) -> Mapping[str, object]:
    """Return that a parcel is being looked for, or by when one hears again where a rider says where it is."""
    lines = unless_any(_KNOWN_WHERE, finding["first"])
    promised = {**by, "lacks": ("rides=lost_remedy",)}
    return {"first": (*lines, promised)} if isinstance(lines, tuple) else finding
