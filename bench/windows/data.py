"""Public histories as journeys; the files are the reader's own and never part of this project."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from postpurchase.eta import Anchor, Journey, Shape
from postpurchase.windows import Instant, zone

DAY: Final = 86_400
LOCAL: Final = zone("UTC")
"""Both histories hold local times without a zone, which are taken as they stand."""

_FIRST: Final = datetime(2016, 9, 1, tzinfo=UTC)
_WORDS: Final = ("seller", "s_zip3", "s_state", "c_zip3", "c_state", "cat", "n_sellers")
_NUMBERS: Final = ("dist", "weight", "vol", "freight", "price")


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Journeys by their start, the shape in which ours learns from them, and each one's promise, if any."""

    name: str
    journeys: tuple[Journey, ...]
    shape: Shape
    holidays: frozenset[date] = frozenset()
    promises: dict[str, Instant] | None = None


def instant_of(day: date) -> Instant:
    """Return the start of a date."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def olist(folder: Path, *, from_hand_over: bool = False) -> Data:
    """Return the Brazilian orders from `orders_flat.csv.gz`: from purchase, or from hand-over, to the door."""
    journeys, promises = [], {}
    with gzip.open(folder / "orders_flat.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            start, end = _olist_time(row["hand" if from_hand_over else "buy"]), _olist_time(row["done"])
            if end < start:
                continue
            words = {name: row[name] for name in _WORDS}
            numbers = {name: float(row[name]) for name in _NUMBERS if row[name]}
            journeys.append(Journey(id=str(number), start=start, end=end, words=words, numbers=numbers))
            promises[str(number)] = _olist_time(row["promise"]) + DAY
    shape = Shape(
        words=dict.fromkeys(_WORDS, 20.0),
        numbers=dict.fromkeys(_NUMBERS, 40.0),
        crosses={"s_state*c_state": 20.0},
        place="c_state",
    )
    journeys.sort(key=lambda one: one.start)
    name = f"olist, from {'hand-over' if from_hand_over else 'purchase'}"
    return Data(
        name=name,
        journeys=tuple(journeys),
        shape=shape,
        holidays=_brazil(range(2016, 2020)),
        promises=promises,
    )


def _olist_time(days: str) -> Instant:
    return int((_FIRST + timedelta(days=float(days))).timestamp())


def _brazil(years: range) -> frozenset[date]:
    fixed = ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))
    movable = (-48, -47, -2, 60)
    return frozenset(
        {date(year, month, day) for year in years for month, day in fixed}
        | {_easter(year) + timedelta(days=n) for year in years for n in movable}
    )


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian computus."""
    golden, century = year % 19, year // 100
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    fourth, rest = divmod(year % 100, 4)
    sunday = (32 + 2 * (century % 4) + 2 * fourth - epact - rest) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


_SCMS_WORDS: Final = {
    "country": "Country",
    "vendor": "Vendor",
    "via": "Fulfill Via",
    "mode": "Shipment Mode",
    "incoterm": "Vendor INCO Term",
    "group": "Sub Classification",
    "site": "Manufacturing Site",
}


def scms(folder: Path, *, anchor: Anchor = Anchor.NONE) -> Data:
    """Return the international shipments, with their schedule as anchor or without."""
    journeys = [replace(one, id=f"{n}") for n, one in enumerate(_shipments(folder, anchor))]
    shape = Shape(
        words=dict.fromkeys(_SCMS_WORDS, 20.0),
        numbers={"value": 40.0, "quantity": 40.0, "planned": 40.0},
        crosses={"country*mode": 20.0, "vendor*mode": 20.0, "country*via": 20.0},
        place="via",
        anchor=anchor,
    )
    if anchor is Anchor.NONE:
        shape = replace(shape, numbers={"value": 40.0, "quantity": 40.0})
    journeys.sort(key=lambda one: one.start)
    return Data(name=f"scms, {anchor.value} anchor", journeys=tuple(journeys), shape=shape)


def _shipments(folder: Path, anchor: Anchor) -> Iterator[Journey]:
    with gzip.open(
        folder / "SCMS_Delivery_History_Dataset.csv.gz", "rt", encoding="latin-1", newline=""
    ) as lines:
        for row in csv.DictReader(lines.read().replace("\r\n", "\r").replace("\r", "\n").splitlines()):
            sent, plan, done = (
                _scms_time(row[name])
                for name in ("PO Sent to Vendor Date", "Scheduled Delivery Date", "Delivered to Client Date")
            )
            if sent is None or plan is None or done is None or not sent <= done or plan < sent:
                continue
            numbers = {"value": float(row["Line Item Value"]), "quantity": float(row["Line Item Quantity"])}
            if anchor is not Anchor.NONE:
                numbers["planned"] = (plan - sent) / DAY
            yield Journey(
                id="",
                start=sent,
                end=done,
                words={name: row[column] for name, column in _SCMS_WORDS.items()},
                numbers=numbers,
                plan=plan,
            )


def _scms_time(text: str) -> Instant | None:
    for form in ("%d-%b-%y", "%m/%d/%y"):
        try:
            return int(datetime.strptime(text.strip(), form).replace(tzinfo=UTC).timestamp()) + DAY // 2
        except ValueError:
            continue
    return None
