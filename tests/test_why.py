"""numcheck why: each way in which two figures can come out, and places that hold none."""

from __future__ import annotations

import re

import pytest
from corpora import Project

LINES = """date 2025-03-12 They met.

Some 3,000 soldiers were sent to Halden.

About 10,000 soldiers were sent to Halden.

Around 2,900 soldiers were sent to Halden.

The bridge is 50 km long.

Some 40 cows were lost in Sund.

The mayor said so on Wednesday.
"""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            3,
            "a.txt:5",
            "“About 10,000 soldiers”: too little in common to say that they measure one thing and disagree\n",
        ),
        (3, "a.txt:5", "; 0.45 is needed\n"),
        (3, "b.txt:7", "“Some 3,000 soldiers” and “Around 2,900 soldiers”: they agree: a number fits both"),
        (3, "a.txt:9", "“Some 3,000 soldiers” and “50 km”: not the same kind (count, distance meter)"),
        (3, "a.txt:11", "“Some 3,000 soldiers” and “Some 40 cows”: not the same measure: they clash in noun"),
        (3, "a.txt:13", "“Some 3,000 soldiers” and “Wednesday”: not compared"),
        (3, "a.txt:13", "a.txt:13: “Wednesday” = 2025-03-12; never compared: day of a speech"),
    ],
)
def test_why(project: Project, first: int, second: str, said: str) -> None:
    project.write({"a.txt": LINES, "b.txt": LINES})
    code, out = project.run("why", f"a.txt:{first}", second)
    assert code == 0
    assert said in out


def test_why_of_a_finding_shows_the_slots_and_all_three_scores(project: Project) -> None:
    code, out = project.run("why", "news/argus.md:6", "news/courier.md:6")
    assert code == 0
    assert "“Some 3,000 soldiers” and “About 10,000 soldiers”: NC101 contradiction. " in out
    assert re.search(r"^  noun +same +\+\d\.\d\d$", out, re.M)
    slots = [float(weight) for weight in re.findall(r"^  .{27} ([+-]\d+\.\d\d)$", out, re.M)]
    first = re.search(r"^  one measure, by the slots themselves: ([+-][\d.]+), a probability of [\d.]+$", out, re.M)
    assert re.search(r"^  beside the other pairs of the articles: [+-][\d.]+, [\d.]+$", out, re.M)
    final = re.search(r"^  that it is a contradiction: [+-][\d.]+, ([\d.]+); 0.45 is needed$", out, re.M)
    assert first is not None
    assert float(first[1]) == pytest.approx(sum(slots), abs=0.005 * len(slots))
    assert final is not None
    assert float(final[1]) == project.report()["findings"][0]["confidence"]


def test_why_excuse_that_holds_is_named(project: Project) -> None:
    project.edit("news/courier.md", "the mayor of Halden said", "the bishop of Sund said")
    assert (
        "\n  excuse: the figures come from two sources, "
        in project.run("why", "news/argus.md:6", "news/courier.md:6")[1]
    )


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
