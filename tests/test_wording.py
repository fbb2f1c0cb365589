from __future__ import annotations

import pytest

from rcakit import wording


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We should have tested it", "should have"),
        ("It couldn't have happened in QA", "couldn't have"),
        ("The team failed to notice", "failed to"),
        ("Nodes failed to join", ""),
        ("They wrote “you should have told us”", ""),
        ("The values should differ", ""),
    ],
)
def test_a_past_that_did_not_happen(text, found):
    """Told by its words, unless quoted; machines may fail to do something."""
    assert wording.counterfactual(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Monitoring was inadequate", "inadequate"), ("The badge expired", ""), ("`bad` rows", "")],
)
def test_judgements(text, found):
    """Whole words only."""
    assert wording.judgement(text) == found


@pytest.mark.parametrize(
    ("text", "acted"),
    [
        ("The rollover was restarted by hand", True),
        ("They assumed that the value was right", True),
        ("The disk was full", False),
    ],
)
def test_what_people_did(text, acted):
    """Where it holds, one asks what they knew at the time."""
    assert wording.human_action(text) is acted


def test_names_are_whole_words_in_their_own_case():
    """“Will” took part; “will” is a verb; a name of one letter is no name to look for."""
    assert wording.person("It will be late", ["Will", "I"]) == ""
    assert wording.person("Will was late", ["Will"]) == "Will"
    assert wording.person("Willow was late", ["Will"]) == ""


def test_quotations_are_blanked_in_place():
    """Offsets in the text stay what they were."""
    text = 'a “b” c `d` "e" f'
    assert len(wording.unquoted(text)) == len(text)
    assert wording.unquoted(text).split() == ["a", "c", "f"]
