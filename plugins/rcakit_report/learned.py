"""What was learned, and the evidence it all rests on."""

from __future__ import annotations

from rcakit import Reading, model
from rcakit_report.labels import Labels
from rcakit_report.markdown import bullets, inline, link, sentence

_HEADINGS = {
    model.LessonKind.WENT_WELL: "What went well",
    model.LessonKind.WENT_WRONG: "What went wrong",
    model.LessonKind.GOT_LUCKY: "Where we got lucky",
    model.LessonKind.SURPRISED: "What surprised us",
    None: "Not sorted yet",
}
_BASIS = {
    model.Basis.OBJECTIVE: "recorded by a machine",
    model.Basis.RECALLED: "recalled by a person",
    None: "",
}


def lessons(reading: Reading) -> str:
    """The lessons, by kind."""
    parts = []
    for kind, heading in _HEADINGS.items():
        texts = [
            inline(one.text) for one in reading.postmortem.lessons.values() if one.kind is kind
        ]
        if texts:
            parts += [f"### {heading}", bullets(texts)]
    return "\n\n".join(["## Lessons", *parts]) if parts else ""


def answered(reading: Reading) -> str:
    """Questions that were open and have an answer."""
    found = [one for one in reading.postmortem.questions.values() if one.answer.strip()]
    if not found:
        return ""
    texts = [f"**{inline(one.text)}** {inline(one.answer)}" for one in found]
    return "## Questions answered\n\n" + bullets(texts)


def evidence(reading: Reading, labels: Labels) -> str:
    """Every piece of evidence under the label by which the other sections cite it."""
    found = reading.postmortem.evidence
    if not found:
        return ""
    lines = [f"{labels.evidence[name]}: {_piece(one, labels)}" for name, one in found.items()]
    return "## Evidence\n\n" + bullets(lines)


def _piece(one: model.Evidence, labels: Labels) -> str:
    words = ", ".join(filter(None, (one.kind.value, _BASIS[one.basis])))
    parts = [f"**{inline(one.title)}** ({words})"]
    if one.source:
        parts.append(link(one.source, one.source))
    if one.captured_at is not None:
        parts.append(f"taken {labels.full(one.captured_at)}")
    if one.file:
        digest = f" (sha256 {inline(one.sha256)})" if one.sha256 else ""
        parts.append(f"kept as {inline(one.file)}{digest}")
    line = "; ".join(parts)
    return f"{sentence(line)} {inline(one.note)}" if one.note else line
