"""Where, when and which event: the names and places around a number, the event class beside it, the time it holds for.

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
from numcheck.frame.view import Phrases, View, stem
from numcheck.model import Article, Days, Mention, Quantity, Sentence

__all__ = [
    "EventHit",
    "Names",
    "event_of",
    "events",
    "meaning",
    "owner_of",
    "read_names",
    "ref_time",
    "telling",
    "words_of",
]

_LEAD = 3  # sentences of the story that name what it is about
_LEAD_WEIGHT = 3  # a name there counts as often as three elsewhere
_MOST = 24  # names or words of a story at most
_REACH = 9  # cost beyond which an event no longer governs a number
_INSIDE = 4  # what an event word within the counted noun costs: "30 survivors were saved" tells of saving
_BROAD = 4  # how much nearer a broad event must be
_TIME_REACH = 9
_OWNER_REACH = 9
_NEAR = 5  # cost within which a word stands right beside a number
_SHARED = 1  # how much nearer another number may be
_SAID_REACH = 24  # the same for the day on which the figure was said
EventHit = tuple[int, int, lexicon.Record]


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
        low, high = (bisect_left(self.found, offset, key=itemgetter(0)) for offset in (start, end))
        return frozenset(name for _, name, place in self.found[low:high] if place or not places)


@cache
def _countries() -> dict[tuple[str, ...], str]:
    found = {}
    for row in lexicon.records("places", "country"):
        for say, country in zip(row["say"], row["of"], strict=True):
            found[tuple(say.split())] = country
    return found


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
    for word, start in zip(view.lows, view.starts, strict=True):
        if word not in names and _tells(word):
            counts[meaning(word)] += _LEAD_WEIGHT if start < lead_end else 1
    counts.update({meaning(word): _LEAD_WEIGHT for word in title.lows if word not in names and _tells(word)})
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
    index = 0
    while index < len(view.words):
        size, name = _name(view, index, index in first or _opens(view, index), inner)
        if name:
            found.append((view.starts[index], name, _is_place(view, index)))
        index += size
    return found


def _opens(view: View, index: int) -> bool:
    """Whether a quotation or list begins at a word, so that its capital means nothing."""
    start = view.starts[index]
    return view.text[max(0, start - 2) : start].strip().endswith((":", '"', "“", "‘", "•", "*"))


def _name(view: View, index: int, initial: bool, inner: set[str]) -> tuple[int, str | None]:
    word = view.words[index]
    if not word[0].isupper():
        return 1, None
    for size in (3, 2, 1):
        key = tuple(low.removesuffix("'s") for low in view.lows[index : index + size])
        if country := _countries().get(key):
            return size, country
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


@cache
def _topics() -> Phrases:
    return Phrases(lexicon.records("topics"))


@cache
def _events() -> Phrases:
    return Phrases(lexicon.records("events"))


def events(view: View) -> Sequence[EventHit]:
    """The event words of a sentence: (first word, word after the last, record)."""
    return _events().find(view)


def event_of(view: View, start: int, end: int, hits: Sequence[EventHit], numbers: Sequence[int]) -> EventHit | None:
    """The event word that governs the words [start, end): the nearest, counting clause boundaries and other numbers.

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        hits: event words of the sentence.
        numbers: words at which the sentence's other mentions begin.
    """
    best: tuple[int, int] | None = None
    chosen = None
    for hit in hits:
        at = hit[0] if hit[0] >= end else hit[1] - 1
        inside = start <= hit[0] < end
        here = end - 1 if at >= end else start
        cost = _INSIDE if inside else view.cost(here, at)
        low, high = min(here, at), max(here, at)
        cost += 3 * sum(low < number < high for number in numbers) + (_BROAD if hit[2].get("broad") else 0)
        if cost <= _REACH and (best is None or (cost, hit[0]) < best):
            best, chosen = (cost, hit[0]), hit
    return chosen


def telling(view: View, hits: Sequence[EventHit]) -> tuple[tuple[int, str], ...]:
    """The telling words of a sentence with what they mean: topic, class of event or noun, else stem; names with "@".

    Args:
        view: the sentence.
        hits: event words of the sentence.

    >>> text = "They scoured the shore"
    >>> telling(View.of(text, 0, len(text)), ())[0]
    (1, '#search')
    """
    classed = {i: f"={row['name']}" for first, after, row in hits for i in range(first, after)}
    classed |= {i: f"#{row['name']}" for first, after, row in _topics().find(view) for i in range(first, after)}
    found = []
    for index, word in enumerate(view.lows):
        if index in classed:
            found.append((index, classed[index]))
        elif _tells(low := word.removesuffix("'s")):
            name = "@" if index and view.words[index][0].isupper() else ""
            found.append((index, name + meaning(low)))
    return tuple(found)


def words_of(
    view: View, start: int, end: int, told: Sequence[tuple[int, str]], numbers: Sequence[int]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What the telling words of a sentence mean: those right beside the words [start, end), those that no other number
    is nearer to, and all.

    Args:
        view: the sentence.
        start: first word of the mention.
        end: word after its last.
        told: what `telling` finds.
        numbers: words at which the sentence's numbers begin.
    """
    rivals = [number for number in numbers if not start <= number < end]
    near, own, every = set(), set(), set()
    for index, word in told:
        if start <= index < end:
            continue
        every.add(word)
        cost = min(view.cost(index, start), view.cost(index, end - 1))
        if all(cost <= view.cost(index, rival) + _SHARED for rival in rivals):
            own.add(word)
            if cost <= _NEAR:
                near.add(word)
    return frozenset(near), frozenset(own), frozenset(every)


