"""The command line: what it writes, where, and with which status it leaves."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from postpurchase.__main__ import main
from postpurchase.presets import PRESETS, preset
from postpurchase.schema import ROOTS, load_policy, load_shop
from postpurchase.schema.reading import MAX_BYTES

ROOT = Path(__file__).parents[1]
SCENARIOS = ROOT / "tests" / "scenarios"
Tree = dict[str, Any]

CASE: Tree = {
    "format": 1,
    "name": "a kettle",
    "shop": {"name": "Kumo", "zone": "Asia/Tokyo", "locale": "en"},
    "policy": {"preset": "retail", "args": {"lead_days": [2, 5]}},
    "customer": {"id": "c1", "buyer": {"zone": "Asia/Tokyo", "locale": "en", "channels": {"email": {}}}},
    "events": [{"kind": "order_placed", "order": "o1", "at": "2026-10-05T10:00:00+09:00"}],
    "now": "2026-10-05T10:01:00+09:00",
}
PARCEL: Tree = {
    "id": "trk_1",
    "object": "Tracker",
    "tracking_code": "1Z",
    "status": "delivered",
    "tracking_details": [
        {"status": "in_transit", "datetime": "2026-11-20T09:00:00Z"},
        {"status": "delivered", "datetime": "2026-11-21T12:00:00Z"},
    ],
}


class Said(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a way to run the command line in this process."""

    def run(*words: object) -> Said:
        status = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, object], Path]:
    """Return a way to write a file into a folder of this test."""

    def file(name: str, tree: object) -> Path:
        path = tmp_path / name
        path.write_text(tree if isinstance(tree, str) else json.dumps(tree), encoding="utf-8")
        return path

    return file


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """The version said is the one installed."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out == f"postpurchase {version('postpurchase')}\n"


# -- plan a case ----------------------------------------------------------------------------------


def test_a_plan_is_told(command: Command, write: Callable[[str, object], Path]) -> None:
    """A case with a moment becomes the message in its words, and why everything else stays unsaid."""
    said = command("plan", write("case.json", CASE))

    assert said.status == 0
    assert said.err == ""
    assert said.out.startswith("order_confirmed@order to buyer by email\n    | ")
    assert "Unsaid" in said.out
    assert "Update on how things stand" in said.out


def test_a_plan_is_json(command: Command, write: Callable[[str, object], Path]) -> None:
    """With --json the plan is the JSON that hosts read."""
    said = command("plan", write("case.json", CASE), "--json")
    plan = json.loads(said.out)

    assert said.status == 0
    assert [message["touchpoint"] for message in plan["messages"]] == ["order_confirmed"]
    assert plan["now"] == "2026-10-05T01:01:00Z"


def test_now_can_be_another(command: Command, write: Callable[[str, object], Path]) -> None:
    """--now plans for another moment than the case's own."""
    said = command("plan", write("case.json", CASE), "--json", "--now", "2026-10-05T10:00:30+09:00")
    plan = json.loads(said.out)

    assert plan["messages"] == []
    assert plan["wake_at"] == "2026-10-05T01:01:00Z"


def test_a_case_may_be_toml(command: Command, write: Callable[[str, object], Path]) -> None:
    """A file is read as its suffix says."""
    text = """
        format = 1
        now = 2026-10-05T10:01:00+09:00
        shop.name = "Kumo"
        policy.preset = "retail"
        customer = {id = "c1", buyer = {channels = {email = {}}}}
        [[events]]
        kind = "order_placed"
        order = "o1"
        at = 2026-10-05T10:00:00+09:00
    """
    said = command("plan", write("case.toml", text), "--json")

    assert [message["touchpoint"] for message in json.loads(said.out)["messages"]] == ["order_confirmed"]


