"""Two people's changes come together unless they touch the same value."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from toml_handwriting import changed

from rcakit.toml.equal import same
from rcakit.toml.layout import Path
from rcakit.toml.merge import Clash, Merged, three_way

BASE = {
    "title": "x",
    "cause": {
        "a": {"text": "a", "because": ["b", "c", "d"]},
        "b": {"text": "b"},
    },
}


def cause(**keys: object) -> dict[str, object]:
    """BASE with other keys in the first cause."""
    return {"title": "x", "cause": {"a": {**BASE["cause"]["a"], **keys}, "b": {"text": "b"}}}


def paths(merged: Merged) -> list[Path]:
    """Where the two sides clash."""
    return [clash.path for clash in merged.clashes]


def test_different_keys_of_one_table() -> None:
    """Each side's change is kept."""
    merged = three_way(BASE, cause(text="mine"), cause(gate="all"))
    assert merged.document == cause(text="mine", gate="all")
    assert merged.clashes == ()


def test_one_value_twice() -> None:
    """Mine is kept and both are told; the same change on both sides is no clash."""
    merged = three_way(BASE, cause(text="mine"), cause(text="theirs"))
    assert merged.document == cause(text="mine")
    assert merged.clashes == (Clash(("cause", "a", "text"), "mine", "theirs"),)
    assert paths(merged) == [("cause", "a", "text")]
    assert three_way(BASE, cause(text="both"), cause(text="both")).clashes == ()


def test_types_differ() -> None:
    """1 and true are different changes."""
    assert paths(three_way(BASE, cause(n=1), cause(n=True))) == [("cause", "a", "n")]


def test_new_and_removed_tables() -> None:
    """Tables come and go by id, and stay sorted where they are."""
    mine = {**BASE, "cause": {**BASE["cause"], "d": {"text": "d"}}}
    theirs = {**BASE, "cause": {"a": BASE["cause"]["a"], "c": {"text": "c"}}}
    merged = three_way(BASE, mine, theirs)
    assert list(merged.document["cause"]) == ["a", "c", "d"]
    assert merged.clashes == ()


def test_removed_and_changed() -> None:
    """What one side removed and the other changed is kept as changed, and told."""
    gone = {**BASE, "cause": {"b": {"text": "b"}}}
    for mine, theirs in ((gone, cause(text="new")), (cause(text="new"), gone)):
        merged = three_way(BASE, mine, theirs)
        assert merged.document["cause"]["a"]["text"] == "new"
        assert paths(merged) == [("cause", "a")]


def test_lists_that_grew_and_shrank() -> None:
    """Both sides' additions and removals are kept, each where it was put."""
    merged = three_way(
        BASE, cause(because=["b", "m", "d"]), cause(because=["t", "b", "c", "d", "u"])
    )
    assert merged.document["cause"]["a"]["because"] == ["t", "b", "m", "d", "u"]
    assert merged.clashes == ()
    both_new = three_way({}, {"because": ["a"]}, {"because": ["b", "a"]})
    assert both_new.document == {"because": ["b", "a"]}


def test_lists_put_in_another_order_are_values() -> None:
    """An order is not guessed."""
    merged = three_way(BASE, cause(because=["d", "c", "b"]), cause(because=["b"]))
    assert merged.document == cause(because=["d", "c", "b"])
    assert paths(merged) == [("cause", "a", "because")]


def test_deep_documents() -> None:
    """Depth of the data is no depth of the program."""
    deep: dict[str, object] = {}
    for _ in range(5000):
        deep = {"x": deep}
    assert three_way({}, deep, {"y": 1}).document.keys() == {"x", "y"}


@given(st.integers(0, 2**32))
def test_laws(seed: int) -> None:
    """Merging with what did not change changes nothing, and clashes do not depend on the side."""
    random = Random(seed)
    base = changed(changed({"cause": {"a": {}}, "event": {"b": {}}}, random), random)
    mine, theirs = changed(base, random), changed(base, random)
    for merged in (
        three_way(base, mine, base),
        three_way(base, base, mine),
        three_way(base, mine, mine),
    ):
        assert same(merged.document, mine)
        assert merged.clashes == ()
    one, other = three_way(base, mine, theirs), three_way(base, theirs, mine)
    assert paths(one) == paths(other)
    if not one.clashes and not other.clashes:
        assert one.document.keys() == other.document.keys()
