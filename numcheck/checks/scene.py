"""An article as the checks see it: its sentences with each number and date as a tag, "<n0> people, <n1> of them".

Grammar is then written over tags: `grammar("{n:part} of {n:whole}")`. A tag is a letter for the kind and a number:
n a count or bare number, f a fraction, p percent, o percentage points, m money, q a measure, u a duration, a an age,
r a rate, d days, t a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from numcheck import lexicon
from numcheck.extract.numbers import Numeral, find_numerals
from numcheck.model import TIMES, Article, Claim, Sentence

__all__ = ["Hit", "Item", "Line", "Scene", "cue", "cued", "grammar", "scene"]

_KINDS = {
    "count": "n", "number": "n", "ordinal": "n", "ratio": "f", "percent": "p", "money": "m", "duration": "u",
    "age": "a", "rate": "r", "date": "d", "set": "d", "time": "t",
}  # fmt: skip
_POINTS = ("percentage_point", "basis_point")
_TAG = re.compile(r"<([a-z])(\d+)>")
_SLOT = re.compile(r"\{([a-z]+):(\w+)\}")
_LIST = re.compile(r"\{\*([\w ]+)\}")
_LONGEST = 1_200  # characters of a sentence beyond which it is no sentence, and not read
_PERCENT = re.compile(r"%|per\s?cent|pct|point", re.IGNORECASE)
_SIGNS = "$€£¥₹"
_TAGGED = str.maketrans("<>", "  ")


@dataclass(frozen=True, slots=True)
class Item:
    """A number or date of the text.

    Args:
        start: where it begins, its hedge included.
        end: where it ends; of a count, before the noun.
        kind: the letter of its tag.
        value: as written, None for a date or vague amount.
        place: the unit of its last written digit: 1 for "3,000", 100,000 for "1.2 million".
        form: "digits", "words" or "fraction".
        claim: the claim that it is of, None where the number was read as no quantity.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None = None
    place: Decimal = Decimal(1)
    form: str = "digits"
    claim: Claim | None = None

    @property
    def unit(self) -> str | None:
        """The unit of its quantity."""
        return self.claim.quantity.unit if self.claim else None

    @property
    def hedge(self) -> str | None:
        """The hedge beside it."""
        return self.claim.quantity.hedge if self.claim else None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: where it stands, its text with tags, and whether it begins a paragraph."""

    start: int
    end: int
    tagged: str
    items: tuple[int, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a grammar, with the items of its slots."""

    match: re.Match[str]
    items: Sequence[Item]

    def __getitem__(self, name: str) -> Item:
        return self.items[int(self.match[name])]

    def has(self, name: str) -> bool:
        """Whether a slot is filled."""
        return self.match[name] is not None

    def all(self, name: str) -> list[Item]:
        """Every item in the text of a group."""
        return [self.items[int(tag[2])] for tag in _TAG.finditer(self.match[name] or "")]


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with its lines; `items` holds what the numbers of the tags stand for."""

    article: Article
    lines: tuple[Line, ...]
    items: tuple[Item, ...]

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.article.published

    def find(self, pattern: re.Pattern[str], needs: str = "") -> Iterator[tuple[Line, Hit]]:
        """Every match of a grammar in lines that hold a tag of each kind in `needs`."""
        wanted = [f"<{kind}" for kind in needs]
        for line in self.lines:
            if all(tag in line.tagged for tag in wanted):
                for match in pattern.finditer(line.tagged):
                    yield line, Hit(match, self.items)

    def pairs(self, pattern: re.Pattern[str], needs: str = "") -> Iterator[tuple[Line, Hit]]:
        """Every match of a grammar that runs over from one line to the next, joined by " | "; the later line."""
        wanted = [f"<{kind}" for kind in needs]
        for one, line in zip(self.lines, self.lines[1:], strict=False):
            both = f"{one.tagged} | {line.tagged}"
            if line.items and all(tag in both for tag in wanted):
                for match in pattern.finditer(both):
                    if match.start() <= len(one.tagged) < match.end():
                        yield line, Hit(match, self.items)

    def around(self, line: Line, before: int = 1, after: int = 1) -> str:
        """The tagged text of a line and its neighbours."""
        at = self.lines.index(line)
        return " ".join(each.tagged for each in self.lines[max(0, at - before) : at + after + 1])


@cache
def grammar(text: str) -> re.Pattern[str]:
    """A pattern over tagged text: `{n:part}` is a tag of kind n, `{nf:part}` of n or f, `{*of them}` words of a cue.

    >>> bool(grammar("{n:part} of {n:whole}").search("some <n0> of <n1> men"))
    True
    """
    text = _SLOT.sub(r"<[\1](?P<\2>\\d+)>", text)
    return re.compile(_LIST.sub(lambda found: cue(found[1]), text), re.IGNORECASE)


@cache
def cue(name: str) -> str:
    """A pattern for the words of one cue, as `words/en/checks.toml` has them."""
    rows = [row for row in lexicon.records("checks", "cue") if row["name"] == name]
    if not rows:
        raise lexicon.LexiconError(f"words/en/checks.toml: no cue {name!r}")
    return rf"(?<!\w){lexicon.alternation(say for row in rows for say in row['say'])}(?!\w)"


@cache
def cued(name: str) -> re.Pattern[str]:
    """The pattern of a cue in text of any case."""
    return re.compile(cue(name), re.IGNORECASE)


def scene(article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Scene:
    """An article as the checks see it.

    Args:
        article: the article.
        sentences: its sentences.
        claims: its claims, in order.

    Returns:
        The scene; boilerplate and endless sentences have no line.

    >>> from numcheck.pipeline import extract_batch
    >>> from numcheck.segment import segment
    >>> article = Article("a", "About 40 people came, 12 of them by bus.")
    >>> scene(article, segment(article), extract_batch([article])[0]).lines[0].tagged
    '<n0> people came, <n1> of them by bus.'
    """
    items = _items(article.text, claims)
    lines: list[Line] = []
    at, paragraph = 0, -1
    for sentence in sentences:
        while at < len(items) and items[at].start < sentence.start:
            at += 1
        if sentence.boilerplate or sentence.end - sentence.start > _LONGEST:
            continue
        own = at
        while own < len(items) and items[own].end <= sentence.end:
            own += 1
        tagged = _tagged(article.text, sentence, items, range(at, own))
        lines.append(Line(sentence.start, sentence.end, tagged, tuple(range(at, own)), sentence.paragraph != paragraph))
        paragraph = sentence.paragraph
    return Scene(article, tuple(lines), tuple(items))


def _tagged(text: str, sentence: Sentence, items: Sequence[Item], own: range) -> str:
    pieces, last = [], sentence.start
    for number in own:
        item = items[number]
        pieces += [text[last : item.start].translate(_TAGGED), f"<{item.kind}{number}>"]
        last = item.end
    pieces.append(text[last : sentence.end].translate(_TAGGED))
    return "".join(pieces)


def _items(text: str, claims: Sequence[Claim]) -> list[Item]:
    """Every number and date, in order, none overlapping."""
    times = [claim for claim in claims if claim.quantity.kind in TIMES]
    found = [Item(c.mention.start, c.mention.end, _KINDS[c.quantity.kind], claim=c) for c in times]
    others = [claim for claim in claims if claim.quantity.kind not in TIMES]
    held: dict[int, list[Numeral]] = {}
    numerals = list(find_numerals(text, [(item.start, item.end) for item in found]))
    first, open_ = 0, []
    for numeral in numerals:
        while first < len(others) and others[first].mention.start <= numeral.start:
            open_.append(first)
            first += 1
        inside = [n for n in open_[-3:] if others[n].mention.end >= numeral.end]
        if inside:
            held.setdefault(inside[-1], []).append(numeral)
        else:
            found.append(_item(numeral, None, numeral.start, numeral.end))
    found += (
        Item(m.start(1), m.end(1), "f", Decimal(1) / _parts()[m[1].lower()], Decimal(0), "words")
        for m in _remaining().finditer(text)
    )
    for number, own in held.items():
        found += _of_claim(text, others[number], own)
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Item] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


@cache
def _parts() -> dict[str, int]:
    """The fractions that have a name of their own, by how many of them make a whole."""
    return {say: int(parts) for say, parts in lexicon.parallel("checks", "fraction", "parts").items()}


@cache
def _remaining() -> re.Pattern[str]:
    """A fraction without an article, which is no number elsewhere: "the remaining quarter"."""
    return re.compile(rf"\b(?:remaining|other)\s+({lexicon.alternation(_parts())})(?!\w)", re.IGNORECASE)


def _of_claim(text: str, claim: Claim, numerals: Sequence[Numeral]) -> Iterator[Item]:
    """One item for each end of a range, one for all else."""
    quantity, start, end = claim.quantity, claim.mention.start, claim.mention.end
    if quantity.kind == "ordinal":
        start = numerals[0].start  # "category" of "category 7" stays a word
    measured = quantity.kind not in ("count", "number", "ratio", "age") and quantity.unit is not None
    low, high = quantity.written or (None, None)
    if low != high and len(numerals) == 2:
        one, two = numerals
        yield _scaled(_item(one, claim, start, one.end), one, low)
        begin = two.start - (text[two.start - 1] in _SIGNS)
        yield _scaled(_item(two, claim, begin, end if measured else two.end), two, high)
        return
    last = numerals[-1]
    made = _item(last, claim, start, end if measured or len(numerals) > 1 else last.end)
    if made.kind == "p" and not _PERCENT.search(text, start, end):
        made = replace(made, kind="n", claim=None)  # "from 50 to 70 zlotys" after a percentage
    if len(numerals) > 1 or quantity.kind == "ratio":
        yield replace(made, value=quantity.value)
    else:
        yield _scaled(made, last, quantity.value)


def _scaled(item: Item, numeral: Numeral, value: Decimal | None) -> Item:
    """The item under a scale that is no word of the number itself: "$1.2bn"."""
    if value is None or not numeral.low or numeral.vague or numeral.low == value:
        return item
    return replace(item, value=value, place=item.place * abs(value / numeral.low))


def _item(numeral: Numeral, claim: Claim | None, start: int, end: int) -> Item:
    exponent = numeral.mantissa.as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * numeral.scale
    if numeral.form != "digits":
        whole = numeral.mantissa == numeral.mantissa.to_integral_value()
        place = max(numeral.step, numeral.scale) if whole else numeral.step or Decimal(1)
    kind = "n"
    if numeral.form == "fraction" or (claim is not None and claim.quantity.kind == "ratio"):
        kind, place = "f", Decimal(0)
    if claim is not None:
        quantity = claim.quantity
        kind = kind if kind == "f" and quantity.kind in ("percent", "ratio") else _KINDS.get(quantity.kind, "q")
        kind = "o" if quantity.unit in _POINTS else kind
    return Item(start, end, kind, None if numeral.vague else numeral.low, place, numeral.form, claim)
