"""The results as tables whose shapes other programs rely on, each number with its words."""
