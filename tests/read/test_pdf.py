"""PDF files: headline, paragraphs, times, and which are refused. Every file is written here."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ReadError
from claimcheck.read import pdf
from claimcheck.read.document import Document
from claimcheck.read.formats import choose_reader
from claimcheck.read.pdf import looks_like_pdf, read_pdf
from claimcheck.read.pdf_lines import Piece, set_pages

pytest.importorskip("pypdf")

Line = tuple[float, float, float, str]
"""x, y, size, words."""


def made(pages: list[list[Line]], info: str = "", extra: str = "") -> bytes:
    """A PDF of lines of Helvetica; ``info`` is its dictionary of metadata, ``extra`` goes into the trailer."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{5 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n" for x, y, size, words in lines)
        fonts = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {6 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {extra} >>"
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()
    )


STORY: list[Line] = [
    (60, 800, 8, "Nordwire"),
    (60, 770, 22, "Ferry burns off Bergen;"),
    (60, 745, 22, "all 40 aboard are safe"),
    (60, 715, 10, "By Nils Moe"),
    (60, 690, 10, "BERGEN \\(Nordwire\\) - A car ferry burned in the harbour on Friday, and"),
    (60, 678, 10, "all 40 people aboard were taken off by the passen-"),
    (60, 666, 10, "ger boats that were near."),
    (60, 642, 10, "The fire began in the engine room, its captain told re-"),
    (60, 630, 10, "porters. Nobody was hurt."),
    (60, 606, 12, "Earlier fires"),
    (60, 588, 10, "In 2004 a well-known ship burned there too, and in 1996 one that was"),
    (60, 576, 10, "as well-"),
    (60, 564, 10, "known did."),
]
INFO = "/Author (Ann Moss) /CreationDate (D:20190503120000Z) /ModDate (D:20190503162500+02'00')"


def read(data: bytes) -> tuple[Article, list[ReadError]]:
    faults: list[ReadError] = []
    (story,) = read_pdf(Document("m.pdf", data), faults.append)
    return story, faults


def test_a_story() -> None:
    story, faults = read(made([STORY], INFO))
    assert not faults
    assert story.title == "Ferry burns off Bergen; all 40 aboard are safe"
    assert story.text.split("\n\n") == [
        "BERGEN (Nordwire) - A car ferry burned in the harbour on Friday, and all 40 people aboard were taken off by "
        "the passenger boats that were near.",
        "The fire began in the engine room, its captain told reporters. Nobody was hurt.",
        "Earlier fires",
        "In 2004 a well-known ship burned there too, and in 1996 one that was as well-known did.",
    ]
    assert [block.kind for block in story.blocks][2] is BlockKind.HEADING
    assert (story.item.byline, story.item.first_created) == ("By Nils Moe", "2019-05-03T12:00:00Z")
    assert story.published == "2019-05-03T16:25:00+02:00"


@pytest.mark.parametrize(
    "info, title",
    [
        ("/Title (The ferry)", "The ferry"),
        ("/Title (FERRY BURNS OFF BERGEN; ALL 40 ABOARD ARE SAFE)", "FERRY BURNS OFF BERGEN; ALL 40 ABOARD ARE SAFE"),
        ("/Title (Microsoft Word - ferry.doc)", "Ferry burns off Bergen; all 40 aboard are safe"),
        ("/Title (untitled)", "Ferry burns off Bergen; all 40 aboard are safe"),
        ("/Title ()", "Ferry burns off Bergen; all 40 aboard are safe"),
        ("/Title <FEFF00460072>", "Fr"),
    ],
)
def test_headlines(info: str, title: str) -> None:
    story, _ = read(made([STORY], info))
    assert story.title == title
    assert "all 40 people aboard" in story.text


