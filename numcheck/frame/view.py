"""A sentence as the frame stage sees it: words with stems, and how far apart they are in clauses.

>>> view = View.of("12 men fell, and others ran", 0, 27)
>>> view.cost(0, 2) < view.cost(0, 5)
True
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from numcheck import lexicon

__all__ = ["Phrases", "View", "stem"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:(?:[-'’]|\.(?=[A-Z]))[^\W\d_]+)*")
_HARD = re.compile(r"[;:()“”\"—–]|\s-\s|\.\s")
_SPLITS = re.compile(r"[,;:()“”\"—–]")
_HARD_COST, _COMMA_COST = 8, 3
_VOCABULARY = 50_000  # words that a list remembers at most
_DOUBLES = frozenset("bdfgklmnprtz")
_VOWEL = re.compile("[aeiouy]")
_SHORT = re.compile("[^aeiou]*[aeiouy][^aeiouwxy]")  # would double its last letter: "hop" makes hopping, "hope" hoping


@cache
def stem(word: str) -> str:
    """What the inflected forms of a word share.

    >>> stem("rescued") == stem("rescuing") == stem("rescues") == stem("rescue")
    True
    >>> stem("families") == stem("family"), stem("glass"), stem("need") == stem("needed")
    (True, 'glass', True)
    >>> stem("planes"), stem("plans"), stem("planned"), stem("buildings"), stem("sank"), stem("news")
    ('plane', 'plan', 'plan', 'build', 'sink', 'news')
    """
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _irregular().get(word, word)
    if word in _whole():
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-2] if len(word) > 5 else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
        if word in _whole():
            return word
    bare = ""
    if word.endswith("ing") and len(word) > 5:
        bare = word[:-3]
    elif word.endswith("ed") and not word.endswith("eed") and len(word) > 4:
        bare = word[:-2]
    if _VOWEL.search(bare):  # "string" is "str" with no ending
        word = bare + "e" if _SHORT.fullmatch(bare) else bare
    if len(word) > 3:
        if word.endswith("e") and not _SHORT.fullmatch(word[:-1]):
            word = word[:-1]
        if len(word) > 3 and word[-1] == word[-2] and word[-1] in _DOUBLES:
            word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


@cache
def _irregular() -> Mapping[str, str]:
    nouns = lexicon.parallel("phrases", "irregular", "lemma")
    return {**nouns, **lexicon.parallel("stems", "irregular", "lemma")}


@cache
def _whole() -> frozenset[str]:
    return lexicon.words("stems", "whole")


@cache
def _breaks() -> dict[str, int]:
    return {say: row["cost"] for row in lexicon.records("scope", "break") for say in row["say"]}


@dataclass(frozen=True, slots=True, eq=False)  # found again by identity
class View:
    """The words of text[start:end], offsets in the text.

    Args:
        text: the whole text.
        start: where the sentence begins.
        end: where it ends.
        starts: where each word begins.
        ends: where each word ends.
        words: each word as written.
        lows: each word in lower case.
        costs: running cost of going through the sentence, one entry a word.
    """

    text: str
    start: int
    end: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lows: tuple[str, ...]
    costs: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> View:
        """The view of text[start:end]."""
        starts, ends, words, costs = [], [], [], []
        cost, last, breaks = 0, start, _breaks()
        for found in _WORD.finditer(text, start, end):
            gap = text[last : found.start()]
            word = found[0]
            extra = breaks.get(word.lower(), 0)
            if gap != " " and gap:
                if _HARD.search(gap):
                    extra += _HARD_COST
                elif "," in gap:
                    extra += _COMMA_COST
            cost += 1 + extra
            starts.append(found.start())
            ends.append(found.end())
            words.append(word)
            costs.append(cost)
            last = found.end()
        lows = tuple(word.lower().replace("’", "'") for word in words)
        return cls(text, start, end, tuple(starts), tuple(ends), tuple(words), lows, tuple(costs))

    def at(self, offset: int) -> int:
        """The index of the word that holds or follows an offset; the last word at most."""
        index = bisect_right(self.ends, offset)
        return min(index, len(self.words) - 1)

    def cost(self, a: int, b: int) -> int:
        """How far two words are apart: words between them, and more for each clause boundary."""
        return abs(self.costs[a] - self.costs[b])

    def gap(self, index: int) -> tuple[int, int]:
        """What stands before a word, as offsets: from the end of the word before it, or of the view's beginning."""
        return (self.ends[index - 1] if index else self.start), self.starts[index]

    def is_whole(self, first: int, after: int) -> bool:
        """Whether no comma or bracket parts some words: "at the border, guards said" has no border guards.

        Args:
            first: the first word.
            after: the word after the last.
        """
        return not _SPLITS.search(self.text, self.ends[first], self.starts[after - 1])

    def between(self, start: int, end: int) -> View:
        """The view of text[start:end], a part of this one."""
        return self._cut(bisect_left(self.starts, start), bisect_left(self.starts, end), start, end)

    def window(self, at: int, reach: int) -> View:
        """The part of the view up to `reach` words either side of a word."""
        low, high = max(0, at - reach), min(len(self.words), at + reach + 1)
        start = self.start if low == 0 else self.starts[low]
        return self._cut(low, high, start, self.end if high == len(self.words) else self.ends[high - 1])

    def _cut(self, low: int, high: int, start: int, end: int) -> View:
        cut = slice(low, high)
        columns = (self.starts[cut], self.ends[cut], self.words[cut], self.lows[cut], self.costs[cut])
        return View(self.text, start, end, *columns)


