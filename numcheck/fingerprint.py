"""What a finding is known by: a hash of its content, the same wherever its claims stand.

Neither line, path, score nor wording is in it, so that edits elsewhere keep it; the figures are in it, so that
a changed figure asks again.
"""

from __future__ import annotations

import hashlib
import re

from numcheck.finding import Finding
from numcheck.model import Claim

__all__ = ["claim_key", "fingerprint", "normalised_quote", "stable_id", "traces"]

_BLANKS = re.compile(r"\s+")


def normalised_quote(quote: str) -> str:
    """A quote without what an edit of layout changes: blanks and capitals.

    >>> normalised_quote("About  3,000\\ntroops")
    'about 3,000 troops'
    """
    return _BLANKS.sub(" ", quote).strip().casefold()


def claim_key(claim: Claim) -> tuple[str, str]:
    """The article and the normalised quote of a claim.

    An article without an id of its own is known by its path from the root of the project.

    >>> from numcheck.interval import Interval
    >>> from numcheck.model import Frame, Mention, Quantity
    >>> q = Quantity("count", Interval.point(3), Interval.point(3))
    >>> claim_key(Claim(Mention("../a.txt", 0, 1, "3"), q, Frame(), "3", 1, 1, path="../a.txt", uri="a.txt"))
    ('a.txt', '3')
    """
    return stable_id(claim.mention.doc, claim.path, claim.uri), normalised_quote(claim.mention.quote)


def stable_id(doc: str, path: str | None, uri: str | None) -> str:
    """An article's id, the same from whatever folder numcheck was started.

    >>> stable_id("../c.jsonl:3", "../c.jsonl", "c.jsonl"), stable_id("a1", "../c.jsonl", "c.jsonl")
    ('c.jsonl:3', 'a1')
    """
    own = path is not None and (doc == path or doc.startswith(f"{path}:"))
    return uri + doc[len(path) :] if own and path is not None and uri is not None else doc


def fingerprint(finding: Finding) -> str:
    """The id of a finding.

    Args:
        finding: any finding; its own id is not looked at.

    Returns:
        "fp1:" and 32 hexadecimal digits of the SHA-256 over the rule, what is measured, and for each claim its
        article, its normalised quote, and which occurrence of that quote it is.
    """
    measure = sorted({c.frame.concept or c.frame.head or c.frame.event or "" for c in finding.claims})
    claims = sorted((*claim_key(c), str(c.nth)) for c in finding.claims)
    parts = [finding.rule, "\0".join((finding.kind, *measure)), *("\0".join(claim) for claim in claims)]
    return "fp1:" + _digest("\n".join(parts))[:32]


def traces(finding: Finding) -> frozenset[str]:
    """One hash a claim, of rule, article and quote: what two findings share of which one became the other."""
    return frozenset(_digest("\0".join((finding.rule, *claim_key(c), str(c.nth))))[:16] for c in finding.claims)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
