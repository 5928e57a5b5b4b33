"""numcheck init: what a project needs to keep numcheck on its corpus."""

from __future__ import annotations

import json
from pathlib import Path

import click

from numcheck.cli.common import emit, paths_argument, save

__all__ = ["command"]

_CONFIG = "numcheck.toml"
_MERGE = "merge=union"
_DECISIONS = ".numcheck/decisions.jsonl"


@click.command("init")
@paths_argument
def command(paths: tuple[str, ...]) -> None:
    """Set up a project: numcheck.toml, the folder of decisions, and how git merges them. Nothing is overwritten.

    \b
    Examples:
      numcheck init corpus/
    """
    from numcheck.options import KEYS

    about = "".join(
        f"# {key.about}\n# {key.name} = {_toml(key.default)}\n"
        for key in KEYS.values()
        if key.name != "paths" and key.kind != "words"
    )
    chosen = json.dumps(list(paths or (".",)), ensure_ascii=False)
    text = f"# Settings of numcheck; `numcheck config --show` says which are in force.\npaths = {chosen}\n\n"
    _made(Path(_CONFIG), text + about)
    _made(Path(_DECISIONS).with_name(".gitignore"), "*.lock\n")
    attributes = Path(".gitattributes")
    line = f"{_DECISIONS} {_MERGE}\n"
    old = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    if _DECISIONS in old:
        emit(f"kept {attributes}\n")
    else:
        save(old + ("\n" if old and not old.endswith("\n") else "") + line, attributes)
        emit(f"{'added to' if old else 'wrote'} {attributes}: {line}")
    emit("next: `numcheck check`, then `numcheck baseline` to report only what is new from now on\n")


def _made(path: Path, text: str) -> None:
    if path.exists():
        emit(f"kept {path}\n")
        return
    save(text, path)
    emit(f"wrote {path}\n")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "[]" if value == () else '""' if value is None else f'"{value}"' if isinstance(value, str) else str(value)
