"""The keys of the workbench, said once: footer, help, palette and keymaps read them here."""

from __future__ import annotations

from textual.binding import Binding, BindingType

WORKBENCH: list[BindingType] = [
    Binding("ctrl+z", "undo", "Undo", id="undo", priority=True),
    Binding("ctrl+y", "redo", "Redo", id="redo", priority=True, show=False),
    Binding("f2,i", "import_file", "Import", id="import"),
    Binding("tab", "next_area", "Answer", id="area", show=False),
    Binding("f3,f", "findings", "Findings", id="findings"),
    Binding("f4,g", "toggle_side", "Guide and findings beside", id="side", show=False),
    Binding("ctrl+n", "step_on(1)", "Next", id="step.next"),
    Binding("ctrl+b", "step_on(-1)", "Step back", id="step.back", show=False),
    Binding("ctrl+r", "take_up", "Ask again what was put aside", id="aside", show=False),
    Binding(
        "ctrl+g",
        "turn_work",
        "Stop the work, or begin it again",
        id="work",
        show=False,
        priority=True,
    ),
    Binding("ctrl+o", "editor", "Open in $EDITOR", id="editor", show=False, priority=True),
    Binding("ctrl+s", "place", "Saved? Another place", id="place", show=False, priority=True),
    Binding("f1,question_mark", "help", "Help", id="help"),
    Binding("q", "leave", "Library", id="leave", show=False),
    *(
        Binding(str(number), f"step({number})", f"Step {number}", show=False)
        for number in range(1, 10)
    ),
]
