"""How a check is run: with a cache, in one process or several; the result is that of `numcheck.pipeline.check`."""

from __future__ import annotations

from numcheck.engine.run import candidates, run

__all__ = ["candidates", "run"]
