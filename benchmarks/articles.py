"""Articles to measure on: whole ones of about 400 words made of the demo's sentences, and hostile texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from numcheck.model import Article
from numcheck.read import read
from numcheck.segment import segment

__all__ = ["HOSTILE", "articles", "hostile"]

DEMO = Path(__file__).parent.parent / "fixtures" / "border"
WORDS = 400

HOSTILE = (
    "1", "1,", "1 ", "1.", "-", ".", ",", '"', "“", "\n", " ", "(", "[", "$", "%", "one ", "million ",
    "hundred and ", "1 million ", "km ", "5 km ", "1-", "1/", "12:30 ", "Monday ", "on 5 May ", "last ",
    "about ", "more than ", "½", "٣", "é", "a", "A. ", "U.S. ", "\u00a0", "1\u202f000", "between 1 and ",
    "from 1 to ", "per cent ",
)  # fmt: skip


def articles(count: int, times: int = 1, paths: Sequence[str] = ()) -> list[Article]:
    """Articles of about 400 words, or a multiple of that; the same ones in every run.

    Args:
        count: how many.
        times: length of each, in multiples of 400 words.
        paths: a corpus to take the sentences from instead of the demo's, which holds more numbers than most news.

    Returns:
        Articles that differ in the order of their sentences.
    """
    sentences = [
        item.text[s.start : s.end]
        for item in read(list(paths) or [str(DEMO)])
        if isinstance(item, Article)
        for s in segment(item)
        if not s.boilerplate
    ]
    made = []
    for number in range(count):
        order = random.Random(number)
        text, words = [], 0
        while words < WORDS * times:
            text.append(order.choice(sentences))
            words += len(text[-1].split())
        paragraphs = [" ".join(text[at : at + 3]) for at in range(0, len(text), 3)]
        made.append(Article(f"a{number}", "\n\n".join(paragraphs)))
    return made


def hostile(size: int) -> list[Article]:
    """Texts of `size` characters, each one short pattern over and over."""
    return [Article(repr(unit), (unit * (size // len(unit) + 1))[:size]) for unit in HOSTILE]
