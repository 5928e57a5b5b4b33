"""What a check found, as Arrow tables; pandas is not needed for that.

>>> from numcheck.pipeline import check
>>> Tables(check([]), [], {}).to_arrow("findings").num_rows
0
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from numcheck.finding import SEVERITIES, Report
from numcheck.frames.measured import measured
from numcheck.frames.reconcile import spread
from numcheck.frames.rows import claim_row, coverage_rows, decision_rows, finding_rows, pair_row
from numcheck.group import Pair
from numcheck.judge.figures import measure_name
from numcheck.model import Article, Claim, Mention
from numcheck.segment import segment

__all__ = ["Tables", "claim_rows"]

Row = dict[str, Any]


def claim_rows(article: Article, claims: Iterable[Claim]) -> Iterator[Row]:
    """The claims of an article by column; what only a check knows is unknown."""
    starts, numbers = [], []
    for sentence in segment(article):
        starts.append(sentence.start)
        numbers.append(sentence.paragraph)
    for claim in claims:
        at = bisect_right(starts, claim.mention.start) - 1
        unknown = {"measure_id": None, "confidence": None, "rule": None}
        yield {**claim_row(claim), **unknown, "paragraph": numbers[at] if at >= 0 else None}


class Tables:
    """The tables of a check, made when they are asked for.

    Args:
        report: what was found.
        articles: that were checked, in the order in which their claims are to stand.
        claims: of each article, by its id.
    """

    def __init__(self, report: Report, articles: Sequence[Article], claims: Mapping[str, Sequence[Claim]]) -> None:
        self.report = report
        self._articles = articles
        self._claims = claims

    def to_arrow(self, name: str = "findings") -> Any:
        """A table as a `pyarrow.Table`.

        Args:
            name: findings, claims, pairs, measures, coverage or decisions.

        Raises:
            ValueError: there is no such table.
        """
        from numcheck.frames.arrow import table  # the rows do without pyarrow

        return table(name, self.rows(name))

    def rows(self, name: str) -> list[Row]:
        """The same as plain rows, by column.

        Args:
            name: as for `to_arrow`.

        Raises:
            ValueError: there is no such table.
        """
        made: dict[str, Any] = {
            "findings": self._finding_rows,
            "claims": self._claim_rows,
            "pairs": lambda: [pair_row(pair, self._measure_of.get(pair.a.mention)) for pair in self._pairs],
            "measures": self._measure_rows,
            "coverage": lambda: coverage_rows(self.report),
            "decisions": lambda: decision_rows(self.report),
        }
        if name not in made:
            raise ValueError(f"no table {name!r}: expected one of {', '.join(made)}")
        return list(made[name]())

    @cached_property
    def _measured(self) -> tuple[list[Pair], dict[Mention, str]]:
        return measured(self._claims, self.report.findings)

    @property
    def _pairs(self) -> list[Pair]:
        return self._measured[0]

    @property
    def _measure_of(self) -> dict[Mention, str]:
        return self._measured[1]

    @cached_property
    def _worst(self) -> dict[Mention, str]:
        """The rule of the worst finding of each claim."""
        found: dict[Mention, str] = {}
        for finding in sorted(self.report.findings, key=lambda finding: -SEVERITIES.index(finding.severity)):
            for claim in finding.claims:
                found.setdefault(claim.mention, finding.rule)
        return found

    def _finding_rows(self) -> list[Row]:
        sha256 = self.report.corpus_sha256
        return [row for found in self.report.findings for row in finding_rows(found, self._measure_of, sha256)]

    def _claim_rows(self) -> list[Row]:
        sure: defaultdict[Mention, float] = defaultdict(float)
        for pair in self._pairs:
            for claim in (pair.a, pair.b):
                sure[claim.mention] = max(sure[claim.mention], pair.confidence)
        return [
            {
                **row,
                "measure_id": self._measure_of.get(claim.mention),
                "confidence": sure.get(claim.mention),
                "rule": self._worst.get(claim.mention),
            }
            for article in self._articles
            for own in [self._claims.get(article.id, ())]
            for claim, row in zip(own, claim_rows(article, own), strict=True)
        ]

    @cached_property
    def _by_measure(self) -> dict[str, list[Claim]]:
        groups: defaultdict[str, list[Claim]] = defaultdict(list)
        for doc in sorted(self._claims):
            for claim in self._claims[doc]:
                if claim.mention in self._measure_of:
                    groups[self._measure_of[claim.mention]].append(claim)
        return dict(sorted(groups.items()))

    def _measure_rows(self) -> list[Row]:
        return [
            {
                "measure_id": measure,
                "measure": measure_name(claims),
                "kind": claims[0].quantity.kind,
                **spread([claim_row(claim) for claim in claims]),
                "rule": next((self._worst[c.mention] for c in claims if c.mention in self._worst), None),
            }
            for measure, claims in self._by_measure.items()
        ]

    def _claims_of(self, measure: str) -> Sequence[Claim]:
        for finding in self.report.findings:
            if finding.id == measure:
                return finding.claims
        if measure not in self._by_measure:
            raise KeyError(f"no measure or finding {measure!r}; `Result.measures` lists the measures")
        return self._by_measure[measure]
