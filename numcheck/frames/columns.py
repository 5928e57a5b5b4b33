"""The columns of every frame: name, type, meaning. Names are stable; a column is only ever added.

>>> [column.name for column in TABLES["coverage"]]
['stage', 'reason', 'count']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from numcheck import lexicon
from numcheck.finding import SEVERITIES, Verdict
from numcheck.model import MODALITIES, Kind
from numcheck.report.json import STATES
from numcheck.rules import RULES

__all__ = ["TABLES", "Column", "Type", "categories"]

Type = Literal["text", "category", "number", "integer", "flag", "time"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: in snake case.
        type: text (`str`), category, number (float64), integer (Int64), flag (bool) or time (datetime64[us, UTC]).
        about: what it holds.
    """

    name: str
    type: Type
    about: str


@cache
def categories(name: str) -> tuple[str, ...]:
    """All that may stand in a column of type category, the same in every frame, so that frames can be put together.

    Units and hedges are open: those of the word lists are here, and a frame with another one has a category more.

    >>> categories("severity")
    ('note', 'warning', 'error')
    """
    closed: dict[str, Sequence[str]] = {
        "kind": get_args(Kind),
        "modality": MODALITIES,
        "verdict": get_args(Verdict),
        "severity": SEVERITIES,
        "state": STATES,
        "rule": tuple(RULES),
        "apart": ("agree", "fair", "hard"),
        "ref_precision": ("day", "month", "year", "span", "open"),
        "stage": ("documents", "numbers", "parsed", "framed", "compared", "skipped"),
    }
    if name in closed:
        return tuple(closed[name])
    if name == "hedge":
        said = [lexicon.words(file) for file in ("hedges", "dates_cues", "dates_links")]
        return tuple(sorted({say.lower() for words in said for say in words}))
    rows = [row for file in lexicon.files() for row in lexicon.records(file)]
    money = {str(row["code"]) for row in lexicon.records("money") if "code" in row}
    return tuple(sorted(money | {str(row["unit"]) for row in rows if isinstance(row.get("unit"), str)}))


