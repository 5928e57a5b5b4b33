"""Whether a date says when something happened, or only when it was said, printed or put on the wire.

>>> from numcheck.frame.voice import speech_words
>>> text = "The mayor said on Monday that 12 men fell on Sunday"
>>> view = View.of(text, 0, len(text))
>>> [of_speech(view, at, at + 1, speech_words(view), ()) for at in (4, 10)]
[True, False]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from numcheck import lexicon
from numcheck.frame.events import EventHit
from numcheck.frame.view import View
from numcheck.frame.when import Moment
from numcheck.model import Mention

__all__ = ["beside", "is_dateline", "of_speech", "still_to_come"]

_REACH = 3  # cost from a verb of saying to the day on which it was said
_REACH_ASIDE = 8  # the same, past whom it was said to and where
_WIRE = 3  # days between a dateline and publication
_DASH = re.compile(r"[^\S\n]*(\([^()\n]{1,40}\))?[^\S\n]*(?:--|[-–—:])(?:\s|$)")
_SAYS = re.compile(r"[.:]?\s+[A-Z“\"]")
_TIME = re.compile(r"\d[\d.:]*\d?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?", re.IGNORECASE)
_BE = frozenset(("was", "were", "been", "be", "is", "are", "being"))
_ON = frozenset(("on", "in", "at", "early", "late", "since", "until", "by", "before", "the", "about", "around"))
_LITTLE = frozenset(("and", "of", "de", "la", "le", "el", "al", "the", "in", "on"))


def beside(view: View, hits: Sequence[EventHit], start: int, end: int) -> list[EventHit]:
    """The events that may have happened on the date [start, end): none of its own words ("the end of March"), and none
    where another verb stands right before it ("the pupils taken on 6 February were freed").

    Args:
        view: the sentence.
        hits: event words of the sentence.
        start: first word of the date.
        end: word after its last.
    """
    at = start - 1
    while at > 0 and view.lows[at] in _ON:
        at -= 1
    verb = at >= 0 and view.cost(at, start) <= _REACH and _is_past(view.lows[at])
    if verb and not any(hit[0] <= at < hit[1] for hit in hits):
        return []
    return [hit for hit in hits if hit[1] <= start or hit[0] >= end]


def _is_past(low: str) -> bool:
    """Whether a word is a verb of the past or a participle that says what happened: "came" leaves it to its subject."""
    if low in lexicon.words("dates_cues", "was") or low in _BE or low in lexicon.words("scope", "light"):
        return False
    return (low.endswith("ed") and len(low) > 4) or low in lexicon.words("dates_cues", "done")


def is_dateline(view: View, mention: Mention, days: Moment, published: date | None) -> bool:
    """Whether a date opens its sentence as datelines do: "HALDEN, May 24 (Halyard) - "; or a time, as a ticker's do.

    Args:
        view: the sentence.
        mention: the date.
        days: what it fixes.
        published: the day of publication of its article.
    """
    text = view.text
    before, after = text[view.start : mention.start], text[mention.end : view.end]
    if not days.days:
        whole = not after.strip(" .:\n")
        opened = _DASH.match(after) or _SAYS.match(after)
        return not before.strip("*-–• \n") and _TIME.fullmatch(mention.quote) is not None and bool(whole or opened)
    wire = _DASH.match(after)
    if wire is None or ":" in wire[0] or not any(map(str.isdigit, mention.quote)):
        return False  # "Also on Tuesday: a man was fined"
    if any(word[0].islower() and word not in _LITTLE for word in re.findall(r"[^\W\d_]+", before)):
        return False
    first = days.days[0][0]
    near = published is None or first is None or abs((published - first).days) <= _WIRE
    return near and bool(before.strip() or wire[1] or first == published)


def still_to_come(days: Moment, published: date | None) -> bool:
    """Whether all days that a date can mean lie after publication."""
    return published is not None and bool(days.days) and all(lo is not None and lo > published for lo, _ in days.days)


def of_speech(view: View, start: int, end: int, speech: frozenset[int], hits: Sequence[EventHit]) -> bool:
    """Whether the words [start, end) are the day on which something was said or published.

    Args:
        view: the sentence.
        start: first word of the date.
        end: word after its last.
        speech: the words that are verbs or occasions of saying.
        hits: event words of the sentence.
    """
    if end in speech and view.cost(end - 1, end) == 1:
        return True
    lows = view.lows
    for index in speech:
        if index >= start or _is_content(view, index, start):
            continue
        if view.cost(index, start) > _REACH and not _aside(view, index, start):
            continue
        if any(index < hit[0] and hit[1] <= start and hit[0] not in speech for hit in hits):
            continue  # "was reported stolen on 22 February"
        if end < len(lows) and lows[end] == "that":
            return True
        if not (_passive(lows, index) or _counted(view, index)):
            return True
    return False


def _aside(view: View, index: int, start: int) -> bool:
    """Whether between a verb of saying and a date only stands where or to whom: "told a court on Monday"."""
    following = view.lows[index + 1 : start]
    if view.cost(index, start) > _REACH_ASIDE or any(map(lexicon.words("scope", "break").__contains__, following)):
        return False
    verb = view.lows[index]
    if any(low.endswith("ed") or low in lexicon.words("dates_cues", "done") for low in following):
        return False
    return verb in lexicon.words("speech", "to") or (
        following[0] in ("in", "on", "at", "to", "during") and verb in lexicon.words("speech", "verb")
    )


def _is_content(view: View, index: int, start: int) -> bool:
    """ "He expects the middle of 2028", "gives 16 June as the day": what is said, not when."""
    return view.lows[index] in lexicon.words("speech", "present") and view.cost(index, start) == 1


def _passive(lows: Sequence[str], index: int) -> bool:
    """ "Two floors were added in 2014", "a curfew was declared": nobody speaks."""
    return lows[index] in lexicon.words("speech", "done") and index > 0 and lows[index - 1] in _BE


def _counted(view: View, index: int) -> bool:
    """ "Two counts in November", "the first estimate": a noun that is written like the verb."""
    before = view.lows[index - 1] if index else ""
    noun = view.lows[index] in lexicon.words("speech", "noun")
    return noun and (before[:1].isdigit() or before.endswith("'s") or before in lexicon.words("speech", "counts"))
