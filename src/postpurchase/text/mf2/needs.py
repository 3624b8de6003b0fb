"""What a message needs: the variables, functions and markup that occur in it."""

from __future__ import annotations

from postpurchase.classes import dataclass
from postpurchase.text.mf2.model import Expression, Markup, Message, Variable

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """What a message needs: variables the caller must give, functions, markup; each sorted."""

    variables: tuple[str, ...]
    functions: tuple[str, ...]
    markup: tuple[str, ...]


def uses(message: Message) -> Uses:
    """Return what the message needs, in all its variants together.

    >>> from postpurchase.text.mf2.parser import parse
    >>> uses(parse(".local $n = {$count :integer} {{{#strong}{$n}{/strong} of {$total}}}"))
    Uses(variables=('count', 'total'), functions=('integer',), markup=('strong',))
    """
    expressions = list(expressions_of(message))
    tags = [part for pattern in message.patterns() for part in pattern if isinstance(part, Markup)]
    own = {declaration.name for declaration in message.declarations if not declaration.outer}
    names = {name for expression in expressions for name in expression.variables()}
    names.update(value.name for tag in tags for _, value in tag.options if isinstance(value, Variable))
    return Uses(
        variables=tuple(sorted(names - own)),
        functions=tuple(
            sorted({expression.function.name for expression in expressions if expression.function})
        ),
        markup=tuple(sorted({tag.name for tag in tags})),
    )


def expressions_of(message: Message) -> Iterator[Expression]:
    """Yield every expression, those of declarations first."""
    yield from (declaration.expression for declaration in message.declarations)
    for pattern in message.patterns():
        yield from (part for part in pattern if isinstance(part, Expression))
