"""What may talk to the review: a browser on this machine, at our address, from our own pages, that was given the token.

Any web page that the reviewer opens can send requests to a server on the same machine. So each request, whatever it is
for, must name our own host (or a name that was made to point here would do), must not come from another site, and must
carry the token. One that changes anything must be JSON as well, which no form of a foreign page can send.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

__all__ = ["HEADERS", "Guard"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Of every answer."""
_OPEN = ("/start", "/session")  # what one may ask for without the token, besides style sheets and scripts
_SITES = ("same-origin", "none")
_LARGEST = 100_000  # bytes of a request


class Guard:
    """An ASGI application that lets only our own requests through to another.

    Args:
        app: the other one.
        port: on which we listen.
        token: what a request must carry.
    """

    def __init__(self, app: App, port: int, token: str) -> None:
        self._app, self._token = app, token
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        self.cookie = f"numcheck-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)

        refused = self.refusal(scope)
        if refused is None:
            await self._app(scope, receive, guarded)
            return
        code, text = refused
        body = text.encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await guarded({"type": "http.response.start", "status": code, "headers": headers})
        await guarded({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and text of the answer to a request that is not let through; None for one that is."""
        headers = _headers(scope["headers"])
        if headers is None:
            return 400, "A header is there twice."
        host = headers.get("host", "")
        if host not in self._hosts:
            return 403, "This is not our address."
        if (
            headers.get("sec-fetch-site", "none") not in _SITES
            or headers.get("origin", f"http://{host}") != f"http://{host}"
        ):
            return 403, "Other sites may not ask. Open the address that numcheck printed by hand."
        method, path = scope["method"], scope["path"]
        if method not in ("GET", "HEAD", "POST"):
            return 405, "Only GET and POST."
        if method == "POST":
            if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
                return 415, "Only JSON."
            if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > _LARGEST:
                return 413, "Too much."
        free = path in _OPEN or path.startswith("/static/")
        if not free and not self.known(headers.get("cookie", "")):
            return 401, "Open the address that numcheck printed when it started; it has the token."
        return None

    def known(self, cookies: str) -> bool:
        """Whether cookies hold the token."""
        pairs = (pair.strip().partition("=") for pair in cookies.split(";"))
        return any(name == self.cookie and self.right(value) for name, _, value in pairs)

    def right(self, token: object) -> bool:
        """Whether this is the token."""
        return isinstance(token, str) and hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode())


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str] | None:
    """Headers by name; None if one that we decide on is there twice."""
    found: dict[str, str] = {}
    for name, value in pairs:
        key = name.decode("latin-1").lower()
        if key in found and key in ("host", "origin", "sec-fetch-site", "content-type", "content-length", "cookie"):
            return None
        found[key] = value.decode("latin-1")
    return found