def test_a_paragraph_goes_on_over_a_page_and_running_heads_go() -> None:
    pages: list[list[Line]] = [
        [
            (60, 820, 8, "Nordwire weekly"),
            (60, 700, 10, f"This is page {word} of a story that goes"),
            (60, 30, 8, str(n)),
        ]
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    story, _ = read(made(pages))
    assert story.text == " ".join(
        f"This is page {word} of a story that goes" for word in ("one", "two", "three", "four")
    )


def test_an_indent_and_a_short_line_part_paragraphs() -> None:
    lines = [
        (60, 700, 10, "The ferry burned on Friday in the harbour of Bergen, and then"),
        (60, 688, 10, "it sank."),
        (60, 676, 10, "Nobody was hurt, as the captain told reporters on the quay and"),
        (60, 664, 10, "the police said so too, in a note that they sent to all of them"),
        (80, 652, 10, "An indent begins another one."),
    ]
    story, _ = read(made([lines]))
    assert [len(part.split(". ")) for part in story.text.split("\n\n")] == [1, 1, 1]


def test_page_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    story, faults = read(made([[(60, 700, 10, f"Page {n}.")] for n in range(5)]))
    assert story.text == "Page 0.\n\nPage 1."
    assert [(fault.reason, fault.place) for fault in faults] == [("5 pages: the first 2 are read", "page 3")]


def _bomb() -> bytes:
    packed = zlib.compress(b"0 0 m\n" * 60_000_000, 9)
    packed = zlib.compress(packed, 9)
    head = made([[(0, 0, 1, "X")]])
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed) + packed + b"\nendstream"
    start, end = head.index(b"<< /Length"), head.index(b"endstream") + len(b"endstream")
    return head[:start] + stream + head[end:]


@pytest.mark.parametrize(
    "data, reason",
    [
        (made([[]]), "PDF with pictures and no text in its 1 pages: scanned?"),
        (made([]), "PDF with no pages"),
        (b"%PDF-1.4\n", "broken PDF"),
        (b"%PDF-1.4\n" + b"\x00" * 1000, "broken PDF"),
        (made([STORY])[:300], "broken PDF"),
        (
            made([STORY], extra="/Encrypt << /Filter /Standard /V 2 /R 3 /O (x) /U (y) /P -4 >> /ID [(a)(b)]"),
            "encrypted PDF",
        ),
        (made([STORY]).replace(b"/Parent 2 0 R", b"/Parent 5 0 R").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), ""),
        (_bomb(), ""),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        list(read_pdf(Document("m.pdf", data), lambda fault: None))
    assert error.value.path == "m.pdf"
    assert error.value.place
    assert error.value.reason.startswith(reason)


def test_the_worker_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.01)
    with pytest.raises(ReadError, match="takes too long"):
        list(read_pdf(Document("m.pdf", made([STORY])), pytest.fail))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(ReadError, match=r"needs claimcheck\[wire\]"):
        list(read_pdf(Document("m.pdf", made([STORY])), pytest.fail))


@pytest.mark.parametrize(
    "data, found",
    [(made([STORY]), True), (b"\n\n%PDF-1.7", True), (b"", False), (b"PDF", False), (b"x" * 2000 + b"%PDF-", False)],
)
def test_what_looks_like_a_pdf(data: bytes, found: bool) -> None:
    assert looks_like_pdf(Document("x", data), "") is found


def test_the_reader_is_chosen() -> None:
    assert choose_reader(Document("x.txt", made([STORY]))).name == "pdf"


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_damage_is_a_read_error(data: st.DataObject) -> None:
    file = bytearray(made([STORY], INFO))
    for _ in range(data.draw(st.integers(1, 20))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    faults: list[ReadError] = []
    try:
        list(read_pdf(Document("m.pdf", bytes(file)), faults.append))
    except ReadError as error:
        faults.append(error)
    assert all(fault.path and fault.place and fault.reason for fault in faults)


@given(
    st.lists(
        st.lists(
            st.builds(
                Piece,
                st.text(alphabet="aB -.\n\u00ad1•", max_size=30),
                st.floats(0, 600),
                st.floats(0, 800),
                st.sampled_from([0.0, 8.0, 10.0, 22.0]),
            ),
            max_size=12,
        ),
        max_size=5,
    ),
    st.sampled_from(["", "A title"]),
)
def test_any_pieces_are_set(pages: list[list[Piece]], title: str) -> None:
    story = set_pages(pages, title)
    assert all(0 <= block.start < block.end <= len(story.body.text) for block in story.body.blocks)
