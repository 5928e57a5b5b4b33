"""The learned weights are what their maker makes, byte for byte."""

from __future__ import annotations

from benchmarks.exam import stories
from tools.train import TARGET, table


def test_train_rebuilds_the_weights_byte_equal() -> None:
    assert table(stories("read")) == TARGET.read_text(encoding="utf-8"), "slots or extraction changed: `make train`"
