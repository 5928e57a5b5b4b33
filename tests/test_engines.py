"""Engines: in memory, on disk by DuckDB, on Spark: one report, however the corpus comes; and what grows with it."""

from __future__ import annotations

import random
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import Project
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.planted import planted, rows, scored
from numcheck import ledger
from numcheck.engine import links as disk
from numcheck.engine import run
from numcheck.engine.links import Memory, OnDisk
from numcheck.group import stories
from numcheck.group.stories import Profile, parts
from numcheck.ledger import Ledger
from numcheck.model import Article
from numcheck.pipeline import check
from numcheck.read import read

pytest.importorskip("duckdb")
ROOT = Path(__file__).parent.parent
HASHES = st.sets(st.sampled_from([2**64 - 1, 2**63, 5, 7, 11, 13]), max_size=4).map(
    lambda found: array("Q", sorted(found))
)
PROFILES = st.lists(st.builds(Profile, st.integers(0, 4), HASHES, HASHES), max_size=30)
LIMITS = ((5, 1, 4, 7, 1), (3, 2, 2, 5, 2), (80, 20, 20, 500, 3))


@settings(max_examples=25, deadline=None)
@given(PROFILES, st.sampled_from(LIMITS), st.randoms())
def test_engines_sql_makes_the_parts_that_memory_makes(
    profiles: list[Profile], limits: tuple[int, ...], order: random.Random
) -> None:
    held = {f"{number:02}\ud800é": own for number, own in enumerate(profiles)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("CROWDED", "NEXT", "STORY", "LARGEST", "WORDS"), limits, strict=True):
            patch.setattr(stories, name, value)
        links = OnDisk()
        try:
            for name in order.sample(sorted(held), len(held)):
                links.add(name, name.encode("utf-8", "surrogatepass"), held[name])
            found = sorted(links.parts())
        finally:
            links.close()
        assert found == [[name.encode("utf-8", "surrogatepass") for name in part] for part in parts(held)]


def test_engines_get_the_memory_that_linking_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_MEMORY", 1)
    order = random.Random(1)
    held = {
        f"{number:04}": Profile(number % 9, *(array("Q", sorted(order.sample(range(2000), n))) for n in (5, 12)))
        for number in range(2000)
    }
    links = OnDisk()
    for name, own in held.items():
        links.add(name, name.encode(), own)
    found = sorted(links.parts())
    links.close()
    assert links._memory > 1
    assert found == [[name.encode() for name in part] for part in parts(held)]


def test_engines_links_give_back_their_articles_and_leave_nothing_behind() -> None:
    own = Profile(3, array("Q", [2**64 - 1]), array("Q"))
    for links in (Memory(), OnDisk()):
        links.add("a\ud800", b"key", own)
        assert list(links.articles()) == [("a\ud800", b"key")]
        assert list(links.parts()) == [[b"key"]]
        links.close()
        if isinstance(links, OnDisk):
            assert not links._folder.exists()


def exam(step: int) -> list[Article]:
    """Stories told by many articles, with ids that are unique over all of them."""
    return [
        replace(item, id=f"{path.parent.name}/{item.id}")
        for path in sorted(ROOT.glob("fixtures/exam/*/corpus.jsonl"))[::step]
        for item in read([str(path)])
        if isinstance(item, Article)
    ]


def test_engines_on_disk_is_in_memory() -> None:
    news = exam(5)
    whole = check(news)
    assert whole.findings
    assert run(news, engine="duckdb") == whole
    assert run(news[::-1], engine="duckdb", articles=False) == replace(whole, articles=())


def test_engines_crowded_parts_are_cut_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("CROWDED", 10), ("NEXT", 2), ("STORY", 5), ("LARGEST", 12)):
        monkeypatch.setattr(stories, name, value)
    news = [Article(**article_of(row)) for row in rows(200, 60, skewed=True)]
    whole = check(news)
    assert len(whole.findings) > 1
    assert max(len(finding.claims) for finding in whole.findings) <= 12
    assert run(news, engine="duckdb") == whole


def article_of(row: dict[str, str]) -> dict[str, str]:
    return {"id": row["id"], "text": row["text"], "source": row["source"], "sha256": row["id"]}


@pytest.mark.parametrize("engine", ["local", "duckdb"])
def test_engines_find_what_is_planted(project: Project, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a corpus so large that no word links two of its towns."""
    import json

    monkeypatch.setattr(stories, "CROWDED", 20)
    Path("planted.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows(400)))
    arguments = ["check", "planted.jsonl", "--isolated", "--no-cache", "--format", "json", "--engine", engine]
    code, out = project.run(*arguments)
    assert code in (0, 1)
    score = scored(json.loads(out)["findings"], 400)
    assert (score.planted, score.found, score.standing) == (4, 4, 0)
    assert score.false_alarms <= 2
    assert [number for number in range(100) if planted(number)] == [0, 25, 50, 75]


@pytest.mark.parametrize("few", [2, 50_000])
def test_engines_ledger_is_a_sorted_mapping(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "_FEW", few)
    keys = ["b", "é", "", "\ud800", "a\0b", "a", "𝄞", "b", "\uffff", "a"]
    held, seen = Ledger(), {}
    for number, key in enumerate(keys):
        assert held.add(key, f"{number}\udfff") == seen.get(key)
        seen.setdefault(key, f"{number}\udfff")
    assert list(held) == sorted(seen.items())


def test_engines_a_corpus_may_come_in_any_order_and_parts() -> None:
    news = exam(9)
    whole = check(news)
    assert check(news[::-1]).corpus_sha256 == whole.corpus_sha256
    assert check(news[1:]).corpus_sha256 != whole.corpus_sha256
    assert check([*news[1:], replace(news[0], sha256="other")]).corpus_sha256 != whole.corpus_sha256


def test_engines_that_are_not_there_are_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    from numcheck.cli import engines

    monkeypatch.setattr(engines, "find_spec", lambda name: None if name in ("duckdb", "pyspark") else importlib.util)
    for engine, module in (("duckdb", "duckdb"), ("spark", "pyspark")):
        assert project.run("check", "news", "--engine", engine)[0] == 2
        assert f"--engine {engine} needs {module}: pip install 'numcheck[{engine}]'" in project.err
