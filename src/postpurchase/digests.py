"""Unambiguous bytes of values, and the short hashes made from them."""

from __future__ import annotations

from _blake2 import blake2b  # as in hashlib, which would load OpenSSL for its other hashes
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from postpurchase.classes import fields, is_dataclass

DIGEST_BYTES = 16


def length_prefixed(parts: tuple[str, ...]) -> bytes:
    """Return bytes that no other tuple of strings shares.

    >>> length_prefixed(("a|b", "c")) == length_prefixed(("a", "b|c"))
    False
    """
    return "".join([f"{_size(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass")


def _size(part: str) -> int:
    return len(part) if part.isascii() else len(part.encode("utf-8", "surrogatepass"))


def digest(*parts: str) -> str:
    """Return the hash of a sequence of strings, 32 hexadecimal digits, the same for ever."""
    return blake2b(length_prefixed(parts), digest_size=DIGEST_BYTES).hexdigest()


def canonical(value: object) -> bytes:
    """Return bytes that equal values share, whatever the process, hash seed or locale.

    Takes None, numbers, strings, dates, times, durations, enums, dataclasses (by field), mappings
    and iterables of them; sets and mappings are sorted, aware datetimes are taken in UTC. A word of
    a vocabulary is its string, a number is not its equal of another type.

    >>> canonical({"b": 1, "a": (2, 3)}) == canonical({"a": [2, 3], "b": 1})
    True
    """
    text = _scalar(value)
    return length_prefixed((_tag(value), text)) if text is not None else _compound(value)


def sparse(value: object) -> object:
    """Return dataclasses as mappings of what differs from their defaults.

    Bytes made of it outlive what may still happen to a class: new fields, another order, another name.

    >>> from postpurchase.people import ShopContact
    >>> sparse((ShopContact(phone="1"), "x"))
    ({'phone': '1'}, 'x')
    """
    if isinstance(value, tuple):
        return tuple(map(sparse, value))
    if not is_dataclass(value):
        return value
    pairs = [(f.name, getattr(value, f.name), f.default) for f in fields(value) if f.compare]
    return {name: sparse(part) for name, part, default in pairs if part != default}


def _tag(value: object) -> str:
    return "str" if isinstance(value, str) else type(value).__name__


def _scalar(value: object) -> str | None:
    if value is None or isinstance(value, (bool, int, float, date, time, timedelta)):
        return _instant_text(value) if isinstance(value, datetime) else str(value)
    return str(value) if isinstance(value, str) else None


def _instant_text(value: datetime) -> str:
    return repr(value.timestamp()) if value.tzinfo else value.isoformat()


def _compound(value: object) -> bytes:
    if is_dataclass(value):
        pairs = [(f.name, getattr(value, f.name)) for f in fields(value) if f.compare]
        return _joined(type(value).__name__, [canonical(name) + canonical(part) for name, part in pairs])
    if isinstance(value, Mapping):
        return _joined("map", sorted(canonical(str(k)) + canonical(v) for k, v in value.items()))
    if isinstance(value, (frozenset, set)):
        return _joined("set", sorted(map(canonical, value)))
    if isinstance(value, (tuple, list)):
        return _joined("seq", list(map(canonical, value)))
    return length_prefixed((type(value).__name__, str(value)))


def _joined(tag: str, parts: list[bytes]) -> bytes:
    body = b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return b"%b(%b)" % (tag.encode(), body)
