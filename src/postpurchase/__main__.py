"""The command line: the only place that reads a file or a clock, and that writes.

    postpurchase demo      one order, computed and told as it happens
    postpurchase plan      what to say now for a case, or for a tracking payload
    postpurchase play      a case from its first event on: every message as its reader gets it
    postpurchase new       which preset am I? and a policy file to start from
    postpurchase lint      what is legal in a policy but foolish
    postpurchase schema    the JSON Schema of what the others read and write
    postpurchase test      play scenario files and show what differs

Leaves with 0 when all is well, with 1 when a test failed, with 2 when the input is bad.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from postpurchase import __version__, catalogs, schema
from postpurchase.adapters import ADAPTERS
from postpurchase.classes import replace
from postpurchase.demonstration import demo_case
from postpurchase.errors import Fault, InvalidInput, PostpurchaseError, invalid
from postpurchase.messages import Message
from postpurchase.payloads import bare_case, with_payload
from postpurchase.planning import Plan
from postpurchase.policy import lint
from postpurchase.presets import PRESETS, preset
from postpurchase.schema.reading import MAX_BYTES
from postpurchase.schema.single import read_locale
from postpurchase.telling import life_lines, plan_lines, spoken_in
from postpurchase.testing import planned, run_case
from postpurchase.text import explain, render
from postpurchase.windows import instant

FINE: Final = 0
DIFFERS: Final = 1
BAD_INPUT: Final = 2

_T = TypeVar("_T")

STDIN: Final = "-"
SUFFIXES: Final = {".json": "json", ".toml": "toml"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; `argv` is what stands after the command's name."""
    arguments = _parser().parse_args(argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(
            encoding="utf-8"
        )  # the words are Japanese and Russian, whatever the terminal's locale
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has seen enough
        return FINE
    except PostpurchaseError as error:
        _complain(error)
        return BAD_INPUT
    return status


def _complain(error: PostpurchaseError, file: str | None = None) -> None:
    lines = [str(fault) for fault in error.faults] if isinstance(error, InvalidInput) else [str(error)]
    for line in lines:
        print("error:", *([f"{file}:"] if file else []), line, file=sys.stderr)


def _warn(warnings: Iterable[object]) -> None:
    for warning in warnings:
        print("warning:", warning, file=sys.stderr)


# -- what is read ---------------------------------------------------------------------------------


def _tree(name: str) -> object:
    try:
        text = sys.stdin.buffer.read(MAX_BYTES + 1) if name == STDIN else _start_of(Path(name))
    except OSError:
        text = None
    if text is None:
        raise invalid(name, "cannot be read", "give a file that can, or - for the standard input")
    return schema.loads(text, format=SUFFIXES.get(Path(name).suffix) or _format_of(text))


def _format_of(text: bytes) -> str:
    """Tell JSON from TOML by how it begins: every TOML file of ours begins with a name or a heading."""
    begins = b"".join(text[:80].split())[:2]
    return "json" if not begins or begins[:1] == b"{" or begins == b"[{" else "toml"


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _instant(flag: str, text: str | None) -> datetime | None:
    return _read(flag, schema.load_instant, text)


def _read(flag: str, read: Callable[[str], _T], text: str | None) -> _T | None:
    if text is None:
        return None
    try:
        return read(text)
    except InvalidInput as error:
        faults = [Fault(flag, fault.wrong, fault.right) for fault in error.faults]
    raise InvalidInput(faults)


class _Words:
    """Messages in the words we ship; once it is said when they are not in the language asked for."""

    def __init__(self) -> None:
        self.warned: set[object] = set()

    def __call__(self, message: Message) -> str:
        content = render(message, catalogs.default())
        strange = [fault for fault in content.problems if fault.path == "locale" and fault not in self.warned]
        self.warned.update(strange)
        _warn(f"{fault.path} {message.locale}: {fault.wrong}; {fault.right}" for fault in strange)
        return str(content)


# -- demo, schema, test ---------------------------------------------------------------------------


def _demo(arguments: argparse.Namespace) -> int:
    case = demo_case(
        without=arguments.without,
        secured_at=arguments.secured_at,
        zone=arguments.zone,
        locale=arguments.locale,
    )
    _print(life_lines(case, _Words()))
    return FINE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(tree: object) -> None:
    print(json.dumps(tree, ensure_ascii=False, indent=2))


def _schema(arguments: argparse.Namespace) -> int:
    _print_json(schema.json_schema(arguments.name))
    return FINE


def _test(arguments: argparse.Namespace) -> int:
    files = sorted(_scenario_files(Path(arguments.folder)))
    if not files:
        raise invalid(
            arguments.folder, "no scenario files", "give a folder with .json or .toml cases, or one file"
        )
    statuses = [_played(file) for file in files]
    print(
        f"{statuses.count(FINE)} passed, {statuses.count(DIFFERS)} failed, {statuses.count(BAD_INPUT)} not readable"
    )
    return max(statuses)


def _scenario_files(folder: Path) -> Iterator[Path]:
    yield from (
        [folder] if folder.is_file() else (path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    )


def _played(file: Path) -> int:
    try:
        case = schema.load_case(_tree(str(file)))
        if not case.steps and case.run is None:
            raise invalid("steps", "expects nothing", "give steps or a run")
        report = run_case(case, _Words())
    except PostpurchaseError as error:
        _complain(error, str(file))
        return BAD_INPUT
    print(report)
    return FINE if report.passed else DIFFERS


# -- new, lint ------------------------------------------------------------------------------------


def _new(arguments: argparse.Namespace) -> int:
    if arguments.preset is None:
        _print(_guide())
        return FINE
    shop = {"name": arguments.name, "zone": arguments.zone, "locale": arguments.locale}
    policy = preset(arguments.preset, schema.load_shop(shop))
    chosen = schema.dump_policy(policy) if arguments.whole else {"preset": arguments.preset, "set": {}}
    _print_json({"shop": shop, "policy": chosen})
    return FINE


def _guide() -> Iterator[str]:
    """Yield each preset with the first words of its story."""
    yield "Which one is yours? `postpurchase new PRESET --name SHOP` writes a policy to start from."
    for name, make in sorted(PRESETS.items()):
        story = (make.__doc__ or "").strip().partition("\n")[0]
        yield f"  {name:<20}  {story.removeprefix('Return the manners of ').removeprefix('Return ')}"


def _lint(arguments: argparse.Namespace) -> int:
    tree = _tree(arguments.file)
    known = tree if isinstance(tree, dict) and "policy" in tree else {"policy": tree}
    shop = schema.load_shop(known.get("shop", {"name": "the shop"}))
    found = lint(schema.load_policy(known["policy"], shop))
    _print([str(found)])
    return DIFFERS if found.remarks else FINE


# -- plan -----------------------------------------------------------------------------------------


def _plan(arguments: argparse.Namespace) -> int:
    _refuse_what_does_not_apply(arguments)
    case = _parcel_case(arguments) if arguments.vendor else _given_case(arguments)
    if case.now is None:
        raise invalid("now", "missing", "give it in the case, or with --now")
    made = planned(case, instant(case.now), case.ledger)
    if made is None:
        raise invalid("events", "none received by then", "give events, or a later now")
    _warn(made.warnings)
    _show(made, as_json=arguments.json)
    return FINE


FOR_PAYLOADS: Final = ("case", "order", "received_at")
WITHOUT_A_CASE: Final = ("policy", "set", "zone", "locale")


def _refuse_what_does_not_apply(arguments: argparse.Namespace) -> None:
    """Refuse options that would be ignored: a payload's beside a case, and what a case says itself."""
    idle: tuple[str, ...] = WITHOUT_A_CASE if arguments.case else ()
    if not arguments.vendor:
        idle = (*FOR_PAYLOADS, *WITHOUT_A_CASE)
    right = "leave it out, or change the case" if arguments.vendor else "give --from too, or change the case"
    faults = [
        Fault(f"--{name.replace('_', '-')}", "does not apply here", right)
        for name in idle
        if getattr(arguments, name)
    ]
    if faults:
        raise InvalidInput(faults)


def _show(made: Plan, *, as_json: bool) -> None:
    if as_json:
        _print_json(schema.dump_plan(made))
    else:
        _print(plan_lines(made, _Words(), explain))


def _given_case(arguments: argparse.Namespace) -> schema.Case:
    case = schema.load_case(_tree(arguments.file))
    return replace(case, now=_instant("--now", arguments.now) or case.now)


def _parcel_case(arguments: argparse.Namespace) -> schema.Case:
    """Return the case of a vendor's payload: what `--case` gives, or a plain order that was confirmed."""
    received_at = _instant("--received-at", arguments.received_at)
    now = _instant("--now", arguments.now) or received_at or datetime.now(UTC)
    base = schema.load_case(_tree(arguments.case) if arguments.case else _bare_case(arguments))
    payload = _tree(arguments.file)
    if not isinstance(payload, dict):
        raise invalid(arguments.file, "not a payload", f"give the object that {arguments.vendor} sent")
    case, found = with_payload(
        base, arguments.vendor, payload, order=arguments.order, received_at=received_at or now, now=now
    )
    _warn([*found.warnings, *([] if found.parcels else ["no parcel in it: planned for the order alone"])])
    return case


def _bare_case(arguments: argparse.Namespace) -> object:
    home = {"zone": arguments.zone or "UTC", "locale": arguments.locale or "en"}
    return bare_case(arguments.policy or "retail", arguments.set, **home)


# -- play -----------------------------------------------------------------------------------------


def _play(arguments: argparse.Namespace) -> int:
    case = schema.load_case(_tree(arguments.file))
    if not case.events:
        raise invalid("events", "nothing happens", "give events")
    asked = _read("--locale", read_locale, arguments.locale)
    words = _Words()
    until = _instant("--until", arguments.until)
    _print(life_lines(spoken_in(case, asked) if asked else case, words, until=until, why=arguments.why))
    return FINE


# -- what may be asked ----------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postpurchase", description="Decide what to tell customers after the purchase."
    )
    parser.add_argument("--version", action="version", version=f"postpurchase {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "demo", _demo, _demo_arguments, "one order, computed and told as it happens")
    _command(commands, "plan", _plan, _plan_arguments, "what to say now for a case or a tracking payload")
    _command(commands, "play", _play, _play_arguments, "a case in time: every message as its reader gets it")
    _command(commands, "new", _new, _new_arguments, "which preset am I? and a policy file to start from")
    _command(commands, "lint", _lint, _lint_arguments, "what is legal in a policy but foolish")
    _command(commands, "schema", _schema, _schema_arguments, "the JSON Schema of a case, an event, a plan …")
    _command(commands, "test", _test, _test_arguments, "play scenario files and show what differs")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    arguments: Callable[[argparse.ArgumentParser], None],
    text: str,
) -> None:
    parser = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    arguments(parser)
    parser.set_defaults(run=run)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--without", action="append", default=[], metavar="EVENT", help="leave an event out of the story"
    )
    parser.add_argument(
        "--secured-at", metavar="TIME", help="when the item is bought: 22:45 that evening, or an instant"
    )
    parser.add_argument("--zone", help="where the buyer lives, as in Europe/Berlin")
    parser.add_argument("--locale", help="in which language the buyer reads: ja, ru or en")


