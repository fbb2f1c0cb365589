"""The question how causes combine, as every method asks it."""

import attrs

from rcakit import join_question, model
from rcakit.testing import sample


def test_all_of_them_says_what_becomes_of_a_cause_that_is_ruled_out() -> None:
    """As a gate it would be needed and missing, so a person hears of it before answering."""
    pool = join_question(sample(), "pool-exhausted", "m")
    notes = {option.value: option.help for option in pool.kind.options}
    assert notes["all"].startswith("unlink “The card provider answered slowly” and “Packets")
    assert notes["any"] == ""
    standing = {
        name: attrs.evolve(cause, status=model.Status.CONFIRMED)
        for name, cause in sample().causes.items()
    }
    nobody_out = attrs.evolve(sample(), causes=model.frozen(standing))
    options = join_question(nobody_out, "pool-exhausted", "m").kind.options
    assert [option.help for option in options if option.value == "all"] == [""]
