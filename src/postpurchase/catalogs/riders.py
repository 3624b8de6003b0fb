"""What riders say, so that the words before them do not, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ARRANGED: Final = (
    *("with=ready_for_pickup", "with=arriving_today", "with=found", "with=lost_remedy"),
    *("with=return_started", "with=returned"),
)
"""Nobody need arrange another time for a parcel of which a rider says where it is handed over, or that it is not."""
_KNOWN_WHERE: Final = (*ARRANGED, "with=attempt_failed", "with=arriving_soon", "with=delivered")
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
    promised = {**by, "lacks": ("with=lost_remedy",)}
    return {"first": (*lines, promised)} if isinstance(lines, tuple) else finding
