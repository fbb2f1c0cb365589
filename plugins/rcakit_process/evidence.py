"""Second step: what somebody else can look at and check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rcakit import (
    Choice,
    Finding,
    Guide,
    Postmortem,
    Question,
    Severity,
    Text,
    about,
    change,
    model,
    new_id,
    shipped,
    text,
)
from rcakit_process.answers import nothing, options, said

_KINDS = {
    model.EvidenceKind.LOG: "lines a program wrote",
    model.EvidenceKind.METRIC: "numbers over time",
    model.EvidenceKind.TRACE: "one request through several services",
    model.EvidenceKind.CHAT: "what was said at the time",
    model.EvidenceKind.TICKET: "a ticket or an alert",
    model.EvidenceKind.CHANGE: "a deploy, a merge, a setting",
    model.EvidenceKind.DOCUMENT: "something written down",
    model.EvidenceKind.TESTIMONY: "what a person remembers",
}
_BASES = {
    model.Basis.OBJECTIVE: "a machine recorded it at the time",
    model.Basis.RECALLED: "a person remembers it",
}


class EvidenceStep(Guide):
    """What can be checked, gathered before anything is concluded from it."""

    id = "evidence"
    title = "Evidence"
    summary = "What somebody else can look at and check"
    text: ClassVar[str] = shipped(__package__, "guides/evidence.md")

    def questions(self, postmortem: Postmortem, notes: object) -> Iterable[Question]:
        """What is wanting of each piece, one piece at a time, then one more piece."""
        del notes
        for name, piece in postmortem.evidence.items():
            yield from _piece(postmortem, name, piece)
        yield _one_more(postmortem)

    def findings(self, postmortem: Postmortem, notes: object) -> Iterable[Finding]:
        """No evidence; evidence nobody can find or tell apart from memory; unused evidence."""
        del notes
        yield from _wanting(postmortem)


def _piece(postmortem: Postmortem, name: str, piece: model.Evidence) -> Iterator[Question]:
    reference = about(postmortem, "evidence", name)
    words = text.quoted(piece.title)
    kind = f"evidence/kind/{name}"
    looked_at = (
        piece.kind is not model.EvidenceKind.DOCUMENT
        or piece.basis is not None
        or kind in postmortem.skipped
    )
    yield Question(
        id=kind,
        ask=f"What sort of thing is {words}?",
        kind=Choice(options(_KINDS)),
        answer=lambda value: said(
            kind,
            value,
            change.Edit("evidence", name, {"kind": model.EvidenceKind(value)}),
        ),
        done=looked_at,
        current=piece.kind if looked_at else "",
        help="The sort says how far it can be trusted and how long it will be there.",
        about=(reference,),
    )
    basis = f"evidence/basis/{name}"
    yield Question(
        id=basis,
        ask=f"Was {words} recorded at the time, or is it remembered?",
        kind=Choice(options(_BASES)),
        answer=lambda value: change.Edit("evidence", name, {"basis": model.Basis(value)}),
        done=piece.basis is not None,
        current=piece.basis or "",
        help="Both count. Memory tells what people saw and meant; records tell when.",
        about=(reference,),
        nothing=nothing(
            basis, "not known", piece.basis, change.Edit("evidence", name, {"basis": None})
        ),
    )
    source = f"evidence/source/{name}"
    yield Question(
        id=source,
        ask=f"Where can somebody else look at {words}?",
        kind=Text(hint="a link, a query with its time range, whom to ask"),
        answer=lambda where: change.Edit("evidence", name, {"source": where}),
        done=bool(piece.source or piece.file),
        current=piece.source or piece.file,
        start=piece.source,
        help="What a link points at may be gone in a month; a copy below attachments/ is not.",
        about=(reference,),
        nothing=nothing(
            source,
            "nowhere else any more" if piece.file else "nowhere any more",
            piece.source,
            change.Edit("evidence", name, {"source": ""}),
        ),
    )


def _one_more(postmortem: Postmortem) -> Question:
    question = "evidence/more"
    pieces = postmortem.evidence
    return Question(
        id=question,
        ask="What else can somebody else look at and check?"
        if pieces
        else "What can somebody else look at and check?",
        kind=Text(hint="what it shows, in one line; “-” if that is all"),
        answer=lambda words: change.Put(
            "evidence", new_id(postmortem, words), model.Evidence(title=text.one_line(words))
        ),
        done=question in postmortem.skipped,
        current=f"{len(pieces)} pieces" if len(pieces) > 1 else "one piece" if pieces else "",
        help="Graphs, logs, the change itself, the alert, the conversation at the time, what "
        "people told you. One at a time.",
        nothing=change.Skip(question, "that is all" if pieces else "there is none"),
    )


def _wanting(postmortem: Postmortem) -> Iterator[Finding]:
    if not postmortem.evidence and "evidence/more" not in postmortem.skipped:
        yield Finding(
            rule="evidence/none",
            severity=Severity.WARNING,
            text="There is no evidence yet.",
            mend="Gather it before it is rotated away: logs, graphs, the conversation.",
        )
    used = {
        reference.target
        for reference in model.references(postmortem)
        if reference.table == "evidence"
    }
    for name, piece in postmortem.evidence.items():
        reference = about(postmortem, "evidence", name)
        lost = f"evidence/source/{name}" in postmortem.skipped
        if not piece.source and not piece.file and not lost:
            yield Finding(
                rule="evidence/without-source",
                severity=Severity.WARNING,
                text=f"{text.quoted(piece.title)} does not say where it can be looked at.",
                mend="Give a link, a query with its time range, or a copy below attachments/.",
                about=(reference,),
                field="source",
            )
        if piece.basis is None and f"evidence/basis/{name}" not in postmortem.skipped:
            yield Finding(
                rule="evidence/basis-not-said",
                severity=Severity.HINT,
                text=f"Nobody has said whether {text.quoted(piece.title)} was recorded or is "
                "remembered.",
                mend="Say which.",
                about=(reference,),
                field="basis",
            )
        if name not in used:
            yield Finding(
                rule="evidence/unused",
                severity=Severity.HINT,
                text=f"{text.quoted(piece.title)} bears on no event, cause or impact.",
                mend="Name it where it shows something.",
                about=(reference,),
            )
