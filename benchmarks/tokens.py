"""What a second reader is sent, in tokens, against the full texts of a story: `python -m benchmarks.tokens`.

Both are counted by one tokenizer, o200k_base; what is sent is everything: instruction, schema and story.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.exam import stories
from benchmarks.oracle import claims_of
from numcheck.reader.prompt import SCHEMA, SYSTEM
from numcheck.reader.question import questions

__all__ = ["counter", "main", "shares"]


def counter() -> Callable[[str], int]:
    """How many tokens a text has."""
    from bpe_openai import get_encoding

    encoding = get_encoding("o200k_base")
    return lambda text: len(encoding.encode(text))


def shares(folders: Sequence[Path]) -> list[tuple[str, int, int]]:
    """Name, tokens sent and tokens of the full texts of each story."""
    count = counter()
    fixed = count(SYSTEM) + count(json.dumps(SCHEMA, separators=(",", ":")))
    rows = []
    for folder in folders:
        sent = sum(fixed + count(question.text) for question in questions(claims_of(folder)))
        lines = (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
        rows.append((folder.name, sent, sum(count(json.loads(line)["text"]) for line in lines)))
    return rows


def main() -> None:
    """Print the share of all stories together, and of the cheapest and the dearest."""
    rows = shares(stories())
    sent, full = sum(row[1] for row in rows), sum(row[2] for row in rows)
    single = sorted(row[1] / row[2] for row in rows)
    print(f"{len(rows)} stories: {sent} of {full} tokens, {100 * sent / full:.1f} %;", end=" ")
    print(f"of one story {100 * single[0]:.0f} to {100 * single[-1]:.0f} %")


if __name__ == "__main__":
    main()
