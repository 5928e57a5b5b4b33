"""Report -> text for people: every finding with its claims, intervals and reasons, then what was not judged.

Article text is hostile: control characters, escape sequences and bidirectional overrides are shown as U+FFFD.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from numcheck.finding import Finding, Problem, Report
from numcheck.model import TIMES, Claim, shown_days

__all__ = ["clean", "finding_text", "pieces", "problem_line", "reading", "show", "summary", "visible", "write"]

Line = list[tuple[str, str]]

_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_AROUND = 140
_NARROWEST = 20  # columns that a line gets, however narrow the terminal is
_HEADLINE = "headline"  # the reason that says it all in a sentence, and stands first
_PLAIN = {
    "slots_agree",
    "slots_unknown",
    "smallest_change",
}  # sentences of their own; the others are why it is reported
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def clean(text: str) -> str:
    """Text that cannot drive a terminal: on one line, without control characters and direction overrides.

    >>> clean("a\\x1b[31mb\\nc")
    'a\ufffd[31mb c'
    """
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """Text with control characters and direction overrides shown as U+FFFD, and otherwise as it is.

    >>> visible("a  \x1bb")
    'a  \ufffdb'
    """
    return text if text.isprintable() else _UNSAFE.sub("\ufffd", text)


def write(report: Report) -> str:
    """The report as plain text.

    >>> from numcheck.finding import Coverage
    >>> write(Report((), (), Coverage(), 2, ""))
    'No findings in 2 documents: 0 numbers seen, 0 parsed, 0 framed, 0 compared.\\n'
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """The same, a finding at a time."""
    for lines in _report(report):
        yield "".join("".join(text for text, _ in line) + "\n" for line in lines)


