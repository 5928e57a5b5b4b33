"""Settings: which file wins, what is refused and with what words, and that each says where it came from."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from numcheck.cli import main
from numcheck.config import ConfigError, load, schema
from numcheck.options import KEYS


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news/deep").mkdir(parents=True)
    return tmp_path


def test_config_nearest_file_upwards_wins(project: Path) -> None:
    Path("numcheck.toml").write_text('fail-on = "tension"\npaths = ["news"]\n')
    Path("news/pyproject.toml").write_text("[tool.other]\nx = 1\n")
    found = load(Path("news/deep"))
    assert (found["fail-on"], found.root, found["paths"]) == ("tension", project, ("..",))
    Path("news/pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.numcheck]\nfail-on = "never"\n')
    found = load(Path("news/deep"))
    assert (found["fail-on"], found.root) == ("never", project / "news")
    assert found.origins["fail-on"].endswith("news/pyproject.toml:5")
    assert load(Path("news/deep"), isolated=True)["fail-on"] == "contradiction"
    assert load(Path("news/deep"), Path("numcheck.toml"))["fail-on"] == "tension"


def test_config_extend_and_order(project: Path) -> None:
    Path("base.toml").write_text('jobs = 3\nfail-on = "never"\n[severity]\nNC101 = "note"\nNC102 = "off"\n')
    Path("numcheck.toml").write_text('extend = "base.toml"\nfail-on = "update"\n\n[severity]\nNC102 = "error"\n')
    found = load(Path(), pairs=["jobs=1"]).given({"format": "json", "select": ()})
    assert (found["jobs"], found["fail-on"], found["format"]) == (1, "update", "json")
    assert found["severity"] == {"NC101": "note", "NC102": "error"}
    assert [found.origins[name] for name in ("jobs", "fail-on", "format", "select")] == [
        "command line",
        "numcheck.toml:2",
        "command line",
        "default",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["NC1"]\n', "numcheck.toml:1: unknown key 'selct'; did you mean 'select'?"),
        ("jobs = 1\n\nchache = false\n", "numcheck.toml:3: unknown key 'chache'; did you mean 'cache'?"),
        ("zzz = 1\n", "numcheck.toml:1: unknown key 'zzz'"),
        ('select = "NC1"\n', "numcheck.toml:1: select must be a list of strings"),
        ("jobs = -1\n", "numcheck.toml:1: jobs must be a whole number, 0 or more"),
        ("jobs = true\n", "numcheck.toml:1: jobs must be a whole number, 0 or more"),
        ("cache = 1\n", "numcheck.toml:1: cache must be true or false"),
        ("format = 1\n", "numcheck.toml:1: format must be a string"),
        (
            'fail-on = "tensions"\n',
            "numcheck.toml:1: fail-on cannot be 'tensions'; did you mean 'tension'?",
        ),
        (
            'jobs = 1\n[severity]\nNC101 = "error"\nNC102 = "bad"\n',
            "numcheck.toml:4: severity.NC102 cannot be 'bad' (one of error, warning, note, off)",
        ),
        ("severity = 1\n", "numcheck.toml:1: severity must be a table of strings"),
        ("jobs = \n", "numcheck.toml: not TOML: Invalid value (at line 1, column 8)"),
        ('extend = "numcheck.toml"\n', "numcheck.toml: more than 8 files extend one another"),
        ("extend = 1\n", "numcheck.toml:1: extend must be a string"),
        ('extend = "no.toml"\n', "no.toml: cannot be read: No such file or directory"),
    ],
)
def test_config_refuses(project: Path, text: str, message: str) -> None:
    Path("numcheck.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load(Path())
    assert str(error.value).replace(f"{project}/", "") == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[severity]\nNC11 = "error"\n', "numcheck.toml:1: severity: there is no rule 'NC11'; did you mean NC101?"),
        ('select = ["NC7"]\n', "numcheck.toml:1: select: 'NC7' fits no rule"),
        ('format = "xml"\n', "numcheck.toml:1: format: 'xml' is none of"),
        ('output = ["report.txt"]\n', "numcheck.toml:1: output: 'report.txt': expected FORMAT=FILE"),
        (
            'rule-pages = "https://example.org"\n',
            "numcheck.toml:1: rule-pages: 'https://example.org': expected an address",
        ),
        ('rule-pages = "file:///{code}"\n', "numcheck.toml:1: rule-pages: 'file:///{code}': expected an address"),
        ('[fields]\nbody = "text"\n', "numcheck.toml:1: fields: 'body=text': expected NAME=FIELD"),
    ],
)
def test_config_refuses_what_there_is_not(
    project: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("numcheck.toml").write_text(text)
    assert main(["check", "news"]) == 2
    assert message in capsys.readouterr().err


def test_config_show_names_every_key_and_its_origin(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("numcheck.toml").write_text('fail-on = "tension"\n')
    assert main(["config", "--show", "-c", "jobs=2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"# root: {project}", f"# file: {project}/numcheck.toml"]
    assert [line.split(" = ")[0] for line in lines[2:]] == list(KEYS)
    assert 'fail-on = "tension"  # numcheck.toml:1' in lines
    assert "jobs = 2  # command line" in lines
    assert 'decisions = ".numcheck/decisions.jsonl"  # default' in lines


def test_config_schema_takes_what_we_take() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    good = {"paths": ["news"], "fail-on": "tension", "jobs": 2, "severity": {"NC101": "off"}, "extend": "b.toml"}
    jsonschema.validate(good, schema())
    for bad in ({"selct": []}, {"jobs": -1}, {"fail-on": "x"}, {"severity": {"NC101": "bad"}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema())


def test_config_paths_and_fields_of_a_file_are_used(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("numcheck.toml").write_text('paths = ["news"]\n[fields]\ntext = "body"\n')
    Path("news/a.jsonl").write_text('{"id": "x", "body": "Rain fell.", "day": "2025-03-12"}\n')
    assert main(["files", "--field", "date=day"]) == 0
    assert capsys.readouterr().out == "news/a.jsonl:1\tjsonl\tx\t2025-03-12\tfield\t10\n"
    assert main(["check", "--isolated"]) == 2
    assert "no PATH is given" in capsys.readouterr().err


def test_config_init_sets_up_and_overwrites_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("news/a.txt").write_text("date 2025-03-12 Rain fell.")
    Path(".gitattributes").write_text("*.png binary")
    assert main(["init", "news"]) == 0
    assert Path(".gitattributes").read_text() == "*.png binary\n.numcheck/decisions.jsonl merge=union\n"
    assert load(Path())["paths"] == ("news",)
    assert main(["check"]) == 0
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert main(["init", "elsewhere"]) == 0
    assert capsys.readouterr().out.count("kept ") == 3
    assert {path: path.read_bytes() for path in before} == before


def test_config_of_init_sets_every_default_when_uncommented(project: Path) -> None:
    main(["init"])
    lines = Path("numcheck.toml").read_text().splitlines()
    set_ = [line.removeprefix("# ") for line in lines if line.startswith("# ") and " = " in line]
    names = {line.split(" = ")[0]: json.loads(line.split(" = ")[1]) for line in set_}
    for name, value in names.items():
        assert value == (list(KEYS[name].default) if KEYS[name].kind == "strings" else KEYS[name].default or value)
    assert set(names) == {key.name for key in KEYS.values() if key.kind != "words"} - {"paths"}
