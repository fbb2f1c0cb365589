"""An interview driven the way a person drives it: read the question, type a line, enter."""

from __future__ import annotations

from rcakit import BadAnswer, Postmortem, Question
from rcakit.guide import at_hand
from rcakit.model import Incident

NOTHING = "-"


class Interview:
    """A guide, a postmortem, and the question at hand."""

    def __init__(self, guide, postmortem=None):
        self.guide = guide
        self.postmortem = postmortem or Postmortem(incident=Incident(title="We have no nodes"))
        self.titles = []

    @property
    def notes(self):
        """The method's notes; a step has none."""
        read = getattr(self.guide, "read_notes", None)
        return read(self.postmortem) if read else {}

    @property
    def questions(self) -> list[Question]:
        """All questions, done and open."""
        return list(self.guide.questions(self.postmortem, self.notes))

    @property
    def now(self) -> Question | None:
        """The question at hand."""
        return at_hand(self.questions, self.postmortem.skipped)

    def question(self, question_id) -> Question:
        """The question with this id, done or open."""
        return next(question for question in self.questions if question.id == question_id)

    @property
    def ids(self):
        """The ids of all questions, in order."""
        return [question.id for question in self.questions]

    def type(self, line, question=None):
        """Type a line at the question at hand, "-" for nothing more."""
        question = question or self.now
        assert question is not None, f"there is no question left for {line!r}"
        if line == NOTHING:
            if question.nothing is None:
                raise BadAnswer("“-” is no answer here.")
            change = question.nothing
        else:
            change = question.answer(question.kind.read(line))
        self.titles.append(change.title)
        self.postmortem = change(self.postmortem)
        return self

    def expect(self, question_id, *lines):
        """Type lines, each at a question with this id."""
        for line in lines:
            assert self.now is not None, f"no question left; wanted {question_id}"
            assert self.now.id == question_id, f"at hand is {self.now.id}, not {question_id}"
            self.type(line)
        return self

    def findings(self):
        """What the guide points out."""
        return list(self.guide.findings(self.postmortem, self.notes))

    @property
    def diagram(self):
        """What the method draws."""
        return self.guide.diagram(self.postmortem, self.notes)

    def rules(self):
        """The rules of what it points out."""
        return [finding.rule for finding in self.findings()]
