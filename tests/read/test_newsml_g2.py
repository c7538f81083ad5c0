"""NewsML-G2: what an item says of itself, its story, and the rules whose breach refuses it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import BlockKind, ItemClass, ReadError, Signal, Status
from claimcheck.read.document import Document
from claimcheck.read.newsml_g2 import looks_like_newsml_g2, read_newsml_g2
from tests.read.wire_documents import ITEM_META, PAGE, STORY, g2_item, g2_message

TEXT = "HOLM (Nordwire) - A lorry hit the old bridge at Holm on Monday, police said.\n\nTwo people were hurt."


def read(text):
    """(articles, faults) of a document."""
    faults = []
    document = Document("a.xml", text if isinstance(text, bytes) else text.encode())
    try:
        articles = list(read_newsml_g2(document, faults.append))
    except ReadError as error:
        return [], [*faults, error]
    return articles, faults


def one(**parts):
    articles, faults = read(g2_item(**parts))
    assert not faults
    assert len(articles) == 1
    return articles[0]


def test_a_story_with_all_it_says_of_itself():
    article = one(
        rights="<rightsInfo><copyrightHolder literal='Nordwire'/><copyrightNotice>(c) Nordwire</copyrightNotice>"
        "<usageTerms>Not for archives</usageTerms></rightsInfo>",
        more_meta="<firstCreated>2031-05-05T08:15:00+02:00</firstCreated><embargoed>2031-05-05T18:00:00Z</embargoed>"
        '<pubStatus qcode="stat:usable"/><edNote>Updates toll</edNote>'
        '<edNote role="x:contacts" pubconstraint="x:nonpublic">Call Ann on 5551</edNote><signal qcode="sig:update"/>'
        '<link rel="irel:previousVersion" residref="urn:nw:0"/><link rel="irel:seeAlso" residref="urn:nw:9"/>',
        content="<urgency>3</urgency><language tag='en-GB'/><slugline>Holm-bridge</slugline>"
        "<headline>Lorry hits bridge</headline><by>By Ann Berg</by><dateline>HOLM</dateline>",
    )
    item = article.item
    assert (article.title, article.text, article.id) == ("Lorry hits bridge", TEXT, "urn:nw:1")
    assert (article.source, article.published, article.language) == ("Nordwire", "2031-05-05T10:20:00+02:00", "en")
    assert (item.item_class, item.version, item.status, item.urgency) == (ItemClass.TEXT, "3", Status.USABLE, 3)
    assert (item.first_created, item.embargo) == ("2031-05-05T08:15:00+02:00", "2031-05-05T18:00:00Z")
    assert (item.slug, item.byline, item.editor_note) == ("Holm-bridge", "By Ann Berg", "Updates toll")
    assert (item.signals, item.replaces) == ((Signal.UPDATE,), ("urn:nw:0",))
    assert item.rights == "(c) Nordwire\nNot for archives"
    assert item.dateline is not None
    assert article.text[item.dateline.start : item.dateline.end] == item.dateline.text == "HOLM (Nordwire) -"


@pytest.mark.parametrize(
    ("meta", "field", "value"),
    [
        ('<pubStatus qcode="st:canceled"/>', "status", Status.CANCELED),
        ('<pubStatus qcode="st:cancelled"/>', "status", Status.CANCELED),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "status", Status.WITHHELD),
        ('<pubStatus literal="usable"/>', "status", Status.USABLE),
        ('<pubStatus qcode="st:unheard-of"/>', "status", None),
        ("", "status", None),
        ('<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', "signals", (Signal.CORRECTION,)),
        ('<signal qcode="edStat:U"/><signal qcode="sig:update"/>', "signals", (Signal.UPDATE,)),
        ('<signal qcode="edStat:N"/><signal qcode="x:c"/><signal qcode="sig:cwarn"/>', "signals", ()),
        ('<signal literal="KILL"/>', "signals", (Signal.KILL,)),
        ('<link rel="ir:evolvedFrom" href="urn:nw:0"/>', "replaces", ("urn:nw:0",)),
        ('<link rel="ir:derivedFrom" href="urn:nw:0"/>', "replaces", ()),
        ('<link rel="ir:previousVersion" residref="urn:nw:1" version="2"/>', "replaces", ()),
        ("<embargoed/>", "embargo", "embargoed"),
        ("", "embargo", ""),
        ("<firstCreated>2031-05-05</firstCreated>", "first_created", "2031-05-05"),
    ],
)
def test_codes_are_read_by_their_last_part_whatever_the_alias(meta, field, value):
    assert getattr(one(more_meta=meta).item, field) == value


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("<headline>Main</headline><headline>Second</headline>", "Main"),
        ("<headline rank='3'>Kicker</headline><headline rank='1'>Main</headline>", "Main"),
        ("<headline role='hl:sub'>Sub</headline><headline>Main</headline>", "Main"),
        ("<headline xml:lang='de'>Haupt</headline><headline xml:lang='en'>Main</headline>", "Main"),
        ("<headline>  </headline><headline>Main <em xmlns='x'>one</em></headline>", "Main one"),
        ("<slugline>x</slugline>", "Old"),
    ],
)
def test_the_main_headline_in_the_item_s_language_is_the_title(content, title):
    assert one(content=content).title == title


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (PAGE, TEXT),
        (STORY, TEXT),
        (f"<html><body><header><h1>Lorry hits bridge</h1><time>5.5.</time></header>{STORY}</body></html>", TEXT),
        (f"<html><body><h1>LORRY hits  bridge</h1><p class='byline'>Berg</p>{STORY}</body></html>", TEXT),
        (f"<html><body><section><p class='teaser'>In short.</p>{STORY}</section></body></html>", TEXT),
        (f"<html><body><p>By Ann Berg</p>{STORY}</body></html>", TEXT),
        (f"<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content>{STORY}</body.content>"
         "</body></nitf>", TEXT),
        ("<html><body><p>It&amp;#39;s &amp;quot;shut&amp;quot; &amp;amp; still.</p></body></html>",
         "It's \"shut\" & still."),
        ("<html><body><p>First line\n    of a source that is\n    indented.</p></body></html>",
         "First line of a source that is indented."),
        ("<html><body><p>(Adds toll)\n    The bridge is\nshut, said\nthe police.\n    It was hit.\n</p></body></html>",
         "(Adds toll)\n\nThe bridge is shut, said the police.\n\nIt was hit."),
    ],
    ids=range(10),
)  # fmt: skip
def test_the_story_is_what_no_field_says(inside, text):
    content = "<headline>Lorry hits bridge</headline><by>By Ann Berg</by>"
    assert one(content=content, contents=f"<inlineXML>{inside}</inlineXML>").text == text


def test_boxes_headings_tables_and_captions_are_marked():
    body = (
        "<p>One.</p><h2>Two</h2><table><tr><td>a</td><td>b</td></tr></table>"
        "<div class='INFOBOX'><h2>Facts</h2><p>Three.</p></div><figure><figcaption>Four</figcaption></figure>"
    )
    article = one(contents=f"<inlineXML><html><body>{body}</body></html></inlineXML>")
    kinds = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert kinds == [
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.HEADING, "Two"),
        (BlockKind.TABLE, "a\tb"),
        (BlockKind.BOX, "Facts"),
        (BlockKind.BOX, "Three."),
        (BlockKind.CAPTION, "Four"),
    ]


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        ("<inlineData contenttype='text/plain'>One\nline.\n\nTwo.</inlineData>", "One line.\n\nTwo."),
        ("<inlineData contenttype='text/html'>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</inlineData>", "One\n\nTwo"),
        ("<inlineData contenttype='image/png'>aGk=</inlineData>", ""),
        ("<inlineData contenttype='text/plain' encoding='e:base64'>aGk=</inlineData>", ""),
        (f"<inlineXML xml:lang='de'><p>Auf Deutsch.</p></inlineXML><inlineXML>{STORY}</inlineXML>", TEXT),
        ("<inlineXML/>", ""),
        ("<inlineXML>Bare words.</inlineXML>", "Bare words."),
        ("<remoteContent contenttype='text/html' href='http://nordwire.example/1'/>", ""),
        ("", ""),
    ],
)
def test_other_contents(contents, text):
    article = one(contents=contents)
    assert article.text == text
    assert article.skipped == (None if text else "no text")


@pytest.mark.parametrize(
    ("parts", "item_class"),
    [
        ({"meta": ITEM_META.replace("ninat:text", "icls:picture"), "contents": ""}, ItemClass.PICTURE),
        ({"meta": ITEM_META.replace("ninat:text", "x:unheard"), "contents": "<remoteContent contenttype='video/mp4'/>"},
         ItemClass.VIDEO),
        ({"contents": "<inlineXML><sports-content><name>x</name></sports-content></inlineXML>"}, ItemClass.DATA),
        ({"contents": "<inlineXML><events><event><name>x</name></event></events></inlineXML>"}, ItemClass.EVENT),
        ({"name": "packageItem", "contents": ""}, ItemClass.PACKAGE),
        ({"name": "planningItem", "contents": ""}, ItemClass.PLANNING),
        ({"name": "knowledgeItem", "contents": ""}, ItemClass.CONCEPT),
        ({"name": "catalogItem", "contents": "", "content": ""}, ItemClass.CATALOG),
        ({"name": "conceptItem", "contents": "", "after": "<concept><conceptId/><name>Holm</name></concept>"},
         ItemClass.CONCEPT),
        ({"name": "conceptItem", "contents": "", "after": "<concept><name>Fair</name><eventDetails/></concept>"},
         ItemClass.EVENT),
    ],
    ids=lambda value: value.value if isinstance(value, ItemClass) else "",
)  # fmt: skip
def test_what_is_no_text_story_is_named_as_what_it_is(parts, item_class):
    article = one(**parts)
    assert article.item.item_class is item_class
    assert article.skipped == f"{item_class.value}: not a text story"


def test_a_picture_has_its_caption_and_a_concept_its_name():
    picture = one(
        meta=ITEM_META.replace("ninat:text", "ninat:picture"),
        content="<headline>Bridge</headline><description role='drol:caption'>The bridge\n  in May</description>",
        contents="<remoteContent contenttype='image/jpeg'/>",
    )
    assert (picture.text, picture.blocks[0].kind) == ("The bridge in May", BlockKind.CAPTION)
    concept = one(name="conceptItem", content="", contents="", after="<concept><name>Holm</name></concept>")
    assert concept.title == "Holm"


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ({"attributes": 'standard="NewsML-G2" standardversion="2.32"'}, "newsItem without guid"),
        ({"attributes": 'guid="" standard="NewsML-G2" standardversion="2.32"'}, "newsItem without guid"),
        ({"attributes": 'guid="a" standardversion="2.32"'}, "newsItem without standard"),
        ({"attributes": 'guid="a" standard="NewsML-G2"'}, "newsItem without standardversion"),
        ({"attributes": 'guid="a" standard="NewsML-G2" standardversion="new"'}, "the standardversion 'new'"),
        ({"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.9" conformance="all"'}, "conformance 'all'"),
        ({"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.9" version="0"'}, "the version '0'"),
        ({"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.9" version="1.5"'}, "the version '1.5'"),
        ({"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.9"', "catalog": ""}, "without catalog"),
        ({"meta": ""}, "newsItem without itemMeta"),
        ({"meta": ITEM_META.replace('<itemClass qcode="ninat:text"/>', "")}, "itemMeta without itemClass"),
        ({"meta": "<itemClass qcode='n:text'/><versionCreated>2031-05-05</versionCreated>"}, "without provider"),
        ({"meta": "<itemClass qcode='n:text'/><provider/>"}, "itemMeta without versionCreated"),
        ({"meta": ITEM_META.replace("2031-05-05T", "2031-25-05T")}, "versionCreated '2031-25-05T10:20:00+02:00' is no"),
        ({"meta": ITEM_META.replace("2031-05-05T10:20:00+02:00", "")}, "versionCreated '' is no date"),
        ({"meta": ITEM_META.replace("ninat:text", "text")}, "<itemClass> with the qcode 'text'"),
        ({"more_meta": "<firstCreated>soon</firstCreated>"}, "firstCreated 'soon' is no date"),
        ({"more_meta": "<provider/>"}, "itemMeta with two provider"),
        ({"after": "<itemMeta/>"}, "newsItem with two itemMeta"),
        ({"after": "<contentSet/>"}, "newsItem with two contentSet"),
        ({"after": "<groupSet root='a'/>"}, "<groupSet> in <newsItem>"),
        ({"content": "<hasInstrument symbol='x'/>"}, "<hasInstrument> in <contentMeta>"),
        ({"rights": "<hopHistory><hop><action idrefs='a'/></hop></hopHistory>"}, "attribute idrefs on <action>"),
        ({"rights": "<rightsInfo root='a'/>"}, "attribute root on <rightsInfo>"),
        ({"content": "<genre><related><related><related><related/></related></related></related></genre>"}, "nested"),
        ({"name": "packageItem", "contents": ""} | {"after": "<groupSet/>"}, "<groupSet> without root"),
        ({"name": "packageItem", "contents": "", "content": "<madeUp/>"}, "<madeUp> is no element"),
        ({"name": "conceptItem", "contents": "", "after": "<concept><hasInstrument symbol='x'/></concept>"},
         "<hasInstrument> in <concept>"),
        ({"name": "catalogItem", "contents": "", "content": "<digitalSourceType qcode='d:x'/>"}, "<digitalSourceType>"),
        ({"name": "planningItem"}, "<contentSet> in <planningItem>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_item_that_breaks_a_rule_is_refused_by_it(parts, rule):
    articles, faults = read("\n" + g2_item(**parts))
    assert not articles
    assert faults[0].reason.startswith("breaks NewsML-G2: ")
    assert rule in faults[0].reason
    assert faults[0].place == "2"


@pytest.mark.parametrize(
    "parts",
    [
        {"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.30"', "catalog": ""},
        {"attributes": 'guid="a" standard="NewsML-G2" standardversion="2.32" version="1132689232"'},
        {"meta": ITEM_META.replace("+02:00", "+0200")},
        {"meta": ITEM_META.replace("+02:00", "")},
        {"more_meta": "<ownElement xmlns='http://nordwire.example/'/>"},
        {"more_meta": "<ownElement/>"},
        {"more_meta": "<link guidref='urn:nw:1' version='2'/>"},
        {"content": "<headline>x</headline><slugline/><by/><dateline/><urgency/><subject qcode='nothing'/>"},
        {"content": "<genre><related><related><related/></related></related></genre>"},
        {"contents": "<inlineXML><html><body><Company>Holm AG</Company> shut.</body></html></inlineXML>"},
    ],
)
def test_what_agencies_do_every_day_is_read(parts):
    assert one(**parts).id in ("urn:nw:1", "a")


def test_one_faulty_item_of_a_message_is_named_and_the_others_are_read():
    other = g2_item(attributes='guid="urn:nw:2" standard="NewsML-G2" standardversion="2.32"')
    faulty = g2_item(attributes='standard="NewsML-G2" standardversion="2.32"')
    articles, faults = read(g2_message(g2_item(), faulty, "<madeUp/>", other))
    assert [article.id for article in articles] == ["urn:nw:1", "urn:nw:2"]
    assert [(fault.reason, fault.place) for fault in faults] == [
        ("breaks NewsML-G2: newsItem without guid", "3"),
        ("breaks NewsML-G2: <madeUp> in an itemSet", "4"),
    ]


@pytest.mark.parametrize(
    ("inside", "rule"), [("", "newsMessage without itemSet"), ("<itemSet/>", "newsMessage without items")]
)
def test_an_empty_message_is_refused(inside, rule):
    articles, faults = read(f"<newsMessage>{inside}</newsMessage>")
    assert (articles, faults[0].reason) == ([], f"breaks NewsML-G2: {rule}")


def test_the_namespace_does_not_matter():
    plain = g2_item().replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "")
    other = g2_item().replace("http://iptc.org/std/nar/2006-10-01/", "urn:holm")
    for text in (plain, other):
        assert [article.text for article in read(text)[0]] == [TEXT]


def test_a_bare_catalog_is_named():
    text = '<catalog xmlns="http://iptc.org/std/nar/2006-10-01/"><scheme alias="a" uri="urn:a"/></catalog>'
    assert looks_like_newsml_g2(Document("a.xml", b""), text)
    assert [article.item.item_class for article in read(text)[0]] == [ItemClass.CATALOG]


@pytest.mark.parametrize(
    "text", ["<NewsItem>", "<NewsML>", "<nitf>", "<catalog><book/></catalog>", "newsItem", "<html>"]
)
def test_what_is_not_newsml_g2(text):
    assert not looks_like_newsml_g2(Document("a.xml", b""), text)


WHOLE = g2_message(
    g2_item(more_meta="<signal qcode='sig:update'/>", content="<headline>A</headline><by>B</by>")
).encode()


@given(at=st.integers(0, len(WHOLE)), cut=st.integers(0, 40), put=st.binary(max_size=12))
def test_a_damaged_message_gives_articles_or_read_errors(at, cut, put):
    articles, faults = read(WHOLE[:at] + put + WHOLE[at + cut :])
    assert articles or faults
    for article in articles:
        for block in article.blocks:
            assert article.text[block.start : block.end].strip()
