"""XML is parsed under limits: what is broken, hostile or too large is refused by line, what is certain is read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read.document import Document
from claimcheck.read.xml_tree import line_of, parse_xml, root_name

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
STORY = "<story><p>The café at Holm closed.</p></story>"


def parsed(data):
    return parse_xml(Document("a.xml", data if isinstance(data, bytes) else data.encode()), "NewsML-G2")


def refused(data):
    with pytest.raises(ReadError) as caught:
        parsed(data)
    assert caught.value.path == "a.xml"
    return caught.value


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        (HEAD + "<newsItem guid='x'>", "newsItem"),
        ("\ufeff \n <!-- sent by hand -->\n<?xml-stylesheet href='a.css'?><n:nitf xmlns:n='u'>", "nitf"),
        ('<!DOCTYPE NewsML SYSTEM "NewsML.dtd" [<!ELEMENT x (y)> <!-- ]> -->]>\n<NewsML>', "NewsML"),
        ("<!doctype html><html>", "html"),
        ("<a/>", "a"),
        ("<a", ""),
        ("", ""),
        ("A bridge < a road", ""),
        ("<3 hearts", ""),
        ("<!-- never closed <a>", ""),
        ("<!DOCTYPE a [ never closed", ""),
        ("<?xml version='1.0'", ""),
    ],
)
def test_the_root_is_named_whatever_stands_before_it(sample, name):
    assert root_name(sample) == name


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + STORY).encode(),
        b"\xef\xbb\xbf" + (HEAD + STORY).encode(),
        ("\n\n  " + HEAD + STORY).encode(),
        (HEAD + STORY).encode("cp1252"),  # says UTF-8, is not: certain all the same
        (HEAD.replace("UTF-8", "iso-8859-1") + STORY).encode(),  # says Latin, is UTF-8
        (HEAD.replace("UTF-8", "UTF-16") + STORY).encode("utf-16"),
        (HEAD.replace("UTF-8", "UTF-16") + STORY).encode("utf-16-le"),
        (HEAD + STORY).encode("utf-16-be"),
        (HEAD.replace("UTF-8", "x-holm") + STORY).encode("cp1252"),
        (HEAD + "<!DOCTYPE story SYSTEM 'http://127.0.0.1:9/never.dtd'>" + STORY).encode(),
        (HEAD + "<!DOCTYPE story [<!ELEMENT story (p)>]>" + STORY).encode(),
        (HEAD + STORY + "\n \n").encode(),
    ],
)
def test_what_is_certain_is_read(data):
    assert parsed(data)[0].text == "The café at Holm closed."


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (HEAD + "<a>x\n&nbsp;</a>", "uses &nbsp;", "3"),
        (HEAD + '<a b="&holm;"/>', "uses &holm;", "2"),
        (HEAD + '<!DOCTYPE a SYSTEM "a.dtd">\n<a>\n&nbsp;</a>', "uses &nbsp;", "4"),
        (HEAD + '<!DOCTYPE a SYSTEM "a.dtd">\n<a b="&holm;"/>', "uses &holm;", "3"),
        (HEAD + '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><a>&f;</a>', "declares &f;", "2"),
        (HEAD + '<!DOCTYPE a [\n<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><a/>', "declares %p;", "3"),
        (HEAD + "<!DOCTYPE a [%p;]><a/>", "uses %p;", "2"),
        (HEAD + '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>', "declares &l;", "2"),
        (HEAD + '<!DOCTYPE a [<!ENTITY q "' + "x" * 50_000 + '">]><a>' + "&q;" * 50_000 + "</a>", "declares &q;", "2"),
    ],
    ids=lambda value: str(value)[-30:],
)
def test_a_document_that_needs_entities_is_refused_by_their_name(data, reason, place):
    error = refused(data)
    assert error.reason == f"NewsML-G2 that needs entities is not read: {reason}"
    assert error.place == place


def test_the_five_entities_of_xml_and_references_to_characters_need_nothing():
    text = HEAD + "<!DOCTYPE a SYSTEM 'a.dtd'><a>&amp;&lt;&gt;&quot;&apos;&#233;<!-- &b; --><![CDATA[&c;]]></a>"
    assert "".join(parsed(text).itertext()) == "&<>\"'é&c;"


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        ("<a>" * 200_000, "nested too deeply", "1"),
        ("<a>" * 200_000 + "</a>" * 200_000, "nested too deeply", "1"),
        (HEAD + "<a>\n<b>cut", "premature end of data", "3"),
        (HEAD + "<a>\n<b></a>", "opening and ending tag mismatch", "3"),
        (HEAD + "<a/>\nand more", "extra content", "3"),
        (HEAD + "<a/>\n<a/>", "extra content", "3"),
        (HEAD + "<a b='1' b='2'/>", "attribute b redefined", "2"),
        (HEAD + "<n:a/>", "namespace prefix n", "2"),
        (HEAD + "<a>\n&#0;</a>", "invalid xmlChar value 0", "3"),
        (HEAD + "<a><![CDATA[cut", "a CDATA section that is not closed", "2"),
        (HEAD + "<a>" + "x" * 70_000 + "\n\0</a>", "invalid character", "3"),
        (HEAD, "start tag expected", "2"),
        ("<a>" + "<b/>" * 600_000 + "</a>", "tags and attributes", ""),
        ("<a>" + "x" * 11_000_000 + "</a>", "too long", "1"),
        ("<a>" + "<!--" * 100_000, "comment", "1"),
        ("<!DOCTYPE a [" + "<!" * 300_000, "internal subset", "1"),
    ],
    ids=lambda value: str(value)[-30:],
)
def test_what_is_broken_is_refused_with_its_line(data, reason, place):
    error = refused(data)
    assert reason in error.reason
    assert error.place == place


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<a>x\x00y</a>", "NUL bytes"),
        ("<a>café — ".encode() + b"\xe9\xe9 \x93\x81</a>", "not UTF-8"),
        ("<a>\ud800</a>".encode("utf-8", "surrogatepass"), "not UTF-8"),
    ],
)
def test_bytes_that_are_no_certain_text_are_refused(data, reason):
    assert reason in refused(data).reason


def test_lines_are_those_of_the_file_even_after_a_late_declaration():
    root = parsed("\n\n" + HEAD + "<a>\n<b/></a>")
    assert [line_of(root), line_of(root[0])] == ["4", "5"]


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_tree_or_a_read_error(data):
    for whole in (data, b"<a>" + data):
        with suppress(ReadError):
            parsed(whole)


@given(text=st.text(alphabet="<>!-[]?&;%'\"= aDOCTYPEN", max_size=60))
def test_any_prolog_ends(text):
    assert isinstance(root_name(text), str)
    with suppress(ReadError):
        parsed("<!DOCTYPE " + text)
