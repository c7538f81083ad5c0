"""Text in any certain encoding is read; binary data and doubtful encodings are refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Block, BlockKind, ReadError
from claimcheck.read import mojibake, read_articles
from claimcheck.read.document import Document, decode, decoded
from claimcheck.read.mojibake import without_mojibake

TEXT = "The café at Holm, run by Zoë Åkerlund — “a fine place” — closed on Monday; it cost €5 to enter."
CYRILLIC = "Мост в Холме закрыли в понедельник после того, как в него врезался грузовик."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
    ids=lambda name: name,
)
def test_encodings_that_show_themselves(encoding):
    assert decode(Document("a.txt", TEXT.encode(encoding))) == TEXT


def test_a_declared_charset_is_believed():
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{CYRILLIC}</p></body></html>'
    assert decode(Document("a.html", page.encode("cp1251"))) == page


def test_an_unknown_declared_charset_is_not():
    page = f'<html><head><meta charset="x-holm"></head><body><p>{TEXT}</p></body></html>'
    assert decode(Document("a.html", page.encode("cp1252"))) == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (CYRILLIC.encode("cp1251"), "no other encoding is certain"),
        (TEXT.encode("utf-8")[:-3] + b"\xff rest of it", "not UTF-8"),
        ("Bridge — closed".encode()[:9] + b" closed", "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image, not an article"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF, not an article"),
        (b"PK\x03\x04" + bytes(30), "ZIP or office document, not an article"),
        (b"some text\x00\x01\x02 and more of it", "binary file, not text (NUL bytes)"),
        (bytes(range(1, 32)) * 20, "binary file, not text (control bytes)"),
        ("\ufeffBridge".encode("utf-16-le") + b"\x00", "not valid utf-16"),
    ],
)
def test_what_is_not_certain_is_refused(data, reason):
    with pytest.raises(ReadError) as caught:
        decode(Document("a.txt", data))
    assert reason in caught.value.reason
    assert caught.value.path == "a.txt"


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (CYRILLIC.encode("cp1251"), "windows-1251", CYRILLIC),
        (CYRILLIC.encode("koi8-r"), '"KOI8-R"', CYRILLIC),
        (CYRILLIC.encode(), "windows-1251", CYRILLIC),  # what the bytes are is certain
        (TEXT.encode(), "iso-8859-1", TEXT),
        (TEXT.encode("cp1252"), "iso-8859-1", TEXT),
        (TEXT.encode("cp1252"), "utf-8", TEXT),
        (TEXT.encode("cp1252"), "unicode_escape", TEXT),  # no character set
        (b"caf\\u00e9", "unicode_escape", "caf\\u00e9"),
        (b"+AGEAYg-", "utf-7", "+AGEAYg-"),
        ("\u6a4b\u304c\u9589\u9396\u3055\u308c\u305f".encode("iso2022_jp"), "iso-2022-jp", "橋が閉鎖された"),
        ("\u6a4b\u304c\u9589\u9396\u3055\u308c\u305f".encode("shift_jis"), "Shift_JIS", "橋が閉鎖された"),
        (TEXT.encode("utf-16"), "utf-8", TEXT),  # the mark goes before
        (TEXT.encode(), "no such\x00thing", TEXT),
    ],
)
def test_what_the_transport_declares(data, charset, text):
    assert decode(Document("a.txt", data, charset=charset)) == text


def test_a_wrong_declaration_is_refused_with_the_byte():
    with pytest.raises(ReadError, match="not valid euc_jp") as caught:
        decode(Document("a.txt", b"Bridge " + CYRILLIC.encode("cp1251"), charset="euc-jp"))
    assert caught.value.place.startswith("byte ")


def test_an_xml_declaration_that_cannot_be_true_is_passed_over():
    page = f'<?xml version="1.0" encoding="UTF-16"?><p>{TEXT}</p>'
    assert decode(Document("a.xml", page.encode())) == page
    assert decode(Document("a.xml", page.replace("16", "8").encode("utf-16"))) == page.replace("16", "8")


MIXED = [
    (b"\x93Safe\x94, said Zo\xc3\xab \x96 and left", "“Safe”, said Zoë – and left", 3, 0),
    ("The café at Holm".encode() + b" and M\xfcller\x92s house", "The café at Holm and Müller’s house", 2, 23),
    ("Zoë paid ".encode() + b"\x80" + b"5 and \xa3" + b"3", "Zoë paid €5 and £3", 2, 10),
]


@pytest.mark.parametrize(("data", "text", "count", "first"), MIXED)
def test_a_few_bytes_of_windows_1252_among_utf8_are_repaired(data, text, count, first):
    found = decoded(Document("a.txt", data))
    assert (found.text, found.repaired, found.first) == (text, count, first)


def test_a_repair_is_said(tmp_path):
    (tmp_path / "a.txt").write_bytes("Zoë’s bridge at Holm is ".encode() + b"\x93safe\x94 again.")
    faults: list[ReadError] = []
    (article,) = read_articles([tmp_path], on_error=faults.append)
    assert article.text == "Zoë’s bridge at Holm is “safe” again."
    assert [str(fault) for fault in faults] == [
        f"{tmp_path}/a.txt:byte 27: UTF-8 with 2 bytes of Windows-1252, read as such"
    ]


@pytest.mark.parametrize(
    "wrong",
    [b" \xe2\x80 ", b" caf\xc3 ", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\x81", b"\x9d", b" \xe9\xe8 ", b"don\xe2t"],
)
def test_other_bytes_among_utf8_are_refused_with_their_place(wrong):
    with pytest.raises(ReadError) as caught:
        decode(Document("a.txt", "Zoë’s bridge".encode() + wrong + b" closed on Monday"))
    assert caught.value.place.startswith("byte 1")


@pytest.mark.parametrize(("data", "place"), [(b"Bridge\x00 closed", "byte 6"), (b"\x01\x02\x03" * 40, "byte 0")])
def test_bytes_that_are_no_text_are_named_with_their_place(data, place):
    with pytest.raises(ReadError) as caught:
        decode(Document("a.txt", data))
    assert caught.value.place == place


MOJIBAKE = [
    ("The cafÃ© at Holm isnâ€™t open", "The café at Holm isn’t open"),
    ("â€œSafe,â€\x9d he said", "“Safe,” he said"),
    ("It cost â‚¬5", "It cost €5"),
    ("He wrote “cafÃ©” and left", "He wrote “café” and left"),
    ("SÃO PAULO (AP) — Rain fell", "SÃO PAULO (AP) — Rain fell"),
    ("L’été “à la maison” coûte 5 €", "L’été “à la maison” coûte 5 €"),
    ("ÇA VA? NON»", "ÇA VA? NON»"),
    ("Nothing to repair", "Nothing to repair"),
]


@pytest.mark.parametrize(("given_text", "text"), MOJIBAKE)
def test_mojibake_is_repaired_where_it_is_certain(given_text, text):
    pytest.importorskip("ftfy")
    lead = "First line."
    start = len(lead) + 2
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, len(lead)),
        Block(BlockKind.CAPTION, start, start + len(given_text)),
        Block(BlockKind.PARAGRAPH, start + len(given_text) + 2, start + len(given_text) + 6),
    )
    article = Article(id="", text=f"{lead}\n\n{given_text}\n\nLast", title=given_text, reader="text", blocks=blocks)
    found = without_mojibake(article)
    assert found.title == text
    assert [found.text[block.start : block.end] for block in found.blocks] == [lead, text, "Last"]


def test_article_json_is_kept_as_given(tmp_path):
    text = "The cafÃ© at Holm isnâ€™t open"
    (tmp_path / "a.json").write_text(json.dumps({"text": text}))
    (article,) = read_articles([tmp_path])
    assert article.text == text


def test_without_ftfy_the_text_stays(monkeypatch):
    monkeypatch.setattr(mojibake, "_repairer", lambda: None)
    article = Article(id="", text="The cafÃ©", reader="text")
    assert without_mojibake(article) is article


@given(data=st.binary())
def test_any_bytes_are_text_or_a_read_error(data):
    try:
        found = decode(Document("x", data))
    except ReadError as error:
        found = str(error)
    assert isinstance(found, str)
