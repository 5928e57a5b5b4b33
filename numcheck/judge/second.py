"""What a second reader says of a pair, beside the rules: one measure or two, and why the figures may differ.

>>> Second("x", 1, (None, "planned")).effect
'tension'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numcheck.finding import Reason
from numcheck.group import Pair
from numcheck.model import Mention

__all__ = ["OTHERS", "TIME", "Opinions", "Second", "said", "second_of"]

_LETS_GO = ("part", "retracted")
OTHERS = "other source's estimate"
"""The qualifier of a figure that another source has come to by itself."""
_TENSION = ("planned", "forecast", OTHERS)
TIME = "other time"
"""The qualifier of a figure that holds for another time than those beside it."""
_SETTLES = {
    "moved": (TIME,),
    "long_after": (TIME,),
    "counting_time": (TIME,),
    "replanned": (TIME,),
    "plan_against_actual": ("planned", "forecast"),
    "parties": (OTHERS,),
}


@dataclass(frozen=True, slots=True)
class Second:
    """What a second reader says of a pair.

    Args:
        reader: who it is.
        group: which of its groups holds both claims; None if it takes them for two things.
        words: its qualifier of either claim, in the order of the pair.
        rules: why the rules alone do not take the two for one measure; None if they do.
        minds: the qualifiers whose absence tells, because it does qualify figures of the story.
        other_day: whether the two hold for different days, as stated or else as published.
    """

    reader: str
    group: int | None
    words: tuple[str | None, str | None] = (None, None)
    rules: str | None = None
    minds: frozenset[str] = frozenset()
    other_day: bool = False

    @property
    def lets_go(self) -> bool:
        """Whether the figures do not conflict: one is a part of the other, or was taken back."""
        return self.group is not None and any(word in _LETS_GO for word in self._unlike())

    @property
    def effect(self) -> str | None:
        """What it does to the verdict, as an excuse does."""
        unlike = self._unlike()
        if self.words == (OTHERS, OTHERS):
            return "tension"  # of two others, each has its own
        if self.words == (TIME, TIME) and self.other_day:
            return "update"
        return "tension" if any(word in _TENSION for word in unlike) else "update" if TIME in unlike else None

    def overrules(self, excuse: str) -> bool:
        """Whether it settles what an excuse of the rules only guesses: it tells such figures apart, and not these."""
        if self.effect is not None:
            return excuse in _SETTLES
        return any(word in self.minds and set(self.words) != {word} for word in _SETTLES.get(excuse, ()))

    def _unlike(self) -> set[str]:
        """The qualifiers that only one of the two has."""
        one, two = self.words
        return {word for word in (one, two) if word is not None and one != two}


Opinions = Mapping[tuple[Mention, Mention], Second]


def second_of(pair: Pair, opinions: Opinions) -> Second | None:
    """What the second reader says of a pair, None if it was not asked or said nothing that holds."""
    return opinions.get((pair.a.mention, pair.b.mention))


def said(pair: Pair, second: Second) -> list[Reason]:
    """The opinion of a second reader as steps to the verdict; where the rules have another, that too."""
    who = f"second reader {second.reader}"
    if second.group is None:
        return [Reason("two_opinions", f"the rules take them for one measure, {who} for two", (("rules", "one"),))]
    found = []
    for claim, word in zip((pair.a, pair.b), second.words, strict=True):
        if word is not None and second.effect is not None:
            text = f"{who} takes “{claim.mention.quote.strip()}” for {word}"
            found.append(Reason("qualified", text, (("quote", claim.mention.quote.strip()), ("is", word))))
    if second.rules is not None:
        text = f"{who} takes them for one measure, the rules do not: {second.rules}"
        found.append(Reason("two_opinions", text, (("rules", second.rules),)))
    return found
