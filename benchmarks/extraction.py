"""How fast quantities are extracted: against quantulum3 (and CQE, if installed), by length, on hostile texts.

All parsers run on the same articles in one process, in turns; what counts is the ratio of their CPU times.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.articles import articles, hostile
from benchmarks.rivals import RIVALS
from numcheck.extract import extract
from numcheck.model import Article
from numcheck.segment import segment

__all__ = ["main"]

Parser = Callable[[Article], object]
ROUNDS = 5
TIMES = (1, 2, 4, 8, 16, 32)
HOSTILE_SIZE = 100_000
SLOW = 0.1


def ours(article: Article) -> object:
    """Segment and extract one article."""
    return extract(article, segment(article))


def parsers() -> dict[str, Parser]:
    """Every parser that can be imported, by name, numcheck first."""
    found: dict[str, Parser] = {"numcheck": ours}
    for name, load in RIVALS.items():
        try:
            found[name] = _of_text(load())
        except Exception as error:  # whatever a missing or broken installation raises
            print(f"{name} is left out: {type(error).__name__}: {str(error)[:80]}")
    return found


def _of_text(parse: Callable[[str], object]) -> Parser:
    return lambda article: parse(article.text)


def spent(parser: Parser, article: Article) -> float:
    """CPU seconds that a parser takes for one article."""
    begin = time.process_time()
    parser(article)
    return time.process_time() - begin


def compare(found: dict[str, Parser], paths: Sequence[str]) -> None:
    """Print articles per CPU second of each parser, and the ratio to numcheck in each round."""
    sample = articles(ROUNDS, paths=paths)
    for parser in found.values():  # what is made once and kept is not the price of an article
        for article in sample:
            parser(article)
    rounds = [{name: spent(parser, article) for name, parser in found.items()} for article in sample]
    words = statistics.mean(len(article.text.split()) for article in sample)
    print(f"\n{len(sample)} articles of {words:.0f} words, in turns in one process")
    for name in found:
        seconds = statistics.median(row[name] for row in rounds)
        ratios = [row[name] / row["numcheck"] for row in rounds]
        ratio = f"{statistics.median(ratios):.1f} times the time of numcheck"
        span = f"from {min(ratios):.1f} to {max(ratios):.1f}"
        print(f"  {name:<12}{1 / seconds:>9.1f} articles/CPU s   {ratio} ({span})")


def growth(parser: Parser) -> float:
    """The exponent k of time ~ length ** k, by least squares over 1 to 32 articles; prints the times."""
    points = []
    print("\nlength and time of numcheck")
    for times in TIMES:
        article = articles(1, times)[0]
        seconds = min(spent(parser, article) for _ in range(3))
        points.append((math.log(len(article.text)), math.log(seconds)))
        print(f"  {len(article.text):>8} characters {seconds * 1000:>9.2f} ms")
    slope = statistics.linear_regression(*zip(*points, strict=True)).slope
    print(f"  growth exponent {slope:.2f}")
    return slope


def torture(parser: Parser) -> None:
    """Print the slowest hostile texts, and the exponent by which each grows from half its length."""
    rows = []
    for half, whole in zip(hostile(HOSTILE_SIZE // 2), hostile(HOSTILE_SIZE), strict=True):
        before, after = spent(parser, half), spent(parser, whole)
        rows.append((after, math.log2(max(after, 1e-4) / max(before, 1e-4)), whole.id))
    print(f"\nhostile texts of {HOSTILE_SIZE} characters, slowest first")
    for seconds, exponent, name in sorted(rows, reverse=True)[:12]:
        print(f"  {name:<20}{seconds * 1000:>9.1f} ms   exponent {exponent:>5.2f}")
    slow = sum(seconds > SLOW for seconds, _, _ in rows)
    print(f"  {slow} of {len(rows)} take longer than {SLOW} s")


def main() -> None:
    """Run all three measurements; arguments name a corpus to compare on instead of the demo."""
    found = parsers()
    compare(found, sys.argv[1:])
    growth(ours)
    torture(ours)


if __name__ == "__main__":
    main()