def test_a_case_may_come_through_the_standard_input(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """- reads the standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CASE).encode())))

    assert command("plan", "-", "--json").status == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("format = 2\n", "error: format: "),
        ('# a case\n[[events]]\nkind = "delivered"\n', "error: events.0.at: "),
        ("", "error: (whole): not JSON"),
        (' [ {"format": 1} ]', "error: (whole): "),
    ],
    ids=["a name", "a heading", "nothing", "a list"],
)
def test_the_standard_input_may_be_toml(
    command: Command, monkeypatch: pytest.MonkeyPatch, text: str, fault: str
) -> None:
    """What does not begin as JSON is read as TOML: its faults are those of a case, not of a notation."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert fault in command("plan", "-").err


def test_warnings_of_the_plan_are_said_apart(command: Command, write: Callable[[str, object], Path]) -> None:
    """What a plan warns of goes to the error stream, and is no error."""
    customer = {"id": "c1", "buyer": {"zone": "Asia/Tokyo", "channels": {"email": {}}}}
    said = command("plan", write("case.json", {**CASE, "customer": customer}), "--json")

    assert said.status == 0
    assert said.err == "warning: locale_unknown\n"


# -- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"now": "2026-10-05T10:01:00"},
            "now: an instant without offset; give an instant with its offset, as in 2026-10-05T22:40:00+09:00",
        ),
        ({"now": "9999-12-31T00:00:00Z"}, "now: outside the years 2000 to 2200; give an instant within them"),
        (
            {"shop": {"name": "Kumo", "zone": "Mars/Olympus"}},
            "shop.zone: not a zone of the time-zone data; give an IANA name, as in Europe/Berlin",
        ),
        (
            {"events": [{"kind": "item_secured", "order": "o1", "at": CASE["now"]}] * 10_001},
            "events: more than 10000 items; give at most 10000",
        ),
        ({"now": None}, "now: missing; give it in the case, or with --now"),
        ({"now": "2026-10-05T09:00:00+09:00"}, "events: none received by then; give events, or a later now"),
    ],
    ids=["naive", "year-9999", "zone", "10001-events", "no-now", "too-early"],
)
def test_bad_cases_leave_with_two(
    command: Command, write: Callable[[str, object], Path], change: Tree, line: str
) -> None:
    """Bad input is one line per fault on the error stream, nothing on the other, and status 2."""
    assert command("plan", write("case.json", {**CASE, **change})) == Said(2, "", f"error: {line}\n")


def test_every_fault_has_its_line(command: Command, write: Callable[[str, object], Path]) -> None:
    """Several faults are several lines."""
    said = command("plan", write("case.json", {**CASE, "now": 1, "name": 2}))

    assert [line.split(": ")[:2] for line in said.err.splitlines()] == [["error", "name"], ["error", "now"]]


def test_ten_thousand_events_are_planned(command: Command, write: Callable[[str, object], Path]) -> None:
    """A history of ten thousand events is taken and folded."""
    scan = {"kind": "departed", "order": "o1", "shipment": "1", "source": "feed"}
    scans = [{**scan, "id": str(n), "at": "2026-10-05T10:00:20+09:00"} for n in range(9_999)]
    said = command("plan", write("case.json", {**CASE, "events": [*CASE["events"], *scans]}), "--json")

    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[" * 100_000, "(whole): nested deeper than 32 levels; give a flatter tree"),
        (
            '{"format" 1}',
            "(whole): not JSON, line 1 column 11; check the brackets, quotes and commas before it",
        ),
        (" " * (MAX_BYTES + 1), f"(whole): larger than {MAX_BYTES} bytes; give less at once"),
    ],
    ids=["bomb", "colon", "size"],
)
def test_bad_text_leaves_with_two(
    command: Command, write: Callable[[str, object], Path], text: str, line: str
) -> None:
    """A JSON bomb is a fault like any other."""
    assert command("plan", write("case.json", text)) == Said(2, "", f"error: {line}\n")


def test_a_file_that_is_not_there_leaves_with_two(command: Command) -> None:
    """A file that cannot be read is bad input."""
    line = "error: nowhere.json: cannot be read; give a file that can, or - for the standard input\n"

    assert command("plan", "nowhere.json") == Said(2, "", line)


