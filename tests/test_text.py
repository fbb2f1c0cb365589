"""Text in the middle of a sentence."""

from rcakit import text


def test_a_quoted_text_ends_where_it_ends():
    """Without its full stop, for the sentence goes on; an ellipsis is no full stop."""
    assert text.quoted("It waited.") == "“It waited”"
    assert text.quoted("It waited ...") == "“It waited ...”"
    assert text.quoted("It waited…") == "“It waited…”"
