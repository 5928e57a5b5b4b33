"""What importing numcheck and asking for its version loads, and how long that takes."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = (
    "pandas",
    "numpy",
    "duckdb",
    "rich",
    "pint",
    "quantulum3",
    "charset_normalizer",
    "yaml",
    "hypothesis",
    "jinja2",
    "starlette",
    "uvicorn",
)
LOADED = f"import sys; print([name for name in {HEAVY} if name in sys.modules])"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    "code",
    [
        "import numcheck",
        "import numcheck; numcheck.Article",
        "from numcheck.cli import main; main(['--version'])",
        "from numcheck.cli import main; main(['--help'])",
        "from numcheck.cli import main; main(['check', '--help'])",
        "from numcheck.cli import main; main(['rule', 'NC101'])",
        "from numcheck.cli import main; main(['review', '--help'])",
    ],
)
def test_imports_stay_light(code: str) -> None:
    assert run(f"{code}\n{LOADED}").splitlines()[-1] == "[]"


def test_imports_the_command_line_alone_loads_no_stage() -> None:
    shown = run("import sys; from numcheck.cli import main; main(['--version'])\nprint()\nprint(*sys.modules)")
    loaded = {name for name in shown.splitlines()[-1].split() if name.startswith("numcheck")}
    assert loaded == {"numcheck", "numcheck.cli"}


def test_imports_version_within_100_ms_of_a_bare_interpreter() -> None:
    def best(*arguments: str) -> float:
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            times.append(time.perf_counter() - begin)
        return min(times)

    assert best("-m", "numcheck", "--version") - best("-c", "pass") < 0.1


def test_imports_unknown_name_is_an_attribute_error() -> None:
    import numcheck

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = numcheck.nothing
