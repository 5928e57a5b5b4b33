"""The measurements measure what they say, briefly."""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.articles import HOSTILE, articles, hostile
from benchmarks.extraction import ours
from benchmarks.planted import Score, planted, rows, scored
from benchmarks.stories import town


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


def test_benchmarks_planted_corpora_are_the_same_every_time() -> None:
    made = list(rows(500))
    assert made == list(rows(500))
    assert len({row["id"] for row in made}) == 500
    assert all(len(row["text"].split()) >= 100 for row in made)
    assert 450 < len({row["text"] for row in made}) < 500  # now and then one is a copy
    assert len(set(map(town, range(200_000)))) == 200_000


def test_benchmarks_a_finding_counts_where_it_holds_the_planted_figure() -> None:
    """The Post's troops in the first story, and another of its figures; a finding elsewhere is a false alarm."""
    (text,) = (row["text"] for row in rows(5) if row["id"] == "0000000-4")
    others = [row["text"] for row in rows(5) if row["id"] != "0000000-4"]
    figures = {figure for figure in re.findall(r"\d[\d,]*", text) if not any(figure in other for other in others)}
    (figure,) = figures
    assert planted(0)

    def finding(doc: str, quote: str) -> dict[str, object]:
        return {"claims": [{"doc": doc, "quote": quote}, {"doc": "0000000-1", "quote": "1 troops"}]}

    assert scored([finding("0000000-4", f"{figure} troops")], 5) == Score(1, 1, 0, 0, 0)
    assert scored([finding("0000000-4", "7 troops")], 5) == Score(1, 0, 0, 0, 1)
    assert scored([finding("0000001-4", f"{figure} troops")], 10) == Score(1, 0, 0, 0, 1)
