"""Word documents: what of one is read, and which are refused. Every document is put together here."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ReadError, Status
from claimcheck.read.document import Document
from claimcheck.read.docx import looks_like_docx, read_docx
from claimcheck.read.formats import choose_reader

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="b1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="Zwischentitel"/><w:basedOn w:val="b1"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
</w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:revision>7</cp:revision>
<dcterms:created>2019-05-03T12:00:00Z</dcterms:created><dcterms:modified>2019-05-03T14:25:00Z</dcterms:modified>
<cp:contentStatus>Final</cp:contentStatus></cp:coreProperties>"""


def p(inner: str, style: str = "", properties: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = inner if inner.startswith("<") else f"<w:r><w:t>{inner}</w:t></w:r>"
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{run}</w:p>"


def packed(body: str | None, title: str = "", author: str = "Ann Moss", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        if body is not None:
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("docProps/core.xml", CORE.format(title=title, author=author))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def read(data: bytes) -> Article:
    (story,) = read_docx(Document("m.docx", data), pytest.fail)
    return story


LEDE = p("BERGEN (Nordwire) - A car ferry burned on Friday, and all 40 people aboard were taken off.")


def test_a_document() -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    body = (
        p("Ferry burns off Bergen", "Titel")
        + p("By Nils Moe")
        + LEDE
        + p("Earlier fires", "own")
        + table.format(p("Year"), p("Ship"), p("1996"), p("Solveig") + p("ashore"))
        + p("The ferry in 2018.", "cap")
        + p("One point", "", "<w:numPr/>")
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{p("-")}</w:footnote>'
    notes += f"<w:footnote>{p('Source: the line.')}</w:footnote></w:footnotes>"
    story = read(packed(body, "Stale title", footnotes=notes))
    assert story.title == "Ferry burns off Bergen"
    assert story.text.split("\n\n")[1:] == [
        "Earlier fires",
        "Year\tShip\n1996\tSolveig ashore",
        "The ferry in 2018.",
        "One point",
        "Source: the line.",
    ]
    assert [block.kind for block in story.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.TABLE,
        BlockKind.CAPTION,
        BlockKind.LIST,
        BlockKind.BOX,
    ]
    item = story.item
    assert (item.byline, item.version, item.status) == ("By Nils Moe", "7", Status.USABLE)
    assert (item.first_created, story.published) == ("2019-05-03T12:00:00Z", "2019-05-03T14:25:00Z")


@pytest.mark.parametrize(
    "inner, text",
    [
        (
            "<w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del><w:r><w:t>two.</w:t></w:r>",
            "One two.",
        ),
        ("<w:ins><w:r><w:t>Put in.</w:t></w:r></w:ins>", "Put in."),
        ("<w:moveFrom><w:r><w:t>Old place.</w:t></w:r></w:moveFrom><w:r><w:t>Here.</w:t></w:r>", "Here."),
        ("<w:moveTo><w:r><w:t>New place.</w:t></w:r></w:moveTo>", "New place."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r><w:r><w:t>Seen.</w:t></w:r>", "Seen."),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen.</w:t></w:r>', "Seen."),
        (
            "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>Link.</w:t></w:r></w:hyperlink>",
            "Link.",
        ),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "a\nb c-d"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Field.</w:t></w:r></w:sdtContent></w:sdt>", "Field."),
        ("<w:r><w:t>Café “ja”</w:t></w:r>", "Café “ja”"),
        (
            "<w:r><alt><Choice><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></Choice>"
            "<Fallback><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></Fallback></alt></w:r>",
            "Box.",
        ),
    ],
)
def test_runs(inner: str, text: str) -> None:
    assert read(packed(LEDE + p(inner))).text.split("\n\n")[1:] == [text]


def test_a_paragraph_whose_end_is_deleted_goes_on() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert read(packed(LEDE + p("One, ", "", deleted) + p("two."))).text.endswith("\n\nOne, two.")
    assert read(packed(LEDE + p("One.", "", deleted))).text.endswith("\n\nOne.")


def test_a_table_of_one_column_is_layout() -> None:
    body = f"<w:tbl><w:tr><w:tc>{LEDE}{p('Two.')}</w:tc></w:tr></w:tbl>"
    assert [block.kind for block in read(packed(body)).blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "title, body, headline, text",
    [
        ("Core title", LEDE, "Core title", True),
        ("Ferry burns", p("FERRY BURNS") + LEDE, "Ferry burns", True),
        ("Microsoft Word - ferry.doc", p("Ferry burns") + LEDE, "Ferry burns", True),
        ("Document1", p("Ferry burns", "b1") + LEDE, "Ferry burns", True),
        ("ferry.docx", LEDE, "", True),
        ("", p("Ferry burns") + LEDE, "Ferry burns", True),
        ("", p("A ferry burned.") + LEDE, "", False),
        ("", p("Ferry burns"), "", False),
    ],
)
def test_headlines(title: str, body: str, headline: str, text: bool) -> None:
    story = read(packed(body, title))
    assert story.title == headline
    assert story.text.startswith("BERGEN") is text


def test_authors_that_programs_write_are_none() -> None:
    for author in ("python-docx", "Administrator", "user4711", "Microsoft Office User"):
        assert read(packed(LEDE, author=author)).item.byline == ""
    assert read(packed(LEDE)).item.byline == "Ann Moss"


def test_an_empty_document_is_read_as_one() -> None:
    assert read(packed("")).skipped == "no text"
    assert read(packed(p("") + "<w:sectPr/>")).skipped == "no text"


def test_the_main_part_may_have_another_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kind = "application/vnd.x.wordprocessingml.document.main+xml"
        override = f'<Override PartName="/word/main2.xml" ContentType="{kind}"/>'
        archive.writestr("[Content_Types].xml", TYPES.replace("/>", f">{override}</Types>"))
        archive.writestr("word/main2.xml", f'<w:document xmlns:w="{W}"><w:body>{LEDE}</w:body></w:document>')
    assert read(out.getvalue()).text.startswith("BERGEN")


@pytest.mark.parametrize(
    "data, reason, place",
    [
        (packed(None), "breaks OOXML: no word/document.xml", "word/document.xml"),
        (packed("<w:p>"), "broken Word document: ", "word/document.xml:1"),
        (packed("<w:sdt>" * 20_000), "broken Word document: ", "word/document.xml:1"),
        (packed("<w:sdt>" * 200_000), "unpacks to more than 100 times its size", "word/document.xml"),
        (packed("x" * 30_000_000), "unpacks to more than 100 times its size", "word/document.xml"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "WordDocument".encode("utf-16-le"),
            "old Word document",
            "byte 0",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted office document",
            "byte 0",
        ),
        (b"PK\x03\x04broken", "broken ZIP", ""),
    ],
)
def test_refused(data: bytes, reason: str, place: str) -> None:
    with pytest.raises(ReadError) as error:
        list(read_docx(Document("m.docx", data), pytest.fail))
    assert error.value.path == "m.docx"
    assert error.value.reason.startswith(reason)
    assert error.value.place.startswith(place)


def test_entities_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        archive.writestr("word/document.xml", f'{entity}<w:document xmlns:w="{W}">&x;</w:document>')
    with pytest.raises(ReadError, match="entit"):
        list(read_docx(Document("m.docx", out.getvalue()), pytest.fail))


def test_broken_parts_beside_the_story_are_passed_over() -> None:
    assert read(packed(LEDE, footnotes="<broken")).text.startswith("BERGEN")


@pytest.mark.parametrize(
    "data, found",
    [(packed(LEDE), True), (b"PK\x03\x04", False), (b"", False), (b"%PDF-1.4", False), (b"\xd0\xcf\x11\xe0", False)],
)
def test_what_looks_like_a_word_document(data: bytes, found: bool) -> None:
    assert looks_like_docx(Document("x", data), "") is found


def test_the_reader_is_chosen() -> None:
    assert choose_reader(Document("x.txt", packed(LEDE))).name == "docx"


SAMPLE = packed(p("Title", "Titel") + LEDE + "<w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl>", footnotes="<a/>")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_is_a_read_error(data: st.DataObject) -> None:
    package = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 20))):
        package[data.draw(st.integers(0, len(package) - 1))] = data.draw(st.integers(0, 255))
    document = Document("m.docx", bytes(package[: data.draw(st.integers(0, len(package)))]))
    looks_like_docx(document, "")
    faults: list[ReadError] = []
    try:
        list(read_docx(document, faults.append))
    except ReadError as error:
        faults.append(error)
    assert all(fault.path and fault.reason for fault in faults)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["t", "p", "r", "tbl", "tr", "tc", "del", "br", "txbxContent", "pPr", "rPr", "sdt"]), st.lists
    )
)
def test_any_markup_is_read(tree: object) -> None:
    def markup(node: object) -> str:
        if isinstance(node, str):
            return f"<w:{node}>x</w:{node}>"
        assert isinstance(node, list)
        inner = "".join(map(markup, node))
        return f"<w:p>{inner}</w:p><w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc/></w:tr></w:tbl>"

    body = markup(tree)
    if len(body) < 100_000:
        read(packed(body))
