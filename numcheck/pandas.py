"""Frames in, tidy frames out: `import numcheck.pandas as nc`.

>>> import pandas as pd
>>> import numcheck.pandas as nc
>>> news = pd.DataFrame({"id": ["a", "b"], "text": ["Some 3,000 troops were sent to Halden.",
...                                                 "About 10,000 soldiers were sent to Halden."]})
>>> nc.claims(news)[["doc_id", "quote", "lo", "hi"]].to_dict("list")["quote"]
['Some 3,000 troops', 'About 10,000 soldiers']
>>> nc.check(news).findings["rule"].unique().tolist()
['NC101']
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import pandas as pd

from numcheck.decisions import apply
from numcheck.decisions import read as read_decisions
from numcheck.engine import run
from numcheck.finding import Problem
from numcheck.frames.arrow import table
from numcheck.frames.columns import TABLES
from numcheck.frames.incoming import articles
from numcheck.frames.quantities import intervals, quantities
from numcheck.frames.reconcile import Period, reconciled
from numcheck.frames.result import Result
from numcheck.frames.tables import claim_rows
from numcheck.frames.typed import conform as _conform
from numcheck.frames.typed import to_pandas
from numcheck.model import Article, Claim
from numcheck.pipeline import extract_batch
from numcheck.read import Fields
from numcheck.read import read as read_paths

if TYPE_CHECKING:
    import duckdb
    import polars

__all__ = ["ReadingWarning", "Result", "check", "claims", "conform", "read", "reconcile"]

Table = Literal["claims", "findings", "pairs", "measures", "coverage", "decisions", "reconciled", "articles"]


class ReadingWarning(UserWarning):
    """Rows or files that were not read, or only in part; what was not read was not checked."""


def read(*paths: str, **fields: str) -> pd.DataFrame:
    """The articles of files as a frame: `id, text, date, source, title, url, path, text_sha256`.

    Args:
        paths: files, folders or glob patterns; all formats that `numcheck check` reads.
        fields: where records keep id, date, source, title, text and url, if under other names.

    Returns:
        One row an article. What could not be read is a `ReadingWarning`.

    >>> bool(read("fixtures/border")["source"].nunique() > 3)
    True
    """
    problems: list[Problem] = []
    rows = [
        {
            "id": article.id,
            "text": article.text,
            "date": article.published,
            "source": article.source,
            "title": article.title,
            "url": article.url,
            "path": article.path,
            "text_sha256": article.sha256,
        }
        for article in _kept(read_paths(paths, Fields(**fields)), problems)
    ]
    _warn(problems)
    return to_pandas(table("articles", rows), "articles")


@overload
def claims(frame: pd.DataFrame, **fields: str) -> pd.DataFrame: ...
@overload
def claims(frame: polars.DataFrame, **fields: str) -> polars.DataFrame: ...
@overload
def claims(frame: polars.LazyFrame, **fields: str) -> polars.LazyFrame: ...
@overload
def claims(frame: duckdb.DuckDBPyRelation, **fields: str) -> duckdb.DuckDBPyRelation: ...
@overload
def claims(frame: Any, **fields: str) -> Any: ...
def claims(frame: Any, **fields: str) -> Any:
    """Every quantity and date of the articles, one row a claim; each article is read on its own.

    Args:
        frame: articles, one a row: pandas, Polars, Arrow, DuckDB, or what else narwhals knows. It is not changed.
        fields: the columns that hold text, id, date, source, title and url, if under other names:
            `text="body", date="published"`. Only the text has to be there.

    Returns:
        Claims in the order of the rows, in a frame of the same kind; a `pyarrow.Table` for what is neither of pandas
        nor Polars nor DuckDB.

    Raises:
        KeyError: there is no column of the text.
        TypeError: it is no frame that is known here, or a field that there is not.

    >>> claims(pd.DataFrame({"body": ["It is 31 miles away."]}), text="body")[["value", "unit"]].values.tolist()
    [[31.0, 'mile']]
    """
    problems: list[Problem] = []
    rows = [
        row
        for article in _kept(articles(frame, Fields(**fields)), problems)
        for row in claim_rows(article, extract_batch([article])[0])
    ]
    _warn(problems)
    return _like(frame, table("claims", rows), "claims")


def check(
    frame: Any,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    jobs: int = 1,
    cache: str | Path | None = None,
    decisions: str | Path | None = None,
    **fields: str,
) -> Result:
    """What the articles of a frame say that cannot all be true.

    Args:
        frame: articles, one a row, as for `claims`.
        select: rule codes or prefixes to report.
        ignore: rule codes or prefixes not to report.
        jobs: worker processes; 0 for one a processor.
        cache: a folder to keep what was read in, for the next run.
        decisions: the file of decisions on findings.
        fields: columns under other names, as for `claims`.

    Returns:
        The result; the same in whatever order the rows come.

    Raises:
        KeyError: there is no column of the text.
        TypeError: it is no frame that is known here, or a field that there is not.

    >>> check(pd.DataFrame({"text": []}, dtype="str")).findings.empty
    True
    """
    items = list(articles(frame, Fields(**fields)))
    found: dict[str, tuple[Claim, ...]] = {}
    report = run(items, jobs, None if cache is None else Path(cache), select, ignore, claims=found.__setitem__)
    if decisions is not None:
        report = apply(report, read_decisions(Path(decisions))).report
    _warn(report.problems)
    return Result(report, [item for item in items if isinstance(item, Article)], found)


def reconcile(claims: pd.DataFrame, period: Period = "day") -> pd.DataFrame:
    """Lowest, best and highest figure of each measure and period, how many sources, and whether they agree.

    Args:
        claims: `Result.claims`, or a part of it.
        period: day, month, year or all. A figure belongs to the day for which it holds, else to that of publication.

    Returns:
        One row a measure and period.

    Raises:
        KeyError: a column is missing.
        ValueError: no claim has a measure, as before a check; or there is no such period.

    >>> result = check(read("fixtures/border"))
    >>> bool(reconcile(result.claims, "all")["n_sources"].max() > 2)
    True
    """
    rows = _rows(conform(claims, "claims"), "claims")
    if rows and not any(row["measure_id"] for row in rows):
        raise ValueError("no claim has a measure_id: take Result.claims, which a check has grouped by measure")
    return to_pandas(table("reconciled", reconciled(rows, period)), "reconciled")


def conform(frame: pd.DataFrame, name: Table = "claims") -> pd.DataFrame:
    """A frame that went through CSV, JSON Lines, Parquet, SQLite or DuckDB, with its dtypes again.

    Args:
        frame: a frame with the columns of a table; other columns are kept as they are.
        name: which table: claims, findings, pairs, measures, coverage, decisions, reconciled or articles.

    Raises:
        KeyError: a column is missing.

    >>> found = claims(pd.DataFrame({"text": ["It is 31 miles away."]}))
    >>> conform(found.astype(object)).equals(found)
    True
    """
    return _conform(frame, name)


@pd.api.extensions.register_dataframe_accessor("numcheck")
class FrameAccessor:
    """`df.numcheck`: of articles with a column `text`, `claims()` and `check()`; of claims, the rest."""

    def __init__(self, frame: pd.DataFrame) -> None:
        if "text" not in frame.columns and not {"claim_id", "lo", "hi", "unit"} <= set(frame.columns):
            there = ", ".join(map(str, frame.columns))
            raise AttributeError(
                f"no column 'text' of articles, nor 'claim_id', 'lo', 'hi' and 'unit' of claims; columns are {there}. "
                "For text under another name: numcheck.pandas.claims(df, text='body')"
            )
        self._frame = frame

    def claims(self, **fields: str) -> pd.DataFrame:
        """The claims of the articles, as `numcheck.pandas.claims`.

        >>> pd.DataFrame({"text": ["It is 31 miles away."]}).numcheck.claims()["quote"].tolist()
        ['31 miles']
        """
        return claims(self._frame, **fields)

    def check(self, **options: Any) -> Result:
        """What disagrees among the articles, as `numcheck.pandas.check`.

        >>> read("fixtures/border").numcheck.check(select=["NC104"]).findings["rule"].unique().tolist()
        ['NC104']
        """
        return check(self._frame, **options)

    def reconcile(self, period: Period = "day") -> pd.DataFrame:
        """The figures of each measure and period, as `numcheck.pandas.reconcile`.

        >>> bool(check(read("fixtures/border")).claims.numcheck.reconcile("year")["agree"].any())
        True
        """
        return reconcile(self._frame, period)

    def to_pint(self) -> pd.Series[Any]:
        """The values of claims as quantities of pint, in Decimal; none without a value or for a currency.

        >>> claims(pd.DataFrame({"text": ["It is 31 miles away."]})).numcheck.to_pint()[0].to("kilometer").magnitude
        Decimal('49.88966400')
        """
        return quantities(self._frame)

    def to_interval(self, fair: bool = False) -> pd.Series[Any]:
        """What the words of claims allow, as intervals of pandas, each closed as it is; none for dates.

        Args:
            fair: what a reader takes from them instead.

        >>> claims(pd.DataFrame({"text": ["Over 50 ships left."]})).numcheck.to_interval()[0]
        Interval(50.0, inf, closed='neither')
        """
        return intervals(self._frame, fair)


@pd.api.extensions.register_series_accessor("numcheck")
class SeriesAccessor:
    """`series.numcheck` of texts: each is an article, its label the id."""

    def __init__(self, series: pd.Series[Any]) -> None:
        if not (pd.api.types.is_string_dtype(series.dtype) or pd.api.types.is_object_dtype(series.dtype)):
            raise AttributeError(f"a series of text is needed, this is of {series.dtype}")
        self._frame = pd.DataFrame({"id": series.index.map(str), "text": series.array})

    def claims(self) -> pd.DataFrame:
        """The claims of the texts, as `numcheck.pandas.claims`.

        >>> pd.Series(["It is 31 miles away."], index=["a"]).numcheck.claims()["doc_id"].tolist()
        ['a']
        """
        return claims(self._frame)

    def check(self, **options: Any) -> Result:
        """What disagrees among the texts, as `numcheck.pandas.check`.

        >>> texts = pd.Series(["Some 3,000 troops were sent to Halden.", "About 10,000 soldiers were sent to Halden."])
        >>> texts.numcheck.check().findings["doc_id"].tolist()
        ['0', '1']
        """
        return check(self._frame, **options)


def _kept(items: Iterable[Article | Problem], problems: list[Problem]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def _warn(problems: Sequence[Problem]) -> None:
    if problems:
        first = problems[0]
        where = f"{first.path}:{first.line}" if first.line else first.path
        text = f"{len(problems)} problems in reading; what was not read was not checked. The first: {where}: "
        warnings.warn(f"{text}{first.code} {first.message}", ReadingWarning, stacklevel=3)


def _like(frame: Any, found: Any, name: str) -> Any:
    """A table as a frame of the kind that was given."""
    if isinstance(frame, pd.DataFrame):
        return to_pandas(found, name)
    kind = type(frame)
    if kind.__module__.partition(".")[0] == "polars":
        import narwhals as nw

        made = nw.from_arrow(found, backend="polars").to_native()
        return made.lazy() if kind.__name__ == "LazyFrame" else made
    if kind.__name__ == "DuckDBPyRelation":
        import duckdb

        return duckdb.from_arrow(found)
    return found


def _rows(frame: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """A frame of ours as rows of plain values, days as days."""
    held = {}
    for column in TABLES[name]:
        series = frame[column.name]
        values = (series.dt.date if column.type == "time" else series).astype(object)
        held[column.name] = values.where(series.notna(), None).tolist()
    return [dict(zip(held, values, strict=True)) for values in zip(*held.values(), strict=True)]
