"""A cold start: fresh interpreters, each doing a little more than the one before, over the bare interpreter.

CPU time of the child, from compiled bytecode as an installed package has it, until its work is done: each child,
the bare one too, leaves at once then, as a function that goes on to its next call does not tear its modules down.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench.goals import Benchmark, Within
from bench.paired import Candidate, Tell

SOURCE: Final = Path(__file__).parents[1] / "src"
CACHE: Final = tempfile.TemporaryDirectory(prefix="postpurchase-bench-")

PLAIN: Final = "import sys; sys.modules['pytz'] = None\n"
"""Babel loads pytz where it is installed; it is no requirement of ours, and a peer of another benchmark brings it."""

DONE: Final = "\nimport os; os._exit(0)"

BARE: Final = "bare interpreter"
IMPORT: Final = "import postpurchase"

TYPED: Final = """
from datetime import datetime
import postpurchase as pp
at = datetime.fromisoformat
events = [pp.Event(kind=pp.EventKind.ORDER_PLACED, order="A-1", at=at("2026-10-05T22:40:00+09:00"))]
shop = pp.Shop(name="Kumo", zone="Asia/Tokyo", locale="ja")
policy = pp.presets.buy_on_demand(shop, lead_days=(7, 21))
reach = {pp.Channel.EMAIL: pp.Reach()}
customer = pp.Customer(id="c-1", buyer=pp.Recipient(zone="Asia/Tokyo", locale="ja", channels=reach))
plan = pp.plan(pp.replay(events), policy, now=at("2026-10-05T22:50:00+09:00"), customer=customer)
assert plan.messages
"""

FROM_JSON: Final = '''
from postpurchase import schema
from postpurchase.planning import plan
from postpurchase.order import replay
case = schema.load_case(schema.loads("""{
  "format": 1,
  "policy": {"preset": "buy_on_demand", "args": {"lead_days": [7, 21]}},
  "shop": {"name": "Kumo", "zone": "Asia/Tokyo", "locale": "ja"},
  "customer": {"id": "c-1", "buyer": {"zone": "Asia/Tokyo", "locale": "ja", "channels": {"email": {}}}},
  "events": [{"kind": "order_placed", "order": "A-1", "at": "2026-10-05T22:40:00+09:00", "id": "e1"}],
  "ledger": [],
  "now": "2026-10-05T22:50:00+09:00"
}"""))
made = plan(replay(case.events), case.policy, now=case.now, customer=case.customer, ledger=case.ledger)
assert made.messages
'''

WORDS: Final = f"{TYPED}assert pp.render(plan.messages[0], pp.catalogs.default()).text"

CODE: Final[Mapping[str, str]] = {
    BARE: "pass",
    IMPORT: "import postpurchase",
    "first typed decision": TYPED,
    "first decision from JSON": FROM_JSON,
    "first typed decision in Japanese": WORDS,
}
MILLISECONDS: Final[Mapping[str, float]] = {
    IMPORT: 1,
    "first typed decision": 60,
    "first decision from JSON": 170,
    "first typed decision in Japanese": 80,
}


def _start(code: str) -> Candidate:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    surroundings = clean | {"PYTHONPATH": str(SOURCE), "PYTHONPYCACHEPREFIX": CACHE.name}
    return lambda: subprocess.run([sys.executable, "-c", PLAIN + code + DONE], check=True, env=surroundings)  # noqa: S603 - the code above


def _childrens_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepare(tell: Tell) -> Benchmark:
    """Return the steps of a cold start; each has run before, so that its bytecode is compiled."""
    candidates = {name: _start(code) for name, code in CODE.items()}
    for name, start in candidates.items():
        tell(f"compiling: {name}")
        start()
    return Benchmark(
        candidates=candidates,
        floor=BARE,
        goals=tuple(Within(name, most / 1e3, BARE) for name, most in MILLISECONDS.items()),
        clock=_childrens_time,
    )
