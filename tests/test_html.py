"""The static report: pages that load nothing and run nothing foreign, decide offline, and stay small."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import samples
from browser import NEWS, Seen, browser, needs_axe, needs_chromium, violations
from corpora import Project
from hypothesis import given, settings
from hypothesis import strategies as st
from payloads import MARK, PAYLOADS
from reviewing import PORT, TOKEN, findings, report, server, table
from starlette.testclient import TestClient

import numcheck
from numcheck.dossier import dossier, with_dossiers
from numcheck.finding import Finding, Reason, Report
from numcheck.interval import Interval
from numcheck.model import Article
from numcheck.pipeline import extract_batch
from numcheck.read import read
from numcheck.report import html
from numcheck.report.html.card import bare, card, link, spread
from numcheck.report.html.charts import HEIGHT, Timeline, axis, timeline
from numcheck.report.html.pages import MOST_ON_ONE
from numcheck.report.html.scale import Scale
from numcheck.report.html.values import values

EVERY = os.environ.get("NUMCHECK_XSS") == "all"
OURS = {
    "a", "article", "bdi", "blockquote", "body", "button", "circle", "code", "datalist", "dd", "desc", "details",
    "dialog", "div", "dl", "dt", "footer", "form", "g", "h1", "h2", "h3", "head", "header", "html", "input", "kbd",
    "label", "li", "line", "link", "main", "meta", "nav", "ol", "option", "p", "path", "progress", "q", "rect",
    "script", "section", "select", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "text",
    "textarea", "th", "thead", "time", "title", "tr", "ul",
}  # fmt: skip


def border() -> Report:
    """The report of the six articles of tests/news, with dossiers."""
    articles = [item for item in read([str(NEWS)]) if isinstance(item, Article)]
    return with_dossiers(numcheck.check(articles), {article.id: article for article in articles})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    for name, text in html.pages(border()):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    (made / "single.html").write_text(html.write(border()), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


def evil(text: str, number: int = 0) -> Finding:
    """A finding that is hostile in every field."""
    three, ten = samples.THREE, samples.TEN
    claims = tuple(
        replace(
            claim,
            mention=replace(claim.mention, doc=text + side, quote=text),
            quantity=replace(claim.quantity, unit=text, noun=text, hedge=text, timex=text),
            frame=replace(claim.frame, speaker=text, modality=text),
            sentence=f"He said {text} twice",
            article_source=text + side,
            url=text,
            path=text,
            uri=None,
            prefix=text,
            suffix=text,
        )
        for claim, side in ((three, "1"), (ten, "2"))
    )
    reasons = (Reason("headline", text), Reason(text, text, ((text, text),)))
    made = replace(samples.finding(), claims=claims, measure=text, unit=text, reasons=reasons, explanation=text)
    return replace(made, id=f"fp1:{number:032x}")


def hostile() -> Report:
    made = tuple(evil(text, number) for number, text in enumerate(PAYLOADS))
    titled = {
        f"{text}{side}": Article(f"{text}{side}", f"{text} {text}", title=text) for text in PAYLOADS for side in "12"
    }
    problems = tuple(replace(samples.REPORT.problems[0], message=text, path=text) for text in PAYLOADS)
    whole = replace(report(made), problems=problems, notes=tuple(PAYLOADS[:3]), name=PAYLOADS[0])
    return with_dossiers(whole, titled)


def test_html_there_are_payloads_enough() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 200
    assert all(MARK in text or "alert(1)" in text or "evil.example" in text for text in PAYLOADS)


def checked(page: Any, seen: Seen) -> None:
    """Nothing ran, nothing was asked for, and there is no node that is not ours."""
    page.wait_for_timeout(100)
    names = page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]")
    assert set(names) <= OURS, set(names) - OURS
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, base, math').length") == 0
    attributes = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"
    assert [name for name in page.evaluate(attributes) if name.startswith("on")] == []
    links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    odd = [href for href in links if not re.match(r"(https?://|#|/|page-|data/page-|index|\?)", href)]
    assert odd == []
    assert page.evaluate(f"self.{MARK} === undefined && document.title !== '{MARK}'")
    assert seen.dialogs == []
    assert seen.console == []


@needs_chromium
def test_html_no_payload_runs_in_the_report(chromium: Any, tmp_path: Path) -> None:
    whole = hostile()
    made = dict(html.pages(whole))
    made["single.html"] = html.write(whole)
    for name, text in made.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode("utf-8", "backslashreplace"))
    seen = Seen()
    context = chromium.new_context()
    seen.watch(context)
    page = context.new_page()
    for name in made:
        if name.endswith(".html"):
            page.goto((tmp_path / name).as_uri())
            checked(page, seen)
    assert page.locator("article").count() == len(PAYLOADS)
    page.keyboard.press("c")
    page.keyboard.press("d")
    page.keyboard.press("1")
    checked(page, seen)
    assert seen.foreign(tmp_path.as_uri()) == []


@needs_chromium
def test_html_no_payload_runs_in_the_review(chromium: Any, tmp_path: Path) -> None:
    """Payloads in every field, a note and a decider's name among them; NUMCHECK_XSS=all for a page of each."""
    made = hostile().findings
    desk = table(tmp_path, made, who=PAYLOADS[0])
    client = TestClient(server(desk), base_url=f"http://127.0.0.1:{PORT}")
    client.cookies.set(f"numcheck-{PORT}", TOKEN)
    for finding, text in zip(made, PAYLOADS, strict=True):
        desk.decide(finding.id, "dismiss", "other", text, desk.tag(finding.id))
    paths = [f"/finding/{finding.id}?state=all" for finding in made[:: 1 if EVERY else 6]] + [
        "/?state=all",
        "/?state=all&page=2",
    ]
    paths += [f"/?state=all&q={number}%22%3E%3Cscript%3Ealert(1)%3C/script%3E" for number in range(3)]
    seen = Seen()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{PORT}")
    seen.watch(context)

    def answer(route: Any, request: Any) -> None:
        got = client.get(request.url, headers={"sec-fetch-site": "same-origin"})
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)

    context.route("**/*", answer)
    page = context.new_page()
    for path in paths:
        page.goto(path, wait_until="load")
        names = page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]")
        assert set(names) <= OURS, (path, set(names) - OURS)
    checked(page, seen)
    assert seen.foreign(f"http://127.0.0.1:{PORT}") == []


