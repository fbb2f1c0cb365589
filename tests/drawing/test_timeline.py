from rcakit.diagram import Diagram, DiagramKind, Group, Node
from rcakit.drawing import draw, plain


def test_picture(picture):
    """Entries stand under one another on a line, with their times before it."""
    diagram = Diagram(
        DiagramKind.TIMELINE,
        (
            Node("deploy", "Deploy 41", note="13:28", group="before"),
            Node("alert", "5xx rate passes 5 %", mark="!", note="13:32", group="during"),
            Node(
                "rollback",
                "Rolled back to version 40, after it was clear that the new pool settings "
                "had come with it",
                note="14:02",
                group="during",
            ),
            Node("calm", "No more errors"),
        ),
        groups=(Group("before", "Before"), Group("during", "During")),
    )
    assert plain(draw(diagram, 60)) == picture
