"""Web archives: which records are pages, under which names; broken records, cut files, bombs."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read import read_articles
from claimcheck.read.document import Document
from claimcheck.read.http_payload import PayloadError, body_of, headers_of, media_type
from claimcheck.read.warc import documents_in_warc, is_web_archive
from tests.read import seeds

PAGE = b"<html><body><p>The bridge at Holm is shut.</p></body></html>"


def record(block, kind="response", url="https://holm.example/1", version="1.0", length=None, **headers):
    lines = [f"WARC/{version}", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2024-05-06T10:00:00Z"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def http(body=PAGE, status="200 OK", kind="text/html; charset=iso-8859-1", **headers):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read(data) -> tuple[list[Document], list[ReadError]]:
    faults: list[ReadError] = []
    return list(documents_in_warc(io.BytesIO(data), "a.warc", faults.append)), faults


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_a_page(version):
    (page,), faults = read(record(http(), version=version))
    assert not faults
    assert (page.path, page.url) == ("a.warc!https://holm.example/1", "https://holm.example/1")
    assert (page.data, page.charset) == (PAGE, "iso-8859-1")


@pytest.mark.parametrize(
    "block",
    [
        http(gzip.compress(PAGE), Content_Encoding="gzip"),
        http(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), Content_Encoding="x-gzip"),
        http(zlib.compress(PAGE), Content_Encoding="deflate"),
        http(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
        http(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), Transfer_Encoding="chunked"),
        http(PAGE, Transfer_Encoding="chunked"),
        http(PAGE, Content_Encoding="gzip"),
        http(PAGE, Content_Encoding="br"),
        http(PAGE, Content_Encoding="identity"),
        http(PAGE, kind=""),
        http(PAGE, kind="application/octet-stream"),
        http(PAGE, kind="application/xhtml+xml"),
        http().replace(b"\r\n", b"\n"),
    ],
)
def test_codings(block):
    (page,), faults = read(record(block))
    assert page.data == PAGE and not faults


@pytest.mark.parametrize(
    "data",
    [
        record(http(status="404 Not Found")),
        record(http(b"", status="301 Moved", Location="/x")),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(), kind="revisit"),
        record(b"a: b", kind="metadata"),
        record(b"a: b", kind="warcinfo"),
        record(http(b"\x89PNG", kind="image/png")),
        record(http(b"a{}", kind="text/css")),
        record(http(b"f()", kind="application/javascript")),
        record(http(b'{"views": 5}', kind="application/json")),
        record(http(b"<svg/>", kind="image/svg+xml")),
        record(http(b"")),
        record(b"1.2.3.4", url="dns:holm.example", kind="resource"),
        record(b""),
        b"\r\n\r\n",
    ],
)
def test_no_page(data):
    pages, faults = read(data)
    assert not pages and [fault.reason for fault in faults] == ["no page in this web archive"]


def test_records_that_are_no_answers():
    data = record(PAGE, kind="resource", Content_Type="text/html") + record(
        b"Plain words.", kind="conversion", url="https://holm.example/a.php", Content_Type="text/plain"
    )
    page, words = read(data)[0]
    assert page.data == PAGE
    assert words.suffix == ".txt" and words.url == "https://holm.example/a.php"


def test_json_with_a_story_in_it():
    assert read(record(http(b'{"headline": "x"}', kind="application/json")))[0][0].data == b'{"headline": "x"}'


def test_arc():
    head = b"1 0 Holm\nURL IP-address Archive-date Content-type Archive-length\n"
    answer = http()
    data = b"filedesc://a.arc 0.0.0.0 20240506100000 text/plain %d\n" % len(head) + head + b"\n"
    data += b"http://holm.example/1 192.0.2.1 20240506100000 text/html %d\n" % len(answer) + answer + b"\n"
    (page,), faults = read(data)
    assert (page.url, page.data) == ("http://holm.example/1", PAGE) and not faults
    assert is_web_archive(data) and is_web_archive(b"WARC/1.0\r\n") and not is_web_archive(b"WAR")


GOOD = record(http(), url="https://holm.example/good")


@pytest.mark.parametrize(
    "data, why",
    [
        (record(http(), length="-5"), "a record with the length '-5'"),
        (record(http(), length="many"), "a record with the length 'many'"),
        (record(http(), length=""), "a record of no length"),
        (record(http(), version="3.0"), "WARC 3.0"),
        (record(http(b"x"), length=5), "head does not end"),
        (record(b"no answer", Content_Type="application/http; msgtype=response"), "not an HTTP answer"),
        (b"garbage\n" * 500, "no record of a web archive begins here"),
        (record(http(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")), "unpacks to more than"),
        (record(http(gzip.compress(PAGE)[:30], Content_Encoding="gzip")), "cut off"),
        (record(http(b"\x1f\x8b\x08garbage", Content_Encoding="gzip")), "broken"),
        (record(http(b"\x0b\x02\x80", Content_Encoding="br")), "which is not read"),
        (record(http(b"5\r\nab", Transfer_Encoding="chunked")), "chunk is cut off"),
        (record(http(b"2\r\nab\r\nzz", Transfer_Encoding="chunked")), "broken chunks"),
        (record(http(b"2\r\nab\r\n", Transfer_Encoding="chunked")), "last chunk is missing"),
        (record(http(), WARC_Segment_Number="1"), "segments"),
        (record(http(b"x" * (21 << 20))), "larger than 20 MB"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 600, "too long"),
    ],
)
def test_a_broken_record_costs_no_other(data, why):
    pages, faults = read(data + GOOD)
    assert [page.url for page in pages] == ["https://holm.example/good"]
    assert any(why in fault.reason for fault in faults), [str(fault) for fault in faults]
    assert all(fault.place.startswith("byte ") for fault in faults)


def test_a_page_that_the_crawler_cut_is_read_and_named():
    pages, faults = read(record(http(), WARC_Truncated="length"))
    assert len(pages) == 1 and "cut off by the crawler (length)" in faults[0].reason


@pytest.mark.parametrize("cut", range(1, len(GOOD), 23))
def test_a_file_that_is_cut_off(cut):
    pages, faults = read(GOOD + GOOD[:cut])
    assert len(pages) >= 1
    assert faults or cut >= len(GOOD) - 4
    assert len(pages) == 1 or cut >= len(GOOD) - 4


def test_a_long_archive_takes_little_memory():
    one = record(http(PAGE + b" " * 500_000)) + record(b"x" * 500_000, kind="metadata")

    class Long(io.RawIOBase):
        left = 60
        rest = b""

        def readable(self):
            return True

        def readinto(self, buffer):
            if not self.rest and self.left:
                self.left, self.rest = self.left - 1, one
            part, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(part)] = part
            return len(part)

    tracemalloc.start()
    count = sum(1 for _ in documents_in_warc(io.BufferedReader(Long()), "a.warc", print))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60 and peak < 20_000_000


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress])
def test_from_file_to_article(tmp_path, pack):
    (tmp_path / "a.warc.gz").write_bytes(pack(record(http(seeds.html(1)))) + pack(record(b"x", kind="metadata")))
    (article,) = read_articles([tmp_path])
    assert article.title == seeds.HEADLINE and article.url == "https://holm.example/1"
    assert article.path.endswith("!https://holm.example/1") and article.published == seeds.TIME


def test_as_another_program_writes_it():
    writer_module = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    out = io.BytesIO()
    writer = writer_module.WARCWriter(out, gzip=False)
    head = headers("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    url = "https://holm.example/1"
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "x"}))
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(PAGE), http_headers=head))
    writer.write_record(writer.create_revisit_record(url, "sha1:X", url, "2024-05-06T10:00:00Z", http_headers=head))
    (page,), faults = read(out.getvalue())
    assert (page.url, page.data) == (url, PAGE) and not faults


def test_payloads():
    assert media_type('Text/HTML; Charset="UTF-8"') == ("text/html", "UTF-8")
    assert media_type("") == ("", "")
    assert headers_of(["A: b", " c", "a: d", "no header", "E:f"]) == {"a": "b c", "e": "f"}
    with pytest.raises(PayloadError, match="more than twice"):
        body_of(b"x", {"content-encoding": "gzip, gzip, gzip"})


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 700), st.binary(max_size=30), st.integers(0, 60))
def test_nothing_is_raised(at, put, taken):
    data = GOOD + record(http(gzip.compress(PAGE), Content_Encoding="gzip"))
    read(data[:at] + put + data[at + taken :])