def test_html_every_payload_is_text_in_the_source() -> None:
    """Without a browser: what a page holds of a payload is escaped, wherever it stands."""
    for text in html.write(hostile()), *(text for name, text in html.pages(hostile()) if name.endswith(".html")):
        body = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", text, count=2, flags=re.DOTALL)
        assert not re.search(rf"<(script|img|iframe|math|object|base|{MARK})", body)
        assert not re.search(r"<[^>]* on\w+=", body)
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", body)


@given(st.text(max_size=30))
@settings(max_examples=30)
def test_html_takes_any_text(text: str) -> None:
    shown = html.write(report([evil(text)]))
    shown.encode("utf-8", "backslashreplace")
    assert shown.count('<article class="card"') == 1


def test_html_policy_fits_what_the_page_holds(folder: Path) -> None:
    for path in sorted(folder.glob("*.html")):
        text = path.read_text()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy is not None
        allowed = policy[1].replace("&#39;", "'")
        assert allowed.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in allowed
        for kind in ("style", "script"):
            (body,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, flags=re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in allowed
        assert not re.search(r'<(?:link|script|use|image)[^>]+(?:src|href)="(?!data:)', text)
        assert "style=" not in text.partition("</style>")[2].partition("<script>")[0]


@needs_chromium
def test_html_decisions_are_made_and_exported_from_disk(chromium: Any, folder: Path, tmp_path: Path) -> None:
    seen = Seen()
    context = chromium.new_context(accept_downloads=True)
    seen.watch(context)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page-0001.html#fp1-*")
    assert page.locator("article").count() == 3
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.className") == "chart time"
    page.keyboard.press("c")
    page.keyboard.press("d")
    page.keyboard.press("7")
    page.keyboard.press("c")
    page.keyboard.press("u")
    page.reload()
    button = page.get_by_role("button", name="Export 2 decisions")
    with page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / "export.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "export.jsonl").read_text().splitlines()]
    assert sorted((row["decision"], row["reason"]) for row in rows) == [("confirm", None), ("dismiss", "wrong-number")]
    assert seen.console == []
    assert seen.foreign(folder.as_uri()) == []


@needs_chromium
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_html_is_accessible(chromium: Any, folder: Path, scheme: str) -> None:
    for name, width in (("index.html", 1280), ("page-0001.html", 1280), ("single.html", 360)):
        page = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
        page.goto((folder / name).as_uri())
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_html_pages_are_small_and_hold_everything() -> None:
    count = 450
    every = dict(html.pages(report(findings(count))))
    made = {name: text for name, text in every.items() if name.endswith(".html")}
    assert len(made) > 3
    assert all(len(text.encode()) <= 400_000 for text in made.values())
    ids = [
        name for page in sorted(made) if page != "index.html" for name in re.findall(r'data-id="([^"]+)"', made[page])
    ]
    assert len(set(ids)) == len(ids) == count
    data = [row["id"] for name in sorted(every) if name not in made for row in json.loads(every[name])["findings"]]
    assert data == ids
    for page in made:
        for target in re.findall(r'href="([^"#]+\.(?:html|json))', made[page]):
            assert target in every
    assert len(re.findall(r'<a href="page-\d{4}\.html#fp1-', made["index.html"])) == count


def test_html_folder_and_single_file(project: Project) -> None:
    assert project.run("check", "news", "--output", "html=out")[0] == 1
    (project.folder / "out" / "page-0002.html").write_text("of a longer report before this one")
    (project.folder / "out" / "mine.html").write_text("not ours")
    (project.folder / "out" / "data" / "page-0002.json").write_text("of that, too")
    assert project.run("check", "news", "--output", "html=out")[0] == 1
    assert sorted(
        path.relative_to(project.folder / "out").as_posix() for path in (project.folder / "out").rglob("*.*")
    ) == [
        "data/page-0001.json",
        "index.html",
        "mine.html",
        "page-0001.html",
    ]
    text = (project.folder / "out" / "page-0001.html").read_text()
    assert "Trucks rolled in all night." in text  # the sentence before, from the article itself
    assert project.run("check", "news", "--output", "html=one.html", "--single-file")[0] == 1
    assert (project.folder / "one.html").read_text() == project.run("check", "news", "--format", "html")[1]


def test_html_too_many_for_one_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("numcheck.report.html.MOST_ON_ONE", 0)
    assert MOST_ON_ONE == 2_000
    assert project.run("check", "news", "--output", "html=one.html", "--single-file")[0] == 2
    assert "leave out --single-file" in project.err
    assert not (project.folder / "one.html").exists()


MARKED = [
    ("About 3,000 troops came to Halden.", [("About", "hedge"), ("3,000", "number"), ("troops", "noun")]),
    ("It lies some 50 km from the border.", [("some", "hedge"), ("50", "number"), ("km", "unit")]),
    ("The bridge cost US$3.5 billion.", [("US$", "unit"), ("3.5 billion", "number")]),
    (
        "They paid between $3 and $5 a head.",
        [("$", "unit"), ("3", "number"), ("$", "unit"), ("5", "number"), ("a head", "unit")],
    ),
    ("Turnout was 41 per cent.", [("41", "number"), ("per cent", "unit")]),
    ("He left on 10 March 2025.", [("10 March 2025", "date")]),
]


def test_dossier_opens_files_in_an_editor_that_is_named(tmp_path: Path) -> None:
    hostile = replace(samples.THREE, path=f'{tmp_path}/a&b"#?<.md', line=7)
    finding = replace(samples.finding(), claims=(hostile, replace(samples.TEN, path=None)))
    made = dossier(finding, {}, "idea").passages
    assert made[0].link == f"idea://open?file={tmp_path}/a%26b%22%23%3F%3C.md&line=7"
    assert made[1].link is None
    assert [one.link for one in dossier(finding, {}).passages] == [None, None]
    web = replace(finding, claims=(replace(hostile, url="https://example.org/a"), samples.TEN))
    shown = card(web, dossier(web, {}, "vscode")).groups
    assert sorted((one.link or "").partition(":")[0] for group in shown for one in group.claims) == ["https", "vscode"]


@pytest.mark.parametrize(("text", "marks"), MARKED)
def test_dossier_marks_number_hedge_unit_and_noun(text: str, marks: list[tuple[str, str]]) -> None:
    claims, _ = extract_batch([Article("a", text, date(2025, 3, 12), title="Title")])
    one = replace(samples.finding(), claims=(claims[0],))
    (passage,) = dossier(one, {"a": Article("a", text, title="Title")}).passages
    assert [mark for mark in passage.quote if mark[1]] == marks
    assert passage.before + "".join(part for part, _ in passage.quote) + passage.after == text
    assert passage.title == "Title"


def test_dossier_without_its_article_shows_the_sentence() -> None:
    for articles in ({}, {"a1": Article("a1", "Something else.", title="T"), "a2": Article("a2", "")}):
        first, second = dossier(samples.finding(), articles).passages
        assert (first.before, first.after) == ("", " came.")
        assert second.before == "The ministry counted "


def with_values(*pairs: tuple[Interval, Interval], days: Sequence[date | None] = ()) -> Finding:
    claims = tuple(
        replace(
            samples.THREE,
            mention=replace(samples.THREE.mention, doc=f"d{n}"),
            article_source=f"source {n}",
            quantity=replace(samples.THREE.quantity, hard=hard, fair=fair),
            published=days[n] if days else date(2025, 3, 12 + n),
        )
        for n, (hard, fair) in enumerate(pairs)
    )
    return replace(samples.finding(), claims=claims)


def span(lo: int | None, hi: int | None) -> Interval:
    return Interval(None if lo is None else Decimal(lo), None if hi is None else Decimal(hi))


def test_charts_axis_is_true_to_the_intervals() -> None:
    finding = with_values((span(2000, 4000), span(2500, 3500)), (span(9000, None), span(9500, 10500)))
    found = axis(finding, bare(finding), values(finding))
    assert found is not None
    low, high = found.bars
    assert low is not None and high is not None
    assert low.hard[0] < low.fair[0] < low.fair[0] + low.fair[1] < low.hard[0] + low.hard[1] < high.fair[0]
    assert (low.open_high, high.open_high, high.hard[0] + high.hard[1]) == (False, True, 100.0)
    assert low.fair[1] == pytest.approx(high.fair[1], abs=0.02)  # both are 1,000 wide


def drawn(finding: Finding, log: bool | None = None) -> Timeline | None:
    return timeline(finding, values(finding), log)


def test_charts_timeline_has_one_shape_and_colour_a_source() -> None:
    pairs = [(span(n, n + 10), span(n, n + 5)) for n in range(0, 900, 100)]
    found = drawn(with_values(*pairs))
    assert found is not None
    assert len({(mark.shape, mark.colour) for mark in found.marks}) == 9
    assert [mark.x for mark in found.marks] == sorted(mark.x for mark in found.marks)
    assert [mark.middle for mark in found.marks] == sorted((mark.middle for mark in found.marks), reverse=True)
    assert all(
        top >= 0 and top + height <= HEIGHT + 2 for mark in found.marks for top, height in (mark.hard, mark.fair)
    )
    same = drawn(with_values(*pairs, days=[date(2025, 3, 12)] * 9))
    assert same is not None
    assert len({(mark.x, mark.shift) for mark in same.marks}) == 9
    assert drawn(with_values(*pairs[:2], days=[None, date(2025, 3, 12)])) is None
    assert drawn(with_values(*pairs), log=True).log is False  # type: ignore[union-attr]


NUMBERS = st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 1e-9)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from([None, True, False]))
def test_charts_scale_keeps_order_and_stays_on_the_page(values: list[float], log: bool | None) -> None:
    scale = Scale.of(values, log)
    places = [scale.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    ticks = scale.ticks(5)
    assert [place for place, _ in ticks] == sorted(place for place, _ in ticks)
    assert len(ticks) <= 8


@given(st.lists(st.integers(1, 3652059), min_size=1, max_size=6))
def test_charts_scale_of_days(days: list[int]) -> None:
    scale = Scale.of_days(days)
    assert all(0 <= scale.place(day) <= 100 for day in days)
    assert len(scale.day_ticks(4)) <= 60


def test_card_says_how_far_apart_and_in_one_unit() -> None:
    (distance,) = [finding for finding in border().findings if finding.kind == "distance"]
    shown = card(distance, next(d for d in border().dossiers if d.id == distance.id))
    assert spread(distance) == ("14.5", "55 km")
    assert shown.gap is not None and shown.gap.startswith("At least 29")
    (dated,) = [finding for finding in border().findings if finding.kind == "date"]
    assert spread(dated) == ("9 Mar 2025", "10 Mar 2025")


SUMS = [
    ("The bridge is 50 miles (60 km) from Halden.", "NC301", True, ("36.97", "50.5 miles")),
    ("The crash killed 45 people: 12 men and 30 women.", "NC302", False, ()),
    ("The price rose from 40 dollars to 70 dollars, an increase of 10 per cent.", "NC305", False, ()),
]


@pytest.mark.parametrize(("text", "rule", "drawn", "ends"), SUMS)
def test_card_draws_only_what_lies_on_one_axis(text: str, rule: str, drawn: bool, ends: tuple[str, ...]) -> None:
    articles = {"a": Article("a", text, date(2025, 3, 12), "Argus")}
    (finding,) = numcheck.check(articles.values()).findings
    shown = card(finding, dossier(finding, articles))
    assert finding.rule == rule
    assert ((shown.axis is not None), (shown.timeline is not None)) == (drawn, drawn)
    assert spread(finding) == ends
    assert (shown.gap is not None) == drawn


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=About%203%2C000%20troops,-came%20in"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=About%203%2C000%20troops,-came%20in"),
        ("HTTPS://example.org/a", "HTTPS://example.org/a#:~:text=About%203%2C000%20troops,-came%20in"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org/a", None),
        ("https:example.org", None),
        ("https://exa mple.org/", None),
        ("https://example.org/\n", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_card_links_to_the_quote_on_the_web_only(url: str | None, shown: str | None) -> None:
    assert link(replace(samples.THREE, url=url, prefix="", suffix=" came in lo")) == shown
