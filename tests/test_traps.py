"""The traps that tools for builds fell into, each a test (the others of the list: see their names elsewhere).

5 is in test_base, 6 in test_cli, 7 in test_engine, 9 in test_formats, and 10 once more in test_decisions.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
from corpora import HALDEN, Project, git

from numcheck.report.csv import CATEGORIES

TWO = {
    "news/argus.md": "---\nid: argus\ndate: 2025-03-12\nsource: Argus\n---\n"
    "Some 3,000 soldiers were sent to Halden, he said. The new bridge in Halden is 50 km from the Sund border.\n",
    "news/courier.md": "---\nid: courier\ndate: 2025-03-12\nsource: Courier\n---\n"
    "About 10,000 soldiers were sent to Halden, he said. The new bridge in Halden is 80 km from the Sund border.\n",
}


def alerts(project: Project) -> dict[str, str]:
    """Rule and message of each alert that code scanning would hold, by what it tells them apart by."""
    run = json.loads(project.run("check", "news", "--format", "sarif")[1])["runs"][0]
    found = {result["partialFingerprints"]["primaryLocationLineHash"]: result["ruleId"] for result in run["results"]}
    assert len(found) == len(run["results"])
    return found


def test_trap_1_two_findings_in_one_paragraph_are_two_alerts(project: Project) -> None:
    project.write(TWO)
    assert len(alerts(project)) == 2


def test_trap_2_a_corrected_number_closes_its_alert_and_no_other(project: Project) -> None:
    project.write(TWO)
    before = alerts(project)
    project.edit("news/courier.md", "80 km", "50 km")
    after = alerts(project)
    assert len(after) == 1
    assert set(after) < set(before)


def test_trap_3_moved_paragraphs_and_edits_around_keep_alerts(project: Project) -> None:
    before = alerts(project)
    head, text, more = (
        HALDEN["news/argus.md"].partition("Some 3,000")[0],
        "Some 3,000 soldiers were sent to Halden",
        ".",
    )
    project.write(
        {"news/argus.md": f"{head}The barracks in Halden were full.\n\n{text}, the mayor of Halden said{more}\n"}
    )
    project.edit("news/courier.md", "Trucks rolled in all night. ", "The night was loud.\n\n")
    assert alerts(project) == before


def test_trap_4_a_renamed_article_keeps_its_decisions(project: Project) -> None:
    """By its id; and without one by its text, as long as the two do not change at once."""
    project.write(
        {"news/plain.txt": "date 2025-03-12 About 20,000 soldiers were sent to Halden, the mayor of Halden said."}
    )
    project.run("baseline", "news")
    assert project.run("check", "news")[0] == 0
    project.commit()
    git(project.folder, "mv", "news/argus.md", "news/renamed.md")
    git(project.folder, "mv", "news/plain.txt", "news/moved.txt")
    assert project.run("check", "news")[0] == 0
    assert project.err == ""
    report = project.report()
    assert report["findings"]
    assert {finding["state"] for finding in report["findings"]} == {"accepted-debt"}


def test_trap_8_an_empty_pattern_is_an_error(project: Project) -> None:
    Path("empty").mkdir()
    for path in ("news/*.html", "empty"):
        for form in ("text", "sarif", "junit", "gitlab"):
            assert project.run("check", path, "--format", form)[0] == 2
            assert "NC903 no document matched" in project.err


def test_trap_10_a_decision_on_one_number_does_not_hush_another(project: Project) -> None:
    project.run("baseline", "news")
    assert project.run("check", "news")[0] == 0
    project.edit("news/argus.md", "3,000", "30,000")
    code, out = project.run("check", "news")
    assert code == 1
    assert "Decisions: 0 known, 1 new, 0 resolved, 1 void." in out


def test_trap_11_one_wire_story_in_twelve_outlets_is_one_source(project: Project) -> None:
    """Twelve copies against two voices: the copies are counted once, and do not make a figure the best one."""
    wire = "Some 3,000 soldiers were sent to Halden, the mayor of Halden said."
    project.write({f"news/wire{n:02}.md": _article(f"wire{n:02}", f"Outlet {n}", wire) for n in range(12)})
    project.write(
        {"news/herald.md": _article("herald", "Herald", "About 10,000 soldiers were sent to Halden, he said.")}
    )
    Path("news/argus.md").unlink()
    (finding,) = project.open()
    assert len(finding["claims"]) == 14
    assert finding["sources"] == 3
    assert finding["best"] == 10000


def _article(name: str, source: str, text: str) -> str:
    return f"---\nid: {name}\ndate: 2025-03-12\nsource: {source}\n---\n{text}\n"


def test_trap_12_frames_of_two_runs_put_together_keep_categories_and_provenance(project: Project) -> None:
    shared = {name: pd.CategoricalDtype(values) for name, values in CATEGORIES.items()}
    frames = []
    for figure in ("10,000", "20,000"):
        out = project.run("check", "news", "--format", "csv")[1]
        frames.append(pd.read_csv(io.StringIO(out), dtype=shared))
        project.edit("news/courier.md", figure, "20,000")
    both = pd.concat(frames)
    assert all(isinstance(both[name].dtype, pd.CategoricalDtype) for name in CATEGORIES)
    assert not both[list(CATEGORIES)].isna().any().any()
    assert both["corpus_sha256"].nunique() == 2
    assert both["tool_version"].nunique() == 1
