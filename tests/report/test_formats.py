"""Table, CSV, Markdown, HTML, claims, explanation and graph: complete, safe, and the same each time."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claimcheck.conflict.graph import build_graph
from claimcheck.model import Findings
from claimcheck.report.claims import claims_to_json, claims_to_jsonl, claims_to_table, claims_to_text
from claimcheck.report.draw_graph import graph_to_svg
from claimcheck.report.explain import explain_discrepancy
from claimcheck.report.lookup import shorten
from claimcheck.report.to_csv import COLUMNS, to_csv
from claimcheck.report.to_graph import graph_to_gexf, graph_to_graphml, graph_to_json
from claimcheck.report.to_html import to_html
from claimcheck.report.to_markdown import escape, to_markdown
from claimcheck.report.to_table import to_table
from tests.report.sample import sample_findings

EMPTY = Findings((), (), ())
RENDERERS = [to_table, to_csv, to_markdown, to_html, claims_to_text, claims_to_table, claims_to_json, claims_to_jsonl]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("render", RENDERERS)
def test_order_of_findings_changes_no_byte(render):
    findings = sample_findings()
    turned = replace(
        findings,
        articles=findings.articles[::-1],
        claims=findings.claims[::-1],
        discrepancies=findings.discrepancies[::-1],
    )
    assert render(turned) == render(findings)


@pytest.mark.parametrize("render", RENDERERS)
def test_nothing_found_is_said_too(render):
    assert isinstance(render(EMPTY), str)
    assert "\x1b" not in render(sample_findings()) or render in (claims_to_json, claims_to_jsonl)


# ---------------------------------------------------------------------------------------------------------- table


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_table_fits_its_width_and_holds_what_an_editor_needs(width):
    lines = to_table(sample_findings(), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)
    text = "\n".join(lines)
    for words in (
        "supersedes · major",
        "How many people died in the ferry fire?",
        "evening.example, 2024-03-06",
        "«Seven»",
        "2 sources, 1 origin",
        "Ask",
        "1 discrepancy (1 supersedes; 1 major)",
    ):
        assert words in text
    assert "another group: ruled out" in plain(text) or width < 80
    assert "d-french (d.txt): language: fr" in plain(text)


def test_answers_stand_side_by_side_at_80_columns():
    assert re.search(r"^  seven +at least five$", to_table(sample_findings(), width=80), re.MULTILINE)


def test_colour_only_where_asked():
    assert "\x1b[" in to_table(sample_findings(), colour=True)
    assert "\x1b" not in to_table(sample_findings())


def test_words_of_articles_are_no_markup_and_no_control_codes():
    findings = sample_findings()
    item = replace(findings.discrepancies[0], question="[bold]Who[/bold] \x1b[31m:smile:?\u202e")
    text = to_table(replace(findings, discrepancies=(item,)))
    assert "[bold]Who[/bold] [31m:smile:?" in text
    assert "\u202e" not in text


def many_answers(count: int) -> Findings:
    findings = sample_findings()
    item = findings.discrepancies[0]
    values = tuple(replace(item.values[0], value=f"answer {number}") for number in range(count))
    return replace(findings, discrepancies=(replace(item, values=values),))


@pytest.mark.parametrize("count", [2, 3, 4, 5, 7])
def test_many_answers_wrap_into_rows(count):
    text = to_table(many_answers(count), width=80)
    assert all(f"answer {number}" in text for number in range(count))
    assert max(map(len, text.splitlines())) <= 80


# ------------------------------------------------------------------------------------------------------------ CSV


def test_csv_has_a_row_an_answer():
    rows = list(csv.DictReader(io.StringIO(to_csv(sample_findings()))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["value"], row["words"], row["source"]) for row in rows[:3]] == [
        ("seven", "Seven", "evening.example"),
        ("seven", "Seven", "copy.example"),
        ("at least five", "At least five", "morning.example"),
    ]


def test_no_cell_is_a_formula():
    for row in csv.reader(io.StringIO(to_csv(sample_findings()))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    assert "'=HYPERLINK(1)" in to_csv(sample_findings())


# ------------------------------------------------------------------------------------------------------- Markdown


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_escaped_text_is_shown_as_it_is(text):
    tokens = MarkdownIt("commonmark", {"html": True}).parse(f"x {escape(text)} x")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    shown = "".join(child.content for child in children if child.type in {"text", "text_special"})
    assert plain(shown) == plain(f"x {plain(text)} x")


@pytest.mark.parametrize("text", ["# no", "- no", "1. no", "2) no", "> no", "+ no", "= no", "    no", "~~~ no", "***"])
def test_text_opens_no_block(text):
    tokens = MarkdownIt("commonmark").parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_markdown_holds_the_answers():
    text = to_markdown(sample_findings())
    assert "- **seven** (2 sources, 1 origin)" in text
    assert "  - evening.example, 2024-03-06 18:30: **Seven** people died" in text
    assert "- another group: ruled out" in text
    assert "## Not compared" in text


# ----------------------------------------------------------------------------------------------------------- HTML


class Page(HTMLParser):
    """Checks that tags close in order; gathers ids, links and text."""

    VOID = {"meta", "link", "br", "img", "hr"}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        values = dict(attrs)
        if "href" in values:
            self.links.append(values["href"])
        if "id" in values:
            self.ids.append(values["id"])
        assert not any(name.startswith("on") or name == "style" for name in values)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read_page(findings: Findings) -> Page:
    page = Page()
    page.feed(to_html(findings))
    page.close()
    assert page.open == []
    return page


def test_html_is_well_formed_and_needs_nothing_else():
    page = read_page(sample_findings())
    assert not page.tags & {"script", "img", "iframe", "link", "form", "object"}
    assert len(page.ids) == len(set(page.ids))
    assert {"main", "h1", "h2", "h3", "caption", "th"} <= page.tags


def test_html_escapes_articles_and_links_only_web_addresses():
    findings = sample_findings()
    item = replace(findings.discrepancies[0], question='Who <img src=x onerror=alert(1)> & "why"?')
    page = read_page(replace(findings, discrepancies=(item, findings.discrepancies[1])))
    assert 'Who <img src=x onerror=alert(1)> & "why"?' in page.text
    assert "img" not in page.tags
    assert "https://morning.example/ferry?a=1&b=2" in page.links
    assert all(link.startswith(("https://", "#d-")) for link in page.links)


def test_html_without_findings():
    assert "That is no proof that there are none" in read_page(EMPTY).text


def test_html_with_dollar_signs():
    findings = sample_findings()
    item = replace(findings.discrepancies[0], question="Was it $5 or ${title}?")
    assert "Was it $5 or ${title}?" in read_page(replace(findings, discrepancies=(item,))).text


# ------------------------------------------------------------------------------------------------ claims, explain


def test_claims_for_a_person():
    text = claims_to_text(sample_findings())
    for words in (
        "where    near Marstrand (Sweden)",
        "when     Tuesday = 2024-03-05",
        "amount   At least five = 5 or more person killed",
        "said by  police (said)",
        "quote    “We did all we could,” — Ida Lund",
        "set aside: language: fr",
        "5 claims in 4 articles.",
    ):
        assert words in text


def test_claims_as_rows():
    assert "near Marstrand" in claims_to_table(sample_findings())
    assert len(claims_to_jsonl(sample_findings()).splitlines()) == 5


def test_an_explanation_holds_everything():
    findings = sample_findings()
    text = explain_discrepancy(findings, findings.discrepancies[0])
    for words in (
        "Answer 1: seven (2 sources, 1 origin)",
        "a-evening, text 0–5",
        "toll_rises — the later article has the higher toll",
        "at least: possible — five is a lower bound",
        "Ask the coast guard for the toll now.",
    ):
        assert words in text


# ---------------------------------------------------------------------------------------------------------- graph


def test_graphs_are_readable_and_stable():
    graph = build_graph(sample_findings())
    for write in (graph_to_graphml, graph_to_gexf, graph_to_svg):
        ET.fromstring(write(graph))
        assert write(graph) == write(build_graph(sample_findings()))
    assert '"kind": "supersedes"' in graph_to_json(graph)
    assert "lastmodifieddate" not in graph_to_gexf(graph)


def test_an_empty_graph_is_drawn_too():
    assert "nothing to draw" in graph_to_svg(build_graph(EMPTY))
    ET.fromstring(graph_to_graphml(build_graph(EMPTY)))


# -------------------------------------------------------------------------------------------------------- excerpt


@given(
    before=st.text("ab ", max_size=300), words=st.text("w", min_size=1, max_size=40), after=st.text("cd ", max_size=300)
)
def test_an_excerpt_keeps_the_words_and_stays_short(before, words, after):
    left, kept, right = shorten(before, words, after, 120)
    assert kept == words
    assert before.endswith(left.removeprefix("… "))
    assert len(left) + len(kept) + len(right) <= 120 + 4
