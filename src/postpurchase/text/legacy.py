"""Templates of other systems, with marks such as `#USER#` or `{{ name }}`, read into our words.

What cannot be mapped stays in the text as it was, where `check` finds it before a customer does, and is
reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault
from postpurchase.kinds import must_be_mapping, must_be_texts
from postpurchase.text.asked import if_given, text_of
from postpurchase.text.neutral import blank_in
from postpurchase.text.templates import Source
from postpurchase.text.values import ALWAYS, SOMETIMES

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "buyer": "name",
        "customer": "name",
        "customer_name": "name",
        "first_name": "name",
        "order": "order",
        "order_id": "order",
        "order_number": "order",
        "shop": "shop",
        "shop_name": "shop",
        "tracking_number": "tracking",
        "tracking_url": "tracking_url",
        "courier": "courier",
    }
)
"""What common marks mean; a mark is looked up in small letters, the last part of a dotted one too."""

_MARK: Final = re.compile(
    r"\#(?P<hash>[A-Z][A-Z0-9_]*)\#"
    r"|\{\{\s*(?P<braces>[A-Za-z_][\w.]*)\s*\}\}"
    r"|\$\{(?P<dollar>[A-Za-z_]\w*)\}"
    r"|%\((?P<percent>[A-Za-z_]\w*)\)s"
    r"|\[(?P<square>[A-Z][A-Z0-9_]*)\]"
)
_SPECIAL: Final = re.compile(r"[\\{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Words to lay under a touchpoint's form, and a fault for everything that a person must still look at."""

    words: Source = field(repr=False)
    unmapped: tuple[Fault, ...]


def import_template(text: str, *, names: Mapping[str, str] = NAMES, subject: str | None = None) -> Imported:
    r"""Return a template of another system as words: `{"paragraphs": …}`, empty lines between paragraphs.

    `names` says which of our values a mark means. A line whose value may be unknown is said only when
    it is known.

    >>> found = import_template("Dear #BUYER#,\n\nYour code is #CODE#.")
    >>> found.words["paragraphs"]
    (({'text': 'Dear {$name},', 'needs': ('name',)},), ('Your code is #CODE#.',))
    >>> for fault in found.unmapped:
    ...     print(fault)
    line 3: #CODE# is not mapped; name a value for it, or write the line anew
    """
    must_be_mapping("names", names, "give a dict, as in {'buyer': 'name'}")
    must_be_texts("names", names.values(), "give the name of a value")
    reader = _Reader({key.lower(): value for key, value in names.items()})
    title = if_given(partial(text_of, "subject"), subject)
    head = {} if title is None else {"subject": reader.line("subject", title)}
    paragraphs: list[list[object]] = [[]]
    for number, line in enumerate(text_of("text", text).splitlines(), 1):
        if line.strip():
            paragraphs[-1].append(reader.line(f"line {number}", line.strip()))
        else:
            paragraphs.append([])
    words = {**head, "paragraphs": tuple(map(tuple, filter(None, paragraphs)))}
    return Imported(words=words, unmapped=tuple(reader.faults))


class _Reader:
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.faults: list[Fault] = []

    def line(self, path: str, text: str) -> object:
        needs: list[str] = []
        written = "".join(self._pieces(path, text, needs))
        written = f"{{{{{written}}}}}" if written.startswith(".") else written
        return {"text": written, "needs": tuple(dict.fromkeys(needs))} if needs else written

    def _pieces(self, path: str, text: str, needs: list[str]) -> Iterator[str]:
        end = 0
        for found in _MARK.finditer(text):
            yield self._literal(path, text[end : found.start()])
            yield self._value(path, found, needs)
            end = found.end()
        yield self._literal(path, text[end:])

    def _value(self, path: str, found: re.Match[str], needs: list[str]) -> str:
        mark = found[found.lastgroup or 0].lower()
        name = self.names.get(mark) or self.names.get(mark.rpartition(".")[2])
        if name is None or name not in ALWAYS | SOMETIMES:
            wrong = f"{found[0]} is not mapped" if name is None else f"{found[0]} means no value of ours"
            self.faults.append(Fault(path, wrong, "name a value for it, or write the line anew"))
            return _escaped(found[0])
        if name not in ALWAYS:
            needs.append(name)
        return f"{{${name}}}"

    def _literal(self, path: str, text: str) -> str:
        blank = blank_in(text)
        if blank:
            self.faults.append(
                Fault(path, f"{blank} is filled in by hand", "write the line with a value, or take it out")
            )
        return _escaped(text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
