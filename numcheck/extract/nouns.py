"""The counted noun after a number: "North Korean troops" in "3,000 North Korean troops were", with its lemma.

No tagger: a count is followed by a plural, and the phrase ends at a function word or a mark, so the last of the
first run of plural words is the head. Found right on 114 of 122 counted nouns before this was written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from numcheck import lexicon

__all__ = ["Noun", "attribute_after", "is_outcome", "is_plural", "lemma", "noun_after", "noun_of", "stop_words"]

_TOKEN = re.compile(
    r"(?P<gap>[ \u00a0\u202f-]|\r?\n(?!\r?\n))"
    r"(?P<word>[^\W\d_]\w*+(?:['’-][^\W\d_]++|\.(?=[A-Z]\.)|(?<=\b[A-Z])\.){0,4})"
)
_OF = re.compile(r"[ \u00a0]of (?:(?:a|an|the|its|their|his|her|our|my|these|those|this|that|all|your)[ ])?", re.I)
_TWO_WORDS = re.compile(r"[ \u00a0]([a-z]{3,})[ \u00a0]([^\W\d_]{3,})")
_LONGEST = 7


class Noun(NamedTuple):
    """A noun phrase at [start, end): its head's lemma, and whether it counts on top of another number."""

    start: int
    end: int
    lemma: str
    additional: bool = False


@cache
def _forms(table: str) -> frozenset[str]:
    return lexicon.words("phrases", table)


def stop_words() -> frozenset[str]:
    """Function words and verbs that end a noun phrase."""
    return _forms("stop")


@cache
def _irregular() -> dict[str, str]:
    return {
        w: s for row in lexicon.records("phrases", "irregular") for w, s in zip(row["say"], row["lemma"], strict=True)
    }


@cache
def is_plural(word: str) -> bool:
    """Whether a word (lower case) looks like a plural noun.

    >>> is_plural("troops"), is_plural("previous"), is_plural("people")
    (True, False, True)
    """
    if word in _irregular() or word in _forms("invariant") or word in _forms("state"):
        return True
    if word in _forms("singular") or len(word) < 4 or not word.endswith("s"):
        return False
    return not word.endswith(("ss", "'s", "us", "is")) and word not in _forms("stop")


@cache
def lemma(word: str) -> str:
    """The singular of a plural noun, in lower case.

    >>> lemma("troops"), lemma("cities"), lemma("batches"), lemma("people")
    ('troop', 'city', 'batch', 'person')
    """
    word = word.lower()
    if word in _irregular():
        return _irregular()[word]
    if word in _forms("invariant") or (word in _forms("state") and word != "casualties") or not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zzes")) else word[:-1]


def noun_after(text: str, at: int, limit: int, singular: bool = False) -> Noun | None:
    """The noun phrase that starts right after a number or a unit.

    Args:
        text: the article.
        at: end of the number.
        limit: end of the sentence.
        singular: whether the number is one, so that a singular may be the head.

    >>> noun_after("3,000 North Korean troops were sent", 5, 35)
    Noun(start=6, end=25, lemma='troop', additional=False)
    """
    words: list[tuple[int, int, str]] = []
    additional, stopped = False, False
    hyphen = text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha()
    while len(words) < _LONGEST and (token := _TOKEN.match(text, at, limit)):
        word = token["word"]
        low = word.lower()
        if low in _forms("additional") and not words:
            additional, at = True, token.end()
            continue
        if low in ("and", "or") and words and not is_plural(_last(words[-1][2])):
            at = token.end()  # "460 Kia and Hyundai vehicles"
            continue
        if low in _forms("stop") and not (word.isupper() and len(word) > 1):
            stopped = True
            break
        if not words and low in _forms("strong") and text[at] == "-":
            return Noun(token.start("word"), token.end(), "person")
        at = token.end()
        if word.endswith(("'s", "’s")):
            words.clear()  # "one of the city's bridges": the owner is not what is counted
            continue
        words.append((token.start("word"), at, low))
        if hyphen:
            break  # "six-cylinder engine options" have six cylinders
    head = _head(words, singular or hyphen, stopped or at >= limit or not text[at : at + 1].isalnum())
    if head is None:
        return None
    return Noun(words[0][0], words[head][1], lemma(_last(words[head][2])), additional)


def _last(word: str) -> str:
    """ "special-forces" counts forces."""
    return word.rpartition("-")[2]


def _head(words: list[tuple[int, int, str]], singular: bool, closed: bool) -> int | None:
    for index, (_, _, word) in enumerate(words):
        if is_plural(_last(word)):
            # "Kia vehicles owners": the last of a run of plurals is the head
            while (
                index + 1 < len(words)
                and is_plural(follower := _last(words[index + 1][2]))
                and follower not in _forms("state")
            ):
                index += 1
            return index
    if singular and words and closed:
        # a verb form ends the phrase; an adverb or a superlative heads none
        ends = (i for i, w in enumerate(words) if i and w[2].endswith(("ed", "ing")) and len(w[2]) > 4)
        head = next(ends, len(words)) - 1
        return None if words[head][2].endswith(("ly", "est", "wide", "most")) else head
    return None


def noun_of(text: str, at: int, limit: int) -> Noun | None:
    """The noun phrase after "of": "12 of the soldiers", "half of voters", "$3m of capital".

    >>> noun_of("12 of the soldiers fled", 2, 23).lemma
    'soldier'
    """
    of = _OF.match(text, at, limit)
    if not of:
        return None
    return noun_after(text, of.end() - 1, limit) or noun_after(text, of.end() - 1, limit, singular=True)


def attribute_after(text: str, at: int, limit: int) -> Noun | None:
    """The singular before another noun that a number counts: "page" in "the 12 page document".

    >>> attribute_after("the 12 page document", 6, 20).lemma
    'page'
    """
    found = _TWO_WORDS.match(text, at, limit)
    if not found or found[1].lower() in stop_words() or found[2].lower() in stop_words():
        return None
    return Noun(found.start(1), found.end(1), found[1].lower())


def is_outcome(text: str, at: int, limit: int) -> bool:
    """Whether "killed", "arrested" or the like stands right after the number."""
    token = _TOKEN.match(text, at, limit)
    return bool(token and token["word"].lower() in _forms("outcome"))
