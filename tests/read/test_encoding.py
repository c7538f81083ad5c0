"""Text in any certain encoding is read; binary data and doubtful encodings are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read.document import Document, decode

TEXT = "The café at Holm, run by Zoë Åkerlund — “a fine place” — closed on Monday; it cost €5 to enter."
CYRILLIC = "Мост в Холме закрыли в понедельник после того, как в него врезался грузовик."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le", "utf-16-be"], ids=lambda name: name
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


@given(data=st.binary())
def test_any_bytes_are_text_or_a_read_error(data):
    try:
        found = decode(Document("x", data))
    except ReadError as error:
        found = str(error)
    assert isinstance(found, str)
