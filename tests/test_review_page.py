"""The review in a real browser: the whole loop by keyboard, two tabs, undo, filters, both themes, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import NEWS, Seen, browser, needs_axe, needs_chromium, reviewing, violations

pytestmark = needs_chromium
FILE = Path(".numcheck/decisions.jsonl")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The address of a review of the six articles of tests/news, which has three findings."""
    shutil.copytree(NEWS, tmp_path / "news")
    with reviewing(tmp_path) as address:
        yield address


def opened(chromium: Any, address: str, seen: Seen | None = None, **options: Any) -> Any:
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    if seen:
        seen.watch(context)
    page = context.new_page()
    page.goto(address)
    page.wait_for_url("**/finding/**")
    return page


def press(page: Any, key: str) -> None:
    """A key that leads to another page; done when that is there."""
    with page.expect_navigation():
        page.keyboard.press(key)


def said(folder: Path) -> list[tuple[str, str | None, str]]:
    """What stands in the decisions file, by time."""
    rows = [json.loads(line) for line in (folder / FILE).read_text().splitlines()] if (folder / FILE).exists() else []
    return [(row["decision"], row["reason"], row["note"]) for row in sorted(rows, key=lambda row: row["at"])]


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def test_page_whole_loop_by_keyboard(chromium: Any, desk: str, tmp_path: Path) -> None:
    seen = Seen()
    page = opened(chromium, desk, seen)
    assert heading(page).endswith("Interline to Sunday 9 March.")  # the surest of three
    assert page.locator("#counter").inner_text() == "1 of 3 · 3 undecided"
    first = page.url

    page.keyboard.press("n")
    page.keyboard.type("c is typed here, it decides nothing")
    page.keyboard.press("Control+Enter")
    assert "it decides nothing" in page.locator("#pending").inner_text()
    press(page, "c")
    assert page.url != first
    assert page.locator("#toast").inner_text() == "Confirmed. u takes it back."
    assert said(tmp_path) == [("confirm", None, "c is typed here, it decides nothing")]

    page.keyboard.press("d")
    press(page, "5")
    assert said(tmp_path)[1:] == [("dismiss", "rounding", "")]
    assert page.locator("#counter").inner_text().endswith("1 undecided")

    page.keyboard.press("d")
    page.keyboard.press("0")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("they counted fences")
    page.keyboard.press("Tab")
    press(page, "0")
    assert said(tmp_path)[2:] == [("dismiss", "other", "they counted fences")]
    assert heading(page) == "All 3 decided"

    for left in (1, 2, 3):
        press(page, "u")
        assert page.locator("#counter").inner_text().endswith(f"{left} undecided")
    assert page.url == first
    with page.expect_response("**/api/undo"):
        page.keyboard.press("u")
    page.get_by_text("nothing to take back").wait_for()
    assert "nothing to take back" in page.locator("#toast").inner_text()
    assert [word for word, _, _ in said(tmp_path)[3:]] == ["undo"] * 3

    press(page, "s")
    assert page.url != first
    press(page, "k")
    assert page.url == first
    press(page, "b")
    assert page.url != first
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("A")
    press(page, "Enter")
    assert heading(page) == "All 3 decided"
    press(page, "Backspace")
    assert page.locator("#counter").inner_text().endswith("3 undecided")
    page.keyboard.press("D")
    press(page, "1")
    assert [(word, why) for word, why, _ in said(tmp_path)[-3:]] == [("dismiss", "scope")] * 3
    assert page.locator("#toast").inner_text().startswith("Dismissed: different scope or subset, 3 findings.")
    assert seen.foreign(desk.partition("/start")[0]) == []
    assert seen.console == []


def test_page_two_tabs_on_one_finding_lose_nothing(chromium: Any, desk: str, tmp_path: Path) -> None:
    one = opened(chromium, desk)
    two = one.context.new_page()
    two.goto(one.url)
    three = one.context.new_page()
    three.goto(one.url)
    press(one, "c")
    with two.expect_response(lambda answer: answer.url.endswith("/api/decide")) as answer:
        two.keyboard.press("d")
        two.keyboard.press("2")
    assert answer.value.status == 412
    assert two.locator("#theirs").inner_text() == "confirm, by Ann"
    assert two.locator("#yours").inner_text() == "dismiss, update"
    assert said(tmp_path) == [("confirm", None, "")]
    with two.expect_navigation():
        two.get_by_role("button", name="Say mine as well").press("Enter")
    assert said(tmp_path) == [("confirm", None, ""), ("dismiss", "update", "")]
    with three.expect_response(lambda answer: answer.url.endswith("/api/decide")) as answer:
        three.keyboard.press("c")
    assert answer.value.status == 412
    with three.expect_navigation():
        three.get_by_role("button", name="Keep what is on file").press("Enter")
    assert three.locator(".state").inner_text() == "dismissed"
    assert len(said(tmp_path)) == 2


