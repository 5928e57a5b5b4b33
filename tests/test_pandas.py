"""Frames in, tidy frames out: columns, dtypes, round trips, accessors, measures, and what a notebook shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import numcheck
import numcheck.pandas as nc
from numcheck.frames import html, typed
from numcheck.frames.arrow import schema, table
from numcheck.frames.columns import TABLES, categories
from numcheck.read import read

duckdb = pytest.importorskip("duckdb")
polars = pytest.importorskip("polars")

ROOT = Path(__file__).parent.parent
BORDER = str(ROOT / "fixtures" / "border")
FRAMES = ("findings", "claims", "pairs", "measures", "coverage", "decisions")


@pytest.fixture(scope="module")
def news() -> pd.DataFrame:
    return nc.read(BORDER)


@pytest.fixture(scope="module")
def result(news: pd.DataFrame) -> nc.Result:
    return nc.check(news)


def dtypes(name: str) -> dict[str, str]:
    text = "str" if int(pd.__version__.split(".")[0]) >= 3 else "string"
    names = {"text": text, "number": "float64", "integer": "Int64", "flag": "bool", "time": "datetime64[us, UTC]"}
    return {column.name: names.get(column.type, "category") for column in TABLES[name]}


@pytest.mark.parametrize("name", FRAMES)
def test_pandas_columns_and_dtypes_are_those_of_the_table(result: nc.Result, name: str) -> None:
    frame = getattr(result, name)
    assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == dtypes(name)
    assert frame.index.equals(pd.RangeIndex(len(frame)))
    assert frame.attrs == {}
    assert result.to_arrow(name).schema == schema(name)


def test_pandas_an_empty_frame_gives_empty_frames_with_the_same_dtypes(result: nc.Result) -> None:
    empty = nc.check(pd.DataFrame({"text": []}, dtype="str"))
    for name in ("findings", "claims", "pairs", "measures", "decisions"):
        frame = getattr(empty, name)
        assert len(frame) == 0
        assert frame.dtypes.equals(getattr(result, name).dtypes), name
    assert nc.reconcile(empty.claims).empty
    assert nc.claims(pd.DataFrame({"text": []}, dtype="str")).empty


def test_pandas_says_what_the_command_line_says(result: nc.Result) -> None:
    report = numcheck.check(read([BORDER]))
    assert result.findings["finding_id"].drop_duplicates().tolist() == [finding.id for finding in report.findings]
    assert len(result.findings) == sum(len(finding.claims) for finding in report.findings)
    assert result.coverage.set_index("stage")["count"]["parsed"] == report.coverage.parsed


def test_pandas_input_is_left_as_it_is_and_quotes_are_where_they_are_said_to_be(news: pd.DataFrame) -> None:
    odd = news.sample(frac=1, random_state=3)
    before = odd.copy(deep=True)
    found = nc.claims(odd)
    pd.testing.assert_frame_equal(odd, before)
    assert found["doc_id"].drop_duplicates().tolist() == [name for name in odd["id"] if name in set(found["doc_id"])]
    text = news.set_index("id")["text"]
    assert all(text[row.doc_id][row.start : row.end] == row.quote for row in found.itertuples())
    assert found["claim_id"].is_unique


def test_pandas_result_does_not_hang_on_the_order_of_rows(news: pd.DataFrame, result: nc.Result) -> None:
    other = nc.check(news.iloc[::-1], jobs=1)
    pd.testing.assert_frame_equal(other.findings, result.findings)
    pd.testing.assert_frame_equal(other.measures, result.measures)
    pd.testing.assert_frame_equal(nc.reconcile(other.claims), nc.reconcile(result.claims))
    parts = pd.concat([nc.claims(part) for _, part in news.groupby("source", dropna=False)], ignore_index=True)
    whole = nc.claims(news)
    pd.testing.assert_frame_equal(
        parts.sort_values("claim_id", ignore_index=True), whole.sort_values("claim_id", ignore_index=True)
    )


def test_pandas_shared_dtypes_survive_concat(news: pd.DataFrame) -> None:
    one, two = nc.claims(news.head(1)), nc.claims(news.tail(2))
    both = pd.concat([one, two])
    for name in ("kind", "hedge", "modality", "unit", "rule"):
        assert both[name].dtype == one[name].dtype == pd.CategoricalDtype(categories(name))


def csv(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    frame.to_csv(path, index=False)
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def jsonl(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    frame.to_json(path, orient="records", lines=True, date_format="iso", double_precision=15)
    return pd.read_json(path, lines=True, dtype=False)


def parquet(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    frame.to_parquet(path)
    return pd.read_parquet(path)


def feather(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    frame.to_feather(path)
    return pd.read_feather(path)


def sqlite(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    with sqlite3.connect(path) as db:
        frame.to_sql("t", db, index=False)
        return pd.read_sql("SELECT * FROM t", db)


def duck(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    with duckdb.connect(str(path)) as db:
        db.register("frame", frame)
        db.sql("CREATE TABLE t AS SELECT * FROM frame")
        found: pd.DataFrame = db.sql("SELECT * FROM t").df()
        return found


WAYS: tuple[Callable[[pd.DataFrame, Path], pd.DataFrame], ...] = (csv, jsonl, parquet, feather, sqlite, duck)
HOSTILE = pd.DataFrame(
    {
        "id": ["NA", "null", "1e5", "007", 'a"b', "true"],
        "text": [
            'He said, "more than 50 km",\r\nand left.',
            "About 3,000 troops came on Sunday, 3 March 2024.",
            "It costs $1.15 million, or 0.1 euros a litre; -5 °C at night.",
            "<script>alert(1)</script> 12 killed\tin Halden.\n\nNA 13 hurt.",
            "None of the 17 ships.",
            "The sun is 149,597,870.7 km away; 33.3333333 percent.",
        ],
        "date": ["2024-03-04", None, "2024-03-04", "2024-03-05", "2024-03-04T23:00:00Z", ""],
        "source": ["NA", None, "N/A", "nan", "The Post", "-"],
    }
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", [*FRAMES, "reconciled", "hostile claims", "hostile findings"])
def test_pandas_round_trips(
    result: nc.Result, tmp_path: Path, way: Callable[[pd.DataFrame, Path], pd.DataFrame], name: str
) -> None:
    if name == "reconciled":
        frame = nc.reconcile(result.claims)
    elif name.startswith("hostile"):
        frame = getattr(nc.check(HOSTILE), name.split()[1])
    else:
        frame = getattr(result, name)
    if frame.empty and way is jsonl:
        return  # a file without a line has no columns
    back = nc.conform(way(frame, tmp_path / "t"), name.split()[-1])  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(back, frame)


def test_pandas_conform_names_what_is_missing_and_keeps_what_is_more() -> None:
    found = nc.claims(pd.DataFrame({"text": ["It is 31 miles away."]}))
    more = found.assign(mine=[7])
    assert nc.conform(more)["mine"].tolist() == [7]
    with pytest.raises(KeyError, match="no column quote, unit of the table of claims"):
        nc.conform(found.drop(columns=["quote", "unit"]))


def arrow(frame: pd.DataFrame) -> Any:
    import pyarrow as pa

    return pa.Table.from_pandas(frame)


def lazily(frame: pd.DataFrame) -> Any:
    return polars.from_pandas(frame).lazy()


def relation(frame: pd.DataFrame) -> Any:
    return duckdb.connect().from_df(frame)


def reader(frame: pd.DataFrame) -> Any:
    return arrow(frame).to_reader(max_chunksize=2)


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (arrow, "Table"),
        (polars.from_pandas, "DataFrame"),
        (lazily, "LazyFrame"),
        (relation, "DuckDBPyRelation"),
        (reader, "Table"),
    ],
)
def test_pandas_any_frame_is_read_and_its_like_comes_back(
    news: pd.DataFrame, result: nc.Result, kind: Callable[[pd.DataFrame], Any], made: str
) -> None:
    pd.testing.assert_frame_equal(nc.check(kind(news)).findings, result.findings)
    found = nc.claims(kind(news))
    assert type(found).__name__ == made
    assert type(found).__module__.partition(".")[0] == type(kind(news)).__module__.partition(".")[0]
    table = found.collect().to_arrow() if made == "LazyFrame" else found
    rows = table.fetchall() if made == "DuckDBPyRelation" else nw.from_native(table).rows(named=True)
    quote = list(schema("claims").names).index("quote") if made == "DuckDBPyRelation" else "quote"
    assert [row[quote] for row in rows] == nc.claims(news)["quote"].tolist()


def test_pandas_refuses_what_is_no_frame_of_articles(news: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="no column 'body' for the text; columns are id, text"):
        nc.claims(news, text="body")
    with pytest.raises(TypeError):
        nc.claims(news, body="text")
    with pytest.raises(TypeError):
        nc.claims([1, 2])


def test_pandas_rows_that_cannot_be_read_are_a_warning_and_the_rest_is_checked() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "a", "b", 7],
            "text": ["About 50 ships.", "Some 60 ships.", None, "7 km."],
            "date": [pd.Timestamp("2024-03-04"), None, None, pd.NaT],
        }
    )
    with pytest.warns(
        nc.ReadingWarning, match="2 problems in reading.*frame:2: NC905 id 'a' was already used in row 1"
    ):
        found = nc.claims(frame)
    assert found["doc_id"].tolist() == ["a", "7"]
    assert found["published"].tolist()[0] == pd.Timestamp("2024-03-04", tz="UTC")
    with pytest.warns(nc.ReadingWarning):
        assert len(nc.check(frame).report.problems) == 2


def test_pandas_accessors(news: pd.DataFrame, result: nc.Result) -> None:
    pd.testing.assert_frame_equal(news.numcheck.claims(), nc.claims(news))
    pd.testing.assert_frame_equal(news.numcheck.check().findings, result.findings)
    texts = news.set_index("id")["text"]
    pd.testing.assert_frame_equal(texts.numcheck.claims(), nc.claims(news[["id", "text"]]))
    assert len(texts.numcheck.check(select=["NC1"]).findings) > 0
    pd.testing.assert_frame_equal(result.claims.numcheck.reconcile("all"), nc.reconcile(result.claims, "all"))
    plain = pd.DataFrame({"body": ["3 km"], 7: [1]})
    assert not hasattr(plain, "numcheck")
    with pytest.raises(AttributeError, match=r"no column 'text' of articles, nor .*; columns are body, 7\."):
        plain.numcheck  # noqa: B018
    assert not hasattr(pd.Series([1, 2]), "numcheck")


@pytest.mark.parametrize(
    ("text", "quantity", "interval", "fair"),
    [
        ("It is 31 miles away.", "31 mile", "[30.5, 31.5]", "[30.5, 31.5]"),
        ("Over 50 ships left.", "50 dimensionless", "(50.0, inf)", "(50.0, 60.0]"),
        ("It cost $5 million.", "None", "[4950000.0, 5050000.0]", "[4950000.0, 5050000.0]"),
        ("They came on Sunday.", "None", "None", "None"),
        ("Between 10 and 20 kg of coal.", "None", "[9.5, 20.5]", "[9.5, 20.5]"),
    ],
)
def test_pandas_quantities_and_intervals(text: str, quantity: str, interval: str, fair: str) -> None:
    found = nc.claims(pd.DataFrame({"text": [text]}, index=[9])).numcheck
    assert str(found.to_pint()[0]).replace(".0 ", " ") == quantity
    assert [str(found.to_interval()[0]), str(found.to_interval(fair=True)[0])] == [interval, fair]


def test_pandas_claims_of_one_measure_share_an_id(result: nc.Result) -> None:
    flagged = result.claims[result.claims["rule"].notna()]
    per_finding = result.findings.groupby("finding_id")["measure_id"].nunique()
    assert (per_finding == 1).all()
    assert set(flagged["measure_id"]) == set(result.findings["measure_id"])
    assert result.claims.groupby("measure_id").size().sum() == result.claims["skip"].isna().sum() + (
        result.claims.loc[result.claims["skip"].notna(), "measure_id"].notna().sum()
    )
    assert set(result.claims["measure_id"].dropna()) == set(result.measures["measure_id"])
    assert set(result.pairs["measure_id"]) <= set(result.measures["measure_id"])


def test_pandas_pairs_are_as_far_apart_as_their_figures(result: nc.Result) -> None:
    hard = result.pairs[(result.pairs["apart"] == "hard") & (result.pairs["kind"] != "date")]
    assert (hard["gap"] > 0).all()
    assert (result.pairs["ratio"].dropna() >= 1).all()
    assert (result.pairs[result.pairs["apart"] == "agree"]["kind"].value_counts() > 0).any()


def test_pandas_reconcile(result: nc.Result) -> None:
    troops = result.findings.loc[result.findings["quote"] == "10,000 troops", "measure_id"].iloc[0]
    whole = nc.reconcile(result.claims, "all").set_index("measure_id").loc[troops]
    assert whole[["low", "best", "high"]].tolist() == [2500, 3000, 10000]
    own = result.claims[result.claims["measure_id"] == troops]
    assert whole["n_claims"] == len(own) > 3
    assert whole["n_sources"] == own["source"].nunique() >= whole["n_independent"] > 1
    assert not whole["agree"]
    assert pd.isna(whole["period"])
    days = nc.reconcile(result.claims).set_index("measure_id").loc[[troops]]
    assert days["n_claims"].sum() == len(own)
    assert days["period"].is_monotonic_increasing
    assert days["period"].nunique() == len(days) > 1
    assert nc.reconcile(result.claims, "year")["period"].dropna().dt.strftime("%m-%d").eq("01-01").all()
    measures = result.measures.set_index("measure_id").loc[troops]
    assert measures[["low", "best", "high"]].tolist() == whole[["low", "best", "high"]].tolist()
    with pytest.raises(ValueError, match="take Result"):
        nc.reconcile(nc.claims(nc.read(BORDER)))
    with pytest.raises(ValueError, match="expected one of day, month, year, all"):
        nc.reconcile(result.claims, "week")  # type: ignore[arg-type]


def test_pandas_copies_of_one_text_are_one_source() -> None:
    wire = "Some 3,000 troops were sent to Halden."
    texts = [wire, wire, "About 10,000 soldiers were sent to Halden."]
    found = nc.check(pd.DataFrame({"text": texts, "id": list("abc"), "source": ["Post", "Argus", "Herald"]}))
    row = found.measures[found.measures["n_claims"] == 3].iloc[0]
    assert (row["n_sources"], row["n_independent"], row["agree"]) == (3, 2, False)
    assert pd.isna(row["best"])


def test_pandas_decisions(news: pd.DataFrame, result: nc.Result, tmp_path: Path) -> None:
    from numcheck.decisions import anchors
    from numcheck.decisions.store import append
    from numcheck.finding import Decision

    finding = result.report.findings[0]
    word = Decision(
        finding.id, "dismiss", "scope", "", "Ann", "2025-01-01T00:00:00Z", finding.rule, "0", anchors(finding)
    )
    append(tmp_path / "decisions.jsonl", [word])
    decided = nc.check(news, decisions=tmp_path / "decisions.jsonl")
    assert decided.decisions["finding_id"].tolist() == [finding.id]
    state = decided.findings.drop_duplicates("finding_id").set_index("finding_id")["state"]
    assert state.value_counts().to_dict()["dismissed"] == 1
    assert state[finding.id] == "dismissed"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_pandas_notebook_shows_text_as_text(noise: str, name: str) -> None:
    tag = f"<img src=x onerror=alert(1)>{noise}"
    texts = [f"Some 3,000 troops were sent to Halden. {tag}", f"About 10,000 soldiers were sent to Halden, {tag}"]
    frame = pd.DataFrame({"id": [f"a{tag}", f"b{tag}"], "text": texts, "source": [f"{name}{tag}", f"<i>{name}"]})
    shown = nc.check(frame)._repr_html_()
    assert "<img" not in shown
    assert "<i>" not in shown
    styled = nc.check(frame).style().to_html()
    assert "<img" not in styled
    assert "<i>" not in styled
    assert len(shown.encode()) < 200_000


def test_pandas_notebook_is_small_and_says_what_is_left_out(result: nc.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = result._repr_mimebundle_()
    report = result.report
    numbers = f"{len(report.findings)} findings in {report.documents} documents; {report.coverage.numbers} numbers seen"
    assert bundle["text/plain"].startswith(f"<numcheck.Result: {numbers}")
    assert "<mark>10 March 2025</mark>" in bundle["text/html"]
    assert "<script" not in bundle["text/html"]
    monkeypatch.setattr(html, "_FINDINGS", 1)
    assert f"<p>and {len(report.findings) - 1} more in <code>Result.findings</code></p>" in result._repr_html_()


def test_pandas_style_has_a_row_a_claim_and_a_colour_a_severity(result: nc.Result) -> None:
    shown = result.style().to_html()
    assert shown.count("<tr>") == 1 + len(result.findings)
    assert "#fde2e1" in shown
    assert "nan" not in shown.lower()
    assert "<tbody>\n  </tbody>" in nc.check(pd.DataFrame({"text": []}, dtype="str")).style().to_html()


def test_pandas_timeline(result: nc.Result, tmp_path: Path) -> None:
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    for number, finding in enumerate(result.findings["finding_id"].unique()):
        ax = result.plot_timeline(finding)
        assert len(ax.containers) == result.findings[result.findings["finding_id"] == finding]["source"].nunique()
        ax.figure.savefig(tmp_path / f"{number}.png")
        assert (tmp_path / f"{number}.png").stat().st_size > 5_000
        plt.close(ax.figure)
    own = plt.subplots()[1]
    assert result.plot_timeline(result.measures["measure_id"].iloc[0], ax=own) is own
    plt.close(own.figure)
    with pytest.raises(KeyError, match="no measure or finding 'm1:none'"):
        result.plot_timeline("m1:none")


def test_pandas_altair(result: nc.Result) -> None:
    pytest.importorskip("altair")
    for finding in result.findings["finding_id"].unique():
        assert len(result.to_altair(finding).to_dict()["layer"]) == 2


def test_pandas_unknown_table(result: nc.Result) -> None:
    with pytest.raises(ValueError, match="no table 'claim'"):
        result.to_arrow("claim")


def test_pandas_a_unit_that_no_list_holds_is_kept() -> None:
    row = {column.name: None for column in TABLES["claims"]} | {
        "lo_open": False,
        "hi_open": False,
        "unit": "furlong/fortnight",
    }
    frame = typed.to_pandas(table("claims", [row]), "claims")
    assert frame["unit"].tolist() == ["furlong/fortnight"]
    assert list(frame["unit"].cat.categories[:-1]) == list(categories("unit"))
