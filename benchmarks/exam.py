"""How well disagreements are found in the labelled stories of fixtures/exam: `python -m benchmarks.exam` (make eval).

Three rows: the stories that the weights were trained on and their errors looked at ("read"), those that only measure
what transfers ("unread"), and all; then how often stories are mixed up when they are one corpus. The halves are told
apart by the first hex digit of the sha1 of a story's name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numcheck
from numcheck.model import Article
from numcheck.read import read
from numcheck.report.json import write

__all__ = ["across", "in_per_cent", "is_read", "main", "measure", "scorer", "stories", "training"]

EXAM = Path(__file__).parent.parent / "fixtures" / "exam"
TRAINING = Path(__file__).parent.parent / "fixtures" / "stories"
SHOWN = {
    "precision_strict": "strict precision",
    "c_recall": "recall",
    "f1_strict": "strict F1",
    "t_recall": "tension recall",
    "fa_all_per_100_articles": "false alarms /100",
    "pair_purity": "purity",
}


def is_read(name: str) -> bool:
    """Whether a story belongs to the half that is trained on."""
    return int(hashlib.sha1(name.encode()).hexdigest()[0], 16) < 8


def stories(half: str = "all") -> list[Path]:
    """The folders of the labelled stories: "read", "unread" or "all"."""
    folders = sorted(path.parent for path in EXAM.glob("*/gold.jsonl"))
    return [folder for folder in folders if half == "all" or is_read(folder.name) == (half == "read")]


def training() -> list[Path]:
    """The folders of the stories that are there to be trained on and read, no part of the exam."""
    return sorted(path.parent for path in TRAINING.glob("*/gold.jsonl"))


@cache
def scorer() -> ModuleType:
    """The scorer of the exam, imported from its file."""
    spec = importlib.util.spec_from_file_location("score_findings", EXAM / "score_findings.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(folders: Sequence[Path]) -> dict[str, float]:
    """The figures of SHOWN over some stories, in per cent; false alarms of any verdict in 100 articles."""
    score = scorer()
    results = []
    for folder in folders:
        report = numcheck.check(read([str(folder / "corpus.jsonl")]), select=("NC1", "NC2"))
        found: list[dict[str, Any]] = json.loads(write(report))["findings"]
        results.append(score.score_cluster(score.Cluster(folder), found))
    return in_per_cent(results)


def across(folders: Sequence[Path]) -> tuple[int, int]:
    """Findings when all stories are one corpus, and how many of them put claims of several stories together."""
    articles = [
        replace(item, id=f"{folder.name}/{item.id}", path=None)
        for folder in folders
        for item in read([str(folder / "corpus.jsonl")])
        if isinstance(item, Article)
    ]
    found = numcheck.check(articles, select=("NC1", "NC2")).findings
    told = [{claim.mention.doc.split("/")[0] for claim in finding.claims} for finding in found]
    return len(found), sum(len(names) > 1 for names in told)


def in_per_cent(results: Sequence[Any]) -> dict[str, float]:
    """The figures of SHOWN over what the scorer says of some stories."""
    figures = scorer().metrics(scorer().add_up(results)["n"])
    shares = {name: figures[name] or 0.0 for name in SHOWN}
    return {name: round(value if "per_100" in name else 100 * value, 1) for name, value in shares.items()}


def main() -> None:
    """Print one row a half."""
    print("".join(["half".ljust(10), *(title.rjust(len(title) + 3) for title in SHOWN.values())]))
    for half in ("read", "unread", "all"):
        figures = measure(stories(half))
        cells = (f"{figures[name]:.1f}".rjust(len(title) + 3) for name, title in SHOWN.items())
        print("".join([half.ljust(10), *cells]))
    found, apart = across([*stories(), *training()])
    print(f"\nall stories, and those to train on, as one corpus: {found} findings, {apart} of them across stories")


if __name__ == "__main__":
    main()
