"""The review in a terminal: the same loop and keys as on the page, over the same desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from numcheck.decisions import REASONS_APART, check_apart, read_apart
from numcheck.finding import KEYS, REASONS, Dossier, Finding
from numcheck.report.html.card import Card, card
from numcheck.report.json import state
from numcheck.report.text import clean
from numcheck.review.desk import ChangedError, Desk
from numcheck.review.keys import ACTIONS
from numcheck.review.lines import Line, card_lines, time_lines
from numcheck.review.queue import NAMES, Filter, Queue

__all__ = ["Loop", "Screen"]

_BACKSPACE = ("\x7f", "\b")


class Screen(Protocol):
    """A terminal."""

    def show(self, lines: Iterable[Line]) -> None:
        """Print lines on a clear screen."""

    def key(self, line: str) -> str:
        """One key, after a line that says which there are."""

    def ask(self, question: str) -> str:
        """A line of text; "" if nothing is said."""

    def open(self, address: str) -> None:
        """Open an address of the web."""


class Loop:
    """Findings one by one until the reviewer quits or all are decided.

    Args:
        desk: the findings.
        dossier: of a finding, made when it is shown.
        keys: the key of each action.
        screen: the terminal.
    """

    def __init__(
        self, desk: Desk, dossier: Callable[[Finding], Dossier], keys: Mapping[str, str], screen: Screen
    ) -> None:
        self._desk, self._dossier, self._screen = desk, dossier, screen
        self._keys = dict(keys)
        self._actions = {key: action for action, key in keys.items()} | dict.fromkeys(_BACKSPACE, "undo")
        self._deeds: dict[str, Callable[[], None]] = {
            "confirm": lambda: self._decide("confirm", None, self._note),
            "dismiss": self._dismiss,
            "skip": self._step,
            "undo": self._undo,
            "note": self._write,
            "except": self._except,
            "next": self._step,
            "previous": lambda: self._step(-1),
            "back": self._back,
            "quotes": self._quotes,
            "source": self._source,
            "timeline": self._timeline,
            "filter": self._narrow,
            "search": self._search,
            "confirm-all": self._confirm_all,
            "dismiss-all": self._dismiss_all,
            "skip-all": self._skip_all,
            "keys": self._help,
            "quit": self._quit,
        }
        self._queue = Queue(desk.findings)
        self._number = {finding.id: number for number, finding in enumerate(desk.findings)}
        self._filter = Filter()
        self._way: list[int] = []
        self._at: int | None = None
        self._note = ""
        self._apart: Mapping[int, str] | None = None
        self._whole = False
        self._say = ""
        self._tag = ""
        self._going = True

    def run(self) -> int:
        """Go through the findings.

        Returns:
            How many are left undecided.
        """
        self._desk.refresh()
        self._first()
        while self._going:
            self._desk.refresh()
            if self._at is None:
                self._screen.show([*self._head(), [("Nothing is left to decide here.", "bold")]])
                deed = (
                    self._undo if self._key(f"{self._keys['undo']} undo  any other key ends") == "undo" else self._quit
                )
            else:
                self._shown = self._card(self._at)
                self._tag = self._desk.tag(self._shown.finding.id)
                self._screen.show([*self._head(), *card_lines(self._shown, self._whole)])
                action = self._key("  ".join(f"{self._keys[name]} {ACTIONS[name][1]}" for name in self._deeds))
                deed = self._deeds.get(action, self._help)
            self._say = ""
            deed()
        return len(self._left())

    def _key(self, line: str) -> str:
        """The action of the key that is pressed."""
        return self._actions.get(self._screen.key(line), "")

    def _card(self, number: int) -> Card:
        finding = self._desk.findings[number]
        return card(finding, self._dossier(finding))

    def _left(self) -> Sequence[int]:
        """What is undecided in the filter."""
        findings = self._desk.findings
        return [n for n in self._queue.base(self._filter) if state(findings[n]) in ("open", "disputed")]

    def _first(self) -> None:
        numbers = self._queue.select(self._filter, self._desk.findings)
        self._at = numbers[0] if numbers else None
        self._way = []

    def _go(self, number: int | None) -> None:
        if self._at is not None:
            self._way.append(self._at)
        self._at, self._note, self._apart = number, "", None

    def _head(self) -> Iterable[Line]:
        base = self._queue.base(self._filter)
        place = f"{base.index(self._at) + 1} of {len(base)}, " if self._at in base else ""
        own = f"  [{self._filter.address()}]" if self._filter.address() else ""
        pace = self._desk.pace(len(self._left()))
        yield [(f"{place}{len(self._left())} undecided{f', {pace}' if pace else ''}{own}", "dim")]
        if self._note:
            yield [("Note: ", "bold"), (self._note, "")]
        for number, reason in sorted((self._apart or {}).items()):
            yield [(f"Not on claim {number + 1}: ", "bold"), (REASONS[reason], "")]
        if self._say:
            yield [(self._say, "bold green")]
        yield []

    def _decide(self, word: str, reason: str | None, note: str) -> None:
        name, finding = self._shown.finding.id, self._shown.finding
        apart = dict(finding.apart) if self._apart is None else self._apart
        try:
            check_apart(finding, word, apart)
        except ValueError as error:
            self._say = f"Not decided: {error}."
            return
        try:
            self._desk.decide(name, word, reason, note, self._tag, apart)
        except ChangedError:
            self._say = "Somebody decided on this meanwhile; nothing was written. Look again."
            return
        past = "Confirmed" if word == "confirm" else f"Dismissed: {REASONS[reason or '']}"
        self._say = f"{past}. {self._keys['undo']} takes it back."
        self._go(self._queue.after(self._filter, self._desk.findings, self._number[name]))

    def _why(self, title: str) -> tuple[str, str] | None:
        """A reason to dismiss with its note; None if there is none after all."""
        lines: list[Line] = [[(title, "bold")], *([(f"  {key}  {REASONS[name]}", "")] for key, name in KEYS.items())]
        self._screen.show(lines)
        reason = KEYS.get(self._screen.key("1 to 9 or 0; any other key goes back"))
        note = self._note
        if reason == "other" and not note:
            note = self._screen.ask("Why")
        return None if reason is None or (reason == "other" and not note) else (reason, note)

    def _dismiss(self) -> None:
        why = self._why("Dismiss: why?")
        if why:
            self._decide("dismiss", *why)

    def _step(self, step: int = 1) -> None:
        number = self._number[self._shown.finding.id]
        after = self._queue.after(self._filter, self._desk.findings, number, step)
        if after is None:
            self._say = "There is no other in this filter."
        else:
            self._go(after)

    def _back(self) -> None:
        if self._way:
            self._at, self._note, self._apart = self._way.pop(), "", None

    def _undo(self) -> None:
        try:
            names = self._desk.undo()
        except ChangedError:
            self._say = "That was decided on anew meanwhile; it is left as it is."
            return
        if names:
            self._go(self._number[names[0]])
        self._say = "Taken back." if names else "There is nothing to take back in this session."

    def _write(self) -> None:
        self._note = self._screen.ask("Note, which goes with the decision")

    def _except(self) -> None:
        claims: list[Line] = [
            [(f"  {said.number + 1}  {said.outlet}: ", ""), (clean(said.claim.mention.quote), "bold")]
            for said in self._shown.in_order
        ]
        why: list[Line] = [[(f"  {key}  {REASONS[name]}", "")] for key, name in KEYS.items() if name in REASONS_APART]
        self._screen.show([[("Which claims do not belong here, and why?", "bold")], [], *claims, [], *why])
        try:
            apart = read_apart(self._screen.ask("Like 3=7 for claim 3 and reason 7; nothing: all belong").split())
            check_apart(self._shown.finding, "", apart)
        except ValueError as error:
            self._say = f"Not set apart: {error}."
        else:
            self._apart = apart

    def _quotes(self) -> None:
        self._whole = not self._whole

    def _source(self) -> None:
        said = [one for group in self._shown.groups for one in group.claims]
        link = next((one.link for one in said if one.link), None)
        if link:
            self._screen.open(link)
        else:
            self._say = "No address on the web: " + ", ".join(dict.fromkeys(one.place for one in said))

    def _timeline(self) -> None:
        self._screen.show(time_lines(self._shown))
        self._screen.key("any key goes back")

    def _narrow(self) -> None:
        views = self._desk.views.all()
        saved = "".join(f", @{name}" for name in views)
        line = self._screen.ask(
            f"Filter, like state=all source=Halyard order=gap ({', '.join(NAMES)}{saved}); keep=NAME keeps this one"
        )
        if line.startswith("keep="):
            try:
                self._desk.views.keep(line.removeprefix("keep="), self._filter)
            except ValueError as error:
                self._say = f"Not kept: {error}."
            else:
                self._say = f"Kept: @{line.removeprefix('keep=')} brings it back."
        elif line.removeprefix("@") in views:
            self._use(views[line.removeprefix("@")])
        else:
            self._use(Filter.parse(dict(pair.split("=", 1) for pair in line.split() if "=" in pair)))

    def _search(self) -> None:
        self._use(Filter.parse({"q": self._screen.ask("Search for")}))

    def _use(self, own: Filter) -> None:
        if self._queue.select(own, self._desk.findings):
            self._filter = own
            self._first()
        else:
            self._say = "Nothing fits; the filter is as it was."

    def _skip_all(self) -> None:
        again = self._keys["skip-all"]
        if self._screen.key(f"Skip all {len(self._left())} that are left, and end? {again} again for yes") == again:
            self._quit()

    def _confirm_all(self) -> None:
        left = self._left()
        again = self._keys["confirm-all"]
        if self._screen.key(f"Confirm all {len(left)} that are left? {again} again for yes") == again:
            self._all(left, "confirm", None, "")

    def _dismiss_all(self) -> None:
        left = self._left()
        why = self._why(f"Dismiss all {len(left)} that are left: why?")
        if why:
            self._all(left, "dismiss", *why)

    def _all(self, numbers: Sequence[int], word: str, reason: str | None, note: str) -> None:
        try:
            self._desk.decide_all([self._desk.findings[n].id for n in numbers], word, reason, note)
        except ChangedError:
            self._say = "Somebody else decides, too; nothing was written. Look again."
            return
        self._say = f"{len(numbers)} decided. {self._keys['undo']} takes all of it back."
        self._go(None)

    def _quit(self) -> None:
        self._going = False

    def _help(self) -> None:
        self._screen.show([[(f"  {self._keys[name]}  {ACTIONS[name][1]}", "")] for name in self._deeds])
        self._screen.key("any key goes back")