def test_page_decides_once_with_exceptions(chromium: Any, desk: str, tmp_path: Path) -> None:
    page = opened(chromium, desk)
    claims = page.locator("q.claim").count()
    assert claims > 2
    page.keyboard.press("x")
    assert page.evaluate("document.activeElement.dataset.claim") == "1"
    page.keyboard.type("extraction error: wrong thing")
    page.keyboard.press("Control+Enter")
    assert page.locator("#pending").inner_text() == "Not on claim 1."
    first = page.url
    press(page, "c")
    assert page.locator("#toast").inner_text() == "Confirmed, but for claim 1. u takes it back."
    row = json.loads((tmp_path / FILE).read_text())
    assert [each["apart"] for each in row["claims"] if "apart" in each] == ["wrong-link"]
    page.goto(first)
    assert page.locator(".apart").text_content() == "Set apart: extraction error: wrong thing linked"
    assert "wrong-link" in page.locator(".history").inner_text()
    page.keyboard.press("n")
    page.keyboard.type("a word more leaves it so")
    press(page, "Control+Enter")
    assert page.locator(".apart").count() == 1
    press(page, "u")
    press(page, "u")
    assert page.locator(".apart").count() == 0
    for number in range(claims - 1):
        page.locator("#setting select").nth(number).evaluate("each => { each.value = 'scope'; }")
    page.evaluate("document.querySelector('[data-do=keep-apart]').click()")
    with page.expect_response("**/api/decide") as answer:
        page.keyboard.press("c")
    assert answer.value.status == 400
    page.get_by_text("fewer than two claims are left").wait_for()


def test_page_sees_what_others_decide(chromium: Any, desk: str, tmp_path: Path) -> None:
    page = opened(chromium, desk)
    name = page.evaluate("document.body.dataset.id")
    press(page, "c")
    row = json.loads((tmp_path / FILE).read_text())
    other = {**row, "by": "Bob", "decision": "dismiss", "reason": "scope", "note": "guards"}
    with (tmp_path / FILE).open("a") as stream:
        stream.write(json.dumps(other) + "\n")
    page.goto(f"{desk.partition('/start')[0]}/finding/{name}")
    assert page.locator(".state").inner_text() == "disputed"
    assert "guards" in page.locator(".history").inner_text()


def test_page_filters_live_in_the_address(chromium: Any, desk: str) -> None:
    page = opened(chromium, desk)
    page.keyboard.press("/")
    page.keyboard.type("barracks Sunday")
    press(page, "Enter")
    assert "Halyard and Vey Review date" in heading(page)
    assert "q=barracks+Sunday" in page.url
    press(page, "c")
    assert page.locator("h1").inner_text() == "All 1 decided"
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.name") == "state"
    page.keyboard.type("conf")
    page.keyboard.press("Tab")
    press(page, "Enter") if page.evaluate("document.activeElement.type") == "submit" else page.locator(
        ".filters button"
    ).press("Enter")
    page.wait_for_url("**state=confirmed**")
    assert page.locator(".queue li").count() == 1
    page.keyboard.press("j")
    press(page, "Enter")
    assert page.locator(".state").inner_text() == "confirmed"


def test_page_keeps_filters_by_name(chromium: Any, desk: str, tmp_path: Path) -> None:
    page = opened(chromium, desk)
    page.keyboard.press("/")
    page.keyboard.type("barracks")
    press(page, "Enter")
    page.keyboard.press("f")
    page.locator("#view").fill("<b>barracks</b>")
    page.keyboard.press("Tab")
    press(page, "Enter")
    assert page.locator("#toast").inner_text() == "Kept as “<b>barracks</b>”."
    assert json.loads((tmp_path / FILE).with_name("views.json").read_text()) == {"<b>barracks</b>": "q=barracks"}
    page.goto(f"{desk.partition('/start')[0]}/")
    page.get_by_role("link", name="<b>barracks</b>").click()
    page.wait_for_url("**q=barracks")
    page.keyboard.press("f")
    with page.expect_response("**/api/view") as answer:
        page.get_by_role("button", name="Keep").click()
    assert answer.value.status == 400


def test_page_timeline_and_marks(chromium: Any, desk: str) -> None:
    page = opened(chromium, desk)
    while (shown := page.locator(".group h2 bdi").all_inner_texts())[1:] != ["10,000"]:
        press(page, "j")
    assert shown[0] in ("about 3,000", "some 3,000", "more than 2,500")
    assert page.locator("q.claim").last.locator("span").evaluate_all("all => all.map(x => x.className)") == [
        "number",
        "noun",
    ]
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.classList.contains('time')")
    marks = page.locator(".timeline .mark")
    claims = page.locator("q.claim").count()
    assert marks.count() >= 4
    assert len({marks.nth(n).inner_html() for n in range(marks.count())}) == marks.count()  # one shape a source
    low, high = (page.locator(".levels text").all_text_contents()[n] for n in (0, -1))
    assert (int(low.replace(",", "")) < 5_000, high) == (True, "10,000")
    press(page, "l")
    assert "scale=log" in page.url
    page.get_by_text("As a table").click()
    assert 4 <= page.locator(".time tbody tr").count() <= claims
    page.locator(".timeline a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target') !== null")


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_page_is_accessible_in_both_themes_at_any_width(chromium: Any, desk: str, scheme: str, width: int) -> None:
    page = opened(
        chromium, desk, color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 26)"
    assert dark == (scheme == "dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    for key, dialog in (("d", "#dismiss"), ("n", "#noting"), ("x", "#setting"), ("?", "#help"), ("A", "#all")):
        page.keyboard.press(key)
        assert page.locator(dialog).is_visible()
        assert violations(page) == [], dialog
        page.keyboard.press("Escape")
    page.keyboard.press("S")
    press(page, "Enter")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
