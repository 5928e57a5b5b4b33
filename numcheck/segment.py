"""An article falls into sentences and named spans: "He left. She came." -> [0, 8) and [9, 18).

Every character that is not blank lies in exactly one sentence. What is not the story (front matter,
advertisements, credits) is marked, never removed. All passes are linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from numcheck import lexicon
from numcheck.masthead import masthead
from numcheck.model import Article, Sentence, Span

__all__ = ["segment", "spans"]

_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_STOP = re.compile(r"[.!?…](?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]*_]*+(?:\[\d{1,3}\])?(?=\s)")
_BULLET = re.compile(r"[ \t]*(?:[-*•–—‣◦#>|]|\d{1,3}[.)])[ \t]")
_TOKEN = re.compile(r"[A-Za-z](?:[A-Za-z]|\.(?=[A-Za-z])){0,9}$")
_INITIALS = re.compile(r"(?:[A-Z]\.){0,5}[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_BLANK = re.compile(r"\s*+")
_MARKS = re.compile(r"[\"“”„«»]")
_OPENERS, _CLOSERS = "“„«", "”»"
_AFTER_STOP = ".!?…\"'”’»)]*_["
_OPENED, _CLOSED = "<!--", "-->"
_LONGEST_COMMENT = 1_000
_WRAPPED = 100
_LONGEST = 9


@lru_cache(maxsize=1)  # the checks ask again right after the extraction
def segment(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article; front matter and a leading date are boilerplate sentences of their own.

    Args:
        article: the article; only its text is read.

    Returns:
        Sentences with the number of their paragraph; blank space between them belongs to none.

    >>> [(s.start, s.end, s.paragraph) for s in segment(Article("a", "Gen. Roe left. He fell."))]
    [(0, 14, 0), (15, 23, 0)]
    """
    text = article.text
    head = masthead(text)
    found: list[Sentence] = []
    for start, end in ((0, head.front), (head.front, head.story)):
        start, end = _trim(text, start, end)
        if start < end:
            found.append(Sentence(start, end, len(found), True))
    anywhere = _notices(text)
    openings, alone = _notice_patterns()
    number = len(found)
    for lines in _paragraphs(text, head.story):
        first, last = lines[0][0], lines[-1][1]
        whole = openings.match(text, first, last) or alone.fullmatch(text, first, min(last, first + 80))
        for own, comment in _apart(text, lines):
            for start, end in _sentences(text, own):
                marked = bool(whole or comment or openings.match(text, start, end))
                if anywhere and not marked:
                    lowered = text[start:end].lower()
                    marked = any(phrase in lowered for phrase in anywhere)
                found.append(Sentence(start, end, number, marked))
        number += 1
    return tuple(found)


def spans(article: Article) -> tuple[Span, ...]:
    """Named stretches of an article: front matter, date, dateline, quotations and boilerplate.

    >>> [(s.start, s.end, s.name) for s in spans(Article("a", 'He said: "We left."'))]
    [(9, 19, 'quotation')]
    """
    text = article.text
    head = masthead(text)
    found = [Span(0, head.front, "front matter")] if head.front else []
    if head.story > head.front:
        found.append(Span(*_trim(text, head.front, head.story), "date"))
    if head.dateline:
        found.append(Span(*head.dateline, "dateline"))
    found += [Span(s.start, s.end, "boilerplate") for s in segment(article) if s.boilerplate and s.start >= head.story]
    for lines in _paragraphs(text, head.story):
        found += _quotations(text, lines[0][0], lines[-1][1])
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.name)))


def _paragraphs(text: str, start: int) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines with no blank line between them, each line without surrounding blanks."""
    lines: list[tuple[int, int]] = []
    previous = start
    for found in _LINE.finditer(text, start):
        begin, end = found.span()
        if lines and begin - previous > 1:
            gap = text[previous:begin]
            if gap.count("\n") > 1 or gap.count("\r") > 1 or "\u2029" in gap:
                yield lines
                lines = []
        lines.append((begin, end))
        previous = end
    if lines:
        yield lines


def _apart(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """The lines of a paragraph before, in and after each HTML comment, and whether they are one: no reader sees it."""
    at, last = lines[0][0], lines[-1][1]
    opened = text.find(_OPENED, at, last)
    if opened < 0:
        yield lines, False
        return
    while opened >= 0:
        closed = text.find(_CLOSED, opened, min(last, opened + _LONGEST_COMMENT))
        following = opened + 1
        if closed >= 0:
            following = closed + len(_CLOSED)
            for start, end, comment in ((at, opened, False), (opened, following, True)):
                if own := [line.span() for line in _LINE.finditer(text, start, end)]:
                    yield own, comment
            at = following
        opened = text.find(_OPENED, following, last)
    if own := [line.span() for line in _LINE.finditer(text, at, last)]:
        yield own, False


def _sentences(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph."""
    start = lines[0][0]
    for end, begin in _pieces(text, lines):
        for found in _STOP.finditer(text, start, end):
            stop, after = found.span()
            following = after + 1
            if text[following].isspace():
                following = _skip(text, following, end)
            if _ends_sentence(text, start, stop, following):
                yield start, after
                start = following
        yield start, end
        start = begin


