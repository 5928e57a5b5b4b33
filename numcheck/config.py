"""Settings from pyproject.toml or numcheck.toml, checked, each with where it came from.

The nearest file upwards that has settings wins; `extend` names another file to build on. A key that is not known is
refused, with its file and line and what may have been meant.
"""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from numcheck.options import KEYS, Key

__all__ = ["Config", "ConfigError", "load", "schema"]

_FILES = ("numcheck.toml", "pyproject.toml")
_ROOTS = (".git", ".hg")
_DEEPEST = 8  # files that extend one another


class ConfigError(ValueError):
    """Settings that cannot be used; the message names file and line."""


_TABLES = tuple(sorted({name.partition(".")[0] for name in KEYS if "." in name}))  # tables with keys of their own
_PATHS = ("paths", "output")  # keys whose values are taken from the folder of the file that sets them


@dataclass(frozen=True, slots=True)
class Config:
    """Settings in force.

    Args:
        values: by key.
        origins: where each came from: "default", "numcheck.toml:3", "command line".
        root: the project's folder: that of the file, else the nearest with a repository, else the working folder.
        file: the file that was read, None if there is none.
    """

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    root: Path
    file: Path | None

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def given(self, options: Mapping[str, Any], origin: str = "command line") -> Config:
        """The same settings, with those of the options that are set (not None, not empty) in their place.

        >>> Config({"jobs": 0}, {"jobs": "default"}, Path(), None).given({"jobs": 2, "name": None})["jobs"]
        2
        """
        own = {name: value for name, value in options.items() if value not in (None, (), {})}
        return Config({**self.values, **own}, {**self.origins, **dict.fromkeys(own, origin)}, self.root, self.file)


def load(start: Path, file: Path | None = None, isolated: bool = False, pairs: Iterable[str] = ()) -> Config:
    """The settings that hold in a folder.

    Args:
        start: the working folder.
        file: a file to read instead of the nearest one upwards.
        isolated: read no file at all.
        pairs: settings as "key=value", which win over those of a file; the value is TOML, or else a string.

    Returns:
        Settings and origins.

    Raises:
        ConfigError: a file that cannot be read, a key that is not known, a value that does not fit.

    >>> load(Path("/"), isolated=True, pairs=["fail-on=tension"])["fail-on"]
    'tension'
    """
    found = None if isolated else file or _nearest(start)
    values: dict[str, Any] = {key.name: key.default for key in KEYS.values()}
    origins = dict.fromkeys(KEYS, "default")
    if found is not None:
        for name, value, origin in _settings(found, start, _DEEPEST):
            values[name] = {**values[name], **value} if KEYS[name].kind == "words" else value
            origins[name] = origin
    for pair in pairs:
        name, value = _pair(pair)
        values[name] = {**values[name], **value} if KEYS[name].kind == "words" else value
        origins[name] = "command line"
    return Config(values, origins, found.parent.resolve() if found else _project(start), found)


def schema() -> dict[str, Any]:
    """A JSON Schema of numcheck.toml, for editors.

    >>> schema()["properties"]["fail-on"]["default"]
    'contradiction'
    """
    text: dict[str, Any] = {"type": "string"}
    kinds: dict[str, dict[str, Any]] = {
        "strings": {"type": "array", "items": text},
        "string": text,
        "choice": text,
        "flag": {"type": "boolean"},
        "number": {"type": "integer", "minimum": 0},
        "decimal": {"type": "number", "minimum": 0},
    }
    properties: dict[str, Any] = {"extend": {**text, "description": "another file to build on"}}
    for key in KEYS.values():
        choice = {"enum": list(key.choices)} if key.choices else {}
        table = {"type": "object", "additionalProperties": {**text, **choice}}
        default = (
            {} if key.default is None else {"default": list(key.default) if key.kind == "strings" else key.default}
        )
        shape = table if key.kind == "words" else {**kinds[key.kind], **choice}
        home, dot, name = key.name.rpartition(".")
        if dot:
            own = properties.setdefault(home, {"type": "object", "additionalProperties": False, "properties": {}})
            own["properties"][name] = {**shape, **default, "description": key.about}
        else:
            properties[name] = {**shape, **default, "description": key.about}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "numcheck.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def _nearest(start: Path) -> Path | None:
    for folder in (start.resolve(), *start.resolve().parents):
        for name in _FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "numcheck" in _parsed(path).get("tool", {})):
                return path
    return None


def _project(start: Path) -> Path:
    start = start.resolve()
    return next((f for f in (start, *start.parents) if any((f / mark).exists() for mark in _ROOTS)), start)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error


