"""What the other claims of a corpus say about a pair: whether a source is misquoted.

>>> is_outlet("the Coastal Post newspaper", "Coastal Post"), is_outlet("residents of Drevna", "The Drevna Argus")
(True, False)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from numcheck import lexicon
from numcheck.finding import Reason
from numcheck.group import Pair
from numcheck.group.gates import GATES
from numcheck.group.match import gate
from numcheck.group.values import apart
from numcheck.judge.figures import outlet
from numcheck.model import Claim

__all__ = ["Corpus", "is_outlet"]

_LIKE = ("differs", "unlisted")  # levels of nouns that are told apart, but for what else the claims share


class Corpus:
    """The claims of a corpus by outlet, to ask about pairs of them."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_outlet: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._by_outlet[outlet(claim)].append(claim)

    def misquoted(self, pair: Pair) -> tuple[Reason, Claim] | None:
        """One article gives a source a figure that the source gives nowhere; and the claim that the source makes."""
        for citing, own in ((pair.a, pair.b), (pair.b, pair.a)):
            if not _cites(citing, own) or _later(own, citing):
                continue
            if not any(_repeats(citing, claim) for claim in self._by_outlet[outlet(own)]):
                source, by = citing.frame.speaker or "", outlet(citing)
                text = (
                    f"{by} attributes “{citing.mention.quote.strip()}” to {source}, "
                    f"who says “{own.mention.quote.strip()}”"
                )
                return Reason("misquoted", text, (("citing", by), ("cited", source))), own
        return None


def _repeats(citing: Claim, claim: Claim) -> bool:
    """Whether a claim of the source gives the figure that is cited: of the same noun, not of one in like words."""
    fits = gate(citing, claim) is None and GATES["noun"](citing, claim) not in _LIKE
    return fits and apart(citing, claim) == "agree"


def _later(own: Claim, citing: Claim) -> bool:
    """Whether the source may have changed its figure after it was cited."""
    return own.published is not None and citing.published is not None and own.published > citing.published


def _cites(citing: Claim, own: Claim) -> bool:
    """Whether `own` is of the source that `citing` names: the outlet's own article, or its words in quotation marks."""
    speaker = citing.frame.speaker
    if speaker is None or citing.mention.doc == own.mention.doc:
        return False
    if own.article_source is not None and is_outlet(speaker, own.article_source):
        return not (citing.article_source and is_outlet(speaker, citing.article_source))
    return _is_direct(own) and not _is_direct(citing) and _one_name(citing, own)


def is_outlet(speaker: str, name: str) -> bool:
    """Whether a speaker, as written, is an outlet: its whole name, or the capital last word of it ("the Argus")."""
    said, words = _words(speaker), _words(name)
    if not said or not words:
        return False
    lows = {word.lower() for word in said}
    own = {word.lower() for word in words}
    if own <= lows:
        return lows - own <= lexicon.words("reports", "outlet")
    return lows <= own and words[-1] in said


def _words(name: str) -> list[str]:
    """The words of a name, but for articles and the like."""
    words = (word.strip(".,") for word in name.replace("’s", "").replace("'s", "").split())
    return [word for word in words if word and word.lower() not in lexicon.words("phrases", "stop")]


def _one_name(a: Claim, b: Claim) -> bool:
    """Whether two speakers are one by name: "the Orlavian Rail Union", "Rail Union". "Officials" is no name."""
    one, two = ({word for word in _words(c.frame.speaker or "") if word[0].isupper()} for c in (a, b))
    return bool(one and two) and (one <= two or two <= one) and max(len(one), len(two)) > 1


def _is_direct(claim: Claim) -> bool:
    """Whether the figure stands inside quotation marks."""
    before = claim.sentence.partition(claim.mention.quote)[0]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
