"""Web pages: what is taken from JSON-LD, meta elements and microdata; text and blocks; junk; hostile pages."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ReadError, Signal
from claimcheck.read.document import Document
from claimcheck.read.formats import choose_reader
from claimcheck.read.html_page import looks_like_html, read_html
from claimcheck.read.page_json import split_json
from tests.read import seeds

CASES = json.loads((Path(__file__).parent.parent / "cases" / "wire" / "junk_pages.json").read_text(encoding="utf-8"))
BODY = [*seeds.PARAGRAPHS]


def page(facts=None, head="", body=None, lang="en"):
    """A page with an article; ``facts`` are its JSON-LD."""
    linked = "" if facts is None else f'<script type="application/ld+json">{json.dumps(facts)}</script>'
    text = "".join(f"<p>{part}</p>" for part in BODY) if body is None else body
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Bridge shut | Holm Post</title>'
        f"{linked}{head}</head><body><nav><a href='/'>Home</a></nav><article><h1>Bridge shut</h1>{text}</article>"
        f"<footer>All rights reserved</footer></body></html>"
    )


def read(markup: str | bytes, **given) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    data = markup.encode("utf-8", "surrogatepass") if isinstance(markup, str) else markup
    articles = list(read_html(Document("a.html", data, **given), faults.append))
    for article in articles:
        for block in article.blocks:
            assert 0 <= block.start < block.end <= len(article.text)
    return articles, faults


def only(markup, **given) -> Article:
    articles, faults = read(markup, **given)
    assert not faults
    return articles[0]


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge shut &amp; lorry <i>lost</i>",
    "datePublished": "2024-05-06T10:11:12+02:00",
    "dateModified": "2024-05-06T18:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ann Berg"}, {"@type": "Person", "name": "Jo Li"}],
    "publisher": {"@type": "Organization", "name": "Holm Post"},
    "dateline": "HOLM, May 6",
    "copyrightNotice": "Holm Post 2024",
    "url": "https://www.holm.example/bridge",
}


@pytest.mark.parametrize(
    "facts",
    [
        NEWS,
        [NEWS],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Holm Post"}, NEWS]},
        {**NEWS, "@type": ["ReportageNewsArticle", "CreativeWork"]},
        {**NEWS, "@type": "https://schema.org/AnalysisNewsArticle"},
        {"@type": "WebPage", "mainEntity": NEWS},
        {**NEWS, "publisher": "Holm Post", "author": ["Ann Berg", "Jo Li", "Ann Berg"]},
        {**NEWS, "author": [{"@id": "#a"}, "Jo Li"], "@graph": [{"@id": "#a", "@type": "Person", "name": "Ann Berg"}]},
    ],
)
def test_json_ld(facts):
    article = only(page(facts))
    assert article.title == "Bridge shut & lorry lost"
    assert (article.published, article.url) == ("2024-05-06T10:11:12+02:00", "https://www.holm.example/bridge")
    item = article.item
    assert (item.first_created, item.version_created) == ("2024-05-06T10:11:12+02:00", "2024-05-06T18:00:00+02:00")
    assert (item.provider, item.byline, item.rights) == ("Holm Post", "Ann Berg, Jo Li", "Holm Post 2024")
    assert item.dateline is not None and item.dateline.text == "HOLM, May 6"
    assert article.source == "holm.example"
    assert article.text == "\n\n".join(BODY)
    assert article.skipped is None


def test_a_script_end_inside_a_headline():
    """A browser ends the script there; the JSON goes on, and its rest is no text of the page."""
    facts = {**NEWS, "headline": "What </script> does", "articleBody": "One </script><p>two</p>"}
    article = only(page(facts))
    assert article.title == "What </script> does"
    assert article.text == "\n\n".join(BODY)


@pytest.mark.parametrize("wrapper", ["<!--{}-->", "//<![CDATA[\n{}\n//]]>", "\n\n  {}  ;", "{}"])
def test_json_ld_in_its_wrappers(wrapper):
    markup, values = split_json(f'<script type="application/ld+json">{wrapper.format(json.dumps(NEWS))}</script><p>x')
    assert values == [NEWS] and "headline" not in markup and markup.endswith("<p>x")


@pytest.mark.parametrize(
    "broken", ['{"a": ', "{'a': 1}", "not json", "", '{"@type": "NewsArticle", "headline": "x"', "[" * 5000]
)
def test_broken_json_ld_is_passed_over(broken):
    article = only(page(head=f'<script type="application/ld+json">{broken}</script>'))
    assert article.title == "Bridge shut" and article.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "facts",
    [
        {**NEWS, "headline": 5, "author": 7, "publisher": [], "datePublished": None, "wordCount": "many"},
        {**NEWS, "headline": [], "author": [[[]]], "publisher": {"name": {}}, "isAccessibleForFree": {}},
        {"@type": {"a": 1}, "@graph": 5},
        {"@graph": [None, 1, "x", [[[[[[[[[NEWS]]]]]]]]]]},
        [],
        5,
    ],
)
def test_facts_of_wrong_types(facts):
    assert only(page(facts)).text == "\n\n".join(BODY)


def test_half_a_character_in_json_ld():
    markup = page(NEWS).replace("lorry", "\\ud83d lorry", 1)
    only(markup).title.encode("utf-8")


def test_the_longer_body_of_json_ld_is_taken():
    more = " ".join(f"The council said on day {number} that the bridge would stay shut." for number in range(40))
    article = only(page({**NEWS, "articleBody": f"{BODY[0]}\n\n{more}"}, body=f"<p>{BODY[0]}</p>"))
    assert article.text == f"{BODY[0]}\n\n{more}"


@pytest.mark.parametrize(
    "given",
    [
        "Bridge shut",
        "function(){};{};var a = 1;{};" * 50,
        "word " * 300,
        " ".join(BODY),
    ],
)
def test_a_body_that_is_no_better_is_left(given):
    assert only(page({**NEWS, "articleBody": given})).text == "\n\n".join(BODY)


def test_markup_in_a_body_of_json_ld_is_reduced():
    more = "".join(f"<p>The council said on day {number} that it would stay shut.</p>" for number in range(40))
    article = only(page({**NEWS, "articleBody": f"<h2>Why</h2>{more}<script>x()</script>"}, body=f"<p>{BODY[0]}</p>"))
    assert article.text.startswith("Why\n\nThe council said on day 0") and "<" not in article.text
    assert article.blocks[0].kind is BlockKind.HEADING and "x()" not in article.text


def test_a_live_blog():
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Update {n}",
            "articleBody": f"At {n} o'clock the water rose to mark {n}.",
        }
        for n in range(12, 0, -1)
    ]
    article = only(page({**NEWS, "@type": "LiveBlogPosting", "liveBlogUpdate": updates}, body="<p>Live.</p>"))
    assert "Update 12\n\nAt 12 o'clock the water rose to mark 12.\n\nUpdate 11" in article.text


def test_a_correction_is_a_signal():
    article = only(page({**NEWS, "correction": {"@type": "CorrectionComment", "text": "Corrects the age to 43."}}))
    assert Signal.CORRECTION in article.item.signals and article.item.editor_note == "Corrects the age to 43."


def test_several_articles_are_a_list_unless_one_is_here():
    others = [{**NEWS, "headline": f"Story {n}", "url": f"https://holm.example/{n}"} for n in range(5)]
    here = '<link rel="canonical" href="https://holm.example/3?x=1">'
    assert only(page(others, head=here)).title == "Story 3"
    assert only(page(others)).title == "Bridge shut"


META = (
    '<meta property="og:title" content="Bridge shut - Holm Post"><meta property="og:site_name" content="Holm Post">'
    '<meta property="article:published_time" content="2024-05-06T10:11:12Z"><meta name="author" content="Ann Berg">'
    '<meta property="og:url" content="https://holm.example/bridge"><meta name="copyright" content="Holm Post">'
)


def test_meta_elements():
    article = only(page(head=META))
    assert (article.title, article.published) == ("Bridge shut", "2024-05-06T10:11:12Z")
    assert (article.url, article.source) == ("https://holm.example/bridge", "holm.example")
    assert (article.item.byline, article.item.rights) == ("Ann Berg", "Holm Post")


def test_microdata():
    body = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="author">Ann Berg</span>'
        '<time itemprop="datePublished" datetime="2024-05-06T10:11:12Z">Monday</time>'
        f'<div itemprop="articleBody">{"".join(f"<p>{part}</p>" for part in BODY)}</div></div>'
    )
    article = only(page(body=body))
    assert (article.published, article.item.byline) == ("2024-05-06T10:11:12Z", "Ann Berg")
    assert "\n\n".join(BODY) in article.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/bridge", "http://[", "https://", "https://a b/", "data:x"]
)
def test_an_address_that_is_none(address):
    article = only(page(head=f'<link rel="canonical" href="{address}">'), url="https://holm.example/container")
    assert article.url == "https://holm.example/container"


def test_blocks():
    body = (
        f"<p>{BODY[0]}</p><h2>What happened</h2><p>{BODY[1]}</p><ul><li>One lorry</li><li>Two cars</li></ul>"
        f"<table><tr><th>Town</th><th>Homes</th></tr><tr><td>Holm</td><td>12</td></tr></table><p>{BODY[2]}</p>"
        f"<figure><figcaption>The bridge at dawn</figcaption></figure><p>{BODY[3]}</p>"
    )
    article = only(page(NEWS, body=body))
    found = [(block.kind.value, article.text[block.start : block.end]) for block in article.blocks]
    assert found == [
        ("paragraph", BODY[0]),
        ("heading", "What happened"),
        ("paragraph", BODY[1]),
        ("list", "One lorry"),
        ("list", "Two cars"),
        ("table", "Town\tHomes\nHolm\t12"),
        ("paragraph", BODY[2]),
        ("paragraph", BODY[3]),
    ]


@pytest.mark.parametrize(
    "declared, charset, encoding",
    [
        ('<meta charset="iso-8859-1">', "", "cp1252"),
        ("", "windows-1252", "cp1252"),
        ('<meta charset="utf-8">', "windows-1252", "cp1252"),
        ('<meta charset="iso-8859-1">', "", "utf-8"),
        ("", "x-unknown", "utf-8"),
        ("", "", "utf-8-sig"),
        ("", "", "utf-16"),
    ],
)
def test_charsets(declared, charset, encoding):
    markup = page(NEWS, head=declared).replace('<meta charset="utf-8">', "", 1).replace("council", "café “council”")
    assert "the café “council” said" in only(markup.encode(encoding), charset=charset).text


def test_language():
    german = (
        "<p>Die Brücke in Holm ist seit Montag gesperrt, weil ein Lastwagen sie gerammt hat, sagte die Stadt.</p>" * 4
    )
    article = only(page(NEWS, body=german, lang="de"))
    assert article.language == "de" and article.skipped == "language: de"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_junk(case):
    given_page = case["input"]
    links = "".join(
        f"<li><a href='/{n}'>The town of Vik votes on harbour plan {n}</a></li>"
        for n in range(given_page.get("links", 0))
    )
    linked = (
        f"<script type='application/ld+json'>{json.dumps(given_page['json'])}</script>" if "json" in given_page else ""
    )
    canonical = f"<link rel='canonical' href='{given_page['url']}'>" if "url" in given_page else ""
    text = "".join(f"<p>{part}</p>" for part in given_page.get("text", ()))
    markup = (
        f"<!DOCTYPE html><html lang='en'><head><title>{given_page['title']}</title>{linked}{canonical}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/login'>Subscribe now</a></nav><main>{given_page.get('before', '')}"
        f"<h1>{given_page['h1']}</h1>{text}{given_page.get('extra', '')}<ul>{links}</ul></main>"
        "<footer>Privacy policy. Cookie settings.</footer></body></html>"
    )
    articles, faults = read(markup)
    assert len(articles) == 1 and not faults
    assert articles[0].skipped == case["expected"]


@pytest.mark.parametrize(
    "markup, why",
    [
        ("<html><body>" + "<div>" * 200_000 + "words", "nested too deeply"),
        ("<html><body>" + "<b>x" * 1_100_000, "tags is not read"),
        ("<html><body>" + "<p>x</p>" * 60_000, "elements is not read"),
        ("<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">words", "attributes"),
        ("<html><body><p>" + "words " * 2_000_000, "more text in one element"),
        (b"<html>\0\0\0<body>words", "NUL"),
    ],
)
def test_pages_beyond_all_measure(markup, why):
    began = time.monotonic()
    with pytest.raises(ReadError, match=why) as caught:
        read(markup)
    assert caught.value.path == "a.html" and time.monotonic() - began < 10


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body>",
        "<html></html>",
        "<html><body><script>var a = '<p>words</p>';</script></body></html>",
        "<html><!-- " + "<p>words</p>" * 10,
        "<!DOCTYPE html>",
    ],
)
def test_pages_without_words(markup):
    articles, faults = read(markup)
    assert not articles and [fault.reason for fault in faults] == ["no article text found in the page"]


@pytest.mark.parametrize("cut", range(50, 1600, 97))
def test_a_page_that_is_cut_off(cut):
    read(page(NEWS)[:cut])


def test_unclosed_tags_and_scripts_are_text_only():
    body = f"<p>{BODY[0]}<p>{BODY[1]}<b>bold<i>both<p onclick='x()'>{BODY[2]}<img src=x onerror=alert(1)>"
    article = only(page(NEWS, body=body))
    assert "<" not in article.text and "alert" not in article.text and BODY[0] in article.text


def test_ten_megabytes_of_script_and_a_story():
    began = time.monotonic()
    article = only(page(NEWS, head="<script>" + "var a = '<b>';" * 700_000 + "</script>"))
    assert article.text == "\n\n".join(BODY) and time.monotonic() - began < 10


@pytest.mark.parametrize(
    "sample, is_page",
    [
        ("<!DOCTYPE html><p>x", True),
        ("<!doctype HTML PUBLIC 'x'><html>", True),
        ("\ufeff \n<!-- a --><html><body>", True),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        ("<HTML><HEAD>", True),
        ("<!-- a -->" * 5000 + "words", False),
        ("<newsItem>", False),
        ("plain <html>", False),
        ("{}", False),
        ("", False),
    ],
)
def test_by_content(sample, is_page):
    began = time.monotonic()
    assert looks_like_html(Document("a", sample.encode()), sample) is is_page
    assert time.monotonic() - began < 1


def test_the_reader_is_chosen():
    assert choose_reader(Document("page.php", page(NEWS).encode())).name == "html"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 1500), st.binary(max_size=40), st.integers(0, 60), st.sampled_from(["", "latin-1", "utf-16", "x"])
)
def test_nothing_but_read_errors(at, put, taken, charset):
    data = page(NEWS).encode()
    with contextlib.suppress(ReadError):
        read(data[:at] + put + data[at + taken :], charset=charset)
