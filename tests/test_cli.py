"""The command line: what each command prints (tests/golden), and the exit code table."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import samples

import numcheck.pipeline
from numcheck.cli import main
from numcheck.model import Claim, Finding

GOLDEN = Path(__file__).parent / "golden"
TUNED = re.compile(r"(?<=confidence )0\.\d+|(?<=  The two agree in ).*")
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
    def compare(claims: list[Claim]) -> tuple[list[Finding], Counter[str]]:
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
    ([CONTRADICTION], ["--ignore", "NC1"], 0),
    ([CONTRADICTION, TENSION], ["--select", "NC102"], 0),
    ([CONTRADICTION], ["missing.txt"], 2),
    ([CONTRADICTION], ["missing.txt", "--fail-on", "never"], 2),
    ([], ["nothing/*.txt"], 2),
    ([], ["--select", "NC7"], 2),
    ([], ["--format", "xml"], 2),
    ([], ["--output", "report.txt"], 2),
    ([], ["--output", "xml=report.xml"], 2),
    ([], ["--field", "body=text"], 2),
    ([], ["--nonsense"], 2),
]


@pytest.mark.parametrize("form", ["text", "json"])
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
    assert main(["check", "corpus", "--format", form, *options]) == code
    if "--output" not in options:
        assert main(["check", "corpus", "--output", f"{form}=out/report", *options]) == code


def test_cli_interrupted(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(claims: list[Claim]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(numcheck.pipeline, "compare_block", interrupt)
    assert main(["check", "corpus"]) == 130


def test_cli_internal_error_is_one_line(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(claims: list[Claim]) -> None:
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
