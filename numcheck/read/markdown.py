"""Markdown: one file is one article; YAML or TOML front matter gives id, date, source, title and url.

The article's text is the whole file, front matter included, so that offsets are those of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from numcheck.finding import Problem
from numcheck.masthead import masthead
from numcheck.read.encoding import UndecodableError, decode
from numcheck.read.record import Fields, Item, article, metadata

__all__ = ["read"]

_LARGEST = 1 << 16


def read(lines: Iterable[bytes], path: str, mapping: Fields) -> Iterator[Item]:
    """The one article of a Markdown file, after any problem with its front matter.

    >>> list(read([b"---\\n", b"id: a1\\n", b"---\\n", b"He left."], "a.md", Fields()))[0].article.id
    'a1'
    """
    try:
        text = decode(b"".join(lines))
    except UndecodableError as error:
        yield Problem("NC901", str(error), path)
        return
    end = masthead(text).front
    if not text[end:].strip():
        yield Problem("NC902", "holds no text", path)
        return
    meta: Mapping[str, Any] = {}
    if end:
        try:
            meta = _front_matter(text[:end])
        except Exception as error:  # the YAML and TOML parsers raise whatever the text drives them to
            yield Problem("NC902", f"front matter: {' '.join(str(error).split())[:200]}", path, 1)
    yield from article(text, "markdown", path, 1, metadata(meta, mapping), "front matter")


def _front_matter(block: str) -> Mapping[str, Any]:
    if len(block) > _LARGEST:
        raise ValueError(f"longer than {_LARGEST} characters")
    inner = "\n".join(block.strip().splitlines()[1:-1])
    if block.startswith("+++"):
        meta: Any = tomllib.loads(inner)
    else:
        from frontmatter.default_handlers import YAMLHandler

        meta = YAMLHandler().load(inner)
    if meta is not None and not isinstance(meta, Mapping):
        raise ValueError("not a table of names and values")
    return meta or {}
