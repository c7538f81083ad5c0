"""Fetches one page from the public web, where the user asked for it, and nothing else from anywhere.

An address that a page or a feed names may lead into the newsroom's own network. So every host is resolved here, each of
its addresses is checked, and the connection is made to a checked address itself: a name that resolves differently the
second time is not asked a second time. Redirects are followed by hand and checked alike. No proxy, cookie, password or
setting of the environment takes part. Size and total time are limited, also of what unpacks.
"""

from __future__ import annotations

import contextlib
import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from claimcheck.model import ReadError
from claimcheck.read.document import Document
from claimcheck.read.http_payload import LARGEST_PAGE, PayloadError, body_of, media_type
from claimcheck.read.inputs import shown
from claimcheck.read.public_addresses import why_not_public

MOST_REDIRECTS = 5
TIME_LIMIT = 30.0
"""Seconds for a page, its redirects included."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PATIENCE = 3.0  # seconds for one of several addresses, at least
_CHUNK = 1 << 16
_LONGEST_URL = 4_000
_LONGEST_HOST = 253
_BAD_CHARACTERS = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_DOTTED = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_HEADERS = (
    "User-Agent: claimcheck\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5\r\n"
    "Accept-Encoding: gzip\r\n"
    "Connection: close\r\n"
)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Network:
    """What is between a page and its reader; tests put their own in its place.

    ``resolve`` gives all addresses of a host, ``refuse`` the reason why one is not connected to (None: it may be),
    ``ports`` those of the two schemes, ``tls`` the context that certificates are checked with.
    """

    resolve: Callable[[str, int], list[str]] = _resolve
    refuse: Callable[[str], str | None] = why_not_public
    ports: tuple[int, ...] = (80, 443)
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    time_limit: float = TIME_LIMIT


INTERNET = Network()


class _RefusedError(ValueError):
    """Why a page is not fetched, in a few words."""


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart: scheme, host as it is resolved and certified, port, and what is asked of the server."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def fetch(url: str, network: Network = INTERNET) -> Document:
    """The page at an http or https address, as a document that knows its final address and declared charset.

    Raises ReadError, with the address as given, for anything that is not a page of the public web, and for every fault
    of the connection.
    """
    name = shown(url[:_LONGEST_URL])
    deadline = time.monotonic() + network.time_limit
    try:
        target = _target(url, network)
        for _ in range(MOST_REDIRECTS + 1):
            answer = _asked(target, network, deadline)
            if isinstance(answer, str):
                target = _redirected(target, answer, network)
                continue
            data, charset = answer
            return Document(name, data, target.url, charset)
        raise _RefusedError(f"more than {MOST_REDIRECTS} redirects")
    except _RefusedError as error:
        raise ReadError(name, str(error)) from None
    except TimeoutError:
        raise ReadError(name, f"not read in {network.time_limit:g} seconds") from None
    except ssl.SSLCertVerificationError as error:
        raise ReadError(name, f"its certificate is not valid: {error.verify_message}"[:200]) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ReadError(name, f"could not be fetched: {shown(str(reason))}"[:200]) from None


def _target(url: str, network: Network) -> _Target:
    """The address taken apart. Raises _RefusedError for every form of one that is not plainly a public page's."""
    if len(url) > _LONGEST_URL:
        raise _RefusedError("an address that is too long")
    if _BAD_CHARACTERS.search(url):
        raise _RefusedError("not a web address: blanks or control characters in it")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise _RefusedError("not a web address") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise _RefusedError(f"{scheme[:20] or 'no scheme'}: only http and https are fetched")
    if "@" in parts.netloc:
        raise _RefusedError("an address with a user name or password in it is not fetched")
    port = _PORTS[scheme] if port is None else port
    if port not in network.ports:
        raise _RefusedError(f"port {port}: only {' and '.join(map(str, network.ports))} are fetched from")
    return _Target(_without_fragment(parts), scheme, _plain_host(host, parts.netloc), port, _path(parts))


def _without_fragment(parts: SplitResult) -> str:
    return parts._replace(fragment="").geturl()


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._[]')}" if parts.query else path


