"""numcheck why: why two lines were, or were not, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit
from numcheck.cli.settings import configured, mapping

if TYPE_CHECKING:
    from numcheck.config import Config
    from numcheck.group import Pair
    from numcheck.model import Claim
    from numcheck.read import Fields

__all__ = ["command"]

_MUCH = 0.25  # nats, below which what a slot adds to a verdict is not shown


@click.command("why")
@click.argument("first", metavar="A:LINE")
@click.argument("second", metavar="B:LINE")
@configured(paths=False)
def command(
    first: str,
    second: str,
    config: Config,
) -> None:
    """Say of each figure in one line and each in another whether they measure one thing, and whether they differ.

    Only the articles that hold the two lines are read: what the rest of a corpus adds, such as a third article that
    agrees with one of them, is left out.

    \b
    Examples:
      numcheck why corpus/01-halyard.txt:1 corpus/02-interline.md:11
    """
    from numcheck.report.text import clean, reading

    sides, claims = _claims((first, second), mapping(config))
    for side in sides:
        for claim in side:
            skip = f"; never compared: {claim.frame.skip}" if claim.frame.skip else ""
            emit(f"{clean(claim.path or '-')}:{claim.line}: “{clean(claim.mention.quote)}” = {reading(claim)}{skip}\n")
    for a, b in product(*sides):
        if a.mention != b.mention:
            emit(f"\n“{clean(a.mention.quote)}” and “{clean(b.mention.quote)}”: ")
            emit("".join(f"{line}\n" for line in _steps(a, b, claims)))


def _steps(a: Claim, b: Claim, claims: Sequence[Claim]) -> Iterator[str]:
    """What was made of two claims, in the order in which it is decided."""
    from numcheck.group import candidates, compared
    from numcheck.group.keys import dimension
    from numcheck.group.match import gate

    dimensions = dimension(a), dimension(b)
    if None in dimensions:
        yield "not compared"
        return
    if dimensions[0] != dimensions[1]:
        yield f"not the same kind ({dimensions[0]}, {dimensions[1]})"
        return
    if (shut := gate(a, b)) is not None:
        yield f"not the same measure: they clash in {shut}"
        return
    own = _paired(a, b, compared(claims)[0])
    pair = _paired(a, b, candidates(claims)[0])
    if own is None or pair is None:
        yield "not compared: their articles have too little in common to tell of one story"
        return
    if pair.apart == "agree":
        yield "they agree: a number fits both"
    else:
        yield from _verdict(pair, claims)
    yield from _scores(own, pair)


def _paired(a: Claim, b: Claim, pairs: Iterable[Pair]) -> Pair | None:
    """The pair of two claims."""
    return next((pair for pair in pairs if {pair.a.mention, pair.b.mention} == {a.mention, b.mention}), None)


def _verdict(pair: Pair, claims: Sequence[Claim]) -> Iterator[str]:
    """What the run over these articles finds, and each excuse that holds for the pair."""
    from numcheck.judge.excuses import excuses
    from numcheck.pipeline import compare_block
    from numcheck.report.text import clean

    both = {pair.a.mention, pair.b.mention}
    findings = compare_block(list(claims))[0]
    found = next((each for each in findings if both <= {claim.mention for claim in each.claims}), None)
    if found is None:
        yield "too little in common to say that they measure one thing and disagree"
        return
    yield f"{found.rule} {found.verdict}. {clean(found.explanation)}"
    for reason, effect in excuses(pair):
        yield f"  excuse: {clean(reason.text)} ({effect})"


def _scores(own: Pair, pair: Pair) -> Iterator[str]:
    """Each slot with what its level adds to the log-odds of one measure; their probability; how sure the verdict is."""
    from numcheck.group.match import table
    from numcheck.judge.certainty import asked, certain, contributions
    from numcheck.judge.selection import LEAST

    weights = table(own.a, pair.apart == "agree")
    for slot, level in (("bias", "is"), *own.match.levels):
        yield f"  {slot:<12} {level:<14} {weights.get((slot, level), 0.0):+.2f}"
    yield f"  one measure, by the slots themselves: {own.match.score:+.2f}, a probability of {own.confidence:.2f}"
    yield f"  beside the other pairs of the articles: {pair.match.score:+.2f}, {pair.confidence:.2f}"
    if (found := asked(pair)) is not None:
        sure = certain(pair)
        needed = f"{LEAST[found.verdict]:.2f} is needed"
        yield f"  that it is a {found.verdict}: {sure.match.score:+.2f}, {sure.confidence:.2f}; {needed}"
        told = [(added, *name) for name, added in contributions(pair, found).items() if abs(added) >= _MUCH]
        ranked = sorted(told, key=lambda item: (-abs(item[0]), item))
        yield "    of it: " + ", ".join(f"{slot} {level} {added:+.2f}" for added, slot, level in ranked)


def _claims(places: Sequence[str], fields: Fields) -> tuple[list[list[Claim]], list[Claim]]:
    """The claims of each line, and all claims of the articles that hold these lines."""
    from numcheck.model import Article
    from numcheck.pipeline import extract_batch
    from numcheck.read import read

    split = [_place(place) for place in places]
    items = list(read(list(dict.fromkeys(path for path, _ in split)), fields))
    claims = extract_batch(item for item in items if isinstance(item, Article))[0]
    sides = [[claim for claim in claims if (claim.path, claim.line) == place] for place in split]
    for place, (path, _), side in zip(places, split, sides, strict=True):
        if not side:
            problems = [item.message for item in items if not isinstance(item, Article) and item.path == path]
            raise click.UsageError(f"{place}: {problems[0] if problems else 'no figure or date in this line'}")
    docs = {claim.mention.doc for side in sides for claim in side}
    return sides, [claim for claim in claims if claim.mention.doc in docs]


def _place(place: str) -> tuple[str, int]:
    path, _, line = place.rpartition(":")
    if not path or not line.isdigit():
        raise click.BadParameter(f"{place!r}: expected FILE:LINE")
    return path, int(line)
