"""A chat endpoint on loopback that answers as it is told to, and remembers what it was sent."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Stub", "grouping", "said", "served", "spoken"]

Behaviour = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]
MARKED = re.compile(r"(\S+ )?(\S+)_([a-z]+)")


class Stub:
    """What the endpoint does: `script` in turn, then `usual` for ever."""

    def __init__(self, usual: Behaviour, *script: Behaviour) -> None:
        self.usual, self.script = usual, list(script)
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.under_way = self.most = 0
        self.url = ""
        self._lock = threading.Lock()

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers["Content-Length"])
        body = json.loads(handler.rfile.read(length))
        with self._lock:
            self.bodies.append(body)
            self.headers.append(dict(handler.headers))
            act = self.script.pop(0) if self.script else self.usual
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        try:
            act(handler, body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            with self._lock:
                self.under_way -= 1

    @property
    def asked(self) -> list[str]:
        """The stories that were sent, in order."""
        return [body["messages"][-1]["content"] for body in self.bodies]


@contextmanager
def served(stub: Stub) -> Iterator[Stub]:
    """The stub as a server; its `url` is what `reader.base-url` takes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/chat/completions"
            stub.handle(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


def said(handler: BaseHTTPRequestHandler, code: int, data: bytes, **headers: str) -> None:
    """Send a whole response."""
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def spoken(content: str, **more: Any) -> Behaviour:
    """A model that says one thing whatever it is asked."""

    def act(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        message = {"role": "assistant", "content": content, **more}
        usage = {"prompt_tokens": 100, "completion_tokens": 10}
        document = {"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}
        said(handler, 200, json.dumps(document).encode())

    return act


def grouping(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
    """A model that groups what stands before the same noun, and does whatever the story tells it to."""
    story = body["messages"][-1]["content"]
    groups: dict[str, list[str]] = {}
    for _, noun, number in MARKED.findall(story):
        groups.setdefault(noun.lower().rstrip("s"), []).append(number)
    chosen = [ids for ids in groups.values() if len(ids) > 1]
    ordered = re.search(r"(?i)(?:ignore|disregard|system\s*:|assistant\s*:|one group)", story)
    if ordered:
        chosen = [[number for *_, number in MARKED.findall(story)]]
    spoken(json.dumps({"groups": chosen}))(handler, body)
