"""What a second reader answers -> which of its groups hold.

>>> parsed('{"groups": [[1, 2]], "qualifiers": [{"id": 2, "is": "planned"}]}')
Answer(groups=((1, 2),), qualifiers=((2, 'planned'),))
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from numcheck.reader.kinds import one_kind
from numcheck.reader.question import Question

__all__ = ["QUALIFIERS", "Answer", "AnswerError", "Held", "held", "parsed", "shaped"]

QUALIFIERS = ("planned", "forecast", "part", "other time", "other source's estimate", "retracted")
"""What a second reader may say of a figure."""


class AnswerError(ValueError):
    """An answer that is none: not JSON, or not of the shape that was asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a second reader said.

    Args:
        groups: ids of the claims that measure one thing.
        qualifiers: (id, one of QUALIFIERS).
    """

    groups: tuple[tuple[int, ...], ...] = ()
    qualifiers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What of an answer holds.

    Args:
        groups: those that may be.
        qualifiers: by id.
        silent: ids of which the answer says nothing that holds: they stay with the rules.
        refused: how many groups and qualifiers were refused, by reason.
    """

    groups: tuple[tuple[int, ...], ...]
    qualifiers: tuple[tuple[int, str], ...]
    silent: frozenset[int]
    refused: tuple[tuple[str, int], ...]


def parsed(text: str) -> Answer:
    """An answer from its JSON.

    Args:
        text: what the reader wrote.

    Raises:
        AnswerError: it is not JSON, or not of the shape that was asked for.
    """
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswerError(f"not JSON: {error}") from error
    return shaped(row)


def shaped(row: Any) -> Answer:
    """An answer from its parsed JSON.

    Raises:
        AnswerError: it is not of the shape that was asked for.
    """
    if not isinstance(row, dict) or set(row) - {"groups", "qualifiers"} or "groups" not in row:
        raise AnswerError("expected an object with groups and qualifiers")
    groups, words = row["groups"], row.get("qualifiers", [])
    if not isinstance(groups, list) or not all(isinstance(g, list) and all(map(_is_id, g)) for g in groups):
        raise AnswerError("groups must be lists of ids")
    if not isinstance(words, list):
        raise AnswerError("qualifiers must be a list")
    for word in words:
        if not isinstance(word, dict) or set(word) != {"id", "is"} or not _is_id(word["id"]):
            raise AnswerError("a qualifier must have an id and what it is")
        if word["is"] not in QUALIFIERS:
            raise AnswerError(f"no qualifier {word['is']!r}")
    return Answer(tuple(map(tuple, groups)), tuple((word["id"], word["is"]) for word in words))


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def held(question: Question, answer: Answer) -> Held:
    """What of an answer holds: groups of ids that there are, each in one group, all of one dimension.

    Args:
        question: what was asked.
        answer: what was said.
    """
    count = len(question.claims)
    refused: Counter[str] = Counter()
    silent: set[int] = set()
    times = Counter(id_ for group in answer.groups for id_ in set(group))
    groups = []
    for given in answer.groups:
        group = tuple(sorted(set(given)))
        known = [id_ for id_ in group if 1 <= id_ <= count]
        reason = None
        if len(known) < len(group):
            reason = "unknown id"
        elif any(times[id_] > 1 for id_ in group):
            reason = "id in two groups"
        elif not one_kind(question.claims[id_ - 1] for id_ in group):
            reason = "across dimensions"
        if reason:
            refused[reason] += 1
            silent.update(known)
        elif len(group) > 1:
            groups.append(group)
    words: dict[int, str] = {}
    for id_, word in answer.qualifiers:
        if not 1 <= id_ <= count:
            refused["unknown id"] += 1
        elif words.setdefault(id_, word) != word:
            refused["two qualifiers"] += 1
    return Held(tuple(sorted(groups)), tuple(sorted(words.items())), frozenset(silent), tuple(sorted(refused.items())))
