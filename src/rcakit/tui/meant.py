"""What a person means by an answer: from what was typed at a question to the change it makes."""

from __future__ import annotations

from rcakit.change import Change
from rcakit.errors import BadAnswer, RcakitError
from rcakit.guide import Question
from rcakit.guide.answers import NOTHING
from rcakit.plugins import described


def change_meant(question: Question, text: str) -> Change:
    """What an answer does.

    Raises:
        BadAnswer: It is no answer to the question, or the plugin that asks failed at it.
    """
    if text.strip() in NOTHING:
        if question.nothing is None:
            raise BadAnswer("Here “-” is no answer; enter with nothing typed puts it aside.")
        return question.nothing
    try:
        change = question.answer(question.kind.read(text))
    except RcakitError:
        raise
    except (Exception, SystemExit) as error:
        raise BadAnswer(
            f"The plugin that asks this failed at the answer: {described(error)}"
        ) from error
    if not isinstance(change, Change):
        raise BadAnswer("The plugin that asks this made nothing of the answer.")
    return change
