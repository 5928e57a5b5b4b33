"""Checkers for the words and examples of the checks that recompute one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkers import TODAY, checks, split

from numcheck.model import Article
from numcheck.pipeline import check_article, extract_batch


def rules_of(text: str) -> list[str]:
    """The rules that an article of these words breaks."""
    article = Article("a", text, TODAY)
    return [finding.rule for finding in check_article(article, extract_batch([article])[0])]


@checks("checks")
def cue_of_a_check(record: Mapping[str, Any], example: str) -> bool:
    """ "TEXT => NC302": that rule alone fires on TEXT; "TEXT => silent": none does."""
    text, result = split(example)
    assert result, f"{example}: say what it shows"
    return rules_of(text) == ([] if result == "silent" else [result])


@checks("recomputed")
def example_of_a_rule(record: Mapping[str, Any], example: str) -> bool:
    """The rule alone fires on a `yes` example; on a `no` example none may."""
    found = rules_of(example)
    if example in record["no"]:
        return bool(found)
    return found == [record["code"]]
