"""What each quantity is of: mentions -> claims. Every slot may stay unknown; a sentence is read once.

>>> from numcheck.extract import extract
>>> from numcheck.segment import segment
>>> article = Article("a", "They sent 3,000 troops into Halden.")
>>> sentences = segment(article)
>>> claim = frame(article, sentences, extract(article, sentences)[0])[0]
>>> claim.frame.concept, claim.frame.event, sorted(claim.frame.places)
('troops', 'deployed', ['halden'])
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from numcheck.frame.dated import beside, is_dateline, of_speech, still_to_come
from numcheck.frame.ellipsis import inherit
from numcheck.frame.events import EventHit, event_of, events, ref_time
from numcheck.frame.measure import What, measure
from numcheck.frame.names import Names, owner_of, read_names
from numcheck.frame.relation import moving, relation
from numcheck.frame.telling import telling, words_of
from numcheck.frame.view import View
from numcheck.frame.voice import last_speaker, modality, speaker, speech_words
from numcheck.frame.when import Moment, moment
from numcheck.model import Article, Claim, Frame, Mention, Quantity, Sentence

__all__ = ["frame"]

_LEAD = 2  # sentences of the story that make its lead
_WINDOW = 60  # words either side of a mention that are read in an endless sentence
_LINE_END = re.compile(r"\r\n|\r|\n")
_OF_SET = re.compile(r"\s+of\s+(?:[^\W\d_]+(?:['’]s?)?\s+){0,3}", re.I)
_RECORD_FILES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")  # one line of the file is a whole article
_HOUR = re.compile(r"\d{1,2}\.[0-5]\d")
_NEVER = ("ordinal", "set")
_LEAVES_OUT = ("count", "money", "percent", "distance", "area", "volume", "mass", "duration", "speed", "temperature")
Found = tuple[Mention, Quantity]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with all that its claims share."""

    view: View
    names: Names
    hits: Sequence[EventHit]
    told: Sequence[tuple[int, str]]
    speech: frozenset[int]
    numbers: list[int]
    dates: list[Found]
    last: str | None
    anchors: frozenset[str]
    places: frozenset[str]
    lead: bool
    boilerplate: bool
    published: date | None


def frame(article: Article, sentences: tuple[Sentence, ...], mentions: list[Found]) -> list[Claim]:
    """The claims of an article: each mention with what it is of.

    Args:
        article: the article.
        sentences: its sentences, as `numcheck.segment.segment` cuts them.
        mentions: its mentions with what they say, as `numcheck.extract.extract` finds them.

    Returns:
        One claim a mention, in the order of the mentions.

    >>> frame(Article("a", "Nothing to count."), (), [])
    []
    """
    if not mentions:
        return []
    whole = View.of(article.text, 0, len(article.text))
    names = read_names(article, whole, sentences)
    starts = [sentence.start for sentence in sentences]
    lines = [0, *(found.end() for found in _LINE_END.finditer(article.text))]
    held: defaultdict[int, list[Found]] = defaultdict(list)
    for found in mentions:
        held[max(0, bisect_right(starts, found[0].start) - 1)].append(found)
    framed: dict[Mention, Claim] = {}
    last: str | None = None
    previous: tuple[Frame, Quantity, int] | None = None
    carried: frozenset[str] = frozenset()
    told = 0
    for index, sentence in enumerate(sentences):
        view = whole.between(sentence.start, sentence.end)
        for window, found_here in _windows(view, held.get(index, [])):
            read = _read(
                window, names, found_here, last, carried, told < _LEAD, sentence.boilerplate, article.published
            )
            for at, (mention, quantity) in enumerate(found_here):
                slots = _frame(read, mention, quantity)
                said = quantity
                if slots.skip == "bare number" and (whole_set := _set_of(article.text, found_here[at : at + 2])):
                    slots, said = inherit(slots, quantity, _frame(read, *whole_set), whole_set[1], 0)
                elif slots.skip == "bare number" and previous is not None:
                    slots, said = inherit(slots, quantity, *previous[:2], index - previous[2])
                elif quantity.kind in _LEAVES_OUT and slots.skip is None:
                    previous = slots, quantity, index
                framed[mention] = _claim(article, sentence, lines, mention, said, slots)
        if not sentence.boilerplate:
            told += 1
            last = last_speaker(view, last)
            following = sentences[index + 1 : index + 2]
            here = names.within(sentence.start, sentence.end) or carried
            carried = here if following and following[0].paragraph == sentence.paragraph else frozenset()
    return [framed[mention] for mention, _ in mentions if mention in framed]


def _set_of(text: str, found: Sequence[Found]) -> Found | None:
    """The set that a part is of, where it follows with a number of its own: "37 of the 150 seats"."""
    if len(found) < 2 or not found[0][1].part:
        return None
    return found[1] if _OF_SET.fullmatch(text, found[0][0].end, found[1][0].start) else None


