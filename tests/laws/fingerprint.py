"""Print the fingerprint of many plans, and what they touched while being made; run as a program of its own.

The zones are warmed first; then an audit hook notes every file, socket, process and import.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import blake2b

import postpurchase as pp
from postpurchase.digests import canonical
from tests.laws.histories import Moment, history, life

WATCHED = ("open", "socket.", "subprocess.", "os.", "import", "time.", "shutil.", "urllib.")
touched: list[str] = []
listeners: list[object] = []


def hook(event: str, arguments: tuple[object, ...]) -> None:
    """Note an audited event, while somebody listens."""
    if listeners and event.startswith(WATCHED):
        touched.append(f"{event} {arguments[:1]}")


def facts(plan: pp.Plan) -> tuple[object, ...]:
    """Return all that a plan says, as values whose bytes can be compared."""
    verdicts = [
        (v.name, v.candidate.role, v.kind, v.until, v.owner, v.merged_into, v.reasons) for v in plan.verdicts
    ]
    return plan.messages, verdicts, plan.actions, plan.promises, plan.questions, plan.wake_at, plan.wake_for


def moments(seeds: range) -> Iterator[Moment]:
    """Yield every plan of every history."""
    for seed in seeds:
        yield from life(history(seed))


def main(count: int) -> None:
    """Warm up, plan everything again under the hook, and print what came out."""
    warm = list(moments(range(count)))
    sys.addaudithook(hook)
    result, plans = blake2b(digest_size=16), 0
    for moment in warm:
        one = moment.history
        listeners.append(moment)
        plan = pp.plan(
            moment.order, one.policy, now=moment.plan.now, customer=one.customer, ledger=moment.rows
        )
        listeners.clear()
        result.update(canonical(facts(plan)))
        plans += 1
    print(result.hexdigest(), plans, sorted(set(touched)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
