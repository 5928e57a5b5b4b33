"""Learn `numcheck/words/weights.toml`, what `numcheck/group/match.py` adds up: `python -m tools.train` (make train).

A logistic regression over the levels of the slots, one table for all kinds of claims plus what each kind adds, shrunk
towards the beliefs of tools/prior.toml; no library, so that any machine writes the same bytes. Pairs with a gold label
contradiction, tension, update or consistent are of one measure; other pairs that disagree are not.

Stories are halved by the first hex digit of the sha1 of their name: 0 to 7 are read and trained on, 8 to f stay
unread and only measure what transfers.
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.exam import stories
from numcheck.group import Pair, candidates
from numcheck.group.match import kind_of
from numcheck.model import Article, Mention
from numcheck.pipeline import extract_batch
from numcheck.read import read

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "numcheck" / "words" / "weights.toml"
KINDS = ("count", "date", "measure")
ONE_MEASURE = ("contradiction", "tension", "update", "consistent")
SHRINK, ROUNDS = 10.0, 25
STRENGTH = 0.7  # of the beliefs
Row = tuple[list[int], float, float]


def labelled(folder: Path) -> Iterator[tuple[Pair, bool]]:
    """The pairs of a story, and whether each is of one measure; what no label settles is left out."""
    articles = [item for item in read([str(folder / "corpus.jsonl")]) if isinstance(item, Article)]
    found, _ = candidates(extract_batch(articles)[0])
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for pair in found:
        label = next((g["label"] for g in gold if _meets(pair, g)), None)
        if pair.apart != "agree" or label is not None:
            yield pair, label in ONE_MEASURE


def _meets(pair: Pair, gold: dict[str, Any]) -> bool:
    a, b = pair.a.mention, pair.b.mention
    return (_on(a, gold, "a") and _on(b, gold, "b")) or (_on(a, gold, "b") and _on(b, gold, "a"))


def _on(mention: Mention, gold: dict[str, Any], side: str) -> bool:
    spans = [(gold[side]["start"], gold[side]["end"]), *gold.get(f"also_{side}", [])]
    return mention.doc == gold[side]["doc"] and any(mention.start < end and start < mention.end for start, end in spans)


def features(pair: Pair) -> Iterator[str]:
    """The slot levels of a pair, for all kinds and for its own."""
    kind = kind_of(pair.a)
    for slot, level in (("bias", "same"), *pair.match.levels):
        yield f"any {slot} {level}"
        yield f"{kind} {slot} {level}"


def beliefs() -> dict[str, dict[tuple[str, str], float]]:
    """For each kind, the weight of each slot and level before training."""
    tables = tomllib.loads((ROOT / "tools" / "prior.toml").read_text(encoding="utf-8"))
    given = {
        name: {(slot, level): STRENGTH * value for slot, levels in slots.items() for level, value in levels.items()}
        for name, slots in tables.items()
    }
    return {kind: given.get(kind, given["any"]) for kind in KINDS}


def fit(rows: Sequence[Row], size: int) -> list[float]:
    """What to add to the beliefs, by Newton's method on the penalised log-likelihood; a row has its belief, too."""
    beta = [0.0] * size
    for _ in range(ROUNDS):
        slope = [SHRINK * b for b in beta]
        curve = [[SHRINK if i == j else 0.0 for j in range(size)] for i in range(size)]
        for active, label, belief in rows:
            p = 1 / (1 + math.exp(-belief - sum(beta[i] for i in active)))
            spread = p * (1 - p)
            for i in active:
                slope[i] += p - label
                line = curve[i]
                for j in active:
                    line[j] += spread
        step = solve(curve, slope)
        beta = [b - s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-7:
            break
    return beta


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a positive definite system by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = rows[i]
        for other in rows[i + 1 :]:
            share = other[i] / pivot[i]
            if share:
                for j in range(i, size + 1):
                    other[j] -= share * pivot[j]
    out = [0.0] * size
    for i in range(size - 1, -1, -1):
        out[i] = (rows[i][size] - sum(rows[i][j] * out[j] for j in range(i + 1, size))) / rows[i][i]
    return out


def _belief(prior: dict[str, dict[tuple[str, str], float]], pair: Pair) -> float:
    given = prior[kind_of(pair.a)]
    return given["bias", "same"] + sum(given.get(level, 0.0) for level in pair.match.levels)


def table(folders: Sequence[Path]) -> str:
    """The weights learned from some stories, as TOML."""
    pairs = [item for folder in folders for item in labelled(folder)]
    prior = beliefs()
    named = [list(features(pair)) for pair, _ in pairs]
    names = sorted({name for active in named for name in active})
    index = {name: i for i, name in enumerate(names)}
    rows = [
        ([index[name] for name in active], float(label), _belief(prior, pair))
        for active, (pair, label) in zip(named, pairs, strict=True)
    ]
    beta = fit(rows, len(names))
    known = dict(zip(names, beta, strict=True))
    lines = [
        f"# Made by tools/train.py from {len(folders)} stories, {len(pairs)} pairs. Not to be edited: see `make train`."
    ]
    for kind in KINDS:
        slots: defaultdict[str, dict[str, float]] = defaultdict(dict)
        levels_of = {tuple(name.split(" ")[1:]) for name in names} | prior[kind].keys()
        for slot, level in levels_of:
            learned = known.get(f"any {slot} {level}", 0.0) + known.get(f"{kind} {slot} {level}", 0.0)
            slots[slot][level] = prior[kind].get((slot, level), 0.0) + learned
        lines.append(f"\n[{kind}]")
        for slot in sorted(slots):
            levels = ", ".join(f"{level} = {round(value, 2) + 0.0}" for level, value in sorted(slots[slot].items()))
            lines.append(f"{slot} = {{ {levels} }}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train on the read half, or on all stories with --all."""
    chosen = stories("all" if "--all" in sys.argv[1:] else "read")
    TARGET.write_text(table(chosen), encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(chosen)} stories")


if __name__ == "__main__":
    main()
