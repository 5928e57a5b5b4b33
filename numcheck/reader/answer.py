"""What a second reader answers -> which of its groups hold.

>>> parsed('{"groups": [["a", "b planned"]]}')
Answer(groups=((1, 2),), qualifiers=((2, 'planned'),))
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from numcheck.reader.kinds import one_kind
from numcheck.reader.question import Question
from numcheck.reader.window import letters, number_of

__all__ = ["FORM", "QUALIFIERS", "Answer", "AnswerError", "Held", "held", "parsed", "shaped", "written"]

QUALIFIERS = ("planned", "forecast", "part", "other time", "other source's estimate", "retracted")
"""What a second reader may say of a figure."""
FORM = rf"^[a-z]{{1,3}}( ({'|'.join(QUALIFIERS)}))?$"
"""An id, with or without a qualifier behind it."""
_FORM = re.compile(rf"([a-z]{{1,3}})(?: ({'|'.join(QUALIFIERS)}))?")


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
    if not isinstance(row, dict) or set(row) != {"groups"} or not isinstance(row["groups"], list):
        raise AnswerError("expected an object with a list of groups")
    groups: list[tuple[int, ...]] = []
    words: dict[tuple[int, str], None] = {}
    for group in row["groups"]:
        if not isinstance(group, list):
            raise AnswerError("a group must be a list")
        said = [_said(each) for each in group]
        groups.append(tuple(id_ for id_, _ in said))
        words |= {(id_, word): None for id_, word in said if word is not None}
    return Answer(tuple(groups), tuple(words))


def written(answer: Answer) -> dict[str, list[list[str]]]:
    """An answer as it is asked for.

    >>> written(Answer(((1, 2),), ((2, "planned"),)))
    {'groups': [['a', 'b planned']]}
    """
    words = dict(answer.qualifiers)
    return {
        "groups": [[" ".join(filter(None, (letters(id_), words.get(id_)))) for id_ in own] for own in answer.groups]
    }


def _said(value: object) -> tuple[int, str | None]:
    """An id, and the qualifier behind it."""
    found = _FORM.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise AnswerError(f"not an id with or without a qualifier: {value!r:.60}")
    return number_of(found[1]), found[2]


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
        if 1 <= id_ <= count and words.setdefault(id_, word) != word:
            refused["two qualifiers"] += 1
    return Held(tuple(sorted(groups)), tuple(sorted(words.items())), frozenset(silent), tuple(sorted(refused.items())))
