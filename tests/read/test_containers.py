"""Archives and compressed files give their documents; what is hostile or broken in them is refused by name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read import containers, limits, read_articles, zip_members
from claimcheck.read.containers import documents_from
from claimcheck.read.document import Document
from tests.read import seeds

ONE = seeds.article_json(1)
TWO = seeds.article_json(2)


def opened(name: str, data: bytes) -> tuple[list[tuple[str, bytes]], list[str]]:
    """(path, bytes) of the documents, and the faults as they are said."""
    faults: list[ReadError] = []
    found = [(document.path, document.data) for document in documents_from(Document(name, data), faults.append)]
    return found, [str(fault) for fault in faults]


def zip_with(*members: tuple[zipfile.ZipInfo | str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for info, data in members:
            archive.writestr(info, data, packing)
    return target.getvalue()


def tar_with(*members: tuple[str, bytes, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar file of (name, bytes, type)."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, data, kind in members:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(data), "/etc/hosts"
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def unix(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


PACKED = {
    "gz": gzip.compress(ONE),
    "gz of two members": gzip.compress(ONE[:50]) + gzip.compress(ONE[50:]),
    "gz padded with NUL": gzip.compress(ONE) + bytes(700),
    "bz2": bz2.compress(ONE),
    "xz": lzma.compress(ONE),
}


@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_a_compressed_file_gives_its_document(data):
    assert opened("desk/a.json.gz", data) == ([("desk/a.json.gz!a.json", ONE)], [])


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("a.xml.gz", "a.xml"),
        ("A.XML.GZ", "A.XML"),
        ("week.txt.bz2", "week.txt"),
        ("unnamed", "unnamed"),
        (".gz", ".gz"),
        ("-", "-"),
    ],
)
def test_what_a_compressed_document_is_called(name, inside):
    assert opened(name, gzip.compress(b"words"))[0] == [(f"{name}!{inside}", b"words")]


BROKEN = [
    ("cut off", gzip.compress(ONE)[:-9], "byte", "broken gzip: cut off", False),
    ("cut in its header", gzip.compress(ONE)[:7], "byte 7", "broken gzip: cut off", False),
    ("only its mark", b"\x1f\x8b", "byte 2", "broken gzip: cut off", False),
    ("wrong checksum", gzip.compress(ONE)[:-8] + bytes(4) + gzip.compress(ONE)[-4:], "", "checksum is wrong", False),
    ("wrong length", gzip.compress(ONE)[:-4] + bytes(4), "", "the length is wrong", False),
    ("bytes after its end", gzip.compress(ONE) + b"and more", "", "bytes after its end, not read", True),
    ("broken second member", gzip.compress(ONE) + gzip.compress(ONE)[:30], "", "cut off", False),
    ("not deflate", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\xff" * 40, "", "broken gzip", False),
    ("bz2 cut off", bz2.compress(ONE)[:-5], "", "broken bzip2: cut off", False),
    ("bz2 with a flipped bit", bz2.compress(ONE)[:40] + b"\x00" + bz2.compress(ONE)[41:], "", "broken bzip2", False),
    ("xz cut off", lzma.compress(ONE)[:-8], "", "broken xz: cut off", False),
    ("xz with a flipped bit", lzma.compress(ONE)[:40] + b"\x00" + lzma.compress(ONE)[41:], "", "broken xz", False),
]


@pytest.mark.parametrize(("label", "data", "place", "reason", "read"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_compressed_file_is_named_and_never_half_read(label, data, place, reason, read):
    found, faults = opened("a.gz", data)
    assert bool(found) is read
    assert len(faults) == 1
    assert faults[0].startswith(f"a.gz:{place or 'byte'}")
    assert reason in faults[0]


def test_members_of_a_zip_come_in_the_order_of_their_names():
    data = zip_with(("b.json", TWO), ("in/deep/c.txt", b"words"), ("a.json", ONE), ("in/", b""))
    assert opened("week.zip", data) == (
        [("week.zip!a.json", ONE), ("week.zip!b.json", TWO), ("week.zip!in/deep/c.txt", b"words")],
        [],
    )


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_members_of_a_tar_come_as_they_stand(form, pack):
    long = "folder/" * 14 + "story.json"
    names = ["b.json", "å/a.json", long]
    data = tar_with(*((name, ONE, tarfile.REGTYPE) for name in names), ("d", b"", tarfile.DIRTYPE), form=form)
    assert opened("week.tar", pack(data)) == ([(f"week.tar!{name}", ONE) for name in names], [])


def test_the_dot_that_tar_writes_before_names_is_no_folder():
    assert opened("t", tar_with(("./a.json", ONE, b"0")))[0] == [("t!a.json", ONE)]


BAD_NAMES = {
    "../a.json": "a path that leads out of the archive: not read",
    "in/../../a.json": "a path that leads out of the archive: not read",
    "..\\a.json": "a path that leads out of the archive: not read",
    "/etc/a.json": "an absolute path: not read",
    "\\\\server\\a.json": "an absolute path: not read",
    "C:\\a.json": "an absolute path: not read",
    "c:a.json": "an absolute path: not read",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_out_is_refused_and_the_rest_is_read(name):
    for data in (zip_with((name, TWO), ("ok.json", ONE)), tar_with((name, TWO, b"0"), ("ok.json", ONE, b"0"))):
        found, faults = opened("x", data)
        assert found == [("x!ok.json", ONE)]
        assert faults == [f"x!{name}: {BAD_NAMES[name]}"]


@pytest.mark.parametrize("name", ["a..b.json", "in/b..json", "ab:c.json", "in/C:.json", "-a.json"])
def test_a_name_that_only_looks_so_is_read(name):
    assert opened("x", zip_with((name, ONE)))[0] == [(f"x!{name}", ONE)]


def test_links_devices_and_pipes_are_refused():
    found, faults = opened(
        "x.zip",
        zip_with(
            (unix("link", 0o120777), b"/etc/passwd"),
            (unix("device", 0o020644), b""),
            (unix("file.json", 0o100644), ONE),
        ),
    )
    assert found == [("x.zip!file.json", ONE)]
    assert faults == ["x.zip!device: not a regular file", "x.zip!link: a link: not followed"]
    kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"S", b"Z"]
    found, faults = opened("x.tar", tar_with(*((f"m{kind!r}", b"", kind) for kind in kinds), ("a.json", ONE, b"0")))
    assert found == [("x.tar!a.json", ONE)]
    assert [fault.split(": ", 1)[1] for fault in faults] == [
        "a link: not followed",
        "a hard link: not followed",
        "a device: not read",
        "a device: not read",
        "a pipe: not read",
        "a sparse file: not read",
        "not a regular file",
    ]


def test_an_encrypted_member_is_refused():
    data = bytearray(zip_with(("secret.json", TWO)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert opened("x.zip", bytes(data)) == (
        [],
        ["x.zip!secret.json: encrypted", "x.zip: nothing readable in this archive"],
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_of_one_name_the_first_is_read():
    for data in (zip_with(("a.json", ONE), ("a.json", TWO)), tar_with(("a.json", ONE, b"0"), ("a.json", TWO, b"0"))):
        found, faults = opened("x", data)
        assert found == [("x!a.json", ONE)]
        assert faults == ["x!a.json: the name stands twice in the archive: the first is read"]


def overlapping(count: int) -> bytes:
    """A zip file whose list names one member many times, as bombs do."""
    data = zip_with(("a.txt", bytes(50_000)))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = b"".join(data[start:end].replace(b"a.txt", b"%05d" % number) for number in range(count))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return data[:start] + entries + tail


def test_members_that_overlap_are_refused_together():
    assert opened("bomb.zip", overlapping(3)) == ([], ["bomb.zip: members overlap, as in a zip bomb: not read"])


def test_a_member_that_unpacks_too_far_is_refused_before_it_is_opened(monkeypatch):
    data = zip_with(("bomb.txt", bytes(3 << 20)), ("ok.json", ONE))
    assert opened("x.zip", data) == (
        [("x.zip!ok.json", ONE)],
        ["x.zip!bomb.txt: unpacks to more than 100 times its size"],
    )


def test_a_size_that_lies_does_no_harm():
    data = bytearray(zip_with(("a.txt", bytes(900_000)), ("ok.json", ONE)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<L", 100)
    found, faults = opened("x.zip", bytes(data))
    assert found == [("x.zip!ok.json", ONE)]
    assert len(faults) == 1
    assert "broken ZIP member" in faults[0]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_left_when_it_has_unpacked_enough(pack):
    data = pack(bytes(130 << 20))
    tracemalloc.start()
    try:
        found, faults = opened("bomb.gz", data)
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()
    assert found == []
    assert faults == ["bomb.gz: unpacks to more than 100 times its size: not read any further"]


def test_bombs_inside_one_another_share_one_allowance(monkeypatch):
    monkeypatch.setattr(limits, "LEAST_UNPACKED", 1 << 20)
    inner = zip_with(("words.txt", random.Random(1).randbytes(300_000)))
    outer = zip_with(*((f"{number}.zip", inner) for number in range(5)))
    monkeypatch.setattr(limits, "MOST_RATIO", 1)
    found, faults = opened("x.zip", outer)
    assert len(found) == 2
    assert faults == ["x.zip: unpacks to more than 1 times its size: not read any further"]


def test_archives_inside_one_another_are_opened_to_a_depth():
    data = ONE
    for depth in range(limits.MOST_NESTED):
        data = zip_with((f"{depth}.zip" if depth else "a.json", data))
    found, faults = opened("x.zip", data)
    assert [found[0][0], found[0][1], faults] == ["x.zip!3.zip!2.zip!1.zip!a.json", ONE, []]
    found, faults = opened("x.zip", zip_with(("4.zip", data)))
    assert found == []
    assert faults[0] == "x.zip!4.zip!3.zip!2.zip!1.zip: more than 4 archives inside one another: not opened"


def test_a_zip_that_holds_itself_ends():
    """A quine would go on for ever; each of its layers looks like this one to the opener."""
    data = ONE
    for _ in range(40):
        data = gzip.compress(data)
    found, faults = opened("q.gz", data)
    assert found == []
    assert "inside one another" in faults[0]


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    faults: list[ReadError] = []
    allowance = limits.Allowance("x", 10, members=3)
    document = Document("x", zip_with(*((f"{number}.json", ONE) for number in range(5))))
    found = list(containers._documents(document, faults.append, allowance, 0))
    assert len(found) == 3
    assert "members: not read any further" in faults[0].reason


def test_too_long_a_list_of_members_is_not_read(monkeypatch):
    monkeypatch.setattr(zip_members, "MOST_DIRECTORY", 100)
    found, faults = opened("x.zip", zip_with(*((f"{number}.json", ONE) for number in range(5))))
    assert (found, faults) == ([], ["x.zip: its list of members is too long: not read"])


def test_zip64_is_read():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, archive.open("a.json", "w", force_zip64=True) as member:
        member.write(ONE)
    assert opened("x.zip", target.getvalue()) == ([("x.zip!a.json", ONE)], [])


def test_a_name_that_is_no_utf8_is_shown_as_it_can_be():
    raw = zip_with(("caf\u00e9.json", ONE))
    latin = raw.replace("caf\u00e9.json".encode(), b"caf\xe9\x20.json")
    found, faults = opened("x.zip", latin)
    assert found == []
    assert faults == ["x.zip: broken ZIP: a member's name is marked as UTF-8 and is not"]
    unmarked = bytearray(latin.replace(b"caf\xe9\x20.json", "caf\u00e9.json".encode()))
    for mark, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        unmarked[unmarked.index(mark) + place] &= 0xF7
    assert opened("x.zip", bytes(unmarked)) == ([("x.zip!caf\u00e9.json", ONE)], [])
    found, faults = opened("x.tar", tar_with(("caf\udce9.json", ONE, b"0")))
    assert (found, faults) == ([("x.tar!caf\ufffd.json", ONE)], [])


def test_a_name_with_control_characters_is_shown_without_them():
    assert opened("x.zip", zip_with(("a\n\x1b[31m.json", ONE)))[0] == [("x.zip!a??[31m.json", ONE)]


def test_what_systems_leave_in_archives_is_passed_over():
    names = (".DS_Store", "__MACOSX/._a.json", "in/.hidden/a.json", "Thumbs.db")
    data = zip_with(*((name, TWO) for name in names), ("a.json", ONE))
    assert opened("x.zip", data) == ([("x.zip!a.json", ONE)], [])


OFFICE = {
    "Excel workbook": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
    "PowerPoint presentation": {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"},
    "OpenDocument text": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"},
    "e-book (EPUB)": {"mimetype": b"application/epub+zip", "a.xhtml": b"<html/>"},
    "Java program": {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0", "A.class": b"\xca\xfe\xba\xbe"},
}


@pytest.mark.parametrize("kind", OFFICE)
def test_office_documents_are_named_and_not_opened(kind):
    assert opened("x", seeds.zipped(OFFICE[kind])) == ([], [f"x: {kind}: not read"])


def test_a_word_document_is_a_document():
    data = seeds.docx(1)
    assert opened("x.docx", data) == ([("x.docx", data)], [])
    assert opened("x.zip", zip_with(("in/x.docx", data))) == ([("x.zip!in/x.docx", data)], [])


BROKEN_ARCHIVES = [
    ("zip without its end", zip_with(("a.json", ONE))[:-10], 0, "x: broken ZIP: file is not a zip file"),
    ("zip of nothing", zip_with(), 0, "x: nothing readable in this archive"),
    ("zip with a flipped bit", zip_with(("a.txt", ONE), packing=0).replace(b"Holm", b"Hulm", 1), 0, "bad CRC-32"),
    ("tar cut inside a member", tar_with(("a", ONE, b"0"), ("b", TWO, b"0"))[:1700], 1, "x:byte 1700: broken tar: cut"),
    ("tar cut inside a header", tar_with(("a", ONE, b"0"), ("b", TWO, b"0"))[:1544], 1, "broken tar"),
    ("tar with a broken header", tar_with(("a", ONE, b"0"))[:1536] + b"x" * 512, 1, "no header"),
    ("tar of a name too long", tar_with(("n" * 2_000_000, ONE, b"0")), 0, "too long a header"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "data", "read", "said"), BROKEN_ARCHIVES, ids=[case[0] for case in BROKEN_ARCHIVES])
def test_a_broken_archive_is_named(label, data, read, said):
    found, faults = opened("x", data)
    assert len(found) == read
    assert said in faults[0]


def test_a_tar_cut_in_its_packing_is_one_fault():
    data = gzip.compress(tar_with(("a.json", ONE, b"0"), ("b.bin", random.Random(2).randbytes(90_000), b"0")))
    found, faults = opened("x.tgz", data[:-20_000])
    assert found == [("x.tgz!a.json", ONE)]
    assert len(faults) == 1
    assert "broken gzip: cut off" in faults[0]


def test_archives_in_a_folder_are_read_by_the_readers(tmp_path):
    (tmp_path / "week.zip").write_bytes(seeds.zip_archive(1))
    (tmp_path / "day.tar.gz").write_bytes(seeds.tar_gz(5))
    (tmp_path / "one.json.gz").write_bytes(gzip.compress(seeds.article_json(20)))
    faults: list[ReadError] = []
    articles = list(read_articles([tmp_path], on_error=faults.append))
    assert faults == []
    assert [(article.path.removeprefix(f"{tmp_path}/"), article.reader) for article in articles] == [
        ("day.tar.gz!a.json", "json"),
        ("day.tar.gz!in/b.txt", "text"),
        ("one.json.gz!one.json", "json"),
        ("week.zip!a.json", "json"),
        ("week.zip!in/b.html", "html"),
    ]
    assert len({article.item.raw_sha256 for article in articles}) == 5


def test_members_no_reader_knows_are_named(tmp_path):
    members = {"a.css": b"p { color: red }", "b.jpg": b"\xff\xd8\xff\xe0" + bytes(40), "c.json": ONE, "d.json": b""}
    (tmp_path / "x.zip").write_bytes(seeds.zipped(members))
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 1
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in faults] == [
        "x.zip!a.css: no reader for .css files; --input-format forces one",
        "x.zip!b.jpg: JPEG image, not an article",
        "x.zip!d.json: empty file",
    ]


def test_an_archive_in_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(seeds.zip_archive(3))))
    assert [article.path for article in read_articles(["-"])] == ["-!a.json", "-!in/b.html"]


def test_a_packed_jsonl_too_long_to_be_held_is_streamed(tmp_path, monkeypatch):
    lines = b"".join(seeds.jsonl(number) for number in range(3000))
    monkeypatch.setattr(containers, "WHOLE", 1 << 18)
    monkeypatch.setattr(containers, "HEAD", 1 << 16)
    (tmp_path / "all.jsonl.gz").write_bytes(gzip.compress(lines))
    (tmp_path / "all.txt.gz").write_bytes(gzip.compress(b"word " * 100_000))
    faults: list[ReadError] = []
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_articles([tmp_path], on_error=faults.append))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 6000
    assert peak < 12 << 20
    assert [fault.reason for fault in faults] == ["larger than 64 MB, too large for text"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(["zip", "tar.gz", "warc.gz", "docx"]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.floats(0, 1),
)
def test_any_damage_is_a_read_error(name, edits, cut):
    data = bytearray(seeds.SEEDS[name][1](1))
    for place, byte in edits:
        data[int(place * (len(data) - 1))] = byte
    began = time.monotonic()
    found, faults = opened("x", bytes(data[: int(cut * len(data)) or None]))
    assert time.monotonic() - began < 5
    assert all(fault.startswith("x") for fault in faults)
    assert isinstance(found, list)
