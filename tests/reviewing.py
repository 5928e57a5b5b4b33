"""Desks, queues and servers for tests of the review: made by hand, without a run over articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

import samples

from numcheck.decisions import anchors
from numcheck.dossier import dossier
from numcheck.finding import Decision, Finding, Report
from numcheck.fingerprint import fingerprint
from numcheck.review import Desk, keymap
from numcheck.review.guard import Guard
from numcheck.review.server import application

__all__ = ["PORT", "TOKEN", "findings", "made_by", "report", "server", "table"]

PORT = 8123
TOKEN = "a-token-of-the-tests"
NONE: Mapping[int, str] = MappingProxyType({})


def findings(count: int = 3) -> tuple[Finding, ...]:
    """Contradictions, each in two articles of its own."""
    made = []
    for n in range(count):
        claims = tuple(
            replace(c, mention=replace(c.mention, doc=f"{c.mention.doc}-{n}"), path=f"{c.mention.doc}-{n}.txt")
            for c in (samples.THREE, samples.TEN)
        )
        one = replace(samples.finding(), claims=claims, measure=f"troops in Halden {n}", confidence=0.9 - n / 100_000)
        made.append(replace(one, id=fingerprint(one)))
    return tuple(made)


def report(made: Sequence[Finding]) -> Report:
    return replace(samples.REPORT, findings=tuple(made), problems=())


def made_by(
    finding: Finding, word: str, reason: str | None, note: str, who: str = "Ann", *, apart: Mapping[int, str] = NONE
) -> Decision:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Decision(finding.id, word, reason, note, who, now, finding.rule, "0.1.0", anchors(finding, apart))  # type: ignore[arg-type]


def table(folder: Path, made: Sequence[Finding] | None = None, who: str = "Ann") -> Desk:
    """A desk over a decisions file in a folder."""
    return Desk(report(made or findings()), folder / "decisions.jsonl", partial(made_by, who=who))


def server(desk: Desk) -> Guard:
    return application(desk, partial(dossier, articles={}), keymap({}), PORT, TOKEN, "news")
