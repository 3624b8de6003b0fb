"""Every EasyPost and AfterShip sample against the table written by hand before the code."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.samples import adapted

from postpurchase.adapters import ADAPTERS, Adapted, Delivery, WarningCode
from postpurchase.adapters.reading import Node
from postpurchase.adapters.timing import window_of
from postpurchase.vocabulary import EventKind, TimeQuality
from postpurchase.windows import DateWindow, moment

TABLE = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
FILES = {row["file"]: row for row in TABLE["payload"]}
TRACKED = [(name, parcel["index"]) for name, row in FILES.items() for parcel in row.get("parcel", ())]
UNTRACKED = [name for name, row in FILES.items() if row["kind"] == "no_tracking"]

CLASSES = {
    WarningCode.BAD_TIME: "broken_checkpoint",
    WarningCode.MISSING: "broken_checkpoint",
    WarningCode.HEADLINE_DIFFERS: "header_disagrees",
    WarningCode.FEED_ERROR: "tracking_error",
}


def read(shared: Path, name: str) -> Any:
    """Return a sample's content."""
    return json.loads((shared / "payloads" / name).read_text(encoding="utf-8"))


def instants(row: dict[str, Any]) -> dict[str, datetime]:
    """Return when a parcel's payload is received: 30 days and one hour after its newest fact."""
    base = datetime.fromisoformat(row["base"])
    base = base if base.tzinfo else base.replace(tzinfo=UTC)
    return {"show_a": base + timedelta(days=30), "show_b": base + timedelta(hours=1)}


def of_parcel(result: Adapted, index: int) -> list[dict[str, str]]:
    """Return the facts of one parcel as the table writes them."""
    return [
        {
            "kind": event.kind.value,
            "at": moment(event.t).strftime("%Y-%m-%dT%H:%M:%S")
            + ("" if event.time_quality is TimeQuality.LOCAL_UNKNOWN else "Z"),
            "quality": event.time_quality.value,
            "code": event.raw.code if event.raw else "",
        }
        for event in result.events
        if event.shipment == result.parcels[index].shipment and event.kind is not EventKind.ETA_CHANGED
    ]


def warned(result: Adapted, index: int, of_parcels: int) -> list[WarningCode]:
    """Return the codes of the warnings about one parcel; all are where there is only one."""
    prefix = f"data.trackings.{index}" if of_parcels > 1 else ""
    return [warning.code for warning in result.warnings if warning.path.startswith(prefix)]


def test_every_sample_has_its_row(shared: Path) -> None:
    """The table names every file of the two vendors, and no other."""
    folder = shared / "payloads"
    files = {str(path.relative_to(folder)) for vendor in ADAPTERS for path in (folder / vendor).glob("*")}

    assert files == set(FILES)


@pytest.mark.parametrize("name", UNTRACKED)
def test_what_is_no_tracking(shared: Path, name: str) -> None:
    """A payload about something else gives no parcel and no event, and says so."""
    result = adapted(FILES[name]["vendor"], read(shared, name))

    assert (result.events, result.parcels) == ((), ())
    assert {warning.code for warning in result.warnings} <= {WarningCode.NOT_TRACKING, WarningCode.MISSING}
    assert len(result.warnings) == 1


@pytest.mark.parametrize("when", ["show_a", "show_b"])
@pytest.mark.parametrize(("name", "index"), TRACKED)
def test_the_facts_and_the_warnings(shared: Path, name: str, index: int, when: str) -> None:
    """Kinds, instants, qualities, codes and warnings of a parcel are those of the table."""
    parcels = FILES[name]["parcel"]
    row = parcels[index]

    result = adapted(FILES[name]["vendor"], read(shared, name), received_at=instants(row)[when])

    assert len(result.parcels) == len(parcels)
    assert of_parcel(result, index) == row["facts"]
    assert len(row["facts"]) == row["n_facts"]
    codes = warned(result, index, len(parcels))
    assert {CLASSES[code] for code in codes if code in CLASSES} == set(row["warnings"])
    assert set(codes) - set(CLASSES) <= {WarningCode.STALE_ETA, WarningCode.UNLIKELY_ETA}
    assert result.unrecognised == ()


@pytest.mark.parametrize("when", ["show_a", "show_b"])
@pytest.mark.parametrize(("name", "index"), TRACKED)
def test_stale_estimates(shared: Path, name: str, index: int, when: str) -> None:
    """An estimate is called stale exactly where the table says that it is never shown."""
    parcels = FILES[name]["parcel"]
    row = parcels[index]

    result = adapted(FILES[name]["vendor"], read(shared, name), received_at=instants(row)[when])

    is_never = row["eta"].get(when) == "never"
    assert (WarningCode.STALE_ETA in warned(result, index, len(parcels))) == is_never
    if is_never:
        shipment = result.parcels[index].shipment
        assert EventKind.ETA_CHANGED not in {e.kind for e in result.events if e.shipment == shipment}


@pytest.mark.parametrize(("name", "index"), TRACKED)
def test_the_estimates_read(shared: Path, name: str, index: int) -> None:
    """An estimate is read as the day, or the range of days, of the table."""
    row, vendor = FILES[name]["parcel"][index], FILES[name]["vendor"]
    delivery = Delivery(order="o1", received_at=instants(row)["show_b"])
    estimate = ADAPTERS[vendor].find(Node(read(shared, name), []), delivery).parcels[index].estimate

    given = row["eta"].get("window") or {end: row["eta"].get("day") for end in ("earliest", "latest")}
    expected = (
        DateWindow(**{end: date.fromisoformat(day) for end, day in given.items()})
        if row["eta"]["given"]
        else None
    )
    assert (window_of(estimate, delivery) if estimate else None) == expected
