"""Every bad input is one clear line that names file, place and reason; the rest is checked; the status holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {
    "id": "good",
    "source": "holm.example",
    "text": "At Holm 5 people died when the bridge fell on Monday, police said.",
}
FRENCH = (
    "Le pont de Holm est tombé lundi et des gens sont morts, selon la mairie de la ville et les pompiers sur place."
)
ROW = json.dumps(GOOD)

# File name, content, what standard error says after the file's path.
BAD = [
    ("empty.txt", b"", ": empty file"),
    ("blank.txt", b" \n\t\n", ": nothing but white space"),
    ("empty.json", b"", ": empty file"),
    ("empty.jsonl", b"\n\n", ": empty file"),
    ("empty.html", b"<html><body></body></html>", ": no article text found in the page"),
    ("empty.md", b"# Only a headline\n", ": no text below the front matter and headline"),
    ("binary.txt", b"\x80" + bytes(range(256)) * 8, ":byte 1: binary file, not text (NUL bytes)"),
    ("photo.json", b"\xff\xd8\xff\xe0\x00\x10JFIF", ": JPEG image, not an article"),
    ("paper.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", ":byte 0: broken PDF: "),
    (
        "cyrillic.txt",
        "Мост закрыли в понедельник".encode("cp1251"),
        ":byte 0: not UTF-8 (byte 0xcc) and no other encoding is certain",
    ),
    ("cut.txt", "A fine café".encode()[:-1], ":byte 10: not UTF-8 (byte 0xc3) and no other encoding is certain"),
    ("no-text.json", b'{"id": "x", "title": "t"}', ": not an article: no 'text'"),
    ("null-text.json", b'{"text": null}', ": not an article: no 'text'"),
    ("empty-text.json", b'{"text": "  "}', ": 'text' is empty"),
    ("number-text.json", b'{"text": 5}', ": 'text' is a JSON number, a string was expected"),
    ("wrong-title.json", b'{"text": "a b", "title": ["x"]}', ": 'title' is a JSON list, a string was expected"),
    ("wrong-id.json", b'{"text": "a b", "id": true}', ": 'id' is a JSON boolean, a string was expected"),
    ("string.json", b'"just words"', ": not an article: a JSON string, an object was expected"),
    ("broken.json", b'{"text": "a b",\n  "id": }', ":2:9: broken JSON: expecting value"),
    ("open.json", b'{"text": "a b', ":1:10: broken JSON: unterminated string starting at"),
    ("more.json", b'{"text": "a b"} x', ":1:17: broken JSON: extra data"),
    ("twice.json", b'{"text": "a b", "text": "c d"}', ": the key 'text' stands twice in one object"),
    ("nan.json", b'{"text": "a b", "score": NaN}', ": NaN is not JSON"),
    ("deep.json", b'{"text": "a", "x": ' + b"[" * 100_000, ": broken JSON: nested too deeply"),
    ("empty-list.json", b"[]", ": an empty list"),
    ("labels.json", b'[{"question": "x"}]', ": no article in this list: no item has a 'text'"),
    ("front.md", b"+++\ntitle = \n+++\nText.\n", ":1: broken front matter: Invalid value"),
    ("table.css", b"a,b\n", ": no reader for .css files; --input-format forces one"),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.json").write_text(ROW)
    return tmp_path / "in"


@pytest.mark.usefixtures("stub_engine")
@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_named_and_the_rest_is_checked(folder, run_cli, name, content, said):
    (folder / name).write_bytes(content)
    done = run_cli("report", folder, "--format", "json")
    (line,) = done.err.splitlines()
    assert line.startswith(f"claimcheck: {folder / name}{said}")
    assert done.status == 0
    assert [article["id"] for article in json.loads(done.out)["articles"]] == ["good"]
    assert run_cli("report", folder, "--strict", "--quiet").status == 2


@pytest.mark.usefixtures("stub_engine")
@pytest.mark.parametrize(("name", "content", "said"), BAD[:24], ids=[name for name, _, _ in BAD[:24]])
def test_a_bad_file_alone_is_status_2(tmp_path, run_cli, name, content, said):
    (tmp_path / name).write_bytes(content)
    done = run_cli("report", tmp_path / name)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[0].startswith(f"claimcheck: {tmp_path / name}{said}")
    assert done.err.splitlines()[-1] == "claimcheck: no article could be read"


@pytest.mark.usefixtures("stub_engine")
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([ROW, '{"text": "a b'], ":2:10: the last line is cut off"),
        ([ROW, '{"text": "a b"', ROW], ":2:15: broken JSON: expecting ',' delimiter"),
        ([ROW, '{"title": "t"}'], ":2: not an article: no 'text'"),
        ([ROW, '{"text": ""}'], ":2: 'text' is empty"),
        ([ROW, "[1, 2]"], ":2: not an article: a JSON list, an object was expected"),
        ([ROW, '{"text": "a", "text": "b"}'], ":2: the key 'text' stands twice in one object"),
        ([ROW, '{"text": "a", "n": -Infinity}'], ":2: -Infinity is not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path, run_cli, lines, said):
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(lines))
    done = run_cli("report", path, "--format", "json")
    assert done.err == f"claimcheck: {path}{said}\n"
    assert done.status == 0
    assert len(json.loads(done.out)["articles"]) == 1


@pytest.mark.usefixtures("stub_engine")
def test_a_bad_item_of_a_list_is_named_by_its_place(tmp_path, run_cli):
    path = tmp_path / "list.json"
    path.write_text(f'[{ROW}, {{"title": "x"}}, 7]')
    done = run_cli("report", path, "--format", "json")
    assert done.err.splitlines() == [
        f"claimcheck: {path}:item 2: not an article: no 'text'",
        f"claimcheck: {path}:item 3: not an article: a JSON number, an object was expected",
    ]
    assert len(json.loads(done.out)["articles"]) == 1


@pytest.mark.usefixtures("stub_engine")
def test_a_missing_path_is_named_and_the_rest_is_checked(folder, run_cli):
    done = run_cli("report", folder, folder / "none", "--format", "json")
    assert done.err == f"claimcheck: {folder}/none: no such file or folder\n"
    assert done.status == 0
    assert run_cli("report", folder / "none").status == 2


@pytest.mark.usefixtures("stub_engine")
def test_a_folder_with_nothing_readable(tmp_path, run_cli):
    (tmp_path / "in").mkdir()
    done = run_cli("report", tmp_path / "in")
    assert done.status == 2
    assert done.err.splitlines() == [
        f"claimcheck: {tmp_path}/in: nothing readable in this folder",
        "claimcheck: no article could be read",
    ]


@pytest.mark.usefixtures("stub_engine")
def test_an_article_in_another_language_is_listed_and_not_compared(folder, run_cli):
    (folder / "french.txt").write_text(FRENCH, encoding="utf-8")
    report = json.loads(run_cli("report", folder, "--format", "json", "--strict").out)
    french = next(article for article in report["articles"] if article["language"] == "fr")
    assert french["skipped"] == "language: fr"
    assert {"article": french["id"], "reason": "language: fr"} in report["not_compared"]
    table = run_cli("report", folder)
    assert table.status == 0
    assert f"{french['id']} ({folder}/french.txt): language: fr" in " ".join(table.out.split())


@pytest.mark.usefixtures("stub_engine")
def test_a_file_name_that_is_no_text_can_be_printed(folder, run_cli):
    name = os.fsencode(folder) + b"/\xff\x1b[31m.txt"
    try:
        Path(os.fsdecode(name)).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes text only")
    done = run_cli("report", folder)
    assert done.err == f"claimcheck: {folder}/\ufffd?[31m.txt: empty file\n"


def run_program(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The real program with the real engine, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "claimcheck", *map(str, arguments)],
        capture_output=True,
        cwd=Path(__file__).parents[1],
        timeout=300,
        **options,
    )


def test_all_bad_inputs_at_once_with_the_real_engine(folder):
    (folder / "other.json").write_text(
        json.dumps({"id": "other", "text": "At Holm 9 people died when the bridge fell on Monday, police said."})
    )
    for name, content, _ in BAD:
        (folder / name).write_bytes(content)
    done = run_program("report", folder, "--format", "json")
    assert done.returncode == 0
    assert [article["id"] for article in json.loads(done.stdout)["articles"]] == ["good", "other"]
    assert len(done.stderr.splitlines()) == len(BAD)
    assert b"Traceback" not in done.stderr
    again = run_program("report", folder, "--format", "json", "--strict", "--quiet")
    assert again.returncode == 2
    assert again.stdout == done.stdout


@pytest.mark.usefixtures("stub_engine")
@pytest.mark.parametrize("name", ["long.json", "long.txt", "long.md", "long.html"])
def test_an_article_of_five_megabytes_is_read(folder, run_cli, name):
    sentence = "At Holm the council spoke of the bridge and of the road beside it for a long while. "
    count = 5_000_000 // (20 * len(sentence))
    long = "\n\n".join(f"{sentence * 20}So ends part {number}." for number in range(count))
    if name == "long.html":
        paragraphs = long.replace("\n\n", "</p><p>")
        content = f"<html><head><title>Long</title></head><body><article><p>{paragraphs}</p></article></body></html>"
    else:
        content = json.dumps({**GOOD, "id": "long", "text": long}) if name == "long.json" else long
    (folder / name).write_text(content)
    done = run_cli("report", folder, "--format", "json", "--with-text")
    assert (done.status, done.err) == (0, "")
    texts = {article["id"]: article["text"] for article in json.loads(done.out)["articles"]}
    assert len(texts.pop("good")) < 100
    assert all(len(text) > 4_900_000 for text in texts.values())
    assert len(texts) == 1
