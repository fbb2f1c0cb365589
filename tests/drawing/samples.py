"""Small diagrams of one outage, as the methods would make them."""

from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node, Tone

_TONES = {"✓": Tone.CONFIRMED, "?": Tone.HYPOTHESIS, "×": Tone.RULED_OUT}


def node(node_id: str, text: str, note: str = "", group: str = "") -> Node:
    """A node whose text may start with its mark."""
    mark, _, rest = text.partition(" ")
    if mark in _TONES:
        return Node(node_id, rest, _TONES[mark], mark, note, group)
    return Node(node_id, text, note=note, group=group)


def tree() -> Diagram:
    """A tree with joins, a shared cause, a loop and a cause nobody has linked."""
    return Diagram(
        DiagramKind.TREE,
        nodes=(
            Node("checkout", "Checkout answered 5xx", Tone.PROBLEM),
            node("pool", "✓ The connection pool was exhausted", "ev 2"),
            node("retries", "✓ Clients retried without a pause", "ev 1"),
            node(
                "size",
                "? The pool was sized for the traffic of 2019, and nobody looked at it again "
                "when the traffic tripled",
            ),
            node("network", "× A network partition", "ruled out, ev 1"),
            node("queue", "? The queue of the pool had no limit"),
            node("loose", "? The freeze was lifted early"),
        ),
        edges=(
            Edge("checkout", "pool"),
            Edge("checkout", "network"),
            Edge("pool", "retries"),
            Edge("pool", "size"),
            Edge("retries", "queue", "0.8"),
            Edge("queue", "pool"),
            Edge("network", "size"),
        ),
        root="checkout",
        joins=(("checkout", "all of these"), ("pool", "any of these")),
    )


def fish(
    bones: dict[str, list[str]],
    because: dict[str, list[str]] | None = None,
    problem: str = "Checkout answered 5xx for 47 minutes",
) -> Diagram:
    """A fish; a cause's id is its text. The bone "" stands for no bone."""
    nodes = [Node("problem", problem, Tone.PROBLEM)] if problem else []
    nodes += [node(text, text, group=bone) for bone, texts in bones.items() for text in texts]
    edges = [Edge("problem", text) for texts in bones.values() for text in texts if problem]
    known = {each.id for each in nodes}
    for effect, causes in (because or {}).items():
        for cause in causes:
            if cause not in known:
                known.add(cause)
                nodes.append(node(cause, cause))
            edges.append(Edge(effect, cause))
    groups = tuple(Group(bone, bone) for bone in bones if bone)
    root = "problem" if problem else ""
    return Diagram(DiagramKind.FISHBONE, tuple(nodes), tuple(edges), groups, root)


RETRIES = "✓ Clients retried without a pause between the attempts"
ALERT = "✓ No alert on pool_wait_seconds"


def outage() -> Diagram:
    """A fish with six bones, one of them bare, and sub-causes of sub-causes."""
    default = "? The library's default is to retry at once"
    return fish(
        {
            "People": [
                "✓ Nobody on call knew the retry settings",
                "? The handover at noon was cut short",
            ],
            "Process": [
                "✓ The change was reviewed without a load test",
                "? No one owns the capacity plan",
                "× The freeze was lifted early",
            ],
            "Technology": [
                "✓ The connection pool was exhausted",
                RETRIES,
                "? The pool was sized for the traffic of 2019",
            ],
            "Environment": ["× A network partition"],
            "Measurement": [
                ALERT,
                "? The dashboard averages over five minutes and hides spikes",
            ],
            "Dependencies": [],
        },
        {
            RETRIES: [default, "? Twelve services share the client"],
            default: ["? The default was never looked at"],
            ALERT: ["? The metric is new since March"],
        },
    )
