"""The only reader of data files: `records("hedges")` gives the records of `words/en/hedges.toml`.

Words are data, grammar is code. A file holds one or more arrays of tables; each record carries `yes` and `no`
examples that `tests/test_words.py` runs. Files are read once, on first use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

__all__ = ["LexiconError", "alternation", "files", "parallel", "records", "rules", "surfaces", "weights", "words"]

Record = Mapping[str, Any]


class LexiconError(ValueError):
    """A word list that cannot be read or breaks the rules of its own format."""


@cache
def files(lang: str = "en") -> tuple[str, ...]:
    """Names of the word lists of one language, without the extension.

    >>> "hedges" in files()
    True
    """
    folder = resources.files("numcheck") / "words" / lang
    return tuple(sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml")))


@cache
def _read(name: str, lang: str) -> Mapping[str, tuple[Record, ...]]:
    path = resources.files("numcheck") / "words" / lang / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"words/{lang}/{name}.toml: {error}") from error
    tables: dict[str, tuple[Record, ...]] = {}
    for key, rows in data.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise LexiconError(f"words/{lang}/{name}.toml: [[{key}]] must be an array of tables")
        tables[key] = tuple(MappingProxyType(row) for row in rows)
    return MappingProxyType(tables)


def records(name: str, table: str | None = None, lang: str = "en") -> tuple[Record, ...]:
    """The records of one word list.

    Args:
        name: file name without extension.
        table: only the records under `[[table]]`; all of the file's when None.
        lang: language folder.

    Returns:
        Read-only mappings, in the order of the file.

    Raises:
        LexiconError: no such file, not TOML, or not an array of tables.

    >>> records("hedges")[0]["say"][0]
    'about'
    """
    tables = _read(name, lang)
    if table is not None:
        return tables.get(table, ())
    return tuple(row for rows in tables.values() for row in rows)


@cache
def weights() -> Mapping[str, Mapping[tuple[str, str], float]]:
    """What each level of each slot adds to the log-odds that two claims are of one measure, by kind of claim.

    Learned from labelled stories by `make train`, in the manner of Fellegi and Sunter (1969).

    >>> weights()["count"]["event", "same"] > weights()["count"]["event", "unknown"]
    True
    """
    text = (resources.files("numcheck") / "words" / "weights.toml").read_text(encoding="utf-8")
    return {
        kind: {(slot, level): value for slot, levels in slots.items() for level, value in levels.items()}
        for kind, slots in tomllib.loads(text).items()
    }


def rules() -> tuple[Record, ...]:
    """The rules, each with its code, name, severity, whether it is on by itself, and what its page says.

    >>> rules()[0]["name"]
    'contradiction'
    """
    data = tomllib.loads((resources.files("numcheck") / "words" / "rules.toml").read_text(encoding="utf-8"))
    found = []
    for row in data["rule"]:
        hush = data["hush"].get(row["hush"], row["hush"]).replace("{code}", row["code"])
        more = f" {row['more']}" if "more" in row else ""
        page = {name: text for name, text in row.items() if name != "more"}
        found.append(MappingProxyType({"on": True, **page, "hush": hush + more}))
    return tuple(found)


@cache
def words(name: str, table: str | None = None, lang: str = "en") -> frozenset[str]:
    """All that the records of a word list say, as written.

    >>> "more than" in words("hedges", "before")
    True
    """
    return frozenset(say for row in records(name, table, lang) for say in row["say"])


@cache
def surfaces(name: str, table: str | None = None, lang: str = "en") -> Mapping[str, Record]:
    """Each lower-case surface form of a word list, with the record it belongs to.

    Raises:
        LexiconError: two records of the table claim the same surface.

    >>> surfaces("hedges", "before")["more than"]["bound"]
    'above'
    """
    found: dict[str, Record] = {}
    for row in records(name, table, lang):
        for form in row["say"]:
            key = form.lower()
            if found.get(key, row) is not row:
                raise LexiconError(f"words/{lang}/{name}.toml: {form!r} stands in two records")
            found[key] = row
    return MappingProxyType(found)


@cache
def parallel(name: str, table: str, column: str, lang: str = "en") -> Mapping[str, str]:
    """Each surface form of a table with the value that runs parallel to it.

    >>> parallel("checks", "multiple", "factor")["halved"]
    '0.5'
    """
    rows = records(name, table, lang)
    return MappingProxyType({say: one for row in rows for say, one in zip(row["say"], row[column], strict=True)})


def alternation(forms: Iterable[str]) -> str:
    """A regular expression for any of the forms, as a trie, so that matching does not try each one in turn.

    Spaces match any run of blanks (no-break ones too). The longest form wins.

    >>> alternation(["km", "kg", "mile", "miles"])
    '(?:k(?:g|m)|mile(?:s)?)'
    """
    trie: dict[str, Any] = {}
    for form in forms:
        node = trie
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_pattern(trie)


def _trie_pattern(node: dict[str, Any]) -> str:
    branches = [
        (r"\s+" if char == " " else re.escape(char)) + _trie_pattern(child)
        for char, child in sorted(node.items())
        if char
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body
