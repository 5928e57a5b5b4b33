"""Learn `numcheck/words/weights.toml`, what `numcheck/group` adds up: `python -m tools.train` (make train).

Logistic regressions, fitted by Newton's method. The first look at a pair adds up the levels of its slots: one table for
all kinds of claims and what each kind adds, both shrunk towards zero, so that what the stories are silent on stays near
what all kinds have in common. The second look, beside the other pairs of the story, is fitted to scores that the first
gives to stories it was not fitted to. The third asks whether the verdict is right of those that the rules take for
contradictions or tensions. Pairs with a gold label contradiction, tension, update or consistent are of one measure;
other pairs are not. Agreeing pairs have a table of their own, in which a pair without a label counts little.

Stories are halved by the first hex digit of the sha1 of their name: 0 to 7 are read, 8 to f unread. `--read` leaves the
unread ones out, to measure what transfers; what ships is trained on all.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.exam import is_read, stories, training
from numcheck.group import Pair, compared, settled
from numcheck.group.clusters import features, figures
from numcheck.group.match import kind_of
from numcheck.group.stories import parts, profile
from numcheck.judge.certainty import SETTLED, asked, evidence
from numcheck.model import Article, Claim, Mention
from numcheck.pipeline import extract_batch
from numcheck.read import read

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "numcheck" / "words" / "weights.toml"
KINDS = ("age", "count", "date", "measure")
ONE_MEASURE = ("contradiction", "tension", "update", "consistent")
RIGHT = {"contradiction": ("contradiction",), "tension": ("contradiction", "tension")}  # labels that bear a verdict out
SHRINK, SHRINK_OWN = 5.0, 5.0  # of what all kinds have in common, and of what a kind adds to it
SHRINK_SURE = {"contradiction": 5.0, "tension": 20.0}  # of the third look; few tensions are labelled
ROUNDS, FOLDS = 30, 5
CLOSE = 1e-4  # a step too small to show in two decimals
UNLABELLED = 0.3  # weight of an agreeing pair that no label settles
BIAS = ("bias", "is")
# What we believe before any story has spoken, in nats: each weight is shrunk towards it instead of towards nothing.
BELIEF = {
    # notes of a few sentences hold next to nothing that a figure could be mistaken for; the stories are whole articles
    ("brief", "both"): 3.0,
    ("brief", "day"): 1.8,
    ("place", "same"): 2.0,
    ("owner", "same"): 0.7,
    ("owner", "clash"): -0.7,
    ("time", "clash"): -1.0,
}
# The same of verdicts. An article that tells of a plan and of what came of it sets the two against each other itself.
BELIEF_SURE = {
    "contradiction": {("brief", "both"): 0.5},
    "tension": {("excuse", "plan_against_actual in one article"): 1.5},
}
Key = tuple[str, str]
Table = dict[Key, float]


@dataclass(frozen=True)
class Row:
    """A pair of a story with its label, whether it is of one measure, and how much it counts."""

    pair: Pair
    story: int
    gold: str | None
    weight: float

    @property
    def label(self) -> bool:
        return self.gold in ONE_MEASURE

    @property
    def conflict(self) -> bool:
        return self.pair.apart != "agree"


@cache
def claims_of(folder: Path) -> tuple[Claim, ...]:
    """The claims of a story."""
    articles = [item for item in read([str(folder / "corpus.jsonl")]) if isinstance(item, Article)]
    return tuple(extract_batch(articles)[0])


def labelled(folder: Path, story: int) -> list[Row]:
    """The pairs of a story that pass the gates."""
    found, _ = compared(claims_of(folder))
    gold: defaultdict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold[frozenset((record["a"]["doc"], record["b"]["doc"]))].append(record)
    rows = []
    for pair in found:
        docs = frozenset((pair.a.mention.doc, pair.b.mention.doc))
        label = next((record["label"] for record in gold[docs] if meets(pair, record)), None)
        weight = 1.0 if label is not None or pair.apart != "agree" else UNLABELLED
        rows.append(Row(pair, story, label, weight))
    return rows


def crossed(folders: Sequence[Path]) -> list[Row]:
    """The pairs that differ, of two stories that are compared because they look alike: of one measure none."""
    number = {folder.name: story for story, folder in enumerate(folders)}
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for folder in folders:
        for claim in claims_of(folder):
            doc = f"{folder.name}/{claim.mention.doc}"
            claims[doc].append(replace(claim, mention=replace(claim.mention, doc=doc)))
    found = []
    for part in parts({doc: profile(own) for doc, own in claims.items()}):
        for pair in compared([claim for doc in part for claim in claims[doc]])[0]:
            one, two = (claim.mention.doc.partition("/")[0] for claim in (pair.a, pair.b))
            if one != two and pair.apart != "agree":
                found.append(Row(pair, number[one], None, 1.0))
    return found


def meets(pair: Pair, gold: dict[str, Any]) -> bool:
    """Whether a pair is the labelled one."""
    a, b = pair.a.mention, pair.b.mention
    return (_on(a, gold, "a") and _on(b, gold, "b")) or (_on(a, gold, "b") and _on(b, gold, "a"))


def _on(mention: Mention, gold: dict[str, Any], side: str) -> bool:
    spans = [(gold[side]["start"], gold[side]["end"]), *gold.get(f"also_{side}", [])]
    return mention.doc == gold[side]["doc"] and any(mention.start < end and start < mention.end for start, end in spans)


def fit(
    examples: Sequence[Table], labels: Sequence[bool], weights: Sequence[float], start: Table, shrink: float
) -> Table:
    """What to add to the weights of `start`, by Newton's method on the penalised log-likelihood."""
    names = sorted({name for example in examples for name in example})
    index = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.items():
            x[row, index[name]] = value
    given = x @ np.array([start.get(name, 0.0) for name in names])
    y, w = np.array(labels, float), np.array(weights)
    penalty = np.array([0.01 if name == BIAS else shrink for name in names])
    beta = np.zeros(len(names))

    def loss(at: np.ndarray) -> float:
        odds = given + x @ at
        return float(w @ (np.logaddexp(0, odds) - y * odds) + 0.5 * penalty @ at**2)

    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-given - x @ beta))
        slope = x.T @ (w * (p - y)) + penalty * beta
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        here = loss(beta)
        while loss(beta - step) > here and abs(step).max() >= CLOSE:  # far from the solution it may overshoot
            step /= 2
        beta -= step
        if abs(step).max() < CLOSE:
            break
    return dict(zip(names, map(float, beta), strict=True))


