"""The review in a terminal: the same loop and keys as on the page; and a real terminal once."""

from __future__ import annotations

import io
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
import pytest
import samples
from browser import NEWS
from corpora import Project
from reviewing import findings, made_by, table
from rich.console import Console

from numcheck.cli.terminal import Terminal
from numcheck.decisions import DecisionsError, append, read
from numcheck.dossier import dossier
from numcheck.fingerprint import fingerprint
from numcheck.report.html.card import card
from numcheck.review import Desk, Filter, Line, Loop, keymap
from numcheck.review.lines import card_lines


class Keys:
    """A screen on which keys and lines of text are given in advance."""

    def __init__(self, *given: str) -> None:
        self._given: Iterator[str] = iter(given)
        self.shown: list[str] = []
        self.opened: list[str] = []

    def show(self, lines: Iterable[Line]) -> None:
        self.shown.append("\n".join("".join(text for text, _ in line) for line in lines))

    def key(self, line: str) -> str:
        return next(self._given)

    def ask(self, question: str) -> str:
        return next(self._given)

    def open(self, address: str) -> None:
        self.opened.append(address)


def gone_through(desk: Desk, *given: str) -> tuple[int, Keys]:
    screen = Keys(*given)
    return Loop(desk, partial(dossier, articles={}), keymap({}), screen).run(), screen


SESSIONS = [
    ("cccx", 0, ["confirm"] * 3),
    ("d1q", 2, ["dismiss scope"]),
    ("dxq", 3, []),
    ("cuq", 3, ["confirm", "undo"]),
    ("c\x7fq", 3, ["confirm", "undo"]),
    ("uq", 3, []),
    ("cccuuuuq", 3, ["confirm"] * 3 + ["undo"] * 3),
    ("sscq", 2, ["confirm"]),
    ("jkbcq", 2, ["confirm"]),
    ("AAq", 0, ["confirm"] * 3),
    ("Axq", 3, []),
    ("AAuq", 3, ["confirm"] * 3 + ["undo"] * 3),
    ("D2uq", 3, ["dismiss update"] * 3 + ["undo"] * 3),
    ("t??xxoq", 3, []),
    ("SS", 3, []),
    ("Sxq", 3, []),
    ("zxq", 3, []),
]


@pytest.mark.parametrize(("keys", "left", "words"), SESSIONS)
def test_terminal_keys(tmp_path: Path, keys: str, left: int, words: list[str]) -> None:
    desk = table(tmp_path)
    assert gone_through(desk, *keys)[0] == left
    said = sorted(read(tmp_path / "decisions.jsonl"), key=lambda word: word.at)
    assert sorted(f"{w.decision} {w.reason or ''}".strip() for w in said) == sorted(words)


def test_terminal_notes_reasons_filters_and_search(tmp_path: Path) -> None:
    desk = table(tmp_path)
    left, screen = gone_through(
        desk,
        "n",
        "they count guards",
        "c",
        "d",
        "0",
        "",
        "d",
        "0",
        "a typo",
        "f",
        "measure=nowhere",
        "/",
        "Halden 2",
        "q",
    )
    assert left == 1
    notes = {word.decision: word.note for word in read(tmp_path / "decisions.jsonl")}
    assert notes == {"confirm": "they count guards", "dismiss": "a typo"}
    assert any("Nothing fits" in shown for shown in screen.shown)
    assert "q=Halden+2" in screen.shown[-1]


def test_terminal_keeps_filters_by_name(tmp_path: Path) -> None:
    desk = table(tmp_path)
    given = ("/", "Halden 2", "f", "keep=the second", "f", "state=all", "f", "keep= ", "f", "@the second", "q")
    _, screen = gone_through(desk, *given)
    assert desk.views.all() == {"the second": Filter(q="Halden 2")}
    assert any("a name has 1 to 60 characters" in shown for shown in screen.shown)
    assert "q=Halden+2" in screen.shown[-1] and "state=all" in screen.shown[-2]
    (tmp_path / "views.json").write_text("[]")
    with pytest.raises(DecisionsError, match=r"views\.json: not names"):
        gone_through(desk, "f")


def test_terminal_sets_claims_apart(tmp_path: Path) -> None:
    claims = (samples.THREE, samples.TEN, replace(samples.TEN, mention=replace(samples.TEN.mention, doc="a3")))
    three = replace(samples.finding(), claims=claims)
    desk = table(tmp_path, [replace(three, id=fingerprint(three))])
    _, screen = gone_through(
        desk, "x", "4=7", "x", "3=soon", "x", "1=scope 2=7", "c", "x", "3=7", "n", "look", "c", "q"
    )
    refused = [
        "there is no claim 4",
        "not 'soon'",
        "fewer than two claims are left",
        "Not on claim 3: extraction error",
    ]
    assert [text for text in refused if not any(text in shown for shown in screen.shown)] == []
    (word,) = read(tmp_path / "decisions.jsonl")
    assert (word.note, [(each.doc, each.apart) for each in word.claims if each.apart]) == (
        "look", [("a3", "wrong-number")],
    )  # fmt: skip
    assert desk.findings[0].apart == ((2, "wrong-number"),)
    desk.undo()
    assert desk.findings[0].apart == ()


