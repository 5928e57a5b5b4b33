"""A record with named fields -> Article: {"id": "a1", "text": "He left."} -> Article("a1", "He left.")."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from numcheck.finding import Problem
from numcheck.masthead import day_of, masthead
from numcheck.model import Article

__all__ = ["Document", "Fields", "Format", "Item", "article", "from_record", "metadata"]

Format = Literal["text", "markdown", "jsonl", "csv", "parquet", "frame"]
RECORDS: tuple[Format, ...] = ("jsonl", "csv", "parquet", "frame")
"""Formats whose files hold many articles, so that a line of an article is no line of its file."""
Origin = Literal["field", "front matter", "first line", "dateline", "undated"]


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a record holds what; a dotted path looks inside ("pub.date").

    >>> Fields.parse(["text=body", "date=pub.date"]).date
    'pub.date'
    """

    id: str = "id"
    date: str = "date"
    source: str = "source"
    title: str = "title"
    text: str = "text"
    url: str = "url"

    def names(self) -> frozenset[str]:
        """The fields, by the names that records have for them.

        >>> sorted(Fields(text="body").names())
        ['body', 'date', 'id', 'source', 'title', 'url']
        """
        return frozenset(getattr(self, field.name) for field in fields(self))

    @classmethod
    def parse(cls, pairs: list[str] | tuple[str, ...]) -> Fields:
        """The mapping that "name=path" pairs give.

        Raises:
            ValueError: a pair without "=", or a name that is not one of ours.
        """
        known = [field.name for field in fields(cls)]
        given: dict[str, str] = {}
        for pair in pairs:
            name, equals, path = pair.partition("=")
            if not equals or not path or name not in known:
                raise ValueError(f"{pair!r}: expected NAME=FIELD with NAME one of {', '.join(known)}")
            given[name] = path
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what `numcheck files` says of it: its format, and where its date came from."""

    article: Article
    format: Format
    dated: Origin


Item = Document | Problem


def from_record(row: Mapping[str, Any], mapping: Fields, kind: Format, path: str, line: int) -> Iterator[Item]:
    """The document that a record holds, after any problem with it.

    Args:
        row: the record.
        mapping: which field holds what.
        kind: format the record came from.
        path: file the record came from, shown in problems.
        line: 1-based line where the record begins.

    Returns:
        The document, preceded by a problem if its date cannot be read; only a problem if it has no text.

    >>> [item.article.id for item in from_record({"text": "Hi."}, Fields(), "jsonl", "c.jsonl", 3)]
    ['c.jsonl:3']
    """
    text = _look(row, mapping.text)
    if not isinstance(text, str) or not text.strip():
        state = "is missing" if text is None else "is empty" if isinstance(text, str) else "is not text"
        yield Problem("NC902", f"field {mapping.text!r} {state}", path, line)
        return
    meta = metadata(row, mapping)
    yield from article(text, kind, path, line, {**meta, "id": meta["id"] or f"{path}:{line}"}, "field")


def metadata(row: Mapping[str, Any], mapping: Fields) -> dict[str, Any]:
    """What a record says of its article besides the text: id, date, source, title and url, or None.

    >>> metadata({"id": 7, "pub": {"date": "2024-10-30"}}, Fields(date="pub.date"))["date"]
    '2024-10-30'
    """
    words = {name: _word(_look(row, getattr(mapping, name))) for name in ("id", "source", "title", "url")}
    return {**words, "date": _look(row, mapping.date)}


def article(text: str, kind: Format, path: str, line: int, meta: Mapping[str, Any], origin: Origin) -> Iterator[Item]:
    """The document of a text and its metadata, after a problem if the date cannot be read.

    Args:
        text: the whole text as decoded.
        kind: format it came from.
        path: file it came from.
        line: 1-based line where it begins.
        meta: id, date, source, title and url, each as read or None.
        origin: where the metadata stood.

    Returns:
        At most one problem, then the document.

    >>> list(article("date 2024-10-30 He left.", "text", "a.txt", 1, {}, "field"))[0].dated
    'first line'
    """
    head = masthead(text)
    places: tuple[tuple[Any, Origin], ...] = (
        (meta.get("date"), origin),
        (head.day, "first line"),
        (head.dateline_day, "dateline"),
    )
    nowhere: tuple[Any, Origin] = (None, "undated")
    written, dated = next((place for place in places if place[0] not in (None, "")), nowhere)
    published = day_of(written)
    if published is None and written is not None:
        message = f"{str(written)[:60]!r} is not a possible or unambiguous date; read as undated"
        yield Problem("NC904", message, path, line)
        dated = "undated"
    yield Document(
        Article(
            id=meta.get("id") or path,
            text=text,
            published=published,
            source=meta.get("source") or head.agency,
            title=meta.get("title"),
            url=meta.get("url"),
            path=path,
            line=line,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            record=kind in RECORDS,
        ),
        kind,
        dated,
    )


def _look(row: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path; a field whose own name holds the dots comes first."""
    if path in row:
        return row[path]
    value: Any = row
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _word(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int | float) and str(value).strip() else None
