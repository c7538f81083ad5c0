"""NewsML 1.x: the story among an item's components, what its management says, and items that cannot be told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import ItemClass, ReadError, Signal, Status
from claimcheck.read.document import Document
from claimcheck.read.newsml1 import looks_like_newsml1, read_newsml1
from tests.read.wire_documents import PAGE, newsml1, newsml1_item

TEXT = "HOLM (Nordwire) - A lorry hit the old bridge at Holm on Monday, police said.\n\nTwo people were hurt."
MANAGEMENT = (
    '<NewsItemType FormalName="News"/><FirstCreated>20310505T081500Z</FirstCreated>'
    "<ThisRevisionCreated>20310505T102000Z</ThisRevisionCreated>"
)


def read(text):
    faults = []
    document = Document("a.xml", text if isinstance(text, bytes) else text.encode())
    try:
        return list(read_newsml1(document, faults.append)), faults
    except ReadError as error:
        return [], [*faults, error]


def one(**parts):
    articles, faults = read(newsml1(newsml1_item(**parts)))
    assert not faults
    assert len(articles) == 1
    return articles[0]


def content(inside, kind="Text", mime="", around=""):
    mime_type = f"<MimeType FormalName='{mime}'/>" if mime else ""
    item = f"<ContentItem><MediaType FormalName='{kind}'/>{mime_type}<DataContent>{inside}</DataContent></ContentItem>"
    return f"<NewsComponent>{around}{item}</NewsComponent>" if around else item


def test_a_story_with_all_it_says_of_itself():
    article = one(lines="<HeadLine>Lorry hits bridge</HeadLine><ByLine>By Ann Berg</ByLine><SlugLine>Holm</SlugLine>"
                  "<CopyrightLine>(c) Nordwire</CopyrightLine><DateLine>HOLM</DateLine>")  # fmt: skip
    item = article.item
    assert (article.title, article.text, article.language) == ("Lorry hits bridge", TEXT, "en")
    assert (article.id, item.version) == ("urn:newsml:nordwire.example:20310505:holm-bridge", "2")
    assert (article.source, article.published) == ("Nordwire", "20310505T102000+0200")
    assert article.published_at is not None
    assert (item.first_created, item.status, item.urgency) == ("20310505T081500+0200", Status.USABLE, 3)
    assert (item.slug, item.byline, item.rights) == ("Holm", "By Ann Berg", "(c) Nordwire")
    assert item.dateline is not None
    assert item.dateline.text == "HOLM (Nordwire) -"


@pytest.mark.parametrize(
    ("management", "field", "value"),
    [
        ('<Status FormalName="Canceled"/>', "status", Status.CANCELED),
        ('<Status FormalName="CANCELLED"/>', "status", Status.CANCELED),
        ('<Status FormalName="Withheld"/>', "status", Status.WITHHELD),
        ('<Status FormalName="Embargoed"/>', "status", Status.WITHHELD),
        ('<Status FormalName="Embargoed"/>', "embargo", "Embargoed"),
        ('<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>'
         "20310506T060000Z</DateAndTime></StatusWillChange>", "embargo", "20310506T060000Z"),
        ('<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>'
         "20310506T060000Z</DateAndTime></StatusWillChange>", "status", Status.USABLE),
        ('<Status FormalName="Usable"/><StatusWillChange><FutureStatus FormalName="Canceled"/><DateAndTime>'
         "20310506T060000Z</DateAndTime></StatusWillChange>", "embargo", ""),
        ("", "status", None),
        ('<Status FormalName="Usable"/><Urgency FormalName="10"/>', "urgency", None),
        ('<Instruction FormalName="Rectify"/>', "signals", (Signal.CORRECTION,)),
        ('<Instruction FormalName="Update"/><Instruction FormalName="Update"/>', "signals", (Signal.UPDATE,)),
        ('<Instruction><RevisionStatus FormalName="Kill"/></Instruction>', "signals", (Signal.KILL,)),
        ('<Instruction FormalName="Archive">Keep</Instruction>', "editor_note", "Keep"),
        ('<AssociatedWith FormalName="Supersedes" NewsItem="urn:newsml:n:1:a:3"/>', "replaces", ("urn:newsml:n:1:a",)),
        ('<AssociatedWith NewsItem="urn:newsml:n:1:a:3"/><DerivedFrom NewsItem="urn:newsml:n:1:b"/>', "replaces", ()),
    ],
)  # fmt: skip
def test_the_management_of_an_item(management, field, value):
    assert getattr(one(management=MANAGEMENT + management).item, field) == value


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("<NewsItemId>a</NewsItemId>", "a"),
        ("<ProviderId>n</ProviderId><DateId>20310505</DateId><NewsItemId>a</NewsItemId>", "urn:newsml:n:20310505:a"),
        ("<NewsItemId>a</NewsItemId><RevisionId>3</RevisionId>"
         "<PublicIdentifier>urn:newsml:n:20310505:a:3N</PublicIdentifier>", "urn:newsml:n:20310505:a"),
        ("<NewsItemId>7</NewsItemId><RevisionId>3</RevisionId>"
         "<PublicIdentifier>urn:newsml:n:20310505:7</PublicIdentifier>", "urn:newsml:n:20310505:7"),
    ],
)  # fmt: skip
def test_a_story_keeps_its_name_through_its_revisions(identifier, name):
    assert one(identifier=identifier).id == name


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        (content("<p>One.</p><p>Two.</p>"), "One.\n\nTwo."),
        (content("<nitf><body><body.head><hedline><hl1>x</hl1></hedline></body.head><body.content><p>One.</p>"
                 "</body.content></body></nitf>"), "One."),
        (content("One\nline.\n\nTwo."), "One line.\n\nTwo."),
        (content("<![CDATA[<p>One.</p><p>Two.</p>]]>"), "One.\n\nTwo."),
        (content("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;", mime="text/html"), "One & two."),
        (content("    One is\nset on\na wire.\n    Two.\n"), "One is set on a wire.\n\nTwo."),
        (content(".a {color: red}", mime="text/css", around="<Role FormalName='StyleSheet'/>")
         + content("<p>One.</p>", around="<Role FormalName='Main'/>"), "One."),
        (content("<p>Call Ann</p>", around="<Role FormalName='Contact'/>")
         + content("<p>One.</p>", around="<Role FormalName='Body'/>"), "One."),
        (content("<p>Rest</p>", around="<Role FormalName='Sidebar'/>")
         + content("<p>One.</p>", around="<Role FormalName='Main Text'/>"), "One."),
        (content("<p>Auf Deutsch.</p>", around="<DescriptiveMetadata><Language FormalName='de'/></DescriptiveMetadata>")
         + content("<p>One.</p>"), "One."),
        ("<NewsComponent EquivalentsList='yes'>" + content("<p>One.</p>") + content("1.") + "</NewsComponent>", "One."),
        (content("aGk=", kind="Photo", mime="image/jpeg"), ""),
        ("<ContentItem><MediaType FormalName='Text'/><Encoding Notation='base64'><DataContent>aGk=</DataContent>"
         "</Encoding></ContentItem>", ""),
        ("<ContentItem Href='http://nordwire.example/1'/>", ""),
    ],
    ids=range(14),
)  # fmt: skip
def test_the_story_among_the_contents(contents, text):
    assert one(contents=contents).text == text


@pytest.mark.parametrize(
    ("contents", "item_class"),
    [
        ("<ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>", ItemClass.PICTURE),
        ("<ContentItem Href='a.mp4'><MimeType FormalName='video/mp4'/></ContentItem>", ItemClass.VIDEO),
        ("<NewsItemRef NewsItem='urn:newsml:n:1:a'/>", ItemClass.PACKAGE),
    ],
)
def test_what_is_no_text_story_is_named_as_what_it_is(contents, item_class):
    article = one(contents=contents)
    assert (article.item.item_class, article.title) == (item_class, "Lorry hits bridge")
    assert article.skipped


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        (newsml1_item(identifier=""), "NewsIdentifier without NewsItemId"),
        (newsml1_item(management=""), "NewsManagement without FirstCreated or ThisRevisionCreated"),
        ("<NewsItem><NewsManagement/></NewsItem>", "NewsItem without Identification"),
        ("<NewsItem><Identification/></NewsItem>", "Identification without NewsIdentifier"),
        ("<NewsItem><Identification><NewsIdentifier><NewsItemId>a</NewsItemId></NewsIdentifier></Identification>"
         "</NewsItem>", "NewsItem without NewsManagement"),
    ],
    ids=lambda value: value[-30:],
)  # fmt: skip
def test_one_faulty_item_is_named_and_the_others_are_read(item, rule):
    articles, faults = read(newsml1("\n", item, newsml1_item()))
    assert len(articles) == 1
    assert [(fault.reason, fault.place) for fault in faults] == [(f"breaks NewsML 1.2: {rule}", "2")]


def test_the_language_of_the_item_is_that_of_contents_that_declare_none():
    declared = "<DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>"
    item = newsml1_item(lines="", contents=content("<p>Holm.</p>")).replace(declared, "")
    text = newsml1(item.replace("<NewsItem>", "<NewsItem xml:lang='fr'>"))
    assert [article.language for article in read(text)[0]] == ["fr"]


def test_a_document_without_items_is_refused():
    articles, faults = read("<NewsML Version='1.1'><NewsEnvelope/></NewsML>")
    assert (articles, faults[0].reason) == ([], "breaks NewsML 1.1: NewsML without NewsItem")


def test_a_document_type_alone_is_passed_over():
    text = '<?xml version="1.0"?>\n<!DOCTYPE NewsML SYSTEM "http://127.0.0.1:9/NewsML_1.2.dtd">\n'
    assert [article.text for article in read(text + newsml1(newsml1_item()))[0]] == [TEXT]


@pytest.mark.parametrize(
    ("sample", "does"),
    [
        ("<NewsML>", True),
        ("<NewsItem>", True),
        ("<newsItem>", False),
        ("<newsMessage>", False),
        ("<nitf>", False),
        ("NewsML", False),
    ],
)
def test_what_is_newsml1(sample, does):
    assert looks_like_newsml1(Document("a.xml", b""), sample) is does


WHOLE = newsml1(newsml1_item(contents=content(PAGE) + content("plain\n\ntext"))).encode()


@given(at=st.integers(0, len(WHOLE)), cut=st.integers(0, 40), put=st.binary(max_size=12))
def test_a_damaged_document_gives_articles_or_read_errors(at, cut, put):
    articles, faults = read(WHOLE[:at] + put + WHOLE[at + cut :])
    assert articles or faults
