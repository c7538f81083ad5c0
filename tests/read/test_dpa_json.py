"""dpa's digitalwires are read to what their NewsML-G2 twins are read to."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ItemClass, ReadError, Signal, Status
from claimcheck.read.document import Document
from claimcheck.read.dpa_json import read_dpa
from claimcheck.read.formats import choose_reader
from claimcheck.read.newsml_g2 import read_newsml_g2

ITEM: dict[str, object] = {
    "format": "digitalwires@0.9.1",
    "type": "composite",
    "entry_id": "xyz",
    "urn": "urn:newsml:holm.example:20240506:1",
    "version": 3,
    "version_created": "2024-05-06T10:11:12+02:00",
    "pubstatus": "usable",
    "signal": "sig:correction",
    "embargoed": "2024-05-07T06:00:00+02:00",
    "language": "en",
    "urgency": 3,
    "kicker": "Harbour",
    "headline": "Bridge closed",
    "teaser": "A lorry struck it.",
    "byline": "By Ines Lund, dpa",
    "dateline": "Holm (dpa) - ",
    "article_html": '<section class="main"><p>The bridge at Holm closed on Monday.</p><h2>Repairs</h2>'
    "<p>Nobody was hurt.</p></section>",
    "infobox_html": '<section class="infobox"><h2>The bridge</h2><p>Built in 1931.</p></section>',
    "copyrightnotice": "Copyright 2024, dpa",
    "usageterms": "With agreement\nonly",
    "ednotes": [
        {"role": "dpaednoterole:closingline", "ednote": "dpa xx yy", "is_publishable": True},
        {"role": "dpaednoterole:correction", "ednote": "Corrects the day.", "is_publishable": True},
        {"role": "dpaednoterole:dpacontacts", "ednote": "Call 555", "is_publishable": False},
    ],
    "associations": [],
    "categories": [{"type": "dnltype:provider", "name": "dpa"}, {"type": "dnltype:signal", "qcode": "sig:update"}],
}
TEXT = (
    "Holm (dpa) - The bridge at Holm closed on Monday.\n\nRepairs\n\nNobody was hurt.\n\nThe bridge\n\nBuilt in 1931."
)


def read(value: object) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    return list(read_dpa(Document("a.json", json.dumps(value).encode()), faults.append)), faults


def read_one(**fields: object) -> Article:
    (article,), faults = read({**ITEM, **fields})
    assert not faults
    return article


def test_every_field():
    article = read_one()
    assert (article.id, article.title, article.text) == (ITEM["urn"], "Bridge closed", TEXT)
    kinds = [block.kind for block in article.blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BOX, BlockKind.BOX]
    said = article.item
    assert (said.version, said.status, said.urgency, said.provider) == ("3", Status.USABLE, 3, "dpa")
    assert said.signals[:2] == (Signal.CORRECTION, Signal.UPDATE)
    assert (said.embargo, said.byline) == ("2024-05-07T06:00:00+02:00", "By Ines Lund, dpa")
    assert (said.editor_note, said.rights) == ("Corrects the day.", "Copyright 2024, dpa\nWith agreement only")
    assert said.dateline is not None and (said.dateline.place, said.dateline.start) == ("Holm", 0)
    assert (article.published, article.reader, article.skipped) == ("2024-05-06T10:11:12+02:00", "dpa", None)


def test_equal_to_its_twin():
    """The same item as dpa's converter sets it in NewsML-G2."""
    fields = {key: escape(str(value)) for key, value in ITEM.items()}
    main = str(ITEM["article_html"]).replace(
        "<p>", '<p class="teaser">A lorry struck it.</p><p><span class="dateline">Holm (dpa) - </span>', 1
    )
    twin = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{fields["urn"]}" version="3" xml:lang="en"
        standard="NewsML-G2" standardversion="2.32" conformance="power"><catalogRef href="http://holm.example/c.xml"/>
      <rightsInfo><copyrightNotice>{fields["copyrightnotice"]}</copyrightNotice>
        <usageTerms>{fields["usageterms"]}</usageTerms></rightsInfo>
      <itemMeta><itemClass qcode="ninat:text"/><provider qcode="dnlprov:dpa"><name>dpa</name></provider>
        <versionCreated>{fields["version_created"]}</versionCreated><embargoed>{fields["embargoed"]}</embargoed>
        <pubStatus qcode="stat:usable"/><edNote role="r:correction">Corrects the day.</edNote>
        <signal qcode="sig:correction"/><signal qcode="sig:update"/></itemMeta>
      <contentMeta><urgency>3</urgency><headline rank="1">{fields["headline"]}</headline>
        <headline rank="3">Harbour</headline><dateline>{fields["dateline"]}</dateline><by>{fields["byline"]}</by>
        <language tag="en"/></contentMeta>
      <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
        <head><title>x</title></head><body><header><h1>{fields["headline"]}</h1></header>{main}
        {ITEM["infobox_html"]}</body></html></inlineXML></contentSet></newsItem>"""
    (other,) = read_newsml_g2(Document("a.xml", twin.encode()), print)
    article = read_one()
    for name in ("id", "title", "text", "language", "published", "published_at", "source", "blocks", "skipped"):
        assert getattr(article, name) == getattr(other, name), name
    assert article.item == other.item


@pytest.mark.parametrize(
    ("fields", "item_class", "words"),
    [
        ({"article_html": None, "infobox_html": None, "dateline": None}, ItemClass.TEXT, ""),
        ({"article_html": "<p></p>", "infobox_html": None, "dateline": None}, ItemClass.TEXT, ""),
        (
            {
                "article_html": None,
                "infobox_html": None,
                "dateline": None,
                "associations": [{"type": "image", "urn": "other"}],
                "descriptions": [
                    {"role": "drol:caption", "description": "A lorry."},
                    {"role": "dpadrol:caption-extended", "description": "A lorry, seen from afar."},
                ],
            },
            ItemClass.PICTURE,
            "A lorry.",
        ),
        (
            {
                "article_html": None,
                "infobox_html": None,
                "dateline": None,
                "associations": [{"type": "image", "urn": "o"}, {"type": "audio", "urn": ITEM["urn"]}],
            },
            ItemClass.AUDIO,
            "",
        ),
        ({"dateline": None, "infobox_html": None, "article_html": "<p>A &lt; B</p>"}, ItemClass.TEXT, "A < B"),
        ({"dateline": "Holm <x> & Vik - ", "infobox_html": None, "article_html": "Closed."},
         ItemClass.TEXT, "Holm <x> & Vik - Closed."),
    ],
)  # fmt: skip
def test_what_an_item_is(fields, item_class, words):
    article = read_one(**fields)
    assert (article.item.item_class, article.text) == (item_class, words)
    assert (article.skipped is None) == bool(words and item_class is ItemClass.TEXT)


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ({"pubstatus": "canceled"}, "status", Status.CANCELED),
        ({"pubstatus": "cancelled"}, "status", Status.CANCELED),
        ({"pubstatus": "withheld"}, "status", Status.WITHHELD),
        ({"pubstatus": None}, "status", None),
        ({"pubstatus": 5}, "status", None),
        ({"urgency": "3"}, "urgency", None),
        ({"urgency": 0}, "urgency", None),
        ({"urgency": True}, "urgency", None),
        ({"signal": ["sig:kill", "sig:newest"], "categories": None, "ednotes": None}, "signals", (Signal.KILL,)),
        ({"signal": 5, "categories": [], "ednotes": []}, "signals", ()),
        ({"categories": [{"type": "dnltype:provider", "name": "ap"}]}, "provider", "ap"),
        ({"urn": None}, "provider_id", "xyz"),
        ({"version": None}, "version", ""),
    ],
)
def test_fields_that_say_little(fields, name, expected):
    assert getattr(read_one(**fields).item, name) == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({**ITEM, "article_html": ["x"]}, "'article_html' is a JSON list, a string was expected"),
        ({**ITEM, "headline": 5}, "'headline' is a JSON number, a string was expected"),
        ([ITEM, {**ITEM, "dateline": {}}], "item 2: 'dateline' is a JSON object, a string was expected"),
        (
            {"entries": [ITEM, {**ITEM, "headline": 5}]},
            "/entries/1: 'headline' is a JSON number, a string was expected",
        ),
        ([], "an empty list"),
        ([5], "item 1: not an item: a JSON object was expected"),
        ({**ITEM, "article_html": "<div>" * 100_000}, "broken HTML: nested too deeply"),
    ],
)
def test_faults_are_named(value, said):
    _, faults = read(value)
    assert [str(fault).removeprefix("a.json:").strip() for fault in faults] == [said]


def test_a_key_that_stands_twice_is_a_fault():
    text = json.dumps(ITEM).replace('"kicker"', '"headline": "x", "kicker"')
    faults: list[ReadError] = []
    assert not list(read_dpa(Document("a.json", text.encode()), faults.append))
    assert [fault.reason for fault in faults] == ["the key 'headline' stands twice in one object"]


def test_a_feed_is_told_by_its_entries():
    feed = {"entries": [ITEM, {**ITEM, "urn": "urn:other"}], "next": None}
    assert choose_reader(Document("a.json", json.dumps(feed).encode())).name == "dpa"
    articles, faults = read(feed)
    assert [article.id for article in articles] == [ITEM["urn"], "urn:other"]
    assert not faults


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(ITEM)),
        st.none() | st.integers() | st.text(max_size=5) | st.lists(st.none() | st.text(max_size=3), max_size=3),
        max_size=4,
    )
)
def test_any_value_in_any_field_is_read_or_refused(changes):
    articles, faults = read({**ITEM, **changes})
    assert len(articles) + len(faults) == 1