def _settings(path: Path, start: Path, depth: int) -> Iterable[tuple[str, Any, str]]:
    """The settings of a file, after those of the file that it extends."""
    if depth == 0:
        raise ConfigError(f"{path}: more than {_DEEPEST} files extend one another")
    table = _parsed(path)
    header = ""
    if path.name == "pyproject.toml":
        table, header = table.get("tool", {}).get("numcheck", {}), "tool.numcheck"
    shown = _shown(path, start)
    lines = _lines(path, header)
    base = table.pop("extend", None)
    if base is not None:
        if not isinstance(base, str):
            raise ConfigError(f"{shown}:{lines('extend')}: extend must be a string")
        yield from _settings(path.parent / base, start, depth - 1)
    for name, value in _flat(table):
        place = f"{shown}:{lines(name)}"
        yield name, _checked(name, value, lambda entry: f"{shown}:{lines(entry)}", path.parent, start), place


def _flat(table: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """The settings of a file; those of a table of their own by their full names."""
    for name, value in table.items():
        if name in _TABLES and isinstance(value, dict):
            yield from ((f"{name}.{entry}", each) for entry, each in value.items())
        else:
            yield name, value


def _shown(path: Path, start: Path) -> str:
    relative = os.path.relpath(path, start)
    return str(path) if relative.startswith("..") else relative


def _lines(path: Path, header: str) -> Callable[[str], int]:
    """Where the keys of a file stand; an entry of a table is found by its own name."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        opened = re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line)
        if opened:
            table = opened[1].replace('"', "")
            found.setdefault(table.removeprefix(f"{header}."), number)
        elif table == header or table.startswith(f"{header}.") or not header:
            key = re.match(r"""\s*["']?([\w-]+)["']?\s*[.=]""", line)
            if key:
                found.setdefault(key[1], number)
    return lambda name: found.get(name.rpartition(".")[2], 1)


def _pair(pair: str) -> tuple[str, Any]:
    name, equals, text = pair.partition("=")
    if not equals:
        raise ConfigError(f"-c {pair}: expected KEY=VALUE")
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = text
    name, dot, entry = name.strip().partition(".")
    if name in _TABLES:
        return f"{name}.{entry}", _checked(f"{name}.{entry}", value, lambda _: f"-c {pair}", Path(), Path())
    return name, _checked(name, {entry: value} if dot else value, lambda _: f"-c {pair}", Path(), Path())


def _checked(name: str, value: Any, place: Callable[[str], object], folder: Path, start: Path) -> Any:
    """The value of a setting as we keep it.

    Raises:
        ConfigError: a key that is not known, a value that does not fit.
    """
    key = KEYS.get(name)
    if key is None:
        raise ConfigError(f"{place(name)}: unknown key {name!r}{_hint(name, [*KEYS, 'extend'])}")
    if key.kind == "words":
        if not isinstance(value, dict):
            raise ConfigError(f"{place(name)}: {name} must be a table of strings")
        for entry, word in value.items():
            _choice(key, f"{name}.{entry}", word, place(entry))
        return value
    if key.kind == "strings":
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise ConfigError(f"{place(name)}: {name} must be a list of strings")
        return tuple(_from(folder, start, word, name) if name in _PATHS else word for word in value)
    if key.kind == "flag" and not isinstance(value, bool):
        raise ConfigError(f"{place(name)}: {name} must be true or false")
    if key.kind == "number" and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
        raise ConfigError(f"{place(name)}: {name} must be a whole number, 0 or more")
    if key.kind == "decimal" and (
        not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < math.inf
    ):
        raise ConfigError(f"{place(name)}: {name} must be a number, 0 or more")
    if key.kind in ("string", "choice"):
        _choice(key, name, value, place(name))
    return value


def _choice(key: Key, name: str, value: Any, place: object) -> None:
    if not isinstance(value, str):
        raise ConfigError(f"{place}: {name} must be a string")
    if key.choices and value not in key.choices:
        hint = _hint(value, key.choices) or f" (one of {', '.join(key.choices)})"
        raise ConfigError(f"{place}: {name} cannot be {value!r}{hint}")


def _hint(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _from(folder: Path, start: Path, value: str, name: str) -> str:
    """A path of a file's own folder, as it is called in the working folder."""
    form, equals, path = value.rpartition("=") if name == "output" else ("", "", value)
    return form + equals + (value if path == "-" else os.path.relpath(folder / path, start))