def by_kind(rows: Sequence[Row], examples: Sequence[Table], belief: Table) -> dict[str, Table]:
    """A table for each kind: what all have in common, shrunk towards a belief, and what the kind adds."""
    labels, weights = [row.label for row in rows], [row.weight for row in rows]
    kinds = [kind_of(row.pair.a) for row in rows]
    marked = [example | {("kind", kind): 1.0} for example, kind in zip(examples, kinds, strict=True)]
    shared = added(belief, fit(marked, labels, weights, belief, SHRINK))
    found = {}
    for kind in KINDS:
        start = added(
            {key: w for key, w in shared.items() if key[0] != "kind"}, {BIAS: shared.get(("kind", kind), 0.0)}
        )
        chosen = [i for i, other in enumerate(kinds) if other == kind]
        own: Table = {}
        if kind != "age":  # too few of them to have a table of their own
            own = fit(
                [examples[i] for i in chosen],
                [labels[i] for i in chosen],
                [weights[i] for i in chosen],
                start,
                SHRINK_OWN,
            )
        seen = {key for i in chosen for key in examples[i]} | belief.keys()
        found[kind] = {key: weight for key, weight in added(start, own).items() if key in seen}
    return found


def added(one: Table, two: Table) -> Table:
    """The sum of two tables."""
    return {key: one.get(key, 0.0) + two.get(key, 0.0) for key in [*one, *(key for key in two if key not in one)]}


def first_look(rows: Sequence[Row]) -> dict[str, Table]:
    """The tables of slot levels: one a kind for conflicts, one for agreeing pairs."""
    conflicts, agreeing = [r for r in rows if r.conflict], [r for r in rows if not r.conflict]
    tables = by_kind(conflicts, [levels(row.pair) for row in conflicts], BELIEF)
    tables["agreeing"] = fit(
        [levels(row.pair) for row in agreeing], [r.label for r in agreeing], [r.weight for r in agreeing], {}, SHRINK
    )
    return tables


def levels(pair: Pair) -> Table:
    return {BIAS: 1.0, **dict.fromkeys(pair.match.levels, 1.0)}


