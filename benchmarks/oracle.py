"""What extraction, dates and verdicts allow: a second reader that answers from gold. `python -m benchmarks.oracle`.

The oracle only groups: claims of pairs that are labelled contradiction, tension, consistent or update are of one
measure, those of unrelated pairs are not. With `--qualified` it also gives the qualifiers that a perfect reader would.
Every loss is explained by its cause; nothing of a story's text is printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.exam import SHOWN, in_per_cent, is_read, scorer, stories
from benchmarks.transfer import write_findings
from numcheck.corpus import with_primary
from numcheck.finding import Coverage, Finding, Report
from numcheck.group.stories import parts, profile
from numcheck.group.values import apart
from numcheck.judge import judged
from numcheck.judge.figures import as_of
from numcheck.judge.second import Second
from numcheck.model import Article, Claim
from numcheck.pipeline import extract_batch
from numcheck.read import read
from numcheck.reader.answer import Answer, held
from numcheck.reader.kinds import fitted, kind, one_kind
from numcheck.reader.question import Question, questions
from numcheck.reader.regroup import regrouped

__all__ = ["answer", "causes", "found_with_gold", "main", "measure"]

ORDER = ("contradiction", "tension", "consistent", "update")
CHOICE = (None, "other source's estimate", "planned", "forecast", "other time")
EFFECT = {"contradiction": (None, 3), "tension": ("tension", 2), "consistent": (None, 1), "update": ("update", 1)}
NAME = "gold"


def answer(question: Question, cluster: Any, qualified: bool = False) -> Answer:
    """What a reader who knows the labels answers.

    Args:
        question: what is asked.
        cluster: the labelled story, of the scorer.
        qualified: whether it says why figures of one measure differ.
    """
    claims, on = question.claims, _Sides(question.claims, cluster)
    told: dict[frozenset[int], str] = {}
    for label in (*ORDER, "unrelated"):
        for record in on.pairs:
            if record["label"] == label:
                for pair in on.of(record):
                    told.setdefault(frozenset(pair), label)

    def clash(x: int, y: int, label: str) -> bool:
        """Whether two claims are of two measures: labelled so, or in conflict where every conflict is labelled."""
        known = told.get(frozenset((x, y)))
        if known is not None or label in ("contradiction", "tension"):
            return known == "unrelated"
        return apart(*fitted((claims[x], claims[y]))) != "agree"

    group = {number: [number] for number in range(len(claims))}
    for label in ORDER:
        for a, b in sorted(sorted(pair) for pair, known in told.items() if known == label):
            one, two = group[a], group[b]
            if one is two or not one_kind(claims[n] for n in (*one, *two)):
                continue
            if not any(clash(x, y, label) for x in one for y in two):
                one += two
                group |= dict.fromkeys(two, one)
    groups = [own for number, own in group.items() if own[0] == number and len(own) > 1]
    words = [pair for own in groups for pair in _words(own, claims, told)] if qualified else []
    return Answer(tuple(tuple(n + 1 for n in own) for own in groups), tuple(words))


def _words(group: Sequence[int], claims: Sequence[Claim], told: dict[frozenset[int], str]) -> list[tuple[int, str]]:
    """Qualifiers under which the labelled pairs of a group are what they are labelled, as far as may be."""
    unlike = [
        pair
        for pair in combinations(sorted(group), 2)
        if told.get(frozenset(pair)) == "tension" or apart(*fitted([claims[n] for n in pair])) != "agree"
    ]
    # every disagreement is labelled: what is not, is none
    labelled = [(a, b, told.get(frozenset((a, b)), "update")) for a, b in unlike]

    def fit(given: dict[int, str | None]) -> int:
        """How many of the labels the qualifiers explain, those of disagreements counting for more."""
        count = 0
        for a, b, label in labelled:
            days = as_of(claims[a]) != as_of(claims[b])
            effect = Second(NAME, 1, (given[a], given[b]), other_day=days).effect
            wanted, weight = EFFECT.get(label, (None, 0))
            count += weight * (wanted == effect)
        return count

    tried = []
    for start in CHOICE:
        given = dict.fromkeys(group, start)
        for number in [*group, *reversed(group), *group]:
            given = max(({**given, number: word} for word in CHOICE), key=fit)
        tried.append(given)
    best = max(tried, key=fit)
    return [(number + 1, word) for number, word in best.items() if word is not None]


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
    for block in _blocks(claims):
        answers = [(question, held(question, answer(question, cluster, qualified))) for question in questions(block)]
        asked += len(answers)
        pairs, opinions, _ = regrouped(block, answers, NAME)
        found += [with_primary(finding) for finding in judged(pairs, block, opinions)]
    return [finding for finding in found if finding.rule not in ("NC108", "NC109")], asked


def scored_with_gold(claims: Sequence[Claim], cluster: Any, qualified: bool = False) -> Any:
    """What the scorer says of the findings with gold for a second reader."""
    findings, _ = found_with_gold(claims, cluster, qualified)
    return scorer().score_cluster(cluster, write_findings(Report(tuple(findings), (), Coverage(), 0, "")))


def measure(folders: Sequence[Path]) -> dict[str, float]:
    """The figures of SHOWN over some stories with a perfect second reader, as `benchmarks.exam.measure`."""
    return in_per_cent([scored_with_gold(claims_of(folder), scorer().Cluster(folder), True) for folder in folders])


def _blocks(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims of each part."""
    own: dict[str, list[Claim]] = {}
    for claim in claims:
        own.setdefault(claim.mention.doc, []).append(claim)
    found = parts({doc: profile(each) for doc, each in own.items()})
    return [[claim for doc in part for claim in own[doc]] for part in found]


