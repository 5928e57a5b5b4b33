"""Which articles can meet: those that share a name or a telling word, over any number of steps, make a part.

A corpus is compared part by part. A word that stands in very many claims says nothing of what they are about, so it
links no articles, though inside a part it may still bring two claims together. What is found in a part hangs on its
articles alone: after a change, only the parts in which something changed are compared again.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from numcheck.group import _is_small
from numcheck.group.keys import _CROWDED, family_key
from numcheck.model import Claim

__all__ = ["Links", "links", "parts"]


@dataclass(frozen=True, slots=True)
class Links:
    """What links an article to others, as hashes of 64 bits.

    Args:
        names: of what its claims are about, each once.
        words: telling words, once a claim; a word that is in very many claims links nothing.
    """

    names: array[int]
    words: array[int]


def links(claims: Iterable[Claim]) -> Links:
    """What links an article to others.

    Args:
        claims: the claims of the article.

    >>> links([]).names
    array('Q')
    """
    names: set[tuple[str, str, str]] = set()
    words: list[tuple[str, str, str]] = []
    for claim in claims:
        key = family_key(claim)
        if key is not None and not _is_small(claim):
            names |= {(*key, name) for name in claim.frame.anchors | claim.frame.story}
            words += [(*key, word) for word in claim.frame.theme]
    return Links(array("Q", sorted(map(_hash, names))), array("Q", sorted(map(_hash, words))))


def _hash(key: tuple[str, str, str]) -> int:
    return int.from_bytes(blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def parts(found: Sequence[Links]) -> list[list[int]]:
    """The articles that can meet, as numbers into the sequence.

    Args:
        found: what links each article.

    Returns:
        Lists of numbers in order, each number in one of them.

    >>> parts([Links(array("Q", [1]), array("Q")), Links(array("Q"), array("Q")), Links(array("Q", [1]), array("Q"))])
    [[0, 2], [1]]
    """
    up = list(range(len(found)))

    def top(number: int) -> int:
        while up[number] != number:
            up[number] = number = up[up[number]]
        return number

    counts: Counter[int] = Counter()
    for own in found:
        counts.update(own.words)
    first: dict[int, int] = {}
    for number, own in enumerate(found):
        met = {first.setdefault(name, number) for name in own.names}
        met |= {first.setdefault(~word, number) for word in own.words if counts[word] <= _CROWDED}
        for other in met:
            a, b = top(number), top(other)
            up[max(a, b)] = min(a, b)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(found)):
        groups[top(number)].append(number)
    return list(groups.values())
