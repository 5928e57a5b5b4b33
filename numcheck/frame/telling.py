"""What the words around a number tell: topics, classes of events and nouns, else stems.

>>> meaning("vessels") == meaning("ship")
True
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from numcheck import lexicon
from numcheck.frame.events import EventHit
from numcheck.frame.view import Phrases, View, stem

__all__ = ["country", "meaning", "property_words", "telling", "tells", "words_of"]

_NEAR = 5  # cost within which a word stands right beside a number
_SHARED = 1  # how much nearer another number may be


@cache
def _topics() -> Phrases:
    return Phrases(lexicon.records("topics"))


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
    after = 0
    for index, word in enumerate(view.lows):
        if index < after:
            continue
        if view.words[index][0].isupper() and (known := country(view, index)) is not None:
            found.append((index, f"@{known[1]}"))
            after = index + known[0]
        elif index in classed:
            found.append((index, classed[index]))
        elif tells(low := word.removesuffix("'s")):
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
    costs = view.costs
    first, last = costs[start], costs[end - 1]
    rivals = [costs[number] for number in numbers if not start <= number < end]
    near, own, every = set(), set(), set()
    for index, word in told:
        if start <= index < end:
            continue
        every.add(word)
        at = costs[index]
        cost = min(abs(at - first), abs(at - last))
        for rival in rivals:
            if cost > abs(at - rival) + _SHARED:
                break
        else:
            own.add(word)
            if cost <= _NEAR:
                near.add(word)
    return frozenset(near), frozenset(own), frozenset(every)


def country(view: View, index: int) -> tuple[int, str] | None:
    """How many words from one on name a country or its people, and the country.

    >>> country(View.of("two North Koreans", 0, 17), 1), country(View.of("to the north", 0, 12), 2)
    ((2, 'north korea'), None)
    """
    for size in (3, 2, 1):
        key = tuple([low.removesuffix("'s") for low in view.lows[index : index + size]])
        if (known := _countries().get(key)) is not None:
            return len(key), known
    return None


@cache
def _countries() -> dict[tuple[str, ...], str]:
    found = {}
    for row in lexicon.records("places", "country"):
        for say, land in zip(row["say"], row["of"], strict=True):
            found[tuple(say.split())] = land
    return found


@cache
def meaning(word: str) -> str:
    """What a word means for comparing: the class of a noun, else its stem.

    >>> meaning("vessels") == meaning("ship"), meaning("lighthouse")
    (True, 'lighthous')
    """
    root = stem(word)
    return _classes().get(root, root)


@cache
def property_words(name: str | None) -> frozenset[str]:
    """What the words that name a property mean.

    Args:
        name: of the property; nothing is said of None, nor of a noun that is counted.

    >>> "#turnout" in property_words("turnout"), property_words(None)
    (True, frozenset())
    """
    rows = (row for row in lexicon.records("properties") if row["name"] == name)
    said = (say for row in rows for say in (*row["say"], *row.get("exact", ())))
    return frozenset(word for say in said for _, word in telling(View.of(say, 0, len(say)), ()))


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lexicon.records("nouns", "noun"):
        for say in row["say"]:
            found.setdefault(stem(say), f"={row['name']}")
    return found


@cache
def tells(word: str) -> bool:
    """Whether a word says something of what a sentence is about."""
    return len(word) > 2 and not word[0].isdigit() and stem(word) not in _dull()


@cache
def _dull() -> frozenset[str]:
    words = lexicon.words("phrases", "stop") | lexicon.words("scope", "plain") | lexicon.words("speech", "verb")
    return frozenset(stem(word) for word in words if " " not in word)
