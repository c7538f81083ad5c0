"""The conflict graph as GraphML, GEXF, node-link JSON, and as a drawing in SVG."""

from __future__ import annotations

import json
import re
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.report.lookup import one_line

if TYPE_CHECKING:
    import networkx as nx

_SCALE = 520  # SVG units from the centre of a drawing to its edge
_MARGIN = 90
_SEED = 20  # any fixed number: the drawing must not change from run to run
_EDGES = {
    "agrees": ("#6b7a6f", ""),
    "contradicts": ("#b3261e", ""),
    "supersedes": ("#8a5a00", "7 4"),
    "attributed": ("#6a2a86", "2 4"),
    "compatible": ("#1d6b36", "1 5"),
}


def graph_to_graphml(graph: nx.Graph[str]) -> str:
    """GraphML with the nodes' and edges' attributes."""
    import networkx as nx

    out = BytesIO()
    nx.write_graphml_xml(_clean(graph), out, encoding="utf-8")
    return out.getvalue().decode("utf-8") + "\n"


def graph_to_gexf(graph: nx.Graph[str]) -> str:
    """GEXF 1.2 for Gephi. networkx writes the day of the run into the file; it is left out."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_clean(graph))) + "\n"
    return re.sub(r"\n\s*<meta lastmodifieddate.*?</meta>", "", text, flags=re.DOTALL)


def graph_to_json(graph: nx.Graph[str]) -> str:
    """Node-link JSON: ``nodes`` and ``edges`` with their attributes."""
    clean = _clean(graph)
    value = {
        "schema": "claimcheck.graph/1",
        "nodes": [{"id": node, **attributes} for node, attributes in clean.nodes(data=True)],
        "edges": [{"source": a, "target": b, **attributes} for a, b, attributes in clean.edges(data=True)],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def graph_to_svg(graph: nx.Graph[str]) -> str:
    """A drawing: one circle a claim with its answer and source, lines of agreement and conflict."""
    clean = _clean(graph)
    if not len(clean):
        return _svg(320, 80, ['<text x="16" y="44">No discrepancies, nothing to draw.</text>'])
    places = _places(clean)
    width = max(x for x, _ in places.values()) + 2 * _MARGIN
    height = max(y for _, y in places.values()) + _MARGIN
    parts = []
    for a, b, attributes in clean.edges(data=True):
        colour, dashes = _EDGES.get(str(attributes.get("kind")), ("#444444", ""))
        (x1, y1), (x2, y2) = places[a], places[b]
        strength = 1 + 2 * float(attributes.get("weight", 0.5))
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
            f'stroke-width="{strength:.1f}"{dash}><title>{escape(str(attributes.get("kind", "")))}: '
            f"{escape(one_line(str(attributes.get('reason', ''))))}</title></line>"
        )
    for node, attributes in clean.nodes(data=True):
        x, y = places[node]
        text = escape(one_line(str(attributes.get("text", ""))))
        label = escape(one_line(str(attributes.get("value", "")))[:40])
        source = escape(one_line(str(attributes.get("source", ""))))
        parts.append(
            f'<g><title>{text}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<text x="{x + 10:.1f}" y="{y - 2:.1f}" font-weight="bold">{label}</text>'
            f'<text x="{x + 10:.1f}" y="{y + 12:.1f}">{source}</text></g>'
        )
    return _svg(width, height + 40, [*parts, *_legend(height + 20)])


def _clean(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph with nodes and edges in the order of ids, and attributes that XML can hold."""
    import networkx as nx

    ordered: nx.Graph[str] = nx.Graph()
    for node in sorted(graph.nodes):
        ordered.add_node(node, **{key: _xml_value(value) for key, value in sorted(graph.nodes[node].items())})
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges):
        ordered.add_edge(a, b, **{key: _xml_value(value) for key, value in sorted(graph.edges[a, b].items())})
    return ordered


def _xml_value(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    return one_line(str(value)).replace("\ufffe", " ").replace("\uffff", " ")


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Each connected part laid out by springs, the parts set out in rows, largest first."""
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    places: dict[str, tuple[float, float]] = {}
    left, top, row_height = float(_MARGIN), float(_MARGIN), 0.0
    for part in parts:
        size = min(_SCALE, 110 + 45 * len(part) ** 0.5)
        members = set(part)
        own: nx.Graph[str] = nx.Graph()  # not a view: views list nodes in the order of a set
        own.add_nodes_from(part)
        own.add_edges_from((a, b) for a, b in graph.edges if a in members)
        spots = nx.spring_layout(own, seed=_SEED, iterations=120)
        if left > _MARGIN and left + size > 2 * _SCALE + _MARGIN:
            left, top, row_height = float(_MARGIN), top + row_height, 0.0
        for node in part:
            x, y = spots[node]
            places[node] = (left + (float(x) + 1) * size / 2, top + (float(y) + 1) * size / 2)
        left += size + 2 * _MARGIN
        row_height = max(row_height, size + _MARGIN)
    return places


def _legend(y: float) -> list[str]:
    parts, x = [], 16
    for name, (colour, dashes) in _EDGES.items():
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        style = f'stroke="{colour}" stroke-width="2.5"{dash}'
        parts.append(f'<line x1="{x}" y1="{y:.1f}" x2="{x + 28}" y2="{y:.1f}" {style}/>')
        parts.append(f'<text x="{x + 34}" y="{y + 4:.1f}">{name}</text>')
        x += 130
    return parts


def _svg(width: float, height: float, parts: list[str]) -> str:
    body = "\n".join(parts)
    wide = max(width, 680)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {wide:.0f} {height:.0f}" role="img" font-family="sans-serif" font-size="12">\n'
        f"<title>Conflict graph</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
    )
