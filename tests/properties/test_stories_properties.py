"""Stories: whatever articles share, and however crowded a name is, the parts put together are the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from numcheck.group import stories
from numcheck.group.stories import linked, parts, profile
from numcheck.model import Claim

FEW = st.frozensets(st.sampled_from("abcde"), max_size=3)
ARTICLES = st.lists(st.tuples(FEW, FEW, st.none() | st.dates(date(2025, 3, 1), date(2025, 3, 9))), max_size=24)


def corpus(articles: list[tuple[frozenset[str], frozenset[str], date | None]]) -> list[Claim]:
    """One claim an article."""
    return [
        replace(
            samples.THREE,
            mention=replace(samples.THREE.mention, doc=f"{number:02}"),
            frame=replace(samples.THREE.frame, story=names, theme=words),
            published=published,
        )
        for number, (names, words, published) in enumerate(articles)
    ]


@given(ARTICLES)
def test_stories_parts_put_together_are_the_whole(
    articles: list[tuple[frozenset[str], frozenset[str], date | None]],
) -> None:
    claims = corpus(articles)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("CROWDED", 5), ("NEXT", 1), ("STORY", 4), ("LARGEST", 7), ("WORDS", 1)):
            patch.setattr(stories, name, value)
        found = parts({claim.mention.doc: profile([claim]) for claim in claims})
        assert sorted(doc for docs in found for doc in docs) == [claim.mention.doc for claim in claims]
        assert max(map(len, found), default=0) <= 7
        alone = [linked([claim for claim in claims if claim.mention.doc in docs]) for docs in found]
        assert sorted(pair for pairs in alone for pair in pairs) == linked(claims)


def test_stories_crowded_names_link_neighbours_and_crowded_words_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "CROWDED", 3)
    monkeypatch.setattr(stories, "NEXT", 1)
    days = [date(2025, 3, day) for day in (1, 9, 2, 8)]
    names = corpus([(frozenset("ab"), frozenset(), day) for day in days])
    assert linked(names) == [(one, two, True) for one, two in combinations(("00", "01", "02", "03"), 2)]
    assert linked(corpus([(frozenset(), frozenset("abcd"), day) for day in days])) == []
    monkeypatch.setattr(stories, "STORY", 3)
    assert linked(names) == [("00", "02", False), ("01", "03", False), ("02", "03", False)]


def test_stories_what_is_too_large_is_cut_where_least_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "STORY", 2)
    claims = corpus([(frozenset(names), frozenset("kl"), None) for names in ("ab", "abc", "cde", "de")])
    profiles = {claim.mention.doc: profile([claim]) for claim in claims}
    assert parts(profiles) == [["00", "01", "02", "03"]]
    monkeypatch.setattr(stories, "LARGEST", 2)
    assert parts(profiles) == [["00", "01"], ["02", "03"]]


def test_stories_a_country_makes_no_story() -> None:
    """Two articles that name one country and share a telling word are not of one story; two of one town may be."""
    for name, alike in (("france", 0), ("halden", 1)):
        told = [(frozenset([name, str(n)]), frozenset(["flood", "dyke", f"word{n}"]), None) for n in range(25)]
        assert bool(linked(corpus(told))) == bool(alike)


def test_stories_of_a_few_articles_are_told_apart() -> None:
    """Two floods that share a word each have names of their own; who shares but a word goes with the nearer one."""
    towns = [["halden", "sorn"]] * 3 + [["tesk", "drevna"]] * 3
    told = [(frozenset(names), frozenset(["flood"]), None) for names in towns]
    told.append((frozenset(["tesk"]), frozenset(["flood"]), None))
    found = {(one, two) for one, two, _ in linked(corpus(told))}
    assert {("00", "02"), ("03", "05"), ("03", "06")} <= found
    assert not {(one, two) for one, two in found if one < "03" <= two}
