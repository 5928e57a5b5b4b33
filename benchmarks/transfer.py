"""How well the comparison carries over to stories it was not trained on: `make transfer`.

Trains on all stories but the unread half of the exam and measures there: precision and recall over `confidence`, how
well calibrated it is, how many of the labelled disagreements are among the candidates, and what is lost without each
part. Writes docs/transfer.md; `--brief` leaves the last table out, which trains twenty times, and writes nothing.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.exam import SHOWN, scorer, stories, training
from numcheck.finding import Coverage, Report
from numcheck.group import LISTED, Conflicts, Pair, clusters, settled
from numcheck.judge import judged
from numcheck.judge.certainty import certain
from numcheck.judge.selection import LEAST, reported
from numcheck.judge.verdict import by_rules
from numcheck.model import Mention
from numcheck.report.json import write
from tools import train

CURVE = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BINS = 10
INTRODUCTION = """# What carries over

How well the comparison does on stories that it was not trained on: the unread half of `fixtures/exam`, by weights
learned from the read half and `fixtures/stories`. What ships is trained on all of them, so that its figures on these
stories are better than these. In per cent; false alarms in 100 articles. One contradiction of the unread half is 1.1
points. Made by `make transfer`.
"""
READ = """The same of the half that is read, each story by weights learned from the other four fifths of what is read.
Its errors were looked at while the rules were written, so that the gap between the two tables is what does not carry
over."""
LABELS = ("contradiction", "tension")
HAND = {"same": 1.0, "both": 1.0, "much": 1.0, "most": 1.0, "near": 0.5, "some": 0.5, "clash": -1.0, "none": -0.5}
HAND_BIAS = -3.0
PAGE = Path(__file__).parent.parent / "docs" / "transfer.md"
PARTS = {
    "the counted noun": ("noun",),
    "the event": ("event",),
    "time and publication": ("time", "published", "age", "clock"),
    "places, names and owners": ("place", "names", "owner", "near names", "own names"),
    "shared words": ("near", "own", "share"),
    "the numbers themselves": ("digits", "unit", "ratio", "least"),
    "speakers": ("speaker", "rivals"),
    "being alone": ("alone",),
    "lead and story": ("lead", "story"),
}


@dataclass(frozen=True)
class Story:
    """A labelled story with its pairs."""

    cluster: Any
    rows: Sequence[train.Row]


@dataclass(frozen=True)
class Compared:
    """The pairs of a story with their log-odds of one measure, and with how sure their verdicts are."""

    story: Story
    alike: Sequence[Pair]
    sure: Sequence[Pair]
    figure: Mapping[Mention, Mention]


def load(folders: Iterable[Any], first: int = 0) -> list[Story]:
    """The stories of some folders, numbered from `first`."""
    return [Story(scorer().Cluster(f), train.labelled(f, first + n)) for n, f in enumerate(folders)]


def compare(story: Story, tables: dict[str, train.Table], looks: int = 3) -> Compared:
    """The pairs of a story by some weights, in the first looks or all three."""
    pairs = [row.pair for row in train.scored(story.rows, tables)]
    figure = clusters.figures(pairs)
    alike = settled(pairs, figure, tables) if looks > 1 else pairs
    return Compared(story, alike, [certain(pair, tables) for pair in alike] if looks > 2 else alike, figure)


def figures(found: Sequence[Compared], least: Mapping[str, float] = LEAST) -> dict[str, float]:
    """The figures of the exam, in per cent, when verdicts are told from some confidence on."""
    results = []
    for each in found:
        differing = [pair for pair in each.sure if pair.apart != "agree"]
        kept = reported(differing, Conflicts(differing, each.figure, [], frozenset(), Counter()), least)
        findings = tuple(finding for finding in judged(kept) if finding.rule != "NC109")
        report = Report(findings, (), Coverage(), 0, "")
        results.append(scorer().score_cluster(each.story.cluster, write_findings(report)))
    measured = scorer().metrics(scorer().add_up(results)["n"])
    return {name: (measured[name] or 0.0) * (1 if "per_100" in name else 100) for name in SHOWN}


def write_findings(report: Report) -> list[dict[str, Any]]:
    """The findings of a report as the scorer reads them."""
    findings: list[dict[str, Any]] = json.loads(write(report))["findings"]
    return findings


def calibration(found: Sequence[Compared], least: float) -> float:
    """Expected calibration error of how sure contradictions and tensions are, at or above `least`."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for each in found:
        for row, pair in zip(each.story.rows, each.sure, strict=True):
            if pair.apart == "agree" or pair.confidence < least:
                continue
            right = train.RIGHT.get(by_rules(pair).verdict)
            if right is not None:
                held[min(BINS - 1, int(pair.confidence * BINS))].append((pair.confidence, row.gold in right))
    total = sum(map(len, held))
    return sum(abs(sum(p for p, _ in bin_) - sum(label for _, label in bin_)) for bin_ in held) / total if total else 0


