"""A question that somebody else answered while it is being answered here."""

from __future__ import annotations

from rcakit.tui.desk import Desk
from rcakit.tui.widgets.question_panel import QuestionPanel


def stay_at(desk: Desk, panel: QuestionPanel) -> str:
    """Keep a question at hand whose answer is half-written, and say so; "" where nothing is amiss.

    Else the next keys, meant for it, would be the answer to another question.
    """
    if panel.ahead or panel.draft() is None or desk.session.read_only:
        return ""
    *_, name = panel.written()
    at_hand = desk.asked()
    if at_hand is not None and at_hand.question.id == name:
        return ""
    asked = next((one for one in desk.questions() if one.id == name), None)
    if asked is None:
        return (
            "What you are writing answered a question that is gone by what changed on disk; it is "
            "kept, ctrl+p “Half-written answers” shows it."
        )
    desk.ask(asked)
    if not asked.done and name not in desk.now.skipped:
        return ""
    return (
        "The question you are writing at was answered by somebody else meanwhile, as the list "
        "shows; enter gives your answer as well, esc leaves theirs."
    )
