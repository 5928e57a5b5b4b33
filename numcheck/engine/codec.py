"""Records <-> JSON, exactly: what comes back equals what went in, so that a warm run says what a cold one said.

The shape is read off the records themselves; there is nothing to run in the data, unlike a pickle.

>>> from numcheck.model import Mention
>>> loads(Mention, dumps(Mention, Mention("a", 0, 1, "3")))
Mention(doc='a', start=0, end=1, quote='3')
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

__all__ = ["dumps", "loads"]

Turn = Callable[[Any], Any]
_KEPT = 4096


def dumps(kind: Any, value: Any) -> bytes:
    """A value as JSON.

    Args:
        kind: its type: a record, `tuple[...]`, `frozenset[str]`, `X | None`, Decimal, date, or what JSON has itself.
        value: the value.

    Returns:
        The same bytes for equal values.

    Raises:
        TypeError: the type has no form in JSON.

    >>> dumps(tuple[Decimal, ...], (Decimal("1.50"), Decimal(3)))
    b'["1.50","3"]'
    """
    return json.dumps(_turns(kind)[0](value), separators=(",", ":")).encode("ascii")


def loads(kind: Any, data: bytes) -> Any:
    """The value that `dumps` was given.

    Args:
        kind: the same type.
        data: what `dumps` returned.

    Raises:
        ValueError: the data is not JSON.
    """
    return _turns(kind)[1](json.loads(data))


@cache
def _turns(kind: Any) -> tuple[Turn, Turn]:
    """How to turn a value of a type into JSON and back."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Decimal:
        return str, _shared(Decimal)
    if kind is date:
        return date.isoformat, _shared(date.fromisoformat)
    if kind is str or origin is Literal:
        return _same, _shared(str)
    if kind in (int, float, bool):
        return _same, _same
    if is_dataclass(kind):
        return _record(kind)
    if origin in (Union, types.UnionType):
        (some,) = (each for each in inner if each is not type(None))
        return _optional(*_turns(some))
    if origin is frozenset:
        held = _shared(frozenset)
        return sorted, lambda values: held(tuple(values))
    if origin is tuple and inner[1:] == (...,):
        return _many(*_turns(inner[0]))
    if origin is tuple:
        return _row(tuple(_turns(each) for each in inner))
    raise TypeError(f"{kind} has no form in JSON")


def _shared(turn: Turn) -> Turn:
    """The same, once for equal values that come soon after each other: articles repeat words, days and figures."""
    return lru_cache(_KEPT)(turn)


def _same(value: Any) -> Any:
    return value


def _optional(there: Turn, back: Turn) -> tuple[Turn, Turn]:
    if there is back is _same:
        return _same, _same
    return (
        lambda value: None if value is None else there(value),
        lambda value: None if value is None else back(value),
    )


def _many(there: Turn, back: Turn) -> tuple[Turn, Turn]:
    return lambda values: [there(value) for value in values], lambda values: tuple([back(value) for value in values])


def _row(turns: tuple[tuple[Turn, Turn], ...]) -> tuple[Turn, Turn]:
    return (
        lambda values: [there(value) for (there, _), value in zip(turns, values, strict=True)],
        lambda values: tuple([back(value) for (_, back), value in zip(turns, values, strict=True)]),
    )


def _record(kind: Any) -> tuple[Turn, Turn]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    turns = [_turns(hints[name]) for name in names]
    there = [(at, turn) for at, (turn, _) in enumerate(turns) if turn is not _same]
    back = [(at, turn) for at, (_, turn) in enumerate(turns) if turn is not _same]
    columns = [attrgetter(name) for name in names]

    def pack(value: Any) -> list[Any]:
        row = [column(value) for column in columns]
        for at, turn in there:
            row[at] = turn(row[at])
        return row

    def unpack(row: list[Any]) -> Any:
        for at, turn in back:
            row[at] = turn(row[at])
        return kind(*row)

    return pack, unpack
