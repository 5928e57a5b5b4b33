"""What hosts run: the action's steps, the hook by pre-commit itself, and the snippets of docs/ci.md."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from corpora import Project, git
from junitparser import JUnitXml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
PAGE = (ROOT / "docs" / "ci.md").read_text()


def snippet(title: str) -> str:
    """The code block below a heading of docs/ci.md."""
    found = re.search(r"```\w+\n(.*?)```", PAGE.partition(f"## {title}\n")[2], re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def runner(project: Project, tmp_path: Path) -> Project:
    """A project with a commit on the runner of a host, numcheck installed where the action puts it."""
    bin_ = tmp_path / "temp" / "numcheck" / "bin"
    bin_.mkdir(parents=True)
    for name in ("python", "numcheck"):
        (bin_ / name).symlink_to(BIN / name)
    project.edit("news/courier.md", "10,000", "3,000")
    project.commit("Base")
    return project


def acted(runner: Project, **inputs: str) -> tuple[int, str, dict[str, str], str]:
    """Exit code, log, outputs and summary of the action's check."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = {f"inputs.{name}": value["default"] for name, value in ACTION["inputs"].items()}
    given |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    given |= {"github.server_url": "https://github.com", "github.action_repository": "org/numcheck"}
    given |= {"github.action_ref": "0123abc"}
    own = {name: given[re.sub(r"[${} ]", "", value)] for name, value in step["env"].items()}
    temp = runner.folder / "temp"
    for name in ("output", "summary"):
        (temp / name).write_text("")
    host = {
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "RUNNER_TEMP": str(temp),
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, env={**os.environ, **own, **host}, capture_output=True, text=True, check=False)
    lines = (temp / "output").read_text().splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return done.returncode, done.stdout + done.stderr, outputs, (temp / "summary").read_text()


def test_ci_action_checks_once_and_says_what_it_found(runner: Project) -> None:
    code, _, outputs, _ = acted(runner, paths="news\n")
    assert (code, outputs["findings"], outputs["new"]) == (0, "0", "0")
    runner.edit("news/courier.md", "3,000", "10,000")
    code, log, outputs, summary = acted(runner, paths="news", diff_base="HEAD", sarif="out/a.sarif")
    assert (code, outputs["findings"], outputs["new"]) == (1, "1", "1")
    assert log.startswith("::error file=news/courier.md,line=6,")
    sarif = json.loads(Path(outputs["sarif-path"]).read_text())["runs"][0]
    assert len(sarif["results"]) == 1
    (rule,) = sarif["tool"]["driver"]["rules"]
    page = rule["helpUri"].removeprefix("https://github.com/org/numcheck/blob/0123abc/")
    assert (ROOT / page).read_text().startswith("# NC101 ")
    assert len(json.loads(Path(outputs["report-path"]).read_text())["findings"]) == 1
    assert summary.startswith("# numcheck: 1 finding\n")
    assert acted(runner, paths="news", summary="false")[3] == ""
    assert acted(runner, paths="news", fail_on="never")[0] == 0


def test_ci_action_fails_with_the_code_of_numcheck(runner: Project) -> None:
    code, log, outputs, _ = acted(runner, paths="missing\nnews")
    assert code == 2
    assert "title=NC901::no such file or folder" in log
    assert outputs["findings"] == "0"
    code, log, outputs, _ = acted(runner, paths="news", diff_base="nowhere")
    assert (code, outputs) == (2, {})
    assert "git fetch --depth=1 origin nowhere" in log


def test_ci_action_declares_what_it_uses() -> None:
    text = (ROOT / "action.yml").read_text()
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert {value["value"] for value in ACTION["outputs"].values()} == {
        f"${{{{ steps.check.outputs.{name} }}}}" for name in ACTION["outputs"]
    }
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], "an input in a script is run by whoever gives it"


