"""What to ask a second reader about each part of a corpus, and what it said: nothing is asked twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from numcheck.engine.pool import Pool
from numcheck.engine.store import Store
from numcheck.engine.work import asked
from numcheck.reader.desk import Desk
from numcheck.reader.outcome import Outcome
from numcheck.reader.reread import Heard

__all__ = ["heard_of"]

_AT_ONCE = 20  # parts that a process is given at once


def heard_of(
    desk: Desk, parts: Mapping[bytes, Sequence[bytes]], store: Store, pool: Pool, key: Callable[..., bytes]
) -> tuple[dict[bytes, Heard], dict[str, Outcome]]:
    """What a second reader says of each part.

    Args:
        desk: the second reader.
        parts: the keys of its articles by the key of each part.
        store: where claims and questions are kept.
        pool: the processes.
        key: how to make a key of pieces.

    Returns:
        What was said, by the key of the part, and what became of every question, by its text.
    """
    texts: dict[bytes, list[str]] = {}

    def missing() -> Iterator[tuple[list[bytes], list[list[bytes]]]]:
        label: list[bytes] = []
        for part in parts:
            known = store.part(key(b"questions", part))
            if known is not None:
                texts[part] = json.loads(known)
                continue
            label.append(part)
            if len(label) == _AT_ONCE:
                yield label, [store.claims(parts[each]) for each in label]
                label = []
        if label:
            yield label, [store.claims(parts[each]) for each in label]

    for label, results in pool.map(asked, missing()):
        store.add_parts((key(b"questions", p), json.dumps(t).encode()) for p, t in zip(label, results, strict=True))
        texts.update(zip(label, results, strict=True))
    outcomes = desk.hear(text for part in parts for text in texts[part])
    return {part: Heard(desk.name, {text: outcomes[text] for text in texts[part]}) for part in parts}, outcomes