def meaning(word: str) -> str:
    """What a word means for comparing: the class of a noun, else its stem.

    >>> meaning("vessels") == meaning("ship"), meaning("lighthouse")
    (True, 'lighthous')
    """
    root = stem(word)
    return _classes().get(root, root)


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.records("nouns", "noun"):
        for say in row["say"]:
            found.setdefault(stem(say), f"={row['name']}")
    return found


@cache
def _tells(word: str) -> bool:
    """Whether a word says something of what a sentence is about."""
    return len(word) > 2 and not word[0].isdigit() and stem(word) not in _dull()


@cache
def _dull() -> frozenset[str]:
    words = lexicon.words("phrases", "stop") | lexicon.words("scope", "plain") | lexicon.words("speech", "verb")
    return frozenset(stem(word) for word in words if " " not in word)


def owner_of(view: View, names: Names, start: int, end: int) -> frozenset[str]:
    """The name that the words [start, end) belong to: the one right behind ("23-year-old Roe"), else the last before.

    Args:
        view: the sentence.
        names: the names of the article.
        start: first word of the mention.
        end: word after its last.
    """
    if end < len(view.words) and (behind := names.within(view.starts[end], view.ends[end])):
        return behind | names.within(view.starts[end], view.ends[min(end + 1, len(view.words) - 1)])
    last = start - 1
    while last >= 0 and view.cost(last, start) <= _OWNER_REACH:
        if found := names.within(view.starts[last], view.ends[last]):
            first = last - 1
            while first >= 0 and view.words[first][0].isupper() and view.cost(first, last) == last - first:
                found |= names.within(view.starts[first], view.ends[first])
                first -= 1
            return found
        last -= 1
    return frozenset()


def ref_time(view: View, at: int, dates: Sequence[tuple[Mention, Quantity]], speech: frozenset[int]) -> Days | None:
    """The days for which a figure holds: the nearest date of its sentence, else the day on which it was said.

    Args:
        view: the sentence.
        at: the word at which the figure begins.
        dates: the dates of the sentence.
        speech: words that are verbs or occasions of saying.
    """
    best: tuple[bool, int, int] | None = None
    days = None
    for mention, quantity in dates:
        if not quantity.readings:
            continue
        index, last = view.at(mention.start), view.at(mention.end - 1)
        said = any(-2 <= word - index < 0 or 0 < word - last <= 2 for word in speech)
        led = last + 1 < at and view.lows[last + 1] == "when"  # "in 2019, when ten died"
        rank = (said, view.cost(at, last + 1 if led else index), index)
        if rank[1] <= (_SAID_REACH if said else _TIME_REACH) and (best is None or rank < best):
            best, days = rank, quantity.readings[0]
    return days
