"""numcheck why: why two lines were, or were not, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit, field_option, words
from numcheck.cli.settings import config_options, mapping, settings

if TYPE_CHECKING:
    from numcheck.model import Claim
    from numcheck.read import Fields

__all__ = ["command"]


@click.command("why")
@click.argument("first", metavar="A:LINE")
@click.argument("second", metavar="B:LINE")
@field_option
@config_options
def command(
    first: str,
    second: str,
    fields: tuple[str, ...],
    file: Path | None,
    isolated: bool,
    pairs: tuple[str, ...],
) -> None:
    """Say of each figure in one line and each in another whether they measure one thing, and whether they differ.

    Only the two files are read: what the rest of a corpus adds, such as a third article that agrees with one of
    them, is left out.

    \b
    Examples:
      numcheck why corpus/01-halyard.txt:1 corpus/02-interline.md:11
    """
    from numcheck.report.text import clean, reading

    config = settings(file, isolated, pairs, {"fields": words(fields, "--field")})
    sides = [_claims(place, mapping(config)) for place in (first, second)]
    for claims in sides:
        for claim in claims:
            skip = f"; never compared: {claim.frame.skip}" if claim.frame.skip else ""
            emit(f"{clean(claim.path or '-')}:{claim.line}: “{clean(claim.mention.quote)}” = {reading(claim)}{skip}\n")
    for a in sides[0]:
        for b in sides[1]:
            if a.mention != b.mention:
                emit(f"\n“{clean(a.mention.quote)}” and “{clean(b.mention.quote)}”: {clean(_verdict(a, b))}\n")


def _verdict(a: Claim, b: Claim) -> str:
    """What was made of two claims, in the order in which it is decided."""
    from numcheck.group import THRESHOLD, Pair
    from numcheck.group.match import match
    from numcheck.group.values import apart
    from numcheck.pipeline import compare_block

    if a.frame.skip or b.frame.skip:
        return "not compared"
    if a.quantity.kind != b.quantity.kind:
        return f"not the same kind ({a.quantity.kind}, {b.quantity.kind})"
    matched = match(a, b)
    if matched.clash is not None:
        return f"not the same measure: they clash in {matched.clash}"
    levels = ", ".join(f"{slot} {level}" for slot, level in matched.levels)
    distance = apart(a.quantity, b.quantity)
    if distance == "agree":
        return f"they agree: a number fits both ({levels})"
    sure = Pair(a, b, matched, distance).confidence
    if sure < THRESHOLD:
        return f"too little in common to say that they measure one thing ({sure} of the {THRESHOLD} needed: {levels})"
    found = compare_block([a, b])[0]
    return found[0].explanation if found else f"they differ, and are of one measure ({levels}), but are not reported"


def _claims(place: str, fields: Fields) -> list[Claim]:
    from numcheck.model import Article
    from numcheck.pipeline import extract_batch
    from numcheck.read import read

    path, _, line = place.rpartition(":")
    if not path or not line.isdigit():
        raise click.BadParameter(f"{place!r}: expected FILE:LINE")
    items = list(read([path], fields))
    claims = [c for item in items if isinstance(item, Article) for c in extract_batch([item])[0] if c.line == int(line)]
    if not claims:
        problems = [item.message for item in items if not isinstance(item, Article)]
        raise click.UsageError(f"{place}: {problems[0] if problems else 'no figure or date in this line'}")
    return claims