def candidates(found: Sequence[Compared]) -> dict[str, float]:
    """Shares of labelled contradictions and tensions among the candidates, and candidate measures an article."""
    hit, gold = dict.fromkeys(LABELS, 0), dict.fromkeys(LABELS, 0)
    groups = articles = 0
    for each in found:
        listed = [pair for pair in each.alike if pair.apart != "agree" and pair.confidence >= LISTED]
        groups += len(judged(listed))
        articles += len(each.story.cluster.docs)
        for record in each.story.cluster.gold:
            if record["label"] in LABELS:
                gold[record["label"]] += 1
                hit[record["label"]] += any(train.meets(pair, record) for pair in listed)
    shares = {f"{label}s among them, %": 100 * hit[label] / gold[label] for label in LABELS}
    return {**shares, "candidate measures an article": groups / articles}


def folded(shown: Sequence[Story], read: Sequence[Story], apart: Sequence[train.Row]) -> list[Compared]:
    """Some of the stories that were read, each by weights learned from those outside its fold."""
    found = []
    for fold in range(train.FOLDS):
        rows = [row for row in (*rows_of(read), *apart) if row.story % train.FOLDS != fold]
        tables = train.learn_from(rows)
        found += [compare(story, tables) for story in shown if story.rows and story.rows[0].story % train.FOLDS == fold]
    return found


def curve(found: Sequence[Compared]) -> Iterable[str]:
    """The figures as shipped, and by one least confidence for all verdicts."""
    yield line("as shipped: " + ", ".join(f"{verdict} {least}" for verdict, least in LEAST.items()), figures(found))
    for threshold in CURVE:
        yield line(f"{threshold}", figures(found, dict.fromkeys(LEAST, threshold)))


def ablations(rows: Sequence[train.Row], unread: Sequence[Story]) -> Iterable[tuple[str, dict[str, float]]]:
    """The figures of the unread half without each part, trained anew."""
    for name, slots in PARTS.items():
        tables = train.learn_from(rows, slots)
        yield f"without {name}", figures([compare(story, tables) for story in unread])
    hand, tables = by_hand(rows), train.learn_from(rows)
    yield "weights by hand, the first look alone", figures([compare(story, hand, looks=1) for story in unread])
    yield "the first look alone", figures([compare(story, tables, looks=1) for story in unread])
    yield "the first two looks", figures([compare(story, tables, looks=2) for story in unread])
    excuses = import_module("numcheck.judge.excuses")  # the package names a function so, too
    kept = dict(excuses.EXCUSES)
    for excuse in kept:
        excuses.EXCUSES = {other: effect for other, effect in kept.items() if other is not excuse}
        yield (
            f"without the excuse {excuse.__name__}",
            figures([compare(story, tables) for story in unread]),
        )
    excuses.EXCUSES = kept


def without_gates(folders: Sequence[Path], unread: Sequence[Path]) -> Iterable[tuple[str, dict[str, float]]]:
    """The figures of the unread half with each gate open, trained anew."""
    matching = import_module("numcheck.group.match")  # the package names a function so, too
    kept = dict(matching.GATES)
    for gate in kept:
        matching.GATES = {other: slot for other, slot in kept.items() if other != gate}
        read = load(folders)
        tables = train.learn_from([*rows_of(read), *train.crossed(folders)])
        yield f"without the gate {gate}", figures([compare(story, tables) for story in load(unread, len(folders))])
    matching.GATES = kept


def by_hand(rows: Sequence[train.Row]) -> dict[str, train.Table]:
    """Weights that nobody learned: one nat for what is the same, one against what clashes."""
    levels = {level for row in rows for level in row.pair.match.levels}
    table = {level: HAND.get(level[1], 0.0) for level in levels} | {train.BIAS: HAND_BIAS}
    return dict.fromkeys((*train.KINDS, "agreeing"), table)


def rows_of(stories_: Iterable[Story]) -> list[train.Row]:
    """The pairs of some stories."""
    return [row for story in stories_ for row in story.rows]


def line(name: str, measured: dict[str, float]) -> str:
    """A row of a table in markdown."""
    return f"| {name} | " + " | ".join(f"{value:.1f}" for value in measured.values()) + " |"


def pages(brief: bool) -> Iterable[str]:
    """The lines of the page, in markdown."""
    folders = stories("read") + training()
    read = load(folders)
    unread = load(stories("unread"), len(folders))
    apart = train.crossed(folders)
    tables = train.learn_from([*rows_of(read), *apart])
    found = [compare(story, tables) for story in unread]
    head = "| | " + " | ".join(SHOWN.values()) + " |\n|---|" + "---|" * len(SHOWN)
    yield INTRODUCTION
    yield f"## By the least confidence that is reported\n\n{head}"
    yield from curve(found)
    yield f"\n{READ}\n\n{head}"
    yield from curve(folded(read[: len(stories("read"))], read, apart))
    error = calibration(found, LISTED)
    yield f"\nExpected calibration error of contradictions and tensions from {LISTED} on: {error:.3f}."
    shares = ", ".join(f"{name} {value:.1f}" for name, value in candidates(found).items())
    yield f"\nCandidates, {LISTED} and above: {shares}."
    if not brief:
        yield f"\n## Without each part\n\nEach row is trained anew.\n\n{head}"
        yield line("everything", figures(found))
        without = ablations([*rows_of(read), *apart], unread)
        for name, measured in chain(without, without_gates(folders, stories("unread"))):
            yield line(name, measured)


def main() -> None:
    """Print the page as it is made, and write it."""
    brief = "--brief" in sys.argv[1:]
    made = []
    for text in pages(brief):
        print(text, flush=True)
        made.append(text)
    if not brief:
        PAGE.write_text("\n".join(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
