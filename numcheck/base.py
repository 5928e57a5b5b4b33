"""What a change brought: findings with a claim in a changed article, or that the base did not have.

The base is a git revision, or an index that an earlier run saved. Articles are compared by content, never by line.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from numcheck.corpus import with_primary
from numcheck.finding import Finding, Report
from numcheck.fingerprint import stable_id, traces
from numcheck.rules import RULES

__all__ = ["Base", "BaseError", "base_of", "brought", "from_index"]


class BaseError(ValueError):
    """A base that there is not, or that cannot be read."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a corpus was before a change.

    Args:
        articles: digest of each article by id.
        findings: the traces of the claims of each finding, by its id; `fingerprint.traces` makes them.
        rules: the rule of each finding, by its id.
    """

    articles: Mapping[str, str]
    findings: Mapping[str, frozenset[str]]
    rules: Mapping[str, str]


def base_of(report: Report) -> Base:
    """The base that a report of the earlier corpus makes.

    >>> from numcheck.finding import Coverage
    >>> base_of(Report((), (), Coverage(), 1, "", articles=(("a", "00"),))).articles
    {'a': '00'}
    """
    findings = {finding.id: traces(finding) for finding in report.findings}
    return Base(dict(report.articles), findings, {finding.id: finding.rule for finding in report.findings})


def from_index(path: Path) -> Base:
    """The base that `--output index=FILE` saved.

    Raises:
        BaseError: the file cannot be read or is no index.
    """
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
        if index["numcheck_index"] != 2:
            raise BaseError(f"{path}: an index of another version of numcheck; save it anew with --output index={path}")
        findings = {name: frozenset(each["claims"]) for name, each in index["findings"].items()}
        return Base(dict(index["articles"]), findings, {n: str(each["rule"]) for n, each in index["findings"].items()})
    except OSError as error:
        raise BaseError(f"{path}: cannot be read: {error.strerror or error}") from error
    except BaseError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BaseError(f"{path}: not an index; save one with --output index={path}") from error


def brought(report: Report, base: Base, ran: Container[str] = RULES) -> Report:
    """The report with only what a change brought.

    Args:
        report: of the corpus after the change.
        base: what it was before.
        ran: the rules whose findings were looked for; those of others are not gone.

    Returns:
        Findings with a claim in an article that is new or changed, placed there, and findings that the base does not
        have; each marked "new", "updated" or "unchanged", and the ids of those that are gone.

    >>> from numcheck.finding import Coverage
    >>> report = Report((), (), Coverage(), 1, "", articles=(("a", "00"),))
    >>> brought(report, base_of(report)).findings
    ()
    """
    changed = {doc for doc, digest in report.articles if base.articles.get(doc) != digest}
    there = {finding.id for finding in report.findings}
    gone = {trace: name for name, own in base.findings.items() if name not in there for trace in own}
    kept, became = [], set()
    for finding in report.findings:
        docs = _in(finding, changed)
        if finding.id in base.findings:
            if docs:
                kept.append(replace(with_primary(finding, docs), baseline="unchanged"))
            continue
        before = {gone[trace] for trace in traces(finding) if trace in gone}
        became |= before
        kept.append(replace(with_primary(finding, docs), baseline="updated" if before else "new"))
    absent = sorted({name for name in gone.values() if base.rules[name] in ran} - became)
    decisions = report.decisions
    if decisions is not None:
        hushed = sum(finding.hushed and finding.decision is not None for finding in kept)
        decisions = replace(decisions, known=hushed, new=sum(not finding.hushed for finding in kept))
    codes = {finding.rule for finding in kept}
    rules = tuple(rule for rule in report.rules if rule.code in codes)
    return replace(report, findings=tuple(kept), decisions=decisions, rules=rules, absent=tuple(absent))


def _in(finding: Finding, changed: set[str]) -> frozenset[str]:
    """Ids of the changed articles that hold a claim of a finding."""
    return frozenset(
        claim.mention.doc for claim in finding.claims if stable_id(claim.mention.doc, claim.path, claim.uri) in changed
    )
