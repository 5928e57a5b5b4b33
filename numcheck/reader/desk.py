"""The second reader of a run: what is on file, and in the mode "record" what has to be asked.

>>> Desk("some-model", Path("no/such/file.jsonl")).hear(["## undated"])["## undated"].state
'not on file'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from numcheck.reader.answers import append, asking, read, tidy
from numcheck.reader.ask import Endpoint, ask
from numcheck.reader.budget import Limits
from numcheck.reader.outcome import ANSWERED, Outcome
from numcheck.reader.prompt import key

__all__ = ["Desk", "Rehearsal", "notes"]


@dataclass(frozen=True, slots=True)
class Desk:
    """A second reader.

    Args:
        name: of the model or the person.
        path: of its answers on file.
        endpoint: where to ask what is not on file; None never to ask.
        limits: what may be spent on that.
    """

    name: str
    path: Path
    endpoint: Endpoint | None = None
    limits: Limits | None = None

    def hear(self, texts: Iterable[str]) -> dict[str, Outcome]:
        """What becomes of some questions.

        Args:
            texts: the stories, as they are sent.

        Raises:
            AnswersError: the file of answers cannot be read or written.
        """
        keys = {text: key(self.name, text) for text in texts}
        known = read(self.path)
        states: dict[str, str] = {}
        if self.endpoint is not None and self.limits is not None and not known.keys() >= set(keys.values()):
            with asking(self.path):
                known = read(self.path)  # another run may have asked while this one waited
                missing = {name: text for text, name in keys.items() if name not in known}
                try:
                    states = ask(missing, self.endpoint, self.limits, lambda record: append(self.path, [record]))
                finally:
                    tidy(self.path)
            known = read(self.path)
        return {
            text: Outcome(known[name].answer, ANSWERED)
            if name in known
            else Outcome(None, states.get(name, "not on file"))
            for text, name in keys.items()
        }


@dataclass(frozen=True, slots=True)
class Rehearsal(Desk):
    """A second reader that is asked nothing: it only keeps what it would be asked.

    Args:
        texts: the stories, as they would be sent.
    """

    texts: list[str] = field(default_factory=list)

    def hear(self, texts: Iterable[str]) -> dict[str, Outcome]:
        """Keep the questions; nothing is said to them."""
        own = list(texts)
        self.texts.extend(own)
        return dict.fromkeys(own, Outcome(None, "not asked"))


def notes(name: str, outcomes: Mapping[str, Outcome], refused: Mapping[str, int]) -> list[str]:
    """What a report says of its second reader.

    Args:
        name: who it is.
        outcomes: of all questions.
        refused: groups and qualifiers that were refused, by reason.

    >>> notes("x", {"a": Outcome(None, "timed out")}, {})
    ['second reader x: 0 of 1 questions answered (timed out 1); where it was not heard, the rules decide']
    """
    if not outcomes:
        return [f"second reader {name}: there was nothing to ask"]
    states = Counter(outcome.state for outcome in outcomes.values())
    answered = states.pop(ANSWERED, 0)
    text = f"second reader {name}: {answered} of {len(outcomes)} questions answered"
    if states:
        text += f" ({', '.join(f'{state} {states[state]}' for state in sorted(states))})"
        text += "; where it was not heard, the rules decide"
    if refused:
        text += f"; refused of its answers: {', '.join(f'{why} {refused[why]}' for why in sorted(refused))}"
    return [text]