def show(report: Report, stream: TextIO, links: bool = False, width: int | None = None) -> None:
    """Print the report on a terminal, in colour.

    Args:
        report: the report.
        stream: where to.
        links: whether a place leads to its file and a rule to its page (OSC 8), which not every terminal understands.
        width: columns of the terminal, so that lines break between words and keep their indent; None breaks none.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=stream, force_terminal=True, no_color=False, highlight=False, markup=False, emoji=False, soft_wrap=True
    )
    for line in chain.from_iterable(_report(report, links)):
        text = Text.assemble(*line)
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        if width is None or text.cell_len <= width:
            console.print(text)
            continue
        for part in text[indent:].wrap(console, max(width - indent, _NARROWEST)):
            part.rstrip()
            console.print(Text(" " * indent) + part)


def problem_line(problem: Problem) -> str:
    """One line about input that was not read: path, line, code, message.

    >>> problem_line(Problem("NC902", "not JSON", "c.jsonl", 3))
    'c.jsonl:3: NC902 not JSON'
    """
    place = clean(problem.path or "-") + (f":{problem.line}" if problem.line else "")
    return f"{place}: {problem.code} {clean(problem.message)}"


def _report(report: Report, links: bool = False) -> Iterator[list[Line]]:
    """The lines of each finding, then those of the summary."""
    pages = {rule.code: rule.address for rule in report.rules} if links else {}
    seen: Counter[str] = Counter()
    for finding in report.findings:
        seen.update(_marks(finding))
        if not finding.hushed:
            yield [*_finding(finding, pages.get(finding.rule), links), []]
    yield list(_summary(report, seen))
    if seen["open"]:
        yield [[("To accept one: numcheck decide ID dismiss --reason REASON; all of them: numcheck baseline.", "dim")]]


def finding_text(finding: Finding) -> str:
    """One finding as the text report shows it."""
    return "".join("".join(text for text, _ in line) + "\n" for line in _finding(finding))


def summary(report: Report) -> list[str]:
    """The last lines of the text report: counts, what was not judged, and what limits the result."""
    seen = Counter(mark for finding in report.findings for mark in _marks(finding))
    return ["".join(text for text, _ in line) for line in _summary(report, seen)]


def _marks(finding: Finding) -> list[str]:
    """What the summary counts a finding as."""
    marks = [] if finding.hushed else ["open", finding.baseline or ""]
    return marks if finding.suppressed is None else [*marks, "suppressed"]


def _finding(finding: Finding, page: str | None = None, links: bool = False) -> Iterator[Line]:
    style = _STYLES[finding.severity]
    rule = (finding.rule, _link(style, page))
    yield [rule, (f" {finding.verdict}", style), (f": {clean(finding.measure)}", "bold")]
    for reason in finding.reasons:
        if reason.name == _HEADLINE:
            yield [("  " + _sentence(reason.text), "")]
    for claim in finding.claims:
        yield from _claim(claim, _address(claim) if links else None)
    for reason in finding.reasons:
        if reason.name in _PLAIN:
            yield [("  " + _sentence(reason.text), "")]
        elif reason.name != _HEADLINE:
            yield [("  because ", "dim"), (clean(reason.text), "")]
    copies = len({claim.mention.doc for claim in finding.claims}) > finding.sources > 0
    of = f", {_plural(finding.sources, 'independent source')}" if copies else ""
    state = ", disputed" if finding.disputed else ", confirmed" if finding.decision else ""
    by = "" if finding.read_by == "rules" else f", by {clean(finding.read_by)}"
    yield [(f"  id {clean(finding.id)}, confidence {finding.confidence:.2f}{of}{by}{state}", "dim")]


def _sentence(text: str) -> str:
    shown = clean(text)
    return f"{shown[:1].upper()}{shown[1:]}."


def _link(style: str, address: str | None) -> str:
    return style if address is None else f"{style} link {address}"


def _address(claim: Claim) -> str | None:
    """Where the file of a claim is; None for standard input and for what can be no path."""
    try:
        return None if claim.path in (None, "-") else Path(claim.path or "").absolute().as_uri()
    except UnicodeEncodeError:
        return None


def _claim(claim: Claim, address: str | None) -> Iterator[Line]:
    place = f"{clean(claim.path or claim.mention.doc)}:{claim.line}:{claim.column}"
    name = claim.mention.doc if claim.mention.doc != claim.path else ""
    who = [clean(claim.article_source or name), claim.published.isoformat() if claim.published else "undated"]
    if claim.frame.speaker:
        who.append(f"according to {clean(claim.frame.speaker)}")
    yield [("  ", ""), (place, _link("cyan", address)), ("  " + ", ".join(filter(None, who)), "")]
    before, quote, after = _context(claim)
    yield [("    “" + before, ""), (quote, "bold"), (after + "”", "")]
    yield [("    ", ""), (quote, "bold"), (f" = {reading(claim)}", "")]


def _context(claim: Claim) -> tuple[str, str, str]:
    """The sentence in three parts, the quote in the middle; a long sentence is cut around it."""
    before, found, after = claim.sentence.partition(claim.mention.quote)
    if not found:
        return "", clean(claim.sentence[: 2 * _AROUND]), ""
    head = "…" + before[-_AROUND:] if len(before) > _AROUND else before
    tail = after[:_AROUND] + "…" if len(after) > _AROUND else after
    left, right = clean(head), clean(tail)
    return left + " " * before[-1:].isspace(), clean(found), " " * after[:1].isspace() + right


def reading(claim: Claim) -> str:
    """What a claim was read as: its intervals and unit, or its days."""
    quantity = claim.quantity
    if quantity.kind in TIMES:
        days = " or ".join(shown_days(span) for span in quantity.readings)
        return days or clean(quantity.timex or "a day that was not resolved")
    # a counted noun stands in the quote already, and better than as a lemma
    unit = f" {clean(quantity.unit)}" if quantity.unit and quantity.kind != "count" else ""
    fair = "" if quantity.fair == quantity.hard else f", read as {quantity.fair}"
    return f"{quantity.hard}{fair}{unit}"


def _summary(report: Report, seen: Counter[str]) -> Iterator[Line]:
    coverage = report.coverage
    yield [
        (_plural(seen["open"], "finding") if seen["open"] else "No findings", "bold"),
        (f" in {_plural(report.documents, 'document')}: ", ""),
        (f"{_plural(coverage.numbers, 'number')} seen, {coverage.parsed} parsed, ", ""),
        (f"{coverage.framed} framed, {coverage.compared} compared.", ""),
    ]
    if coverage.skipped:
        yield [("Not judged: " + ", ".join(f"{clean(name)} {n}" for name, n in coverage.skipped) + ".", "dim")]
    if report.absent is not None:
        counts = ", ".join(f"{seen[state]} {state}" for state in ("new", "updated", "unchanged"))
        yield [(f"Since the base: {counts}, {len(report.absent)} gone.", "dim")]
    decisions = report.decisions
    if decisions is not None:
        counts = f"{decisions.known} known, {decisions.new} new, {decisions.resolved} resolved"
        more = ((decisions.void, "void"), (decisions.reanchored, "re-anchored"), (decisions.unseen, "not looked at"))
        yield [("Decisions: " + ", ".join([counts, *(f"{n} {name}" for n, name in more if n)]) + ".", "dim")]
    if seen["suppressed"]:
        yield [(f"{_plural(seen['suppressed'], 'finding')} hushed by a comment.", "dim")]
    for note in report.notes:
        yield [(f"Note: {clean(note)}.", "dim")]
    unread = sum(problem.severity == "error" for problem in report.problems)
    if unread:
        yield [(f"{_plural(unread, 'problem')} in reading; what was not read was not checked.", "bold")]


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
