"""Which files are read, in which order, under which ids."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from itertools import permutations
from threading import Thread

import pytest

from claimcheck.model import Article, Item, ReadError, Status
from claimcheck.read import _with_own_ids, inputs, read_articles
from claimcheck.read.article import complete
from claimcheck.read.document import Document
from tests.read.seeds import SEEDS

BODY = "The bridge at Holm closed on Monday after a lorry struck it. Nobody was hurt, the council said."


def write(path, identity, text=BODY):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"id": identity, "text": text}))
    return path


def test_folders_are_read_recursively_by_name_and_hidden_files_are_not(tmp_path):
    for name in ("b/2.json", "a/1.json", "c.json", ".hidden.json", ".git/x.json"):
        write(tmp_path / name, name)
    assert [article.id for article in read_articles([tmp_path])] == ["a/1.json", "b/2.json", "c.json"]


def test_the_order_of_paths_changes_nothing(tmp_path):
    paths = [write(tmp_path / name, "same", BODY + name) for name in ("x.json", "y.json", "z.json")]
    paths.append(tmp_path)
    faults: list[ReadError] = []
    runs = {
        tuple((article.id, article.path) for article in read_articles(order, on_error=faults.append))
        for order in permutations(paths)
    }
    assert len(runs) == 1
    assert len(next(iter(runs))) == 3


def test_links_are_followed_and_loops_end(tmp_path):
    real = write(tmp_path / "elsewhere" / "1.json", "one")
    folder = tmp_path / "in"
    folder.mkdir()
    os.symlink(real, folder / "link.json")
    os.symlink(folder, folder / "again")
    os.symlink(tmp_path / "elsewhere", folder / "linked")
    assert [article.id for article in read_articles([folder])] == ["one"]


def test_a_broken_link_is_named(tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "link.json")
    write(tmp_path / "a.json", "a")
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 1
    assert [str(fault) for fault in faults] == [f"{tmp_path}/link.json: no such file or folder"]


def test_one_article_given_twice_is_read_once(tmp_path):
    write(tmp_path / "a.json", "a")
    write(tmp_path / "copy.json", "a")
    assert len(list(read_articles([tmp_path, tmp_path / "a.json"]))) == 1


def test_two_articles_of_one_id_are_both_kept_and_the_second_is_renamed(tmp_path):
    write(tmp_path / "a.json", "same", BODY)
    write(tmp_path / "b.json", "same", BODY + " More.")
    faults: list[ReadError] = []
    first, second = read_articles([tmp_path], on_error=faults.append)
    assert first.id == "same"
    assert second.id.startswith("same~")
    assert len(faults) == 1
    assert "another article has the id 'same'" in faults[0].reason


def test_without_a_handler_the_first_fault_is_raised(tmp_path):
    with pytest.raises(ReadError, match="no such file or folder"):
        list(read_articles([tmp_path / "none"]))


def test_a_single_path_may_be_given(tmp_path):
    write(tmp_path / "a.json", "a")
    assert len(list(read_articles(str(tmp_path)))) == 1


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    write(tmp_path / "a.json", "a")
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 1
    assert faults[0].reason == "not a regular file"


def test_other_files_of_a_folder_are_named_not_read(tmp_path):
    write(tmp_path / "a.json", "a")
    (tmp_path / "photo-THUMBNAIL").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40))
    (tmp_path / "style.css").write_text("p { color: red }")
    (tmp_path / "page.cgi").write_text(f"<!DOCTYPE html><html><body><article><p>{BODY}</p></article></body></html>")
    (tmp_path / "made.xml").write_text("<?xml version='1.0'?><harbour><ship/></harbour>")
    faults: list[ReadError] = []
    articles = list(read_articles([tmp_path], on_error=faults.append))
    assert [(article.path.rpartition("/")[2], article.reader) for article in articles] == [
        ("a.json", "json"),
        ("page.cgi", "html"),
    ]
    assert [fault.reason for fault in faults] == [
        "XML of a kind that is not read: root element <harbour>",
        "JPEG image, not an article",
        "no reader for .css files; --input-format forces one",
    ]


def versions(path, *rows):
    """A JSONL file of articles, each {id, text}."""
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def wire_item(number, version, created, text=BODY, **item):
    return complete(
        Article(
            id="",
            text=text,
            path=f"{number}.xml",
            reader="newsml-g2",
            item=Item(provider_id="urn:holm:1", version=version, version_created=created, **item),
        )
    )


def told_apart(*articles):
    faults: list[ReadError] = []
    return [(article.id, article.path) for article in _with_own_ids(articles, faults.append)], faults


def test_versions_of_one_item_are_no_clash():
    articles = [
        wire_item(1, "1", "2024-05-06T10:00:00Z"),
        wire_item(2, "2", "2024-05-06T10:00:00Z"),
        wire_item(3, "2", "2024-05-06T11:00:00Z"),
        wire_item(4, "10", "2024-05-06T12:00:00Z", BODY + " More."),
    ]
    found, faults = told_apart(*articles)
    assert found == [("urn:holm:1", f"{number}.xml") for number in (1, 2, 3, 4)]
    assert faults == []


def test_one_version_twice_is_read_once_and_with_other_words_twice():
    same = wire_item(1, "1", ""), wire_item(2, "1", ""), wire_item(3, "1", "", BODY + " More.")
    found, faults = told_apart(*same)
    assert found[0] == ("urn:holm:1", "1.xml")
    assert found[1][0].startswith("urn:holm:1~")
    assert len(found) == 2
    assert len(faults) == 1
    kill = wire_item(4, "1", "", status=Status.CANCELED)
    assert len(told_apart(same[0], kill)[0]) == 2  # the same words, and taken back


def test_every_file_is_told_of_before_it_is_read(tmp_path):
    for name in ("a.json", "b/c.json", "d.json"):
        write(tmp_path / name, name)
    told: list[tuple[str, int, int | None]] = []
    for _ in read_articles([tmp_path], on_file=lambda *said: told.append(said)):
        pass
    assert told == [(f"{tmp_path}/{name}", done, 3) for done, name in enumerate(("a.json", "b/c.json", "d.json"))]


def test_a_name_that_begins_with_a_dash_is_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "-rf.json", "dash")
    assert [article.path for article in read_articles(["-rf.json"])] == ["-rf.json"]


def test_names_with_newlines_and_bytes_that_are_no_text_are_shown(tmp_path):
    write(tmp_path / "a\nb.json", "newline")
    (tmp_path / os.fsdecode(b"caf\xe9.json")).write_text("{")
    faults: list[ReadError] = []
    (article,) = read_articles([tmp_path], on_error=faults.append)
    assert article.path == f"{tmp_path}/a?b.json"
    assert faults[0].path == f"{tmp_path}/caf\ufffd.json"


def test_a_link_to_itself_is_named(tmp_path):
    os.symlink("loop.json", tmp_path / "loop.json")
    with pytest.raises(ReadError, match="symbolic links"):
        list(read_articles([tmp_path / "loop.json"]))


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_read(name):
    with pytest.raises(ReadError, match="a device, not a file"):
        list(read_articles([name]))


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="empty file"):
        list(read_articles([tmp_path / "pipe"]))


def test_a_pipe_that_is_written_to_is_read_to_its_end(tmp_path):
    ours, theirs = os.pipe()
    writer = Thread(target=lambda: (os.write(theirs, f"Bridge\n\n{BODY}".encode()), os.close(theirs)))
    writer.start()
    (article,) = read_articles([f"/dev/fd/{ours}"])
    writer.join()
    os.close(ours)
    assert article.text == BODY


def test_an_empty_folder_and_an_empty_file_are_named(tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "in").mkdir()
    faults: list[ReadError] = []
    assert list(read_articles([tmp_path, tmp_path / "in"], on_error=faults.append)) == []
    assert faults[0].reason == "empty file"
    assert faults[-1].reason == "nothing readable in this folder"


def test_a_file_too_large_for_its_format_is_refused_and_lines_are_streamed(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "WHOLE", 1 << 16)
    monkeypatch.setattr(inputs, "HEAD", 1 << 12)
    (tmp_path / "large.txt").write_bytes(b"words " * 20_000)
    (tmp_path / "large.json").write_text(json.dumps([{"text": BODY * 2000}]))
    versions(tmp_path / "lines.jsonl", *({"id": str(number), "text": f"{BODY} {number}"} for number in range(2000)))
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 2000
    assert [fault.reason for fault in faults] == [
        "larger than 64 MB, too large for json",
        "larger than 64 MB, too large for text",
    ]


def test_long_standard_input_is_streamed(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "WHOLE", 1 << 16)
    monkeypatch.setattr(inputs, "HEAD", 1 << 12)
    lines = "\n".join(json.dumps({"id": str(number), "text": f"{BODY} {number}"}) for number in range(2000))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert len(list(read_articles(["-"]))) == 2000


def test_a_large_folder_is_read_in_constant_memory(tmp_path):
    for number in range(2000):
        kind = list(SEEDS)[number % 5]  # text, Markdown, page, JSON, JSONL
        (tmp_path / f"{number}{SEEDS[kind][0]}").write_bytes(SEEDS[kind][1](number) + b" " * 20_000)
    next(read_articles([tmp_path]))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_articles([tmp_path], on_error=lambda error: None))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count >= 2000
    assert peak < 12 << 20  # the files have 40 MB


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0)
    faults: list[ReadError] = []
    try:
        assert list(read_articles([folder], on_error=faults.append)) == []
    finally:
        folder.chmod(0o700)
    assert [fault.reason for fault in faults] == ["permission denied"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    faults: list[ReadError] = []
    assert list(read_articles([tmp_path], on_error=faults.append)) == []
    assert [fault.reason for fault in faults] == ["permission denied"]


PAGE = (
    b"<html><head><title>Bridge shut</title></head><body><article><p>The old bridge of Holm was shut on Monday after \
an engineer found a crack in its second arch, the council said.</p></article></body></html>"
)


def test_an_address_is_fetched_only_where_a_way_is_given():
    faults = []
    assert list(read_articles(["https://holm.example/bridge"], on_error=faults.append)) == []
    assert [str(fault) for fault in faults] == [
        "https://holm.example/bridge: an address; it is fetched only with --fetch"
    ]
    asked = []

    def fetch(url):
        asked.append(url)
        return Document(url, PAGE, url)

    (article,) = read_articles(["https://holm.example/bridge"], fetch=fetch)
    assert asked == ["https://holm.example/bridge"]
    assert "second arch" in article.text and article.path == "https://holm.example/bridge"


def test_a_page_that_cannot_be_fetched_is_one_fault():
    def fetch(url):
        raise ReadError(url, "no such host")

    faults = []
    assert list(read_articles(["http://holm.example/"], fetch=fetch, on_error=faults.append)) == []
    assert [str(fault) for fault in faults] == ["http://holm.example/: no such host"]
