"""The conflict graph as a drawing in SVG: one dot an answer with its outlets, lines of conflict between answers.

Claims that give one answer are drawn as one dot (their agreement says nothing more), the bigger the more claims it
stands for. Each connected part is laid out by itself on a ring, so that labels have room outside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin
from typing import TYPE_CHECKING

from claimcheck.report.lookup import one_line
from claimcheck.report.to_graph import clean_graph

if TYPE_CHECKING:
    import networkx as nx

_LABEL = 230  # SVG units that a label beside a dot may take
_LINE = 34  # from one label to the next, at least
_WIDTH = 1500  # of a row of parts
_SOURCES = 3  # named under an answer
_LONGEST = 34  # characters of a label
_STYLES = {
    "agrees": ("#6b7a6f", ""),
    "contradicts": ("#b3261e", ""),
    "supersedes": ("#8a5a00", "7 4"),
    "attributed": ("#6a2a86", "2 4"),
    "compatible": ("#1d6b36", "1 5"),
}


@dataclass(frozen=True, slots=True)
class _Dot:
    """The claims that give one answer: its label, outlets and sentences."""

    label: str
    sources: tuple[str, ...]
    sentences: tuple[str, ...]
    members: tuple[str, ...]


def graph_to_svg(graph: nx.Graph[str]) -> str:
    """The drawing of a graph that ``build_graph`` made; hovering shows sentences and reasons."""
    clean = clean_graph(graph)
    if not len(clean):
        return _page(360, 60, ['<text x="16" y="34">No discrepancies, nothing to draw.</text>'])
    dots = _dots(clean)
    lines = _lines(clean, dots)
    places, width, height = _places(dots, lines)
    parts = [_draw_line(places[a], places[b], *lines[a, b]) for a, b in sorted(lines)]
    parts += [_draw_dot(dot, places[number]) for number, dot in enumerate(dots)]
    return _page(max(width, 680), height + 40, [*parts, *_legend(height + 16)])


def _dots(graph: nx.Graph[str]) -> list[_Dot]:
    """Claims joined by agreement under one answer, in the order of their smallest id."""
    import networkx as nx

    agreeing: nx.Graph[str] = nx.Graph()
    agreeing.add_nodes_from(graph.nodes)
    for a, b, attributes in graph.edges(data=True):
        if attributes["kind"] == "agrees" and graph.nodes[a]["value"] == graph.nodes[b]["value"]:
            agreeing.add_edge(a, b)
    dots = []
    for members in sorted(sorted(part) for part in nx.connected_components(agreeing)):
        nodes = [graph.nodes[member] for member in members]
        dots.append(
            _Dot(
                one_line(str(nodes[0]["value"])),
                tuple(sorted({one_line(str(node["source"])) for node in nodes} - {""})),
                tuple(dict.fromkeys(one_line(str(node["text"])) for node in nodes)),
                tuple(members),
            )
        )
    return dots


def _lines(graph: nx.Graph[str], dots: list[_Dot]) -> dict[tuple[int, int], tuple[str, float, str]]:
    """For two dots the kind, weight and reason of the weightiest conflict between them (agreement where none is)."""
    number_of = {member: number for number, dot in enumerate(dots) for member in dot.members}
    found: dict[tuple[int, int], list[tuple[bool, float, str, str]]] = defaultdict(list)
    for a, b, attributes in graph.edges(data=True):
        one, other = sorted((number_of[a], number_of[b]))
        if one != other:
            kind = str(attributes["kind"])
            found[one, other].append(
                (kind != "agrees", float(attributes["weight"]), kind, one_line(str(attributes["reason"])))
            )
    return {pair: (best[2], best[1], best[3]) for pair, edges in found.items() for best in [max(edges)]}


def _places(
    dots: list[_Dot], lines: dict[tuple[int, int], tuple[str, float, str]]
) -> tuple[dict[int, tuple[float, float, bool]], float, float]:
    """Where each dot stands and whether its label is on the left; width and height of all."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(dots)))
    graph.add_edges_from(sorted(lines))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    places: dict[int, tuple[float, float, bool]] = {}
    left = top = widest = row = 0.0
    for part in parts:
        radius = max(60.0, _LINE * len(part) / 4) if len(part) > 2 else 60.0
        width = 2 * (radius + _LABEL)
        height = (2 * radius if len(part) > 2 else 0.0) + 2.5 * _LINE
        if left and left + width > _WIDTH:
            left, top, row = 0.0, top + row, 0.0
        for number, (x, y, is_left) in zip(part, _ring(len(part), radius), strict=True):
            places[number] = (left + width / 2 + x, top + height / 2 + y, is_left)
        left += width
        row = max(row, height)
        widest = max(widest, left)
    return places, widest, top + row


def _ring(count: int, radius: float) -> Iterator[tuple[float, float, bool]]:
    """Places on a ring such that labels, written outward, stand on lines of their own: half of them on each side."""
    right = (count + 1) // 2
    for place in range(count):
        is_left = place >= right
        on_side = count - right if is_left else right
        rank = (count - 1 - place) if is_left else place
        angle = pi * ((rank + 0.5) / on_side - 0.5)
        y = radius * (2 * (rank + 0.5) / on_side - 1) if on_side > 1 else 0.0
        x = radius * max(cos(angle), 0.25)
        yield (-x if is_left else x), y if on_side > 1 else radius * sin(angle), is_left


def _draw_line(
    one: tuple[float, float, bool], other: tuple[float, float, bool], kind: str, weight: float, reason: str
) -> str:
    colour, dashes = _STYLES.get(kind, ("#444444", ""))
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}" stroke="{colour}" '
        f'stroke-width="{1 + 2 * weight:.1f}"{dash}><title>{escape(f"{kind}: {reason}".rstrip(": "))}</title></line>'
    )


def _draw_dot(dot: _Dot, place: tuple[float, float, bool]) -> str:
    x, y, is_left = place
    size = min(5 + len(dot.members), 12)
    at, anchor = (x - size - 6, "end") if is_left else (x + size + 6, "start")
    named = ", ".join(dot.sources[:_SOURCES])
    more = f" and {len(dot.sources) - _SOURCES} more" if len(dot.sources) > _SOURCES else ""
    return (
        f"<g><title>{escape(chr(10).join(dot.sentences))}</title>"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>'
        f'<text x="{at:.1f}" y="{y - 2:.1f}" text-anchor="{anchor}" font-weight="bold">{escape(_cut(dot.label))}</text>'
        f'<text x="{at:.1f}" y="{y + 12:.1f}" text-anchor="{anchor}" fill="#444444">{escape(_cut(named + more))}</text>'
        "</g>"
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _legend(y: float) -> list[str]:
    parts, x = [], 16
    for name, (colour, dashes) in _STYLES.items():
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        style = f'stroke="{colour}" stroke-width="2.5"{dash}'
        parts.append(f'<line x1="{x}" y1="{y:.1f}" x2="{x + 28}" y2="{y:.1f}" {style}/>')
        parts.append(f'<text x="{x + 34}" y="{y + 4:.1f}">{name}</text>')
        x += 130
    return parts


def _page(width: float, height: float, parts: list[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>Conflict graph</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )
