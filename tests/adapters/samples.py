"""Payloads the adapters' tests share: small ones made here, whole ones beside this file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from postpurchase.adapters import Adapted, adapt

FOLDER = Path(__file__).parent / "payloads"
FILES = sorted(path.stem for path in FOLDER.glob("*.json"))
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def payload(name: str) -> Any:
    """Return a payload file's content."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def adapted(vendor: str, body: object, *, received_at: datetime = NOW, **more: Any) -> Adapted:
    """Return a payload adapted for order o1."""
    return adapt(vendor, body, order="o1", received_at=received_at, **more)


def from_file(name: str, **more: Any) -> Adapted:
    """Return a payload file adapted; its name begins with the vendor's."""
    return adapted(name.partition("__")[0], payload(name), **more)


def detail(when: str, coarse: str, fine: str | None = None, **more: Any) -> dict[str, Any]:
    """Return an EasyPost scan."""
    return {"datetime": when, "status": coarse, "status_detail": fine, **more}


def tracker(*details: Any, **more: Any) -> dict[str, Any]:
    """Return an EasyPost tracker."""
    return {
        "object": "Tracker",
        "id": "trk_1",
        "tracking_code": "PP1",
        "tracking_details": [*details],
        **more,
    }


def checkpoint(when: str, subtag: str, **more: Any) -> dict[str, Any]:
    """Return an AfterShip checkpoint, its tag taken from the subtag."""
    return {"checkpoint_time": when, "tag": subtag.partition("_")[0], "subtag": subtag, **more}


def tracking(*checkpoints: Any, **more: Any) -> dict[str, Any]:
    """Return an AfterShip webhook."""
    return {"event_id": "e1", "msg": {"tracking_number": "AF1", "checkpoints": [*checkpoints], **more}}


def kinds(result: Adapted) -> list[str]:
    """Return the kinds of the events, in order."""
    return [event.kind.value for event in result.events]


def codes(result: Adapted) -> list[str]:
    """Return the warnings as text, in order."""
    return [str(warning) for warning in result.warnings]
