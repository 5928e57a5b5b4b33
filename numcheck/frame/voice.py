"""Who says so, and whether it is a plain fact: "The mayor said it will send 12 men" -> The mayor, planned.

>>> view = View.of("The mayor said it will send 12 men", 0, 34)
>>> speaker(view, 6, None), modality(view, 6, 8)
('The mayor', 'planned')
"""

from __future__ import annotations

from functools import cache

from numcheck import lexicon
from numcheck.frame.view import Phrases, View

__all__ = ["last_speaker", "modality", "same_source", "speaker", "speech_words"]

_CUE_REACH = 8  # cost from a cue to the number behind it
_BACK_REACH = 4  # cost from the number to a cue behind it
_LONGEST = 7  # words of a speaker
_PUT_REACH = 8  # words from "puts" to its "at"
_OWNED_REACH = 4  # words from an estimate back to whose it is
_INSIDE = frozenset(("the", "a", "an", "of", "his", "her", "its", "their", "for", "and"))
_ORDER = ("denied", "conditional", "planned", "forecast")


@cache
def _phrases(name: str, table: str) -> Phrases:
    return Phrases(lexicon.records(name, table), by_stem=False)


@cache
def _stop() -> frozenset[str]:
    """The words that no speaker's name runs over."""
    return lexicon.words("phrases", "stop") - _INSIDE


def modality(view: View, start: int, end: int) -> str:
    """Whether the words [start, end) tell a fact, a plan, a forecast, a denial, a condition or a question.

    >>> modality(View.of("They denied that 12 men fell", 0, 28), 3, 5)
    'denied'
    >>> modality(View.of("They sent 12 men, and will pay", 0, 30), 2, 4)
    'actual'
    """
    found = set()
    for _, after, row in _phrases("plans", "before").find(view):
        if after <= start and view.cost(after - 1, start) <= _CUE_REACH:
            found.add(row["name"])
    for first, _, row in _phrases("plans", "after").find(view):
        if first >= end and view.cost(end - 1, first) <= _BACK_REACH:
            found.add(row["name"])
    for name in _ORDER:
        if name in found:
            return name
    return "question" if view.text[view.start : view.end].rstrip('"”’ ').endswith("?") else "actual"


def speech_words(view: View) -> frozenset[int]:
    """The words of a sentence that are verbs or occasions of saying."""
    tables = (_phrases("speech", "verb"), _phrases("speech", "occasion"))
    hits = (hit for table in tables for hit in table.find(view))
    return frozenset(index for first, after, _ in hits for index in range(first, after))


def speaker(view: View, at: int, last: str | None) -> str | None:
    """Who says what stands at a word, as written; a pronoun is the last speaker.

    Args:
        view: the sentence.
        at: the word.
        last: who spoke in the sentence before.

    >>> speaker(View.of("12 men fell, according to the mayor", 0, 35), 0, None)
    'the mayor'
    >>> speaker(View.of("She said 12 men fell", 0, 20), 2, "Anna Roe")
    'Anna Roe'
    """
    best: tuple[int, int] | None = None
    said = None
    for first, after, who in _sources(view):
        cost = view.cost(at, after - 1 if after <= at else first) + (0 if first < at else 4)
        if best is None or (cost, first) < best:
            best, said = (cost, first), who
    if said is not None and said.lower() in lexicon.words("speech", "back"):
        return last
    return said


def last_speaker(view: View, last: str | None) -> str | None:
    """Who spoke last at the end of a sentence."""
    sources = [who for *_, who in _sources(view) if who.lower() not in lexicon.words("speech", "back")]
    return sources[-1] if sources else last


def _sources(view: View) -> list[tuple[int, int, str]]:
    found = []
    for first, after, _ in _phrases("speech", "by").find(view):
        if who := _after(view, after):
            found.append((first, after, who))
    for first, after, _ in _phrases("speech", "verb").find(view):
        who = _before(view, first) or (_after(view, after) if _opens(view, first) else None)
        if who:
            found.append((first, after, who))
    return sorted([*found, *_told(view)])


