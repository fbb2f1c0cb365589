"""A table of things, of which enter opens the one under the cursor."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import DataTable


class Entries(DataTable[Text]):
    """The table; subclasses say what enter is called, so that it is shown among the keys."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty table there is nothing to open."""
        del parameters
        return action != "select_cursor" or self.row_count > 0
