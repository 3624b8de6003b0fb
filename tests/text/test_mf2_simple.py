import pytest
from hypothesis import given
from hypothesis import strategies as st

from postpurchase.errors import InvalidTemplate
from postpurchase.text.mf2 import parse
from postpurchase.text.mf2.model import Expression, Markup, Variable
from postpurchase.text.mf2.simple import MAX_LENGTH, Bare, simple

NAME, OPEN, CLOSE = Bare("$", "name"), Bare("#", "em"), Bare("/", "em")

READ = {
    "": (),
    "Thank you.": ("Thank you.",),
    "{$name}": (NAME,),
    " Dear {$name}, ": (" Dear ", NAME, ", "),
    "{#em}{$name}{/em}": (OPEN, NAME, CLOSE),
    "{$name}様、ご注文": (NAME, "様、ご注文"),
    "a . b .match": ("a . b .match",),
    "a{$name}{$name}": ("a", NAME, NAME),
}

LEFT = (
    "{$name :string}",
    "{ $name }",
    "{name}",
    "{$имя}",
    "{$name.first}",
    "{|text|}",
    "{#em/}",
    "{#link href=$url}",
    "{}",
    "{",
    "}",
    "a } b",
    "{$name",
    "{$name}}",
    "{{text}}",
    " {{text}}",
    ".input {$n} {{text}}",
    " \u3000.local",
    "\u200e.match",
    "\\{",
    "a\0b",
    "a\ud800b",
    "x" * (MAX_LENGTH + 1),
)


@pytest.mark.parametrize(("source", "parts"), READ.items())
def test_texts_variables_and_bare_tags_are_read(source, parts) -> None:
    """What most lines consist of is read in their order."""
    assert simple(source) == parts


@pytest.mark.parametrize("source", LEFT)
def test_all_else_is_left_to_the_parser(source) -> None:
    """Whatever else may stand in a message is left to the grammar, and what is wrong too."""
    assert simple(source) is None


def read_by_the_grammar(source):
    """Return what the grammar finds, in the words of `simple`; None if that has none for it."""
    try:
        message = parse(source)
    except InvalidTemplate:
        return None
    assert not message.declarations
    assert not message.selectors
    return tuple(map(part_of, message.variants[0].pattern))


def part_of(part):
    """Return a part of a pattern in the words of `simple`."""
    match part:
        case Expression(operand=Variable(name=name), function=None, attributes=()):
            return Bare("$", name)
        case Markup(kind="open", name=name, options=(), attributes=()):
            return Bare("#", name)
        case Markup(kind="close", name=name, options=(), attributes=()):
            return Bare("/", name)
    return part


PIECES = st.sampled_from(
    [
        *"{}$#/.\\|: \n\u3000\u200e\0\ud800aé様",
        "{$name}",
        "{$",
        "{#em}",
        "{/em}",
        "{{",
        "}}",
        ".match",
        "text",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30))
def test_what_is_read_is_what_the_grammar_says(source) -> None:
    """Whatever it reads, the grammar reads just so; in doubt it reads nothing."""
    parts = simple(source)

    assert parts is None or parts == read_by_the_grammar(source)
