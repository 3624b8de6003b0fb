"""The rules of the data model that a well-formed message may still break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postpurchase.classes import NamedTuple
from postpurchase.text.mf2.model import ANY, Declaration, Variant, annotated

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing


class Draft(NamedTuple):
    """A well-formed message that may still break the rules of the data model."""

    declarations: tuple[Declaration, ...]
    selectors: tuple[str, ...]
    variants: tuple[Variant, ...]


#: Where, what is wrong, what would be right.
FoundFaults: typing.TypeAlias = Iterator[tuple[int, str, str]]


def model_faults(draft: Draft) -> FoundFaults:
    """Give every way in which the message breaks the data model."""
    yield from _declaration_faults(draft.declarations)
    if draft.selectors:
        yield from _selector_faults(draft)
        yield from _variant_faults(draft)


def _declaration_faults(declarations: Iterable[Declaration]) -> FoundFaults:
    seen: set[str] = set()
    for declaration in declarations:
        # A variable used before it is declared counts as the caller's from then on.
        seen.update(declaration.uses())
        if declaration.name in seen:
            wrong = f"duplicate-declaration, ${declaration.name} has been declared or used before"
            yield declaration.at, wrong, "declare a variable once, before its first use"
        seen.add(declaration.name)


def _selector_faults(draft: Draft) -> FoundFaults:
    with_function = annotated(draft.declarations)
    for name in draft.selectors:
        if name not in with_function:
            wrong = f"missing-selector-annotation, ${name} is declared with no function"
            yield draft.variants[0].at, wrong, f"declare it, as in .input {{${name} :number}}"


def _variant_faults(draft: Draft) -> FoundFaults:
    width = len(draft.selectors)
    seen: set[tuple[str | None, ...]] = set()
    for variant in draft.variants:
        if len(variant.keys) != width:
            wrong = f"variant-key-mismatch, {len(variant.keys)} keys for {width} selectors"
            yield variant.at, wrong, "give one key for each selector"
        elif variant.keys in seen:
            yield variant.at, "duplicate-variant, these keys stand above already", "keep one of them"
        seen.add(variant.keys)
    if (ANY,) * width not in seen and all(len(keys) == width for keys in seen):
        wrong = "missing-fallback-variant, no variant has only * keys"
        yield draft.variants[-1].at, wrong, "add one: it is shown when no other matches"
