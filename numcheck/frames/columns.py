"""The columns of every frame: name, type, meaning. Names are stable; a column is only ever added.

>>> [column.name for column in TABLES["coverage"]]
['stage', 'reason', 'count']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

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


def _columns(text: str) -> tuple[Column, ...]:
    """A column a line: name, type, meaning."""
    rows = (line.split(maxsplit=2) for line in text.splitlines() if line.strip())
    return tuple(Column(name, cast(Type, type_), about) for name, type_, about in rows)


_WHERE = _columns("""
    claim_id   text     article, start and end of the mention: `a1:0:17`
    doc_id     text     id of the article
    source     text     the outlet
    published  time     day of publication
    url        text     of the article
    path       text     the file it was read from
    line       integer  line of the file, from 1
    sentence   text     the sentence around the mention
    quote      text     the mention: `text[start:end]`
    start      integer  first code point in the article's text
    end        integer  code point after the last
""")
_WHAT = _columns("""
    kind           category  count, money, distance, date, ...
    subject        text      what is counted or measured: a class where one is known, else the noun
    place          text      where, `; ` between several
    event          text      what happened: the class of the verb
    first_day      time      of a date: the first day that it may mean
    last_day       time      of a date: the last day that it may mean
    ref_start      time      first day for which the figure holds
    ref_end        time      last day for which it holds
    ref_precision  category  day, month, year, span of days, or open at one end
    speaker        text      who says so, as written
    modality       category  actual, planned, forecast, denied, conditional, question
    hedge          category  about, more than, ...: in lower case
    value          number    the number as written; none for a range, a vague amount or a date
    lo             number    lower end of what the words allow; none where there is no end
    hi             number    upper end of it
    lo_open        flag      whether `lo` itself is left out
    hi_open        flag      whether `hi` itself is left out
    fair_lo        number    lower end of what a reader takes from it
    fair_hi        number    upper end of it
    unit           category  a name that pint knows, or an ISO 4217 code; none for counts and bare numbers
    value_si       number    the value in the base unit, by which figures are compared; else as written
    lo_si          number    `lo` in the base unit
    hi_si          number    `hi` in the base unit
    fair_lo_si     number    `fair_lo` in the base unit
    fair_hi_si     number    `fair_hi` in the base unit
    unit_si        text      the base unit, as pint names it
    currency       text      ISO 4217 code of an amount of money
""")
_ORIGIN = _columns("""
    text_sha256   text  of the article's text
    tool_version  text  of numcheck
""")
_CLAIMS = (
    *_WHERE,
    *_columns("""
    paragraph  integer  of the article, from 0
    """),
    *_WHAT,
    *_columns("""
    measure_id  text      the same for all claims of one measure; none before a check and for what is skipped
    confidence  number    the probability that its surest partner measures the same; none without one
    rule        category  of the worst finding that it is part of
    skip        text      why it is never compared; none if it may be
    """),
    *_ORIGIN,
)
_FINDINGS = (
    *_columns("""
    finding_id   text      `fp1:` and a hash of its content
    rule         category  NC101, ...
    verdict      category  contradiction, tension or update
    severity     category  error, warning or note
    confidence   number    the probability that its verdict is right
    measure      text      what they measure, for people
    low          number    lowest figure
    best         number    the figure that most sources give; none in a tie
    high         number    highest figure
    sources      integer   how many sources its claims have; copies of one text are one
    state        category  open, or what was decided of it
    explanation  text      why it was reported
    primary      flag      whether this claim stands for the finding
    """),
    *_WHERE,
    *_WHAT,
    *_columns("""
    measure_id  text  as in claims
    """),
    *_ORIGIN,
    *_columns("""
    corpus_sha256  text  of the ids and texts of all articles
    """),
)
_SIDES = [column for column in (*_WHERE, *_WHAT) if column.name in (
    "claim_id", "doc_id", "source", "published", "quote", "value", "lo", "hi", "unit",
)]  # fmt: skip
_PAIRS = (
    *_columns("""
    measure_id  text      as in claims
    kind        category  of both
    apart       category  agree; fair: a reader would stumble; hard: they exclude each other
    confidence  number    the probability that both measure one thing
    gap         number    distance of what their words allow, in the unit they are compared in; days for dates
    ratio       number    the larger value over the smaller
    unit_si     text      the unit they are compared in; `day` for dates
    """),
    *(Column(f"{side}_{column.name}", column.type, column.about) for side in "ab" for column in _SIDES),
)
_RANGE = _columns("""
    low            number    lowest figure, in `unit`
    best           number    the figure that most independent sources give; none in a tie
    high           number    highest figure
    unit           category  of the three: as written, or the base unit where claims are in several
    n_claims       integer   how many claims
    n_docs         integer   in how many articles
    n_sources      integer   of how many outlets
    n_independent  integer   the same, copies of one sentence counted once
    first_seen     time      first day of publication
    last_seen      time      last day of publication
    agree          flag      whether what a reader takes from them meets: no lower end above an upper end
""")
_MEASURES = (
    *_columns("""
    measure_id  text      as in claims
    measure     text      what is measured, for people
    kind        category  of its claims
    """),
    *_RANGE,
    *_columns("""
    rule  category  of the worst finding on it
    """),
)
_RECONCILED = (
    *_columns("""
    measure_id  text      as in claims
    period      time      first day of the period; none where neither the figure nor the article has a day
    kind        category  of its claims
    subject     text      what is counted or measured
    """),
    *_RANGE,
)
_COVERAGE = _columns("""
    stage   category  documents, numbers seen, parsed, framed, compared, skipped
    reason  text      why they were skipped; none for the other stages
    count   integer   how many
""")
_DECISIONS = _columns("""
    finding_id  text  the finding that was decided on
    decision    text  confirm, dismiss or accepted-debt
    reason      text  a word of the reviewer's list
    note        text  free words
    by          text  who
    at          text  when, ISO 8601
""")
_ARTICLES = _columns("""
    id           text  unique in a corpus
    text         text  the text as it was read
    date         time  day of publication
    source       text  the outlet
    title        text  of the article
    url          text  of the article
    path         text  the file it was read from
    text_sha256  text  of the text
""")
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