def scored(rows: Sequence[Row], tables: dict[str, Table]) -> list[Row]:
    """The rows with the scores that the tables give."""
    out = []
    for row in rows:
        table = tables[kind_of(row.pair.a) if row.conflict else "agreeing"]
        score = sum(table.get(name, 0.0) for name in levels(row.pair))
        out.append(replace(row, pair=replace(row.pair, match=replace(row.pair.match, score=score))))
    return out


def held_out(rows: Sequence[Row]) -> list[Row]:
    """The rows with the scores that the first look gives to stories it was not fitted to."""
    held = []
    for fold in range(FOLDS):
        tables = first_look([row for row in rows if row.story % FOLDS != fold])
        held += scored([row for row in rows if row.story % FOLDS == fold], tables)
    return held


def second_look(held: Sequence[Row]) -> dict[str, Table]:
    """The tables of what the other pairs of a story say, fitted to held-out scores."""
    found = beside(held)
    conflicts = [(row, table) for row, table in found if row.conflict]
    tables = by_kind([row for row, _ in conflicts], [table for _, table in conflicts], {})
    return {f"together {kind}": table for kind, table in tables.items()}


def third_look(held: Sequence[Row], together: dict[str, Table]) -> dict[str, Table]:
    """The tables of what makes a verdict right, one each, fitted to what the second look makes of held-out scores.

    A contradiction is right where the label says so; a tension where it says that, or that they contradict.
    """
    examples: dict[str, list[tuple[Table, bool]]] = {verdict: [] for verdict in RIGHT}
    for story in sorted({row.story for row in held}):
        here = [row for row in held if row.story == story]
        pairs = [row.pair for row in here]
        for row, pair in zip(here, settled(pairs, figures(pairs), together), strict=True):
            if (ruled := asked(pair)) is not None:
                examples[ruled.verdict].append((evidence(pair, ruled), row.gold in RIGHT[ruled.verdict]))
    tables = {}
    for verdict, found in examples.items():
        start = {SETTLED: 1.0, **BELIEF_SURE[verdict]}
        given, right = [x for x, _ in found], [y for _, y in found]
        learned = fit(given, right, [1.0] * len(found), start, SHRINK_SURE[verdict])
        tables[f"sure {verdict}"] = added(start, learned)
    return tables


def beside(rows: Sequence[Row]) -> list[tuple[Row, Table]]:
    """Each row with its features among the rows of its story."""
    found = []
    for story in sorted({row.story for row in rows}):
        here = [row for row in rows if row.story == story]
        pairs = [row.pair for row in here]
        for row, seen in zip(here, features(pairs, figures(pairs)), strict=True):
            found.append((row, {BIAS: 1.0, **{(name, "is"): value for name, value in seen.items()}}))
    return found


def learn(folders: Sequence[Path]) -> dict[str, Table]:
    """Every table, learned from some stories."""
    own = [row for story, folder in enumerate(folders) for row in labelled(folder, story)]
    return learn_from([*own, *crossed(folders)])


def learn_from(rows: Sequence[Row], without: Sequence[str] = ()) -> dict[str, Table]:
    """Every table, learned from the pairs of some stories, as if some slots were not there."""
    if without:
        rows = [replace(row, pair=_without(row.pair, without)) for row in rows]
    held = held_out(rows)
    together = second_look(held)
    return first_look(rows) | together | third_look(held, together)


def _without(pair: Pair, slots: Sequence[str]) -> Pair:
    left = tuple((slot, "left out" if slot in slots else level) for slot, level in pair.match.levels)
    return replace(pair, match=replace(pair.match, levels=left))


def written(tables: dict[str, Table], stories_: int) -> str:
    """The tables as TOML."""
    lines = [f"# Made by tools/train.py from {stories_} stories. Not to be edited: see `make train`."]
    for name, table in tables.items():
        slots: dict[str, dict[str, float]] = {}
        for slot, level in sorted(table):
            slots.setdefault(slot, {})[level] = round(table[slot, level], 2) + 0.0
        lines.append(f"\n[{json.dumps(name)}]")
        for slot, found in slots.items():
            inner = ", ".join(f"{json.dumps(level)} = {value}" for level, value in found.items())
            lines.append(f"{json.dumps(slot)} = {{ {inner} }}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train on all stories, or with --read without the unread ones."""
    chosen = [f for f in stories() if "--read" not in sys.argv[1:] or is_read(f.name)] + training()
    TARGET.write_text(written(learn(chosen), len(chosen)), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(chosen)} stories")


if __name__ == "__main__":
    main()
