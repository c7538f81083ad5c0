"""ninjs of every generation is read; what breaks its version is refused by the rule, what is somebody's own is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ItemClass, ReadError, Status
from claimcheck.read.document import Document
from claimcheck.read.formats import choose_reader
from claimcheck.read.json_articles import read_json, read_jsonl
from claimcheck.read.ninjs import is_ninjs, read_ninjs

BODY = "<p>The bridge at Holm closed on Monday after a lorry struck it, the council said.</p><p>Nobody was hurt.</p>"
WORDS = "The bridge at Holm closed on Monday after a lorry struck it, the council said.\n\nNobody was hurt."


class _Case(TypedDict):
    label: str
    input: dict[str, object] | str
    expected: list[str]


RULES: list[_Case] = json.loads(
    (Path(__file__).parents[1] / "cases" / "wire" / "ninjs_rules.json").read_text(encoding="utf-8")
)


def read(value: object) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    text = value if isinstance(value, str) else json.dumps(value)
    document = Document("a.json", text.encode("utf-8", "surrogatepass"))
    return list(read_json(document, faults.append)), faults


def read_one(value: object) -> Article:
    (article,), faults = read(value)
    assert not faults
    return article


@pytest.mark.parametrize("case", RULES, ids=[case["label"] for case in RULES])
def test_rules_of_the_versions(case):
    articles, faults = read(case["input"])
    if not case["expected"]:
        assert len(articles) == 1
        assert not faults
    else:
        assert not articles
        assert [(fault.reason, fault.place) for fault in faults] == [tuple(case["expected"])]


GENERATION_1 = {
    "uri": "urn:holm:item:1",
    "type": "text",
    "version": "4",
    "firstcreated": "2024-05-06T08:00:00+02:00",
    "versioncreated": "2024-05-06T10:11:12+02:00",
    "embargoed": "2024-05-07T06:00:00+02:00",
    "pubstatus": "withheld",
    "urgency": 3,
    "copyrightnotice": "© Holm Wire",
    "usageterms": "No archives.",
    "copyrightholder": "Holm Wire",
    "ednote": "Adds the driver.",
    "language": "en-GB",
    "byline": "By  Ines Lund",
    "headline": "Bridge closed",
    "slugline": "HOLM-BRIDGE",
    "body_text": "Only the short form.",
    "body_xhtml": BODY,
}
GENERATION_2 = {
    **{
        key: value
        for key, value in GENERATION_1.items()
        if key not in {"byline", "headline", "body_text", "body_xhtml"}
    },
    "by": "By Ines Lund",
    "headlines": [{"role": "short", "value": "Closed"}, {"role": "main", "value": "Bridge closed"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "Only the short form."},
        {"role": "html", "contenttype": "text/html", "value": BODY},
    ],
}
_RENAMED = {
    "firstcreated": "firstCreated",
    "versioncreated": "versionCreated",
    "embargoed": "embargoedUntil",
    "pubstatus": "pubStatus",
    "copyrightnotice": "copyrightNotice",
    "usageterms": "usageTerms",
    "copyrightholder": "copyrightHolder",
    "ednote": "edNote",
}
GENERATION_3 = {
    **{_RENAMED.get(key, key): value for key, value in GENERATION_2.items()},
    "bodies": [{"role": "html", "contentType": "text/html", "value": BODY}],
}


@pytest.mark.parametrize("item", [GENERATION_1, GENERATION_2, GENERATION_3], ids=["1", "2", "3"])
def test_the_generations_say_the_same(item):
    article = read_one(item)
    assert (article.id, article.title, article.text) == ("urn:holm:item:1", "Bridge closed", WORDS)
    assert (article.reader, article.language, article.source) == ("ninjs", "en", "Holm Wire")
    assert article.published == "2024-05-06T10:11:12+02:00"
    said = article.item
    assert (said.item_class, said.status, said.version, said.urgency) == (ItemClass.TEXT, Status.WITHHELD, "4", 3)
    assert said.first_created == "2024-05-06T08:00:00+02:00"
    assert said.embargo == "2024-05-07T06:00:00+02:00"
    assert (said.editor_note, said.byline, said.slug) == ("Adds the driver.", "By Ines Lund", "HOLM-BRIDGE")
    assert said.rights == "© Holm Wire\nNo archives."


AP_ITEM = {
    "uri": "https://api.wire.example/media/v/content/ab12?qt=x&et=y",
    "altids": {"itemid": "ab12", "etag": "ab12_1"},
    "version": 3,
    "type": "text",
    "urgency": 4,
    "editorialpriority": "r",
    "language": "en",
    "versioncreated": "2024-05-06T08:11:12Z",
    "pubstatus": "cancelled",
    "signals": ["newscontent"],
    "headline": "Bridge closed",
    "bylines": [{"by": "By INES LUND"}],
    "located": "HOLM (AP)",
    "usageterms": ["For editorial use.", "No archives."],
    "provider": "AP",
    "body_nitf": f"<nitf><head><title>x</title></head><body><body.head><hedline><hl1>Bridge closed</hl1></hedline>"
    f"</body.head><body.content><block>{BODY}</block></body.content></body></nitf>",
}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (AP_ITEM, ""),
        ({"api_version": "1.1", "data": {"item": AP_ITEM}}, "/data/item"),
        ({"id": "q", "data": {"items": [{"meta": {}, "item": AP_ITEM}]}}, "/data/items/0/item"),
        ({"id": "q", "data": {"items": [AP_ITEM]}}, "/data/items/0"),
    ],
    ids=["alone", "wrapped", "feed", "feed of bare items"],
)
def test_aps_items_alone_and_wrapped(value, place):
    article = read_one(value)
    assert (article.id, article.title, article.text, article.url) == ("ab12", "Bridge closed", WORDS, "")
    assert (article.item.version, article.item.status, article.source) == ("3", Status.CANCELED, "AP")
    assert article.item.rights == "For editorial use.\nNo archives."
    assert article.item.byline == "By INES LUND"
    dateline = article.item.dateline
    assert dateline is not None and (dateline.text, dateline.agency, dateline.start) == ("HOLM (AP)", "AP", -1)
    broken = json.dumps(value).replace('"Bridge closed", "byl', '"a", "headline": "b", "byl')
    (fault,) = read(broken)[1]
    assert (fault.reason, fault.place) == ("the key 'headline' stands twice in one object", place)


def test_an_item_whose_text_is_only_linked_has_none():
    linked = {"nitf": {"href": "https://api.wire.example/ab12.nitf", "mimetype": "text/xml", "words": 206}}
    article = read_one({"data": {"item": {**AP_ITEM, "body_nitf": None, "renditions": linked}}})
    assert (article.text, article.skipped) == ("", "no text")


def test_superdesks_own_and_its_feeds():
    own = {"guid": "tag:holm:2024:1", "headline": "Bridge closed", "body_html": BODY, "type": "text", "priority": 6}
    own |= {"versioncreated": "2024-05-06T08:11:12+0000", "source": "Holm Wire", "authors": [{"name": "Ines Lund"}]}
    own |= {"evolvedfrom": "tag:holm:2024:0"}
    article = read_one(own)
    assert (article.id, article.text, article.source) == ("tag:holm:2024:1", WORDS, "Holm Wire")
    assert (article.item.byline, article.item.replaces) == ("Ines Lund", ("tag:holm:2024:0",))
    advisory = {"id": 7, "uri": "https://holm.example/7", "type": "advisory", "headline": "Plan", "body_text": "Plan."}
    articles, faults = read({"total": 2, "item": [own, advisory]})
    assert not faults
    assert [article.id for article in articles] == ["tag:holm:2024:1", "https://holm.example/7"]
    assert articles[1].item.item_class is ItemClass.ADVISORY
    assert articles[1].skipped == "advisory: not a text story"
    assert [str(fault) for fault in read({"item": []})[1]] == ["a.json: a feed without items"]


@pytest.mark.parametrize(
    ("fields", "expected", "words"),
    [
        ({"type": "picture", "description_text": "A lorry."}, ItemClass.PICTURE, "A lorry."),
        ({"type": "video", "headlines": [{"value": "V"}], "descriptions": [{"role": "caption", "value": "A lorry."}]},
         ItemClass.VIDEO, "A lorry."),
        ({"type": "audio"}, ItemClass.AUDIO, ""),
        ({"type": "graphic"}, ItemClass.GRAPHIC, ""),
        ({"type": "composite"}, ItemClass.PACKAGE, ""),
        ({"type": "composite", "body_text": "Closed."}, ItemClass.TEXT, "Closed."),
        ({"type": "event", "eventDetails": {"dates": {"startDate": "2024"}}}, ItemClass.EVENT, ""),
        ({"eventDetails": {"dates": {"startDate": "2024"}}}, ItemClass.EVENT, ""),
        ({"type": "planning", "plannedCoverage": []}, ItemClass.PLANNING, ""),
        ({"mimetype": "image/png"}, ItemClass.PICTURE, ""),
        ({"headline": "x"}, ItemClass.TEXT, ""),
    ],
)  # fmt: skip
def test_items_that_are_no_stories_are_named(fields, expected, words):
    article = read_one({"uri": "urn:holm:1", **fields})
    assert (article.item.item_class, article.text) == (expected, words)
    if expected is not ItemClass.TEXT:
        assert article.skipped == f"{expected.value}: not a text story"
        assert all(block.kind is BlockKind.CAPTION for block in article.blocks)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body_text": "One line.\n\nAnother."}, "One line.\n\nAnother."),
        ({"body_text": f"{'A long line. ' * 20}\nAnother."}, f"{('A long line. ' * 20).strip()}\n\nAnother."),
        ({"body_text": "A line that\nwas wrapped."}, "A line that was wrapped."),
        ({"body_html": "<h1>Bridge closed</h1><p>Now.</p>"}, "Now."),
        ({"body_html": "<h1>Another heading</h1><p>Now.</p>"}, "Another heading\n\nNow."),
        ({"body_html": "  ", "body_text": "Words."}, "Words."),
        ({"body_html": "<script>x</script>", "body_text": "Words."}, "Words."),
        ({"body_zz": "Last.", "body_aa": "First."}, "First."),
        ({"description_text": "A summary only."}, "A summary only."),
        ({"description_creditline": "Holm Wire"}, ""),
        ({"body_text": "Lund \ud83d said."}, "Lund � said."),
    ],
)
def test_which_form_of_the_text_is_read(fields, words):
    assert read_one({"uri": "urn:holm:1", "headline": "Bridge closed", **fields}).text == words


def test_a_table_stays_a_table_below_a_dropped_heading():
    markup = "<h2>Bridge closed</h2><p>So:</p><table><tr><td>Holm</td><td>2</td></tr><tr><td>Vik</td></tr></table>"
    article = read_one({"uri": "urn:holm:1", "headline": "Bridge closed", "body_html": markup})
    assert article.text == "So:\n\nHolm\t2\nVik"
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_headlines_lose_their_markup():
    item = {"uri": "urn:holm:1", "headlines": [{"value": "<h1>Bridge <b>closed</b></h1>", "contenttype": "text/html"}]}
    assert read_one(item).title == "Bridge closed"
    assert read_one({"uri": "urn:holm:1", "title": "A < B"}).title == "A < B"


def test_a_faulty_item_of_a_list_is_named_and_the_others_are_read():
    articles, faults = read([GENERATION_1, {"uri": "urn:holm:2", "type": "poem"}, {"uri": "urn:holm:3", "urgency": 12}])
    assert [article.id for article in articles] == ["urn:holm:item:1"]
    assert [fault.place for fault in faults] == ["item 2 /type", "item 3 /urgency"]


def test_lines_of_items_among_articles():
    lines = [json.dumps(GENERATION_1), json.dumps({"text": "Closed."}), '{"uri": "urn:holm:2", "type": "poem"}']
    faults: list[ReadError] = []
    articles = list(read_jsonl(Document("feed.jsonl", "\n".join(lines).encode()), faults.append))
    assert [article.reader for article in articles] == ["ninjs", "json"]
    assert [(fault.place, fault.reason[:16]) for fault in faults] == [("3 /type", "breaks ninjs 1.8")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (GENERATION_1, "ninjs"),
        ([GENERATION_3], "ninjs"),
        ({"data": {"item": AP_ITEM}}, "ninjs"),
        ({"text": "Closed.", "uri": "x"}, "json"),
        ({"id": "1", "title": "t"}, "json"),
        ({"data": {"items": [{"question": "x"}]}}, "json"),
        ({"item": "x"}, "json"),
        ({"$id": "x", "type": "object", "title": "t"}, "json"),
        ({"@type": "NewsArticle", "headline": "t", "articleBody": "b", "uri": "x"}, "json"),
    ],
)
def test_ninjs_shows_by_its_keys(value, expected):
    assert choose_reader(Document("a.json", json.dumps(value).encode())).name == expected


def test_forced_on_other_json_it_reads_or_refuses():
    for text, reason in [("[]", "an empty list"), ("[5]", "not an item: a JSON object was expected")]:
        faults: list[ReadError] = []
        assert not list(read_ninjs(Document("a.json", text.encode()), faults.append))
        assert [fault.reason for fault in faults] == [reason]
    with pytest.raises(ReadError, match="no ninjs: neither a JSON object nor a list of them"):
        list(read_ninjs(Document("a.json", b"5"), print))
    with pytest.raises(ReadError, match=r"a.json:1:2: broken JSON"):
        list(read_ninjs(Document("a.json", b"{5}"), print))


def test_an_item_of_a_hundred_thousand_subjects_takes_no_time():
    subjects = [{"name": f"subject {number}", "rel": "about"} for number in range(100_000)]
    assert read_one({**GENERATION_1, "subject": subjects}).title == "Bridge closed"
    named = {f"r{number}": {"href": "x"} for number in range(60_000)}
    assert read_one({**GENERATION_1, "renditions": named}).title == "Bridge closed"
    (fault,) = read({**GENERATION_1, "subject": [{"colour": "red"}, *subjects]})[1]
    assert fault.place == "/subject/0"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body_html": "<p>" * 200_001}, "broken HTML: 200,001 tags"),
        ({"body_html": "<div>" * 100_000}, "broken HTML: nested too deeply"),
        ({f"body_{number}": "x" for number in range(2_000)}, "not an item: 2,001 keys"),
    ],
)
def test_what_no_newsroom_sends_is_refused_at_once(fields, said):
    articles, faults = read({"uri": "urn:holm:1", **fields})
    assert not articles
    assert [fault.reason for fault in faults] == [said]


@pytest.mark.parametrize("field", ["located", "headline", "slugline", "byline", "ednote", "versioncreated", "version"])
def test_a_field_of_a_megabyte_takes_no_time(field):
    read_one({"uri": "urn:holm:1", "headline": "Bridge closed", "body_text": "Closed.", field: "(AP) " * 200_000})


def test_many_forms_of_one_text_take_no_time():
    forms = [{"value": "<b>", "contenttype": "text/html"}] * 50_000
    article = read_one({"uri": "urn:holm:1", "headlines": forms, "bodies": forms, "descriptions": forms, "title": "T"})
    assert (article.title, article.text) == ("T", "")


def test_associations_nested_beyond_reason_are_an_error():
    item: dict[str, object] = {"uri": "x"}
    for _ in range(190):
        item = {"uri": "x", "associations": {"a": item}}
    articles, faults = read(item)
    assert len(articles) + len(faults) == 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(
    item=st.sampled_from([GENERATION_1, GENERATION_2, GENERATION_3, AP_ITEM, {"data": {"items": [AP_ITEM]}}]),
    changes=st.dictionaries(st.sampled_from(sorted({*GENERATION_1, *GENERATION_3, *AP_ITEM})), _JSON, max_size=4),
)
def test_any_value_in_any_field_is_read_or_refused(item, changes):
    """Nothing but ReadError, whatever a field holds."""
    value = {**item, **changes}
    text = json.dumps(value, allow_nan=False, skipkeys=True) if _is_json(value) else "{}"
    articles, faults = read(text)
    assert articles or faults
    assert isinstance(is_ninjs(value), bool)


def _is_json(value: object) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except ValueError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(item=st.sampled_from([GENERATION_1, GENERATION_3, AP_ITEM]), at=st.floats(0, 1), byte=st.binary(max_size=3))
def test_any_damage_is_a_read_error(item, at, byte):
    data = json.dumps(item).encode()
    cut = int(at * len(data))
    for damaged in (data[:cut] + byte + data[cut:], data[:cut] + byte, data[:cut] + byte + data[cut + len(byte) :]):
        faults: list[ReadError] = []
        document = Document("a.json", damaged)
        try:
            list(choose_reader(document).read(document, faults.append))
        except ReadError as error:
            faults.append(error)
        assert all(fault.path == "a.json" and fault.reason for fault in faults)
