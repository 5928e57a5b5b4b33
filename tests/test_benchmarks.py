"""The measurements measure what they say, briefly."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.articles import HOSTILE, articles, hostile
from benchmarks.extraction import ours


def test_benchmarks_articles_are_whole_and_the_same_every_time() -> None:
    one, other = articles(2), articles(2)
    assert one == other
    assert all(400 <= len(article.text.split()) < 460 for article in one)
    assert 12 < len(articles(1, 16)[0].text) / len(one[0].text) < 20


def test_benchmarks_hostile_texts_can_be_extracted() -> None:
    texts = hostile(2_000)
    assert len(texts) == len(HOSTILE)
    for article in texts:
        assert len(article.text) == 2_000
        ours(article)