_WHERE = (
    Column("claim_id", "text", "article, start and end of the mention: `a1:0:17`"),
    Column("doc_id", "text", "id of the article"),
    Column("source", "text", "the outlet"),
    Column("published", "time", "day of publication"),
    Column("url", "text", "of the article"),
    Column("path", "text", "the file it was read from"),
    Column("line", "integer", "line of the file, from 1"),
    Column("sentence", "text", "the sentence around the mention"),
    Column("quote", "text", "the mention: `text[start:end]`"),
    Column("start", "integer", "first code point in the article's text"),
    Column("end", "integer", "code point after the last"),
)
_WHAT = (
    Column("kind", "category", "count, money, distance, date, ..."),
    Column("subject", "text", "what is counted or measured: a class where one is known, else the noun"),
    Column("place", "text", "where, `; ` between several"),
    Column("event", "text", "what happened: the class of the verb"),
    Column("first_day", "time", "of a date: the first day that it may mean"),
    Column("last_day", "time", "of a date: the last day that it may mean"),
    Column("ref_start", "time", "first day for which the figure holds"),
    Column("ref_end", "time", "last day for which it holds"),
    Column("ref_precision", "category", "day, month, year, span of days, or open at one end"),
    Column("speaker", "text", "who says so, as written"),
    Column("modality", "category", "actual, planned, forecast, denied, conditional, question"),
    Column("hedge", "category", "about, more than, ...: in lower case"),
    Column("value", "number", "the number as written; none for a range, a vague amount or a date"),
    Column("lo", "number", "lower end of what the words allow; none where there is no end"),
    Column("hi", "number", "upper end of it"),
    Column("lo_open", "flag", "whether `lo` itself is left out"),
    Column("hi_open", "flag", "whether `hi` itself is left out"),
    Column("fair_lo", "number", "lower end of what a reader takes from it"),
    Column("fair_hi", "number", "upper end of it"),
    Column("unit", "category", "a name that pint knows, or an ISO 4217 code; none for counts and bare numbers"),
    Column("value_si", "number", "the value in the base unit, by which figures are compared; else as written"),
    Column("lo_si", "number", "`lo` in the base unit"),
    Column("hi_si", "number", "`hi` in the base unit"),
    Column("fair_lo_si", "number", "`fair_lo` in the base unit"),
    Column("fair_hi_si", "number", "`fair_hi` in the base unit"),
    Column("unit_si", "text", "the base unit, as pint names it"),
    Column("currency", "text", "ISO 4217 code of an amount of money"),
)
_ORIGIN = (
    Column("text_sha256", "text", "of the article's text"),
    Column("tool_version", "text", "of numcheck"),
)
_CLAIMS = (
    *_WHERE,
    Column("paragraph", "integer", "of the article, from 0"),
    *_WHAT,
    Column("measure_id", "text", "the same for all claims of one measure; none before a check and for what is skipped"),
    Column("confidence", "number", "the probability that its surest partner measures the same; none without one"),
    Column("rule", "category", "of the worst finding that it is part of"),
    Column("skip", "text", "why it is never compared; none if it may be"),
    *_ORIGIN,
)
_FINDINGS = (
    Column("finding_id", "text", "`fp1:` and a hash of its content"),
    Column("rule", "category", "NC101, ..."),
    Column("verdict", "category", "contradiction, tension or update"),
    Column("severity", "category", "error, warning or note"),
    Column("confidence", "number", "the probability that its claims measure one thing"),
    Column("measure", "text", "what they measure, for people"),
    Column("low", "number", "lowest figure"),
    Column("best", "number", "the figure that most sources give; none in a tie"),
    Column("high", "number", "highest figure"),
    Column("sources", "integer", "how many sources its claims have; copies of one text are one"),
    Column("state", "category", "open, or what was decided of it"),
    Column("explanation", "text", "why it was reported"),
    Column("primary", "flag", "whether this claim stands for the finding"),
    *_WHERE,
    *_WHAT,
    Column("measure_id", "text", "as in claims"),
    *_ORIGIN,
    Column("corpus_sha256", "text", "of the ids and texts of all articles"),
)
_SIDES = [column for column in (*_WHERE, *_WHAT) if column.name in (
    "claim_id", "doc_id", "source", "published", "quote", "value", "lo", "hi", "unit",
)]  # fmt: skip
_PAIRS = (
    Column("measure_id", "text", "as in claims"),
    Column("kind", "category", "of both"),
    Column("apart", "category", "agree; fair: a reader would stumble; hard: they exclude each other"),
    Column("confidence", "number", "the probability that both measure one thing"),
    Column("gap", "number", "distance of what their words allow, in the unit they are compared in; days for dates"),
    Column("ratio", "number", "the larger value over the smaller"),
    Column("unit_si", "text", "the unit they are compared in; `day` for dates"),
    *(Column(f"{side}_{column.name}", column.type, column.about) for side in "ab" for column in _SIDES),
)
_RANGE = (
    Column("low", "number", "lowest figure, in `unit`"),
    Column("best", "number", "the figure that most independent sources give; none in a tie"),
    Column("high", "number", "highest figure"),
    Column("unit", "category", "of the three: as written, or the base unit where claims are in several"),
    Column("n_claims", "integer", "how many claims"),
    Column("n_docs", "integer", "in how many articles"),
    Column("n_sources", "integer", "of how many outlets"),
    Column("n_independent", "integer", "the same, copies of one sentence counted once"),
    Column("first_seen", "time", "first day of publication"),
    Column("last_seen", "time", "last day of publication"),
    Column("agree", "flag", "whether what a reader takes from them meets: no lower end above an upper end"),
)
_MEASURES = (
    Column("measure_id", "text", "as in claims"),
    Column("measure", "text", "what is measured, for people"),
    Column("kind", "category", "of its claims"),
    *_RANGE,
    Column("rule", "category", "of the worst finding on it"),
)
_RECONCILED = (
    Column("measure_id", "text", "as in claims"),
    Column("period", "time", "first day of the period; none where neither the figure nor the article has a day"),
    Column("kind", "category", "of its claims"),
    Column("subject", "text", "what is counted or measured"),
    *_RANGE,
)
_COVERAGE = (
    Column("stage", "category", "documents, numbers seen, parsed, framed, compared, skipped"),
    Column("reason", "text", "why they were skipped; none for the other stages"),
    Column("count", "integer", "how many"),
)
_DECISIONS = (
    Column("finding_id", "text", "the finding that was decided on"),
    Column("decision", "text", "confirm, dismiss or accepted-debt"),
    Column("reason", "text", "a word of the reviewer's list"),
    Column("note", "text", "free words"),
    Column("by", "text", "who"),
    Column("at", "text", "when, ISO 8601"),
)
_ARTICLES = (
    Column("id", "text", "unique in a corpus"),
    Column("text", "text", "the text as it was read"),
    Column("date", "time", "day of publication"),
    Column("source", "text", "the outlet"),
    Column("title", "text", "of the article"),
    Column("url", "text", "of the article"),
    Column("path", "text", "the file it was read from"),
    Column("text_sha256", "text", "of the text"),
)
TABLES: dict[str, tuple[Column, ...]] = {
    "claims": _CLAIMS,
    "findings": _FINDINGS,
    "pairs": _PAIRS,
    "measures": _MEASURES,
    "coverage": _COVERAGE,
    "decisions": _DECISIONS,
    "reconciled": _RECONCILED,
    "articles": _ARTICLES,
}
"""The columns of each table, in order."""