def _windows(view: View, found: list[Found]) -> Iterator[tuple[View, list[Found]]]:
    """A sentence with its mentions; an endless one falls into a stretch of words around each mention."""
    if found and len(view.words) <= 2 * _WINDOW:
        yield view, found
        return
    for mention, quantity in found:
        yield view.window(view.at(mention.start), _WINDOW), [(mention, quantity)]


def _read(
    view: View,
    names: Names,
    found: Sequence[Found],
    last: str | None,
    carried: frozenset[str],
    lead: bool,
    aside: bool,
    published: date | None,
) -> _Sentence:
    hits = events(view)
    return _Sentence(
        view,
        names,
        hits,
        telling(view, hits),
        speech_words(view),
        [view.at(mention.start) for mention, quantity in found if quantity.kind not in ("date", "time")],
        [item for item in found if item[1].kind in ("date", "time")],
        last,
        names.within(view.start, view.end) or carried,
        names.within(view.start, view.end, places=True),
        lead,
        aside,
        published,
    )


def _frame(read: _Sentence, mention: Mention, quantity: Quantity) -> Frame:
    view = read.view
    if read.boilerplate or not view.words:
        return Frame(skip="boilerplate")
    start, end = view.at(mention.start), view.at(mention.end - 1) + 1
    is_date = quantity.kind in ("date", "time")
    hits = beside(view, read.hits, start, end) if is_date else read.hits
    hit = event_of(view, start, end, hits, read.numbers)
    what = What("date", None, "date") if is_date else _what(view, start, end, quantity, hit)
    when = moment(quantity) if is_date else Moment()
    near, own, words = words_of(view, start, end, read.told, read.numbers)
    event = what.event or (str(hit[2]["name"]) if hit else what.hint)
    return Frame(
        concept=what.concept,
        head=what.head,
        modifiers=what.modifiers | read.names.within(mention.start, mention.end) | read.names.origin(view, end),
        event=event,
        anchors=read.anchors,
        modality=_modality(view, start, end, when, read.published),
        speaker=speaker(view, start, read.last),
        ref_time=None if is_date else ref_time(view, start, read.dates, read.speech),
        relation=relation(view, start, end, quantity),
        family=what.family,
        broader=what.broader,
        generic=what.generic,
        narrow=what.narrow,
        broad=bool(hit and not what.event and hit[2].get("broad")),
        moves=what.moves or (hit[2].get("moves") if hit and not is_date else None) or moving(view, start, end),
        places=read.places,
        near=near,
        own=own,
        words=words,
        story=read.names.story,
        theme=read.names.theme,
        lead=read.lead,
        owner=owner_of(view, read.names, start, end),
        days=when.days,
        edge=when.edge,
        clock=when.clock,
        skip=_date_skip(read, mention, start, end, quantity, when) if is_date else _skip(read, mention, quantity, what),
    )


def _modality(view: View, start: int, end: int, when: Moment, published: date | None) -> str:
    """As the words have it; a day still to come is planned, whatever the words."""
    said = modality(view, start, end)
    return "planned" if still_to_come(when, published) and said in ("actual", "forecast") else said


def _what(view: View, start: int, end: int, quantity: Quantity, hit: EventHit | None) -> What:
    return measure(view, start, end, quantity.kind, quantity.unit, quantity.noun, hit)


def _skip(read: _Sentence, mention: Mention, quantity: Quantity, what: What) -> str | None:
    if quantity.kind in _NEVER:
        return quantity.kind
    if what.concept is None and what.head is None:
        if quantity.kind == "count" and quantity.unit is not None:
            return "noun too general"
        if quantity.kind in ("number", "count"):
            ticker = _HOUR.fullmatch(mention.quote) and is_dateline(read.view, mention, Moment(), read.published)
            return "dateline" if ticker else "bare number"
    return None


def _date_skip(read: _Sentence, mention: Mention, start: int, end: int, quantity: Quantity, when: Moment) -> str | None:
    """Why a date is no claim about an event."""
    if not when.days and when.clock is None:
        return "date not sharp" if quantity.readings else "date unresolved"
    if is_dateline(read.view, mention, when, read.published):
        return "dateline"
    speech = not when.edge and not still_to_come(when, read.published)
    return "day of a speech" if speech and of_speech(read.view, start, end, read.speech, read.hits) else None


def _claim(
    article: Article, sentence: Sentence, lines: list[int], mention: Mention, quantity: Quantity, slots: Frame
) -> Claim:
    line = bisect_right(lines, mention.start) - 1
    in_record = (article.path or "").lower().endswith(_RECORD_FILES)
    return Claim(
        mention,
        quantity,
        slots,
        article.text[sentence.start : sentence.end],
        article.line + (0 if in_record else line),
        mention.start - lines[line] + 1,
        article.source,
        article.published,
        article.url,
        article.path,
    )
