"""Filters that a reviewer keeps by name, in a file beside the decisions, for whoever reviews next.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     views = Views(Path(folder, "views.json"))
...     views.keep("big gaps", Filter(order="gap", rule="NC1"))
...     views.all()["big gaps"].address()
'rule=NC1&order=gap'
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from numcheck.decisions import DecisionsError
from numcheck.review.queue import Filter

__all__ = ["Views"]

_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Views:
    """The saved filters.

    Args:
        path: a JSON file of names and queries; it is made with the first one.
    """

    path: Path

    def all(self) -> dict[str, Filter]:
        """The filters by name, in order.

        Raises:
            DecisionsError: the file cannot be read.
        """
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise DecisionsError(f"{self.path}: cannot be read: {error}") from error
        if not isinstance(found, dict) or not all(isinstance(query, str) for query in found.values()):
            raise DecisionsError(f"{self.path}: not names with the query of each")
        return {name: Filter.parse(dict(parse_qsl(found[name]))) for name in sorted(found)}

    def keep(self, name: str, own: Filter) -> None:
        """Keep a filter; one of that name gives way.

        Raises:
            ValueError: that is no name.
            DecisionsError: the file cannot be read or written.
        """
        name = name.strip()
        if not name or len(name) > _LONGEST or not name.isprintable():
            raise ValueError(f"a name has 1 to {_LONGEST} characters")
        kept = {each: view.address() for each, view in (self.all() | {name: own}).items()}
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
            draft.replace(self.path)
        except OSError as error:
            raise DecisionsError(f"{self.path}: cannot be written: {error.strerror or error}") from error
