"""The importer: a published Markdown postmortem as events, causes, actions, lessons, people."""

from __future__ import annotations

from pathlib import Path

from rcakit import Imported, Importer, ImportFile
from rcakit.errors import UnreadableError
from rcakit_markdown.headings import part_of
from rcakit_markdown.kind import KIND

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".md.erb", ".mdx")
_MOST_LINES = 200_000


class MarkdownImporter(Importer):
    """Reads postmortems people publish as Markdown, in the shapes of the usual templates."""

    id = KIND
    title = "Markdown postmortem"
    summary = "A postmortem document in Markdown: timeline, causes, actions, lessons, people."

    def recognises(self, file: ImportFile) -> float:
        """By its name, its headings, and that it is no JSON."""
        named = file.name.lower().endswith(_ENDINGS)
        head = file.head(20_000)
        if head[:1] in ("{", "[") or not head:
            return 0.2 if named and not head else 0.0
        known = 0
        marked = 0
        for line in head.split("\n")[:500]:
            bare = line.strip()
            if bare.startswith(("#", "- **", "**")):
                marked += bare.startswith("#")
                known += part_of(bare.lstrip("#-* \t").split("**")[0].rstrip(": ")) is not None
        if known > 1:
            return 0.95 if named else 0.85
        return 0.7 if named else 0.4 if known or marked > 1 else 0.0

    def read(self, file: ImportFile) -> Imported:
        """What the document holds.

        Raises:
            UnreadableError: It is no text, or too long.
        """
        # What other files are recognised without takes its time to be imported.
        from rcakit_markdown.blocks import parse
        from rcakit_markdown.reading import Reading

        text = file.text().replace("\r\n", "\n").replace("\r", "\n")
        if text.count("\n") > _MOST_LINES:
            raise UnreadableError(
                Path(file.name), None, f"It has more than {_MOST_LINES} lines; import a part of it."
            )
        document = parse(text)
        return Reading(file, document, damaged="\ufffd" in text).imported()
