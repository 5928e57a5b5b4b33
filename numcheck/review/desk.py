"""The findings and what was decided of them; every word that a reviewer says goes to the file from here.

What others write meanwhile is seen before anything is written: a word on a finding that changed is refused, and
nothing is lost.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Protocol

from numcheck.decisions import append, apply, read, states, version, with_state
from numcheck.finding import Decision, Finding, Report
from numcheck.review.views import Views

__all__ = ["ChangedError", "Desk"]


class Make(Protocol):
    """Makes a decision, now and by the one who reviews."""

    def __call__(
        self, finding: Finding, word: str, reason: str | None, note: str, *, apart: Mapping[int, str]
    ) -> Decision: ...


_PACE = 6  # words that make a pace, the latest ones
_NONE: Mapping[int, str] = MappingProxyType({})


class ChangedError(Exception):
    """A finding on which somebody else decided meanwhile; `ids` says which."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(f"decided meanwhile: {', '.join(self.ids)}")


@dataclass(frozen=True, slots=True)
class _Step:
    """A word that was said, and what the same person had said before."""

    said: Decision
    before: Decision | None


class Desk:
    """The findings of a report with the decisions on file.

    Args:
        report: of a run.
        path: the decisions file; saved filters stand beside it.
        make: makes a decision.
        exists: as for `numcheck.decisions.apply`.
        ran: the same.
    """

    def __init__(
        self,
        report: Report,
        path: Path,
        make: Make,
        exists: Callable[[str], bool] = lambda path: False,
        ran: Callable[[str], bool] = lambda rule: True,
    ) -> None:
        self._report = replace(
            report, findings=tuple(replace(f, decision=None, apart=(), disputed=False) for f in report.findings)
        )
        self._at = {finding.id: n for n, finding in enumerate(report.findings)}
        self._path, self._make, self._exists, self._ran = path, make, exists, ran
        self.views = Views(path.with_name("views.json"))
        self._times = deque[datetime](maxlen=_PACE)
        self._lock = RLock()
        self._version: str | None = None
        self._words: dict[str, list[Decision]] = {}
        self._findings: list[Finding] = []
        self._history: list[tuple[_Step, ...]] = []
        self.stale: tuple[tuple[Decision, str], ...] = ()
        self.refresh()

    @property
    def findings(self) -> Sequence[Finding]:
        """Every finding with its decision, worst first."""
        return self._findings

    @property
    def may_undo(self) -> int:
        """How many steps there are to take back."""
        return len(self._history)

    def pace(self, left: int) -> str | None:
        """How fast the reviewer is, and how long it takes to the end at that; None until there is a pace.

        Args:
            left: how many findings are undecided.
        """
        if len(self._times) < _PACE or not left:
            return None
        rate = 60 * (_PACE - 1) / max(1.0, (self._times[-1] - self._times[0]).total_seconds())
        minutes = max(1, round(left / rate))
        return f"{rate:.{0 if rate >= 1 else 1}f} a minute, some {minutes} min left"

    def refresh(self) -> None:
        """See what others wrote.

        Raises:
            DecisionsError: the file cannot be read.
        """
        with self._lock:
            now = version(self._path)
            if now != self._version:
                decided = read(self._path)
                outcome = apply(self._report, decided, self._exists, self._ran)
                self._findings, self.stale = list(outcome.report.findings), outcome.stale
                self._words = _by_finding(decided)
                self._version = now

    def find(self, name: str) -> Finding | None:
        """The finding of an id, None if there is none."""
        at = self._at.get(name)
        return None if at is None else self._findings[at]

    def words(self, name: str) -> Sequence[Decision]:
        """All that was said of a finding, in order of time."""
        return sorted(self._words.get(name, ()), key=lambda word: (word.at, word.by))

    def tag(self, name: str) -> str:
        """What tells the state of one finding from another one."""
        finding = self.find(name)
        state = (finding and finding.decision, finding and finding.disputed, self.words(name))
        return hashlib.sha256(repr(state).encode("utf-8", "backslashreplace")).hexdigest()[:20]

    def decide(
        self, name: str, word: str, reason: str | None, note: str, tag: str, apart: Mapping[int, str] = _NONE
    ) -> Finding:
        """Say a word on a finding; it is on disk when this returns.

        Args:
            name: the finding's id; it must be one of ours.
            word: "confirm", "dismiss" or "undo".
            reason: why, or None.
            note: in the reviewer's own words.
            tag: of the state that the reviewer saw.
            apart: claims that the word is not on: reasons by number.

        Returns:
            The finding as it is now.

        Raises:
            ChangedError: it is not as the reviewer saw it.
            DecisionsError: the file cannot be read or written.
        """
        with self._lock:
            self.refresh()
            if self.tag(name) != tag:
                raise ChangedError([name])
            self._say([name], word, reason, note, apart)
            return self._findings[self._at[name]]

    def decide_all(self, names: Sequence[str], word: str, reason: str | None, note: str) -> None:
        """Say one word on several findings; either all of it is on disk when this returns, or nothing.

        Raises:
            ChangedError: one of them was decided on meanwhile.
            DecisionsError: the file cannot be read or written.
        """
        with self._lock:
            if names:
                self._say(names, word, reason, note, _NONE)

    def undo(self) -> tuple[str, ...]:
        """Take back the last step of this session: what was said before it holds again.

        Returns:
            The findings of the step; none if there is no step left.

        Raises:
            ChangedError: others decided on all of them meanwhile; the step is then forgotten.
            DecisionsError: the file cannot be read or written.
        """
        with self._lock:
            self.refresh()
            if not self._history:
                return ()
            steps = self._history[-1]
            left = [step for step in steps if self._own(step.said.id, step.said.by) == step.said]
            if not left:
                self._history.pop()
                raise ChangedError(step.said.id for step in steps)
            words = [self._later(self._back(step)) for step in left]
            self._write(words)
            self._history.pop()
            # what was said before is said again, and that is what the step before it takes back
            again = {step.before: word for step, word in zip(left, words, strict=True) if step.before}
            self._history = [
                tuple(replace(step, said=again.get(step.said, step.said)) for step in each) for each in self._history
            ]
            return tuple(step.said.id for step in left)

    def _back(self, step: _Step) -> Decision:
        """What takes a word back: the one before it, or that there is none."""
        finding, before = self._findings[self._at[step.said.id]], step.before
        if before is None or before.decision == "undo":
            return self._make(finding, "undo", None, "", apart=_NONE)
        again = self._make(finding, before.decision, before.reason, before.note, apart=_NONE)
        return replace(again, claims=before.claims)

    def _say(self, names: Sequence[str], word: str, reason: str | None, note: str, apart: Mapping[int, str]) -> None:
        findings = [self._findings[self._at[name]] for name in names]
        made = [self._later(self._make(each, word, reason, note, apart=apart)) for each in findings]
        steps = tuple(_Step(each, self._own(each.id, each.by)) for each in made)
        self._write(made)
        self._times.append(_when(made[-1]))
        self._history.append(steps)

    def _write(self, made: Sequence[Decision]) -> None:
        """Append, unless one of the findings was decided on by others since we last looked."""
        ids = {each.id for each in made}
        others = False

        def check(old: Sequence[Decision]) -> None:
            nonlocal others
            found = _by_finding(old)
            changed = [name for name in ids if set(found.get(name, ())) != set(self._words.get(name, ()))]
            if changed:
                self._version = None
                raise ChangedError(changed)
            others = found.keys() != self._words.keys() or len(old) != sum(map(len, self._words.values()))

        now = append(self._path, made, check)
        for each in made:
            self._words.setdefault(each.id, []).append(each)
        standing = states(word for name in ids for word in self._words[name])
        for name in ids & standing.keys():
            self._findings[self._at[name]] = with_state(self._findings[self._at[name]], standing[name])
        # a finding with no word left may fall under a decision on its like, which `apply` finds
        self._version = None if others or ids - standing.keys() else now
        self.refresh()

    def _own(self, name: str, by: str) -> Decision | None:
        """The latest word of somebody on a finding."""
        return next((word for word in reversed(self.words(name)) if word.by == by), None)

    def _later(self, made: Decision) -> Decision:
        """The decision, not before any other on its finding: of one reviewer the latest counts."""
        words = self.words(made.id)
        if not words or made.at > words[-1].at:
            return made
        after = _when(words[-1]) + timedelta(milliseconds=1)
        return replace(made, at=after.isoformat(timespec="milliseconds").replace("+00:00", "Z"))


def _when(said: Decision) -> datetime:
    return datetime.fromisoformat(said.at.replace("Z", "+00:00"))


def _by_finding(decided: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decided:
        found[decision.id].append(decision)
    return dict(found)