def _told(view: View) -> list[tuple[int, int, str]]:
    """Who says so without a verb of saying: "puts the crowd at", "by the union's count", "a survey found"."""
    found = []
    for first, after, _ in _phrases("speech", "put").find(view):
        if "at" in view.lows[after + 1 : after + _PUT_REACH] and (who := _before(view, first)):
            found.append((first, after, who))
    for first, after, _ in _phrases("speech", "estimate").find(view):
        for owner in range(first - 1, max(-1, first - _OWNED_REACH), -1):
            if not _joined(view, owner, owner + 1):
                break
            if view.words[owner].endswith(("'s", "’s")) and (who := _phrase_before(view, owner + 1)):
                found.append((first, after, who[:-2]))
                break
    for first, after, _ in _phrases("speech", "finds").find(view):
        studies = lexicon.words("speech", "study")
        if not studies.isdisjoint(view.lows[max(0, first - _LONGEST) : first]) and (who := _before(view, first)):
            found.append((first, after, who))
    return found


def _joined(view: View, a: int, b: int) -> bool:
    """Whether only a blank stands between two neighbouring words."""
    return view.text[view.ends[a] : view.starts[b]].strip() == ""


def _opens(view: View, verb: int) -> bool:
    """Whether the verb follows a comma or a quotation: ", said the mayor"."""
    return verb > 0 and not _joined(view, verb - 1, verb)


def _before(view: View, verb: int) -> str | None:
    """The noun phrase before a verb: "The union has said", "The organisers, Coast of Halden, said"."""
    end = verb
    while end > 0 and view.lows[end - 1] in lexicon.words("speech", "helper") and _joined(view, end - 1, end):
        end -= 1
    if end > 0 and view.text[view.ends[end - 1] : view.starts[end]].strip() == ",":
        opening = end - 1
        while opening > 0 and end - opening < _LONGEST and _joined(view, opening - 1, opening):
            opening -= 1
        if opening > 0 and view.text[view.ends[opening - 1] : view.starts[opening]].strip() == ",":
            return _phrase_before(view, opening) or _phrase_before(view, end)
        return None
    return _phrase_before(view, end)


def _phrase_before(view: View, end: int) -> str | None:
    index = end
    stop = _stop()
    while index > 0 and end - index < _LONGEST and (index == end or _joined(view, index - 1, index)):
        low = view.lows[index - 1]
        if low in lexicon.words("speech", "back") and index == end:
            return view.words[index - 1]
        if low in stop or low[0].isdigit():
            break
        index -= 1
    while index < end and view.lows[index] in ("and", "of", "for"):
        index += 1
    if all(low in _no_one() for low in view.lows[index:end]):
        return None
    return view.text[view.starts[index] : view.ends[end - 1]]


@cache
def _no_one() -> frozenset[str]:
    """Words that are nobody by themselves: "officials said Wednesday"."""
    return _INSIDE | lexicon.words("speech", "day")


def _after(view: View, begin: int) -> str | None:
    index = begin
    stop = _stop()
    while index < len(view.words) and index - begin < _LONGEST:
        if index > begin and not _joined(view, index - 1, index):
            break
        if view.lows[index][0].isdigit():
            break
        if view.lows[index] in stop and not (index == begin and view.lows[index] in lexicon.words("speech", "back")):
            break
        index += 1
    while index > begin and view.lows[index - 1] in _INSIDE:
        index -= 1
    if all(low in _no_one() for low in view.lows[begin:index]):
        return None
    return view.text[view.starts[begin] : view.ends[index - 1]]


def same_source(x: str, y: str) -> bool:
    """Whether two speakers, as written, may be one: they share a telling word.

    >>> same_source("the officials", "two American officials"), same_source("the police", "the organisers")
    (True, False)
    """
    return bool(_telling(x) & _telling(y))


def _telling(speaker: str) -> set[str]:
    words = speaker.lower().replace("’", "'").replace("'s", "").split()
    return {word.strip(".,").removesuffix("s") for word in words if word not in lexicon.words("phrases", "stop")}
