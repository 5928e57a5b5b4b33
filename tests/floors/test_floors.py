"""Quality floors: on the stories of fixtures/exam, and on labelled kits where they lie beside the checkout.

NUMCHECK_SHARED names the folder that holds kits/ and exam/ when it is not ../shared.
"""

from __future__ import annotations

import importlib.util
import json
import os
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks import oracle, transfer
from benchmarks.exam import across, measure, stories, training
from numcheck.extract import extract
from numcheck.model import Article
from numcheck.pipeline import check, check_article, extract_batch
from numcheck.read import read
from numcheck.segment import segment
from tools import train

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("NUMCHECK_SHARED", HERE.parents[1].parent / "shared"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
NOT_QUANTITIES = ("date", "time", "set")


def load(path: Path) -> ModuleType:
    """A scorer, imported from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a kit; the test is skipped when it is not there."""
    if not path.exists():
        pytest.skip(f"{path} is not here: quality is not measured")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def quantities(text: str, rates: bool) -> Iterator[dict[str, Any]]:
    """What the extraction says, as the scorer reads it; where a set knows no rates, "gallon/year" is a gallon."""
    article = Article("kit", text)
    for mention, q in extract(article, segment(article))[0]:
        if q.kind in NOT_QUANTITIES or q.written is None:
            continue
        unit = q.unit.removeprefix("delta_") if q.unit else None
        if unit and q.kind == "rate" and not rates:
            unit = unit.split("/")[0]
        value = float(q.value) if q.value is not None else [float(end) for end in q.written]
        yield {"value": value, "unit": unit, "start": mention.start, "end": mention.end}


@pytest.mark.parametrize("name", FLOORS["quantity"])
def test_floor_quantities(name: str) -> None:
    gold = rows(SHARED / "kits" / "quantity" / "dev" / f"{name}.jsonl")
    scorer = load(SHARED / "kits" / "quantity" / "score_quantities.py")
    predicted = {r["id"]: list(quantities(r["text"], rates=not name.startswith("ms_"))) for r in gold}
    score = scorer.score(gold, predicted)
    measured = {key: score[key.replace("_", "+")]["F1"] for key in FLOORS["quantity"][name]}
    print(name, measured)
    assert all(measured[key] >= floor for key, floor in FLOORS["quantity"][name].items()), measured


def dates(text: str, published: str) -> Iterator[dict[str, Any]]:
    """What the extraction says of times, as the scorer reads it."""
    article = Article("kit", text, date.fromisoformat(published[:10]))
    for mention, q in extract(article, segment(article))[0]:
        if q.kind not in ("duration", *NOT_QUANTITIES):
            continue
        low, high = q.readings[0] if q.readings else (None, None)
        yield {
            "start": mention.start, "end": mention.end, "timex": q.timex,
            "type": q.kind if q.kind != "date" or low == high else "period",
            "lo": low and low.isoformat(), "hi": high and high.isoformat(),
        }  # fmt: skip


@pytest.mark.parametrize("name", FLOORS["dates"])
def test_floor_dates(name: str) -> None:
    gold = rows(SHARED / "kits" / "dates" / f"{name}.jsonl")
    scorer = load(SHARED / "kits" / "dates" / "score_dates.py")
    score = scorer.score(gold, {r["id"]: list(dates(r["text"], r["ref_date"])) for r in gold})
    measured = score["value"]["F"]
    print(name, measured, score["duration"]["F"])
    assert measured >= FLOORS["dates"][name]["value"], score


@pytest.mark.parametrize("half", FLOORS["exam"])
def test_floor_exam(half: str) -> None:
    measured = measure(stories(half))
    print(half, measured)
    for name, floor in FLOORS["exam"][half].items():
        assert measured[name] <= floor if name.startswith("fa_") else measured[name] >= floor, measured


def test_floor_together() -> None:
    found, apart = across([*stories(), *training()])
    print(found, apart)
    assert found > 0
    assert apart <= FLOORS["together"]["across"]


def test_floor_transfer() -> None:
    """The unread half by weights that never saw it: what other stories may expect."""
    folders = stories("read") + training()
    read_half = transfer.load(folders)
    tables = train.learn_from([*transfer.rows_of(read_half), *train.crossed(folders)])
    unread = transfer.load(stories("unread"), len(folders))
    measured = transfer.figures([transfer.compare(story, tables) for story in unread])
    print(measured)
    floor = FLOORS["transfer"]
    assert measured["precision_strict"] >= floor["precision_strict"], measured
    assert measured["c_recall"] >= floor["c_recall"], measured
    assert measured["fa_all_per_100_articles"] <= floor["fa_all_per_100_articles"], measured
    assert measured["pair_purity"] >= floor["pair_purity"], measured


def test_floor_ceiling() -> None:
    measured = oracle.measure(stories())
    print(measured)
    assert all(measured[name] >= floor for name, floor in FLOORS["ceiling"].items()), measured


def test_floor_selfcheck() -> None:
    folder = SHARED / "exam" / "selfcheck"
    gold = rows(folder / "dev.jsonl")
    predicted = {}
    for row in gold:
        article = Article(row["id"], row["text"], date.fromisoformat(row["date"]))
        found = check_article(article, extract_batch([article])[0])
        predicted[row["id"]] = [
            {"rule": f.rule, "spans": [(c.mention.start, c.mention.end) for c in f.claims]} for f in found
        ]
    score = load(folder / "score_selfcheck.py").score({row["id"]: row for row in gold}, predicted)
    measured = {"macro": 100 * score["macro"]["f1"], "micro": 100 * score["micro"]["precision"]}
    print(measured)
    assert all(measured[name] >= floor for name, floor in FLOORS["selfcheck"].items()), score


def test_floor_the_article_that_started_it_all() -> None:
    """One finding: 3,000, told twice, against 10,000; the plan, both days and both speakers are named."""
    path = SHARED / "exam" / "seed" / "article.txt"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    (article,) = (item for item in read([str(path)]) if isinstance(item, Article))
    (finding,) = check([article]).findings
    assert (finding.rule, [claim.quantity.value for claim in finding.claims]) == ("NC102", [3000, 3000, 10000])
    assert {"moved", "plan_against_actual", "parties"} <= {reason.name for reason in finding.reasons}
    for said in ("2024-10-17", "2024-10-30", "Senior Ukrainian intelligence officials", "Zelenskyy"):
        assert said in finding.explanation