@pytest.mark.parametrize("what", ["action", "workflow"])
def test_ci_zizmor_finds_nothing(what: str, tmp_path: Path) -> None:
    zizmor = shutil.which("zizmor", path=f"{BIN}{os.pathsep}{os.environ['PATH']}")
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    path = tmp_path / ".github" / "workflows" / "numcheck.yml"
    path.parent.mkdir(parents=True)
    path.write_text(snippet("GitHub"))
    target = ROOT / "action.yml" if what == "action" else path
    done = subprocess.run([zizmor, "--offline", target], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def hooked(runner: Project) -> subprocess.CompletedProcess[str]:
    """What pre-commit says of a commit; the hook is the one that is published, but run from where it is installed."""
    local = {**HOOK, "language": "system", "entry": f"{BIN}/{HOOK['entry']}"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    Path("numcheck.toml").write_text('paths = ["news"]\n')
    git(runner.folder, "add", ".pre-commit-config.yaml", "numcheck.toml")
    command = [sys.executable, "-m", "pre_commit", "run"]
    home = {"PRE_COMMIT_HOME": str(runner.folder / "home")}
    return subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True, check=False)


def test_ci_hook_reads_what_is_staged_and_says_what_the_full_run_says(runner: Project) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    done = hooked(runner)
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr
    runner.edit("news/courier.md", "3,000", "10,000")
    assert hooked(runner).returncode == 0  # not staged
    git(runner.folder, "add", "news")
    done = hooked(runner)
    assert done.returncode == 1
    assert runner.run("check", "news", "--diff-base", "HEAD")[1].strip() in done.stdout
    (finding,) = runner.open()
    assert finding["id"] in done.stdout
    runner.edit("news/courier.md", "10,000", "3,000")
    assert hooked(runner).returncode == 1  # the correction is not staged


def test_ci_hook_is_given_the_corpus_and_not_the_staged_files() -> None:
    assert (HOOK["pass_filenames"], HOOK["require_serial"], HOOK["language"]) == (False, True, "python")
    assert HOOK["args"] == ["--diff-base", "HEAD"]


def test_ci_snippet_for_github_names_inputs_that_there_are() -> None:
    workflow: dict[str, Any] = yaml.safe_load(snippet("GitHub"))
    steps = workflow["jobs"]["numcheck"]["steps"]
    own = next(step for step in steps if "numcheck@" in step.get("uses", ""))
    assert set(own["with"]) <= set(ACTION["inputs"])
    used = set(re.findall(r"steps\.numcheck\.outputs\.([\w-]+)", snippet("GitHub")))
    assert used <= set(ACTION["outputs"])
    assert all(re.search(r"@[0-9a-f]{40}\b", step["uses"]) for step in steps)


def test_ci_snippet_for_gitlab_runs(runner: Project) -> None:
    job = yaml.safe_load(snippet("GitLab"))["numcheck"]
    runner.edit("news/courier.md", "3,000", "10,000")
    base = git(runner.folder, "rev-parse", "HEAD").strip()
    (command,) = job["script"]
    done = scripted(command, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CI="true")
    assert done.returncode == 1
    reports = job["artifacts"]["reports"]
    (issue,) = json.loads(Path(reports["codequality"]).read_text())
    assert (issue["location"], issue["severity"]) == ({"path": "news/courier.md", "lines": {"begin": 6}}, "major")
    assert JUnitXml.fromfile(reports["junit"]).failures == 1


def test_ci_snippet_for_jenkins_runs(runner: Project) -> None:
    text = snippet("Jenkins")
    (command,) = re.findall(r"sh '(.*)'", text)
    assert scripted(command).returncode == 0
    assert re.findall(r"junit '(.*)'", text) == ["numcheck.xml"]
    assert JUnitXml.fromfile("numcheck.xml").tests == 1  # Jenkins takes an empty file for a failure
    assert Path(re.findall(r"pattern: '(.*)'", text)[0]).exists()


def test_ci_snippet_for_azure_runs(runner: Project) -> None:
    steps = yaml.safe_load(snippet("Azure Pipelines"))["steps"]
    (command,) = (step["script"] for step in steps if "numcheck check" in step.get("script", ""))
    assert scripted(command).returncode == 0
    assert JUnitXml.fromfile(steps[-1]["inputs"]["testResultsFiles"]).tests == 1


def test_ci_snippet_for_woodpecker_runs(runner: Project) -> None:
    (step,) = yaml.safe_load(snippet("Woodpecker"))["steps"]
    assert scripted(step["commands"][-1]).returncode == 0
    runner.edit("news/courier.md", "3,000", "10,000")
    done = scripted(step["commands"][-1])
    assert (done.returncode, ": NC101 " in done.stdout) == (1, True)


def test_ci_snippet_for_pre_commit_names_the_hook() -> None:
    (repo,) = yaml.safe_load(snippet("Before a commit"))["repos"]
    assert repo["hooks"] == [{"id": HOOK["id"]}]


def scripted(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A line of a host's script."""
    environment = {**os.environ, **variables, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["bash", "-ec", command], env=environment, capture_output=True, text=True, check=False)
