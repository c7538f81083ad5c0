"""RSS, Atom, RDF and JSON Feed: what is kept of an entry; broken feeds; what must never reach a parser."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import BlockKind, ReadError, Signal, Status
from claimcheck.read.document import Document
from claimcheck.read.feed import looks_like_feed, read_feed
from claimcheck.read.formats import choose_reader
from claimcheck.read.json_feed import looks_like_json_feed, read_json_feed

TIME = "Mon, 06 May 2024 10:11:12 +0200"
ITEM = (
    "<item><title>Bridge &amp;amp; road shut</title><link>https://holm.example/1</link>"
    f'<guid isPermaLink="false">holm-1</guid><pubDate>{TIME}</pubDate><dc:creator>Ann Berg</dc:creator>'
    "<media:title>Picture</media:title><media:description>A picture of it.</media:description>"
    "<description>A teaser.</description><content:encoded><![CDATA[<p>The bridge is <b>shut</b>.</p><h2>Why</h2>"
    "<p>Cracks.</p><script>x()</script><p>The post <a href='x'>Bridge</a> appeared first on <a href='y'>Holm</a>.</p>"
    "]]></content:encoded></item>"
)


def rss(*items, version="2.0"):
    return (
        f'<?xml version="1.0"?>\n<rss version="{version}" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>\n'
        "<title>Holm Post</title><link>https://holm.example/</link><language>en-gb</language>"
        "<copyright>Holm Post 2024</copyright>\n" + "\n".join(items) + "\n</channel></rss>"
    )


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Holm</title><id>urn:holm</id><entry>'
    '<title type="html">Bridge &lt;i&gt;shut&lt;/i&gt;</title><id>urn:holm:1</id>'
    "<updated>2024-05-06T10:00:00Z</updated>"
    '<published>2024-05-05T10:00:00+02:00</published><link rel="self" href="https://holm.example/self"/>'
    '<link href="https://holm.example/1"/><author><name>Ann Berg</name></author><author><name>Jo Li</name></author>'
    '<rights>Holm 2024</rights><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p>'
    '</div></content></entry><at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:holm:9" '
    'when="2024-05-07T00:00:00Z"/></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://holm.example"><title>Holm</title></channel>'
    '<item rdf:about="https://holm.example/1"><title>Bridge shut</title><link>https://holm.example/1</link>'
    "<description>It is shut.</description><dc:date>2024-05-06T10:00+02:00</dc:date></item></rdf:RDF>"
)
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Holm",
    "language": "en",
    "items": [
        {
            "id": "1",
            "title": "Bridge shut",
            "content_html": "<p>One.</p><p>Two.</p>",
            "url": "https://holm.example/1",
            "date_published": "2024-05-06T10:00:00+02:00",
            "authors": [{"name": "Ann Berg"}],
        },
        {"id": 2, "content_text": "Plain words.\n\nMore."},
    ],
}


def read(markup, reader=read_feed, **given):
    faults: list[ReadError] = []
    data = markup if isinstance(markup, bytes) else markup.encode()
    return list(reader(Document("a.xml", data, **given), faults.append)), faults


def test_rss():
    (article,), faults = read(rss(ITEM))
    assert not faults
    assert (article.id, article.title) == ("holm-1", "Bridge & road shut")
    assert article.text == "The bridge is shut.\n\nWhy\n\nCracks."
    assert [block.kind for block in article.blocks][1] is BlockKind.HEADING
    assert (article.published, article.url, article.source) == (TIME, "https://holm.example/1", "Holm Post")
    assert article.published_at is not None and article.published_at.utc_offset == 120
    assert (article.item.byline, article.item.rights, article.language) == ("Ann Berg", "Holm Post 2024", "en")


def test_atom():
    (article, withdrawn), faults = read(ATOM)
    assert not faults
    assert (article.id, article.title, article.text) == ("urn:holm:1", "Bridge shut", "One.\n\nTwo.")
    assert (article.published, article.url) == ("2024-05-05T10:00:00+02:00", "https://holm.example/1")
    assert (article.item.version_created, article.item.byline) == ("2024-05-06T10:00:00Z", "Ann Berg, Jo Li")
    assert withdrawn.item.provider_id == "urn:holm:9" and withdrawn.item.status is Status.CANCELED
    assert Signal.KILL in withdrawn.item.signals and withdrawn.skipped == "no text"


def test_rdf():
    (article,), _ = read(RDF)
    assert (article.id, article.title, article.text) == ("https://holm.example/1", "Bridge shut", "It is shut.")
    assert article.published == "2024-05-06T10:00+02:00"


@pytest.mark.parametrize(
    "description, text",
    [
        ("Plain words of it.", "Plain words of it."),
        ("One.\n\nTwo &amp;amp; three.", "One.\n\nTwo & three."),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
        ("5 &lt; 6, he said.", "5 < 6, he said."),
        ("The post-mortem has appeared first on Monday.", "The post-mortem has appeared first on Monday."),
        ("", ""),
    ],
)
def test_descriptions(description, text):
    (article,), _ = read(rss(f"<item><title>T</title><description>{description}</description></item>"))
    assert article.text == text


@pytest.mark.parametrize(
    "item, url",
    [
        ("<title>T</title><guid>https://holm.example/g</guid>", "https://holm.example/g"),
        ("<title>T</title><guid isPermaLink='false'>https://holm.example/g</guid>", ""),
        ("<title>T</title><guid>g-1</guid>", ""),
        ("<title>T</title><link>javascript:alert(1)</link>", ""),
        ("<title>T</title><link>https://[</link>", "https://["),
    ],
)
def test_addresses(item, url):
    assert read(rss(f"<item>{item}</item>"))[0][0].url == url


def test_an_email_address_as_author():
    item = "<item><title>T</title><author>desk@holm.example (Ann Berg)</author></item>"
    assert read(rss(item))[0][0].item.byline == "Ann Berg"


@pytest.mark.parametrize(
    "markup, why",
    [
        ('<rss version="2.0"></rss>', "breaks RSS 2.0: rss without channel"),
        (rss(ITEM).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss'), "declares &a;"),
        (
            rss(ITEM).replace("<rss", '<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]><rss'),
            "declares %a;",
        ),
        (rss(ITEM).replace("A teaser", "a&nbsp;b"), "uses &nbsp;"),
        ('<rss version="2.0"><channel>', "broken RSS 2.0"),
        ('<rss version="2.0"><channel>' + "<a>" * 200_000, "broken RSS 2.0"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry>', "broken Atom"),
    ],
)
def test_refused(markup, why):
    with pytest.raises(ReadError) as caught:
        read(markup)
    assert why in caught.value.reason and caught.value.place


def test_entities_are_refused_in_a_broken_feed_too():
    """What hides from a parser that stops early must not reach one that goes on."""
    bomb = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(ReadError, match="needs entities"):
        read(rss(ITEM, "<item><title>A & B</title></item>").replace("<rss", f"{bomb}<rss"))


def test_a_bare_ampersand_is_mended():
    articles, faults = read(rss(ITEM, "<item><title>A & B</title></item>"))
    assert [article.title for article in articles] == ["Bridge & road shut", "A & B"]
    assert [fault.place for fault in faults] == ["5"] and "read entry by entry" in faults[0].reason
    assert articles[0].source == "Holm Post"


def test_a_broken_entry_costs_no_other():
    articles, faults = read(rss(ITEM, "<item><title>A<b></title></item>", "<item><title>C</title></item>"))
    assert [article.title for article in articles] == ["Bridge & road shut", "C"]
    assert [fault.place for fault in faults] == ["5", "5"]


def test_a_feed_that_is_cut_off():
    articles, faults = read(rss(ITEM, "<item><title>C</title><description>Half of i")[:-25])
    assert [article.title for article in articles] == ["Bridge & road shut"]
    assert any("cut off" in fault.reason for fault in faults)


def test_an_item_of_nothing_is_named():
    articles, faults = read(rss(ITEM, "<item><link>https://x.example/</link></item>"))
    assert len(articles) == 1
    assert faults[0].reason == "breaks RSS 2.0: item without title and description" and faults[0].place == "5"


def test_many_entries_in_little_time():
    items = [f"<item><title>T {n}</title><guid>{n}</guid></item>" for n in range(3000)]
    began = time.monotonic()
    assert len(read(rss(*items)[:-17] + " & ")[0]) == 3000
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    "sample, is_feed",
    [
        (rss(ITEM), True),
        (ATOM, True),
        (RDF, True),
        ('<rss version="0.91">', True),
        ('<entry xmlns="http://www.w3.org/2005/Atom">', True),
        ("<feed><item/></feed>", False),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>', False),
        ("<html><body>rss", False),
        ("rss", False),
        ("", False),
    ],
)
def test_by_content(sample, is_feed):
    assert looks_like_feed(Document("a", sample.encode()), sample) is is_feed


def test_json_feed():
    (first, second), faults = read(json.dumps(JSON_FEED), read_json_feed)
    assert not faults
    assert (first.id, first.title, first.text) == ("1", "Bridge shut", "One.\n\nTwo.")
    assert (first.published, first.source, first.item.byline) == ("2024-05-06T10:00:00+02:00", "Holm", "Ann Berg")
    assert (second.id, second.text) == ("2", "Plain words.\n\nMore.")


@pytest.mark.parametrize(
    "change, why",
    [
        ({"items": None}, "without a list of items"),
        ({"items": {}}, "without a list of items"),
    ],
)
def test_json_feed_refused(change, why):
    with pytest.raises(ReadError, match=why):
        read(json.dumps({**JSON_FEED, **change}), read_json_feed)


def test_faulty_items_of_a_json_feed_are_named():
    feed = {**JSON_FEED, "items": [{"title": "x"}, 5, None, {"id": True}, JSON_FEED["items"][0]]}
    articles, faults = read(json.dumps(feed), read_json_feed)
    assert len(articles) == 1 and [fault.place for fault in faults] == [f"/items/{n}" for n in range(4)]


@pytest.mark.parametrize("cut", [1, 5, 50, 200])
def test_json_that_is_cut_off(cut):
    with pytest.raises(ReadError, match="JSON"):
        read(json.dumps(JSON_FEED)[:-cut], read_json_feed)


def test_readers_are_chosen():
    for markup, name in ((rss(ITEM), "feed"), (ATOM, "feed"), (RDF, "feed"), (json.dumps(JSON_FEED), "json-feed")):
        assert choose_reader(Document("a", markup.encode())).name == name
    assert not looks_like_json_feed(Document("a", b""), '{"version": "1.1", "items": []}')


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([rss(ITEM, ITEM), ATOM, RDF]), st.integers(0, 1500), st.binary(max_size=30), st.integers(0, 60))
def test_nothing_but_read_errors(markup, at, put, taken):
    data = markup.encode()
    with contextlib.suppress(ReadError):
        read(data[:at] + put + data[at + taken :])
