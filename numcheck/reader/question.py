"""Claims of a story -> what a second reader is asked: the sentences around figures that may conflict, each marked.

>>> from numcheck.model import Article
>>> from numcheck.pipeline import extract_batch
>>> told = {"a": "They sent 3,000 troops to Halden. It rained.", "b": "Halden: 10,000 soldiers came, the mayor said."}
>>> print(questions(extract_batch(Article(doc, text) for doc, text in told.items())[0])[0].text)
## undated
Halden: 10,000 soldiers_a came mayor said
## undated
sent 3,000 troops_b Halden
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from numcheck.model import Claim
from numcheck.reader.kinds import BARE, kind
from numcheck.reader.window import addresses, cut, plain
from numcheck.reader.worth import worth_asking

__all__ = ["Question", "questions"]

_LONGEST, _MOST = 16_000, 250  # characters of a question, some 4,000 tokens, and claims; beyond, it is split
_NAME = 24  # characters of an outlet's name


@dataclass(frozen=True, slots=True)
class Question:
    """What a second reader is asked about one story, or about a part of one that is too long.

    Args:
        claims: those that are asked about; the id of each is its place, from 1.
        text: the story as it is sent: a line an article, then its sentences, each figure followed by "_" and its id.
    """

    claims: tuple[Claim, ...]
    text: str


def questions(claims: Sequence[Claim]) -> list[Question]:
    """What to ask about one story.

    Args:
        claims: the claims of its articles, in any order.

    Returns:
        One question, more where one would be too long, none where no two figures of a kind conflict.
    """
    ordered = sorted(claims, key=lambda claim: (claim.mention.doc, claim.mention.start, claim.mention.end))
    found = [claim for claim in worth_asking(ordered) if not addresses(claim.sentence)]
    made = _made(_sorted(found))
    if _fits(made):
        return [made] if made.claims else []
    blocks: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in made.claims:
        blocks[_block(claim)].append(claim)
    return [part for name in sorted(blocks, key=str) for part in _parts(blocks[name])]


def _block(claim: Claim) -> str | None:
    """Bare numbers are mostly counts."""
    found = kind(claim)
    return "count" if found == BARE else found


def _fits(question: Question) -> bool:
    return len(question.text) <= _LONGEST and len(question.claims) <= _MOST


def _parts(claims: Sequence[Claim]) -> Iterator[Question]:
    """The claims of one kind in questions that are short enough, whole articles together."""
    held: list[Claim] = []
    for _, article in groupby(claims, key=lambda claim: claim.mention.doc):
        own = list(article)
        if held and not _fits(_made([*held, *own])):
            yield _made(held)
            held = []
        held += own
    if held:
        yield _made(held)


def _sorted(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order of their articles: by what these say, not by what the files are called."""
    articles = [list(own) for _, own in groupby(claims, key=lambda claim: claim.mention.doc)]
    articles.sort(key=lambda own: (_head(own[0]), [claim.sentence for claim in own], own[0].mention.doc))
    return [claim for own in articles for claim in own]


def _head(claim: Claim) -> str:
    day = claim.published.isoformat() if claim.published else "undated"
    return f"{day} {plain(claim.article_source or '')[:_NAME]}".rstrip()


def _made(claims: Sequence[Claim]) -> Question:
    lines: list[str] = []
    number, year = 1, ""
    for _, article in groupby(claims, key=lambda claim: claim.mention.doc):
        own = list(article)
        head = _head(own[0])
        lines.append(f"## {head[5:] if year and head.startswith(year) else head}")  # the year holds on
        year = head[:5] if own[0].published else ""
        for sentence in _sentences(own):
            lines.append(cut(sentence, number))
            number += len(sentence)
    return Question(tuple(claims), "\n".join(lines))


def _sentences(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims of an article by sentence; one that stands in it twice is two."""
    held: list[Claim] = []
    for claim in claims:
        far = held and claim.mention.end - held[0].mention.start > len(claim.sentence)
        if held and (far or claim.sentence != held[0].sentence):
            yield held
            held = []
        held.append(claim)
    if held:
        yield held
