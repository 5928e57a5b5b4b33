"""Decisions: kept through edits, void when a figure changes, stale ones said, and the file that holds them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from corpora import HALDEN, Project, git
from hypothesis import given
from hypothesis import strategies as st

from numcheck.decisions import (
    REASONS,
    DecisionsError,
    anchors,
    append,
    apply,
    drop,
    read,
    states,
    statistics,
    version,
)
from numcheck.finding import Decision, Finding, Report
from numcheck.fingerprint import fingerprint

FILE = Path(".numcheck/decisions.jsonl")


def said(finding: Finding, word: str = "dismiss", by: str = "ann", at: str = "2025-04-01T00:00:00Z") -> Decision:
    return Decision(finding.id, word, "scope", "", by, at, finding.rule, "0.1.0", anchors(finding))  # type: ignore[arg-type]


def report(*findings: Finding, docs: tuple[str, ...] = ("a1", "a2")) -> Report:
    made = tuple(replace(finding, id=fingerprint(finding)) for finding in findings)
    return replace(samples.REPORT, findings=made, articles=tuple((doc, "00") for doc in docs))


FINDING = replace(samples.finding(), id=fingerprint(samples.finding()))
THREE, TEN = FINDING.claims
TEXT = st.text(max_size=8)


def moved(**fields: object) -> Finding:
    return replace(FINDING, claims=(replace(THREE, **fields), TEN))  # type: ignore[arg-type]


def quoting(quote: str, **fields: object) -> Finding:
    return moved(mention=replace(THREE.mention, quote=quote), **fields)


ANOTHER = replace(samples.TEN, mention=replace(samples.TEN.mention, doc="a3"))
FATES = [
    ("same", FINDING, {}, "kept"),
    ("text around it edited", moved(prefix="Now "), {}, "re-anchored"),
    ("another such quote before it", moved(nth=1), {}, "re-anchored"),
    ("layout", quoting("about 3,000\n troops"), {}, "re-anchored"),
    ("figure changed", quoting("About 30,000 troops"), {}, "void"),
    ("unit changed", quoting("About 3,000 tanks"), {}, "void"),
    ("other rule", replace(FINDING, rule="NC102"), {}, "resolved"),
    ("no finding", None, {}, "resolved"),
    ("renamed", moved(mention=replace(THREE.mention, doc="b1"), sha256="77"), {"docs": ("b1", "a2")}, "re-anchored"),
    (
        "ids moved on",
        moved(mention=replace(THREE.mention, doc="a9"), sha256="77"),
        {"docs": ("a1", "a2", "a9")},
        "re-anchored",
    ),
    (
        "other article",
        moved(mention=replace(THREE.mention, doc="b1"), sha256="78"),
        {"docs": ("b1", "a2"), "exists": False},
        "void",
    ),
    ("another claim came", replace(FINDING, claims=(THREE, TEN, ANOTHER)), {"docs": ("a1", "a2", "a3")}, "void"),
    ("not read", None, {"docs": ("a1",)}, "unseen"),
    ("gone with its file", None, {"docs": ("a1",), "exists": False}, "resolved"),
    ("rule not run", None, {"ran": False}, "unseen"),
]


@pytest.mark.parametrize(("found", "circumstances", "fate"), [case[1:] for case in FATES], ids=[c[0] for c in FATES])
def test_decisions_survive_edits_and_never_pass_to_another_figure(
    found: Finding | None, circumstances: dict[str, object], fate: str
) -> None:
    word = said(FINDING)
    word = replace(word, claims=tuple(replace(a, text_sha256="77" if a.doc == "a1" else "") for a in word.claims))
    docs = circumstances.get("docs", ("a1", "a2"))
    outcome = apply(
        report(*([found] if found else []), docs=docs),  # type: ignore[arg-type]
        [word],
        exists=lambda path: bool(circumstances.get("exists", True)),
        ran=lambda rule: bool(circumstances.get("ran", True)),
    )
    counts = outcome.report.decisions
    assert counts is not None
    assert [finding.hushed for finding in outcome.report.findings] == (
        [fate in ("kept", "re-anchored")] if found else []
    )
    assert counts.reanchored == (fate == "re-anchored")
    assert (counts.void, counts.resolved, counts.unseen) == (fate == "void", fate == "resolved", fate == "unseen")
    assert [what for _, what in outcome.stale] == ([fate] if fate in ("void", "resolved") else [])
    assert (counts.known, counts.new) == (
        (1, 0) if found and fate in ("kept", "re-anchored") else (0, int(bool(found)))
    )


def test_decisions_a_claim_that_went_leaves_the_rest_decided() -> None:
    three = replace(FINDING, claims=(THREE, TEN, ANOTHER))
    outcome = apply(report(FINDING, docs=("a1", "a2", "a3")), [said(report(three).findings[0])])
    assert outcome.report.findings[0].hushed


def test_decisions_go_to_the_nearest_of_several_like_findings() -> None:
    word = said(moved(prefix="He said of the north that ", nth=5))
    near, far = moved(prefix="She said of the north that "), moved(prefix="In the south, ", nth=1)
    found = apply(report(far, near), [word]).report.findings
    assert [finding.hushed for finding in found] == [False, True]


@given(st.lists(st.sampled_from(["3,000", "30,000", "300", "3.000"]), min_size=2, max_size=2))
def test_decisions_hush_nothing_whose_figures_differ(figures: list[str]) -> None:
    """Trap 10: whatever the context, one figure's decision is never another's."""
    before, after = (quoting(f"About {figure} troops") for figure in figures)
    before = replace(before, id=fingerprint(before))
    assert apply(report(after), [said(before)]).report.findings[0].hushed == (figures[0] == figures[1])


STATES = [
    ([("ann", 1, "dismiss")], "dismiss", False),
    ([("ann", 1, "dismiss"), ("ann", 2, "undo")], None, False),
    ([("ann", 1, "dismiss"), ("ann", 2, "confirm")], "confirm", False),
    ([("ann", 1, "dismiss"), ("bob", 2, "confirm")], "confirm", True),
    ([("ann", 1, "dismiss"), ("bob", 2, "confirm"), ("bob", 3, "undo")], "dismiss", False),
    ([("ann", 1, "accepted-debt")], "accepted-debt", False),
    ([("ann", 2, "accepted-debt"), ("bob", 1, "confirm")], "confirm", False),
]


@pytest.mark.parametrize(("words", "decision", "disputed"), STATES)
def test_decisions_latest_word_of_each_reviewer_counts(
    words: list[tuple[str, int, str]], decision: str | None, disputed: bool
) -> None:
    lines = [said(FINDING, word, by, f"2025-04-0{day}T00:00:00Z") for by, day, word in words]
    for order in (lines, lines[::-1]):
        state = states(order).get(FINDING.id)
        assert (state.decision.decision if state else None, bool(state and state.disputed)) == (decision, disputed)
    found = apply(report(FINDING), lines).report.findings[0]
    assert found.hushed == (decision in ("dismiss", "accepted-debt") and not disputed)


@given(st.builds(Decision, TEXT, st.just("dismiss"), st.none() | TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, st.just(())))
def test_decisions_read_back_what_was_appended(tmp_path_factory: pytest.TempPathFactory, decision: Decision) -> None:
    path = tmp_path_factory.mktemp("d") / "deep" / "decisions.jsonl"
    append(path, [decision])
    append(path, [decision])
    assert read(path) == (decision,)
    assert path.read_bytes().count(b"\n") == 1


def test_decisions_file_is_sorted_by_finding_and_has_no_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    for name in ("fp1:b", "fp1:c", "fp1:a"):
        append(path, [replace(said(FINDING), id=name)])
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["fp1:a", "fp1:b", "fp1:c"]
    assert not {"line", "start", "column"} & (set(rows[0]) | set(rows[0]["claims"][0]))
    assert drop(path, ["fp1:b", "fp1:x"]) == 1
    assert [decision.id for decision in read(path)] == ["fp1:a", "fp1:c"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a decision: Expecting property name"),
        ("[]", "not a decision: "),
        ('{"id": "x"}', "not a decision: 'claims'"),
        ('{"id": 1, "claims": []}', "not a decision: "),
        ("<<<<<<< HEAD", "a merge is unfinished: keep the lines of both sides"),
        ("=======", "a merge is unfinished"),
        (">>>>>>> other", "a merge is unfinished"),
    ],
)
def test_decisions_file_that_cannot_be_used_says_file_and_line(project: Project, line: str, message: str) -> None:
    append(FILE, [said(FINDING)])
    FILE.write_text(FILE.read_text() + line + "\n")
    with pytest.raises(DecisionsError, match=f"jsonl:2: {message[:20]}"):
        read(FILE)
    for command in (
        ["check", "news"],
        ["baseline", "news"],
        ["decide", "fp1:0000", "confirm", "news"],
        ["decisions", "stats"],
    ):
        assert project.run(*command)[0] == 2
        assert f"decisions.jsonl:2: {message}" in project.err


def test_decisions_a_verdict_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [said(FINDING, "confirm")])
    path.write_text(path.read_text().replace("confirm", "approve"))
    with pytest.raises(DecisionsError, match="decision cannot be 'approve'"):
        read(path)


def test_decisions_of_a_later_version_are_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [said(FINDING)])
    path.write_text(path.read_text().replace('{"id"', '{"later": 1, "id"').replace('{"doc"', '{"later": 1, "doc"'))
    assert read(path) == (said(FINDING),)


WRITER = """
import sys
from pathlib import Path
from numcheck.decisions import append
from numcheck.finding import Decision
for n in range(50):
    append(Path(sys.argv[1]), [Decision(f"fp1:{sys.argv[2]}-{n}", "dismiss", "scope", "", "x", "t", "NC101", "0", ())])
    print(n, flush=True)
