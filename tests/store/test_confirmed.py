"""Two people answer one question, and one of the answers is the default, which no file states."""

from rcakit.model import Kind
from rcakit.store.merging import Side, clashing, merged
from rcakit.toml.merge import Clash

MAIN = "postmortem.toml"
BASE: dict[str, dict[str, object]] = {MAIN: {"format": 1, "title": "Checkout answered 5xx"}}
DEFAULT: dict[str, dict[str, object]] = {
    MAIN: {**BASE[MAIN], "skipped": {"incident/kind": "incident"}}
}
OTHER: dict[str, dict[str, object]] = {
    MAIN: {**BASE[MAIN], "kind": "near-miss", "skipped": {"incident/kind": "near-miss"}}
}


def test_the_value_clashes_and_not_the_record_of_it() -> None:
    """What is asked is which kind it is, with both answers."""
    asked = clashing(BASE, DEFAULT, OTHER)
    assert asked == ((MAIN, Clash(("kind",), "incident", "near-miss")),)


def test_the_default_is_kept_where_it_is_chosen() -> None:
    """The answer and its record are of one side, whichever it is and whoever's."""
    for mine, theirs, side, kind in (
        (DEFAULT, OTHER, Side.MINE, Kind.INCIDENT),
        (DEFAULT, OTHER, Side.THEIRS, Kind.NEAR_MISS),
        (OTHER, DEFAULT, Side.MINE, Kind.NEAR_MISS),
        (OTHER, DEFAULT, Side.THEIRS, Kind.INCIDENT),
    ):
        after, _ = merged(BASE, mine, theirs, {(MAIN, ("kind",)): side})
        assert after.incident.kind is kind
        assert after.skipped == {"incident/kind": str(kind)}


def test_the_same_answer_of_both_is_no_clash() -> None:
    """Nor is one that only one side gave."""
    for theirs in (DEFAULT, BASE):
        after, clashes = merged(BASE, DEFAULT, theirs)
        assert not clashes
        assert after.incident.kind is Kind.INCIDENT
        assert after.skipped == {"incident/kind": "incident"}


def test_another_zone_than_the_default() -> None:
    """UTC, which somebody said, against a zone that somebody else said."""
    mine = {MAIN: {**BASE[MAIN], "skipped": {"incident/timezone": "UTC"}}}
    theirs = {MAIN: {**BASE[MAIN], "timezone": "Europe/Berlin"}}
    after, clashes = merged(BASE, mine, theirs)
    assert [clash.path for _, clash in clashes] == [("timezone",)]
    assert after.incident.timezone in ("", "UTC")
