"""The conflict graph as GraphML, GEXF and node-link JSON."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.report.lookup import one_line

if TYPE_CHECKING:
    import networkx as nx


def graph_to_graphml(graph: nx.Graph[str]) -> str:
    """GraphML with the nodes' and edges' attributes."""
    import networkx as nx

    out = BytesIO()
    nx.write_graphml_xml(clean_graph(graph), out, encoding="utf-8")
    return out.getvalue().decode("utf-8") + "\n"


def graph_to_gexf(graph: nx.Graph[str]) -> str:
    """GEXF 1.2 for Gephi. networkx writes the day of the run into the file; it is left out."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(clean_graph(graph))) + "\n"
    return re.sub(r"\n\s*<meta lastmodifieddate.*?</meta>", "", text, flags=re.DOTALL)


def graph_to_json(graph: nx.Graph[str]) -> str:
    """Node-link JSON: ``nodes`` and ``edges`` with their attributes."""
    clean = clean_graph(graph)
    value = {
        "schema": "claimcheck.graph/1",
        "nodes": [{"id": node, **attributes} for node, attributes in clean.nodes(data=True)],
        "edges": [{"source": a, "target": b, **attributes} for a, b, attributes in clean.edges(data=True)],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def clean_graph(graph: nx.Graph[str]) -> nx.Graph[str]:
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
