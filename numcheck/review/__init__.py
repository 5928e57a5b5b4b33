"""Going through findings one by one, on a web page or in a terminal, over the decisions on file.

`Desk` holds the findings and is the only one that decides; `Queue` says which comes next; `server` is the page.
"""

from __future__ import annotations

from numcheck.review.desk import ChangedError, Desk
from numcheck.review.keys import ACTIONS, keymap
from numcheck.review.lines import Line
from numcheck.review.loop import Loop, Screen
from numcheck.review.queue import NAMES, Filter, Queue

__all__ = ["ACTIONS", "NAMES", "ChangedError", "Desk", "Filter", "Line", "Loop", "Queue", "Screen", "keymap"]
