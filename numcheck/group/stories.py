"""Which articles tell of one story: pairs that share names and words, found by an index, never all with all.

>>> linked([])
[]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from numcheck.model import Claim

__all__ = ["linked"]

_CROWDED = 80  # articles that share a name, beyond which each meets only those published next to it
_NEXT = 20  # how many of those
_STORY = 20  # articles that hang together, if but by one word, and are one story; more of them may be several
_NAMES, _WORDS = 2, 3  # shared names that make one story; shared words that do without a name


@dataclass(frozen=True, slots=True)
class _Profile:
    published: date | None
    names: frozenset[str]
    words: frozenset[str]


def linked(claims: Sequence[Claim]) -> list[tuple[str, str, bool]]:
    """Pairs of articles that may tell of one story, each once and in order; no article with itself.

    The third item says whether they surely do: all that hangs together with them is few.

    Args:
        claims: claims of the articles; those of an article stand together.
    """
    profiles = _profiles(claims)
    index: defaultdict[str, list[str]] = defaultdict(list)
    for doc, profile in profiles.items():
        for key in profile.names | profile.words:
            index[key].append(doc)
    shared: Counter[tuple[str, str]] = Counter()
    for key, docs in index.items():
        weight = 1 if key.startswith(" ") else 1000
        for pair in _meet(docs, profiles):
            shared[pair] += weight
    near = {pair for pair, weight in shared.items() if _one_story(*divmod(weight, 1000))}
    found = dict.fromkeys(near, False)
    for links in (near, set(shared)):
        for docs in _components(links):
            if len(docs) <= _STORY:
                found |= dict.fromkeys(combinations(docs, 2), True)
    return sorted((one, two, sure) for (one, two), sure in found.items())


def _components(near: set[tuple[str, str]]) -> list[list[str]]:
    """Articles that hang together: a tabloid and an official statement may share no word but each some with a third."""
    parent: dict[str, str] = {}

    def find(doc: str) -> str:
        while parent.setdefault(doc, doc) != doc:
            parent[doc] = parent[parent[doc]]
            doc = parent[doc]
        return doc

    for one, two in near:
        parent[find(one)] = find(two)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for doc in sorted(parent):
        found[find(doc)].append(doc)
    return list(found.values())


def _one_story(names: int, words: int) -> bool:
    return names >= _NAMES or (names > 0 and words > 0) or words > _WORDS


def _profiles(claims: Sequence[Claim]) -> dict[str, _Profile]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.mention.doc, claim)
        names[claim.mention.doc] |= claim.frame.anchors | claim.frame.story
    return {
        doc: _Profile(
            claim.published, frozenset(names[doc]), frozenset(f" {word}" for word in claim.frame.theme)
        )
        for doc, claim in first.items()
    }  # fmt: skip


def _meet(docs: Sequence[str], profiles: dict[str, _Profile]) -> Iterator[tuple[str, str]]:
    if len(docs) <= _CROWDED:
        yield from combinations(sorted(docs), 2)
        return
    in_time = sorted(docs, key=lambda doc: (profiles[doc].published or date.min, doc))
    for at, doc in enumerate(in_time):
        for other in in_time[at + 1 : at + 1 + _NEXT]:
            yield (doc, other) if doc < other else (other, doc)
