"""The words of a shop: locale → touchpoint → channel → the parts of a message.

A template is a list of short messages, each of Unicode MessageFormat 2, so a plural never copies a
whole mail. Its source is plain nested data that a translator's tool can hold:

    "order_confirmed": {"*": {
        "subject": "Order {$order} confirmed",
        "paragraphs": (
            "Thank you for your order.",
            {"text": "Expected delivery: {$window}.", "needs": ("window",)},
            ({"text": "You ordered:", "needs": ("items",)}, {"text": "- {$item}", "each": "items"}),
            {"riders": True},
        ),
        "rider": ("We have received your order.",),
    }}

A paragraph is a line, a tuple of lines, `{"first": (…)}` for the first that can be said, or the
place where riders travel. A line is said when all it `needs` is known and nothing it `lacks` is;
`"mode=stock"` asks for a value. `each` repeats it for every element of a list. A line that says
nothing, such as the empty variant of a `.match`, is left out. What stands under `aloud` is said
in a call in the place of its `text`: a label is read, a sentence is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from postpurchase.classes import NamedTuple, dataclass, field
from postpurchase.errors import Fault, InvalidTemplate
from postpurchase.text.mf2 import Bare, Message, parse, simple, uses
from postpurchase.text.mf2.model import Expression, Markup, Variable
from postpurchase.text.said import Mark, tidy_within

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias, TypeVar

    T = TypeVar("T")


REST: Final = "more_"
"""How the names begin that count what a list had no room for."""

Source: TypeAlias = Mapping[str, object]
"""Words as data; see above, and any module of `postpurchase.catalogs`."""

PARTS: Final = ("subject", "greeting", "opening", "paragraphs", "closing", "rider")


class Hole(NamedTuple):
    """The place of a value in a line."""

    name: str


class Linked(NamedTuple):
    """Where a stretch of markup begins that leads to a value."""

    mark: str
    name: str


Piece: TypeAlias = str | Hole | Mark | Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One short message, where it stands, and under which conditions it is said.

    `read` is the message itself where there is more to it than texts, holes and bare marks. `pieces` are what it consists of, if texts in holes are all there is to it; None where it chooses,
    counts or dates. `conditions` are those of `needs` and `lacks`, read: (name, value asked for, held).
    `form` takes texts by name, where texts in holes are all there is to it, `item_form` an element's name, and `fixed` is all that a line
    without holes ever says. `holes` are the values that choose and count nothing, but only stand somewhere.
    A line that `counts` says how much longer a list is, and belongs to it.
    """

    path: str
    source: str
    read: Message | None = None
    variables: tuple[str, ...]
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    each: str | None = None
    counts: bool = False
    marked: bool = False
    pieces: tuple[Piece, ...] | None = None
    conditions: tuple[tuple[str, str | None, bool], ...] = ()
    form: str | None = None
    item_form: str | None = None
    fixed: tuple[str, ...] = ()
    holes: frozenset[str] = frozenset()

    @property
    def message(self) -> Message:
        """The message, parsed now where nothing has needed that before."""
        return parse(self.source) if self.read is None else self.read


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that stand together, one below the other."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """Alternatives: the first that can be said is."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Riders:
    """The place in a frame where the riders' blocks travel."""


Node: TypeAlias = Line | Group | First | Riders

