"""What to say, and which key is next, where no question is open."""

from __future__ import annotations

from rcakit.tui.closed import GO_ON, closed
from rcakit.tui.desk import Desk
from rcakit.tui.step_tables import ANALYSIS


def resting(desk: Desk) -> str:
    """One or two sentences that lead on."""
    said = ["Nothing is open here."]
    if desk.session.read_only:
        said = [closed(desk.session), "Everything can be looked at.", GO_ON]
    elif aside := desk.put_aside():
        said = [f"{aside} put aside here; ctrl+r asks them again."]
    if desk.guide is not None and (count := len(desk.findings_of(desk.guide))):
        said.append(f"{count} to look at: f3 shows {'it' if count == 1 else 'them'}.")
    if not desk.session.read_only and desk.step == ANALYSIS and (other := _other_lens(desk)):
        said.append(f"esc m looks through {other[0]}, which asks {other[1]} more.")
    following = desk.next_step(1)
    said.append(f"Enter goes on to {following.title}." if following else "This was the last step.")
    return " ".join(said)


def _other_lens(desk: Desk) -> tuple[str, int] | None:
    """Another method with open questions: its title and how many; None where none has."""
    for name, owned in desk.reader.plugins.methods.items():
        if name != desk.lens:
            questions = desk.questions_of(owned)
            count = sum(not one.done and one.id not in desk.now.skipped for one in questions)
            if count:
                return owned.thing.title, count
    return None
