"""Closed vocabularies that cost hardly more at the first import than plain classes.

The standard library makes an enum member by member, with descriptors, checks and redirections that a set of words
has no use for. A cold start meets some five hundred words; made one by one they cost it 6 to 8 %. Here a class of
words is made at once: its members are what the standard library's would be, found in the same places.

Only a class right below a base without members is made so; any other is the standard library's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import EnumType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any


class Vocabulary(EnumType):
    """What makes classes of words: all members are texts, each another one, named in capitals."""

    @classmethod
    def __prepare__(metacls, cls: str, bases: tuple[type, ...], **options: Any) -> Any:  # type: ignore[override]  # noqa: N804 - as enum names them
        """Return where the words of a class are collected."""
        return {} if _is_quick(bases) else super().__prepare__(cls, bases, **options)

    def __new__(metacls, cls: str, bases: tuple[type, ...], body: Any, **options: Any) -> Any:
        """Return the class with its members."""
        if not _is_quick(bases):
            return super().__new__(metacls, cls, bases, body, **options)
        said = {word: text for word, text in body.items() if word.isupper()}
        rest = {word: value for word, value in body.items() if word not in said}
        own = {"_member_names_": list(said), "_member_map_": {}, "_value2member_map_": {}}
        kind = type.__new__(metacls, cls, bases, rest | own, **options)
        _settle(kind, said)
        return kind

    def __contains__(cls, value: object) -> bool:
        """Say whether something is one of the words, or its text; which of the two counts differs among Pythons."""
        return isinstance(value, str) and value in cls._value2member_map_


def _is_quick(bases: tuple[type, ...]) -> bool:
    return len(bases) == 1 and type(bases[0]) is Vocabulary and not bases[0].__members__


def _settle(kind: Any, said: Mapping[str, str]) -> None:
    """Give a class its members, once they are all made: each time a class changes, what was looked up in it is lost."""
    for place, (name, text) in enumerate(said.items()):
        member = str.__new__(kind, text)
        vars(member).update(_name_=name, _value_=text, _sort_order_=place, __objclass__=kind)
        kind._member_map_[name] = kind._value2member_map_[text] = member
    for name, member in kind._member_map_.items():
        type.__setattr__(kind, name, member)
