"""The look: two themes of our own beside Textual's."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="rcakit-dark",
    primary="#7aa2c9",
    secondary="#9d8ec7",
    accent="#e0a458",
    warning="#e0a458",
    error="#d9776c",
    success="#8ab17d",
    foreground="#d8dee4",
    background="#15191e",
    surface="#1b2027",
    panel="#242b34",
    dark=True,
    variables={
        "border": "#3a4450",
        "border-blurred": "#2b333d",
        "footer-background": "#15191e",
        "footer-key-foreground": "#e0a458",
        "footer-description-foreground": "#9aa5b1",
        "input-selection-background": "#7aa2c9 35%",
        "block-cursor-background": "#7aa2c9",
        "block-cursor-foreground": "#15191e",
        "block-cursor-blurred-background": "#2f3945",
    },
)

LIGHT = Theme(
    name="rcakit-light",
    primary="#2f6690",
    secondary="#6b5b95",
    accent="#b5651d",
    warning="#a86a12",
    error="#b03a2e",
    success="#3f7d44",
    foreground="#22282e",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#e8e5dc",
    dark=False,
    variables={
        "border": "#b9b4a7",
        "border-blurred": "#d5d1c6",
        "footer-background": "#fbfaf7",
        "footer-key-foreground": "#b5651d",
        "footer-description-foreground": "#5c656e",
    },
)

THEMES = (DARK, LIGHT)

FAINT = {"faint": 0.62, "fainter": 0.38}
"""Names of the fainter text colours, with how much of the foreground is in them."""