def _pieces(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each line's end that ends a sentence, the last line's always, with the start of the next line."""
    if len(lines) > 1:
        longest = max(end - start for start, end in lines)
        for (start, end), (begin, _) in pairwise(lines):
            short = end - start < longest // 2 and not text[begin].islower()
            if short or longest > _WRAPPED or text[start] == "#" or _BULLET.match(text, begin):
                yield end, begin
    yield lines[-1][1], lines[-1][1]


def _ends_sentence(text: str, start: int, stop: int, begin: int) -> bool:
    """Whether the stop at text[stop] ends the sentence from `start`; `begin` is where text goes on."""
    following = text[begin]
    if following.islower() or following in ",;:)–—":
        return False
    if text[stop] != "." or text[stop + 1] in _AFTER_STOP:
        return True
    word = text[max(start, text.rfind(" ", start, stop) + 1, stop - _LONGEST - 1) : stop]
    if len(word) > _LONGEST:
        return True
    ends = _short_for(word)
    if ends is None:
        return True
    if not ends:
        return not (stop - start <= 3 and text[start:stop].isdigit())
    if ends.startswith("number"):
        return not following.isdigit()
    return ends.startswith("starter") and _starts(text, begin)


@lru_cache(4096)
def _short_for(word: str) -> str | None:
    """What must follow for the stop after a word to end a sentence; "" for no word at all, None for no abbreviation."""
    token = _TOKEN.search(word)
    if token is None:
        return ""
    if token.start() and word[token.start() - 1].isalnum():
        return None
    word = token[0]
    ends = "starter" if _INITIALS.fullmatch(word) else _abbreviations().get(word.lower())
    return None if ends is None or (ends.endswith("!") and not word[0].isupper()) else ends


def _starts(text: str, begin: int) -> bool:
    word = _WORD.search(text, begin, begin + 24)
    return word is not None and word[0].lower() in _starters()


def _notices(text: str) -> tuple[str, ...]:
    lowered = text.lower()
    return tuple(phrase for phrase in _phrases("anywhere") if phrase in lowered)


def _quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """Quoted stretches of one paragraph, marks included; one left open runs to the paragraph's end."""
    opened: int | None = None
    for found in _MARKS.finditer(text, start, end):
        mark, at = found[0], found.start()
        if mark in _OPENERS or (mark == '"' and opened is None):
            if opened is None and not (mark == '"' and at > start and text[at - 1].isdigit()):
                opened = at
        elif opened is not None:
            yield Span(opened, at + 1, "quotation")
            opened = None
    if opened is not None:
        yield Span(opened, end, "quotation")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    chunk = text[start:end]
    start += len(chunk) - len(chunk.lstrip())
    return start, max(start, start + len(chunk.strip()))


def _skip(text: str, start: int, end: int) -> int:
    found = _BLANK.match(text, start, end)
    return found.end() if found else start


@cache
def _abbreviations() -> dict[str, str]:
    rows = lexicon.surfaces("segment", "abbreviation")
    return {form: row["ends"] + ("!" if row.get("capital") else "") for form, row in rows.items()}


@cache
def _starters() -> Collection[str]:
    return lexicon.surfaces("segment", "starter")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    return tuple(f for f, row in lexicon.surfaces("segment", "boilerplate").items() if row["where"] == where)


@cache
def _notice_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    start, alone = (lexicon.alternation(_phrases(where)) for where in ("start", "alone"))
    return re.compile(rf"{start}(?!\w)", re.IGNORECASE), re.compile(rf"{alone}\W{{0,12}}", re.IGNORECASE)
