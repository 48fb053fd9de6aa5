"""How a network is asked over HTTP: what its answers and silences mean, once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from firebell.channels.contract import Budget, ChannelError, OutcomeUnknownError
from firebell.common.following import Hop, RedirectError, fetch
from firebell.common.outgoing import RefusedAddressError, TooLargeError, read_bounded, within

LIMIT = 8 * 1024 * 1024  # bytes of one answer
DEADLINE = 60.0  # seconds for one whole answer
LONGEST_WAIT = timedelta(hours=1)
# The request had not reached the other side when these happened.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes
    url: str
    hops: tuple[Hop, ...] = ()
    moved_to: str | None = None  # the new address, where it moved for good


def ask(client: httpx.Client, request: httpx.Request, *, where: str, limit: int = LIMIT) -> Answer:
    """The answer to a question, status below 400. ChannelError, with `where` in its message, for
    everything else; asking again does no harm."""
    answer = exchange(client, request, where=where, limit=limit)
    if answer.status >= 400:
        raise refusal(answer, where)
    return answer


def exchange(
    client: httpx.Client, request: httpx.Request, *, where: str, limit: int = LIMIT
) -> Answer:
    """Whatever is answered to a question, a refusal too, for those who must read its reason.
    ChannelError where nothing is."""
    try:
        return _exchange(client, request, limit)
    except httpx.HTTPError as error:
        raise _unreachable(where, error) from error
    except TooLargeError as error:
        raise ChannelError(f"{where}: {error}", permanent=False) from error


def follow(
    client: httpx.Client,
    url: str,
    *,
    where: str,
    headers: Mapping[str, str] | None = None,
    limit: int = LIMIT,
) -> Answer:
    """What stands at an address, or at wherever it has moved: status below 400, so 304 too.
    ChannelError, with `where` in its message, for everything else."""
    try:
        found = fetch(client, url, headers=headers, limit=limit, seconds=DEADLINE)
    except RefusedAddressError as error:
        raise ChannelError(f"{where}: {error}", permanent=True) from error
    except (RedirectError, TooLargeError) as error:
        raise ChannelError(f"{where}: {error}", permanent=False) from error
    except httpx.HTTPError as error:
        raise _unreachable(where, error) from error
    answer = Answer(found.status, found.headers, found.body, found.url, found.hops, found.moved_to)
    if answer.status >= 400:
        raise refusal(answer, where)
    if 300 <= answer.status != 304:
        raise ChannelError(
            f"{where}: redirects (status {answer.status}) without saying where", permanent=False
        )
    return answer


def tell(client: httpx.Client, request: httpx.Request, *, where: str) -> Answer:
    """The answer to something that must happen once. ChannelError where it surely did not happen;
    OutcomeUnknownError where that cannot be told."""
    try:
        answer = _exchange(client, request, LIMIT)
    except _NOT_SENT as error:
        raise _unreachable(where, error) from error
    except (httpx.HTTPError, TooLargeError) as error:
        raise OutcomeUnknownError(f"{where}: {error or type(error).__name__}") from error
    if answer.status >= 500 or answer.status == 408:
        raise OutcomeUnknownError(f"{where}: the server answered with status {answer.status}")
    if answer.status >= 400:
        raise refusal(answer, where)
    return answer


def _exchange(client: httpx.Client, request: httpx.Request, limit: int) -> Answer:
    with within(DEADLINE):
        try:
            response = client.send(request, stream=True)
        except RefusedAddressError as error:
            raise ChannelError(str(error), permanent=True) from error
        except httpx.InvalidURL as error:
            raise ChannelError(f"{request.url}: {error}", permanent=True) from error
        try:
            body = read_bounded(response, limit, DEADLINE)
        finally:
            response.close()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, body, str(response.url))


def refusal(answer: Answer, where: str) -> ChannelError:
    """What a refusing answer means for a person."""
    status = answer.status
    if status in (401, 403):
        return ChannelError(
            f"{where} refused us (status {status}); sign in again on the page of this source",
            permanent=True,
        )
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        wait = retry_after(answer.headers) or timedelta(minutes=1)
        return ChannelError(
            f"{where} asks us to slow down; asking again in {int(wait.total_seconds())} seconds",
            permanent=False,
            retry_after=wait,
        )
    if status in (404, 410):
        return ChannelError(f"{where}: not there (status {status})", permanent=status == 410)
    return ChannelError(
        f"{where} answered with status {status}", permanent=400 <= status < 500 and status != 408
    )


def _unreachable(where: str, error: Exception) -> ChannelError:
    why = str(error) or type(error).__name__
    return ChannelError(f"{where} cannot be reached ({why}); trying again", permanent=False)


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> timedelta | None:
    """How long the other side asks us to wait (RFC 9110, 10.2.3), at most an hour."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        wait = timedelta(seconds=int(value[:9]))
    else:
        try:
            then = parsedate_to_datetime(value)
        except (TypeError, ValueError):
            return None
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        wait = then - (now or datetime.now(UTC))
    return min(max(wait, timedelta(seconds=1)), LONGEST_WAIT)


def budget(headers: Mapping[str, str], what: str) -> Budget | None:
    """What is left of the rate limit, where the headers say so: the names with and without `x-`,
    reset as seconds since 1970, as seconds from now or as an instant."""
    read = {name.removeprefix("x-"): value for name, value in headers.items()}
    left, of = read.get("ratelimit-remaining", ""), read.get("ratelimit-limit", "")
    if not (left.isdecimal() and of.isdecimal()):
        return None
    return Budget(what, int(left), int(of), _reset(read.get("ratelimit-reset", "")))


def _reset(value: str) -> datetime | None:
    if value.isdecimal():
        seconds = int(value[:12])
        return (
            datetime.fromtimestamp(seconds, UTC)
            if seconds > 1_000_000_000
            else datetime.now(UTC) + timedelta(seconds=seconds)
        )
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
