"""Every test has a cache of its own, so that none sees what another left, and none leaves anything in the project."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this test's cache; no host of a build is seen."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("NUMCHECK_CACHE_DIR", str(folder))
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder
