"""The records that numcheck reads into claims: Article -> Mention + Quantity + Frame = Claim.

All are frozen. `Mention.cut` is the one way to make a mention, so `text[start:end] == quote` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from numcheck.interval import Interval

__all__ = [
    "MODALITIES",
    "TIMES",
    "Article",
    "Claim",
    "Days",
    "Edge",
    "Frame",
    "Kind",
    "Mention",
    "Quantity",
    "Sentence",
    "Span",
    "shown_days",
]

Kind = Literal[
    "count", "number", "money", "percent", "distance", "area", "volume", "mass", "duration", "age", "speed",
    "temperature", "temperature_change", "physical", "rate", "ratio", "ordinal", "date", "time", "set",
]  # fmt: skip
TIMES: tuple[Kind, ...] = ("date", "time", "set")
"""Kinds whose value is days (`Quantity.readings`), not a number."""
MODALITIES = ("actual", "planned", "forecast", "denied", "conditional", "question")
Edge = Literal["from", "until", "by"]
Days = tuple[date | None, date | None]
"""First and last day of a closed interval of days; None is an end that is not there."""


def shown_days(days: Days) -> str:
    """An interval of days for people.

    >>> shown_days((date(2024, 10, 28), date(2024, 10, 28))), shown_days((date(2024, 10, 28), None))
    ('2024-10-28', '2024-10-28 to …')
    """
    first, last = (day.isoformat() if day else "…" for day in days)
    return first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article with the name of what it is ("boilerplate", "quotation", "dateline", ...)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it was read; offsets everywhere are code points into `text`.

    Args:
        id: unique in a corpus: the record's id, or the path.
        text: the whole text, exactly as decoded.
        published: day of publication, None when unknown (relative dates then stay unresolved).
        path: the file it came from, "-" for stdin.
        line: 1-based line of `path` where the article begins (a JSONL record's line).
        sha256: of `text` in UTF-8.
        record: it is one record of `path` (JSONL, CSV), so that its lines and columns are not those of the file.
        uri: `path` from the root of the project, with forward slashes; None where there is no such path.
    """

    id: str
    text: str
    published: date | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    line: int = 1
    sha256: str = ""
    record: bool = False
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: [start, end) with its paragraph number, and whether it is boilerplate."""

    start: int
    end: int
    paragraph: int
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article says something: `text[start:end] == quote`."""

    doc: str
    start: int
    end: int
    quote: str

    @classmethod
    def cut(cls, article: Article, start: int, end: int) -> Mention:
        """The mention of article text at [start, end).

        Raises:
            ValueError: the span is empty or runs outside the text.

        >>> Mention.cut(Article("a", "some 50 km away"), 0, 10).quote
        'some 50 km'
        """
        if not 0 <= start < end <= len(article.text):
            raise ValueError(f"span {start}-{end} is outside {article.id} (length {len(article.text)})")
        return cls(article.id, start, end, article.text[start:end])


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a mention says, as two intervals in one unit.

    Args:
        kind: dimension in the reader's words: count, money, distance, date, ...
        hard: what the words allow ("up to 12,000" is [0, 12000]).
        fair: what a reader takes from it ("up to 12,000" is [10800, 12000]).
        value: the number as written, None for a range or a vague amount.
        written: lower and upper number as written, before any hedge; equal for a point.
        unit: pint-parsable unit, ISO 4217 code for money, lemma of the counted noun for counts, None when bare.
        noun: the counted noun as it stands, with its modifiers ("North Korean troops"); also for measured things.
        hedge: the hedge as written ("about", "more than"), None without one.
        change: "up" or "down" when the number is a change of something, else None.
        base: hard and fair in `base_unit`, for comparing; None when the unit does not convert.
        base_unit: base unit by pint ("meter", "kilogram"), the currency, or None.
        readings: for dates, each possible closed interval of days.
        timex: for dates and durations, the ISO-8601 / TIMEX3 value ("2024-10-28", "P3Y").
        fuzzy: a date whose edges are not meant sharply ("early 2023", "in recent weeks").
        part: how the number relates to a set named beside it: "of" ("a few hundred of those 3,000"), else None.
    """

    kind: Kind
    hard: Interval
    fair: Interval
    value: Decimal | None = None
    written: tuple[Decimal, Decimal] | None = None
    unit: str | None = None
    noun: str | None = None
    hedge: str | None = None
    change: Literal["up", "down"] | None = None
    base: tuple[Interval, Interval] | None = None
    base_unit: str | None = None
    readings: tuple[Days, ...] = ()
    timex: str | None = None
    fuzzy: bool = False
    part: Literal["of"] | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a quantity is of. Every slot may be unknown (None or empty).

    Args:
        concept: class of the counted noun or property ("military_person", "distance_to").
        head: lemma of the counted noun or measured property as written.
        modifiers: lemmas that restrict the head ("north korean", "special").
        event: class of the governing verb or its nominalisation ("killed", "deployed").
        anchors: lower-case names of places, actors and things that the sentence is about.
        modality: one of MODALITIES.
        speaker: who says so, as written.
        ref_time: when the figure holds.
        relation: "whole", "part", "rest" or "additional" against a set named in the text; "former" for a figure that
            the text itself has left behind, "each" for one per something, "limit" for what may be at most, "sought" for
            what somebody wants or lacks.
        family: what the concept may be counted as, too ("person" for troops, passengers, the dead).
        broader: the concepts that this one is a kind of ("people" for troops).
        generic: the concept says nothing beyond its family ("people").
        narrow: those modifiers that make a part of a set ("special").
        broad: the event is too common to say by itself what happened ("began").
        moves: how the figure may move while the story runs: "up", "both", "slow", None for a fixed fact.
        places: those anchors that a preposition makes a place.
        near: what the telling words right beside the number mean: their topic or class, else their stem.
        own: the same of all words that no other number of the sentence is nearer to.
        words: the same of all words of the sentence.
        story: names that the whole article is about.
        theme: stems of the telling words that the whole article is about.
        lead: it stands in the first sentences of the story.
        elliptic: the noun is not beside the number but inherited from a figure before it.
        owner: the name that the number belongs to: "Anna Roe, 23".
        days: for dates, each possible closed interval of days, with both ends, to compare; none when not sharp.
        edge: whether those days are where something begins ("since Monday"), ends or is due; None for the day itself.
        clock: minutes since midnight, None without a clock time.
        skip: why the claim is never compared ("boilerplate"), None if it may be.
    """

    concept: str | None = None
    head: str | None = None
    modifiers: frozenset[str] = frozenset()
    event: str | None = None
    anchors: frozenset[str] = frozenset()
    modality: str = "actual"
    speaker: str | None = None
    ref_time: Days | None = None
    relation: str | None = None
    family: str | None = None
    broader: frozenset[str] = frozenset()
    generic: bool = False
    narrow: frozenset[str] = frozenset()
    broad: bool = False
    moves: str | None = None
    places: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()
    theme: frozenset[str] = frozenset()
    lead: bool = False
    elliptic: bool = False
    owner: frozenset[str] = frozenset()
    days: tuple[Days, ...] = ()
    edge: Edge | None = None
    clock: int | None = None
    skip: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention, what it says, and what it says it of; carries enough of its article to be shown alone.

    Args:
        mention: where it stands.
        quantity: what it says.
        frame: what it says it of.
        sentence: the sentence around it.
        line: 1-based line of `path`; of a record, the line where the record begins.
        column: 1-based column in code points, in its line of the decoded text.
        article_source: the outlet.
        published: day of publication.
        url: of the article.
        path: the file, as it was given.
        record: as in `Article`; the column is then one of the decoded text, not of the file.
        uri: as in `Article`.
        utf16: `column` counted in UTF-16 code units.
        utf8: `column` counted in bytes of UTF-8.
        nth: how many claims of the article before this one have the same quote.
        prefix: up to 32 characters before it, as in a W3C TextQuoteSelector.
        suffix: up to 32 characters after it.
        sha256: of the article's text.
    """

    mention: Mention
    quantity: Quantity
    frame: Frame
    sentence: str
    line: int
    column: int
    article_source: str | None = None
    published: date | None = None
    url: str | None = None
    path: str | None = None
    record: bool = False
    uri: str | None = None
    utf16: int = 1
    utf8: int = 1
    nth: int = 0
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
