"""Ids that are made: valid, new, and made quickly however many are alike."""

from __future__ import annotations

import time

from rcakit.model.ids import ID, slug, unique


def test_the_first_free_number_is_taken() -> None:
    """As long as there are few."""
    assert unique("a", ()) == "a"
    assert unique("a", {"a"}) == "a-2"
    assert unique("a", {"a", "a-2", "a-4"}) == "a-3"
    assert slug("The pool", {"pool"}) == "pool-2"


def test_twenty_thousand_of_one_name() -> None:
    """Each gets a valid id of its own, without a look at all that came before."""
    for name in ("do it", "w" * 40, "w" * 64):
        taken: dict[str, None] = {}
        start = time.process_time()
        for _ in range(20_000):
            taken[unique(name.replace(" ", "-"), taken)] = None
        assert time.process_time() - start < 5
        assert len(taken) == 20_000
        assert all(ID.fullmatch(one) for one in taken)