def _questions(claims: Sequence[Claim]) -> list[Question]:
    return [question for block in _blocks(claims) for question in questions(block)]


def causes(claims: Sequence[Claim], cluster: Any, result: dict[str, Any]) -> Counter[str]:
    """Why labelled contradictions and tensions are missed, and contradictions reported that are none."""
    on = _Sides(claims, cluster)
    asked = {claim.mention: n for n, question in enumerate(_questions(claims)) for claim in question.claims}
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


def _why(record: dict[str, Any], on: _Sides, claims: Sequence[Claim], asked: dict[Any, int]) -> str:
    a, b = on.on(record)
    if not a or not b:
        return f"not extracted ({record['kind']})"
    for side in (a, b):
        if not any(kind(claims[n]) for n in side):
            return f"never compared ({claims[side[0]].frame.skip or 'a count of one'})"
    pairs = [(claims[x], claims[y]) for x, y in on.of(record) if one_kind((claims[x], claims[y]))]
    if not pairs:
        return f"kinds differ ({' / '.join(sorted({claims[n].quantity.kind for n in a + b}))})"
    pairs = [pair for pair in pairs if apart(*fitted(pair)) != "agree"]
    if not pairs:
        return f"values agree ({claims[a[0]].quantity.kind})"
    if not any(x.mention in asked and y.mention in asked for x, y in pairs):
        return "not asked"
    if not any(asked.get(x.mention) == asked.get(y.mention) for x, y in pairs):
        return "articles not seen as one story"
    return "taken for an update, or grouped apart"


def main() -> None:
    """Print the figures of each half, then the losses by cause."""
    args = sys.argv[1:]
    qualified = "--qualified" in args
    folders = next((sorted(Path(a).glob("*/corpus.jsonl")) for a in args if not a.startswith("--")), None)
    chosen = [path.parent for path in folders] if folders is not None else stories()
    rows: list[tuple[str, Any, Counter[str]]] = []
    for folder in chosen:
        cluster, claims = scorer().Cluster(folder), claims_of(folder)
        result = scored_with_gold(claims, cluster, qualified)
        rows.append((folder.name, result, causes(claims, cluster, result)))
        if "--explain" in args and is_read(folder.name):
            print(scorer().explain(cluster, result))
    for half in ("read", "unread", "all"):
        own = [row for row in rows if half == "all" or is_read(row[0]) == (half == "read")]
        figures = in_per_cent([result for _, result, _ in own])
        print(f"{half} ({len(own)} stories): " + ", ".join(f"{SHOWN[name]} {figures[name]:.1f}" for name in SHOWN))
        total = sum((count for _, _, count in own), Counter[str]())
        for cause, count in sorted(total.items()):
            print(f"    {count:3} {cause}")


if __name__ == "__main__":
    main()
