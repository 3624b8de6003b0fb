"""The zoo: mistakes that were made elsewhere, or are easily made, each a small change of one file.

A bug names the file, the text that is replaced (found there exactly once), and the suites that catch
it, at least two that do not share their expectations. What a suite runs for it is in `SUITES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SRC: Final = "src/postpurchase/"

SUITES: Final = {
    "module: judging": ("tests/decisions/test_judge.py", "tests/decisions/test_leaving.py"),
    "module: steps": ("tests/decisions/test_steps.py", "tests/decisions/test_guard.py"),
    "module: candidates": ("tests/decisions/test_candidates.py", "tests/decisions/test_conditions.py"),
    "module: together": ("tests/decisions/test_together.py", "tests/decisions/test_verdicts.py"),
    "module: waking": ("tests/decisions/test_waking.py",),
    "module: situation": ("tests/test_situation.py", "tests/test_ledger.py", "tests/test_people.py"),
    "module: order": (
        "tests/order/test_order_parcels.py",
        "tests/order/test_order_machine.py",
        "tests/test_events.py",
    ),
    "module: windows": ("tests/test_windows_hours.py", "tests/test_windows_instants.py"),
    "reference model": ("tests/reference/test_histories.py", "-k", "model[0]"),
    "conformance": ("tests/test_conformance.py", "-k", "the_suite_passes"),
    "scenarios": ("tests/test_testing.py",),
    "small scope": ("tests/laws/test_small_scope.py", "-k", "mail-courier-Mar-10-2 or sms-shop-Mar-10-2"),
    "stateful life": ("tests/laws/test_life.py", "-k", "crashes_neither or life_of_mishaps"),
}
"""What each suite runs, as arguments of pytest: enough of it to catch what it is known to catch, and quick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bug:
    """A small change for the worse: in `file`, `old` becomes `new`; `caught_by` are names of `SUITES`."""

    name: str
    file: str
    old: str
    new: str
    caught_by: tuple[str, ...]


