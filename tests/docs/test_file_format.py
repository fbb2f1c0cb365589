"""docs/file-format.md lists every file and every key."""

import re

import attrs
import pytest
import tomli
from key_tables import CLASSES, filled, named
from pages import blocks, page

from rcakit import model
from rcakit.library import policy
from rcakit.store import FILES, from_documents
from rcakit_bayes_net.notes import Notes as NetNotes
from rcakit_fault_tree.method import FaultTree
from rcakit_fault_tree.notes import Notes as FaultNotes

PAGE = page("file-format.md")


def test_the_keys_are_those_of_the_classes() -> None:
    """Every class has its table. Mend with: python tests/key_tables.py."""
    assert filled(PAGE) == PAGE
    assert named(PAGE) == set(CLASSES)


def test_every_class_that_is_kept_is_listed() -> None:
    """A new table of the model has to come into the page."""
    assert {spec.item.__name__ for spec in model.TABLES.values()} <= set(CLASSES)


def test_every_file_table_and_milestone_is_named() -> None:
    """One can find each by searching the page."""
    for name in (*FILES, policy.NAME):
        assert f"\n## {name}\n" in PAGE
    for spec in model.TABLES.values():
        assert f"`[{spec.name}.ID]`" in PAGE
    for milestone in model.MILESTONES:
        assert f"`{milestone.id}`" in PAGE


@pytest.mark.parametrize(("method", "kept"), [("fault-tree", FaultNotes), ("bayes-net", NetNotes)])
def test_every_key_of_the_formal_methods_is_there(method: str, kept: type) -> None:
    """With what it says; only what is kept nowhere is left out."""
    section = re.split(r"^##", PAGE.partition(f"### methods/{method}.toml")[2], flags=re.MULTILINE)[
        0
    ]
    told = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", section, re.MULTILINE))))
    assert told == {field.name for field in attrs.fields(kept)} - {"extra", "what_if", "supposed"}


def test_the_examples_are_what_they_say(tmp_path) -> None:
    """Each example of a file is read without complaint."""
    event, cause, notes, team = [tomli.loads(code) for code in blocks(PAGE, "toml") if "=" in code]
    main = {"format": 1, "title": "T"}
    files = {"postmortem.toml": main, "timeline.toml": event, "causes.toml": cause}
    read = from_documents(files | {"methods/fault-tree.toml": notes})
    assert read.causes["pool-exhausted"].needed == 2
    assert [event.kind for event in read.events.values()] == [model.EventKind.IMPACT]
    assert not read.extra
    assert not FaultTree().read_notes(read).extra
    assert team
    file = tmp_path / policy.NAME
    file.write_text(blocks(PAGE, "toml")[-1])
    assert policy.read_policy(file).metric["time-to-detect"].end == "detected"
