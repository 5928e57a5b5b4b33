"""The learned weights are what their maker makes, byte for byte."""

from __future__ import annotations

from benchmarks.exam import stories, training
from tools.train import TARGET, learn, written


def test_train_rebuilds_the_weights_byte_equal() -> None:
    chosen = stories() + training()
    assert written(learn(chosen), len(chosen)) == TARGET.read_text(encoding="utf-8"), (
        "slots or extraction changed: `make train`"
    )
