"""A postmortem as the plain contents of its files, and back.

One place says which table is in which file. Unknown keys stay where they were found: inside a
thing they are in its `extra`, at the top of a file in `Postmortem.extra`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from rcakit import convert
from rcakit.model import FORMAT, TABLES, Incident, Postmortem, Review, Table, frozen, table
from rcakit.model.frozen import thawed
from rcakit.model.ids import ID
from rcakit.text import shorten

Documents = Mapping[str, Mapping[str, object]]
"""File name to plain contents."""

MAIN = "postmortem.toml"
METHODS = "methods"
FILES = (MAIN, "evidence.toml", "timeline.toml", "causes.toml", "actions.toml")
_INCIDENT = tuple(field.name for field in attrs.fields(Incident))
OWN: Mapping[str, str] = frozen(
    {
        "format": "The version of the file format.",
        "problem": "Id of the cause at the top of the graph.",
        "milestone": "Milestones, each with the id of its event.",
        "skipped": "Questions that do not apply here, and why.",
        "review": "How far the review is.",
    }
)
"""Keys of postmortem.toml beside those of the incident and the tables, and what each says."""


@attrs.frozen
class Misfit:
    """A value that is not what its place wants: the file, the path of keys, and a sentence."""

    file: str
    path: tuple[str, ...]
    reason: str


class Misfits(Exception):
    """All the values of a folder that cannot be taken."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        self.misfits = misfits
        super().__init__(misfits[0].reason)


def notes_file(method: str) -> str:
    """Where a method's notes are kept."""
    return f"{METHODS}/{method}.toml"


def known_keys(file: str) -> tuple[str, ...]:
    """The keys that may stand at the top of a file."""
    tables = tuple(spec.name for spec in TABLES.values() if spec.file == file)
    return (*tables, *_INCIDENT, *OWN) if file == MAIN else tables


def to_documents(postmortem: Postmortem) -> dict[str, dict[str, object]]:
    """The contents of every file of `postmortem`; a file with nothing in it is left out."""
    documents: dict[str, dict[str, object]] = {name: {} for name in FILES}
    main = documents[MAIN]
    main["format"] = FORMAT
    incident = convert.plain(postmortem.incident)
    main.update((name, incident[name]) for name in _INCIDENT if name in incident)
    if postmortem.problem is not None:
        main["problem"] = postmortem.problem
    for name, value in (
        ("milestone", dict(postmortem.milestones)),
        ("review", convert.plain(postmortem.review)),
        ("skipped", dict(postmortem.skipped)),
    ):
        if value:
            main[name] = value
    for spec in TABLES.values():
        things = getattr(postmortem, spec.attribute)
        if things:
            documents[spec.file][spec.name] = {
                name: convert.plain(things[name]) for name in sorted(things)
            }
    for file, extra in postmortem.extra.items():
        documents.setdefault(file, {}).update((key, thawed(value)) for key, value in extra.items())
    for method, notes in postmortem.notes.items():
        documents[notes_file(method)] = {key: thawed(value) for key, value in notes.items()}
    return {name: content for name, content in documents.items() if content}


def from_documents(documents: Documents) -> Postmortem:
    """The postmortem the files hold.

    Raises:
        Misfits: With every value that is not what its place wants.
    """
    misfits: list[Misfit] = []
    main = dict(documents.get(MAIN, {}))
    fields: dict[str, Any] = {}
    extra: dict[str, Mapping[str, object]] = {}

    def take(file: str, path: tuple[str, ...], data: object, cls: Any) -> Any:
        try:
            return convert.structure(data, cls)
        except convert.WrongShape as error:
            misfits.extend(
                Misfit(file, path + rest, f"{shorten('.'.join(path + rest), 200)} {reason}")
                for rest, reason in error.faults
            )
            return None

    version = main.get("format", FORMAT)
    if type(version) is not int or version < 1:
        misfits.append(Misfit(MAIN, ("format",), f"format must be the number {FORMAT}"))
    elif version > FORMAT:
        misfits.append(
            Misfit(
                MAIN,
                ("format",),
                f"the file is in format {version}, and this rcakit reads up to {FORMAT}; "
                "a newer rcakit will read it",
            )
        )
    fields["incident"] = take(
        MAIN, (), {key: main[key] for key in _INCIDENT if key in main}, Incident
    )
    fields["problem"] = take(MAIN, ("problem",), main.get("problem"), str | None)
    fields["milestones"] = take(MAIN, ("milestone",), main.get("milestone", {}), Mapping[str, str])
    fields["skipped"] = take(MAIN, ("skipped",), main.get("skipped", {}), Mapping[str, str])
    fields["review"] = take(MAIN, ("review",), main.get("review", {}), Review)
    for spec in TABLES.values():
        content = documents.get(spec.file, {})
        _check_ids(spec, content, misfits)
        fields[spec.attribute] = take(
            spec.file,
            (spec.name,),
            content.get(spec.name, {}),
            Mapping[str, spec.item],  # type: ignore[name-defined]
        )
    for file in FILES:
        known = known_keys(file)
        unknown = {key: value for key, value in documents.get(file, {}).items() if key not in known}
        if unknown:
            extra[file] = table(unknown)
    fields["notes"] = frozen(
        (name.removeprefix(f"{METHODS}/").removesuffix(".toml"), table(content))
        for name, content in documents.items()
        if name.startswith(f"{METHODS}/")
    )
    fields["extra"] = frozen(extra)
    if misfits:
        raise Misfits(tuple(misfits))
    return Postmortem(**fields)


def _check_ids(spec: Table, content: Mapping[str, object], misfits: list[Misfit]) -> None:
    entries = content.get(spec.name)
    misfits.extend(
        Misfit(
            spec.file,
            (spec.name, name),
            f"the id {shorten(repr(name), 40)} may have only a to z, 0 to 9 and hyphens, "
            "and at most 64 of them",
        )
        for name in (entries if isinstance(entries, Mapping) else ())
        if not ID.fullmatch(name)
    )
