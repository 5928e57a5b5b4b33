"""numcheck why: each way in which two figures can come out, and places that hold none."""

from __future__ import annotations

import pytest
from corpora import Project

LINES = """date 2025-03-12 They met.

Some 3,000 soldiers were sent to Halden.

About 10,000 soldiers were sent to Halden.

Around 2,900 soldiers were sent to Halden.

The bridge is 50 km long.

Some 40 cows were lost in Sund.

The mayor is aged 52.
"""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            3,
            "b.txt:5",
            "was read as 2,700 to 3,300; “About 10,000 soldiers” was read as 9,000 to 11,000: they have noth",
        ),
        (3, "a.txt:5", "too little in common to say that they measure one thing ("),
        (3, "b.txt:7", "“Some 3,000 soldiers” and “Around 2,900 soldiers”: they agree: a number fits both"),
        (3, "a.txt:9", "“Some 3,000 soldiers” and “50 km”: not the same kind (count, distance)"),
        (3, "a.txt:11", "“Some 3,000 soldiers” and “Some 40 cows”: not the same measure: they clash in noun"),
        (3, "a.txt:13", "“Some 3,000 soldiers” and “52”: not compared"),
        (3, "a.txt:13", "a.txt:13: “52” = [52, 52] year; never compared: age"),
    ],
)
def test_why(project: Project, first: int, second: str, said: str) -> None:
    project.write({"a.txt": LINES, "b.txt": LINES})
    code, out = project.run("why", f"a.txt:{first}", second)
    assert code == 0
    assert said in out


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("a.txt:2", "a.txt:2: no figure or date in this line"),
        ("a.txt", "'a.txt': expected FILE:LINE"),
        ("b.txt:1", "b.txt:1: no such file or folder"),
    ],
)
def test_why_place_without_a_figure_is_an_error(project: Project, place: str, message: str) -> None:
    project.write({"a.txt": LINES})
    assert project.run("why", "a.txt:3", place)[0] == 2
    assert message in project.err
