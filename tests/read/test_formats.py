"""Each format becomes an article with its text, headline, date and source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Precision, ReadError
from claimcheck.read import INPUT_FORMATS, read_articles
from claimcheck.read.document import Document
from claimcheck.read.json_articles import read_json
from claimcheck.read.markdown import split_front_matter
from claimcheck.read.plain_text import split_headline

BODY = "The bridge at Holm closed on Monday after a lorry struck it. Nobody was hurt, the council said."
CASES = json.loads((Path(__file__).parents[1] / "cases" / "headlines.json").read_text(encoding="utf-8"))


def read_one(path: Path, name: str, content: str | bytes, **options: str) -> object:
    target = path / name
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    (article,) = read_articles([target], **options)
    return article


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_headline_of_plain_text(case):
    assert list(split_headline(case["input"])) == case["expected"]


def test_json_object_keeps_text_title_and_id_verbatim(tmp_path):
    raw = {"id": " x/1 ", "title": " Bridge ", "text": "\n" + BODY + "  \r\n", "published": "2024-05-06T10:11:12+02:00"}
    article = read_one(tmp_path, "a.json", json.dumps(raw))
    assert (article.id, article.title, article.text) == (" x/1 ", " Bridge ", raw["text"])
    assert article.published == raw["published"]
    assert article.published_at.precision is Precision.SECOND
    assert article.published_at.utc_offset == 120
    assert article.reader == "json"


def test_published_keeps_its_precision(tmp_path):
    day = read_one(tmp_path, "a.json", json.dumps({"text": BODY, "published": "2024-05-06"}))
    none = read_one(tmp_path, "b.json", json.dumps({"text": BODY, "published": ""}))
    assert day.published_at.precision is Precision.DAY
    assert none.published_at is None


def test_json_without_id_gets_a_hash_of_its_content(tmp_path):
    one = read_one(tmp_path, "a.json", json.dumps({"text": BODY}))
    same = read_one(tmp_path, "b.json", json.dumps({"text": BODY, "url": None, "source": ""}))
    other = read_one(tmp_path, "c.json", json.dumps({"text": BODY, "source": "x.example"}))
    assert one.id == same.id
    assert one.id != other.id
    assert len(one.id) == 12


def test_json_by_content_whatever_its_name(tmp_path):
    assert read_one(tmp_path, "a.txt", json.dumps({"text": BODY})).reader == "json"


def test_pretty_printed_json_named_jsonl_is_an_error_and_named_json_is_read(tmp_path):
    pretty = json.dumps({"text": BODY, "id": "p"}, indent=2)
    assert read_one(tmp_path, "a.json", pretty).id == "p"


def test_json_list_and_lines(tmp_path):
    rows = [{"id": "1", "text": BODY}, {"id": "2", "text": BODY + " More."}]
    (tmp_path / "list.json").write_text(json.dumps(rows))
    (tmp_path / "lines.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    (tmp_path / "unnamed").write_text("\n".join(json.dumps(row) for row in rows))
    for name in ("list.json", "lines.jsonl", "unnamed"):
        assert [article.id for article in read_articles([tmp_path / name])] == ["1", "2"]


def test_lone_surrogates_keep_offsets(tmp_path):
    article = read_one(tmp_path, "a.json", '{"text": "ab\\ud83dcd ' + BODY + '"}')
    assert article.text.startswith("ab\ufffdcd ")


def test_text_starting_with_a_bracket_is_text(tmp_path):
    article = read_one(tmp_path, "a.txt", "[1] " + BODY)
    assert (article.reader, article.text) == ("text", "[1] " + BODY)


def test_markdown_headline_links_and_front_matter(tmp_path):
    content = (
        "---\ntitle: 'The keeper''s bridge'\ndate: 2024-05-06  # as printed\nsource: holm.example\n"
        "tags: [a, b]\n---\n\n"
        "# Another headline\n\nThe *bridge* at [Holm](https://x.example/a_b) ![map](m.png)**closed**\non Monday.\n\n"
        "> “It is safe,” said `Lund`.\n\n- one lorry\n- two cars\n\n<div>raw</div>\n"
    )
    article = read_one(tmp_path, "a.md", content)
    assert (article.title, article.published, article.source) == ("The keeper's bridge", "2024-05-06", "holm.example")
    assert article.text == (
        "Another headline\n\nThe bridge at Holm closed on Monday.\n\n“It is safe,” said Lund.\n\none lorry\n\ntwo cars"
    )


def test_markdown_heading_is_the_headline(tmp_path):
    article = read_one(tmp_path, "a.md", f"# Bridge closed\n\n{BODY}\n")
    assert (article.title, article.text, article.reader) == ("Bridge closed", BODY, "markdown")


def test_toml_front_matter():
    fields, body = split_front_matter('+++\ntitle = "T"\ndate = 2024-05-06T07:08:09Z\n+++\nBody')
    assert fields == {"title": "T", "published": "2024-05-06 07:08:09+00:00"}
    assert body == "Body"


def test_a_rule_at_the_top_is_no_front_matter():
    content = "---\n\nA sentence.\n\n---\n\nAnother."
    assert split_front_matter(content) == ({}, content)


PAGE = """<!DOCTYPE html><html><head><title>Bridge closed | Holm Post</title>
<meta property="og:title" content="Bridge closed"><meta property="og:site_name" content="Holm Post">
<meta property="article:published_time" content="2024-05-06T10:11:12+02:00">
<link rel="canonical" href="https://holm.example/bridge"></head><body><nav>Home News Sport</nav>
<article><h1>Bridge closed</h1><p>{body}</p><p>{body2}</p></article><footer>Cookies</footer></body></html>"""


def test_html_page(tmp_path):
    more = "The council will look at the damage this week and say on Friday when the road opens again to lorries."
    article = read_one(tmp_path, "a.html", PAGE.replace("{body}", BODY).replace("{body2}", more))
    assert (article.title, article.source, article.url) == (
        "Bridge closed",
        "holm.example",
        "https://holm.example/bridge",
    )
    assert article.published == "2024-05-06T10:11:12+02:00"
    assert article.text == f"{BODY}\n\n{more}"
    assert article.reader == "html"


def test_html_by_content(tmp_path):
    assert read_one(tmp_path, "page.txt", PAGE.replace("{body}", BODY).replace("{body2}", BODY)).reader == "html"


def test_input_format_forces_a_reader(tmp_path):
    article = read_one(tmp_path, "a.json", json.dumps({"text": BODY}), input_format="text")
    assert article.reader == "text"
    with pytest.raises(ValueError, match="telex"):
        list(read_articles([tmp_path], input_format="telex"))


def test_input_formats_are_the_command_lines():
    from claimcheck.cli.options import InputFormat

    assert sorted(item.value for item in InputFormat) == list(INPUT_FORMATS)


@given(text=st.text(min_size=1).filter(str.strip), title=st.text())
def test_any_json_text_is_kept(text, title):
    faults: list[ReadError] = []
    document = Document("x.json", json.dumps({"text": text, "title": title}).encode())
    (article,) = read_json(document, faults.append)
    whole = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if article.text != text else text
    assert len(article.text) == len(text)
    assert article.text == text or "\ufffd" in whole
    assert not faults


@given(content=st.text())
def test_headline_and_text_are_pieces_of_the_content(content):
    title, text = split_headline(content)
    assert title in content
    assert text in content
