"""Every test has a cache of its own, so that none sees what another left, and none leaves anything in the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import HALDEN, Project, git


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this test's cache; no host of a build is seen."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("NUMCHECK_CACHE_DIR", str(folder))
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    """A repository with the two articles of HALDEN, not yet committed."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    made = Project(tmp_path, capsys)
    made.write(HALDEN)
    return made
