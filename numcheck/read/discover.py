"""Arguments -> files, in a fixed order: "corpus/" -> corpus/a.md, corpus/b.txt; hidden ones are left out."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from numcheck.finding import Problem

__all__ = ["discover"]


def discover(paths: Sequence[str], suffixes: Collection[str]) -> Iterator[str | Problem]:
    """The files that the arguments name, each once; "-" stands for standard input.

    Args:
        paths: files, folders, glob patterns or "-".
        suffixes: which files of a folder or pattern are read; a file named itself always is.

    Returns:
        Paths as they were given, in argument order and sorted below that; a problem for each argument without
        any.

    >>> list(discover(["no/such/file.txt"], {".txt"}))[0].code
    'NC901'
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for argument in paths:
        if argument == "-" or Path(argument).is_file():
            found = [argument]
        elif Path(argument).is_dir():
            found = list(_below(argument, suffixes))
        elif glob.has_magic(argument):
            found = list(_matching(argument, suffixes))
        else:
            yield Problem("NC901", "no such file or folder", argument)
            continue
        if not found:
            yield Problem("NC903", f"no document matched (looked for {' '.join(sorted(suffixes))})", argument)
        for path in found:
            key = _resolved(path, folders)
            if key not in seen:
                seen.add(key)
                yield path


def _resolved(path: str, folders: dict[str, str]) -> str:
    """A path without symbolic links; each folder is looked at once."""
    if path == "-":
        return path
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder or ".")
    whole = f"{folders[folder]}/{name}"
    return os.path.realpath(whole) if os.path.islink(whole) else whole  # noqa: PTH114 (a Path costs more)


def _below(folder: str, suffixes: Collection[str]) -> Iterator[str]:
    names: list[str] = []
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = Path(root).as_posix()
        names += [
            name if place == "." else f"{place.removesuffix('/')}/{name}"
            for name in files
            if not name.startswith(".") and name[name.rfind(".") :].lower() in suffixes
        ]
    yield from sorted(names, key=os.fsencode)


def _matching(pattern: str, suffixes: Collection[str]) -> Iterator[str]:
    for path in sorted(glob.glob(pattern, recursive=True), key=os.fsencode):  # noqa: PTH207
        if Path(path).is_dir():
            if "**" not in pattern:
                yield from _below(path, suffixes)
        elif Path(path).suffix.lower() in suffixes:
            yield path