def test_terminal_refuses_what_others_decided(tmp_path: Path) -> None:
    desk = table(tmp_path)
    (first, *_) = findings()

    class Meanwhile(Keys):
        def key(self, line: str) -> str:
            pressed = super().key(line)
            if pressed == "c":
                append(tmp_path / "decisions.jsonl", [made_by(first, "dismiss", "scope", "", "Bob")])
            return pressed

    screen = Meanwhile("c", "q")
    Loop(desk, partial(dossier, articles={}), keymap({}), screen).run()
    assert [word.by for word in read(tmp_path / "decisions.jsonl")] == ["Bob"]
    assert "nothing was written" in screen.shown[-1]
    assert "[dismissed]" in screen.shown[-1]


def test_terminal_shows_what_the_page_shows(tmp_path: Path) -> None:
    _, screen = gone_through(table(tmp_path), "t", "x", "q")
    card, times = screen.shown[0], screen.shown[1]
    for text in ("1 of 3, 3 undecided", "About 3,000 troops", "according to an officer", "a2-0.txt:1", "█", "At least"):
        assert text in card, text
    assert "2025-03-12" in times


def test_terminal_keys_are_settings(project: Project) -> None:
    for action, message in (("confrim", "did you mean 'confirm'"), ("undo", "undo and confirm have the same key")):
        code, _ = project.run("review", "news", "--web", "-c", f"review-keys.{action}=c")
        assert code == 2
        assert message in project.err or "confirm and undo have the same key" in project.err


def test_terminal_says_what_to_do_without_one(project: Project) -> None:
    code, out = project.run("review", "news")
    assert code == 2
    assert "numcheck findings PATH... --pending --format jsonl" in out
    assert "needs a terminal, or --web" in project.err


def test_terminal_findings_for_scripts(project: Project) -> None:
    code, out = project.run("findings", "news", "--pending")
    assert code == 0
    assert out.count("\n") == out.count("  open ") == 1
    (name, *_) = out.split()
    assert project.run("decide", name, "dismiss", "news", "--reason", "scope")[0] == 0
    assert project.run("findings", "news", "--pending")[1] == ""
    assert '"state": "dismissed"' in project.run("findings", "news", "--format", "jsonl")[1]
    assert project.run("findings", "news", "--where", "state=dismissed")[1].startswith(name)
    assert project.run("findings", "news", "--where", "colour=red")[0] == 2


def test_terminal_shows_as_much_as_fits_and_the_rest_on_demand(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    screen = Terminal(Console(file=out, width=50, height=19, highlight=False, markup=False))
    keys = iter("  c ")
    monkeypatch.setattr(click, "getchar", lambda: next(keys))
    screen.show([[(f"  line {n}", "")] if n % 2 else [] for n in range(24)])
    assert out.getvalue().startswith("\n  line 1\n\n  line 3\n") and "line 11" not in out.getvalue()
    assert "14 more lines" in out.getvalue()
    assert screen.key("c confirm") == "c"
    assert [out.getvalue().count(f"line {n}\n") for n in range(1, 24, 2)] == [1] * 12
    screen.show([[("short", "")]])
    assert screen.key("c confirm") == " "


def test_terminal_shows_one_quote_a_figure_or_every_one() -> None:
    again = replace(samples.THREE, mention=replace(samples.THREE.mention, doc="a0"), sentence="Then 3,000 troops fell.")
    made = replace(samples.finding(), claims=(samples.THREE, again, samples.TEN))
    shown = card(made, replace(dossier(made, {}), groups=((0, 1), (2,))))
    short, whole = (
        "\n".join("".join(text for text, _ in line) for line in card_lines(shown, w)) for w in (False, True)
    )
    assert short.count("    read as") + 1 == whole.count("    read as")
    assert short.count(samples.THREE.mention.quote) == whole.count(samples.THREE.mention.quote)


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals")
def test_terminal_is_driven_by_keys_of_a_real_one(tmp_path: Path) -> None:
    shutil.copytree(NEWS, tmp_path / "news")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "numcheck", "review", "news", "--as", "Ann", "-c", "jobs=1"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    said = b""

    def wait(text: bytes, count: int) -> None:
        nonlocal said
        until = time.monotonic() + 60
        while said.count(text) < count and time.monotonic() < until:
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 65536)
        assert said.count(text) >= count, said.decode("utf-8", "replace")

    try:
        for number, key in enumerate("cuq", 1):
            wait(b"undecided", number)
            wait(b"quit", number)
            while termios.tcgetattr(ours)[3] & termios.ICANON:  # what is typed before it asks is thrown away
                time.sleep(0.01)
            os.write(ours, key.encode())
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        os.close(ours)
    words = read(tmp_path / ".numcheck" / "decisions.jsonl")
    assert sorted(word.decision for word in words) == ["confirm", "undo"]
