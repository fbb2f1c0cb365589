"""A name is a person and a role is not, whichever of the two stands first."""

import pytest
from importing import read, said, things

COMMANDER = "incident commander"


def people(text):
    """Names with their roles, and what was left out."""
    imported = read(f"# X\n\n## Participants\n\n{text}\n")
    found = [(person.name, *person.roles) for person in things(imported, "person")]
    return found, said(imported.skipped)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- **Jane Doe**: incident commander", [("Jane Doe", COMMANDER)]),
        ("- Incident commander: Jane Doe", [("Jane Doe", COMMANDER)]),
        ("- Jane Doe: Engineering Manager", [("Jane Doe", "engineering manager")]),
        ("- José Díaz: paged at first", [("José Díaz", "paged at first")]),
        ("- Bob Roe - scribe", [("Bob Roe", "scribe")]),
        ("- Scribe – Bob Roe", [("Bob Roe", "scribe")]),
        ("- Bob Roe - Payments", [("Bob Roe", "payments")]),
        ("- @bo - scribe", [("bo", "scribe")]),
        ("- Jane Doe, incident commander", [("Jane Doe", COMMANDER)]),
        ("- Ana - IC, Bo Roe - scribe", [("Ana", COMMANDER), ("Bo Roe", "scribe")]),
        ("- Ana Lo: IC; Bo Roe: scribe", [("Ana Lo", COMMANDER), ("Bo Roe", "scribe")]),
        ("- Responders: Ana, TBD, Bo", [("Ana", "responder"), ("Bo", "responder")]),
        ("- Dr. Ann O'Neil, PhD", [("Dr. Ann O'Neil",)]),
        ("- Ann Lee, MD and Bo Roe, PhD (scribe)", [("Ann Lee",), ("Bo Roe", "scribe")]),
        ("- Jean-Luc Picard", [("Jean-Luc Picard",)]),
        ("- TBD", []),
        ("- Scribe: unassigned", []),
    ],
)
def test_a_line_of_people(text, found):
    """Marks, titles and fillers make nobody up."""
    assert people(text) == (found, "")


def test_what_is_no_name():
    """A role without a name is told, and nobody is made of it."""
    for text in ("incident commander", "Kim: 10:00"):
        found, left = people(f"- {text}")
        assert found == []
        assert left == f"5: “{text}” does not read as a name."


@pytest.mark.parametrize(
    "table",
    [
        "| Role | Name |\n|--|--|\n| Incident commander | Jane Doe |\n| Scribe | TBD |",
        "| Name | Role |\n|--|--|\n| Jane Doe | Incident commander |\n| TBD | Scribe |",
        "| Who | Team | Role |\n|--|--|--|\n| Jane Doe | | Incident commander |",
        "| Incident commander | Jane Doe |\n|--|--|\n| Scribe | TBD |",
        "| Position | |\n|--|--|\n| IC | Jane Doe |",
    ],
)
def test_a_table_of_people(table):
    """Its head says which column is which; without one the words of the cells do."""
    assert people(table) == ([("Jane Doe", COMMANDER)], "")


def test_other_columns_of_people():
    """They are told."""
    found, left = people("| Name | Mail |\n|--|--|\n| Ana | a@x.example |")
    assert found == [("Ana",)]
    assert left == "5: Left out of this table of people: “Mail”."