"""


LAYOUTS = pytest.mark.parametrize("name", ["decisions.jsonl", "decisions"])


@LAYOUTS
def test_decisions_of_several_processes_are_all_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    running = [subprocess.Popen([sys.executable, "-c", WRITER, path, str(n)], stdout=-3) for n in range(4)]
    assert [each.wait() for each in running] == [0] * 4
    assert len(read(path)) == 200


@LAYOUTS
def test_decisions_survive_a_writer_that_is_killed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    for kill_after in (1, 7, 20):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, path, str(kill_after)], stdout=-1, text=True)
        assert writer.stdout is not None
        acknowledged = [next(writer.stdout) for _ in range(kill_after)]
        writer.kill()
        writer.communicate()
        ids = {decision.id for decision in read(path)}
        assert {f"fp1:{kill_after}-{line.strip()}" for line in acknowledged} <= ids


def test_decisions_of_two_branches_merge(project: Project) -> None:
    project.run("init", "news")
    append(FILE, [replace(said(FINDING), id=f"fp1:{n:02}") for n in range(20)])
    project.commit("Base")
    for branch in ("one", "two"):
        git(project.folder, "checkout", "-qb", branch, "main")
        append(FILE, [replace(said(FINDING), id=f"fp1:{n:02}{branch}", by=branch) for n in range(5)])
        project.commit(branch)
    git(project.folder, "merge", "-q", "-m", "Merge", "one")
    assert len(read(FILE)) == 30


def test_decisions_in_a_folder_are_a_file_each_and_never_conflict(project: Project) -> None:
    folder = Path(".numcheck/decisions")
    append(folder, [replace(said(FINDING), id=f"fp1:{n:02}") for n in range(20)])
    project.commit("Base")
    for branch in ("one", "two"):
        git(project.folder, "checkout", "-qb", branch, "main")
        before = version(folder)
        append(folder, [replace(said(FINDING), id=f"fp1:{n:02}", by=branch) for n in range(5)])
        assert version(folder) != before
        project.commit(branch)
    git(project.folder, "merge", "-q", "-m", "Merge", "one")  # no merge=union, which a host may not know
    assert len(read(folder)) == len(list(folder.glob("*.json"))) == 30
    assert drop(folder, ["fp1:03"]) == 3
    assert len(read(folder)) == 27


def test_decide_into_a_folder(project: Project) -> None:
    config = ("-c", "decisions=.numcheck/decisions")
    name = project.open()[0]["id"]
    assert project.run("decide", name, "dismiss", "news", "--reason", "scope", *config)[0] == 0
    assert len(list(Path(".numcheck/decisions").glob("*.json"))) == 1
    assert name not in project.run("findings", "news", "--pending", *config)[1]
    Path(".numcheck/decisions/broken.json").write_text("{}\n")
    assert project.run("check", "news", *config)[0] == 2
    assert "broken.json:1: not a decision" in project.err


def test_decisions_statistics_leave_out_baseline_and_disputes() -> None:
    words = [replace(said(FINDING, "confirm"), id=f"fp1:{n}") for n in range(8)]
    words += [replace(said(FINDING), id="fp1:8", reason="wrong-number"), replace(said(FINDING), id="fp1:9")]
    words += [replace(said(FINDING, "accepted-debt"), id="fp1:a")]
    words += [replace(said(FINDING, word, by), id="fp1:b") for by, word in (("ann", "confirm"), ("bob", "dismiss"))]
    score = statistics(words)["NC101"]
    assert (score.confirmed, score.dismissed, score.misread) == (8, 2, 1)
    assert (score.low, score.high) == (0.49, 0.943)  # Wilson's interval for 8 of 10


def test_decide_dismiss_then_undo(project: Project) -> None:
    (finding,) = project.open()
    name = finding["id"]
    code, out = project.run("decide", name[:12], "dismiss", "news", "--reason", "scope", "--as", "Ann", "--note", "n")
    assert (code, out) == (0, f"{name}: dismiss by Ann\n")
    assert project.run("check", "news")[0] == 0
    (known,) = project.report()["findings"]
    assert known["state"] == "dismissed"
    assert {**known["decision"], "at": ""} == {
        "decision": "dismiss", "reason": "scope", "note": "n", "by": "Ann", "at": "", "apart": [],
    }  # fmt: skip
    shown = project.run("explain", name, "news")[1]
    assert "Ann: dismiss (scope, n)" in shown
    assert "hard_disjoint: " in shown
    assert project.run("decide", name, "undo", "news", "--as", "Ann")[0] == 0
    assert project.run("check", "news")[0] == 1
    assert len(read(FILE)) == 2


def test_decide_two_reviewers_who_differ_are_a_dispute(project: Project) -> None:
    (finding,) = project.open()
    project.run("decide", finding["id"], "confirm", "news", "--as", "Ann")
    assert project.report()["findings"][0]["state"] == "confirmed"
    project.run("decide", finding["id"], "dismiss", "news", "--reason", "repeat", "--as", "Bob")
    assert project.report()["findings"][0]["state"] == "disputed"
    code, out = project.run("check", "news")
    assert code == 1
    assert "disputed" in out
    assert "1 disputed" in project.run("decisions", "stats")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fp1:00000000", "confirm", "news"], "there is no finding fp1:00000000 among the 1 in what was read"),
        (["fp1:", "confirm", "news"], "fp1: is the beginning of 1 ids; give more of it"),
        (["fp1:0", "dismiss", "news"], "dismiss needs --reason, one of scope"),
        (["fp1:0", "dismiss", "news", "--reason", "scpoe"], "there is no reason 'scpoe'; did you mean 'scope'?"),
        (["fp1:0", "dismiss", "news", "--reason", "other"], "--reason other needs a --note"),
    ],
)
def test_decide_refuses(project: Project, arguments: list[str], message: str) -> None:
    assert project.run("decide", *arguments)[0] == 2
    assert message in project.err
    assert not FILE.exists()


def test_decisions_lists_reasons(project: Project) -> None:
    out = project.run("decisions", "reasons")[1]
    assert [line.split()[0] for line in out.splitlines()] == list(REASONS)


def test_baseline_reports_only_what_is_new(project: Project) -> None:
    assert project.run("baseline", "news", "--as", "Ann") == (0, "1 accepted, 0 known before, 0 stale.\n")
    before = FILE.read_bytes()
    code, out = project.run("check", "news")
    assert code == 0
    assert "Decisions: 1 known, 0 new, 0 resolved." in out
    assert project.run("baseline", "news", "--as", "Bob")[1] == "0 accepted, 1 known before, 0 stale.\n"
    assert FILE.read_bytes() == before
    project.edit("news/courier.md", "10,000", "20,000")
    code, out = project.run("check", "news")
    assert code == 1
    assert "Decisions: 0 known, 1 new, 0 resolved, 1 void." in out


def test_baseline_prune_drops_what_is_stale(project: Project) -> None:
    project.run("baseline", "news")
    project.edit("news/courier.md", "10,000", "3,000")
    code, _ = project.run("check", "news")
    assert code == 0
    assert "NC908 the decision on" in project.err
    assert project.run("check", "news", "-c", "unused-decisions=error")[0] == 2
    assert project.run("check", "news", "-c", "unused-decisions=ignore")[0] == 0
    assert project.err == ""
    assert project.run("baseline", "news", "--prune")[1] == "0 accepted, 0 known before, 1 stale dropped.\n"
    assert read(FILE) == ()
    assert project.run("check", "news")[0] == 0
    assert project.err == ""


def test_decisions_are_not_written_by_check(project: Project) -> None:
    project.run("baseline", "news")
    before = FILE.read_bytes()
    project.edit("news/courier.md", "10,000", "20,000")
    project.run("check", "news")
    assert FILE.read_bytes() == before


def test_decisions_file_that_cannot_be_written(project: Project) -> None:
    Path(".numcheck").write_text("in the way")
    assert project.run("baseline", "news")[0] == 2
    assert "cannot be" in project.err


def exported(project: Project, **fields: object) -> str:
    """A line that a static report exports on the one finding of the news."""
    (finding,) = project.report()["findings"]
    row = {"id": finding["id"], "decision": "dismiss", "reason": "wrong-link", "note": "two sites", "rule": "NC101"}
    return json.dumps({**row, "at": "2025-04-01T09:00:00.000Z", **fields}) + "\n"


def test_decisions_of_a_report_are_taken_in(project: Project) -> None:
    project.write({"export.jsonl": exported(project)})
    code, out = project.run("decisions", "import", "export.jsonl", "news", "--as", "Ann")
    assert (code, out) == (0, "1 decisions taken in, 0 left out.\n")
    (word,) = read(project.folder / FILE)
    assert (word.by, word.reason, word.note, word.at) == ("Ann", "wrong-link", "two sites", "2025-04-01T09:00:00.000Z")
    assert [anchor.doc for anchor in word.claims] == ["argus", "courier"]
    assert project.open() == []
    assert project.run("decisions", "import", "export.jsonl", "news", "--as", "Ann")[0] == 0
    assert len(read(project.folder / FILE)) == 1


WRONG = [
    ({"id": "fp1:gone"}, "there is no such finding now"),
    ({"decision": "accepted-debt"}, "decision cannot be 'accepted-debt'"),
    ({"decision": "undo"}, "decision cannot be 'undo'"),
    ({"reason": None}, "reason cannot be None"),
    ({"reason": "because"}, "reason cannot be 'because'"),
    ({"at": "yesterday"}, "at cannot be 'yesterday'"),
    ({"note": 7}, "must be text"),
]


def test_decisions_of_a_report_that_cannot_be_taken_in_are_named(project: Project) -> None:
    lines = [exported(project, **fields) for fields, _ in WRONG] + ["nonsense\n", "[" * 9_999 + "\n", "[]\n"]
    project.write({"export.jsonl": "".join(lines) + exported(project)})
    code, out = project.run("decisions", "import", "export.jsonl", "news", "--as", "Ann")
    assert (code, out) == (2, f"1 decisions taken in, {len(lines)} left out.\n")
    for number, (_, message) in enumerate(WRONG, 1):
        (said,) = [line for line in project.err.splitlines() if line.startswith(f"export.jsonl:{number}:")]
        assert message in said


def test_decisions_on_what_was_misread_are_cases(project: Project) -> None:
    assert project.run("decisions", "export-cases", "news")[1] == ""
    (finding,) = project.report()["findings"]
    project.run("decide", finding["id"], "dismiss", "news", "--reason", "scope", "--as", "Ann")
    assert project.run("decisions", "export-cases", "news")[1] == ""
    project.run("decide", finding["id"], "dismiss", "news", "--reason", "wrong-link", "--note", "two", "--as", "Ann")
    case = json.loads(project.run("decisions", "export-cases", "news")[1])
    assert (case["error"], case["note"], case["by"], case["rule"]) == ("wrong-link", "two", "Ann", "NC101")
    assert [claim["sentence"] for claim in case["claims"]] == [claim["sentence"] for claim in finding["claims"]]
    assert [claim["noun"] for claim in case["claims"]] == ["soldiers", "soldiers"]
    assert "1 dismissed as misread" in project.run("decisions", "stats")[1]


def test_decisions_on_a_whole_group_with_exceptions(project: Project) -> None:
    post = HALDEN["news/argus.md"].replace("argus", "post").replace("Argus", "Post").replace("barracks", "inns")
    project.write({"news/post.md": post})
    before = next(finding for finding in project.open() if len(finding["claims"]) > 2)
    name = before["id"]
    for pair, message in (("99=scope", "there is no claim 99"), ("1=other", "not 'other'"), ("scope", "not like")):
        assert project.run("decide", name, "confirm", "news", "--except", pair)[0] == 2
        assert message in project.err
    assert project.run("decide", name, "confirm", "news", "--except", "2=wrong-number")[0] == 0
    after = next(finding for finding in project.report()["findings"] if finding["id"] == name)
    assert after["decision"]["apart"] == [{"claim": 1, "reason": "wrong-number"}]
    (case,) = map(json.loads, project.run("decisions", "export-cases", "news")[1].splitlines())
    assert [claim["error"] for claim in case["claims"]] == [
        "wrong-number" if number == 1 else None for number in range(len(before["claims"]))
    ]
    assert "1 claims set apart as misread" in project.run("decisions", "stats")[1]
    project.edit("news/courier.md", "Trucks rolled in all night", "Trucks came")
    kept = [f["decision"]["apart"] for f in project.report()["findings"] if f["decision"]]
    assert kept == [after["decision"]["apart"]]


def test_decisions_undecided_findings_fail_a_build_that_asks_for_it(project: Project) -> None:
    assert project.run("check", "news", "--fail-on", "undecided")[0] == 1
    (finding,) = project.open()
    project.run("decide", finding["id"], "confirm", "news", "--as", "Ann")
    assert project.run("check", "news")[0] == 1  # a confirmed error is still one
    assert project.run("check", "news", "--fail-on", "undecided")[0] == 0
    project.run("decide", finding["id"], "dismiss", "news", "--reason", "scope", "--as", "Bob")
    assert project.run("check", "news", "--fail-on", "undecided")[0] == 1  # disputed


def test_decisions_diff_of_two_reports(project: Project) -> None:
    project.run("check", "news", "--output", "json=before.json")
    assert project.run("diff", "before.json", "before.json") == (0, "0 added, 0 gone, 0 changed, 1 the same.\n")
    (finding,) = project.open()
    project.run("decide", finding["id"], "dismiss", "news", "--reason", "scope", "--as", "Ann")
    project.run("check", "news", "--output", "json=decided.json")
    code, out = project.run("diff", "before.json", "decided.json")
    assert code == 1
    assert out.startswith(f"changed  {finding['id']}  NC101 open to dismissed: ")
    project.edit("news/courier.md", "10,000", "12,000")
    project.run("check", "news", "--output", "json=edited.json")
    code, out = project.run("diff", "decided.json", "edited.json")
    assert (code, out.splitlines()[-1]) == (1, "1 added, 1 gone, 0 changed, 0 the same.")
    for text in ("nonsense", "{}", '{"findings": [{}]}', "[]"):
        project.write({"other.json": text})
        assert project.run("diff", "other.json", "before.json")[0] == 2
        assert "other.json: not a report" in project.err
