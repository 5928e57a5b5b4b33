"""The command line: what each command prints (tests/golden), and the exit code table."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import samples

import numcheck.pipeline
from numcheck.cli import main
from numcheck.finding import Finding
from numcheck.group import LISTED
from numcheck.model import Claim
from numcheck.report import FORMATS

GOLDEN = Path(__file__).parent / "golden"
TUNED = re.compile(r"(?<=confidence )0\.\d+|(?<=  The two agree in ).*|(?<=id )fp1:[0-9a-f]{32}")
CASES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES)
def test_cli_golden(case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """NUMCHECK_GOLDEN=write rewrites the expected output; read the difference before you commit it."""
    folder = GOLDEN / case
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    code = main(shlex.split((folder / "command").read_text()))
    out, err = capsys.readouterr()
    shown = TUNED.sub("[tuned]", f"exit {code}\n--- stdout\n{out}--- stderr\n{err}")
    expected = folder / "expected.txt"
    if os.environ.get("NUMCHECK_GOLDEN") == "write":
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one quiet article."""
    monkeypatch.chdir(tmp_path)
    Path("corpus").mkdir()
    Path("corpus", "a.txt").write_text("date 2025-03-12 Rain fell.")
    return tmp_path


def finds(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    def compare(claims: list[Claim], heard: object = None) -> tuple[list[Finding], Counter[str]]:
        return list(findings), Counter(compared=2)

    monkeypatch.setattr(numcheck.pipeline, "compare_block", compare)


CONTRADICTION = samples.finding()
TENSION = samples.finding("NC102", "tension", "warning")
UPDATE = samples.finding("NC109", "update", "note")
EXITS = [
    ([], [], 0),
    ([CONTRADICTION], [], 1),
    ([CONTRADICTION], ["--fail-on", "tension"], 1),
    ([CONTRADICTION], ["--fail-on", "never"], 0),
    ([TENSION], [], 0),
    ([TENSION], ["--fail-on", "tension"], 1),
    ([TENSION], ["--fail-on", "never"], 0),
    ([UPDATE], ["--fail-on", "tension", "--select", "NC109"], 0),
    ([UPDATE], ["--fail-on", "update", "--select", "NC109"], 1),
    ([CONTRADICTION], ["--exit-zero"], 0),
    ([TENSION], ["-c", "severity.NC102=error"], 1),
    ([CONTRADICTION], ["-c", "severity.NC101=note"], 0),
    ([CONTRADICTION], ["-c", "severity.NC101=off"], 0),
    ([CONTRADICTION], ["-c", "fail-on=never"], 0),
    ([CONTRADICTION], ["--ignore", "NC1"], 0),
    ([CONTRADICTION, TENSION], ["--select", "NC102"], 0),
    ([CONTRADICTION], ["missing.txt"], 2),
    ([CONTRADICTION], ["missing.txt", "--fail-on", "never"], 2),
    ([CONTRADICTION], ["missing.txt", "--exit-zero"], 2),
    ([CONTRADICTION], ["missing.txt", "--allow-unreadable"], 1),
    ([], ["missing.txt", "--allow-unreadable"], 0),
    ([], ["missing.txt", "--allow-empty"], 2),
    ([], ["nothing/*.txt"], 2),
    ([], ["nothing/*.txt", "--allow-empty"], 0),
    ([], ["nothing/*.txt", "--allow-unreadable"], 2),
    ([], ["--select", "NC7"], 2),
    ([], ["-c", "fail-om=tension"], 2),
    ([], ["-c", "fail-on=sometimes"], 2),
    ([], ["-c", "severity.NC777=error"], 2),
    ([], ["--config", "missing.toml"], 2),
    ([], ["--diff-base", "HEAD"], 2),
    ([], ["--diff-index", "missing.json"], 2),
    ([], ["--jobs", "-1"], 2),
    ([], ["--format", "xml"], 2),
    ([], ["--output", "report.txt"], 2),
    ([], ["--output", "xml=report.xml"], 2),
    ([], ["--field", "body=text"], 2),
    ([], ["--nonsense"], 2),
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("found", "options", "code"), EXITS)
def test_cli_exit_codes(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: list[Finding],
    options: list[str],
    code: int,
    form: str,
) -> None:
    finds(monkeypatch, *found)
    """Trap 6: the code is the same whatever the format, and whatever files are written."""
    assert main(["check", "corpus", "--format", form, *options]) == code
    if "--output" not in options:
        assert main(["check", "corpus", "--output", f"{form}=out/report", *options]) == code


def test_cli_interrupted(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(numcheck.pipeline, "compare_block", interrupt)
    assert main(["check", "corpus"]) == 130


def test_cli_internal_error_is_one_line(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("lost")

    monkeypatch.setattr(numcheck.pipeline, "compare_block", fail)
    assert main(["check", "corpus"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("numcheck: internal error: RuntimeError: lost; please report it")
    assert message.count("\n") == 1
    monkeypatch.setenv("NUMCHECK_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["check", "corpus"])


def test_cli_check_lists_the_worst_first_and_hides_what_is_off(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch, UPDATE, TENSION, CONTRADICTION)
    main(["check", "corpus", "--format", "json"])
    assert [f["rule"] for f in json.loads(capsys.readouterr().out)["findings"]] == ["NC101", "NC102"]


def test_cli_output_files_are_whole_and_agree_with_stdout(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch, CONTRADICTION)
    code = main(["check", "corpus", "--output", "json=out/a.json", "--output", "text=out/a.txt"])
    assert code == 1
    assert Path("out/a.txt").read_text() == capsys.readouterr().out
    main(["check", "corpus", "--format", "json"])
    assert Path("out/a.json").read_text() == capsys.readouterr().out
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.json", "a.txt"]


def test_cli_every_format_in_one_run(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, CONTRADICTION)
    pairs = [f"--output={form}=out/deep/report.{form}" for form in FORMATS]
    assert main(["check", "corpus", *pairs]) == 1
    assert sorted(path.name for path in Path("out/deep").iterdir()) == sorted(f"report.{form}" for form in FORMATS)


def test_cli_in_github_actions(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch, CONTRADICTION)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "summary.md"))
    Path("summary.md").write_text("# before\n")
    assert main(["check", "corpus"]) == 1
    assert capsys.readouterr().out.startswith("::error file=a1.txt,line=1,")
    summary = Path("summary.md").read_text()
    assert summary.startswith("# before\n# numcheck: 1 finding\n")
    main(["check", "corpus", "--format", "text"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].removeprefix("::stop-commands::") == lines[-1].strip(":")
    assert len(lines[-1]) > 64
    assert Path("summary.md").read_text() == summary
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "corpus", "--format", "text"])
    assert capsys.readouterr().out.splitlines() == lines  # colour does not take article text out of its wrapping


def test_cli_stamp_says_when_and_nothing_else_does(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = []
    begin = datetime.now(UTC) - timedelta(milliseconds=1)
    for options in ([], [], ["--stamp"]):
        assert main(["check", "corpus", "--format", "json", *options]) == 0
        documents.append(json.loads(capsys.readouterr().out))
    assert documents[0] == documents[1] == {**documents[2], "stamp": None}
    assert begin <= datetime.fromisoformat(documents[2]["stamp"]) <= datetime.now(UTC)


def test_cli_findings_that_do_not_fit_are_said(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from numcheck.report import sarif

    monkeypatch.setattr(sarif, "_MOST", 1)
    finds(monkeypatch, CONTRADICTION, TENSION)
    assert main(["check", "corpus", "--output", "sarif=a.sarif"]) == 1
    said = capsys.readouterr().err
    assert said == "numcheck: left out of a.sarif: 1 of the findings, more than its host takes\n"


@pytest.mark.parametrize(
    ("option", "variables", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_cli_colour(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    option: list[str],
    variables: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    finds(monkeypatch, CONTRADICTION)
    main(["check", "corpus", *option])
    assert ("\x1b[" in capsys.readouterr().out) == coloured


LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\([^\x1b]*)")


@pytest.mark.parametrize(
    ("tty", "options", "variables", "linked"),
    [
        (True, [], {}, True),
        (True, [], {"TERM": "linux"}, False),
        (True, [], {"TERM": "dumb"}, False),
        (True, [], {"NO_COLOR": "1"}, False),
        (True, ["--format", "concise"], {}, False),
        (False, ["--color", "always"], {}, False),
        (False, [], {}, False),
    ],
)
def test_cli_links_on_a_terminal_alone(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tty: bool,
    options: list[str],
    variables: dict[str, str],
    linked: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm-256color", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: tty)
    finds(monkeypatch, CONTRADICTION)
    main(["check", "corpus", "-c", "rule-pages=https://example.org/{code}", *options])
    out = capsys.readouterr().out
    assert ("\x1b]8;" in out) == linked
    if linked:
        found = {text: address for address, text in LINK.findall(re.sub(r"\x1b\[[\d;]*m", "", out))}
        assert found == {
            "NC101": "https://example.org/NC101",
            "a1.txt:1:1": (corpus / "a1.txt").as_uri(),
            "a2.txt:1:22": (corpus / "a2.txt").as_uri(),
        }


def test_cli_output_file_that_cannot_be_written(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "corpus", "--output", "text=corpus/a.txt/report"]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_cli_same_input_same_bytes_in_any_order() -> None:
    border = sorted(Path(__file__).parent.parent.glob("fixtures/border/*"))
    outputs = set()
    for seed, paths in enumerate((border, border[::-1], border[2:] + border[:2])):
        done = subprocess.run(
            [sys.executable, "-m", "numcheck", "check", *paths, "--format", "json"],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=False,
        )
        assert done.returncode == 1
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_cli_field_mapping(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("b.jsonl").write_text('{"id": "x", "body": "Rain.", "pub": {"date": "2025-03-12"}}\n')
    assert main(["files", "b.jsonl", "--field", "text=body", "--field", "date=pub.date"]) == 0
    assert capsys.readouterr().out == "b.jsonl:1\tjsonl\tx\t2025-03-12\tfield\t5\n"


def test_cli_undated_articles_are_noted(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("corpus", "b.txt").write_text("It rained on Monday.")
    assert main(["check", "corpus"]) == 0
    assert "undated: 1 article has no publication date" in capsys.readouterr().out


def test_cli_text_that_is_no_unicode_is_still_written(corpus: Path) -> None:
    Path("b.jsonl").write_text('{"id": "\\ud800", "text": "About 3,000 \\udfff troops came."}\n')
    for command in (["claims"], ["claims", "--format", "jsonl"], ["claims", "--format", "csv"], ["files"]):
        assert main([*command, "b.jsonl"]) == 0
    assert main(["check", "b.jsonl", "--output", "json=out.json"]) == 0


def test_cli_reader_that_has_gone_changes_no_exit_code(corpus: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    gone = subprocess.run([sys.executable, "-m", "numcheck", "rule"], stdout=write, stderr=-1, check=False)
    os.close(write)
    assert (gone.returncode, gone.stderr) == (0, b"")


def test_cli_progress_only_on_a_terminal(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from numcheck.cli import common

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(common, "_PATIENCE", -1.0)
    assert list(common.watched("ab")) == ["a", "b"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(common.watched("ab")) == ["a", "b"]
    assert capsys.readouterr().err == "\r1 articles read\r\x1b[K"


BORDER = Path(__file__).parent.parent / "fixtures" / "border"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `numcheck check` prints about the border corpus."""
    assert main(["check", "--isolated", "--no-cache", *arguments, str(BORDER)]) in (0, 1)
    return capsys.readouterr().out


def test_cli_min_confidence_leaves_out_what_is_less_sure(capsys: pytest.CaptureFixture[str]) -> None:
    sure = [finding["confidence"] for finding in json.loads(printed(capsys, "--format", "json"))["findings"]]
    least = sorted(sure)[len(sure) // 2]
    report = json.loads(printed(capsys, "--format", "json", "--min-confidence", str(least)))
    assert [finding["confidence"] for finding in report["findings"]] == [value for value in sure if value >= least]
    assert f"{sum(value < least for value in sure)} findings less sure than {least} are left out" in report["notes"]


def test_cli_candidates_hold_every_pair_of_a_finding_between_two_articles(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [json.loads(line) for line in printed(capsys, "--candidates", "--format", "jsonl").splitlines()]
    probabilities = [pair["probability"] for pair in listed]
    assert probabilities == sorted(probabilities, reverse=True)
    assert min(probabilities) >= LISTED
    quoted = {frozenset((pair["a"]["quote"], pair["b"]["quote"])) for pair in listed}
    for finding in json.loads(printed(capsys, "--format", "json"))["findings"]:
        if len(finding["claims"]) == 2:
            assert frozenset(claim["quote"] for claim in finding["claims"]) in quoted
    assert len(printed(capsys, "--candidates").splitlines()) == len(listed)
    assert printed(capsys, "--candidates", "-j", "2", "--no-cache") == printed(capsys, "--candidates", "-j", "1")
