from rcakit.diagram import Diagram, DiagramKind, Edge, Group, Node
from rcakit.drawing import draw, plain


def test_picture(picture):
    """A matrix is told as its nodes, by group, and its edges."""
    diagram = Diagram(
        DiagramKind.MATRIX,
        (
            Node("slow", "It was slow", group="effects"),
            Node("bug", "A bug", mark="✓", note="ev 1", group="causes"),
            Node("other", "Something else"),
        ),
        (Edge("slow", "bug", "strong"),),
        (Group("effects", "Effects"), Group("causes", "Causes")),
    )
    assert plain(draw(diagram, 60)) == picture
