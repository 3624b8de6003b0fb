"""Which of a template's lines are said: it depends on the answers to a few questions, and is worked out once for each.

A question is what a value is like, or whether it is a certain one. Asked in the order in which the lines are
read, the questions form a tree: each answer leads to the next question, the last to an outline. Nothing is asked
that no line needs, and what has been answered alike before is not worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import NoneType

from postpurchase.classes import NamedTuple
from postpurchase.text.templates import First, Group, Line, Node, Piece

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

MOST_OUTLINES: Final = 64
"""How many outlines of a template are remembered."""

Key: TypeAlias = tuple[str, str | None]
"""What is asked: the type of a value, or whether it is the one wanted."""
Ask: TypeAlias = Callable[[str, str | None], object]


class Marked(NamedTuple):
    """A form for the words of a line with markup, and what the line consists of."""

    form: str
    pieces: tuple[Piece, ...]


Step: TypeAlias = str | Marked | Line | First
"""What is said next: a form for the operator `%`, or what only its values can tell."""


class Lines(NamedTuple):
    """A paragraph of which some line may be said; `forms` where forms are all there is to it, `fixed` without holes."""

    steps: tuple[Step, ...]
    forms: tuple[str, ...]
    fixed: tuple[str, ...]


class Gap(NamedTuple):
    """Steps that only values can tell, under the name of their place in a form; where they say nothing, neither is what stands around them."""

    name: str
    before: str
    steps: tuple[Step, ...]
    after: str


class Section(NamedTuple):
    """Paragraphs, and all their words as a single form with gaps; each paragraph begins with what parts it from the last."""

    paragraphs: tuple[Lines, ...]
    form: str
    gaps: tuple[Gap, ...]


Outline: TypeAlias = tuple[Section, ...]


class Question:
    """Something to be asked, and where each answer leads."""

    __slots__ = ("answers", "name", "wanted")

    def __init__(self, name: str, wanted: str | None) -> None:
        self.name = name
        self.wanted = wanted
        self.answers: dict[object, Question | Outline] = {}


class Outlines:
    """The outlines of some sections of a template; `first` is what is asked first, None before anything was.

    `between` is what parts two paragraphs.
    """

    __slots__ = ("_held", "_sections", "between", "first")

    def __init__(self, *sections: Iterable[Node], between: str = "\n\n") -> None:
        self.between = between
        self.first: Question | Outline | None = None
        self._held = 0
        self._sections = sections

    def learn(self, ask: Ask) -> Outline:
        """Work an outline out, and keep the way that leads to it."""
        asked: dict[Key, object] = {}

        def noted(name: str, wanted: str | None) -> object:
            if (name, wanted) not in asked:
                asked[name, wanted] = ask(name, wanted)
            return asked[name, wanted]

        outline = tuple(_section(tuple(_paragraphs(nodes, noted)), self.between) for nodes in self._sections)
        if self._held >= MOST_OUTLINES:
            self.first, self._held = None, 0
        self.first = _led(self.first, list(asked.items()), outline)
        self._held += 1
        return outline


def _led(
    step: Question | Outline | None, asked: list[tuple[Key, object]], outline: Outline
) -> Question | Outline:
    """Return a question from which the answers lead to an outline, the one there is if there is one."""
    if not asked:
        return outline
    ((name, wanted), answer), *more = asked
    question = step if isinstance(step, Question) else Question(name, wanted)
    question.answers[answer] = _led(question.answers.get(answer), more, outline)
    return question


def _section(paragraphs: tuple[Lines, ...], between: str) -> Section:
    gaps: list[Gap] = []
    form = "".join([_form(lines.steps, between, gaps) for lines in paragraphs])
    return Section(paragraphs, form, tuple(gaps))


def _form(steps: tuple[Step, ...], between: str, gaps: list[Gap]) -> str:
    """Return the form of a paragraph, and note its gaps."""
    sure = next((i for i, step in enumerate(steps) if isinstance(step, (str, Marked))), None)
    if sure is None:
        return _gap(gaps, between, steps, "")
    form = between + "".join([_gap(gaps, "", (step,), "\n") for step in steps[:sure]])
    for i, step in enumerate(steps[sure:]):
        known = step if isinstance(step, str) else step.form if isinstance(step, Marked) else None
        form += _gap(gaps, "\n", (step,), "") if known is None else f"\n{known}" if i else known
    return form


def _gap(gaps: list[Gap], before: str, steps: tuple[Step, ...], after: str) -> str:
    name = str(len(gaps))  # no value has a number for its name
    gaps.append(Gap(name, before, steps, after))
    return f"%({name})s"


def _paragraphs(nodes: Iterable[Node], ask: Ask) -> Iterator[Lines]:
    for node in nodes:
        steps = tuple(_steps(node, ask))
        forms = tuple(step for step in steps if isinstance(step, str))
        if len(forms) < len(steps):
            yield Lines(steps, (), ())
        elif steps:
            yield Lines(steps, forms, () if any("%(" in form for form in forms) else _filled(forms))


def _filled(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(form % {} for form in forms)


def _steps(node: Node, ask: Ask) -> Iterator[Step]:
    if isinstance(node, Line):
        if all(_is_met(name, wanted, ask) is held for name, wanted, held in node.conditions):
            yield from _said(node, ask)
    elif isinstance(node, Group):
        for inner in node.nodes:
            yield from _steps(inner, ask)
    elif isinstance(node, First):
        yield from _first(node.nodes, ask)


def _is_met(name: str, wanted: str | None, ask: Ask) -> bool:
    answer = ask(name, wanted)
    return answer is not NoneType if wanted is None else answer is True


def _said(line: Line, ask: Ask) -> Iterator[Step]:
    if line.each is not None and ask(line.each, None) is NoneType:
        return
    if line.form is None or line.pieces is None or not all(ask(name, None) is str for name in line.variables):
        yield line
    elif line.form:
        yield Marked(line.form, line.pieces) if line.marked else line.form


def _first(nodes: tuple[Node, ...], ask: Ask) -> tuple[Step, ...]:
    """Return the first alternative that is sure to be said; those that may be are tried when it comes to it."""
    for i, node in enumerate(nodes):
        steps = tuple(_steps(node, ask))
        if steps:
            return (
                steps if any(isinstance(step, (str, Marked)) for step in steps) else (First(nodes=nodes[i:]),)
            )
    return ()
