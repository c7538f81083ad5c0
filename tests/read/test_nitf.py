"""NITF alone: the story, and what its document data say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import BlockKind, ReadError, Signal, Status
from claimcheck.read.document import Document
from claimcheck.read.nitf import looks_like_nitf, read_nitf
from tests.read.wire_documents import STORY, nitf

TEXT = "HOLM (Nordwire) - A lorry hit the old bridge at Holm on Monday, police said.\n\nTwo people were hurt."
ISSUE = '<date.issue norm="20310505T102000+0200"/>'


def read(text):
    faults = []
    document = Document("a.xml", text if isinstance(text, bytes) else text.encode())
    try:
        return list(read_nitf(document, faults.append)), faults
    except ReadError as error:
        return [], [*faults, error]


def one(**parts):
    articles, faults = read(nitf(**parts))
    assert not faults
    return articles[0]


def test_a_story_with_all_it_says_of_itself():
    article = one(
        data='<doc-id id-string="nw-17" regsrc="Nordwire"/><urgency ed-urg="4"/><du-key key="holm-bridge" version="2"/>'
        + ISSUE
        + '<ed-msg info="Adds toll"/><doc.copyright holder="Nordwire" year="2031"/>',
        head="<hedline><hl1>Lorry hits bridge</hl1><hl2>Two hurt</hl2></hedline>"
        "<byline>By Ann Berg<byttl>Staff writer</byttl></byline><dateline><location>HOLM</location></dateline>"
        "<abstract><p>Short.</p></abstract>",
    )
    item = article.item
    assert (article.title, article.text) == ("Lorry hits bridge", TEXT)
    assert (article.id, item.version, article.source) == ("nw-17", "2", "Nordwire")
    assert (article.published, item.status, item.urgency) == ("20310505T102000+0200", Status.USABLE, 4)
    assert article.published_at is not None
    assert article.published_at.utc_offset == 120
    assert (item.slug, item.byline) == ("holm-bridge", "By Ann Berg Staff writer")
    assert (item.editor_note, item.rights) == ("Adds toll", "Nordwire 2031")


@pytest.mark.parametrize(
    ("status", "data", "field", "value"),
    [
        ("canceled", "", "status", Status.CANCELED),
        ("cancelled", "", "status", Status.CANCELED),
        ("killed", "", "status", Status.CANCELED),
        ("killed", "", "signals", (Signal.KILL,)),
        ("withheld", "", "status", Status.WITHHELD),
        ("embargoed", "", "status", Status.WITHHELD),
        ("embargoed", "", "embargo", "embargoed"),
        ("embargoed", '<date.release norm="20310506T060000+0200"/>', "embargo", "20310506T060000+0200"),
        ("embargoed", '<date.release norm="20310506T060000+0200"/>', "status", Status.USABLE),
        ("usable", ISSUE + '<date.release norm="20310506T060000+0200"/>', "embargo", "20310506T060000+0200"),
        ("usable", ISSUE + '<date.release norm="20310505T102000+0200"/>', "embargo", ""),
        ("usable", ISSUE + '<date.release norm="20310504T102000+0200"/>', "embargo", ""),
        ("usable", ISSUE + '<date.release norm="20310506"/>', "embargo", ""),
        ("unheard", "", "status", None),
        ("usable", '<ed-msg msg-type="correction" info="x"/>', "signals", (Signal.CORRECTION,)),
        ("usable", '<urgency ed-urg="0"/>', "urgency", None),
        ("usable", '<key-list><keyword key="Holm"/></key-list>', "slug", "Holm"),
        ("usable", '<del-list><from-src src-name="NW"/></del-list>', "provider", "NW"),
    ],
)
def test_the_document_data(status, data, field, value):
    assert getattr(one(status=f' management-status="{status}"', data=data).item, field) == value


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ({"head": "<hedline><hl1> Main <em>one</em></hl1><hl2>Sub</hl2></hedline>"}, "Main one"),
        ({"head": "<hedline><hl2>Sub</hl2></hedline>"}, "Sub"),
        ({"head": "<hedline>Loose</hedline>"}, "Loose"),
        ({"head": ""}, "Old"),
    ],
)
def test_the_headline(parts, title):
    assert one(**parts).title == title


def test_tables_captions_and_subheads_are_marked_and_objects_left_out():
    article = one(
        content="<block><p>One.</p><hl2>Two</hl2><media><media-metadata name='x'/><media-object encoding='base64'>aGk="
        "</media-object><media-caption><p>Three</p></media-caption></media>"
        "<table><tr><td>a</td><td>b</td></tr></table></block>",
        end="<body.end><tagline>By wire.</tagline></body.end>",
    )
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.HEADING, "Two"),
        (BlockKind.CAPTION, "Three"),
        (BlockKind.TABLE, "a\tb"),
        (BlockKind.PARAGRAPH, "By wire."),
    ]


def test_a_story_without_document_data_is_read_and_one_without_words_is_set_aside():
    bare = read(f"<nitf><body><body.content>{STORY}</body.content></body></nitf>")[0][0]
    assert (bare.text, bare.title, bare.published) == (TEXT, "", "")
    assert one(content="").skipped == "no text"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<nitf version="-//IPTC//DTD NITF 3.4//EN"><head/></nitf>', "breaks NITF 3.4: nitf without body"),
        ("<nitf/>", "breaks NITF: nitf without body"),
        (nitf()[:-9], "broken NITF: "),
        (nitf().replace("Two", "&deux;"), "NITF that needs entities is not read: uses &deux;"),
    ],
)
def test_broken_documents_are_refused(text, reason):
    articles, faults = read(text)
    assert not articles
    assert faults[0].reason.startswith(reason)
    assert faults[0].place == "1"


@pytest.mark.parametrize(
    ("sample", "does"), [("<nitf>", True), ("<NITF>", True), ("<n:nitf xmlns:n='u'>", True), ("<html>", False)]
)
def test_what_is_nitf(sample, does):
    assert looks_like_nitf(Document("a.xml", b""), sample) is does


WHOLE = nitf(head="<hedline><hl1>A</hl1></hedline><byline>B</byline>", end="<body.end><tagline>t</tagline></body.end>")


@given(at=st.integers(0, len(WHOLE)), cut=st.integers(0, 40), put=st.binary(max_size=12))
def test_a_damaged_document_gives_articles_or_read_errors(at, cut, put):
    whole = WHOLE.encode()
    articles, faults = read(whole[:at] + put + whole[at + cut :])
    assert articles or faults
