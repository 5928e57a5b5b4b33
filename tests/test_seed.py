"""The seeded unit table is what its maker makes, byte for byte."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path

import pytest

TOOL = Path(__file__).parent.parent / "tools" / "seed_units.py"


def test_seed_units_rebuild_byte_equal() -> None:
    spec = importlib.util.spec_from_file_location("seed_units", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spec.loader.exec_module(tool)
    written = tool.TARGET.read_text(encoding="utf-8")
    if tool.VERSIONS not in written:
        pytest.skip(f"made with other versions than {tool.VERSIONS}")
    assert tool.seed() == written