def _plan_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a case, or a payload with --from; - is the standard input"
    )
    parser.add_argument("--now", metavar="T", help="the moment to plan for; a case may carry it")
    parser.add_argument("--json", action="store_true", help="write the plan as JSON")
    payload = parser.add_argument_group("payloads")
    payload.add_argument("--from", dest="vendor", choices=sorted(ADAPTERS), help="whose payload the file is")
    payload.add_argument(
        "--case", metavar="CASE", help="shop, policy, customer, history and ledger to plan with"
    )
    payload.add_argument("--order", help="the order the parcels belong to")
    payload.add_argument("--received-at", metavar="T", help="when the payload was received; else now")
    payload.add_argument(
        "--policy", choices=sorted(PRESETS), help="the manners, without --case: retail if not said"
    )
    payload.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PATH=VALUE",
        help="change the policy, as in max_event_age=P30D",
    )
    payload.add_argument("--zone", help="where shop and buyer live, without --case: UTC if not said")
    payload.add_argument("--locale", help="the language of shop and buyer, without --case: en if not said")


def _play_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="CASE", help="a case with events; - is the standard input")
    parser.add_argument("--locale", help="in which language everybody reads, whatever the case says")
    parser.add_argument(
        "--until", metavar="T", help="where to stop: 30 days after the last event if not said"
    )
    parser.add_argument(
        "--why", action="store_true", help="tell also what stays unsaid, and when to ask again"
    )


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "preset", nargs="?", choices=sorted(PRESETS), help="without it, a guide to all of them"
    )
    parser.add_argument("--name", default="My shop", help="the shop's name as customers know it")
    parser.add_argument("--zone", default="UTC", help="where the shop lives, as in Europe/Berlin")
    parser.add_argument("--locale", default="en", help="the language the shop speaks")
    parser.add_argument("--whole", action="store_true", help="write out everything the preset says")


def _lint_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="POLICY", help="a policy, or a tree with shop and policy; - reads stdin"
    )


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", choices=schema.ROOTS, help="the tree whose schema to write")


def _test_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="a folder of scenario files, or one of them")


if __name__ == "__main__":
    sys.exit(main())
