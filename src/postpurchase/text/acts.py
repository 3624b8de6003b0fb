"""The acts of communication that a ledger tells of, as the person they were meant for may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from postpurchase.ledger import Row
from postpurchase.situation import Record
from postpurchase.vocabulary import ROW_RANK, Channel, Party, Role, RowKind, Word

OURS: Final = frozenset({Party.SHOP, Party.STAFF, Party.SYSTEM})


class Heard(Word):
    """What became of an act of communication, as far as anybody knows."""

    SAID = "said"
    NOT_REACHED = "not_reached"
    UNDELIVERED = "undelivered"
    UNCONFIRMED = "unconfirmed"


class Act(NamedTuple):
    """One act: its row, the row that holds what it said, and what became of it."""

    row: Row
    content: Row
    heard: Heard


def acts(record: Record, roles: Iterable[Role]) -> Iterator[Act]:
    """Yield what was said about an order to somebody in those roles, and by them, in order.

    A sending is told once, however many rows it took; a try of our own that failed was no act, but a
    call nobody answered was. Notes of staff and tasks are nobody's words.
    """
    holds = frozenset(roles)
    mine = [row for row in record.rows if record.is_here(row) and is_word(row) and _concerns(row, holds)]
    reached: dict[tuple[str, int], int] = {}
    for row in mine:
        for key in row.keys:
            reached[key, row.attempt] = max(ROW_RANK[row.kind], reached.get((key, row.attempt), 0))
    seen: set[tuple[object, ...]] = set()
    for row in mine:
        heard = heard_of(row)
        step = (row.keys, row.attempt, row.kind, row.channel)
        overtaken = row.kind is RowKind.UNKNOWN and any(
            reached[key, row.attempt] > ROW_RANK[RowKind.UNKNOWN] for key in row.keys
        )
        if heard is not None and not overtaken and not (row.keys and step in seen):
            seen.add(step)
            yield Act(row, record.content_of(row), heard)


def heard_of(row: Row) -> Heard | None:
    """Return what became of the act a row tells of; None where it tells of none."""
    if row.kind is RowKind.FAILED:
        return _failed(row)
    return _HEARD.get(row.kind) if row.observed else Heard.UNCONFIRMED


_HEARD: Final = {
    RowKind.SENT: Heard.SAID,
    RowKind.UNKNOWN: Heard.UNCONFIRMED,
    RowKind.BOUNCED: Heard.UNDELIVERED,
}


def _failed(row: Row) -> Heard | None:
    if row.channel is Channel.CALL:
        return Heard.NOT_REACHED
    return None if row.by in OURS else Heard.UNDELIVERED


def is_word(row: Row) -> bool:
    """Say whether a row is about words between people: not a task done, a note of staff or a forced resend."""
    if row.by is Party.STAFF:
        return row.to is not None and row.channel is not None
    return row.to is not None or row.by not in OURS


def _concerns(row: Row, holds: frozenset[Role]) -> bool:
    """Say whether an act is between somebody and whoever holds those roles; of whom it names nobody, who is alone."""
    return row.to in holds if row.to is not None else len(holds) > 1
