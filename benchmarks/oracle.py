"""What extraction, dates and verdicts allow: a second reader that answers from gold. `python -m benchmarks.oracle`.

The oracle only groups: claims of pairs that are labelled contradiction, tension, consistent or update are of one
measure, those of unrelated pairs are not. With `--qualified` it also gives the qualifiers that a perfect reader would.
Every loss is explained by its cause; nothing of a story's text is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.exam import SHOWN, is_read, scorer, stories
from benchmarks.transfer import write_findings
from numcheck.corpus import with_primary
from numcheck.finding import Coverage, Finding, Report
from numcheck.group.keys import dimension
from numcheck.group.stories import parts, profile
from numcheck.group.values import apart
from numcheck.judge import judged
from numcheck.model import Article, Claim
from numcheck.pipeline import extract_batch
from numcheck.read import read
from numcheck.reader.answer import Answer, held
from numcheck.reader.question import Question, questions
from numcheck.reader.regroup import regrouped

__all__ = ["answer", "causes", "found_with_gold", "main"]

ORDER = ("contradiction", "tension", "consistent", "update")
WORDS = {"tension": "other source's estimate", "update": "other time"}
NAME = "gold"


def answer(question: Question, cluster: Any, qualified: bool = False) -> Answer:
    """What a reader who knows the labels answers.

    Args:
        question: what is asked.
        cluster: the labelled story, of the scorer.
        qualified: whether it says why figures of one measure differ.
    """
    on = _Sides(question.claims, cluster)
    group = {number: number for number in range(len(question.claims))}
    apart_ = {frozenset(pair) for g in on.pairs if g["label"] == "unrelated" for pair in on.of(g)}

    def members(one: int) -> list[int]:
        return [number for number, own in group.items() if own == group[one]]

    words: dict[int, str] = {}
    for label in ORDER:
        for record in on.pairs:
            if record["label"] != label:
                continue
            for a, b in on.of(record):
                if group[a] == group[b] or dimension(question.claims[a]) != dimension(question.claims[b]):
                    continue
                if not any(frozenset((x, y)) in apart_ for x in members(a) for y in members(b)):
                    group |= dict.fromkeys(members(b), group[a])
                    if qualified and label in WORDS:
                        words.setdefault(b + 1, WORDS[label])
    made = [[n + 1 for n, own in group.items() if own == one] for one in sorted(set(group.values()))]
    return Answer(tuple(tuple(ids) for ids in made if len(ids) > 1), tuple(sorted(words.items())))


class _Sides:
    """Which claims stand on which side of each labelled pair."""

    def __init__(self, claims: Sequence[Claim], cluster: Any) -> None:
        self.pairs = cluster.gold
        self._sides = [cluster.sides(record, "number") for record in cluster.gold]
        self._claims = claims

    def of(self, record: dict[str, Any]) -> list[tuple[int, int]]:
        """Pairs of numbers of claims."""
        a, b = self.on(record)
        return [(x, y) for x in a for y in b if x != y]

    def on(self, record: dict[str, Any]) -> tuple[list[int], list[int]]:
        """Numbers of the claims on either side."""
        sides = self._sides[next(n for n, other in enumerate(self.pairs) if other is record)]
        places = [(claim.mention.doc, claim.mention.start, claim.mention.end) for claim in self._claims]
        a, b = ([n for n, place in enumerate(places) if scorer().hits(place, side)] for side in sides)
        return a, b


def claims_of(folder: Path) -> list[Claim]:
    """All claims of a labelled story."""
    return extract_batch(item for item in read([str(folder / "corpus.jsonl")]) if isinstance(item, Article))[0]


def found_with_gold(claims: Sequence[Claim], cluster: Any, qualified: bool = False) -> tuple[list[Finding], int]:
    """The findings with gold for a second reader, and how many questions were asked."""
    found: list[Finding] = []
    asked = 0
    own: dict[str, list[Claim]] = {}
    for claim in claims:
        own.setdefault(claim.mention.doc, []).append(claim)
    for part in parts({doc: profile(each) for doc, each in own.items()}):
        block = [claim for doc in part for claim in own[doc]]
        answers = [(question, held(question, answer(question, cluster, qualified))) for question in questions(block)]
        asked += len(answers)
        pairs, opinions, _ = regrouped(block, answers, NAME)
        found += [with_primary(finding) for finding in judged(pairs, block, opinions)]
    return [finding for finding in found if finding.rule not in ("NC108", "NC109")], asked


def causes(claims: Sequence[Claim], cluster: Any, result: dict[str, Any]) -> Counter[str]:
    """Why labelled contradictions and tensions are missed, and contradictions reported that are none."""
    on = _Sides(claims, cluster)
    asked = {claim.mention for question in questions(claims) for claim in question.claims}
    found: Counter[str] = Counter()
    for number in result["missed"]:
        record = cluster.gold[number]
        found[f"missed {record['label']}: {_why(record, on, claims, asked)}"] += 1
    for number, _ in result["wrong_verdict"]:
        record = cluster.gold[number]
        found[f"verdict: {record['label']} taken for another"] += 1
    for row in result["rows"]:
        if row["verdict"] == "contradiction" and not row["strict"]:
            labels = Counter(cluster.gold[n]["label"] for n in row["held"])
            found[f"no contradiction: {max(labels, key=lambda x: labels[x]) if labels else 'unlabelled'}"] += 1
    return found


def _why(record: dict[str, Any], on: _Sides, claims: Sequence[Claim], asked: set[Any]) -> str:
    a, b = on.on(record)
    if not a or not b:
        return f"not extracted ({record['kind']})"
    pairs = on.of(record)
    if not pairs:
        return "one claim for both"
    for side in (a, b):
        if not any(dimension(claims[n]) for n in side):
            return f"never compared ({claims[side[0]].frame.skip or 'unit or value'})"
    pairs = [(x, y) for x, y in pairs if dimension(claims[x]) == dimension(claims[y]) is not None]
    if not pairs:
        return f"kinds differ ({' / '.join(sorted({claims[n].quantity.kind for n in a + b}))})"
    pairs = [(x, y) for x, y in pairs if apart(claims[x], claims[y]) != "agree"]
    if not pairs:
        kind = claims[a[0]].quantity.kind
        return f"values agree ({kind}{'' if kind != 'date' or claims[a[0]].frame.days else ', no days'})"
    if not any(claims[x].mention in asked and claims[y].mention in asked for x, y in pairs):
        return "not asked"
    return "let go by an excuse, or grouped apart"


def main() -> None:
    """Print the figures of each half, then the losses by cause."""
    args = sys.argv[1:]
    qualified = "--qualified" in args
    folders = next((sorted(Path(a).glob("*/corpus.jsonl")) for a in args if not a.startswith("--")), None)
    chosen = [path.parent for path in folders] if folders is not None else stories()
    rows: list[tuple[str, Any, Counter[str]]] = []
    for folder in chosen:
        cluster, claims = scorer().Cluster(folder), claims_of(folder)
        findings, _ = found_with_gold(claims, cluster, qualified)
        result = scorer().score_cluster(cluster, write_findings(Report(tuple(findings), (), Coverage(), 0, "")))
        rows.append((folder.name, result, causes(claims, cluster, result)))
        if "--explain" in args and is_read(folder.name):
            print(scorer().explain(cluster, result))
    for half in ("read", "unread", "all"):
        own = [row for row in rows if half == "all" or is_read(row[0]) == (half == "read")]
        figures = scorer().metrics(scorer().add_up([result for _, result, _ in own])["n"])
        shown = (f"{SHOWN[n]} {(figures[n] or 0) * (1 if 'per_100' in n else 100):.1f}" for n in SHOWN)
        print(f"{half} ({len(own)} stories): " + ", ".join(shown))
        total = sum((count for _, _, count in own), Counter[str]())
        for cause, count in sorted(total.items()):
            print(f"    {count:3} {cause}")


if __name__ == "__main__":
    main()
