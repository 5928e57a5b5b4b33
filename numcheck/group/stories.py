"""Which articles tell of one story: pairs that share names and words, found by an index, never all with all.

Articles that hang together, over any number of such pairs, make a part. What is linked within a part hangs on its
articles alone, so that a corpus may be compared part by part, and after a change only the parts that changed.

>>> linked([])
[]
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import combinations, groupby
from typing import TypeVar

from numcheck import lexicon
from numcheck.model import Claim

__all__ = ["CROWDED", "LARGEST", "NAMES", "NEXT", "STORY", "WORDS", "Profile", "joined", "linked", "parts", "profile"]

CROWDED = 80  # articles that share a name, beyond which each meets only those published next to it
NEXT = 20  # how many of those
_CORE = 3  # articles that share enough to be a story, whatever else hangs together with them
STORY = 20  # articles that hang together, if but by one word, and are one story; more of them may be several
LARGEST = 100  # articles that are compared together; more, and the weakest links are cut
NAMES, WORDS = 2, 2  # shared names that make one story; shared words that do so beside one name
D = TypeVar("D", str, int, bytes)
_Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """What links an article to others; names and words as hashes of 64 bits, each once.

    Args:
        day: of publication, as an ordinal; 0 if unknown.
        names: what the article and its claims are about, but for countries: they are in the news every day.
        words: the telling words of the article, and those countries.
    """

    day: int
    names: array[int]
    words: array[int]


def profile(claims: Iterable[Claim]) -> Profile:
    """What links an article to others.

    Args:
        claims: the claims of the article.

    >>> profile([])
    Profile(day=0, names=array('Q'), words=array('Q'))
    """
    names: set[str] = set()
    words: frozenset[str] = frozenset()
    day = 0
    for claim in claims:
        names |= claim.frame.anchors | claim.frame.story
        words = claim.frame.theme
        day = claim.published.toordinal() if claim.published else 0
    wide = names & _countries()
    return Profile(day, _hashes(names - wide), _hashes(words | wide))


@cache
def _countries() -> frozenset[str]:
    return frozenset(country for row in lexicon.records("places", "country") for country in row["of"])


def _hashes(words: Iterable[str]) -> array[int]:
    """Hashes that are the same in every process."""
    digests = (blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in words)
    return array("Q", sorted(int.from_bytes(digest, "little") for digest in digests))


def linked(claims: Sequence[Claim]) -> list[tuple[str, str, bool]]:
    """Pairs of articles that may tell of one story, each once and in order; no article with itself.

    The third item says whether they surely do: all that hangs together with them is few.

    Args:
        claims: claims of the articles; those of an article stand together.
    """
    profiles = {doc: profile(own) for doc, own in groupby(claims, key=lambda claim: claim.mention.doc)}
    found: list[tuple[str, str, bool]] = []
    for docs in parts(profiles):
        if len(docs) <= STORY:
            for told in _told_apart({doc: profiles[doc] for doc in docs}):
                found += [(one, two, True) for one, two in combinations(told, 2)]
        else:
            found += [(one, two, False) for one, two in _links({doc: profiles[doc] for doc in docs})[0]]
    return sorted(found)


def _told_apart(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """The stories of a few articles that hang together, if but by one word.

    Where several groups of _CORE or more share enough to be a story each, they are; any other article goes with the one
    of them that it shares most with. Else all are one story: a tabloid and a statement may share no word.
    """
    if len(profiles) < 2 * _CORE:
        return [sorted(profiles)]
    near, touching = _links(profiles)
    groups = joined(profiles, near, len(profiles))
    cores = [group for group in groups if len(group) >= _CORE]
    if len(cores) < 2:
        return [sorted(profiles)]
    told = [list(core) for core in cores]
    for group in groups:
        if len(group) < _CORE:
            shares = [max(touching[min(a, b), max(a, b)] for a in group for b in core) for core in cores]
            told[shares.index(max(shares))] += group
    return [sorted(story) for story in told]


def parts(profiles: Mapping[str, Profile]) -> list[list[str]]:
    """The articles that hang together: a tabloid and a statement may share no word, but each some with a third.

    Without the other parts, a part still is one: fewer articles crowd a name less, so that those that met still meet.
    Of what would be too large to compare, the links of those that share least are cut.

    Args:
        profiles: of each article, by its id.

    Returns:
        Lists of ids in order, each id in one of them.

    >>> one, two = Profile(0, array("Q", [1, 2]), array("Q")), Profile(0, array("Q"), array("Q"))
    >>> parts({"b": one, "c": two, "a": one})
    [['a', 'b'], ['c']]
    """
    near, touching = _links(profiles)
    found: list[list[str]] = []
    many: list[list[str]] = []
    for docs in joined(profiles, touching, len(profiles)):
        (found if len(docs) <= STORY else many).append(docs)
    home = {doc: number for number, docs in enumerate(many) for doc in docs}
    links: list[list[tuple[int, tuple[str, str]]]] = [[] for _ in many]
    for pair, count in near.items():
        if pair[0] in home:
            links[home[pair[0]]].append((-count, pair))
    for docs, own in zip(many, links, strict=True):
        found += joined(docs, [pair for _, pair in sorted(own)])
    return sorted(found)


def joined(docs: Iterable[D], links: Iterable[tuple[D, D]], largest: int | None = None) -> list[list[D]]:
    """The articles that hang together over any number of links.

    Args:
        docs: the articles.
        links: pairs of them, the strongest first.
        largest: articles beyond which no link joins any more; LARGEST when None.

    Returns:
        Lists of articles in order.

    >>> joined("abcd", [("a", "b"), ("b", "c")], 2)
    [['a', 'b'], ['c'], ['d']]
    """
    largest = LARGEST if largest is None else largest
    parent = {doc: doc for doc in docs}
    size = dict.fromkeys(parent, 1)

    def find(doc: D) -> D:
        while parent[doc] != doc:
            parent[doc] = doc = parent[parent[doc]]
        return doc

    for pair in links:
        one, two = map(find, pair)
        if one != two and size[one] + size[two] <= largest:
            parent[one] = two
            size[two] += size[one]
    found: defaultdict[D, list[D]] = defaultdict(list)
    for doc in sorted(parent):
        found[find(doc)].append(doc)
    return list(found.values())


def _links(profiles: Mapping[str, Profile]) -> tuple[_Pairs, _Pairs]:
    """Pairs of articles that share names and words enough to tell of one story; and those that share but one.

    Each with how many names and words they share.
    """
    names = _shared(profiles, {doc: own.names for doc, own in profiles.items()}, NEXT)
    words = _shared(profiles, {doc: own.words for doc, own in profiles.items()}, 0)
    told = {doc: frozenset(own.words) for doc, own in profiles.items()}
    near = {(a, b) for (a, b), count in names.items() if count >= NAMES or len(told[a] & told[b]) >= WORDS}
    names.update(words)
    return Counter({pair: names[pair] for pair in near}), names


def _shared(profiles: Mapping[str, Profile], keys: Mapping[str, Iterable[int]], reach: int) -> _Pairs:
    """How many keys two articles share; of a crowded key only those that are published next to each other share it.

    Args:
        profiles: of each article.
        keys: of each article.
        reach: how far the next articles are that share a crowded key.
    """
    index: defaultdict[int, list[str]] = defaultdict(list)
    for doc in sorted(profiles, key=lambda doc: (profiles[doc].day, doc)):
        for key in keys[doc]:
            index[key].append(doc)
    shared: _Pairs = Counter()
    for docs in index.values():
        near = reach if len(docs) > CROWDED else len(docs)
        for at, doc in enumerate(docs):
            shared.update((doc, other) if doc < other else (other, doc) for other in docs[at + 1 : at + 1 + near])
    return shared
