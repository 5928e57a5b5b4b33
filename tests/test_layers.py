"""The house: a module imports from lower floors or its own package; third parties stay in their rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "numcheck"

FLOORS = [
    {"interval", "decided", "lazy", "options"},
    {"model"},
    {"finding"},
    {"lexicon", "ledger", "fingerprint", "place", "sources"},
    {"rules"},
    {"masthead", "suppress"},
    {"read", "segment"},
    {"extract"},
    {"frame"},
    {"group"},
    {"judge", "parts"},
    {"checks"},
    {"corpus", "dossier", "reader"},
    {"pipeline"},
    {"decisions", "config", "report", "base", "engine"},
    {"revision", "frames"},
    {"review", "pandas", "spark"},
    {"cli"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
ONLY_SEES = {"report": {"finding", "fingerprint", "model", "interval"}}

ROOMS = {
    "pint": ["extract/*units*.py", "extract/convert.py"],
    "quantulum3": ["extract/*units*.py"],
    "pandas": ["pandas.py", "frames/*.py"],
    "pyarrow": ["frames/*.py", "engine/batches.py", "read/parquet.py", "cli/*.py", "spark.py"],
    "duckdb": ["engine/links.py", "cli/sql.py", "pandas.py"],
    "pyspark": ["spark.py", "engine/spark.py"],
    "narwhals": ["frames/incoming.py", "pandas.py"],
    "matplotlib": ["frames/plot.py", "frames/result.py"],
    "altair": ["frames/plot.py"],
    "click": ["cli/*.py"],
    "rich": ["report/text.py", "cli/*.py"],
    "charset_normalizer": ["read/encoding.py"],
    "frontmatter": ["read/markdown.py"],
    "filelock": ["decisions/store.py", "engine/store.py", "reader/answers.py"],
    "httpx": ["reader/ask.py"],
    "sqlite3": ["engine/store.py", "engine/shelf.py", "ledger.py"],
    "jinja2": ["report/html/render.py", "report/html/pages.py"],
    "markupsafe": ["report/html/render.py", "report/html/pages.py"],
    "starlette": ["review/server.py"],
    "uvicorn": ["review/server.py"],
    "subprocess": ["revision.py", "cli/deciding.py"],
    "tomllib": ["lexicon.py", "read/markdown.py", "config.py"],
}
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def imports(path: str) -> Iterator[str]:
    """Full names of what a file imports, wherever in the file it does."""
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def home(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


@pytest.mark.parametrize("path", [path for path in FILES if not path.startswith("__")])
def test_layers_imports_go_down(path: str) -> None:
    own = home(path)
    assert own in FLOOR, f"{path}: give {own} a floor in FLOORS"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "numcheck" or parts[1] in {"__version__", own}:
            continue
        other = parts[1]
        assert FLOOR[other] < FLOOR[own], f"{path} imports {name}, which is not on a lower floor"
        if own in ONLY_SEES:
            assert other in ONLY_SEES[own], f"{path} imports {name}; {own} sees only {ONLY_SEES[own]}"


@pytest.mark.parametrize("path", FILES)
def test_layers_third_parties_stay_in_their_rooms(path: str) -> None:
    for name in imports(path):
        rooms = ROOMS.get(name.split(".")[0], ["*"])
        assert any(fnmatch(path, room) for room in rooms), f"{path} imports {name}; only {rooms} may"


def test_layers_stages_neither_look_at_the_clock_nor_at_chance() -> None:
    for path in FILES:
        if home(path) != "cli":
            roots = {name.split(".")[0] for name in imports(path)}
            assert not roots & {"time", "random"}, path
            source = (PACKAGE / path).read_text(encoding="utf-8")
            assert ".today()" not in source, path
            assert ".now()" not in source, path