@pytest.mark.parametrize("flag", ["--now", "--received-at"])
def test_a_bad_instant_names_its_flag(
    command: Command, write: Callable[[str, object], Path], flag: str
) -> None:
    """An argument is held to the same rules as a field."""
    said = command("plan", write("p.json", PARCEL), "--from", "easypost", flag, "tomorrow")

    assert said.err.startswith(f"error: {flag}: not an instant; give an instant with its offset")
    assert said.status == 2


def test_unknown_words_leave_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    """What the command does not have is refused with its usage."""
    with pytest.raises(SystemExit) as left:
        main(["schema", "parcel"])

    assert left.value.code == 2
    assert "invalid choice: 'parcel'" in capsys.readouterr().err


def test_other_errors_of_ours_are_one_line(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the library that lists no faults is told by its message."""
    from postpurchase.errors import MissingExtra

    def missing(**_: object) -> None:
        raise MissingExtra("holidays", "holidays")

    monkeypatch.setattr("postpurchase.__main__.demo_case", missing)

    assert command("demo") == Said(
        2, "", "error: holidays is not installed; pip install 'postpurchase[holidays]'\n"
    )


# -- play -----------------------------------------------------------------------------------------


def test_a_case_is_played(command: Command, write: Callable[[str, object], Path]) -> None:
    """Every message is told at its hour as its reader gets it; reasons only for who asks for them."""
    case = write("case.json", CASE)
    told, why = command("play", case), command("play", case, "--why", "--until", "2026-10-05T12:00:00Z")

    assert (told.status, told.err) == (0, "")
    assert (
        "2026-10-05 10:01  time has passed\n  said    order_confirmed@order to buyer by email\n" in told.out
    )
    assert "| Thank you for your order." in told.out
    assert ("  next " in told.out, "  next " in why.out) == (False, True)
    assert (told.out.splitlines()[-1], why.out.splitlines()[-2]) == ("4 messages", "1 messages from 2 plans")


def test_a_case_is_played_in_another_language(command: Command, write: Callable[[str, object], Path]) -> None:
    """Everybody reads what is asked for; where there are no words in it, that is said once."""
    case = write("case.json", CASE)
    german = command("play", case, "--locale", "de")

    assert "Спасибо за заказ!" in command("play", case, "--locale", "ru").out
    assert german.err == "warning: locale de: no words in the language asked for; said in en\n"
    assert "Thank you for your order." in german.out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--locale", "d_e"), "--locale: not a BCP 47 tag; give one such as ja or pt-BR"),
        (("--until", "noon"), "--until: not an instant"),
    ],
)
def test_what_cannot_be_played_by_is_refused(
    command: Command, write: Callable[[str, object], Path], words: tuple[str, ...], line: str
) -> None:
    """A flag that says nothing readable is bad input, under its own name."""
    said = command("play", write("case.json", CASE), *words)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {line}")


def test_without_events_there_is_nothing_to_play(
    command: Command, write: Callable[[str, object], Path]
) -> None:
    """A case in which nothing happens is bad input."""
    said = command("play", write("case.json", {**CASE, "events": []}))

    assert said == Said(2, "", "error: events: nothing happens; give events\n")


# -- plan a payload -------------------------------------------------------------------------------


def parcel_plan(command: Command, path: Path, *words: object) -> tuple[list[str], Tree]:
    """Return the touchpoints that are said for a payload, and the whole plan."""
    said = command("plan", "--from", "easypost", path, "--json", *words)
    plan = json.loads(said.out)

    assert said.status == 0
    return [message["touchpoint"] for message in plan["messages"]], plan


def test_a_fresh_parcel_is_told(command: Command, write: Callable[[str, object], Path]) -> None:
    """A payload alone stands for a confirmed order, so that its delivery is told."""
    told, plan = parcel_plan(command, write("p.json", PARCEL), "--now", "2026-11-21T12:30:00Z")

    assert told == ["delivered"]
    assert plan["order"] == "o1"


def test_an_old_parcel_is_told_only_when_age_allows(
    command: Command, write: Callable[[str, object], Path]
) -> None:
    """An old import says nothing; with a greater age it says one thing, after the night."""
    path, now = write("p.json", PARCEL), "2026-12-21T12:30:00Z"

    assert parcel_plan(command, path, "--now", now)[0] == []
    assert parcel_plan(command, path, "--now", now, "--set", "max_event_age=P60D")[0] == ["delivered"]
    assert (
        parcel_plan(command, path, "--now", now, "--set", "max_event_age=P60D", "--zone", "Asia/Tokyo")[0]
        == []
    )


def test_settings_may_be_json(command: Command, write: Callable[[str, object], Path]) -> None:
    """A value of --set is JSON where it is JSON, and text where it is not."""
    path, now = write("p.json", PARCEL), "2026-11-21T12:30:00Z"

    assert parcel_plan(command, path, "--now", now, "--set", "touchpoints.delivered=null")[0] == []


def test_the_clock_is_read_only_where_nothing_else_is_said(
    command: Command, write: Callable[[str, object], Path]
) -> None:
    """Without --now a payload is planned for when it was received, or for this moment."""
    path = write("p.json", PARCEL)
    received = parcel_plan(command, path, "--received-at", "2026-11-21T12:30:00Z")[1]

    assert received["now"] == "2026-11-21T12:30:00Z"
    assert parcel_plan(command, path)[1]["now"] > "2026-01-01T00:00:00Z"


def test_a_payload_without_parcels_is_no_error(
    command: Command, write: Callable[[str, object], Path]
) -> None:
    """What is not about a parcel is a warning, and an order of which nothing more is known."""
    path = write("p.json", {"event": "batch.created"})
    said = command("plan", "--from", "aftership", path, "--json", "--now", "2026-11-21T12:30:00Z")

    assert said.status == 0
    assert said.err.splitlines()[-1] == "warning: no parcel in it: planned for the order alone"
    assert json.loads(said.out)["messages"] == []


def test_a_payload_is_an_object(command: Command, write: Callable[[str, object], Path]) -> None:
    """What no vendor sends is bad input."""
    path = write("p.json", [])
    line = f"error: {path}: not a payload; give the object that aftership sent\n"

    assert command("plan", "--from", "aftership", path) == Said(2, "", line)


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        (("--order", "o2"), ["--order"]),
        (("--locale", "ja", "--policy", "retail", "--set", "a=1"), ["--policy", "--set", "--locale"]),
        (("--from", "easypost", "--case", "c.json", "--zone", "UTC"), ["--zone"]),
    ],
)
def test_options_that_would_be_ignored_are_refused(
    command: Command, write: Callable[[str, object], Path], words: tuple[str, ...], faults: list[str]
) -> None:
    """A payload's options beside a case, and a case's beside another, are faults, all told at once."""
    said = command("plan", write("case.json", CASE), *words)

    assert said.status == 2
    assert [line.split(": ")[1] for line in said.err.splitlines()] == faults


def test_a_case_may_stand_behind_a_payload(command: Command, write: Callable[[str, object], Path]) -> None:
    """--case gives shop, policy, customer, history and ledger; its order is the payload's."""
    placed = {**CASE["events"][0], "order": "o7", "at": "2026-11-19T10:00:00+09:00"}
    base = write("case.json", {**CASE, "events": [placed], "policy": {"preset": "buy_on_demand"}})
    now = ("--now", "2026-11-20T12:00:00+09:00")
    told, plan = parcel_plan(command, write("p.json", PARCEL), "--case", base, *now)
    other = parcel_plan(command, write("p.json", PARCEL), "--case", base, "--order", "o7", *now)[1]

    assert plan["policy"]["id"] == "buy_on_demand"
    assert plan["order"] == "o7"
    assert other == plan
    assert told == [message["touchpoint"] for message in plan["messages"]]


@pytest.mark.parametrize("vendor", ["easypost", "aftership"])
def test_every_shared_payload_goes_through(command: Command, shared: Path, vendor: str) -> None:
    """Each payload of a vendor becomes a plan: no traceback, and never more than one message per parcel."""
    for path in sorted((shared / "payloads" / vendor).glob("*.json")):
        said = command("plan", "--from", vendor, path, "--json", "--now", "2026-11-22T10:00:00Z")
        plan = json.loads(said.out)

        assert said.status == 0, path.name
        assert len(plan["messages"]) <= 2, path.name
        assert [line for line in said.err.splitlines() if not line.startswith("warning: ")] == []


# -- demo, schema, test ---------------------------------------------------------------------------


def test_the_demo_is_told(command: Command) -> None:
    """The demo tells the whole story in the buyer's language."""
    said = command("demo")

    assert (said.status, said.err) == (0, "")
    assert "様" in said.out
    assert said.out.count("  said    ") == 5


def test_the_demo_speaks_other_languages(command: Command) -> None:
    """--locale lets the buyer read in another language."""
    assert "Здравствуйте" in command("demo", "--locale", "ru").out
    assert "Thank you" in command("demo", "--locale", "en").out


def test_the_demo_says_when_it_has_no_words(command: Command) -> None:
    """In a language without words English is spoken, and one line says so."""
    assert command("demo", "--locale", "de").err == (
        "warning: locale de: no words in the language asked for; said in en\n"
    )


def test_the_demo_listens(command: Command) -> None:
    """Flags change the story: without an event, at another time, in another zone."""
    assert "item_secured@order to buyer" in command("demo").out
    assert "item_secured@order to buyer" not in command("demo", "--without", "item_secured").out
    assert "order_confirmed@order, with item_secured@order" in command("demo", "--secured-at", "22:45").out
    assert command("demo", "--zone", "Europe/Berlin").out.startswith("2026-10-05 15:40  order_placed\n")


def test_the_demo_refuses_what_it_does_not_have(command: Command) -> None:
    """An event that is not in the story is bad input."""
    assert command("demo", "--without", "item_secred") == Said(
        2,
        "",
        "error: without: no such event in the story; give item_secured, arrived_in_country, delivered, "
        "handed_over, inspection_passed or order_placed\n",
    )


@pytest.mark.parametrize("root", ROOTS)
def test_schemas_are_written(command: Command, root: str) -> None:
    """Each schema is written as JSON."""
    assert json.loads(command("schema", root).out)["$schema"]


def test_a_folder_of_scenarios_is_played(command: Command) -> None:
    """Every scenario of a folder is reported, and their number."""
    said = command("test", SCENARIOS)
    count = len(list(SCENARIOS.glob("*.json")))

    assert said.status == 0
    assert said.out.endswith(f"\n{count} passed, 0 failed, 0 not readable\n")


def test_a_failed_test_leaves_with_one(command: Command, write: Callable[[str, object], Path]) -> None:
    """A scenario that differs shows how, and the command leaves with 1."""
    steps = [{"now": CASE["now"], "expect": {"messages": []}}]
    path = write("wrong.json", {**CASE, "steps": steps})

    assert command("test", path) == Said(
        1,
        "failed  a kettle (1 plans)\n"
        "    at 2026-10-05 10:01\n"
        "      + 2026-10-05 10:01 order_confirmed about order to buyer by email\n"
        "0 passed, 1 failed, 0 not readable\n",
        "",
    )


def test_the_words_are_looked_at(command: Command, write: Callable[[str, object], Path]) -> None:
    """Expectations about texts see what the recipient reads."""
    text = {"contains": ["Thank you"], "lacks": ["●●"]}
    steps = [{"now": CASE["now"], "expect": {"messages": [{"touchpoint": "order_confirmed", "text": text}]}}]

    assert command("test", write("right.json", {**CASE, "steps": steps})).status == 0


def test_an_unreadable_scenario_leaves_with_two(
    command: Command, write: Callable[[str, object], Path], tmp_path: Path
) -> None:
    """A file that is no case is named with its faults; the others are played all the same."""
    write("a.json", {**CASE, "steps": [{"now": CASE["now"], "expect": {"actions": []}}]})
    path = write("b.json", {**CASE, "name": 1})
    idle = write("c.json", {**CASE, "steps": []})
    said = command("test", tmp_path)

    assert said.status == 2
    assert said.err == (
        f"error: {path}: name: not text; give text in quotes\n"
        f"error: {idle}: steps: expects nothing; give steps or a run\n"
    )
    assert said.out == "passed  a kettle (1 plans)\n1 passed, 0 failed, 2 not readable\n"


def test_a_folder_without_scenarios_leaves_with_two(command: Command, tmp_path: Path) -> None:
    """A folder with nothing to play is a mistake."""
    line = f"error: {tmp_path}: no scenario files; give a folder with .json or .toml cases, or one file\n"

    assert command("test", tmp_path) == Said(2, "", line)


# -- the process ----------------------------------------------------------------------------------


def test_the_module_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m postpurchase` is the same command."""
    monkeypatch.setattr("sys.argv", ["postpurchase", "schema", "row"])
    monkeypatch.delitem(sys.modules, "postpurchase.__main__")
    with pytest.raises(SystemExit) as left:
        runpy.run_module("postpurchase", run_name="__main__")

    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Row"


def fresh(*words: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start the command in a fresh interpreter of a plain locale."""
    search = {"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    return subprocess.Popen(
        [sys.executable, "-m", "postpurchase", *words],
        env=os.environ | search,  # noqa: TID251 - a fresh interpreter needs its surroundings
        **streams,
    )


def test_words_survive_a_plain_locale() -> None:
    """Japanese is written as UTF-8, whatever the terminal's locale says."""
    with fresh("demo", stdout=subprocess.PIPE) as process:
        written, _ = process.communicate()

    assert process.returncode == 0
    assert "佐藤 花子 様" in written.decode("utf-8")


def test_a_closed_pipe_is_no_error() -> None:
    """Whoever stops reading is not told about it."""
    reader, writer = os.pipe()
    with fresh("demo", stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        os.close(reader)
        _, complaint = process.communicate()

    assert process.returncode == 0
    assert complaint == b""


def test_a_closed_pipe_is_left_in_peace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """When nobody reads, what is left is written to nowhere."""

    def broken(**_: object) -> None:
        raise BrokenPipeError

    target = (tmp_path / "out").open("w", encoding="utf-8")
    monkeypatch.setattr("postpurchase.__main__.demo_case", broken)
    monkeypatch.setattr("sys.stdout", target)

    assert main(["demo"]) == 0
    target.write("lost")
    target.close()
    assert (tmp_path / "out").read_text(encoding="utf-8") == ""


def test_any_stream_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes to whatever stands in for the standard output."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdout", stream)

    assert main(["schema", "shop"]) == 0
    assert json.loads(stream.getvalue())["title"] == "Shop"


def test_new_guides_to_a_preset(command: Command) -> None:
    """Without a preset, `new` names every one of them with its story."""
    said = command("new")

    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()[1:]] == sorted(PRESETS)


@pytest.mark.parametrize("whole", [[], ["--whole"]])
@pytest.mark.parametrize("name", sorted(PRESETS))
def test_a_new_policy_is_clean(command: Command, tmp_path: Path, name: str, whole: list[str]) -> None:
    """What `new` writes can be linted as it stands, and is the preset, short or written out."""
    made = command("new", name, "--name", "Kumo", "--zone", "Asia/Tokyo", *whole)
    file = tmp_path / "policy.json"
    file.write_text(made.out, encoding="utf-8")
    tree = json.loads(made.out)

    said = command("lint", str(file))

    assert (made.status, said.status) == (0, 0)
    assert load_policy(tree["policy"], load_shop(tree["shop"])) == preset(name, load_shop(tree["shop"]))


def test_lint_finds_what_is_foolish(command: Command, tmp_path: Path) -> None:
    """A silence shorter than the night is found, and the status says that something was."""
    file = tmp_path / "policy.json"
    tree = {"preset": "retail", "set": {"cadence.longest_silence.standard": "PT2H"}}
    file.write_text(json.dumps(tree), encoding="utf-8")

    said = command("lint", str(file))

    assert said.status == 1
    assert "silence_under_closing" in said.out
