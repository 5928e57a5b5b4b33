"""Who and where: the names of an article, which of them stand in a stretch of it, and to which a number belongs.

>>> from numcheck.model import Article
>>> text = "They sent 12 Kenyan guides to Halden."
>>> names = read_names(Article("a", text), View.of(text, 0, len(text)), (Sentence(0, len(text), 0),))
>>> sorted(names.within(0, len(text)))
['halden', 'kenya']
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from numcheck import lexicon
from numcheck.frame.telling import country, meaning, tells
from numcheck.frame.view import View
from numcheck.model import Article, Sentence

__all__ = ["Names", "owner_of", "read_names"]

_LEAD = 3  # sentences of the story that name what it is about
_LEAD_WEIGHT = 3  # a name there counts as often as three elsewhere
_MOST = 24  # names or words of a story at most
_OWNER_REACH = 9


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of an article, normalised, with its offset.

    Args:
        found: (offset, name, whether a preposition makes it a place), in order.
        story: what the article as a whole is about: names of its title and lead, and those it repeats.
        theme: the same of its telling words, by stem.
    """

    found: tuple[tuple[int, str, bool], ...]
    story: frozenset[str]
    theme: frozenset[str]

    def origin(self, view: View, end: int) -> frozenset[str]:
        """The name that "from" ties to the noun before word `end`: "soldiers from North Korea"."""
        if end + 1 < len(view.words) and view.lows[end] in lexicon.words("scope", "origin"):
            name = self.within(view.starts[end + 1], view.ends[end + 1])
            return name or self.within(view.starts[end + 1], view.ends[min(end + 2, len(view.words) - 1)])
        return frozenset()

    def within(self, start: int, end: int, places: bool = False) -> frozenset[str]:
        """The names at [start, end); only places if asked."""
        low = bisect_left(self.found, (start,))
        high = bisect_left(self.found, (end,), low)
        if low == high:
            return frozenset()
        return frozenset([name for _, name, place in self.found[low:high] if place or not places])


@cache
def _nameless() -> frozenset[str]:
    return lexicon.words("places", "generic") | lexicon.words("phrases", "stop") | lexicon.words("numbers")


def read_names(article: Article, view: View, sentences: Sequence[Sentence]) -> Names:
    """The names of an article: capitalised words, countries for their people, no titles or generic words.

    Args:
        article: the article.
        view: the view of all its text.
        sentences: its sentences.
    """
    first = {view.at(sentence.start) for sentence in sentences} if view.words else set()
    marked = _names(view, first)
    aside = [(s.start, s.end) for s in sentences if s.boilerplate]
    story_ends = [s.end for s in sentences if not s.boilerplate][:_LEAD]
    lead_end = story_ends[-1] if story_ends else 0
    counts: Counter[str] = Counter()
    for offset, name, _ in marked:
        at = bisect_right(aside, offset, key=itemgetter(0))
        if at == 0 or offset >= aside[at - 1][1]:
            counts[name] += _LEAD_WEIGHT if offset < lead_end else 1
    title = View.of(article.title or "", 0, len(article.title or ""))
    counts.update(dict.fromkeys(_title_names(title), _LEAD_WEIGHT))
    return Names(tuple(marked), _most(counts), _theme(view, title, lead_end, {name for _, name, _ in marked}))


def _theme(view: View, title: View, lead_end: int, names: set[str]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    lead = bisect_left(view.starts, lead_end)
    for words, weight in ((view.lows[:lead], _LEAD_WEIGHT), (view.lows[lead:], 1)):
        for word, times in Counter(words).items():
            if word not in names and tells(word):
                counts[meaning(word)] += weight * times
    counts.update({meaning(word): _LEAD_WEIGHT for word in title.lows if word not in names and tells(word)})
    return _most(counts)


def _most(counts: Counter[str]) -> frozenset[str]:
    top = sorted((-n, name) for name, n in counts.items() if n > 1)[:_MOST]
    return frozenset(name for _, name in top)


def _title_names(title: View) -> set[str]:
    capitals = sum(word[0].isupper() for word in title.words)
    if capitals > len(title.words) // 2:  # Every Word Of It Has A Capital
        return set()
    return {name for _, name, _ in _names(title, {0})}


def _names(view: View, first: set[int]) -> list[tuple[int, str, bool]]:
    inner = {
        low.removesuffix("'s")
        for i, low in enumerate(view.lows)
        if i not in first and view.words[i][0].isupper() and not _opens(view, i)
    }
    found = []
    after = 0
    for index, word in enumerate(view.words):
        if index >= after and word[0].isupper():
            size, name = _name(view, index, index in first or _opens(view, index), inner)
            if name:
                found.append((view.starts[index], name, _is_place(view, index)))
            after = index + size
    return found


def _opens(view: View, index: int) -> bool:
    """Whether a quotation or list begins at a word, so that its capital means nothing."""
    start = view.starts[index]
    return view.text[max(0, start - 2) : start].strip().endswith((":", '"', "“", "‘", "•", "*"))


def _name(view: View, index: int, initial: bool, inner: set[str]) -> tuple[int, str | None]:
    """How many words from a capital on are a name, and the name."""
    if (known := country(view, index)) is not None:
        return known
    low = view.lows[index].removesuffix("'s")
    if low in _nameless() or len(low) < 2 or (initial and low not in inner):
        return 1, None
    return 1, low


def _is_place(view: View, index: int) -> bool:
    for back in range(index - 1, max(-1, index - 4), -1):
        low = view.lows[back]
        if low in lexicon.words("scope", "place"):
            return True
        if low != "the" and not view.words[back][0].isupper():
            return False
    return False


def owner_of(view: View, names: Names, start: int, end: int) -> frozenset[str]:
    """The name that the words [start, end) belong to: the one right behind ("23-year-old Roe"), else the last before,
    unless it is told of them.

    Args:
        view: the sentence.
        names: the names of the article.
        start: first word of the mention.
        end: word after its last.
    """
    beside = end < len(view.words) and not view.text[view.ends[end - 1] : view.starts[end]].strip(" \u00a0-‑")
    if beside and (behind := names.within(view.starts[end], view.ends[end])):
        return behind | names.within(view.starts[end], view.ends[min(end + 1, len(view.words) - 1)])
    last = start - 1
    while last >= 0 and view.cost(last, start) <= _OWNER_REACH:
        if found := names.within(view.starts[last], view.ends[last]):
            first = last - 1
            while first >= 0 and view.words[first][0].isupper() and view.cost(first, last) == last - first:
                found |= names.within(view.starts[first], view.ends[first])
                first -= 1
            return frozenset() if _is_told(view, first) else found
        last -= 1
    return frozenset()


def _is_told(view: View, before: int) -> bool:
    """Whether the word before a name makes it the listener: "told the Gazette that 12 men fell"."""
    before -= before >= 0 and view.lows[before] == "the"
    return before >= 0 and view.lows[before] in lexicon.words("speech", "to")
