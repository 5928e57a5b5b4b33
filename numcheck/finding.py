"""What numcheck says of claims: Claims -> Finding, with its reasons; Coverage and Problems; all of one run, a Report.

All are frozen. The records of decisions (`numcheck.decided`) are here, too, so that a report writer needs no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from numcheck.decided import HUSHING, KEYS, REASONS, Anchor, Decision, Decisions, Suppression
from numcheck.lazy import where
from numcheck.model import Claim, Kind

__all__ = [
    "HUSHING",
    "KEYS",
    "REASONS",
    "SEVERITIES",
    "Anchor",
    "Coverage",
    "Decision",
    "Decisions",
    "Dossier",
    "Finding",
    "Passage",
    "Problem",
    "Reason",
    "Report",
    "Rule",
    "Severity",
    "Suppression",
    "Verdict",
]

Verdict = Literal["contradiction", "tension", "update", "consistent", "not comparable"]
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")


@dataclass(frozen=True, slots=True)
class Reason:
    """One typed, named step on the way to a verdict; explanations are rendered from reasons and nothing else."""

    name: str
    text: str
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims of one measure that disagree, with the verdict and how it was reached.

    Args:
        id: a hash of content, see `numcheck.fingerprint`.
        rule: its code.
        verdict: contradiction, tension or update.
        severity: how bad.
        confidence: the probability that its verdict is right.
        measure: what they measure, for people.
        kind: of the quantities.
        unit: of low, best and high.
        low: the lowest figure.
        best: the one that most sources give, or None.
        high: the highest figure.
        claims: by value and place.
        reasons: the steps to the verdict.
        explanation: the reasons in a sentence or more.
        sources: how many sources its claims have; copies of one text are one.
        primary: which claim stands for the finding where a format knows one place only.
        decision: what was said of it, None if nothing.
        apart: the claims that this is not on: (number, reason).
        disputed: two people said different things of it; it is then reported.
        suppressed: the reason of a comment that hushes it, None without one.
        read_by: who took its claims for one measure: "rules", "rules + reader X", or "reader X" against the rules.
        baseline: "unchanged" if the base of a comparison has the same finding, "updated" if it has one with a part of
            these claims that is no longer there, else "new"; None without a base.
    """

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    confidence: float
    measure: str
    kind: Kind
    unit: str | None
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    explanation: str
    read_by: str = "rules"
    sources: int = 0
    primary: int = 0
    decision: Decision | None = None
    apart: tuple[tuple[int, str], ...] = ()
    disputed: bool = False
    suppressed: str | None = None
    baseline: Literal["new", "updated", "unchanged"] | None = None

    @property
    def hushed(self) -> bool:
        """Whether a decision or a comment keeps it out of what is reported."""
        decided = self.decision is not None and self.decision.decision in HUSHING and not self.disputed
        return decided or self.suppressed is not None

    @property
    def place(self) -> Claim:
        """The claim that stands for the finding where a format knows one place only."""
        return self.claims[self.primary]

    @property
    def others(self) -> tuple[Claim, ...]:
        """The other claims."""
        return self.claims[: self.primary] + self.claims[self.primary + 1 :]


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim where it stands, for people.

    Args:
        title: of the article.
        before: what stands before the quote, from two sentences before its own.
        quote: the quote in stretches, each with what it is: "number", "hedge", "unit", "noun", "date" or "".
        after: what stands after the quote, to two sentences after its own.
        figure: what it says, in short: "about 3,000".
        link: opens its article in an editor; None unless one was named.
    """

    title: str | None
    before: str
    quote: tuple[tuple[str, str], ...]
    after: str
    figure: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What somebody who decides on a finding wants to see besides it.

    Args:
        id: the finding's.
        passages: one a claim, in their order.
        groups: which claims give one figure, by number; the figure that most outlets give first.
    """

    id: str
    passages: tuple[Passage, ...]
    groups: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that could not be read, or only in part: shown with file and line, and exit code 2 says so.

    A problem below "error" is shown and changes no exit code. `uri` is `path` from the root of the project.
    """

    code: str
    message: str
    path: str | None = None
    line: int | None = None
    severity: Severity = "error"
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and what its page says.

    Args:
        code: "NC101".
        name: what is wrong, in a word or two.
        severity: how bad a finding of it is.
        on: whether it is reported without being selected.
        what: what the rule does.
        why: why that is worth a reader's time.
        example: a case that it reports.
        silent: when it keeps quiet although figures differ.
        hush: what to do about a finding that is right but not wanted.
        address: of its page, where a project has put the pages up; None where it has not.
    """

    code: str
    name: str
    severity: Severity
    on: bool
    what: str
    why: str
    example: str
    silent: str
    hush: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was seen and what was not judged: number-like expressions, parsed, framed, compared, skipped by reason."""

    numbers: int = 0
    parsed: int = 0
    framed: int = 0
    compared: int = 0
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one run has to say; the only thing a report writer sees.

    Args:
        findings: worst first, hushed ones among them; a tuple, or `numcheck.lazy.Lazy` where they are kept on disk.
        problems: input that was not read, and what else is wrong with it.
        coverage: what was seen and what was not judged.
        documents: how many articles were read.
        corpus_sha256: of ids and texts.
        notes: what limits the result.
        articles: (id, digest of text and metadata) of each article, by id.
        decisions: how the decisions on file fared, None without a file.
        suppressions: comments that hush findings.
        rules: those that its findings are of, by code.
        name: what the corpus is called, so that a host tells the reports of two corpora apart.
        dossiers: of its findings, for a report that shows them to people; it does without where there are none.
        absent: ids of the findings that only the base of a comparison has; None without a base.
        stamp: when it was made, UTC, ISO 8601; None unless asked for: it makes other bytes of the same input.
    """

    findings: Sequence[Finding]
    problems: tuple[Problem, ...]
    coverage: Coverage
    documents: int
    corpus_sha256: str
    notes: tuple[str, ...] = field(default=())
    articles: tuple[tuple[str, str], ...] = ()
    decisions: Decisions | None = None
    suppressions: tuple[Suppression, ...] = ()
    rules: tuple[Rule, ...] = ()
    name: str = "corpus"
    dossiers: tuple[Dossier, ...] = ()
    absent: tuple[str, ...] | None = None
    stamp: str | None = None

    @property
    def open(self) -> Sequence[Finding]:
        """The findings that neither a decision nor a comment hushes."""
        return where(self.findings, lambda finding: not finding.hushed)
