"""Which lines are said: questions are asked once, in the lines' own order, and only those that a line needs."""

from __future__ import annotations

import pytest

from postpurchase.text.catalog import LocaleWords
from postpurchase.text.outlines import MOST_OUTLINES, Lines, Marked, Outline, Outlines, Question
from postpurchase.text.templates import First, Line, Node

WINDOW = {"text": "Expected: {$window}", "needs": ("window",)}
OPEN = {"text": "No date yet."}


def node(source: object) -> Node:
    """Return a paragraph as the catalog reads it."""
    return LocaleWords("en", {"steps": {"line": source}}).named("steps", "line")


def outlined(outlines: Outlines, asked: list[str], **values: object) -> Outline:
    """Work an outline out for some values, and note the names that are asked for."""

    def ask(name: str, wanted: str | None) -> object:
        asked.append(name)
        return type(values.get(name)) if wanted is None else values.get(name) == wanted

    return outlines.learn(ask)


def lines_of(source: object, **values: object) -> Lines | None:
    """Return the outline of one paragraph, None where it says nothing."""
    (section,) = outlined(Outlines((node(source),)), [], **values)
    return next(iter(section.paragraphs), None)


@pytest.mark.parametrize(
    ("source", "values", "fixed"),
    [
        ("All is well at 100%.", {}, ("All is well at 100%.",)),
        ({"text": "It rains.", "needs": ("rain",)}, {"rain": True}, ("It rains.",)),
        ({"text": "It is dry.", "lacks": ("rain",)}, {}, ("It is dry.",)),
        ({"text": "From stock.", "needs": ("mode=stock",)}, {"mode": "stock"}, ("From stock.",)),
        (("One.", {"text": "Two.", "needs": ("two",)}, "Three."), {}, ("One.", "Three.")),
        ({"first": (WINDOW, OPEN)}, {}, ("No date yet.",)),
    ],
)
def test_lines_without_values_stand_as_they_will_be_said(
    source: object, values: dict[str, object], fixed: tuple[str, ...]
) -> None:
    """Where the conditions are met, such lines are the text itself."""
    lines = lines_of(source, **values)

    assert lines is not None
    assert lines.fixed == fixed


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("", {}),
        ({"text": "It rains.", "needs": ("rain",)}, {}),
        ({"text": "It is dry.", "lacks": ("rain",)}, {"rain": True}),
        ({"text": "From stock.", "needs": ("mode=stock",)}, {"mode": "preorder"}),
        ({"first": (WINDOW,)}, {}),
        ({"text": "- {$item}", "each": "items"}, {}),
        ({"riders": True}, {}),
    ],
)
def test_what_says_nothing_is_no_paragraph(source: object, values: dict[str, object]) -> None:
    """A paragraph whose lines are all left out is left out too; so is the place of riders."""
    assert lines_of(source, **values) is None


def test_texts_go_into_forms() -> None:
    """A line of words and texts is a form; its own per cents stay what they are."""
    lines = lines_of(("{$a}: 5%", "then {$b}"), a="x", b="y")

    assert lines is not None
    assert lines.forms == ("%(a)s: 5%%", "then %(b)s")
    assert [form % {"a": "x", "b": "y"} for form in lines.forms] == ["x: 5%", "then y"]
    assert lines.fixed == ()


def test_a_marked_line_keeps_its_pieces() -> None:
    """Its words are a form as well, and its markup stands between them."""
    lines = lines_of("Go: {#strong}{$a}{/strong}", a="x")

    assert lines is not None
    (marked,) = lines.steps
    assert isinstance(marked, Marked)
    assert marked.form == "Go: %(a)s"
    assert len(marked.pieces) == 4


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("{$a} days", {"a": 3}),
        (".input {$a :integer} .match $a 1 {{one}} * {{{$a}}}", {"a": "x"}),
        ({"text": "- {$item}", "each": "items"}, {"items": ("kettle",)}),
    ],
)
def test_what_only_values_can_tell_is_left_as_it_is(source: object, values: dict[str, object]) -> None:
    """A number, a choice and a list are said when it comes to it."""
    lines = lines_of(("You have:", source), **values)

    assert lines is not None
    assert lines.steps[0] == "You have:"
    assert isinstance(lines.steps[1], Line)
    assert lines.forms == lines.fixed == ()


