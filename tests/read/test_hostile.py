"""Hostile and broken input, end to end: each case is read or refused by name, quickly and in little memory.

Whatever comes: a desk gets the other files of the same folder, one line says what was wrong and where, and nothing
else is raised.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import tarfile
import time
from pathlib import Path

import pytest

from claimcheck.model import Article, ReadError
from claimcheck.read import INPUT_FORMATS, read_articles
from tests.read import seeds

SECRET = "the-secret-of-the-harbour"
STORY = " ".join(seeds.PARAGRAPHS)
_SECONDS = 15  # of the processor; what hangs or is quadratic takes minutes
_MEGABYTES = 400


def needs(*formats: str) -> pytest.MarkDecorator:
    missing = [name for name in formats if name not in INPUT_FORMATS]
    return pytest.mark.skipif(bool(missing), reason=f"no reader: {', '.join(missing)}")


def read(folder: Path) -> tuple[list[Article], list[ReadError]]:
    """The articles of a folder beside a good one, which must be read whatever else is there, and the faults."""
    (folder / "zz-good.json").write_bytes(seeds.article_json(99))
    faults: list[ReadError] = []
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    articles = list(read_articles([folder], on_error=faults.append))
    assert time.process_time() - began < _SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < _MEGABYTES << 10
    assert any(article.id == "holm-99" for article in articles)
    for fault in faults:
        assert fault.path.startswith(str(folder))
        assert fault.reason
        assert "the reader failed" not in fault.reason
    return [article for article in articles if article.id != "holm-99"], faults


def read_one(folder: Path, name: str, data: bytes) -> tuple[list[Article], list[ReadError]]:
    (folder / name).write_bytes(data)
    return read(folder)


def refused(folder: Path, name: str, data: bytes, reason: str, place: str | None = "") -> ReadError:
    """The one fault of a document that gives no article; ``place`` None where there is none to give."""
    articles, faults = read_one(folder, name, data)
    assert articles == []
    assert len(faults) == 1, [str(fault) for fault in faults]
    assert reason.lower() in faults[0].reason.lower()
    assert place is None or faults[0].place
    return faults[0]


# Entities

XML_SEEDS = ["newsml-g2", "newsml", "nitf", "rss", "atom"]


def with_doctype(kind: str, doctype: str, used: str) -> bytes:
    """A seed with a document type and a reference in its headline."""
    text = seeds.SEEDS[kind][1](1).decode()
    declaration, rest = text.split("?>", 1)
    return f"{declaration}?>{doctype}{rest.replace(seeds.HEADLINE, seeds.HEADLINE + used)}".encode()


@pytest.fixture
def secret(tmp_path_factory):
    path = tmp_path_factory.mktemp("private") / "secret.txt"
    path.write_text(SECRET)
    return path


def bombs(secret: Path) -> dict[str, tuple[str, str]]:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    return {
        "local file": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>', "&e;"),
        "remote": ('<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>', "&e;"),
        "public": ('<!DOCTYPE x [<!ENTITY e PUBLIC "-//X//EN" "http://127.0.0.1:9/e">]>', "&e;"),
        "parameter": (f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{secret}"> %p;]>', ""),
        "parameter of a remote DTD": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>', "&e;"),
        "billion laughs": (f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>', "&a10;"),
        "quadratic": (f'<!DOCTYPE x [<!ENTITY e "{"x" * 50_000}">]>', "&e;" * 2000),
        "itself": ('<!DOCTYPE x [<!ENTITY e "&e;">]>', "&e;"),
    }


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=needs(kind if kind not in {"rss", "atom"} else "feed")) for kind in XML_SEEDS]
)
@pytest.mark.parametrize("bomb", list(bombs(Path("x"))))
def test_documents_that_need_entities_are_refused_by_their_name(tmp_path, secret, kind, bomb):
    fault = refused(tmp_path, "a.xml", with_doctype(kind, *bombs(secret)[bomb]), "entit")
    assert SECRET not in fault.reason


@needs("newsml-g2", "nitf")
@pytest.mark.parametrize("kind", ["newsml-g2", "nitf"])
@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE x>", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '<!DOCTYPE x PUBLIC "-//X" "x.dtd">']
)
def test_a_document_type_alone_does_no_harm(tmp_path, kind, doctype):
    (article,), faults = read_one(tmp_path, "a.xml", with_doctype(kind, doctype, ""))
    assert (article.title, faults) == (seeds.HEADLINE, [])


def test_xinclude_and_stylesheets_are_not_followed(tmp_path, secret):
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
    data = seeds.nitf(1).replace(b"<body.content>", f"<body.content>{include}".encode())
    data = data.replace(b"?>", f'?><?xml-stylesheet href="file://{secret}"?>'.encode(), 1)
    articles, _ = read_one(tmp_path, "a.xml", data)
    assert all(SECRET not in article.text for article in articles)


# Depth and size


@pytest.mark.parametrize("root", ["newsItem", "nitf", "NewsML", "rss", "unknown"])
def test_xml_200000_deep_is_refused(tmp_path, root):
    data = f"<?xml version='1.0'?><{root}>{'<p>' * 200_000}".encode()
    refused(tmp_path, "a.xml", data, "", place=None)
    closed = f"<?xml version='1.0'?><{root}>{'<p>' * 200_000}x{'</p>' * 200_000}</{root}>".encode()
    refused(tmp_path, "b.xml", closed, "", place=None) if not (tmp_path / "a.xml").unlink() else None


@pytest.mark.parametrize("data", ["[" * 200_000, '{"a":' * 200_000, "[" * 200_000 + "]" * 200_000])
def test_json_200000_deep_is_refused(tmp_path, data):
    refused(tmp_path, "a.json", data.encode(), "", place=None)


def test_json_200000_deep_in_an_article_is_refused(tmp_path):
    refused(tmp_path, "a.json", b'{"text": "x", "more": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "", place=None)


def test_200000_nested_divs(tmp_path):
    page = f"<!DOCTYPE html><html><body><article>{'<div>' * 200_000}<p>{STORY}</p></article></body></html>"
    articles, faults = read_one(tmp_path, "a.html", page.encode())
    assert len(articles) + len(faults) == 1


@needs("ninjs")
def test_200000_nested_divs_in_a_body(tmp_path):
    item = json.loads(seeds.ninjs(1))
    item["body_xhtml"] = "<div>" * 200_000 + STORY + "</div>" * 200_000
    articles, faults = read_one(tmp_path, "a.json", json.dumps(item).encode())
    assert articles or faults


def test_markdown_of_nothing_but_marks(tmp_path):
    for number, mark in enumerate(["> ", "[", "*", "- ", "`", "![", "<"]):
        (tmp_path / f"{number}.md").write_text(f"# Bridge\n\n{mark * 40_000} {STORY}")
    read(tmp_path)


@pytest.mark.parametrize("kind", list(seeds.SEEDS))
def test_a_10_mb_line(tmp_path, kind):
    suffix, make = seeds.SEEDS[kind]
    data = make(1)
    long = b"word " * 2_000_000
    data = data.replace(b"Nobody was hurt.", long) if b"Nobody was hurt." in data else data + long
    read_one(tmp_path, f"a{suffix}", data)


# Truncation


@pytest.mark.parametrize("kind", list(seeds.SEEDS))
def test_a_truncated_document_is_refused_or_read_as_far_as_it_is_certain(tmp_path, kind):
    suffix, make = seeds.SEEDS[kind]
    data = make(1)
    for tenth in range(1, 10):
        (tmp_path / f"{tenth}{suffix}").write_bytes(data[: len(data) * tenth // 10])
    articles, faults = read(tmp_path)
    assert articles or faults
    if kind in {"json", "ninjs", "newsml-g2", "newsml", "nitf", "docx"}:
        assert articles == []
        assert len(faults) == 9
        assert all(fault.place for fault in faults if suffix != ".docx" and "empty" not in fault.reason)


def test_the_last_line_of_jsonl_is_cut(tmp_path):
    (article,), (fault,) = read_one(tmp_path, "a.jsonl", seeds.jsonl(1)[:-100])
    assert article.id == "holm-2"
    assert "the last line is cut off" in fault.reason
    assert fault.place.startswith("2:")


@needs("email")
def test_a_truncated_web_archive(tmp_path):
    pytest.importorskip("claimcheck.read.warc")
    for name, data in (("a.warc", seeds.warc(1)[:-300]), ("b.warc.gz", seeds.warc_gz(5)[:-200])):
        (tmp_path / name).write_bytes(data)
    articles, faults = read(tmp_path)
    assert len(articles) == 2  # the first page of each
    assert {fault.path.rpartition("/")[2].split("!")[0] for fault in faults} == {"a.warc", "b.warc.gz"}


# Encodings

DECLARED = ["newsml-g2", "newsml", "nitf", "rss", "atom"]


@pytest.mark.parametrize("kind", DECLARED)
def test_a_wrong_declared_encoding_is_read_where_the_bytes_are_certain(tmp_path, kind):
    data = seeds.SEEDS[kind][1](1)
    wrong = data.replace(b"UTF-8", b"ISO-8859-1").replace(b'"utf-8"', b'"windows-1251"')
    articles, faults = read_one(tmp_path, "a.xml", wrong)
    assert not articles or "“stopped at once”" in articles[0].text
    assert articles or faults


@pytest.mark.parametrize("kind", DECLARED)
def test_a_wrong_declared_encoding_that_nothing_settles_is_refused_with_the_byte(tmp_path, kind):
    data = seeds.SEEDS[kind][1](1).replace("“".encode(), b"\xff\xfe\xfd")
    fault = refused(tmp_path, "a.xml", data, "utf-8")
    assert fault.place == f"byte {data.index(0xFF)}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize("kind", ["text", "markdown", "html", "json", "jsonl", "ninjs", "newsml-g2", "nitf", "csv"])
def test_utf16_and_marks(tmp_path, kind, encoding):
    suffix, make = seeds.SEEDS[kind]
    articles, faults = read_one(tmp_path, f"a{suffix}", make(1).decode().encode(encoding))
    if kind in INPUT_FORMATS:
        assert faults == []
        assert "“stopped at once”" in articles[0].text


@pytest.mark.parametrize("kind", ["text", "markdown", "json", "jsonl", "csv", "newsml-g2"])
def test_nul_is_refused_with_its_place(tmp_path, kind):
    suffix, make = seeds.SEEDS[kind]
    fault = refused(tmp_path, f"a{suffix}", make(1).replace(b"Nobody", b"No\x00body"), "NUL")
    assert fault.place.startswith("byte ")


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "json", "newsml-g2", "nitf"])
def test_mixed_bytes_are_repaired_and_said_where_certain(tmp_path, kind):
    if kind not in INPUT_FORMATS:
        pytest.skip("no reader")
    suffix, make = seeds.SEEDS[kind]
    data = make(1).replace(b"Nobody was hurt.", b"\x93Nobody was hurt.\x94 Zo\xc3\xab saw it.")
    (article,), (fault,) = read_one(tmp_path, f"a{suffix}", data)
    assert "“Nobody was hurt.” Zoë saw it." in article.text
    assert "2 bytes of Windows-1252" in fault.reason
    assert fault.place == f"byte {data.index(0x93)}"


# JSON


@pytest.mark.parametrize("kind", ["json", "ninjs"])
def test_a_key_that_stands_twice_is_refused(tmp_path, kind):
    data = seeds.SEEDS[kind][1](1)
    refused(
        tmp_path,
        "a.json",
        data[:-1] + b', "' + (b"text" if kind == "json" else b"headline") + b'": "x"}',
        "twice",
        None,
    )


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"-Infinity"])
@pytest.mark.parametrize("kind", ["json", "ninjs"])
def test_nan_is_no_json(tmp_path, kind, value):
    refused(tmp_path, "a.json", seeds.SEEDS[kind][1](1)[:-1] + b', "more": ' + value + b"}", value.decode(), None)


def test_a_number_of_a_million_digits_is_refused(tmp_path):
    refused(tmp_path, "a.json", b'{"text": "x", "n": ' + b"9" * 1_000_000 + b"}", "", None)


# Archives


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    members = {f"{number}.txt": bytes(50 << 20) for number in range(2)}
    articles, faults = read_one(tmp_path, "bomb.zip", seeds.zipped(members))
    assert articles == []
    assert all("unpacks to more than 100 times its size" in fault.reason for fault in faults[:2])


def test_a_bomb_in_gzip_is_left(tmp_path):
    refused(tmp_path, "bomb.txt.gz", gzip.compress(bytes(200 << 20)), "unpacks to more than 100 times", None)


@needs("docx")
def test_a_docx_bomb_is_refused(tmp_path):
    story = seeds.docx(1)
    with io.BytesIO(story) as source:
        import zipfile

        parts = {name: zipfile.ZipFile(source).read(name) for name in zipfile.ZipFile(source).namelist()}
    blank = parts["word/document.xml"].replace(b"<w:p>", b"<w:p>" + b" " * (100 << 20), 1)
    refused(tmp_path, "bomb.docx", seeds.zipped(parts | {"word/document.xml": blank}), "", None)


@needs("docx")
def test_entities_in_a_docx_are_refused(tmp_path, secret):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(seeds.docx(1))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    doctype = f'?><!DOCTYPE w [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    hostile = parts["word/document.xml"].replace(b"?>", doctype, 1).replace(b"Nobody", b"&e;Nobody")
    articles, faults = read_one(tmp_path, "a.docx", seeds.zipped(parts | {"word/document.xml": hostile}))
    assert all(SECRET not in article.text for article in articles)
    assert faults


def test_archives_inside_one_another(tmp_path):
    data = seeds.article_json(1)
    for depth in range(10):
        data = seeds.zipped({f"{depth}.zip" if depth else "a.json": data})
        (tmp_path / f"{depth}.zip").write_bytes(data)
    articles, faults = read(tmp_path)
    assert [article.id for article in articles] == ["holm-1"]  # four times, the same article
    assert len(faults) == 6
    assert all("more than 4 archives inside one another" in fault.reason for fault in faults)


@pytest.mark.parametrize("name", ["../../escape.json", "/escape.json", "C:\\escape.json", "a/../../escape.json"])
def test_members_that_lead_out_are_refused(tmp_path, name):
    (tmp_path / "in").mkdir()
    data = seeds.article_json(1)
    (tmp_path / "in" / "a.zip").write_bytes(seeds.zipped({name: data, "ok.json": seeds.article_json(2)}))
    (tmp_path / "in" / "b.tar").write_bytes(seeds.tarred({name: data, "ok.json": seeds.article_json(3)}))
    articles, faults = read(tmp_path / "in")
    assert [article.id for article in articles] == ["holm-2", "holm-3"]
    assert [fault.reason.endswith("not read") for fault in faults] == [True, True]
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.zip", "b.tar", "zz-good.json"]


def test_links_in_archives_are_not_followed(tmp_path, secret):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            info = tarfile.TarInfo(f"link{kind!r}.txt")
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    articles, faults = read_one(tmp_path, "a.tar", target.getvalue())
    assert articles == []
    assert ["link" in fault.reason for fault in faults[:2]] == [True, True]


# Files and folders


def test_links_in_a_folder_are_followed_once_and_loops_end(tmp_path):
    os.symlink(tmp_path, tmp_path / "again")
    os.symlink("loop", tmp_path / "loop")
    os.symlink("nowhere.txt", tmp_path / "dangling.txt")
    (tmp_path / "a.json").write_bytes(seeds.article_json(1))
    os.symlink(tmp_path / "a.json", tmp_path / "b.json")
    articles, faults = read(tmp_path)
    assert [article.id for article in articles] == ["holm-1"]
    assert len(faults) == 2


def test_names_that_begin_with_a_dash(tmp_path):
    for number, name in enumerate(["-.json", "--help.json", "-o", "-"]):
        (tmp_path / name).write_bytes(seeds.article_json(number))
    articles, faults = read(tmp_path)
    assert (sorted(article.id for article in articles), faults) == ([f"holm-{number}" for number in range(4)], [])


def test_a_folder_without_permission(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    listed = os.listdir

    def refuse(path):
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refuse)
    faults = read(tmp_path)[1]
    assert [str(fault) for fault in faults] == [f"{tmp_path}/locked: permission denied"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.json").write_bytes(seeds.article_json(1))
    (tmp_path / "a.json").chmod(0)
    assert [fault.reason for fault in read(tmp_path)[1]] == ["permission denied"]


@pytest.mark.parametrize("kind", list(seeds.SEEDS))
def test_an_empty_file(tmp_path, kind):
    refused(tmp_path, f"a{seeds.SEEDS[kind][0]}", b"", "empty file", None)


# What a document says of itself


@needs("ninjs", "newsml-g2")
@pytest.mark.parametrize("kind", ["json", "ninjs", "newsml-g2", "nitf", "html", "csv", "email", "text"])
def test_a_script_end_in_a_headline_is_only_words(tmp_path, kind):
    if kind not in INPUT_FORMATS:
        pytest.skip("no reader")
    suffix, make = seeds.SEEDS[kind]
    hostile = "</script><script>alert(1)</script>"
    written = hostile if kind in {"json", "ninjs", "csv", "email", "text"} else hostile.replace("<", "&lt;")
    data = make(1).replace(f"{seeds.HEADLINE}".encode(), f"{seeds.HEADLINE} {written}".encode())
    if kind == "html":  # as a page would: in its own words, not inside the JSON-LD
        data = make(1).replace(f"<h1>{seeds.HEADLINE}".encode(), f"<h1>{seeds.HEADLINE} {written}".encode())
    articles, faults = read_one(tmp_path, f"a{suffix}", data)
    assert articles[0].title.startswith(seeds.HEADLINE)
    assert faults == []


@needs("email")
def test_two_items_in_one_message(tmp_path):
    one = seeds.email(1).decode()
    inner = [seeds.newsml_g2(1).decode(), seeds.newsml_g2(2).decode()]
    head, _ = one.split("Content-Type: text/plain", 1)
    parts = "".join(
        f'--cut\r\nContent-Type: application/xml; charset=utf-8\r\nContent-Disposition: attachment; filename="{n}.xml"'
        f"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{item}\r\n"
        for n, item in enumerate(inner)
    )
    message = f'{head}Content-Type: multipart/mixed; boundary="cut"\r\n\r\n{parts}--cut--\r\n'
    articles = read_one(tmp_path, "a.eml", message.encode())[0]
    assert {article.id for article in articles} >= {"tag:holm.example,2024:1", "tag:holm.example,2024:2"}


@needs("newsml-g2")
def test_two_items_in_one_news_message_one_of_them_broken(tmp_path):
    items = [seeds.newsml_g2(number).decode().split("?>", 1)[1] for number in (1, 2)]
    items.append(items[1].replace(' guid="tag:holm.example,2024:2"', ""))
    message = (
        f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{seeds._G2}"><header><sent>{seeds.TIME}</sent>'
        f"</header><itemSet>{''.join(items)}</itemSet></newsMessage>"
    )
    articles, faults = read_one(tmp_path, "a.xml", message.encode())
    assert [article.id for article in articles] == ["tag:holm.example,2024:1", "tag:holm.example,2024:2"]
    assert len(faults) == 1
    assert "guid" in faults[0].reason


# What fuzzing found


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 06 May " + "9" * 30 + " 10:11:12 +0200",
        "Mon, 99999999999999999999 May 2024 10:11:12 +0200",
        "Fri, 31 Dec 9999 23:59:59 +0000",
        "Mon, 06 May 2024 10:11:12 +9999",
        "9999-12-31T23:59:59Z",
        "0000-00-00",
        "2024-05-06T10:11:12+99:99",
        "1" * 400,
    ],
)
@pytest.mark.parametrize("kind", ["rss", "email", "json", "newsml-g2"])
def test_times_that_no_calendar_has_are_kept_as_written_and_do_no_harm(tmp_path, kind, written):
    suffix, make = seeds.SEEDS[kind]
    data = (
        make(1)
        .replace(b"Mon, 06 May 2024 10:11:12 +0200", written.encode())
        .replace(seeds.TIME.encode(), written.encode())
    )
    articles, faults = read_one(tmp_path, f"a{suffix}", data)
    assert articles or faults
