"""Documents to import, and what came of them."""

from rcakit import ImportFile
from rcakit_markdown.importer import MarkdownImporter


def read(text, name="report.md", **more):
    """The import of `text`."""
    data = text if isinstance(text, bytes) else text.encode()
    return MarkdownImporter().read(ImportFile(name, data, **more))


def things(imported, table):
    """The items of one table, in order."""
    return [found.item for found in imported.found if found.table == table]


def said(remarks):
    """Remarks as (line, text) in one string, for looking for words."""
    return "\n".join(f"{remark.line}: {remark.text}" for remark in remarks)


def rows(*lines, head="| Time (UTC) | Event |"):
    """A document of 1 March 2026 with a table of these rows, the first of them on line 7."""
    table = "\n".join((head, "|---|---|", *lines))
    return f"# Incident on 2026-03-01 - x\n\n## Timeline\n\n{table}\n"