def test_alternatives_that_may_say_nothing_are_tried_when_it_comes_to_it() -> None:
    """Those that are left out for sure are not tried again."""
    counted = ".input {$n :integer} .match $n 0 {{}} * {{{$n} left}}"
    lines = lines_of({"first": (WINDOW, counted, OPEN)}, n=0)

    assert lines is not None
    (first,) = lines.steps
    assert isinstance(first, First)
    assert [line.path[-1] for line in first.nodes if isinstance(line, Line)] == ["1", "2"]


def test_only_what_a_line_needs_is_asked_and_once() -> None:
    """After the first alternative is sure, nothing of the others is asked."""
    outlines, asked = Outlines((node({"first": (WINDOW, {"text": "At {$point}"})}),), (node(WINDOW),)), []

    outlined(outlines, asked, window="May", point="7")
    assert asked == ["window"]
    outlined(outlines, asked, point="7")
    assert asked == ["window", "window", "point"]


def test_answers_lead_to_the_outline() -> None:
    """The first question is the first line's; each answer that was given leads on."""
    outlines = Outlines((node(WINDOW), node({"text": "On time.", "lacks": ("late",)})))
    told = outlined(outlines, [], window="May")
    untold = outlined(outlines, [])

    assert isinstance(outlines.first, Question)
    assert (outlines.first.name, outlines.first.wanted) == ("window", None)
    ways = outlines.first.answers
    assert list(ways) == [str, type(None)]
    later = [way for way in ways.values() if isinstance(way, Question)]
    assert [way.name for way in later] == ["late", "late"]
    assert [way.answers[type(None)] for way in later] == [told, untold]


COUNTED = ".input {$n :integer} .match $n 0 {{}} * {{{$n} left}}"


@pytest.mark.parametrize(
    ("sources", "form", "gaps"),
    [
        (("One.", ("Two: {$a}.", "Three {#em}{$a}{/em}.")), "|One.|Two: %(a)s.\nThree %(a)s.", []),
        (("At 5%", COUNTED, "{$a}"), "|At 5%%%(0)s|%(a)s", [("0", "|", 1, "")]),
        (((COUNTED, COUNTED),), "%(0)s", [("0", "|", 2, "")]),
        (
            ((COUNTED, "{$a}:", COUNTED), COUNTED),
            "|%(0)s%(a)s:%(1)s%(2)s",
            [("0", "", 1, "\n"), ("1", "\n", 1, ""), ("2", "|", 1, "")],
        ),
        ((), "", []),
    ],
)
def test_a_section_is_one_form_with_gaps(
    sources: tuple[object, ...], form: str, gaps: list[tuple[str, str, int, str]]
) -> None:
    """Gaps are where only values tell what is said, or whether anything is."""
    outlines = Outlines(tuple(map(node, sources)), between="|")
    (section,) = outlined(outlines, [], a="x", n=1)

    assert section.form == form
    assert [(gap.name, gap.before, len(gap.steps), gap.after) for gap in section.gaps] == gaps


def test_where_nothing_is_asked_there_is_one_outline() -> None:
    """Fixed words need no question."""
    outlines = Outlines((node("Thank you."),))

    assert outlined(outlines, []) is outlines.first


def test_outlines_are_forgotten_when_they_are_many() -> None:
    """After so many, the tree grows anew from the answers given next."""
    outlines = Outlines(tuple(node({"text": "Yes.", "needs": (f"a{i}",)}) for i in range(7)))
    for number in range(MOST_OUTLINES + 1):
        known = {f"a{i}": True for i in range(7) if number >> i & 1}
        outlined(outlines, [], **known)

    assert isinstance(outlines.first, Question)
    assert list(outlines.first.answers) == [type(None)]
