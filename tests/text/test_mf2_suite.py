"""The conformance suite of Unicode MessageFormat 2: of every test the errors, the text and the parts."""

import json
import os
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from postpurchase.errors import InvalidTemplate
from postpurchase.text.mf2 import Part, Resolved, parse, to_parts
from postpurchase.text.mf2.calls import NO_MATCH
from postpurchase.text.mf2.numerals import decimal_of

STATIC_KINDS = {
    "syntax-error",
    "variant-key-mismatch",
    "missing-fallback-variant",
    "missing-selector-annotation",
    "duplicate-declaration",
    "duplicate-option-name",
    "duplicate-variant",
}
PART_TYPES = {"isolation": "bidiIsolation"}


def suite_folder():
    """Where the suite lies: a folder beside the project, or one the environment names."""
    beside = Path(__file__).parents[3] / "shared"
    folder = os.environ.get("POSTPURCHASE_SHARED", beside)  # noqa: TID251 - the one setting of the suite
    return Path(folder) / "mf2-tests" / "tests"


def suite():
    """Every test of the suite with its file's defaults; one skipped stand-in where there is none."""
    cases = []
    for path in sorted(suite_folder().rglob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        defaults = content.get("defaultTestProperties", {})
        name = path.relative_to(suite_folder()).with_suffix("")
        cases += [
            pytest.param({**defaults, **test}, id=f"{name}-{n}") for n, test in enumerate(content["tests"])
        ]
    missing = pytest.mark.skip(reason="the MessageFormat 2 suite is not beside the project")
    return cases or [pytest.param({}, marks=missing, id="absent")]


SUITE = suite()


# The functions that the suite's README asks an implementation to have for its tests only.


def value_under_test(call, *, formats=True, selects=True):
    """`:test:function`, with the parts that `:test:select` and `:test:format` leave out."""
    operand = call.operand
    number = None if operand is None else decimal_of(operand.value)
    if operand is None or operand.kind == "fallback" or number is None:
        return call.refuse("bad-operand")
    options = dict(operand.options) if operand.kind == "test" else {"places": 0, "fails": "never"}
    if "decimalPlaces" in call.options:
        places = str(call.options["decimalPlaces"])
        if places not in ("0", "1"):
            return call.refuse("bad-option")
        options["places"] = int(places)
    if "fails" in call.options:
        if call.options["fails"] not in ("never", "select", "format", "always"):
            return call.refuse("bad-option")
        options["fails"] = call.options["fails"]
    return Resolved(
        kind="test",
        value=number,
        options=options,
        write=(lambda: written(call, number, options)) if formats else None,
        match=rank(number, options) if selects and options["fails"] not in ("select", "always") else None,
    )


def written(call, number, options):
    """The pieces of a test value, or none if it has been told to fail."""
    if options["fails"] in ("format", "always"):
        call.note("bad-option")
        return None
    pieces = [("minusSign", "-")] if number < 0 else []
    pieces.append(("integer", str(abs(int(number)))))
    if options["places"]:
        pieces += [("decimal", "."), ("fraction", str(int(abs(number) % 1 * 10)))]
    return pieces


def rank(number, options):
    """What `1.0` and `1` are worth as keys of a test value."""
    ranks = {"1.0": 2, "1": 1} if options["places"] else {"1": 1}
    return lambda key: ranks.get(key, NO_MATCH) if number == Decimal(1) else NO_MATCH


TEST_FUNCTIONS = {
    "test:function": value_under_test,
    "test:select": lambda call: value_under_test(call, formats=False),
    "test:format": lambda call: value_under_test(call, selects=False),
}

# The tests


def faults_of(source):
    """The kinds of faults for which a source is refused."""
    try:
        parse(source)
    except InvalidTemplate as error:
        return {fault.wrong.split(",")[0] for fault in error.faults}
    return set()


def variables(case):
    """The parameters of a case; the suite marks datetimes by their type."""
    return {
        param["name"]: datetime.fromisoformat(param["value"])
        if param.get("type") == "datetime"
        else param["value"]
        for param in case.get("params", [])
    }


def as_suite_part(part):
    """A part in the words of the suite's schema."""
    if not isinstance(part, Part):
        options = {"options": part.options} if part.options else {}
        return {"type": "markup", "kind": part.kind, "name": part.name, "id": part.id, **options}
    if part.kind == "fallback":
        return {"type": "fallback", "source": part.text}
    return {
        "type": PART_TYPES.get(part.kind, part.kind),
        "value": part.text,
        "locale": part.locale,
        "dir": part.direction,
        "id": part.id,
        "parts": [{"type": kind, "value": text} for kind, text in part.pieces],
    }


def narrowed(actual, expected):
    """The actual part with only the fields that the suite speaks of."""
    return {key: value for key, value in actual.items() if key in expected}


@pytest.mark.parametrize("case", SUITE)
def test_suite(case):
    """The expected errors are found, each as often as expected, and the expected text and parts are shown."""
    expected = Counter(error["type"] for error in case.get("expErrors", []))
    static = set(expected) & STATIC_KINDS
    assert faults_of(case["src"]) == static
    if static:
        return
    shown = to_parts(
        parse(case["src"]),
        variables(case),
        case["locale"],
        isolate=case.get("bidiIsolation") == "default",
        functions=TEST_FUNCTIONS,
    )
    assert Counter(problem.kind for problem in shown.errors) == expected
    assert shown.text == case.get("exp", shown.text)
    actual = [as_suite_part(part) for part in shown.parts]
    pairs = zip(actual, case.get("expParts", actual), strict=True)
    assert [narrowed(part, wanted) for part, wanted in pairs] == case.get("expParts", actual)
