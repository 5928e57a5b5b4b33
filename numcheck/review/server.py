"""The review as a web page: findings one by one, each word on disk before the next one shows.

Documents are shown by the number of their finding, never by a path from a request; nothing redirects to where a
request says; a page that there is not is a fixed text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from socket import socket
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from numcheck.decisions import REASONS, REASONS_APART, DecisionsError, check_apart
from numcheck.finding import KEYS, Dossier, Finding
from numcheck.report.html.card import card, headline, spread
from numcheck.report.html.render import asset, environment
from numcheck.report.json import state
from numcheck.review.desk import ChangedError, Desk
from numcheck.review.guard import Guard
from numcheck.review.keys import ACTIONS
from numcheck.review.queue import ORDERS, SHOWN, Filter, Queue, outlets
from numcheck.review.requests import RefusedError, Word, body_of, filter_of, whole

__all__ = ["application", "serve"]

HERE = Path(__file__).parent
_STATIC = {
    "style.css": ("text/css", None),
    "review.js": ("text/javascript", HERE / "static"),
    "start.js": ("text/javascript", HERE / "static"),
}
_PAGE = 100  # findings a page of the list


class _Pages:
    """What each address answers."""

    def __init__(
        self, desk: Desk, dossier: Callable[[Finding], Dossier], keys: Mapping[str, str], guard: Guard, name: str
    ) -> None:
        self._desk, self._dossier, self._guard = desk, dossier, guard
        self._queue = Queue(desk.findings)
        self._number = {finding.id: number for number, finding in enumerate(desk.findings)}
        self._templates = environment([HERE / "templates"])
        self._templates.globals.update(
            corpus=name,
            keys=keys,
            named=[(action, keys[action], text) for action, (_, text) in ACTIONS.items() if action != "quit"],
            reasons=[(key, reason, REASONS[reason]) for key, reason in KEYS.items()],
            apart=[(name, REASONS[name]) for name in REASONS_APART],
            states=SHOWN,
            orders=ORDERS,
            rules=sorted({finding.rule for finding in desk.findings}),
            sources=outlets(desk.findings),
        )

    def routes(self) -> list[Route]:
        return [
            Route("/", self._answer(self.list)),
            Route("/next", self._answer(self.next)),
            Route("/finding/{name}", self._answer(self.finding)),
            Route("/api/decide", self._answer(self.decide), methods=["POST"]),
            Route("/api/decide-all", self._answer(self.decide_all), methods=["POST"]),
            Route("/api/undo", self._answer(self.undo), methods=["POST"]),
            Route("/api/view", self._answer(self.view), methods=["POST"]),
            Route("/session", self._answer(self.session), methods=["POST"]),
            Route("/start", self._answer(self.start)),
            Route("/static/{name}", self._answer(self.static)),
        ]

    def _answer(self, handler: Callable[..., Response]) -> Callable[[Request], Any]:
        """An endpoint: reads what was sent, then works in a thread, since words are written to disk."""

        async def endpoint(request: Request) -> Response:
            try:
                body = body_of(await request.body()) if request.method == "POST" else {}
                return await run_in_threadpool(handler, request, body)
            except RefusedError as refused:
                return JSONResponse({"error": refused.text, **refused.more}, refused.status)
            except DecisionsError as error:
                return JSONResponse({"error": str(error)}, 500)

        return endpoint

    def list(self, request: Request, body: Mapping[str, Any]) -> Response:
        """The findings of a filter, page by page."""
        self._desk.refresh()
        own = Filter.parse(request.query_params)
        numbers = self._queue.select(own, self._desk.findings)
        pages = max(1, -(-len(numbers) // _PAGE))
        page = min(pages, whole(request.query_params.get("page", "")) or 1)
        rows = [self._row(self._desk.findings[number]) for number in numbers[(page - 1) * _PAGE : page * _PAGE]]
        counts = Counter(map(state, self._desk.findings))
        left = sum(state(self._desk.findings[n]) in ("open", "disputed") for n in numbers)
        return self._page(
            "list.html",
            own,
            left=left,
            rows=rows,
            found=len(numbers),
            page=page,
            pages=[n for n in range(1, pages + 1) if n in (1, pages) or abs(n - page) <= 3],
            counts=sorted(counts.items()),
            stale=self._desk.stale,
        )

    def next(self, request: Request, body: Mapping[str, Any]) -> Response:
        """To the first finding of a filter, or to its list if there is none."""
        self._desk.refresh()
        own = Filter.parse(request.query_params)
        numbers = self._queue.select(own, self._desk.findings)
        return RedirectResponse(self._address(own, numbers[0] if numbers else None), 303)

    def finding(self, request: Request, body: Mapping[str, Any]) -> Response:
        """One finding."""
        self._desk.refresh()
        own = Filter.parse(request.query_params)
        name = request.path_params["name"]
        finding = self._desk.find(name)
        if finding is None:
            return PlainTextResponse("There is no such finding.", 404)
        number, findings = self._number[name], self._desk.findings
        scale = request.query_params.get("scale")
        shown = card(finding, self._dossier(finding), {"log": True, "linear": False}.get(scale or ""))
        base = self._queue.base(own)
        tag = self._desk.tag(name)
        fits = self._queue.select(own, findings)
        page = self._page(
            "finding_page.html",
            own,
            card=shown,
            tag=tag,
            next=self._address(own, self._queue.after(own, findings, number)),
            previous=self._address(own, self._queue.after(own, findings, number, -1)),
            position=base.index(number) + 1 if number in base else None,
            history=self._desk.words(name),
            left=sum(state(findings[n]) in ("open", "disputed") for n in fits),
        )
        page.headers["etag"] = f'"{tag}"'
        return page

    def decide(self, request: Request, body: Mapping[str, Any]) -> Response:
        """A word on one finding, if it still is as the reviewer saw it."""
        name, word, own = body.get("id"), Word.of(body), filter_of(body)
        finding = self._desk.find(name) if isinstance(name, str) else None
        if not isinstance(name, str) or finding is None:
            raise RefusedError(404, "There is no such finding.")
        try:
            check_apart(finding, word.word, word.apart)
        except ValueError as error:
            raise RefusedError(400, f"Not decided: {error}.") from error
        tag = request.headers.get("if-match", "").strip('"')
        if not tag:
            raise RefusedError(428, "If-Match is missing.")
        try:
            self._desk.decide(name, word.word, word.reason, word.note, tag, word.apart)
        except ChangedError as changed:
            raise self._conflict(name) from changed
        stay = body.get("stay") is True
        number = self._number[name]
        follows = number if stay else self._queue.after(own, self._desk.findings, number)
        return JSONResponse({"next": self._address(own, follows), "say": f"{word.said}."})

    def decide_all(self, request: Request, body: Mapping[str, Any]) -> Response:
        """One word on all that is undecided in a filter, if that is as many as the reviewer saw."""
        word, own, count = Word.of(body), filter_of(body), body.get("count")
        self._desk.refresh()
        findings = self._desk.findings
        numbers = [n for n in self._queue.select(own, findings) if state(findings[n]) in ("open", "disputed")]
        if len(numbers) != count:
            raise RefusedError(412, f"There are {len(numbers)} of them now. Look again before you decide on all.")
        try:
            self._desk.decide_all([findings[n].id for n in numbers], word.word, word.reason, word.note)
        except ChangedError as changed:
            raise RefusedError(412, "Somebody else decides, too. Look again before you decide on all.") from changed
        return JSONResponse({"next": self._address(own, None), "say": f"{word.said}, {len(numbers)} findings."})

    def undo(self, request: Request, body: Mapping[str, Any]) -> Response:
        """The last word taken back, and its finding shown again."""
        own = filter_of(body)
        try:
            names = self._desk.undo()
        except ChangedError as changed:
            raise RefusedError(412, "That was decided on anew meanwhile; it is left as it is.") from changed
        if not names:
            return JSONResponse({"next": None, "say": "There is nothing to take back in this session."})
        say = "Taken back." if len(names) == 1 else f"Taken back, {len(names)} findings."
        return JSONResponse({"next": self._address(own, self._number[names[0]]), "say": say})

    def view(self, request: Request, body: Mapping[str, Any]) -> Response:
        """The filter kept by a name."""
        name, own = body.get("name"), filter_of(body)
        try:
            self._desk.views.keep(name if isinstance(name, str) else "", own)
        except ValueError as error:
            raise RefusedError(400, f"Not kept: {error}.") from error
        return JSONResponse({"next": self._address(own, None), "say": f"Kept as “{name}”."})

    def session(self, request: Request, body: Mapping[str, Any]) -> Response:
        """The token for a cookie that scripts cannot read and other sites do not send."""
        if not self._guard.right(body.get("token")):
            raise RefusedError(403, "This is not the token. Open the address that numcheck printed last.")
        answer = JSONResponse({"next": "/next"})
        answer.set_cookie(self._guard.cookie, body["token"], path="/", httponly=True, samesite="strict")
        return answer

    def start(self, request: Request, body: Mapping[str, Any]) -> Response:
        """A page that holds nothing but a way to hand in the token."""
        return HTMLResponse(self._templates.get_template("start.html").render())

    def static(self, request: Request, body: Mapping[str, Any]) -> Response:
        """A style sheet or script of ours, by name."""
        name = request.path_params["name"]
        if name not in _STATIC:
            return PlainTextResponse("There is no such file.", 404)
        kind, folder = _STATIC[name]
        return Response(asset(name, folder) if folder else asset(name), media_type=kind)

    def _page(self, template: str, own: Filter, **values: Any) -> HTMLResponse:
        base, findings = self._queue.base(own), self._desk.findings
        decided = sum(state(findings[number]) not in ("open", "disputed") for number in base)
        text = self._templates.get_template(template).render(
            own=own,
            query=own.address(),
            total=len(base),
            decided=decided,
            pace=self._desk.pace(len(base) - decided),
            views=[(name, view.address()) for name, view in self._desk.views.all().items()],
            may_undo=self._desk.may_undo,
            **values,
        )
        return HTMLResponse(text.encode("utf-8", "backslashreplace"))

    def _row(self, finding: Finding) -> dict[str, Any]:
        return {"f": finding, "state": state(finding), "headline": headline(finding), "figures": spread(finding)}

    def _address(self, own: Filter, number: int | None) -> str:
        query = own.address()
        path = "/" if number is None else f"/finding/{self._desk.findings[number].id}"
        return f"{path}?{query}" if query else path

    def _conflict(self, name: str) -> RefusedError:
        """The answer to a word on a finding that changed: what is on file now, for the reviewer to choose."""
        self._desk.refresh()
        finding = self._desk.find(name)
        now = finding.decision if finding is not None else None
        theirs = None
        if now is not None:
            theirs = {"word": now.decision, "reason": now.reason, "note": now.note, "by": now.by, "at": now.at}
        text = "Somebody decided on this meanwhile. Nothing was written."
        return RefusedError(412, text, theirs=theirs, tag=self._desk.tag(name))


def application(
    desk: Desk,
    dossier: Callable[[Finding], Dossier],
    keys: Mapping[str, str],
    port: int,
    token: str,
    name: str = "corpus",
) -> Guard:
    """The review as an ASGI application, behind its guard.

    Args:
        desk: the findings.
        dossier: of a finding, made when it is shown.
        keys: the key of each action.
        port: where it will listen.
        token: what a request must carry.
        name: what the corpus is called.
    """
    inner = Starlette()
    guard = Guard(inner, port, token)
    inner.router.routes.extend(_Pages(desk, dossier, keys, guard, name).routes())
    return guard


def serve(guard: Guard, listening: socket) -> None:
    """Answer requests on a socket until interrupted."""
    import uvicorn

    config = uvicorn.Config(
        guard, log_level="warning", access_log=False, lifespan="off", server_header=False, ws="none"
    )
    uvicorn.Server(config).run(sockets=[listening])
