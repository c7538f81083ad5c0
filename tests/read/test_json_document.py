"""JSON is read under limits: everything that is no JSON is one error with its place, whatever it is."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read.document import Document
from claimcheck.read.json_articles import read_json, read_jsonl
from claimcheck.read.json_document import (
    JsonError,
    first_repeated_key,
    json_type,
    lines_in,
    parse_document,
    parse_json,
    repeated_key_of,
    text_in,
)

TEXT = "The bridge at Holm closed on Monday after a lorry struck it."


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("", "broken JSON: expecting value", "1:1"),
        ('{"a": }', "broken JSON: expecting value", "1:7"),
        ('{"a":\n "b', "broken JSON: unterminated string starting at", "2:2"),
        ('{"a": 1,}', "broken JSON: expecting property name enclosed in double quotes", "1:9"),
        ("[1] 2", "broken JSON: extra data", "1:5"),
        ('["a\tb"]', "broken JSON: invalid control character at", "1:4"),
        (r'["\ud83"]', r"broken JSON: invalid \uXXXX escape", "1:4"),
        ("NaN", "NaN is not JSON", ""),
        ('{"a": [-Infinity]}', "-Infinity is not JSON", ""),
        ("[" * 200_000, "broken JSON: nested too deeply", ""),
        ('{"a":' * 200_000, "broken JSON: nested too deeply", ""),
        ("[" * 401 + "]" * 401, "broken JSON: nested too deeply", ""),
        ("9" * 5_000, "broken JSON: a number of 5,000 digits", ""),
        ("[-" + "9" * 5_000 + "]", "broken JSON: a number of 5,001 digits", ""),
        ("{'a': 1}", "broken JSON: expecting property name enclosed in double quotes", "1:2"),
    ],
)
def test_what_is_no_json_is_named(text, reason, place):
    with pytest.raises(JsonError) as caught:
        parse_json(text)
    assert (caught.value.reason, caught.value.place) == (reason, place)
    with pytest.raises(ReadError) as refused:
        parse_document(Document("a.json", text.encode() or b" "))
    assert (refused.value.path, refused.value.reason) == ("a.json", reason)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400 + "]" * 400,
        json.dumps([["[" * 1000, "{" * 1000]] * 3),
        json.dumps(['\\"[' * 1000]),
        "1e400",
        "9" * 400,
        "\ufeff{}",
        '"\\ud83d"',
        "[" + "[],{}," * 2_000 + "0]",
    ],
)
def test_what_only_looks_hostile_is_read(text):
    parse_json(text)


def test_a_key_that_stands_twice_is_kept_apart():
    value = parse_json('{"a": [{"b": 1, "c": 2, "b": 3}], "d": {"e": {}}}')
    assert isinstance(value, dict)
    assert repeated_key_of(value) is None
    assert first_repeated_key(value) == "b"
    assert value["a"] == [{"b": 3, "c": 2}]
    assert first_repeated_key([1, {"a": {"a": 1}}]) is None
    assert first_repeated_key(parse_json('[{"x\\ud800": 1, "x\\ud800": 2}]')) == "x\ufffd"


def test_texts_of_fields():
    value = parse_json(
        '{"a": "", "b": " x ", "c": 4, "d": 2.5, "e": true, "f": ["x", 1, " y "], "g": null, "h": 1e999}'
    )
    assert isinstance(value, dict)
    found = [text_in(value, key) for key in "abcdefghi"]
    assert found == ["", "x", "4", "2.5", "", "", "", "", ""]
    assert text_in(value, "a", "i", "b", "c") == "x"
    assert (lines_in(value, "f"), lines_in(value, "a", "c")) == ("x\ny", "4")
    assert [json_type(value[key]) for key in "abcdefg"] == [
        "string", "string", "number", "number", "boolean", "list", "null",
    ]  # fmt: skip
    assert json_type({}) == "object"


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_any_json_is_read_as_python_reads_it(value):
    assert parse_json(json.dumps(value)) == value


@given(st.text(alphabet='{}[]":,\\0e-+.aN \n\u2028\ud800', max_size=40))
def test_any_text_is_a_value_or_an_error(text):
    with suppress(JsonError):
        parse_json(text)


def test_a_line_of_ten_megabytes_and_one_that_is_cut():
    long = "\n\n".join(f"{TEXT} Part {number}." for number in range(150_000))
    rows = [json.dumps({"id": "long", "text": long}), json.dumps({"id": "short", "text": TEXT})]
    faults: list[ReadError] = []
    began = time.monotonic()
    document = Document("a.jsonl", ("\n".join(rows) + "\n" + rows[0][:5_000_000] + "\n\n").encode())
    articles = list(read_jsonl(document, faults.append))
    assert [(article.id, len(article.text)) for article in articles] == [("long", len(long)), ("short", len(TEXT))]
    assert [(fault.place, fault.reason) for fault in faults] == [("3:24", "the last line is cut off")]
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['{"text": "a b'], ["1:10: broken JSON: unterminated string starting at"]),
        (['{"text": "a b', '{"text": "a b"}'], ["1:10: broken JSON: unterminated string starting at"]),
        (['{"text": "a b"}', '{"text": "a b'], ["2:10: the last line is cut off"]),
        (['{"text": "a b"}', "", '{"text": "a b', "", " "], ["3:10: the last line is cut off"]),
        (['{"text": "a b"}', '{"text": NaN}'], ["2: NaN is not JSON"]),
        (['{"text": "a b"}', "[" * 500], ["2: broken JSON: nested too deeply"]),
        (['{"text": "a b"}', '{"text": "a", "text": "b"}'], ["2: the key 'text' stands twice in one object"]),
        (["", " "], ["empty file"]),
    ],
)
def test_lines_that_are_no_json_are_named(lines, said):
    faults: list[ReadError] = []
    list(read_jsonl(Document("a.jsonl", "\n".join(lines).encode()), faults.append))
    assert [str(fault).removeprefix("a.jsonl:").strip() for fault in faults] == said


def test_line_separators_inside_strings_end_no_line():
    row = json.dumps({"text": f"One\u2028two\u0085three\x0c {TEXT}"}, ensure_ascii=False)
    faults: list[ReadError] = []
    (article,) = read_jsonl(Document("a.jsonl", row.encode()), faults.append)
    assert "\u2028" in article.text
    assert not faults


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_of_json(encoding):
    faults: list[ReadError] = []
    row = json.dumps({"id": "1", "text": f"{TEXT} Zoë."}, ensure_ascii=False)
    (article,) = read_json(Document("a.json", row.encode(encoding)), faults.append)
    assert article.text == f"{TEXT} Zoë."
