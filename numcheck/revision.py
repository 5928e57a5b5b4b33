"""A git revision -> a folder with the files that it held, as a checkout would write them."""

from __future__ import annotations

import glob
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from numcheck.base import BaseError

__all__ = ["checked_out", "mirrored", "relative"]


@contextmanager
def checked_out(ref: str, start: Path, paths: Sequence[str]) -> Iterator[Path]:
    """The files of a revision that some paths name.

    Args:
        ref: a commit, tag or branch.
        start: the working folder, in a git repository.
        paths: files, folders or patterns, from the working folder.

    Yields:
        A folder that mirrors the whole file system, with those files where they were; it is gone afterwards.

    Raises:
        BaseError: no repository, no git, or no such revision.
    """
    top = Path(_git(start, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
    except BaseError as error:
        name = ref.removeprefix("origin/")
        raise BaseError(
            f"there is no revision {ref!r} in this clone; get it with `git fetch --depth=1 origin {name}`"
        ) from error
    with tempfile.TemporaryDirectory(prefix="numcheck-") as name:
        mirror = Path(name).resolve() / "tree"
        mirrored(mirror, start).mkdir(parents=True)
        index = Path(name) / "index"
        _git(top, "read-tree", commit, index=index)
        specs = [":/" if spec == "." else f":(top,literal){spec}" for spec in _specs(paths, start, top)]
        names = _git(top, "ls-files", "-z", "--cached", "--", *specs, index=index)
        _git(top, "checkout-index", "-z", "--stdin", f"--prefix={mirrored(mirror, top)}/", feed=names, index=index)
        yield mirror


def mirrored(mirror: Path, folder: Path) -> Path:
    """Where a folder is in a mirror of the file system.

    >>> mirrored(Path("/tmp/m"), Path("/")).as_posix()
    '/tmp/m'
    """
    folder = folder.resolve()
    return mirror / folder.relative_to(folder.anchor)


def relative(paths: Sequence[str], start: Path) -> list[str]:
    """Paths as they are called from the working folder.

    Raises:
        BaseError: standard input is no part of a revision.

    >>> relative(["/a/b/c.txt", "d"], Path("/a"))
    ['b/c.txt', 'd']
    """
    if "-" in paths:
        raise BaseError("standard input is not in git: --diff-base needs files")
    return [os.path.relpath(path, start) if Path(path).is_absolute() else path for path in paths]


def _specs(paths: Sequence[str], start: Path, top: Path) -> list[str]:
    """From the top of the repository: each path, or the part of a pattern that is none."""
    found = []
    for path in paths:
        plain = Path(path)
        while glob.has_magic(str(plain)):
            plain = plain.parent
        spec = os.path.relpath((start / plain).resolve(), top.resolve())
        if spec.startswith(".."):
            raise BaseError(f"{path} is outside of the repository {top}")
        found.append(Path(spec).as_posix())
    return found


def _git(folder: Path, *arguments: str, feed: bytes | None = None, index: Path | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**os.environ, **({} if index is None else {"GIT_INDEX_FILE": str(index)})},
            input=feed,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise BaseError("git is not installed; compare with a saved index instead: --diff-index FILE") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        if "not a git repository" in said:
            raise BaseError(f"{folder} is in no git repository; compare with a saved index instead: --diff-index FILE")
        raise BaseError(f"git {arguments[0]}: {said or 'failed'}")
    return done.stdout