_Phrase = tuple[tuple[str, ...], lexicon.Record]
_Known = tuple[list[_Phrase], lexicon.Record | None]


class _Vocabulary(dict[str, "_Known | None"]):
    """What begins at each word, looked up once a word: most words begin nothing."""

    def __init__(self, look_up: Callable[[str], _Known | None]) -> None:
        self._look_up = look_up

    def __missing__(self, word: str) -> _Known | None:
        if len(self) > _VOCABULARY:
            self.clear()
        known = self[word] = self._look_up(word)
        return known


class Phrases:
    """Finds the phrases of a word list in a view: `say` as written, else by stem, or as a phrase; `exact` word by word.

    >>> [(hit[2]["name"], hit[0]) for hit in Phrases(lexicon.records("events")).find(View.of("12 men died", 0, 11))]
    [('killed', 2)]
    """

    def __init__(self, rows: Iterable[lexicon.Record], by_stem: bool = True) -> None:
        self._stems: dict[str, lexicon.Record] = {}
        self._words: dict[str, lexicon.Record] = {}
        self._phrases: dict[str, list[_Phrase]] = {}
        for row in rows:
            for say in row.get("say", ()):
                first, *rest = _WORD.findall(say.lower())
                if rest:
                    self._phrases.setdefault(first, []).append(((first, *rest), row))
                    continue
                self._words.setdefault(first, row)
                if by_stem:
                    self._stems.setdefault(stem(first), row)
            for word in row.get("exact", ()):
                self._words.setdefault(word, row)
        for longest in self._phrases.values():
            longest.sort(key=lambda item: -len(item[0]))
        self._known = _Vocabulary(self._of)

    @lru_cache(maxsize=64)  # noqa: B019  (each word list is made once)
    def find(self, view: View) -> tuple[tuple[int, int, lexicon.Record], ...]:
        """Hits in order, as (first word, word after the last, record); the longest phrase wins."""
        found = []
        after = 0
        for index, known in enumerate(map(self._known.__getitem__, view.lows)):
            if known is None or index < after:
                continue
            phrases, row = known
            size = 1
            for phrase, whole in phrases:
                if view.lows[index : index + len(phrase)] == phrase and view.is_whole(index, index + len(phrase)):
                    size, row = len(phrase), whole
                    break
            if row is not None:
                after = index + size
                found.append((index, after, row))
        return tuple(found)

    def _of(self, word: str) -> _Known | None:
        """What may begin at a word: phrases, longest first, and the record of the word alone; None if nothing."""
        phrases = self._phrases.get(word, [])
        row = self._words.get(word)
        if row is None and self._stems:
            row = self._stems.get(stem(word))
        return (phrases, row) if phrases or row is not None else None
