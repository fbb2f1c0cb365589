"""References that name nothing, which only a hand edit or another tool can make."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from rcakit import Check, Finding, Postmortem, Reading, Severity, about, model, text


class NamesNothing(Check):
    """Each reference names a thing there is."""

    id = "reference"
    severity = Severity.ERROR
    title = "Every reference names a thing that exists."
    source = "the law of the model; a broken reference is mostly a typing error"

    def findings(self, reading: Reading) -> Iterable[Finding]:
        """One for each broken reference, with the id that was probably meant."""
        postmortem = reading.postmortem
        for broken in model.dangling(postmortem):
            target = text.shorten(broken.target, 64)
            thing = broken.table or "thing"
            article = "an" if thing[0] in "aeio" else "a"
            near = _nearest(postmortem, broken)
            key = ".".join(text.one_line(part) for part in broken.path)
            yield self.finding(
                f"{key} names “{target}”, and there is no {thing} with that id.",
                _holder(postmortem, broken),
                mend=f"Did you mean “{near}”?"
                if near
                else f"Add {article} {thing} with that id, or take the reference out.",
                field=broken.path[-1] if len(broken.path) > 1 else "",
            )


def _nearest(postmortem: Postmortem, broken: model.Reference) -> str:
    tables = [broken.table] if broken.table else list(model.TABLES)
    known = [name for table in tables for name in model.things(postmortem, table)]
    near = get_close_matches(broken.target[:64], known, 1)
    return near[0] if near else ""


def _holder(postmortem: Postmortem, broken: model.Reference) -> str:
    """What holds the reference: a thing, or a bare key such as "problem" or "milestone"."""
    table, *rest = broken.path
    return about(postmortem, table, rest[0]) if table in model.TABLES and rest else table
