"""What a request may say: a word on a finding, and which findings are meant; anything else is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numcheck.decisions import REASONS, read_apart
from numcheck.review.queue import Filter

__all__ = ["RefusedError", "Word", "body_of", "filter_of", "whole"]

_NOTE = 2_000  # characters
_WORDS = ("confirm", "dismiss")


class RefusedError(Exception):
    """A request that cannot be granted: status, and what to say."""

    def __init__(self, status: int, text: str, **more: Any) -> None:
        super().__init__(text)
        self.status, self.text, self.more = status, text, more


@dataclass(frozen=True, slots=True)
class Word:
    """What a reviewer says; `apart` are the claims that it is not on, by number from 0."""

    word: str
    reason: str | None
    note: str
    apart: Mapping[int, str]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Word:
        word, reason, note = body.get("word"), body.get("reason"), body.get("note", "")
        if word not in _WORDS or not isinstance(note, str) or len(note) > _NOTE:
            raise RefusedError(400, "This is no decision.")
        if reason is not None and (not isinstance(reason, str) or reason not in REASONS):
            raise RefusedError(400, "There is no such reason.")
        if word == "dismiss" and reason is None:
            raise RefusedError(400, "Dismissing needs a reason.")
        if reason == "other" and not note.strip():
            raise RefusedError(400, "“Other” needs a note.")
        return cls(word, reason, note.strip(), _apart(body.get("apart", {})))

    @property
    def said(self) -> str:
        past = {"confirm": "Confirmed", "dismiss": "Dismissed"}[self.word]
        apart = ", ".join(str(number + 1) for number in sorted(self.apart))
        why = f": {REASONS[self.reason]}" if self.reason else ""
        return f"{past}{why}{f', but for claim {apart}' if apart else ''}"


def _apart(found: object) -> Mapping[int, str]:
    if not isinstance(found, dict) or not all(isinstance(reason, str) for reason in found.values()):
        raise RefusedError(400, "These are no exceptions.")
    try:
        return read_apart(f"{number}={reason}" for number, reason in found.items())
    except ValueError as error:
        raise RefusedError(400, f"Not decided: {error}.") from error


def body_of(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "This is not JSON.") from error
    if not isinstance(found, dict):
        raise RefusedError(400, "This is not a JSON object.")
    return found


def filter_of(body: Mapping[str, Any]) -> Filter:
    query = body.get("filter")
    return Filter.parse({k: v for k, v in query.items() if isinstance(v, str)} if isinstance(query, dict) else {})


def whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
