"""Mozilla's parser of MessageFormat 2 beside ours: where they disagree, and why."""

import json
import re
from pathlib import Path

import pytest
from moz.l10n.formats.mf2 import MF2ParseError, mf2_parse_message

from postpurchase.errors import InvalidTemplate
from postpurchase.text.mf2 import parse

CASES = json.loads(Path(__file__).with_name("mf2_cases.json").read_text("utf-8"))

SOURCES = [
    *(case["source"] for case in CASES),
    "{$a :f b=c @d=|e| @f}",
    "{#a b=$c/}{/a}",
    " \n.local $a={$b :f}\n{{{$a}}}",
    "{ $a }\\{\\}\\|\\\\",
    "}",
    "{",
    "{$}",
    "{a:b}",
    "{|a}",
    "a \\n",
    "{{a}} b",
    ".local $a = {$a} {{}}",
    ".input {$a} .input {$a} {{}}",
    ".input {$a} .match $a * {{}}",
    ".input {$a :f} .match $a x {{}}",
    ".input {$a :f} .match $a * * {{}}",
    ".input {$a :f} .match $a * {{}} * {{}}",
    "{:f a=1 a=2}",
]

# In each of these moz.l10n 0.15 departs from LDML 48, whose conformance suite ours passes:
# what it does, a message that shows it, whether we accept that message, and how to know it again.
DIFFERENCES = [
    ("reads two numbers as one key", ".input {$a :f} .match $a $a 1 1 {{}} * * {{}}", True, r"\d \d \{\{"),
    ("compares keys without NFC", ".input {$a :f} .match $a \u1e0c\u0307 {{}} \u1e0a\u0323 {{}} * {{}}", False, "\u0323"),
    ("takes a literal that begins like a number for one", "{1.e3 :number}", True, r"\{\d[\d.]*(e\S*)?( :number)?\}"),
    ("does not know literals of signs and marks", "{+}", True, r"^\{[-+\u00b7\u00a1]\S*\}$"),
]  # fmt: skip


def ours(source):
    """Whether we accept a message."""
    try:
        parse(source)
    except InvalidTemplate:
        return False
    return True


def theirs(source):
    """Whether moz.l10n accepts a message."""
    try:
        mf2_parse_message(source)
    except MF2ParseError:
        return False
    return True


@pytest.mark.parametrize("source", SOURCES)
def test_both_agree(source):
    """Both parsers accept the message, or neither does."""
    assert ours(source) == theirs(source)


@pytest.mark.parametrize(
    ("why", "source", "accepted", "_again"), DIFFERENCES, ids=[each[0] for each in DIFFERENCES]
)
def test_known_differences_still_hold(why, source, accepted, _again):
    """A difference that has gone should leave the table."""
    assert (ours(source), theirs(source)) == (accepted, not accepted), why


def test_the_suite_shows_no_other_difference(shared):
    """Over the conformance suite the verdicts differ only where the table says."""
    files = sorted((shared / "mf2-tests" / "tests").rglob("*.json"))
    sources = [test["src"] for file in files for test in json.loads(file.read_text("utf-8"))["tests"]]
    known = re.compile("|".join(again for *_, again in DIFFERENCES), re.IGNORECASE)
    assert [source for source in sources if ours(source) != theirs(source) and not known.search(source)] == []