BUGS: Final = (
    Bug(
        name="quiet hours read in UTC",
        file=SRC + "decisions/judge.py",
        old="tuple(zone(name) for name in zones), zone(home)",
        new='(zone("UTC"),), zone("UTC")',
        caught_by=("module: judging", "reference model"),
    ),
    Bug(
        name="an unknown zone is the first of its country",
        file=SRC + "decisions/judge.py",
        old="else candidate_zones(recipient.country)",
        new="else candidate_zones(recipient.country)[:1]",
        caught_by=("module: judging", "reference model"),
    ),
    Bug(
        name="the later of two equal wall clocks means the earlier",
        file=SRC + "windows/instants.py",
        old="return max(first, second)",
        new="return min(first, second)",
        caught_by=("module: windows", "reference model"),
    ),
    Bug(
        name="<= for < at the end of use",
        file=SRC + "decisions/steps.py",
        old="judge.now >= until:\n        found.append(Because(Reason.STALE_EVENT",
        new="judge.now > until:\n        found.append(Because(Reason.STALE_EVENT",
        caught_by=("module: steps", "reference model"),
    ),
    Bug(
        name="<= for < at the end of a lease",
        file=SRC + "decisions/steps.py",
        old="judge.now < (",
        new="judge.now <= (",
        caught_by=("module: steps", "reference model"),
    ),
    Bug(
        name="a live lease ignored",
        file=SRC + "decisions/steps.py",
        old="judge.now < (",
        new="judge.now < 0 * (",
        caught_by=("module: steps", "reference model"),
    ),
    Bug(
        name="an unknown outcome sent again where at most once",
        file=SRC + "decisions/steps.py",
        old="if settings.guarantee is Guarantee.AT_MOST_ONCE:",
        new="if settings.guarantee is Guarantee.AT_MOST_ONCE and row.attempt > 1:",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="a cap per order instead of per customer",
        file=SRC + "decisions/judge.py",
        old="if cap.scope is CapScope.ORDER:",
        new="if cap.scope is not CapScope.CHANNEL:",
        caught_by=("module: judging", "conformance"),
    ),
    Bug(
        name="a calendar day for a rolling one",
        file=SRC + "decisions/leaving.py",
        old="if cap.span is not None:",
        new="if cap.span is not None and not cap.span.days:",
        caught_by=("module: judging", "conformance"),
    ),
    Bug(
        name="a cap's window closed at its far end",
        file=SRC + "decisions/leaving.py",
        old="times[-cap.limit] + seconds(cap.span) if",
        new="times[-cap.limit] + seconds(cap.span) + 1 if",
        caught_by=("module: judging", "conformance"),
    ),
    Bug(
        name="gaps and caps do not hear the courier",
        file=SRC + "situation/knowledge.py",
        old="is_sure(row) is not None and row.by is not _CUSTOMER",
        new="is_sure(row) is not None and row.by is Party.SHOP",
        caught_by=("module: situation", "reference model"),
    ),
    Bug(
        name="an assumed word silences a must-tell",
        file=SRC + "decisions/steps.py",
        old="if c.point.importance is _MUST_TELL or not knows.perhaps:",
        new="if not knows.perhaps:",
        caught_by=("module: steps", "reference model"),
    ),
    Bug(
        name="an assumed word breaks the silence",
        file=SRC + "situation/record.py",
        old="return is_sure(row) is True and",
        new="return is_sure(row) is not None and",
        caught_by=("module: situation", "reference model"),
    ),
    Bug(
        name="a superseded word said all the same",
        file=SRC + "decisions/steps.py",
        old="    if by is not None:\n",
        new="    if by is not None and by.point.urgent:\n",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="a key that contains the channel",
        file=SRC + "decisions/together.py",
        old="(lead.key, *(c.key for c in riders))",
        new='tuple(f"{c.key}:{lead.channel}" for c in (lead, *riders))',
        caught_by=("module: together", "conformance"),
    ),
    Bug(
        name="where a key stands goes by order of arrival",
        file=SRC + "ledger.py",
        old="    mine, theirs = (row.rank, row.t), (known.rank, known.t)\n",
        new="    return True\n    mine, theirs = (row.rank, row.t), (known.rank, known.t)\n",
        caught_by=("module: situation", "conformance"),
    ),
    Bug(
        name="the attempt is not counted",
        file=SRC + "decisions/steps.py",
        old="c.attempt = row.attempt + 1",
        new="c.attempt = row.attempt",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="buyer and receiver swapped",
        file=SRC + "people.py",
        old="return self.receiver if role is Role.RECEIVER and",
        new="return self.receiver if role is Role.BUYER and",
        caught_by=("module: situation", "conformance"),
    ),
    Bug(
        name="one person's news rides in another's message",
        file=SRC + "decisions/leaving.py",
        old="c.point.rides is Rides.NO or c.role is not lead.role or",
        new="c.point.rides is Rides.NO or",
        caught_by=("module: judging", "reference model"),
    ),
    Bug(
        name="what may not ride rides",
        file=SRC + "decisions/leaving.py",
        old="c.point.rides is Rides.NO or c.role is not lead.role or",
        new="c.role is not lead.role or",
        caught_by=("module: judging", "scenarios"),
    ),
    Bug(
        name="consent taken back still counts",
        file=SRC + "people.py",
        old="return revoked is not None and (at is None or at <= revoked)",
        new="return revoked is not None and at is None",
        caught_by=("module: situation", "module: judging", "reference model"),
    ),
    Bug(
        name="the wake-up forgets what waits for the morning",
        file=SRC + "decisions/waking.py",
        old="if finding.until is not None and not (",
        new="if finding.until is not None and finding.kind is not VerdictKind.DEFER and not (",
        caught_by=("module: waking", "conformance"),
    ),
    Bug(
        name="the wake-up forgets the deadline",
        file=SRC + "decisions/waking.py",
        old="if must_tell(c) and is_held(judge, c, finding) and",
        new="if must_tell(c) and c.point.urgent and is_held(judge, c, finding) and",
        caught_by=("module: waking", "reference model"),
    ),
    Bug(
        name="silence may end an hour into the night",
        file=SRC + "windows/hours.py",
        old="return t if closing is None else closing[0] - HOUR",
        new="return t if closing is None else closing[1]",
        caught_by=("module: windows", "conformance"),
    ),
    Bug(
        name="a promised next word is forgotten",
        file=SRC + "decisions/judge.py",
        old="*([] if next_word is None else [next_word])",
        new="",
        caught_by=("module: judging", "conformance"),
    ),
    Bug(
        name="the courier's time without the patience after it",
        file=SRC + "decisions/steps.py",
        old="says.term(c.due, judge.situation.local) + pause if",
        new="says.term(c.due, judge.situation.local) if",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="waiting for a courier that only is assumed to speak",
        file=SRC + "decisions/steps.py",
        old=" if says.is_observed else None",
        new="",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="received_at taken for the time it happened",
        file=SRC + "order/history.py",
        old="Reached(milestone, subject, number, event.t, learned,",
        new="Reached(milestone, subject, number, learned, learned,",
        caught_by=("module: order", "conformance"),
    ),
    Bug(
        name="events in order of arrival",
        file=SRC + "events.py",
        old="return self.t, self.source, self.sequence, self.id",
        new="return self.learned, self.source, self.sequence, self.id",
        caught_by=("module: order", "reference model"),
    ),
    Bug(
        name="news grows stale while it waits for the morning",
        file=SRC + "decisions/steps.py",
        old="age = one.learned - happened",
        new="age = judge.now - happened",
        caught_by=("conformance", "reference model", "scenarios"),
    ),
    Bug(
        name="the way back announced as delivered",
        file=SRC + "order/facts.py",
        old="    if parcel.direction is not _FORWARD:\n        _come_back(parcel, event)\n        return\n",
        new="",
        caught_by=("module: order", "conformance"),
    ),
    Bug(
        name="the day's message after its slot",
        file=SRC + "decisions/model.py",
        old="            return self.expires\n",
        new="            return None\n",
        caught_by=("module: candidates", "scenarios"),
    ),
    Bug(
        name="the first attempt hides the second",
        file=SRC + "decisions/steps.py",
        old="    return type(told) is type(value) and told == value",
        new="    return bool(told) == bool(value)",
        caught_by=("module: steps", "conformance"),
    ),
    Bug(
        name="knowing is not knowing what is weaker",
        file=SRC + "situation/implied.py",
        old="            ahead += _IMPLIES.get(weaker, ())\n",
        new="",
        caught_by=("module: situation", "reference model"),
    ),
    Bug(
        name="a cancelled order is still talked about",
        file=SRC + "decisions/conditions.py",
        old="Condition.NOT_CANCELLED: lambda judge: judge.order.cancellation is not _CANCELLED,",
        new="Condition.NOT_CANCELLED: lambda judge: judge.order.cancellation is not Cancellation.PARTIAL,",
        caught_by=("module: candidates", "conformance"),
    ),
    Bug(
        name="sent first, recorded after",
        file="tests/laws/hosts.py",
        old=(
            "        ours = self.reserve(look)\n"
            "        stop_at(dies, Stage.RESERVED)\n"
            "        for row in ours:\n"
            "            letter = self.send(row, next(answers, RowKind.SENT), look.now)\n"
        ),
        new=(
            "        ours = [said.outcome(RowKind.RESERVED, at=look.plan.now) for said in look.plan.messages]\n"
            "        letters = [self.send(row, next(answers, RowKind.SENT), look.now) for row in ours]\n"
            "        stop_at(dies, Stage.RESERVED, Stage.SENT)\n"
            "        self.reserve(look)\n"
            "        for row, letter in zip(ours, letters, strict=True):\n"
        ),
        caught_by=("stateful life", "small scope"),
    ),
)