NOTHING: Final = Group(nodes=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A touchpoint's words on one channel: what frames a message it leads, and its block as a rider.

    `before` and `after` are all that a lead says before its riders and after them, who come last where no
    place is named.
    """

    subject: Node = NOTHING
    greeting: Node = NOTHING
    opening: tuple[Node, ...] = ()
    paragraphs: tuple[Node, ...] = ()
    closing: tuple[Node, ...] = ()
    rider: tuple[Node, ...] = ()
    before: tuple[Node, ...] = field(init=False, compare=False, repr=False, default=())
    after: tuple[Node, ...] = field(init=False, compare=False, repr=False, default=())

    def __post_init__(self) -> None:
        paragraphs = self.paragraphs
        at = next((i for i, node in enumerate(paragraphs) if isinstance(node, Riders)), len(paragraphs))
        object.__setattr__(self, "before", (self.greeting, *self.opening, *paragraphs[:at]))
        object.__setattr__(self, "after", (*paragraphs[at:], *self.closing))


def lines_of(node: Node) -> Iterator[Line]:
    """Yield every line of a node."""
    if isinstance(node, Line):
        yield node
    elif isinstance(node, (Group, First)):
        for inner in node.nodes:
            yield from lines_of(inner)


# -- reading sources ------------------------------------------------------------------------------


class Reader:
    """Turns sources into nodes and keeps every fault on the way; `aloud`, what is said instead of written."""

    def __init__(self, *, aloud: bool = False) -> None:
        self.aloud = aloud
        self.faults: list[Fault] = []

    def fault(self, path: str, wrong: str, right: str) -> Node:
        """Keep a fault, and stand in for what could not be read."""
        self.faults.append(Fault(path, wrong, right))
        return NOTHING

    def node(self, path: str, source: object) -> Node:
        """Read one paragraph, or whatever stands in the place of one."""
        if isinstance(source, str):
            return self._line(path, {"text": source})
        if isinstance(source, (tuple, list)):
            return Group(nodes=self._nodes(path, source))
        if not isinstance(source, Mapping):
            return self.fault(
                path, "not words", "give a text, a tuple of texts, or a dict with text, first or riders"
            )
        for key, read in (("text", self._line), ("first", self._first), ("riders", _riders)):
            if key in source:
                return read(path, source)
        return self.fault(path, "none of text, first and riders", "give one of them")

    def _nodes(self, path: str, sources: Iterable[object]) -> tuple[Node, ...]:
        return tuple(self.node(f"{path}.{i}", source) for i, source in enumerate(sources))

    def _first(self, path: str, source: Mapping[str, object]) -> Node:
        options = source["first"]
        if not isinstance(options, (tuple, list)):
            return self.fault(path, "first is no list", "give a tuple of alternatives")
        return First(nodes=self._nodes(path, options))

    def _line(self, path: str, source: Mapping[str, object]) -> Node:
        each = source.get("each")
        for key in sorted(set(source) - {"text", "aloud", "needs", "lacks", "each"}):
            self.fault(path, f"unknown key {key!r}", "give text, aloud, needs, lacks or each")
        text = str(source.get("aloud", source["text"]) if self.aloud else source["text"])
        try:
            read = _read(text)
        except InvalidTemplate as error:
            self.faults += [fault.under(path) for fault in error.faults]
            return NOTHING
        form = _form(read.pieces)
        items_only = each is not None and read.variables == ("item",) and not read.marked
        needs, lacks = (self._names(path, source.get(name, ())) for name in ("needs", "lacks"))
        return Line(
            path=path,
            source=text,
            read=read.message,
            variables=read.variables,
            marked=read.marked,
            pieces=read.pieces,
            form=None if each is not None else form,
            item_form=form if items_only else None,
            holes=read.holes,
            fixed=() if read.variables or read.marked or each is not None or not form else (form % {},),
            needs=needs,
            lacks=lacks,
            conditions=tuple(_conditions(needs, lacks)),
            each=None if each is None else str(each),
            counts=any(name.startswith(REST) for name in read.variables),
        )

    def _names(self, path: str, source: object) -> tuple[str, ...]:
        if isinstance(source, (tuple, list)):
            return tuple(map(str, source))
        self.fault(path, "conditions are no list", 'give a tuple, as in ("window",)')
        return ()

    def template(self, path: str, source: Source) -> Template:
        """Read a template, or as much of one as there is."""
        for key in sorted(set(source) - set(PARTS)):
            self.fault(path, f"unknown part {key!r}", f"give {', '.join(PARTS)}")
        return Template(
            subject=self._part(path, source, "subject"),
            greeting=self._part(path, source, "greeting"),
            opening=self._parts(path, source, "opening"),
            paragraphs=self._parts(path, source, "paragraphs"),
            closing=self._parts(path, source, "closing"),
            rider=self._parts(path, source, "rider"),
        )

    def _part(self, path: str, source: Source, name: str) -> Node:
        return self.node(f"{path}.{name}", source.get(name, ()))

    def _parts(self, path: str, source: Source, name: str) -> tuple[Node, ...]:
        return self._nodes(f"{path}.{name}", self._listed(f"{path}.{name}", source.get(name, ())))

    def _listed(self, path: str, source: object) -> Iterable[object]:
        if isinstance(source, (tuple, list)):
            return source
        self.fault(path, "no list", "give a tuple of paragraphs; a single one is written (text,)")
        return ()


def _conditions(needs: Iterable[str], lacks: Iterable[str]) -> Iterator[tuple[str, str | None, bool]]:
    for names, held in ((needs, True), (lacks, False)):
        for name, equals, wanted in (condition.partition("=") for condition in names):
            yield name, wanted if equals else None, held


class _Read(NamedTuple):
    """What a line needs to know of its message, which itself is there if there is more to it."""

    message: Message | None
    pieces: tuple[Piece, ...] | None
    variables: tuple[str, ...]
    holes: frozenset[str]
    marked: bool


def _read(source: str) -> _Read:
    parts = simple(source)
    return _read_whole(parse(source)) if parts is None else _read_simply(parts)


def _read_simply(parts: Iterable[str | Bare]) -> _Read:
    pieces = tuple(
        tidy_within(part) if isinstance(part, str) else _SIMPLE[part.sigil](part.name) for part in parts
    )
    holes = frozenset(piece.name for piece in pieces if isinstance(piece, Hole))
    return _Read(None, pieces, tuple(sorted(holes)), holes, any(isinstance(piece, Mark) for piece in pieces))


_SIMPLE: Final[Mapping[str, Callable[[str], Piece]]] = {
    "$": Hole,
    "#": lambda name: Mark(name, opens=True),
    "/": lambda name: Mark(name, opens=False),
}


def _read_whole(message: Message) -> _Read:
    used = uses(message)
    holes = frozenset(used.variables).difference(_asked_of(message))
    return _Read(message, _pieces(message), used.variables, holes, bool(used.markup))


def _pieces(message: Message) -> tuple[Piece, ...] | None:
    """Return a message's literals, holes and marks; None if there is anything else to it."""
    if message.declarations or message.selectors:
        return None
    found = [_piece(part) for part in message.variants[0].pattern]
    whole = [piece for piece in found if piece is not None]
    return tuple(whole) if len(whole) == len(found) else None


def _asked_of(message: Message) -> Iterator[str]:
    """Yield the values of which a message asks more than their text."""
    for declaration in message.declarations:
        yield from declaration.expression.variables()
    for part in (part for pattern in message.patterns() for part in pattern):
        if isinstance(part, Expression) and part.function is not None:
            yield from part.variables()
        elif isinstance(part, Markup):
            yield from (value.name for _, value in part.options if isinstance(value, Variable))


def _piece(part: str | Expression | Markup) -> Piece | None:
    if isinstance(part, str):
        return tidy_within(part)
    if isinstance(part, Markup):
        return _mark(part)
    plain = isinstance(part.operand, Variable) and part.function is None
    return Hole(part.operand.name) if plain and isinstance(part.operand, Variable) else None


def _mark(part: Markup) -> Piece | None:
    if not part.options:
        return Mark(part.name, part.kind == "open")
    (name, value), *more = part.options
    leads = name == "href" and isinstance(value, Variable) and not more
    return (
        Linked(part.name, value.name)
        if leads and part.kind == "open" and isinstance(value, Variable)
        else None
    )


def _form(pieces: tuple[Piece, ...] | None) -> str | None:
    """Return the words of a line as a text for the operator `%`; None where it has more than texts, holes and marks."""
    if pieces is None:
        return None
    form = "".join(
        f"%({piece.name})s" if isinstance(piece, Hole) else piece.replace("%", "%%")
        for piece in pieces
        if not isinstance(piece, (Mark, Linked))
    )
    return form.strip()


def _riders(path: str, source: Mapping[str, object]) -> Node:
    return Riders()


def tree(source: object) -> Mapping[str, object]:
    """Return a source as the names below it; none for what is no tree."""
    return source if isinstance(source, Mapping) else {}


def whole(read: Callable[[Reader], T], *, aloud: bool = False) -> T:
    """Return what was read; raise `InvalidTemplate` with every fault met on the way."""
    reader = Reader(aloud=aloud)
    found = read(reader)
    if reader.faults:
        raise InvalidTemplate(reader.faults)
    return found
