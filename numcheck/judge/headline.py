"""The sentence that an editor would write first: "Halyard says about 3,000, Interline 10,000 for troops in Drevna"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from numcheck import lexicon
from numcheck.finding import Reason
from numcheck.judge.corpus import is_outlet
from numcheck.judge.figures import as_of, figures, listed, measure_name, outlet, shown_day, written
from numcheck.model import TIMES, Claim

__all__ = ["headline"]

_NAMES = 3  # tellers of a figure, beyond which the rest are only counted
_FIGURES = 4  # the same for figures
_SHORT, _LONG = 2, 8  # words of an event as an article tells it
_MOVEMENTS = {"falls", "moved", "long_after"}
_CLAUSE = re.compile(r"[,;:.()–—\"“”\n]|\s-\s")


def headline(claims: Sequence[Claim], reasons: Iterable[Reason]) -> Reason:
    """Who says what, of which measure.

    Args:
        claims: the claims of the finding.
        reasons: why they differ: parties are named in place of outlets, and movements are dated.
    """
    found = {reason.name: dict(reason.data) for reason in reasons}
    measure = measure_name(claims)
    if "misquoted" in found:
        return Reason("headline", f"{_misquoted(claims, found['misquoted'])}, for {measure}")
    told = figures(claims)
    if _MOVEMENTS & set(found):
        told.sort(key=lambda one: min(_time(claim) for claim in one))
        return Reason("headline", f"{_told(told, outlet, 'gave', 'gave', _dated)}, for {measure}")
    printed = [outlet(one) for group in told for one in _once(group, outlet)]
    by_party = "parties" in found or len(set(printed)) < len(printed)
    name = _party(claims) if by_party else outlet
    if claims[0].quantity.kind not in TIMES:
        says = ("said", "said") if by_party else ("says", "say")
        return Reason("headline", f"{_told(told, name, *says, lambda one: written(one[0]))} for {measure}")
    event = max((_event(claim) for claim in claims), key=lambda text: (len(text), text))
    says = ("dated", "dated") if by_party else ("dates", "date")
    first, other = (f"{verb} {f'“{event}”' if event else 'it'}" for verb in says)
    text = _told(told, name, first, other, _day)
    return Reason("headline", text if event else f"{text} ({measure})")


def _told(
    told: Sequence[Sequence[Claim]],
    name: Callable[[Claim], str],
    says: str,
    say: str,
    figure: Callable[[Sequence[Claim]], str],
) -> str:
    """Each figure with its tellers, the verb once; one teller of all of them is named once."""
    shown, rest = told[:_FIGURES], len(told) - _FIGURES
    tellers = [[name(claim) for claim in _once(one, name)] for one in shown]
    if len({teller for names in tellers for teller in names}) == 1:
        text = f"{tellers[0][0]} {says} {listed([figure(one) for one in shown])}"
    else:
        verbs = [f"{says if len(names) == 1 else say} " if n == 0 else "" for n, names in enumerate(tellers)]
        parts = zip(tellers, verbs, shown, strict=True)
        text = ", ".join(f"{_names(names)} {verb}{figure(one)}" for names, verb, one in parts)
    return f"{text} and {rest} more figures" if rest > 0 else text


def _once(claims: Sequence[Claim], name: Callable[[Claim], str]) -> list[Claim]:
    return list({name(claim): claim for claim in reversed(claims)}.values())[::-1]


def _names(names: Sequence[str]) -> str:
    rest = len(names) - _NAMES
    return listed([*names[:_NAMES], f"{rest} more"] if rest > 0 else names)


def _party(claims: Sequence[Claim]) -> Callable[[Claim], str]:
    """Names who says so, or else who printed it: an outlet is held to its own articles, not to what others cite."""
    outlets = {outlet(claim) for claim in claims}

    def name(claim: Claim) -> str:
        said = claim.frame.speaker
        if said is None or any(is_outlet(said, one) for one in outlets):
            return outlet(claim)
        first = said.split()[0]
        return f"{first.lower()}{said[len(first) :]}" if first.lower() in lexicon.words("phrases", "stop") else said

    return name


def _misquoted(claims: Sequence[Claim], who: dict[str, str]) -> str:
    wrong = next(claim for claim in claims if outlet(claim) == who["citing"])
    right = next(claim for claim in claims if outlet(claim) != who["citing"])
    return f"{who['citing']} has {who['cited']} say {written(wrong)} where {outlet(right)} has {written(right)}"


def _time(claim: Claim) -> date:
    return as_of(claim) or date.max


def _dated(claims: Sequence[Claim]) -> str:
    """A figure with the first day that it was given for."""
    first = min(claims, key=_time)
    day = _time(first)
    return written(first) if day == date.max else f"{written(first)} on {shown_day(day, None)}"


def _day(claims: Sequence[Claim]) -> str:
    text = written(claims[0])
    return f"as “{text}”" if text == claims[0].mention.quote.strip() else f"to {text}"


def _event(claim: Claim) -> str:
    """The clause that a date stands in, without the date: "The troops were housed"."""
    before, _, after = claim.sentence.partition(claim.mention.quote)
    stop = lexicon.words("phrases", "stop")
    *earlier, clause = _CLAUSE.split(before)
    words = clause.split()
    while words and words[-1].lower() in stop:
        words.pop()
    if not words and after.startswith(","):
        words = _CLAUSE.split(after[1:])[0].split()
    elif any(part.strip() for part in earlier) or not clause.strip()[:1].isupper():
        words = []
    return " ".join(words) if _SHORT <= len(words) <= _LONG else ""
