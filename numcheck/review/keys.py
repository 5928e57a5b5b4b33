"""What a reviewer can do, and the key for it; the same on the page and in the terminal.

>>> keymap({"confirm": "y"})["confirm"], keymap({})["dismiss"]
('y', 'd')
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from numcheck.finding import KEYS

__all__ = ["ACTIONS", "keymap"]

ACTIONS: Mapping[str, tuple[str, str]] = {
    "confirm": ("c", "confirm"),
    "dismiss": ("d", "dismiss"),
    "skip": ("s", "skip"),
    "undo": ("u", "undo"),
    "note": ("n", "note"),
    "except": ("x", "set claims apart"),
    "next": ("j", "next"),
    "previous": ("k", "previous"),
    "back": ("b", "back"),
    "quotes": ("i", "every quote"),
    "source": ("o", "open source"),
    "timeline": ("t", "timeline"),
    "scale": ("l", "by magnitude"),
    "filter": ("f", "filter"),
    "search": ("/", "search"),
    "confirm-all": ("A", "confirm all"),
    "dismiss-all": ("D", "dismiss all"),
    "skip-all": ("S", "skip all"),
    "keys": ("?", "keys"),
    "quit": ("q", "quit"),
}
"""Name of each action, with its key and what it is called."""


def keymap(own: Mapping[str, str]) -> dict[str, str]:
    """The key of each action.

    Args:
        own: keys that somebody prefers, by action.

    Raises:
        ValueError: an action that there is not, a key that is none, or that two actions have.
    """
    for name, key in own.items():
        if name not in ACTIONS:
            near = get_close_matches(name, ACTIONS, n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]!r}?" if near else f" (one of {', '.join(ACTIONS)})"
            raise ValueError(f"there is no action {name!r}{hint}")
        if len(key) != 1 or not key.isprintable() or key.isspace() or key in KEYS:
            raise ValueError(f"{name}: {key!r} is no key: one character is, but no blank and no digit")
    made = {name: own.get(name, key) for name, (key, _) in ACTIONS.items()}
    seen: dict[str, str] = {}
    for name, key in made.items():
        if key in seen:
            raise ValueError(f"{seen[key]} and {name} have the same key, {key!r}")
        seen[key] = name
    return made
