"""What is not needed is not loaded; modules are counted by name, since milliseconds depend on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

DECISION = """
from datetime import datetime
import postpurchase as pp
at = datetime.fromisoformat
placed = at("2026-10-05T22:40:00+09:00")
events = [pp.Event(kind=pp.EventKind.ORDER_PLACED, order="A-1042", at=placed)]
shop = pp.Shop(name="Atelier Kumo", zone="Asia/Tokyo", locale="ja")
policy = pp.presets.buy_on_demand(shop=shop, lead_days=(7, 21))
customer = pp.Customer(id="c-1")
plan = pp.plan(pp.replay(events), policy, now=at("2026-10-05T22:50:00+09:00"), customer=customer, ledger=[])
assert plan.verdicts
"""


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter loads to run the code."""
    script = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    run = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},  # noqa: TID251 - it needs its surroundings
    )
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_the_harness_sees_what_is_loaded() -> None:
    """A module that is imported is seen, or the tests below could not fail."""
    assert "email" in loaded_by("import email.message")


def test_the_import_is_light() -> None:
    """Importing the library loads no pydantic, Babel, dateutil or email."""
    heavy = {"pydantic", "pydantic_core", "babel", "dateutil", "email", "holidays"}

    assert loaded_by("import postpurchase") & heavy == set()


def test_a_typed_decision_is_light() -> None:
    """A first decision about typed values loads neither pydantic nor Babel, nor what makes dataclasses at once, nor `typing`."""
    heavy = {"pydantic", "pydantic_core", "babel", "dataclasses", "inspect", "typing", "re"}

    assert loaded_by(DECISION) & heavy == set()


READING = """
import postpurchase as pp
from postpurchase import schema
case = schema.load_case(schema.loads(TREE))
assert case.events and case.ledger
plan = pp.plan(pp.replay(case.events), case.policy, now=case.now, customer=case.customer, ledger=case.ledger)
assert schema.dump_plan(plan)["verdicts"]
"""
TREE = """{
  "format": 1,
  "shop": {"name": "Kumo", "zone": "Asia/Tokyo", "locale": "ja", "contact": {"email": "hello@kumo.example"}},
  "policy": {"preset": "retail", "args": {"lead_days": [2, 5]}, "set": {"cadence.longest_silence.standard": "P5D"}},
  "customer": {"id": "c-1", "buyer": {"zone": "Asia/Tokyo", "channels": {"email": {}}}},
  "events": [{"kind": "order_placed", "order": "A-1", "at": "2026-10-05T22:40:00+09:00", "id": "e1"}],
  "ledger": [{"kind": "sent", "at": "2026-10-05T22:50:00+09:00", "order": "A-1", "channel": "email", "to": "buyer"}],
  "now": "2026-10-06T10:00:00+09:00"
}"""


def test_a_good_case_is_planned_without_pydantic() -> None:
    """Pydantic comes for trees that are wrong, for scenarios and for JSON Schema; from a good case to its plan none is met."""
    assert (
        loaded_by(f"TREE = {TREE!r}\n{READING}") & {"pydantic", "pydantic_core", "babel", "dataclasses"}
        == set()
    )
