"""Decisions held against a report: which findings they hush, which were re-anchored, and which are stale.

A finding keeps its decision while its claims say the same: wherever they moved to, whatever was edited around them,
under whatever name an unchanged article now goes. A changed figure makes another finding, which is asked anew; claims
that went leave the rest decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from numcheck.decisions.state import State, states
from numcheck.finding import Anchor, Decision, Decisions, Finding, Report
from numcheck.fingerprint import claim_key, normalised_quote
from numcheck.lazy import mapped
from numcheck.model import Claim

__all__ = ["Outcome", "anchors", "apply", "with_state"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the decisions on file.

    Args:
        report: the report, its findings with their decisions.
        stale: decisions whose figures no longer disagree, are gone or were changed, each with which of these.
    """

    report: Report
    stale: tuple[tuple[Decision, str], ...]


def anchors(finding: Finding, apart: Mapping[int, str] = MappingProxyType({})) -> tuple[Anchor, ...]:
    """The claims of a finding as a decision remembers them, in a fixed order.

    Args:
        finding: any finding.
        apart: claims that the decision is not on: reasons by number.

    Returns:
        One anchor a claim.
    """
    found = [
        Anchor(claim_key(c)[0], c.mention.quote, c.prefix, c.suffix, c.sha256, c.uri or c.path, apart.get(number))
        for number, c in enumerate(finding.claims)
    ]
    return tuple(sorted(found, key=lambda a: (a.doc, a.quote, a.prefix)))


def apply(
    report: Report,
    decisions: Iterable[Decision],
    exists: Callable[[str], bool] = lambda path: False,
    ran: Callable[[str], bool] = lambda rule: True,
) -> Outcome:
    """A report with what was decided of its findings.

    Args:
        report: of a run.
        decisions: as `read` gives them.
        exists: whether there is a file of this path from the root of the project; an article that was not read counts
            as gone only where its file is.
        ran: whether findings of a rule were looked for; decisions of others are left alone.

    Returns:
        The report, and the decisions that are stale.

    >>> from numcheck.finding import Coverage
    >>> word = Decision("fp1:0", "dismiss", "scope", "", "ann", "2025-01-01T00:00:00Z", "NC101", "0.1.0", ())
    >>> apply(Report((), (), Coverage(), 0, ""), [word]).stale[0][1]
    'resolved'
    """
    left = states(decisions)
    own: dict[int, State] = {}
    reanchored = 0
    for number, finding in enumerate(report.findings):
        state = left.pop(finding.id, None)
        if state is not None:
            own[number] = state
            reanchored += _context(anchors(finding)) != _context(state.decision.claims)
    docs = frozenset(doc for doc, _ in report.articles)
    bare = _Bare(report.findings, own)
    stale: list[tuple[Decision, str]] = []
    unseen = 0
    for _, state in sorted(left.items()):
        at = bare.same(state.decision)
        if at is not None:
            own[at] = state
            reanchored += 1
        elif not ran(state.decision.rule) or any(
            a.doc not in docs and a.path is not None and exists(a.path) for a in state.decision.claims
        ):
            unseen += 1
        else:
            stale.append((state.decision, "void" if bare.akin(state.decision) else "resolved"))
    found = mapped(report.findings, lambda at, finding: with_state(finding, own[at]) if at in own else finding)
    fates = Counter(fate for _, fate in stale)
    hushed = Counter(finding.decision is not None if finding.hushed else None for finding in found)
    counts = Decisions(
        known=hushed[True],
        new=hushed[None],
        reanchored=reanchored,
        resolved=fates["resolved"],
        void=fates["void"],
        unseen=unseen,
    )
    return Outcome(replace(report, findings=found, decisions=counts), tuple(stale))


def with_state(finding: Finding, state: State) -> Finding:
    """A finding with where it stands."""
    found = []
    for number, claim in enumerate(finding.claims):
        fits = [anchor for anchor in state.decision.claims if _is(claim, anchor)]
        own = max(fits, key=lambda anchor: _shared(claim, anchor), default=None)
        if own is not None and own.apart is not None:
            found.append((number, own.apart))
    return replace(finding, decision=state.decision, apart=tuple(found), disputed=state.disputed)


def _context(claims: Sequence[Anchor]) -> list[tuple[str, str, str, str]]:
    return sorted((a.doc, a.quote, a.prefix, a.suffix) for a in claims)


class _Bare:
    """The findings without a decision, by what their claims say."""

    def __init__(self, findings: Sequence[Finding], decided: Container[int]) -> None:
        self._findings = findings
        self._by_quote: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._taken: set[int] = set()
        for number, finding in enumerate(findings):
            if number not in decided and finding.decision is None:
                for quote in {claim_key(claim)[1] for claim in finding.claims}:
                    self._by_quote[finding.rule, quote].append(number)

    def same(self, decision: Decision) -> int | None:
        """The finding all of whose claims the decision is on, the nearest in context if there are several."""
        fits = [
            (score, -number)
            for number in self._near(decision)
            if (score := _fit(self._findings[number].claims, decision.claims)) is not None
        ]
        if not fits:
            return None
        number = -max(fits)[1]
        self._taken.add(number)
        return number

    def akin(self, decision: Decision) -> bool:
        """Whether a finding that nobody decided on shares a claim with the decision."""
        return any(
            _is(claim, anchor)
            for number in self._near(decision)
            for claim in self._findings[number].claims
            for anchor in decision.claims
        )

    def _near(self, decision: Decision) -> list[int]:
        quotes = {normalised_quote(anchor.quote) for anchor in decision.claims}
        found = {number for quote in quotes for number in self._by_quote.get((decision.rule, quote), ())}
        return sorted(found - self._taken)


def _fit(claims: Sequence[Claim], decided: Sequence[Anchor]) -> int | None:
    """How much context claims share with the anchors that they match one to one; None if one matches none."""
    if len(claims) < min(2, len(decided)):
        return None
    free, total = list(decided), 0
    for claim in claims:
        fits = [(_shared(claim, anchor), -n) for n, anchor in enumerate(free) if _is(claim, anchor)]
        if not fits:
            return None
        score, number = max(fits)
        total += score
        free.pop(-number)
    return total


def _is(claim: Claim, anchor: Anchor) -> bool:
    """Whether a claim says what an anchor remembers, in the same article or under another name in the same text."""
    doc, quote = claim_key(claim)
    renamed = anchor.text_sha256 == claim.sha256 != ""
    return (doc == anchor.doc or renamed) and quote == normalised_quote(anchor.quote)


def _shared(claim: Claim, anchor: Anchor) -> int:
    """How many characters next to the quote are the same."""
    before = _alike(claim.prefix[::-1], anchor.prefix[::-1])
    return before + _alike(claim.suffix, anchor.suffix)


def _alike(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