def _plain_host(host: str, netloc: str) -> str:
    """The host as names and certificates have it: ASCII, lower case, no dot at its end. Numbers that are no address in
    its usual spelling (2130706433, 0x7f.1, 0177.0.0.1) are refused: resolvers take them for addresses."""
    if "[" in netloc:
        if ":" not in host or "%" in host:
            raise _RefusedError("not a web address")
        return host.lower()
    try:
        plain = host.encode("idna").decode("ascii").lower().removesuffix(".") if host else ""
    except (UnicodeError, ValueError):
        raise _RefusedError(f"not a host name: {shown(host[:80])}") from None
    if len(plain) > _LONGEST_HOST or not _HOST.fullmatch(plain):
        raise _RefusedError(f"not a host name: {shown(host[:80])}")
    if _NUMBER.fullmatch(plain.rpartition(".")[2]) and not _DOTTED.fullmatch(plain):
        raise _RefusedError(f"not a host name: {shown(host[:80])}")
    return plain


def _redirected(target: _Target, location: str, network: Network) -> _Target:
    with contextlib.suppress(UnicodeError):  # headers are read as Latin-1; servers write UTF-8
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(target.url, location.strip(" \t").replace(" ", "%20"))
    except ValueError:
        raise _RefusedError("redirected to what is no web address") from None
    try:
        following = _target(joined, network)
    except _RefusedError as error:
        raise _RefusedError(f"redirected: {error}") from None
    if target.scheme == "https" and following.scheme == "http":
        raise _RefusedError("redirected from https to http, which is not followed")
    return following


def _asked(target: _Target, network: Network, deadline: float) -> tuple[bytes, str] | str:
    """The page's bytes and charset, or the address that it is redirected to."""
    connection = _connected(target, network, deadline)
    try:
        request = f"GET {target.path} HTTP/1.1\r\nHost: {target.host_header}\r\n{_HEADERS}\r\n"
        connection.settimeout(_left(deadline))
        connection.sendall(request.encode("ascii"))
        response = HTTPResponse(_Readable(connection, deadline), method="GET")  # type: ignore[arg-type]
        response.begin()
        if response.status in _REDIRECTS:
            location = response.getheader("Location")
            if not location:
                raise _RefusedError(f"a redirect ({response.status}) to nowhere")
            return location
        if response.status != 200:
            raise _RefusedError(f"the server answered {response.status}")
        return _page(response)
    finally:
        connection.close()


def _page(response: HTTPResponse) -> tuple[bytes, str]:
    too_large = f"larger than {LARGEST_PAGE >> 20} MB, not read"
    if response.length is not None and response.length > LARGEST_PAGE:
        raise _RefusedError(too_large)
    parts: list[bytes] = []
    size = 0
    while part := response.read(_CHUNK):
        size += len(part)
        if size > LARGEST_PAGE:
            raise _RefusedError(too_large)
        parts.append(part)
    if response.length:
        raise _RefusedError("the page is cut off")
    try:
        data = body_of(b"".join(parts), {"content-encoding": response.getheader("Content-Encoding") or ""})
    except PayloadError as error:
        raise _RefusedError(str(error)) from None
    return data, media_type(response.getheader("Content-Type") or "")[1]


def _connected(target: _Target, network: Network, deadline: float) -> socket.socket:
    """A connection to one of the host's addresses, after all of them were found to be public."""
    addresses = _addresses(target, network, deadline)
    for address in addresses:
        if reason := network.refuse(address):
            raise _RefusedError(f"{target.host} is at {address} ({reason}): not a public address")
    failure: OSError | None = None
    for number, address in enumerate(addresses):
        patience = max(_PATIENCE, _left(deadline) / (len(addresses) - number))
        try:
            return _connected_to(address, target, network, min(deadline, time.monotonic() + patience))
        except ssl.SSLError:
            raise
        except OSError as error:  # the next address may answer
            failure = error
    raise failure or _RefusedError("the host has no address")


def _connected_to(address: str, target: _Target, network: Network, deadline: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(_left(deadline))
        plain.connect((address, target.port))
        if target.scheme == "http":
            return plain
        plain.settimeout(_left(deadline))
        return network.tls().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


def _addresses(target: _Target, network: Network, deadline: float) -> list[str]:
    """All addresses of a host. The system's resolver knows no time limit, so it is waited for aside."""
    found: list[list[str]] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.append(network.resolve(target.host, target.port))
        except Exception as error:  # handed to the caller below
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(_left(deadline))
    if asking.is_alive():
        raise TimeoutError
    if failed or not found or not found[0]:
        raise _RefusedError(f"no address found for {target.host}")
    return found[0]


def _left(deadline: float) -> float:
    """The seconds that are left. Raises TimeoutError where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Readable:
    """A connection as HTTPResponse wants it, with a file that ends at the deadline however slowly bytes come."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._connection, self._deadline), _CHUNK)


class _Timed(io.RawIOBase):
    """Reads from a connection; each read waits no longer than until the deadline."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._connection.settimeout(_left(self._deadline))
        return self._connection.recv_into(buffer)
