"""GraphML (graphml.graphdrawing.org) and GEXF 1.3 (gexf.net), for Gephi, yEd, networkx and their like."""

from lxml import etree

from haven.investigations.exports.entities import Edge, Entities, Node

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_KEYS = (("label", "node", "string"), ("kind", "node", "string"), ("tie", "edge", "string"),
         ("weight", "edge", "double"), ("why", "edge", "string"))  # fmt: skip


def graphml(entities: Entities) -> bytes:
    """The graph as GraphML."""
    nodes, edges = entities.graph()
    root = etree.Element(f"{{{_GRAPHML}}}graphml", nsmap={None: _GRAPHML})
    for name, about, kind in _KEYS:
        _add(root, "key", {"id": name, "for": about, "attr.name": name, "attr.type": kind})
    graph = _add(root, "graph", {"id": "G", "edgedefault": "directed"})
    for node in nodes:
        made = _add(graph, "node", {"id": node.key})
        for name, value in (("label", _clean(node.label)), ("kind", node.kind)):
            _add(made, "data", {"key": name}, value)
    for number, edge in enumerate(edges):
        made = _add(graph, "edge", {"id": f"e{number}", "source": edge.source, "target": edge.target})
        for name, value in (("tie", edge.kind), ("weight", f"{edge.weight:.4f}"), ("why", _clean(edge.why))):
            _add(made, "data", {"key": name}, value)
    return _written(root)


def gexf(entities: Entities) -> bytes:
    """The graph as GEXF."""
    nodes, edges = entities.graph()
    root = etree.Element(f"{{{_GEXF}}}gexf", {"version": "1.3"}, nsmap={None: _GEXF})
    graph = _add(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for about, title in (("node", "kind"), ("edge", "why")):
        described = _add(graph, "attributes", {"class": about})
        _add(described, "attribute", {"id": title, "title": title, "type": "string"})
    inside = _add(graph, "nodes", {})
    for node in nodes:
        _gexf_node(inside, node)
    between = _add(graph, "edges", {})
    for number, edge in enumerate(edges):
        _gexf_edge(between, number, edge)
    return _written(root)


def _gexf_node(parent: etree.Element, node: Node) -> None:
    made = _add(parent, "node", {"id": node.key, "label": _clean(node.label)})
    _add(_add(made, "attvalues", {}), "attvalue", {"for": "kind", "value": node.kind})


def _gexf_edge(parent: etree.Element, number: int, edge: Edge) -> None:
    told = {"id": str(number), "source": edge.source, "target": edge.target, "label": edge.kind}
    made = _add(parent, "edge", told | {"weight": f"{edge.weight:.4f}", "kind": edge.kind})
    _add(_add(made, "attvalues", {}), "attvalue", {"for": "why", "value": _clean(edge.why)})


def _add(parent: etree.Element, name: str, attributes: dict[str, str], text: str | None = None) -> etree.Element:
    space = etree.QName(parent).namespace
    known = {key: _clean(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{space}}}{name}", known)
    child.text = text
    return child


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF
                   and ord(c) not in {0xFFFE, 0xFFFF}))  # fmt: skip


def _written(root: etree.Element) -> bytes:
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document
