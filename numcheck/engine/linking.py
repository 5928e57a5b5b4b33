"""Which articles are compared together, in SQL that DuckDB and Spark both run: `numcheck.group.stories.parts`, but for
corpora that no memory holds. A test holds the two against each other.

What is there to begin with: `doc(doc, day)`, and `name` and `word` with `(doc, day, key)`. `doc` is anything that sorts
as the articles' ids do. What comes of it: `part(doc, part)`, and, to be cut by the caller where a part is too large,
`strong(part, one, two, shared)`.
"""

from __future__ import annotations

from typing import Protocol

from numcheck.group import stories

__all__ = ["Engine", "link"]


class Engine(Protocol):
    """What runs SQL."""

    def make(self, name: str, query: str) -> None:
        """Keep the rows of a query as a table, instead of the one that had the name."""
        ...

    def count(self, query: str) -> int:
        """The one number that a query gives."""
        ...


def link(engine: Engine) -> None:
    """Make the tables `part` and `strong`.

    Args:
        engine: with the tables above.
    """
    for kind in ("name", "word"):
        engine.make(f"{kind}_few", _FEW.format(kind=kind, crowded=stories.CROWDED))
    engine.make("name_row", _ROW.format(crowded=stories.CROWDED))
    engine.make("name_pair", _NAME_PAIRS.format(steps=_steps(stories.NEXT)))
    engine.make("word_pair", _PAIRS.format(met=_MET.format(kind="word")))
    engine.make("edge", "SELECT one, two FROM name_pair UNION SELECT one, two FROM word_pair")
    _components(engine)
    engine.make("whole", "SELECT label, count(*) AS n FROM label GROUP BY label")
    engine.make("small", f"SELECT doc, label FROM label JOIN whole USING (label) WHERE n <= {stories.STORY}")
    engine.make("many", f"SELECT doc FROM label JOIN whole USING (label) WHERE n > {stories.STORY}")
    engine.make("by_name", _OF_MANY.format(least=stories.NAMES, most=_ANY))
    engine.make("weak", _OF_MANY.format(least=1, most=stories.NAMES - 1))
    engine.make("told", _TOLD.format(words=stories.WORDS))
    engine.make("near", _NEAR)
    engine.make("edge", "SELECT one, two FROM near")
    _components(engine)
    engine.make("part", _PART)
    engine.make("large", f"SELECT part FROM part GROUP BY part HAVING count(*) > {stories.LARGEST}")
    engine.make("strong", _STRONG)


def _steps(reach: int) -> str:
    return " UNION ALL ".join(f"SELECT {step} AS step" for step in range(1, reach + 1))


def _components(engine: Engine) -> None:
    """The smallest article that each article hangs together with, as `label`: FastSV (Zhang, Azad, Buluç 2020)."""
    engine.make("label", "SELECT doc, doc AS label FROM doc")
    changed = engine.count("SELECT count(*) FROM edge")
    while changed:
        engine.make("hooked", _HOOKED)
        engine.make("jumped", _JUMPED)
        changed = engine.count("SELECT count(*) FROM jumped JOIN label USING (doc) WHERE jumped.label <> label.label")
        engine.make("label", "SELECT doc, label FROM jumped")


# What few articles share: all of them meet. A crowded word links none, so that no key is ever sorted or squared for it.
_FEW = """
SELECT doc, key FROM {kind} JOIN (
    SELECT key FROM {kind} GROUP BY key HAVING count(*) BETWEEN 2 AND {crowded}
) AS few USING (key)
"""
_MET = """
SELECT a.doc AS one, b.doc AS two FROM {kind}_few AS a JOIN {kind}_few AS b ON a.key = b.key AND a.doc < b.doc
"""
_PAIRS = "SELECT one, two, count(*) AS shared FROM ({met}) AS met GROUP BY one, two"
# Of a crowded name, an article meets only those that come next: joined by their place in the row.
_ROW = """
SELECT doc, key, row_number() OVER (PARTITION BY key ORDER BY day, doc) AS place FROM name JOIN (
    SELECT key FROM name GROUP BY key HAVING count(*) > {crowded}
) AS many USING (key)
"""
_NEXT = """
SELECT least(a.doc, b.doc) AS one, greatest(a.doc, b.doc) AS two
FROM (SELECT doc, key, place + step AS place FROM name_row CROSS JOIN ({{steps}}) AS steps) AS a
JOIN name_row AS b ON a.key = b.key AND a.place = b.place
"""
_NAME_PAIRS = _PAIRS.format(met=f"{_MET.format(kind='name')} UNION ALL {_NEXT.format()}")
# Only what hangs together with many is looked at again, so that a corpus of small stories never joins its words.
_OF_MANY = "SELECT one, two FROM name_pair SEMI JOIN many ON doc = one WHERE shared BETWEEN {least} AND {most}"
_ANY = 1 << 40
_TOLD = """
SELECT one, two FROM weak JOIN word AS a ON a.doc = one JOIN word AS b ON b.doc = two AND b.key = a.key
GROUP BY one, two HAVING count(*) >= {words}
"""
_NEAR = """
SELECT close.one, close.two, coalesce(name_pair.shared, 0) + coalesce(word_pair.shared, 0) AS shared FROM (
    SELECT one, two FROM by_name UNION SELECT one, two FROM told
) AS close
LEFT JOIN name_pair ON name_pair.one = close.one AND name_pair.two = close.two
LEFT JOIN word_pair ON word_pair.one = close.one AND word_pair.two = close.two
"""
_HOOKED = """
SELECT doc, min(label) AS label FROM (
    SELECT doc, label FROM label
    UNION ALL SELECT two AS doc, x.label FROM edge JOIN label AS x ON x.doc = one
    UNION ALL SELECT one AS doc, y.label FROM edge JOIN label AS y ON y.doc = two
    UNION ALL SELECT y.label AS doc, x.label
        FROM edge JOIN label AS x ON x.doc = one JOIN label AS y ON y.doc = two WHERE x.label < y.label
    UNION ALL SELECT x.label AS doc, y.label
        FROM edge JOIN label AS x ON x.doc = one JOIN label AS y ON y.doc = two WHERE y.label < x.label
) AS offered GROUP BY doc
"""
_JUMPED = """
SELECT a.doc, least(a.label, b.label) AS label FROM hooked AS a JOIN hooked AS b ON a.label = b.doc
"""
_PART = """
SELECT label.doc, coalesce(small.label, label.label) AS part FROM label LEFT JOIN small ON small.doc = label.doc
"""
_STRONG = """
SELECT part.part, near.one, near.two, near.shared
FROM near JOIN part ON part.doc = near.one JOIN large ON large.part = part.part
"""
