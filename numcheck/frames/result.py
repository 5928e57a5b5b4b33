"""What a check found, as frames that are made when they are asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from numcheck.frames.html import page
from numcheck.frames.rows import claim_row
from numcheck.frames.style import styled
from numcheck.frames.tables import Tables
from numcheck.frames.typed import to_pandas
from numcheck.judge.figures import measure_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas.io.formats.style import Styler

__all__ = ["Result"]


class Result(Tables):
    """What a check of a corpus found.

    `findings`, `claims`, `pairs`, `measures`, `coverage` and `decisions` are tidy frames; `to_arrow` gives the same
    as Arrow tables. `report` is what the command line prints.

    >>> import numcheck.pandas as nc
    >>> result = nc.check(nc.read("fixtures/border"))
    >>> result.findings["rule"].value_counts().index[0]
    'NC101'
    >>> set(result.pairs["measure_id"]) <= set(result.measures["measure_id"]) <= set(result.claims["measure_id"])
    True
    >>> result.coverage["stage"].tolist()[:3], len(result.decisions)
    (['documents', 'numbers', 'parsed'], 0)
    """

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

    def style(self) -> Styler:
        """The findings as a table to look at, in a notebook or as HTML: a row a claim, coloured by severity, escaped.

        >>> import numcheck.pandas as nc
        >>> "<table" in nc.check(nc.read("fixtures/border")).style().to_html()
        True
        """
        return styled(self.findings)

    def plot_timeline(self, measure: str, ax: Axes | None = None) -> Axes:
        """The figures of a measure by day of publication: what a reader takes from each, and who says it.

        Args:
            measure: its `measure_id`, or the id of a finding on it.
            ax: matplotlib axes to draw on; new ones when None.

        Returns:
            The axes; nothing is shown.

        Raises:
            KeyError: there is no such measure.

        >>> import numcheck.pandas as nc
        >>> result = nc.check(nc.read("fixtures/border"))
        >>> result.plot_timeline(result.findings["finding_id"].iloc[0]).get_title()  # doctest: +ELLIPSIS
        '...'
        """
        from numcheck.frames.plot import timeline

        return timeline(self._of(measure), self._name(measure), ax)

    def to_altair(self, measure: str) -> Any:
        """The same picture as an altair chart.

        Args:
            measure: its `measure_id`, or the id of a finding on it.

        Raises:
            KeyError: there is no such measure.

        >>> import numcheck.pandas as nc
        >>> result = nc.check(nc.read("fixtures/border"))
        >>> len(result.to_altair(result.measures["measure_id"].iloc[0]).to_dict()["layer"])
        2
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

    def _frame(self, name: str) -> pd.DataFrame:
        return to_pandas(self.to_arrow(name), name)

    def _of(self, measure: str) -> list[dict[str, Any]]:
        return [claim_row(claim) for claim in self._claims_of(measure)]

    def _name(self, measure: str) -> str:
        return measure_name(self._claims_of(measure))
