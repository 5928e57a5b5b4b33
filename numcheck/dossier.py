"""Findings and their articles -> dossiers: each claim in its context, with its number, hedge, unit and noun.

Reports of data carry none; pages on which people decide do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote as escaped

from numcheck.extract.numbers import find_numerals
from numcheck.finding import Dossier, Finding, Passage, Report
from numcheck.judge.figures import figures, written
from numcheck.model import TIMES, Article, Claim, Sentence
from numcheck.segment import segment

__all__ = ["EDITORS", "dossier", "with_dossiers"]

EDITORS: Mapping[str, str] = {
    "vscode": "vscode://file{path}:{line}",
    "vscodium": "vscodium://file{path}:{line}",
    "cursor": "cursor://file{path}:{line}",
    "zed": "zed://file{path}:{line}",
    "idea": "idea://open?file={path}&line={line}",
    "textmate": "txmt://open?url=file://{path}&line={line}",
}
"""The address that opens a file at a line, by editor."""

_AROUND = 2  # sentences before and after that of the claim
_LONGEST = 600  # characters of context on either side
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)  # of Markdown
_BREAKS = re.compile(r"\s*\n\s*")
_CURRENCY = re.compile(r"[A-Z]{0,3}[^\w\s.,;:'\"()/–—-]\s?$")
_UNITLESS = ("count", "number", "ordinal", *TIMES)


def with_dossiers(report: Report, articles: Mapping[str, Article]) -> Report:
    """The report with a dossier of each finding.

    Args:
        report: of a run.
        articles: the articles of its claims by id; a claim without one is shown in its sentence.

    >>> from numcheck.finding import Coverage
    >>> with_dossiers(Report((), (), Coverage(), 0, ""), {}).dossiers
    ()
    """
    return replace(report, dossiers=tuple(dossier(finding, articles) for finding in report.findings))


def dossier(finding: Finding, articles: Mapping[str, Article], editor: str | None = None) -> Dossier:
    """What somebody who decides on a finding wants to see besides it.

    Args:
        finding: any finding.
        articles: the articles of its claims by id.
        editor: one of EDITORS, in which articles that are files can be opened.
    """
    at = {id(claim): number for number, claim in enumerate(finding.claims)}
    return Dossier(
        finding.id,
        tuple(_passage(claim, articles.get(claim.mention.doc), editor) for claim in finding.claims),
        tuple(tuple(sorted(at[id(claim)] for claim in group)) for group in figures(finding.claims)),
    )


def _passage(claim: Claim, article: Article | None, editor: str | None) -> Passage:
    before, after = _context(claim, article)
    title, link = article.title if article else None, _opened(claim, editor) if editor else None
    before = before.removeprefix(title or "").lstrip("\n")  # it is shown above
    return Passage(title, before, _marked(claim), after, written(claim), link)


def _opened(claim: Claim, editor: str) -> str | None:
    """The address that opens a claim's file in an editor; only a name in our own list makes a scheme."""
    if not claim.path or claim.path == "-":
        return None
    path = "/" + escaped(Path(claim.path).resolve().as_posix().lstrip("/").encode("utf-8", "surrogateescape"))
    return EDITORS[editor].format(path=path, line=claim.line)


def _context(claim: Claim, article: Article | None) -> tuple[str, str]:
    """What stands around a quote; of an article that was changed since or is not at hand, the sentence only."""
    start, end = claim.mention.start, claim.mention.end
    if article is None or article.text[start:end] != claim.mention.quote:
        before, _, after = claim.sentence.partition(claim.mention.quote)
        return before, after
    story = _story(article)
    own = [n for n, sentence in enumerate(story) if sentence.start <= start < sentence.end]
    if not own:
        return "", ""
    first, last = story[max(0, own[0] - _AROUND)], story[min(len(story) - 1, own[0] + _AROUND)]
    before, after = article.text[min(first.start, start) : start], article.text[end : max(last.end, end)]
    before, after = (_HEADING.sub("", _BREAKS.sub("\n", text)) for text in (before, after))
    head = "…" + before[-_LONGEST:] if len(before) > _LONGEST else before
    tail = after[:_LONGEST] + "…" if len(after) > _LONGEST else after
    return head, tail


@lru_cache(maxsize=10_000)  # articles, each of which may have a claim in many findings
def _story(article: Article) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in segment(article) if not sentence.boilerplate)


def _marked(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The quote in stretches, each with what it is."""
    quantity = claim.quantity
    if quantity.kind in TIMES:
        return ((claim.mention.quote, "date"),)
    beside = bool(quantity.unit) and quantity.kind not in _UNITLESS
    return _stretches(claim.mention.quote, quantity.hedge, quantity.noun, beside)


@lru_cache(maxsize=10_000)  # outlets copy from one another
def _stretches(quote: str, hedge: str | None, noun: str | None, beside: bool) -> tuple[tuple[str, str], ...]:
    """Number, hedge and noun in a quote, and what stands beside the number if that is a unit."""
    found: list[tuple[int, int, str]] = []
    for word, name in ((hedge, "hedge"), (noun, "noun")):
        spot = re.search(re.escape(word), quote, re.IGNORECASE) if word else None
        if spot and all(spot.end() <= a or b <= spot.start() for a, b, _ in found):
            found.append((*spot.span(), name))
    for numeral in find_numerals(quote, []):
        free = all(numeral.end <= a or b <= numeral.start for a, b, _ in found)
        if free and not quote[: numeral.start][-1:].isalpha():
            found.append((numeral.start, numeral.end, "number"))
    numbers = [(start, end) for start, end, name in found if name == "number"]
    if numbers and beside:
        found += _units(quote, sorted(found), numbers)
    parts: list[tuple[str, str]] = []
    at = 0
    for start, end, name in sorted(found):
        parts += [(quote[at:start], ""), (quote[start:end], name)]
        at = end
    return tuple(part for part in (*parts, (quote[at:], "")) if part[0])


def _units(quote: str, found: list[tuple[int, int, str]], numbers: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """What stands beside the numbers: "$" and "US$" before one, "km" or "per cent" after the last."""
    last = numbers[-1][1]
    spans = [(last, min((start for start, _, _ in found if start >= last), default=len(quote)))]
    for number, (first, _) in enumerate(numbers):
        begin = max((end for _, end, _ in found if end <= first), default=0)
        word = _CURRENCY.search(quote, begin, first) if number else None
        if word:
            spans.append(word.span())
        elif not number and not any(c.islower() for c in quote[begin:first]):
            spans.append((begin, first))
    made = []
    for start, end in spans:
        stretch = quote[start:end]
        word_alone = stretch.strip(" -\u00a0\u2011")
        if word_alone:
            start += stretch.index(word_alone)
            made.append((start, start + len(word_alone), "unit"))
    return made
