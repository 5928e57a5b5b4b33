"""The review without a browser: what may talk to it, which finding comes next, and that no word is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import samples
from reviewing import PORT, TOKEN, findings, made_by, report, server, table
from starlette.testclient import TestClient

from numcheck.decisions import DecisionsError, append, read
from numcheck.finding import Decision, Finding
from numcheck.report.json import state
from numcheck.review import ChangedError, Desk, Filter, Queue, keymap
from numcheck.review.guard import HEADERS

HOST = f"127.0.0.1:{PORT}"
KILLS = int(os.environ.get("NUMCHECK_KILLS", "8"))
EACH = int(os.environ.get("NUMCHECK_EACH", "40"))


def client(folder: Path, made: Sequence[Finding] | None = None, known: bool = True) -> TestClient:
    made_client = TestClient(server(table(folder, made)), base_url=f"http://{HOST}", follow_redirects=False)
    if known:
        made_client.cookies.set(f"numcheck-{PORT}", TOKEN)
    return made_client


def decide(page: TestClient, name: str, **more: object) -> tuple[int, dict[str, object]]:
    """A word on a finding as the page says it; tag and headers may be others."""
    tag = more.pop("tag", None) or page.get(f"/finding/{name}").headers["etag"]
    body = {"id": name, "word": "confirm", **more}
    answer = page.post("/api/decide", json=body, headers={"If-Match": str(tag)})
    return answer.status_code, answer.json()


PAGES = ["/", "/next", f"/finding/{findings()[0].id}", "/start", "/static/style.css", "/static/review.js", "/nothing"]
BAD_HOSTS = [
    "", "evil.example", f"evil.example:{PORT}", "127.0.0.1", "localhost", "127.0.0.1:80", f"127.0.0.1:{PORT + 1}",
    f"127.0.0.1.evil.example:{PORT}", f"127.0.0.2:{PORT}", f"0.0.0.0:{PORT}", f"[::]:{PORT}", f"2130706433:{PORT}",
    f"0x7f000001:{PORT}", f"127.1:{PORT}", f"localhost.:{PORT}", f"LOCALHOST:{PORT}", f"localhost.evil.example:{PORT}",
    f"user@127.0.0.1:{PORT}", f"127.0.0.1:{PORT}@evil.example", f"evil.example#127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}, evil.example", f" {HOST} x", f"{HOST}/", f"http://{HOST}", f"[::1]:{PORT + 1}", "[::1]",
    f"[::ffff:127.0.0.1]:{PORT}", f"127.0.0.1:0{PORT}", "*", "null",
]  # fmt: skip
ORIGIN = f"http://{HOST}"
BAD_SITES = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "same-site", "origin": ORIGIN},
    {"sec-fetch-site": "cross-site", "origin": ORIGIN},
    {"sec-fetch-site": "Same-Origin"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "same-origin, cross-site"},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "https://evil.example"},
    {"origin": f"https://{HOST}"},
    {"origin": f"http://localhost:{PORT}"},
    {"origin": f"http://127.0.0.1:{PORT + 1}"},
    {"origin": "http://127.0.0.1"},
    {"origin": f"{ORIGIN}.evil.example"},
    {"origin": f"{ORIGIN}/"},
]
BAD_KINDS = [
    None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
    "text/plain; application/json", "application/jsonp", "application/json+x", "text/json",
]  # fmt: skip
BAD_COOKIES = [
    "", f"numcheck-{PORT}=", f"numcheck-{PORT}=wrong", f"numcheck={TOKEN}", f"numcheck-{PORT + 1}={TOKEN}",
    f"numcheck-{PORT}={TOKEN}x", f"numcheck-{PORT}={TOKEN[:-1]}", f"numcheck-{PORT}=\"{TOKEN}\"", TOKEN,
]  # fmt: skip


def test_guard_lets_no_rebound_host_through(tmp_path: Path) -> None:
    page = client(tmp_path)
    for host in BAD_HOSTS:
        for path in PAGES:
            assert page.get(path, headers={"host": host}).status_code == 403, (host, path)
        assert page.post("/api/undo", json={}, headers={"host": host}).status_code == 403, host
    twice = [("host", HOST), ("host", "evil.example")]
    assert page.get("/", headers=twice).status_code == 400
    for host in (HOST, f"localhost:{PORT}", f"[::1]:{PORT}"):
        assert page.get("/", headers={"host": host}).status_code == 200


def test_guard_lets_no_other_site_through(tmp_path: Path) -> None:
    page = client(tmp_path)
    name = findings()[0].id
    body = {"id": name, "word": "confirm"}
    tag = page.get(f"/finding/{name}").headers["etag"]
    for headers in BAD_SITES:
        for path in PAGES:
            assert page.get(path, headers=headers).status_code == 403, (headers, path)
        for path in ("/api/decide", "/api/decide-all", "/api/undo", "/api/view", "/session"):
            answer = page.post(path, json=body, headers={**headers, "If-Match": tag})
            assert answer.status_code == 403, (headers, path)
    for kind in BAD_KINDS:
        answer = page.post(
            "/api/decide",
            content=json.dumps(body),
            headers={"If-Match": tag, **({"content-type": kind} if kind else {})},
        )
        assert answer.status_code == 415, kind
    for cookie in BAD_COOKIES:
        stranger = client(tmp_path, known=False)
        for path in ("/", "/next", f"/finding/{name}", "/nothing"):
            assert stranger.get(path, headers={"cookie": cookie}).status_code == 401, (cookie, path)
        answer = stranger.post("/api/decide", json=body, headers={"cookie": cookie, "If-Match": tag})
        assert answer.status_code == 401, cookie
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"):
        assert page.request(method, "/api/undo").status_code == 405
    assert (
        page.post(
            "/api/undo", content=b"{" + b" " * 200_000 + b"}", headers={"content-type": "application/json"}
        ).status_code
        == 413
    )
    assert not (tmp_path / "decisions.jsonl").exists()


def test_guard_no_get_changes_anything(tmp_path: Path) -> None:
    page = client(tmp_path)
    for path in ("/api/decide", "/api/decide-all", "/api/undo", "/api/view", "/session"):
        assert page.get(path).status_code == 405
    for path in PAGES:
        page.get(path, params={"word": "confirm", "id": findings()[0].id})
    assert not (tmp_path / "decisions.jsonl").exists()


def test_guard_every_answer_carries_the_policy(tmp_path: Path) -> None:
    page = client(tmp_path)
    for answer in [*(page.get(path) for path in PAGES), page.get("/", headers={"host": "x"}), page.put("/")]:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "access-control-allow-origin" not in answer.headers
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_guard_hands_the_cookie_to_the_token_only(tmp_path: Path) -> None:
    stranger = client(tmp_path, known=False)
    for token in (None, "", "wrong", 7, [TOKEN], f"{TOKEN} "):
        answer = stranger.post("/session", json={"token": token})
        assert (answer.status_code, answer.headers.get("set-cookie")) == (403, None)
    cookie = stranger.post("/session", json={"token": TOKEN}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.get("/").status_code == 200
    assert TOKEN not in stranger.get("/start").text


@pytest.mark.parametrize(
    "path",
    [
        "/finding/../../etc/passwd", "/finding/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/../server.py",
        "/static/%2e%2e/server.py", "/static/..%5cserver.py", "/static//etc/passwd", "/static/start.html",
        "/\\evil.example", "/finding/fp1:%00", "/finding/<script>alert(1)</script>",
        "/.numcheck/decisions.jsonl",
    ],
)  # fmt: skip
def test_server_knows_no_paths(tmp_path: Path, path: str) -> None:
    """Fixed texts for what there is not: nothing of the request comes back, nothing leads elsewhere."""
    answer = client(tmp_path).get(path)
    assert answer.status_code == 404
    assert len(answer.text) < 40
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("body", "tag", "code"),
    [
        ({"word": "accepted-debt"}, None, 400),
        ({"word": "undo"}, None, 400),
        ({"word": "dismiss"}, None, 400),
        ({"word": "dismiss", "reason": "because"}, None, 400),
        ({"word": "dismiss", "reason": ["scope"]}, None, 400),
        ({"word": "dismiss", "reason": "other"}, None, 400),
        ({"word": "dismiss", "reason": "other", "note": "  "}, None, 400),
        ({"note": "x" * 2001}, None, 400),
        ({"note": 7}, None, 400),
        ({"id": "fp1:unknown"}, '"x"', 404),
        ({"id": 7}, '"x"', 404),
        ({}, '""', 428),
        ({}, '"another"', 412),
        ({"apart": ["1"]}, None, 400),
        ({"apart": {"1": 7}}, None, 400),
        ({"apart": {"9": "scope"}}, None, 400),
        ({"apart": {"1": "because"}}, None, 400),
        ({"apart": {"1": "scope"}}, None, 400),  # one claim disagrees with nothing
        ({"word": "dismiss", "reason": "scope", "apart": {"1": "scope", "2": "scope"}}, None, 400),
        ({"word": "dismiss", "reason": "scope", "apart": {"1": "wrong-link"}}, None, 200),
        ({"filter": "x", "note": "fine"}, None, 200),
        ({"word": "dismiss", "reason": "other", "note": "why"}, None, 200),
    ],
)
def test_server_checks_every_word(tmp_path: Path, body: dict[str, object], tag: str | None, code: int) -> None:
    page = client(tmp_path)
    assert decide(page, findings()[0].id, **body, tag=tag)[0] == code
    assert len(read(tmp_path / "decisions.jsonl")) == (code == 200)


@pytest.mark.parametrize("content", [b"", b"[]", b"nonsense", b'"x"', b"\xff", b"{", b"[" * 50_000])
def test_server_takes_no_other_json(tmp_path: Path, content: bytes) -> None:
    answer = client(tmp_path).post("/api/undo", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_server_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    page = client(tmp_path)
    (tmp_path / "decisions.jsonl").write_text("<<<<<<< ours\n")
    code, found = decide(page, findings()[0].id, tag='"x"')
    assert code == 500
    assert "a merge is unfinished" in str(found["error"])


def test_server_decides_on_all_that_was_seen_or_on_nothing(tmp_path: Path) -> None:
    page = client(tmp_path)
    body = {"word": "dismiss", "reason": "scope", "filter": {"q": "Halden"}}
    assert page.post("/api/decide-all", json={**body, "count": 2}).status_code == 412
    nothing = {**body, "filter": {"q": "nowhere"}, "count": 0}
    assert page.post("/api/decide-all", json=nothing).status_code == 200
    assert page.post("/api/undo", json={}).json()["next"] is None
    assert not (tmp_path / "decisions.jsonl").exists()
    assert page.post("/api/decide-all", json={**body, "count": 3}).json()["say"].endswith(", 3 findings.")
    assert len(read(tmp_path / "decisions.jsonl")) == 3
    assert page.post("/api/undo", json={}).json()["say"] == "Taken back, 3 findings."
    assert len(read(tmp_path / "decisions.jsonl")) == 6


def test_desk_undo_brings_back_what_held_before(tmp_path: Path) -> None:
    desk = table(tmp_path)
    name = findings()[0].id

    def now() -> tuple[str, str | None, str]:
        found = desk.find(name)
        assert found is not None
        return state(found), found.decision and found.decision.reason, found.decision.note if found.decision else ""

    desk.decide(name, "dismiss", "scope", "guards", desk.tag(name))
    desk.decide(name, "confirm", None, "", desk.tag(name))
    desk.decide(name, "dismiss", "plan", "", desk.tag(name))
    assert [desk.undo(), now()] == [(name,), ("confirmed", None, "")]
    assert [desk.undo(), now()] == [(name,), ("dismissed", "scope", "guards")]
    assert [desk.undo(), now()] == [(name,), ("open", None, "")]
    assert desk.undo() == ()
    words = read(tmp_path / "decisions.jsonl")
    assert len(words) == 6  # nothing was taken out of the file
    assert len({word.at for word in words}) == 6


def test_desk_undo_leaves_what_others_said(tmp_path: Path) -> None:
    ann, again, bob = (table(tmp_path, who=who) for who in ("Ann", "Ann", "Bob"))
    name = findings()[0].id
    ann.decide(name, "confirm", None, "", ann.tag(name))
    bob.refresh()
    bob.decide(name, "dismiss", "scope", "", bob.tag(name))
    assert ann.undo() == (name,)
    found = ann.find(name)
    assert found is not None and found.decision is not None
    assert (found.decision.by, found.disputed) == ("Bob", False)
    ann.decide(name, "confirm", None, "", ann.tag(name))
    again.refresh()
    again.decide(name, "dismiss", "plan", "", again.tag(name))
    with pytest.raises(ChangedError):
        ann.undo()  # Ann said something else in another window since
    assert ann.may_undo == 0


def test_desk_sees_a_change_even_between_look_and_word(tmp_path: Path) -> None:
    desk = table(tmp_path)
    name, other = (finding.id for finding in findings()[:2])
    tag = desk.tag(name)
    append(tmp_path / "decisions.jsonl", [made_by(findings()[1], "confirm", None, "", "Bob")])
    desk.decide(name, "confirm", None, "", tag)  # Bob decided on another finding
    desk.refresh()
    assert state(desk.findings[1]) == "confirmed"
    tag = desk.tag(other)
    append(tmp_path / "decisions.jsonl", [made_by(findings()[1], "dismiss", "scope", "", "Cid")])
    with pytest.raises(ChangedError):
        desk.decide(other, "confirm", None, "", tag)
    assert len(read(tmp_path / "decisions.jsonl")) == 3


def test_desk_keeps_a_decision_on_its_like(tmp_path: Path) -> None:
    """A finding whose article was renamed is decided already; taking back a new word leaves the old one."""
    (first, *_) = findings()
    claims = tuple(replace(claim, sha256="ab", mention=replace(claim.mention, doc="x")) for claim in first.claims)
    before = replace(first, id="fp1:before", claims=claims)
    append(tmp_path / "decisions.jsonl", [made_by(before, "dismiss", "scope", "")])
    own = replace(first, claims=tuple(replace(claim, sha256="ab") for claim in first.claims))
    desk = table(tmp_path, [own])
    assert state(desk.findings[0]) == "dismissed"
    desk.decide(own.id, "confirm", None, "", desk.tag(own.id))
    assert state(desk.findings[0]) == "confirmed"
    desk.undo()
    desk.refresh()
    assert state(desk.findings[0]) == "dismissed"


FILTERS = [
    ({}, [0, 1, 2]),
    ({"state": "all", "order": "measure"}, [0, 1, 2]),
    ({"rule": "nc1"}, [0, 1, 2]),
    ({"rule": "NC2"}, []),
    ({"severity": "warning"}, []),
    ({"source": "HALY"}, [0, 1, 2]),
    ({"doc": "a1-2"}, [2]),
    ({"measure": "halden 1"}, [1]),
    ({"q": "ministry 10,000 officer"}, [0, 1, 2]),
    ({"q": "ministry nowhere"}, []),
    ({"q": "(.*"}, []),
    ({"state": "confirmed"}, []),
    ({"by": "Bob"}, []),
    ({"order": "confidence"}, [0, 1, 2]),
    ({"order": "gap"}, [0, 1, 2]),
    ({"order": "date"}, [0, 1, 2]),
]


@pytest.mark.parametrize(("query", "numbers"), FILTERS)
def test_queue_filters(query: dict[str, str], numbers: list[int]) -> None:
    made = findings()
    own = Filter.parse(query)
    assert Queue(made).select(own, made) == numbers
    assert Filter.parse(dict(parse_qsl(own.address()))) == own


def test_desk_knows_how_fast_it_goes(tmp_path: Path) -> None:
    clock = iter(range(0, 60, 10))

    def made_later(*said: Any, **how: Any) -> Decision:
        return replace(made_by(*said, **how), at=f"2025-04-01T09:00:{next(clock):02}Z")

    made = findings(20)
    desk = Desk(report(made), tmp_path / "decisions.jsonl", made_later)
    for number, finding in enumerate(made[:6]):
        assert desk.pace(20 - number) is None
        desk.decide(finding.id, "confirm", None, "", desk.tag(finding.id))
    assert desk.pace(14) == "6 a minute, some 2 min left"
    assert desk.pace(0) is None


def test_queue_goes_on_from_where_one_is_and_round_the_end() -> None:
    made = list(findings(4))
    queue, own = Queue(made), Filter()
    done = made_by(made[2], "confirm", None, "")
    now = [replace(f, decision=done) if n == 2 else f for n, f in enumerate(made)]
    assert [queue.after(own, now, n) for n in range(4)] == [1, 3, 3, 0]
    assert [queue.after(own, now, n, -1) for n in range(4)] == [3, 0, 1, 1]
    assert queue.after(own, [replace(f, decision=done) for f in made], 0) is None
    assert queue.after(Filter(doc="a1-3"), now, 0) == 3


def test_queue_orders() -> None:
    low, high, old = findings(3)
    high = replace(high, high=samples.TEN.quantity.value and samples.TEN.quantity.value * 9, confidence=0.99)
    old = replace(old, severity="warning", claims=tuple(replace(c, published=None) for c in old.claims))
    queue = Queue([low, high, old])
    found = {name: queue.base(Filter(order=name)) for name in ("severity", "confidence", "gap", "date")}
    assert found == {"severity": (1, 0, 2), "confidence": (1, 0, 2), "gap": (1, 0, 2), "date": (0, 1, 2)}


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ({"confrim": "y"}, "did you mean 'confirm'"),
        ({"confirm": "yy"}, "is no key"),
        ({"confirm": "1"}, "no digit"),
        ({"confirm": " "}, "no blank"),
        ({"confirm": "d"}, "confirm and dismiss have the same key"),
    ],
)
def test_keys_that_cannot_be(own: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        keymap(own)


DECIDES = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from reviewing import findings, table
folder, who, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
made = findings(first + count)
desk = table(folder, made, who)
for finding in made[first:]:
    while True:
        try:
            desk.decide(finding.id, "dismiss", "scope", "n" * 500, desk.tag(finding.id))
            break
        except Exception as error:
            if type(error).__name__ != "ChangedError":
                raise
    print(finding.id, flush=True)
"""


