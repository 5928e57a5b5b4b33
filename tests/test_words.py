"""Every example in every word list holds, and no record is without examples."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from checkers import CHECKERS

from numcheck import lexicon

for module in Path(__file__).parent.glob("checkers_*.py"):
    importlib.import_module(module.stem)

RECORDS = [(name, index, record) for name in lexicon.files() for index, record in enumerate(lexicon.records(name))]
EXAMPLES = [
    pytest.param(name, record, example, kind == "yes", id=f"{name}-{index}-{kind}-{example}"[:110])
    for name, index, record in RECORDS
    for kind in ("yes", "no")
    for example in record.get(kind, ())
]


@pytest.mark.parametrize("name", lexicon.files())
def test_words_every_record_has_yes_and_no_examples(name: str) -> None:
    bare = [r for n, _, r in RECORDS if n == name and not (r.get("yes") and r.get("no"))]
    assert not bare, f"{name}.toml: {len(bare)} records without yes or no examples, first: {dict(bare[0])}"


@pytest.mark.parametrize(("name", "record", "example", "expected"), EXAMPLES)
def test_words_example_holds(name: str, record: Mapping[str, Any], example: str, expected: bool) -> None:
    assert CHECKERS[name](record, example) is expected, f"{name}.toml: {dict(record)}"
