"""Questions -> answers of an OpenAI-compatible endpoint: the one module that sends anything anywhere.

Each question ends in an answer or in a named state; an error of one is no error of another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from numcheck.reader.answer import Answer, AnswerError, parsed
from numcheck.reader.answers import Record
from numcheck.reader.budget import Budget, Limits, Spent, expected, most
from numcheck.reader.prompt import SCHEMA, messages

if TYPE_CHECKING:
    import httpx

__all__ = ["Endpoint", "ask"]

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds before a question is asked again, and the most that is waited
_PASSING = (408, 409, 425, 429, 500, 502, 503, 504)
_FINAL = (401, 403, 404)  # what is wrong with one question is wrong with all
_MALFORMED = 1  # times that an answer that is none is asked for again


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a second reader is asked.

    Args:
        url: of the API, without /chat/completions.
        model: its name.
        key: sent as a bearer token, None for none.
        form: "schema" to hold it to the JSON schema, "json" to JSON, "none" to nothing.
        timeout: seconds that one question may take.
        retries: times that a question is asked again.
        concurrency: questions under way at the same time.
    """

    url: str
    model: str
    key: str | None = None
    form: str = "schema"
    timeout: float = 60.0
    retries: int = 3
    concurrency: int = 4


class _NoAnswerError(Exception):
    """A question that was not answered this time.

    Args:
        state: what became of it.
        wait: seconds to wait before it is asked again; None for as long as usual.
        again: whether it is worth asking again.
    """

    def __init__(self, state: str, wait: float | None = None, again: bool = True) -> None:
        super().__init__(state)
        self.state, self.wait, self.again = state, wait, again


def ask(
    texts: Mapping[str, str], endpoint: Endpoint, limits: Limits, heard: Callable[[Record], object]
) -> dict[str, str]:
    """Ask each question.

    Args:
        texts: by key.
        endpoint: where.
        limits: what may be spent.
        heard: told of each answer the moment it is there.

    Returns:
        What became of the questions without an answer, by key: "timed out", "over budget", "refused", ...

    Raises:
        ImportError: httpx is not installed.
    """
    return asyncio.run(_Asking(endpoint, limits, heard).all(texts))


class _Asking:
    def __init__(self, endpoint: Endpoint, limits: Limits, heard: Callable[[Record], object]) -> None:
        self._endpoint, self._heard = endpoint, heard
        self._budget = Budget(limits)
        self._final: str | None = None
        self._states: dict[str, str] = {}

    async def all(self, texts: Mapping[str, str]) -> dict[str, str]:
        import httpx

        headers = {"Authorization": f"Bearer {self._endpoint.key}"} if self._endpoint.key else {}
        async with httpx.AsyncClient(headers=headers, timeout=self._endpoint.timeout) as client:
            rest = iter(texts.items())
            count = max(1, min(self._endpoint.concurrency, len(texts)))
            await asyncio.gather(*(self._work(client, rest) for _ in range(count)))
        return self._states

    async def _work(self, client: httpx.AsyncClient, rest: Iterator[tuple[str, str]]) -> None:
        for key, text in rest:
            state = self._final or await self._one(client, key, text)
            if state is not None:
                self._states[key] = state

    async def _one(self, client: httpx.AsyncClient, key: str, text: str) -> str | None:
        """Ask one question until there is an answer or no hope of one."""
        malformed = 0
        for attempt in range(self._endpoint.retries + 1):
            wanted = expected(text)
            if not self._budget.reserve(wanted):
                return "over budget"
            used: Spent = (0, 0)
            try:
                body = await self._sent(client, text)
                used = _used(body) or wanted
                answer = _answer(body)
                self._heard(Record(key, self._endpoint.model, answer, _used(body)))
                return None
            except _NoAnswerError as failed:
                malformed += failed.state == "malformed"
                if not failed.again or attempt == self._endpoint.retries or malformed > _MALFORMED:
                    return failed.state
                usual = min(_LONGEST_WAIT, _FIRST_WAIT * 2**attempt)
                wait = usual if failed.wait is None else failed.wait
            finally:
                self._budget.settle(wanted, used)
            await asyncio.sleep(wait)
            if self._final:
                return self._final
        raise AssertionError("unreachable")

    async def _sent(self, client: httpx.AsyncClient, text: str) -> Any:
        """The body of what the endpoint says to a question."""
        import httpx

        url = f"{self._endpoint.url.rstrip('/')}/chat/completions"
        try:
            async with asyncio.timeout(self._endpoint.timeout):
                response = await client.post(url, json=_body(self._endpoint, text))
        except (TimeoutError, httpx.TimeoutException):
            raise _NoAnswerError("timed out") from None
        except httpx.TransportError:
            raise _NoAnswerError("unreachable") from None
        except httpx.InvalidURL:
            raise _NoAnswerError("unreachable", again=False) from None
        code = response.status_code
        if code in _PASSING:
            wait = _retry_after(response)
            raise _NoAnswerError(
                "busy" if code == 429 else f"failing ({code})", wait, wait is None or wait <= _LONGEST_WAIT
            )
        if code != 200:
            if code in _FINAL:
                self._final = f"rejected ({code})"
            raise _NoAnswerError(f"rejected ({code})", again=False)
        try:
            return response.json()
        except (ValueError, RecursionError):
            raise _NoAnswerError("malformed") from None


def _body(endpoint: Endpoint, text: str) -> dict[str, Any]:
    said = messages(text, spelled=endpoint.form != "schema")
    body = {"model": endpoint.model, "messages": said, "temperature": 0, "max_tokens": most(text)}
    if endpoint.form == "schema":
        schema = {"name": "groups", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif endpoint.form == "json":
        body["response_format"] = {"type": "json_object"}
    return body


def _answer(body: Any) -> Answer:
    try:
        choice = body["choices"][0]
        said = choice["message"]
        if said.get("refusal") or choice.get("finish_reason") == "content_filter":
            raise _NoAnswerError("refused", again=False)
        content = said["content"]
        return parsed(content[content.index("{") : content.rindex("}") + 1])  # models like to talk around it
    except (AnswerError, LookupError, TypeError, AttributeError, ValueError):
        raise _NoAnswerError("malformed") from None


def _used(body: Any) -> Spent | None:
    """The tokens as the endpoint counted them."""
    try:
        used = body["usage"]["prompt_tokens"], body["usage"]["completion_tokens"]
    except (LookupError, TypeError):
        return None
    return used if all(isinstance(count, int) and count >= 0 for count in used) else None


def _retry_after(response: httpx.Response) -> float | None:
    """The seconds that an endpoint asks to wait; a date is held against its own clock."""
    said = response.headers.get("Retry-After", "")
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        due, now = (parsedate_to_datetime(text) for text in (said, response.headers.get("Date", "")))
        return max(0.0, (due - now).total_seconds())
    except (ValueError, TypeError):
        return None
