"""Tables of articles: header rows, delimiters, quoting, encodings, ragged and broken rows."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.model import ReadError
from claimcheck.read.csv_articles import looks_like_csv, read_csv
from claimcheck.read.document import Document
from claimcheck.read.formats import choose_reader


def read(table, name="a.csv"):
    faults: list[ReadError] = []
    data = table if isinstance(table, bytes) else table.encode()
    return list(read_csv(Document(name, data), faults.append)), [(fault.place, fault.reason) for fault in faults]


FULL = (
    "ID,Headline,Body,Published At,Source,URL,Author,Language,Slug,Urgency\r\n"
    'h-1,Bridge shut,"The bridge, ""old"" to all,\r\nis shut.",2024-05-06T10:11:12+02:00,Holm Post,'
    "https://holm.example/1,Ann Berg,en,BRIDGE,3\r\n"
)


def test_all_columns():
    (article,), faults = read(FULL)
    assert not faults
    assert (article.id, article.title) == ("h-1", "Bridge shut")
    assert article.text == 'The bridge, "old" to all,\nis shut.'
    assert (article.published, article.source, article.url) == (
        "2024-05-06T10:11:12+02:00",
        "Holm Post",
        "https://holm.example/1",
    )
    assert (article.item.byline, article.item.slug, article.item.urgency) == ("Ann Berg", "BRIDGE", 3)


@pytest.mark.parametrize(
    "table, expected",
    [
        ("title,text\nA,b\n", [("A", "b")]),
        ("title\ttext\nA\tb, c\n", [("A", "b, c")]),
        ("title;text\nA;b, c\n", [("A", "b, c")]),
        ("title|text\nA|b\n", [("A", "b")]),
        ("sep=;\ntitle;text\nA;b\n", [("A", "b")]),
        ("'title','text'\n'A','b, c'\n", [("A", "b, c")]),
        ("title,text\rA,b\rC,d\r", [("A", "b"), ("C", "d")]),
        ("\n\ntitle,text\nA,b", [("A", "b")]),
        ("TITLE , Full_Text \nA,b\n", [("A", "b")]),
        ("title,text\n,,\n\nA,b,\n", [("A", "b")]),
        ("title,text\nA,=SUM(A1:A2)\n", [("A", "=SUM(A1:A2)")]),
        ("title,text\nA,+49 30 1234\n", [("A", "+49 30 1234")]),
        ("title,content,text\nA,c,b\n", [("A", "b")]),
        ("title,text\nA,<p>One.</p><p>Two.</p>\n", [("A", "One.\n\nTwo.")]),
        ("title,text\nA,if a < b > c\n", [("A", "if a < b > c")]),
        ("title,text\nA,\n", [("A", "")]),
    ],
)
def test_how_tables_are_written(table, expected):
    articles, faults = read(table)
    assert [(article.title, article.text) for article in articles] == expected and not faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    articles, _ = read("title,text\nCafé,The “café” is shut.\n".encode(encoding))
    assert (articles[0].title, articles[0].text) == ("Café", "The “café” is shut.")


@pytest.mark.parametrize(
    "table, place, why",
    [
        ("title,text\nA\nB,c\n", "2", "a row of 1 cells, the header has 2"),
        ("title,text\nB,c\nA,b,x\n", "3", "a row of 3 cells, the header has 2"),
        ('title,text\n"a"b,c\nB,c\n', "2", "broken quoting"),
        ('title,text\nB,"c\nc"\n"a"b,c\n', "4", "broken quoting"),
        ('title,text\nB,c\nA,"never closed\nx\n', "3", "not closed"),
    ],
)
def test_faulty_rows_are_named_and_others_read(table, place, why):
    articles, faults = read(table)
    assert [article.title for article in articles] == ["B"]
    assert len(faults) == 1 and faults[0][0] == place and why in faults[0][1]


@pytest.mark.parametrize(
    "table, why",
    [
        ("name,value\n1,2\n", "no column of texts"),
        ("title,date\nA,2024\n", "no column of texts in the header row (columns: published, title)"),
        ("", "no header row"),
        ("\n\n", "no header row"),
        ("title,te\0xt\n", "NUL"),
        ("a" * 30_000 + ",text\n", "no header row"),
    ],
)
def test_refused(table, why):
    with pytest.raises(ReadError) as caught:
        read(table)
    assert why in caught.value.reason and caught.value.place


def test_a_header_alone():
    assert read("title,text\n")[1] == [("", "a header row and no article")]


def test_a_nul_deep_in_a_cell():
    articles, _ = read("title,text\nA," + "words " * 20_000 + "\0 more\n")
    assert articles[0].text.endswith("\ufffd more")


def test_a_cell_of_ten_megabytes():
    articles, faults = read('title,text\nA,"' + "words, " * 1_500_000 + '"\n')
    assert len(articles[0].text) > 10_000_000 and not faults


def test_faults_have_an_end():
    _, faults = read("title,text\n" + 'a"b,"c"d\n' * 50_000)
    assert len(faults) == 1001 and "not read any further" in faults[-1][1]


@pytest.mark.parametrize(
    "name, sample, is_table",
    [
        ("a.csv", "anything", True),
        ("a.tsv", "", True),
        ("a", "id,title,text\n1,A,b\n", True),
        ("a.dat", "headline;body;date\nA;b;2024\n", True),
        ("a", "title,text\n", False),
        ("a", "text\nwords\n", False),
        ("a", "Text, he said, is all.\nMore text.\n", False),
        ("a", "The date, source and text\nof a story\n", False),
        ("a", "one,two,three,four,text,title\n1,2,3,4,5,6\n", False),
        ("a", "", False),
    ],
)
def test_by_content(name, sample, is_table):
    assert looks_like_csv(Document(name, sample.encode()), sample) is is_table


def test_the_reader_is_chosen():
    assert choose_reader(Document("a.csv", FULL.encode())).name == "csv"


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 300), st.binary(max_size=30), st.integers(0, 60))
def test_nothing_but_read_errors(at, put, taken):
    data = FULL.encode()
    with contextlib.suppress(ReadError):
        read(data[:at] + put + data[at + taken :])
