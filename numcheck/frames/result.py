"""What a check found, as frames that are made when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from numcheck.finding import SEVERITIES, Report
from numcheck.frames.arrow import table
from numcheck.frames.html import page
from numcheck.frames.measured import measured
from numcheck.frames.reconcile import spread
from numcheck.frames.rows import claim_row, coverage_rows, decision_rows, finding_rows, pair_row
from numcheck.frames.typed import to_pandas
from numcheck.group import Pair
from numcheck.judge.figures import measure_name
from numcheck.model import Article, Claim, Mention
from numcheck.segment import segment

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Result", "claim_rows"]

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


class Result:
    """What a check of a corpus found.

    `findings`, `claims`, `pairs`, `measures`, `coverage` and `decisions` are tidy frames; `to_arrow` gives the same
    as Arrow tables. `report` is what the command line prints.
    """

    def __init__(self, report: Report, articles: Sequence[Article], claims: Mapping[str, Sequence[Claim]]) -> None:
        self.report = report
        self._articles = articles
        self._claims = claims

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row a finding and claim, worst first."""
        return self._frame("findings")

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row a claim, in the order of the articles."""
        return self._frame("claims")

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """One row for two claims of one measure, whether they agree or not."""
        return self._frame("pairs")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row a measure: lowest, best and highest figure, sources, and whether they agree."""
        return self._frame("measures")

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What was seen, and what was not judged, by reason."""
        return self._frame("coverage")

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """What was decided of the findings."""
        return self._frame("decisions")

    def to_arrow(self, name: str = "findings") -> Any:
        """A table as a `pyarrow.Table`.

        Args:
            name: findings, claims, pairs, measures, coverage or decisions.

        Raises:
            ValueError: there is no such table.
        """
        if name not in self._rows:
            raise ValueError(f"no table {name!r}: expected one of {', '.join(self._rows)}")
        return table(name, self._rows[name]())

    def plot_timeline(self, measure: str, ax: Axes | None = None) -> Axes:
        """The figures of a measure by day of publication: what a reader takes from each, and who says it.

        Args:
            measure: its `measure_id`, or the id of a finding on it.
            ax: matplotlib axes to draw on; new ones when None.

        Returns:
            The axes; nothing is shown.

        Raises:
            KeyError: there is no such measure.
        """
        from numcheck.frames.plot import timeline

        return timeline(self._of(measure), self._name(measure), ax)

    def to_altair(self, measure: str) -> Any:
        """The same picture as an altair chart.

        Args:
            measure: its `measure_id`, or the id of a finding on it.

        Raises:
            KeyError: there is no such measure.
        """
        from numcheck.frames.plot import chart

        return chart(self._of(measure), self._name(measure))

    def __repr__(self) -> str:
        coverage = self.report.coverage
        return (
            f"<numcheck.Result: {len(self.report.open)} findings in {self.report.documents} documents; "
            f"{coverage.numbers} numbers seen, {coverage.parsed} parsed, {coverage.framed} framed, "
            f"{coverage.compared} compared; {len(self.report.problems)} problems>"
        )

    def _repr_html_(self) -> str:
        return page(self.report, repr(self))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    @property
    def _rows(self) -> dict[str, Any]:
        measure_of = self._measure_of
        return {
            "findings": lambda: [
                row for f in self.report.findings for row in finding_rows(f, measure_of, self.report.corpus_sha256)
            ],
            "claims": self._claim_rows,
            "pairs": lambda: [pair_row(pair, measure_of.get(pair.a.mention)) for pair in self._pairs],
            "measures": self._measure_rows,
            "coverage": lambda: coverage_rows(self.report),
            "decisions": lambda: decision_rows(self.report),
        }

    def _frame(self, name: str) -> pd.DataFrame:
        return to_pandas(self.to_arrow(name), name)

    @cached_property
    def _measured(self) -> tuple[list[Pair], dict[Mention, str]]:
        return measured(self._claims)

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
        for article in self._articles:
            for claim in self._claims.get(article.id, ()):
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

    def _of(self, measure: str) -> list[Row]:
        return [claim_row(claim) for claim in self._claims_of(measure)]

    def _name(self, measure: str) -> str:
        return measure_name(self._claims_of(measure))