def deciding(folder: Path, who: str, first: int, count: int) -> subprocess.Popen[str]:
    """A process that decides on findings and prints each that is acknowledged."""
    code = DECIDES.format(tests=str(Path(__file__).parent))
    arguments = [sys.executable, "-c", code, str(folder), who, str(first), str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_desk_two_processes_lose_nothing(tmp_path: Path) -> None:
    """NUMCHECK_EACH=250 for the full one."""
    both = [deciding(tmp_path, who, first, EACH) for who, first in (("Ann", 0), ("Bob", EACH))]
    said = [line for process in both for line in process.communicate(timeout=240)[0].split()]
    assert len(said) == 2 * EACH
    assert {word.id for word in read(tmp_path / "decisions.jsonl")} == set(said)


def test_desk_killed_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """`kill -9` at random moments; NUMCHECK_KILLS=200 for the full one."""
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        process = deciding(tmp_path, f"r{number}", number * 40, 40)
        assert process.stdout is not None
        first = process.stdout.readline()  # it has begun to write
        timer = threading.Timer(chance.random() * 0.08, process.send_signal, [signal.SIGKILL])
        timer.start()
        lines = [first, *process.stdout.readlines()]
        process.wait()
        timer.cancel()
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        on_file = {word.id for word in read(tmp_path / "decisions.jsonl")}  # raises for half a line
        assert acknowledged <= on_file
    assert len(acknowledged) >= KILLS
    leftovers = [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")]
    assert leftovers == ["decisions.jsonl"]


def test_desk_says_so_when_it_cannot_write(tmp_path: Path) -> None:
    desk = table(tmp_path / "file" / "below")
    (tmp_path / "file").write_text("not a folder")
    name = findings()[0].id
    with pytest.raises(DecisionsError, match="cannot be"):
        desk.decide(name, "confirm", None, "", desk.tag(name))
    assert desk.may_undo == 0
