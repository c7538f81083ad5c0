"""XML that holds no article is named as what it is or refused by its root element; text and pages are left alone."""

from __future__ import annotations

import pytest

from claimcheck.model import ItemClass, ReadError
from claimcheck.read.document import Document
from claimcheck.read.other_xml import looks_like_other_xml, read_other_xml


@pytest.mark.parametrize(
    ("name", "sample", "does"),
    [
        ("a.xml", '<?xml version="1.0"?><invoice/>', True),
        ("a.txt", '\n<?xml version="1.0"?>\n<invoice>', True),
        ("a.xml", "<invoice/>", True),
        ("a", "<invoice xmlns='urn:x'/>", True),
        ("a", "<!DOCTYPE invoice SYSTEM 'i.dtd'><invoice/>", True),
        ("a.xml", "<?xml version='1.0'?><broken", True),
        ("a.xml", "<?xml version='1.0'?><html xmlns='x'>", False),
        ("a", "<!doctype html><html>", False),
        ("a", "<p>One.</p>", False),
        ("a.md", "<div>\n\nOne.", False),
        ("a.txt", "<Ann Berg> said", False),
        ("a.xml", "HOLM (NW) - Text in a file of another name.", False),
    ],
)
def test_what_declares_itself_xml(name, sample, does):
    assert looks_like_other_xml(Document(name, b""), sample) is does


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("<?xml version='1.0'?>\n<i:invoice xmlns:i='u'/>", "of a kind that is not read: root element <invoice>", "2"),
        ("<contentSet/>", "of a kind that is not read: root element <contentSet>", "1"),
        ("<invoice><b></invoice>", "broken XML", "1"),
        ("<?xml version='1.0'?>\n<invoice>&x;</invoice>", "XML that needs entities is not read: uses &x;", "2"),
    ],
)
def test_other_kinds_are_refused_by_their_root(text, reason, place):
    with pytest.raises(ReadError) as caught:
        list(read_other_xml(Document("a.xml", text.encode()), lambda error: None))
    assert reason in caught.value.reason
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("text", "item_class"),
    [
        ("<events><event><name>Fair</name></event></events>", ItemClass.EVENT),
        ("<catalog><scheme><name>Fair</name></scheme></catalog>", ItemClass.CATALOG),
        ("<sports-content><title>Fair</title></sports-content>", ItemClass.DATA),
    ],
)
def test_events_catalogs_and_results_are_named(text, item_class):
    articles = list(read_other_xml(Document("a.xml", text.encode()), lambda error: None))
    assert [(article.item.item_class, article.title) for article in articles] == [(item_class, "Fair")]
    assert articles[0].skipped == f"{item_class.value}: not a text story"
