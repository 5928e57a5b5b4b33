"""The review and the report with 10,000 findings: how long the next one takes, and how large the pages are.

`python -m benchmarks.review [FINDINGS]`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from numcheck.decisions import anchors
from numcheck.dossier import dossier, with_dossiers
from numcheck.finding import Coverage, Decision, Finding, Report
from numcheck.model import Article
from numcheck.pipeline import extract_batch
from numcheck.report import html
from numcheck.review import Desk, keymap
from numcheck.review.server import application
from numcheck.rules import RULES

__all__ = ["main"]

_OUTLETS = ("Halyard", "Interline", "Coastal Post", "Vey Review", "The Drevna Argus", "Lavonian Gazette")
_PORT, _TOKEN = 8000, "token"
_LOOKS = 300


def corpus(count: int) -> tuple[Report, dict[str, Article]]:
    """A report of so many findings, each of four articles of its own."""
    articles: dict[str, Article] = {}
    found = []
    for number in range(count):
        claims = []
        for side in range(4):
            figure = f"{3000 + 7 * (number % 900) + 4000 * (side == 3):,}"
            text = (
                f"Rain fell over Halden all night. About {figure} soldiers were sent to Halden {number}, an officer "
                "said on Wednesday. The barracks were full, and the bakers had sold out before noon."
            )
            day = date(2025, 3, 12) + timedelta(days=side)
            outlet = _OUTLETS[(number + side) % len(_OUTLETS)]
            article = Article(f"a{number}-{side}", text, day, outlet, f"Troops in Halden {number}", path=f"{side}.txt")
            articles[article.id] = article
            claims.append(extract_batch([article])[0][0])
        found.append(_finding(number, tuple(claims)))
    rules = (RULES["NC101"],)
    return Report(tuple(found), (), Coverage(), 4 * count, "0", rules=rules, name="news"), articles


def _finding(number: int, claims: tuple[Any, ...]) -> Finding:
    values = [claim.quantity.value or Decimal(0) for claim in claims]
    return Finding(
        f"fp1:{number:032x}",
        "NC101",
        "contradiction",
        "error",
        0.9,
        f"soldiers in Halden {number}",
        "count",
        "soldier",
        min(values),
        None,
        max(values),
        claims,
        (),
        "They differ.",
    )


def said(finding: Finding, word: str, reason: str | None, note: str, *, apart: Mapping[int, str]) -> Decision:
    """A decision on a finding, made now."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Decision(finding.id, word, reason, note, "Ann", now, finding.rule, "0.1.0", anchors(finding, apart))  # type: ignore[arg-type]


class Client:
    """Requests to an ASGI application without a network."""

    def __init__(self, app: Any) -> None:
        self._app, self._loop = app, asyncio.new_event_loop()

    def ask(self, path: str, body: dict[str, Any] | None = None, tag: str = "") -> tuple[bytes, dict[str, str]]:
        """Body and headers of an answer that must be one of success."""
        return self._loop.run_until_complete(self._ask(path, body, tag))

    async def _ask(self, path: str, body: dict[str, Any] | None, tag: str) -> tuple[bytes, dict[str, str]]:
        data = b"" if body is None else json.dumps(body).encode()
        name, _, query = path.partition("?")
        headers = {
            "host": f"127.0.0.1:{_PORT}",
            "cookie": f"numcheck-{_PORT}={_TOKEN}",
            "content-type": "application/json",
            "content-length": str(len(data)),
            "if-match": tag,
        }
        scope = {
            "type": "http",
            "method": "GET" if body is None else "POST",
            "path": name,
            "query_string": query.encode(),
            "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
        }
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": data}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        assert sent[0]["status"] == 200, (path, sent)
        own = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        return b"".join(message.get("body", b"") for message in sent[1:]), own


def timed(what: str, many: int, work: Callable[[int], object]) -> None:
    """Print how long some work takes, in the middle and at the 95th hundredth."""
    times = []
    for number in range(many):
        begin = time.perf_counter()
        work(number)
        times.append(1000 * (time.perf_counter() - begin))
    times.sort()
    print(f"{what:<40}{statistics.median(times):8.1f} ms median {times[int(0.95 * many)]:8.1f} ms p95")


def main(count: int = 10_000) -> None:
    """Measure, and print a line each."""
    report, articles = corpus(count)
    findings = report.findings
    gc.freeze()  # as `numcheck check` does
    begin, busy = time.perf_counter(), time.process_time()
    dossiers = with_dossiers(report, articles)
    made = {name: len(text.encode()) for name, text in html.pages(dossiers)}
    index = made.pop("index.html")
    made = {name: size for name, size in made.items() if name.endswith(".html")}
    took = f"{time.perf_counter() - begin:.1f} s ({time.process_time() - busy:.1f} s of one processor)"
    print(f"{count} findings: report in {took}, index {index / 1000:.0f} kB, ", end="")
    print(f"{len(made)} pages, the largest {max(made.values()) / 1000:.0f} kB")
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        desk = Desk(report, Path(folder, "decisions.jsonl"), said)
        app = application(desk, partial(dossier, articles=articles), keymap({}), _PORT, _TOKEN)
        client = Client(app)
        body, _ = client.ask("/")
        print(f"review ready in {time.perf_counter() - begin:.1f} s, its list {len(body) / 1000:.0f} kB")
        step = max(1, count // _LOOKS)
        timed("next finding", _LOOKS, lambda n: client.ask(f"/finding/{findings[n * step].id}"))
        timed("next finding of a search", _LOOKS, lambda n: client.ask(f"/finding/{findings[n * step].id}?q=officer"))
        timed("list", 50, lambda n: client.ask(f"/?page={n + 1}"))

        def decide(number: int) -> None:
            finding = findings[number * step]
            tag = desk.tag(finding.id)
            client.ask("/api/decide", {"id": finding.id, "word": "confirm"}, tag)

        timed("decide, with few decisions on file", _LOOKS, decide)
        undecided = [finding.id for finding in findings if not desk.words(finding.id)][:-_LOOKS]
        desk.decide_all(undecided, "dismiss", "scope", "")
        left = [finding.id for finding in findings if not desk.words(finding.id)]

        def late(number: int) -> None:
            client.ask("/api/decide", {"id": left[number], "word": "confirm"}, desk.tag(left[number]))

        timed(f"decide, with {len(undecided)} on file", min(100, len(left)), late)
        timed("next finding, all decided", _LOOKS, lambda n: client.ask(f"/finding/{findings[n * step].id}"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
