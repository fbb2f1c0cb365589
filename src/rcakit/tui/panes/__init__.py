"""One pane a step: the middle of the workbench."""
