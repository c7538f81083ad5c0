"""Fetching: what is refused before a connection is made, and what a hostile server may not do. No packet leaves this
machine: names are resolved by a table, and the test server's own address is the only one of this machine allowed."""

from __future__ import annotations

import contextlib
import gzip
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest

from claimcheck.model import ReadError
from claimcheck.read import fetch as fetching
from claimcheck.read.fetch import INTERNET, Network, fetch
from claimcheck.read.public_addresses import why_not_public

PAGE = b"<html><body><p>The bridge at Holm is shut.</p></body></html>"


class Server:
    """Answers each request with what a table of paths says: bytes, or a function that is given the connection."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection):
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                part = connection.recv(4096)
                if not part:
                    return
                head += part
            self.requests.append(head.decode("ascii"))
            answer = self.answers[head.split(b" ")[1].decode()]
            try:
                if callable(answer):
                    answer(connection)
                else:
                    connection.sendall(answer)
            except OSError:
                pass


@pytest.fixture
def server():
    made = Server()
    yield made
    made.listener.close()


def network(server, hosts=None, **given):
    """A network of one server on this machine, every other address judged as in earnest."""
    table = {"holm.example": ["127.0.0.1"], **(hosts or {})}

    def resolve(host, port):
        if host in table:
            return table[host]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]

    def refuse(address):
        return None if address == "127.0.0.1" else why_not_public(address)

    return Network(resolve=resolve, refuse=refuse, ports=(server.port,), **given)


def answer(body=PAGE, status="200 OK", **headers):
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def reason(url, net=INTERNET):
    with pytest.raises(ReadError) as caught:
        fetch(url, net)
    assert caught.value.path
    return caught.value.reason


def test_a_page(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    server.answers["/a?x=1"] = answer(Content_Type="text/html; charset=windows-1252")
    url = f"http://holm.example:{server.port}/a?x=1#part"
    document = fetch(url, network(server))
    assert (document.path, document.data, document.charset) == (url, PAGE, "windows-1252")
    assert document.url == f"http://holm.example:{server.port}/a?x=1"
    head = server.requests[0]
    assert head.startswith("GET /a?x=1 HTTP/1.1\r\n") and f"Host: holm.example:{server.port}\r\n" in head
    assert "cookie" not in head.lower() and "authorization" not in head.lower()


@pytest.mark.parametrize(
    "coding, body",
    [
        ({"Content_Encoding": "gzip"}, gzip.compress(PAGE)),
        ({"Transfer_Encoding": "chunked"}, b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ({}, PAGE),
    ],
)
def test_codings(server, coding, body):
    server.answers["/"] = answer(body, **coding)
    assert fetch(f"http://holm.example:{server.port}", network(server)).data == PAGE


@pytest.mark.parametrize(
    "url, why",
    [
        ("ftp://holm.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("gopher://holm.example/", "only http and https"),
        ("holm.example/a", "only http and https"),
        ("//holm.example/a", "only http and https"),
        ("http:///a", "not a host name"),
        ("http://", "not a host name"),
        ("http://user:secret@holm.example/", "user name"),
        ("http://holm.example@127.0.0.1/", "user name"),
        ("http://@holm.example/", "user name"),
        ("http://holm.example:22/", "port 22"),
        ("http://holm.example:8080/", "port 8080"),
        ("http://holm.example:0/", "port 0"),
        ("http://holm.example:99999/", "not a web address"),
        ("http://holm.example:a/", "not a web address"),
        ("http://holm.example\\@127.0.0.1/", "control characters"),
        ("http://holm.example/a b", "blanks"),
        ("http://holm.example/\r\nX: y", "control characters"),
        ("http://holm.example/\x00", "control characters"),
        ("http://2130706433/", "not a host name"),
        ("http://0x7f000001/", "not a host name"),
        ("http://017700000001/", "not a host name"),
        ("http://0177.0.0.1/", "not a host name"),
        ("http://0x7f.1/", "not a host name"),
        ("http://127.1/", "not a host name"),
        ("http://127.0.0.1./", "not a public address"),
        ("http://1.2.3.4.5/", "not a host name"),
        ("http://999.1.1.1/", "not an address|no address"),
        ("http://127.0.0.1/", "127.0.0.1 .this machine"),
        ("http://127.9.9.9/", "this machine"),
        ("http://①②⑦.⓪.⓪.①/", "this machine"),
        ("http://127。0。0。1/", "this machine"),
        ("http://0.0.0.0/", "this machine"),
        ("http://10.1.2.3/", "private"),
        ("http://172.31.0.1/", "private"),
        ("http://192.168.1.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "link-local"),
        ("http://100.64.0.1/", "customers"),
        ("http://224.0.0.1/", "multicast"),
        ("http://255.255.255.255/", "reserved"),
        ("http://198.18.0.1/", "reserved"),
        ("http://[::1]/", "this machine"),
        ("http://[::]/", "this machine"),
        ("http://[::ffff:127.0.0.1]/", "IPv4 address inside"),
        ("http://[::ffff:8.8.8.8]/", "IPv4 address inside"),
        ("http://[::7f00:1]/", "IPv4 address inside"),
        ("http://[64:ff9b::7f00:1]/", "IPv4 address inside"),
        ("http://[2002:7f00:1::]/", "tunnel"),
        ("http://[fe80::1]/", "link-local"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://[fd00::1]/", "private"),
        ("http://[ff02::1]/", "multicast"),
        ("http://[2001:db8::1]/", "reserved"),
        ("http://[::1/", "not a web address"),
        ("http://[1]/", "not a web address"),
        ("http://%31%32%37.0.0.1/", "not a host name"),
        ("http://-holm.example/", "not a host name"),
        ("http://holm..example/", "not a host name"),
        ("http://" + "a" * 300 + ".example/", "not a host name"),
        ("http://holm.example/" + "a" * 5000, "too long"),
    ],
)
def test_refused_before_any_connection(url, why, monkeypatch):
    def no_connection(*args, **kwargs):
        raise AssertionError("a connection was made")

    def numbers_only(host, port):
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]

    monkeypatch.setattr(fetching, "_connected_to", no_connection)
    assert re.search(why, reason(url, Network(resolve=numbers_only)))


def test_every_address_of_a_host_must_be_public(server):
    hosts = {"two.example": ["127.0.0.1", "192.168.1.1"]}
    assert "192.168.1.1 (private)" in reason(f"http://two.example:{server.port}/", network(server, hosts))
    assert server.requests == []


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "inside.example", "inside.example."])
def test_names_of_this_network(host, server):
    table = {"localhost": ["::1"], "inside.example": ["10.0.0.8"]}
    assert "not a public address" in reason(f"http://{host}:{server.port}/", network(server, table))


def test_a_name_is_resolved_once(server):
    """A server of names that answers otherwise the second time: there is no second time."""
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    server.answers["/"] = answer()
    net = Network(resolve=rebinding, refuse=lambda address: None, ports=(server.port,))
    assert fetch(f"http://holm.example:{server.port}/", net).data == PAGE
    assert asked == ["holm.example"]


def test_a_redirect_is_followed_and_its_address_kept(server):
    server.answers["/a"] = answer(b"", "302 Found", Location="b/c?d")
    server.answers["/b/c?d"] = answer()
    document = fetch(f"http://holm.example:{server.port}/a", network(server))
    assert document.url == f"http://holm.example:{server.port}/b/c?d"
    assert document.path == f"http://holm.example:{server.port}/a"


@pytest.mark.parametrize(
    "location, why",
    [
        ("http://169.254.169.254:{port}/latest/", "link-local"),
        ("http://[::1]:{port}/", "this machine"),
        ("//10.0.0.1:{port}/", "private"),
        ("http://2852039166:{port}/", "not a host name"),
        ("http://inside.example:{port}/", "10.0.0.8"),
        ("file:///etc/passwd", "only http and https"),
        ("http://u:p@holm.example:{port}/", "user name"),
        ("http://holm.example:22/", "port 22"),
        ("http://holm.example:{port}\\@10.0.0.1/", "control characters"),
        ("http://[", "no web address"),
        ("javascript:alert(1)", "only http and https"),
    ],
)
def test_redirects_are_checked_like_the_first_address(server, location, why):
    server.answers["/"] = answer(b"", "301 Moved", Location=location.format(port=server.port))
    net = network(server, {"inside.example": ["10.0.0.8"]})
    assert why in reason(f"http://holm.example:{server.port}/", net)
    assert len(server.requests) == 1


def test_a_redirect_may_be_a_rebinding_too(server):
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    def refuse(address):
        return None if address == "127.0.0.1" else why_not_public(address)

    server.answers["/"] = answer(b"", "302 Found", Location="/next")
    net = Network(resolve=rebinding, refuse=refuse, ports=(server.port,))
    assert "10.0.0.1 (private)" in reason(f"http://holm.example:{server.port}/", net)


def test_redirects_end(server):
    server.answers["/"] = answer(b"", "302 Found", Location="/")
    assert reason(f"http://holm.example:{server.port}/", network(server)) == "more than 5 redirects"
    assert len(server.requests) == 6


def test_no_way_down_from_https():
    net = Network()
    secure = fetching._target("https://holm.example/", net)
    with pytest.raises(ValueError, match="https to http"):
        fetching._redirected(secure, "http://holm.example/", net)
    assert fetching._redirected(secure, "/a", net).scheme == "https"


@pytest.mark.parametrize(
    "given, why",
    [
        (answer(status="404 Not Found"), "the server answered 404"),
        (answer(status="500 Oops"), "the server answered 500"),
        (answer(b"", status="304 Not Modified"), "the server answered 304"),
        (answer(b"", status="302 Found"), "a redirect (302) to nowhere"),
        (answer(Content_Length=30_000_000), "larger than 20 MB"),
        (answer(Content_Length=500), "cut off"),
        (answer(b"5\r\nabc", Transfer_Encoding="chunked"), "could not be fetched"),
        (answer(b"zz\r\nabc", Transfer_Encoding="chunked"), "could not be fetched"),
        (answer(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip"), "unpacks to more than"),
        (
            answer(gzip.compress(gzip.compress(b" " * 30_000_000)), Content_Encoding="gzip, gzip"),
            "unpacks to more than",
        ),
        (answer(gzip.compress(PAGE)[:20], Content_Encoding="gzip"), "cut off"),
        (answer(b"\x0b\x02\x80", Content_Encoding="br"), "packed with 'br'"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "could not be fetched"),
        (b"", "could not be fetched"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, "could not be fetched"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "could not be fetched"),
    ],
)
def test_answers_that_are_no_page(server, given, why):
    server.answers["/"] = given
    assert why in reason(f"http://holm.example:{server.port}/", network(server))


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_head(connection):
    for _ in range(1000):
        connection.sendall(b"H")
        time.sleep(0.05)


def endless_continue(connection):
    for _ in range(10_000):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.01)


def silence(connection):
    time.sleep(3)


@pytest.mark.parametrize("slow", [drip, drip_head, endless_continue, silence])
def test_the_whole_time_is_limited(server, slow):
    server.answers["/"] = slow
    began = time.monotonic()
    assert "not read in 0.5 seconds" in reason(f"http://holm.example:{server.port}/", network(server, time_limit=0.5))
    assert time.monotonic() - began < 2


def test_a_slow_resolver_is_not_waited_for(server):
    def slow(host, port):
        time.sleep(3)
        return ["127.0.0.1"]

    net = Network(resolve=slow, refuse=lambda address: None, ports=(server.port,), time_limit=0.3)
    assert "not read in 0.3 seconds" in reason(f"http://holm.example:{server.port}/", net)


def test_endless_chunks_end_at_the_limit(server):
    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")

    server.answers["/"] = endless
    assert "larger than 20 MB" in reason(f"http://holm.example:{server.port}/", network(server))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of holm.example that nobody but the test trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    subject = ["-subj", "/CN=holm.example", "-addext", "subjectAltName=DNS:holm.example", "-days", "2"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, *subject]
    subprocess.run(command, check=True, capture_output=True)
    return key, made


@pytest.fixture
def secure_server(certificate):
    """A server that speaks TLS; it keeps the names that it was called by."""
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server = Server()
    server.names = []
    context.sni_callback = lambda connection, name, _: server.names.append(name)
    plain_answer = server.answer

    def answer_securely(connection):
        with contextlib.suppress(OSError):
            plain_answer(context.wrap_socket(connection, server_side=True))

    server.answer = answer_securely
    yield server
    server.listener.close()


def test_tls_asks_for_the_host_by_name_and_checks_its_certificate(secure_server, certificate):
    def trusting():
        return ssl.create_default_context(cafile=certificate[1])

    secure_server.answers["/"] = answer()
    hosts = {"other.example": ["127.0.0.1"]}
    net = network(secure_server, hosts, tls=trusting)
    for host in ("holm.example", "HOLM.example."):
        document = fetch(f"https://{host}:{secure_server.port}/", net)
        assert document.data == PAGE
    assert secure_server.names == ["holm.example", "holm.example"]
    assert "certificate is not valid" in reason(f"https://other.example:{secure_server.port}/", net)
    assert "certificate is not valid" in reason(f"https://127.0.0.1:{secure_server.port}/", net)
    untrusting = network(secure_server)
    assert "certificate is not valid" in reason(f"https://holm.example:{secure_server.port}/", untrusting)
    assert len(secure_server.requests) == 2


def test_from_https_to_http_is_not_followed(secure_server, certificate):
    secure_server.answers["/"] = answer(b"", "302 Found", Location=f"http://holm.example:{secure_server.port}/")
    net = network(secure_server, tls=lambda: ssl.create_default_context(cafile=certificate[1]))
    assert "from https to http" in reason(f"https://holm.example:{secure_server.port}/", net)


def test_a_server_without_tls_is_an_error(server):
    server.answer = lambda connection: (connection.sendall(b"220 mail.example\r\n"), connection.close())
    assert "could not be fetched" in reason(f"https://holm.example:{server.port}/", network(server))


def test_a_second_address_is_tried(server):
    server.answers["/"] = answer()
    net = Network(
        resolve=lambda host, port: ["127.0.0.2", "127.0.0.1"],
        refuse=lambda address: None,
        ports=(server.port,),
    )
    assert fetch(f"http://holm.example:{server.port}/", net).data == PAGE


def test_an_unknown_name(server):
    def unknown(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    assert "no address found" in reason("http://holm.example/", Network(resolve=unknown))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"])
def test_public_addresses(address):
    assert why_not_public(address) is None


@pytest.mark.parametrize("address", ["", "holm.example", "127.1", "0x7f.0.0.1", "1.2.3", "fe80::1%eth0", "8.8.8.8/32"])
def test_no_addresses(address):
    assert why_not_public(address) is not None
