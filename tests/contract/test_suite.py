"""The suite itself finds what it is there to find."""
# ruff: noqa: ARG002, D102  the contract gives the arguments and says what they are

from types import ModuleType

import attrs
import pytest

from rcakit import (
    Check,
    Diagram,
    DiagramKind,
    Edge,
    Exporter,
    Finding,
    Found,
    Imported,
    Importer,
    ImportFile,
    Method,
    Node,
    Question,
    Severity,
    Table,
    Text,
    change,
    hookimpl,
    model,
)
from rcakit.guide import Column
from rcakit.testing import (
    check_check,
    check_exporter,
    check_guide,
    check_importer,
    check_method,
    contract_tests,
    empty,
    interview,
)


class Plain(Method):
    """A method that keeps the contract."""

    id = "plain"
    title = "Plain"

    def questions(self, postmortem, notes):
        yield Question(
            id="plain/severity",
            ask="How bad was it?",
            kind=Text(),
            answer=lambda said: change.SetIncident({"severity": said}),
            done=postmortem.incident.severity is not None,
        )


def test_a_sound_method_passes() -> None:
    """Nothing is said of a method that keeps the contract."""
    check_method(Plain())


def _question(**fields):
    class Asks(Plain):
        def questions(self, postmortem, notes):
            for question in Plain.questions(self, postmortem, notes):
                yield attrs.evolve(question, **fields)

    return Asks()


COUNT = iter(range(10_000))


class _Random(Plain):
    def questions(self, postmortem, notes):
        for question in Plain.questions(self, postmortem, notes):
            yield attrs.evolve(question, ask=f"Question {next(COUNT)}?")


class _Twice(Plain):
    def questions(self, postmortem, notes):
        yield from 2 * list(Plain.questions(self, postmortem, notes))


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        (_question(id="elsewhere/x"), "should begin with"),
        (_question(ask=" "), "asks nothing"),
        (_question(about=("nobody",)), "nothing in the postmortem"),
        (_question(done=False, answer=lambda _: change.SetIncident({})), "asked for ever"),
        (_question(answer=lambda said: said), "no Change"),
        (_question(nothing=change.SetIncident({"kind": model.Kind.DRILL})), "leaves the question"),
        (_Random(), "differs when asked for twice"),
        (_Twice(), "comes twice"),
        (type("NoId", (Plain,), {"id": "No Id"})(), "The id of the guide"),
        (type("NoTitle", (Plain,), {"title": ""})(), "has no title"),
    ],
)
def test_a_guide_is_found_out(guide, said) -> None:
    """Each promise of a guide that is broken is named."""
    with pytest.raises(AssertionError, match=said):
        check_guide(guide)


class _Answers(Plain):
    """A guide whose answer is a bare error of Python."""

    def questions(self, postmortem, notes):
        for question in Plain.questions(self, postmortem, notes):
            yield attrs.evolve(question, answer=lambda said: {}[said])


def test_an_error_that_is_no_sentence_is_not_swallowed() -> None:
    """An answer may be refused with BadAnswer or Refused, and with nothing else."""
    with pytest.raises(KeyError):
        check_guide(_Answers())


@attrs.frozen
class _Needy:
    must: str


def _lens(diagram=None, tables=(), notes=None):
    class Draws(Plain):
        Notes = notes

        def diagram(self, postmortem, notes):
            return diagram

        def tables(self, postmortem, notes):
            return tables

    return Draws()


TREE = DiagramKind.TREE
NODES = (Node("a", "A"), Node("b", "B"))
COLUMNS = (Column("x", "X"), Column("y", "Y"))


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (_lens(Diagram(TREE, NODES, root="c")), "The root 'c'"),
        (_lens(Diagram(TREE, NODES, (Edge("a", "c"),))), "ends at 'c'"),
        (_lens(Diagram(TREE, (*NODES, Node("a", "A")))), "A node .* comes twice"),
        (_lens(Diagram(TREE, (Node("a", "A", group="g"),))), "which is no group"),
        (_lens(Diagram(TREE, NODES, joins=(("c", "all"),))), "A join"),
        (_lens(tables=(Table("t", "T", COLUMNS, ((1,),)),)), "a row of 1 cells"),
        (_lens(tables=(Table("t", "T", COLUMNS, ((1, float("nan")),)),)), "is no number"),
        (_lens(tables=(Table("t", "T", COLUMNS, ((1, []),)),)), "a cell of list"),
        (_lens(tables=(Table("t", "T", COLUMNS, ((1, 2),), ("a", "b")),)), "has 1 rows"),
        (_lens(tables=2 * (Table("t", "T", COLUMNS, ()),)), "A table .* comes twice"),
        (_lens(notes=_Needy), "needs a default"),
    ],
)
def test_a_lens_is_found_out(method, said) -> None:
    """Each promise of a drawing, a table or notes that is broken is named."""
    with pytest.raises(AssertionError, match=said):
        check_method(method)


class _Reads(Importer):
    id = "reads"
    title = "Reads"

    def recognises(self, file):
        return 1.0

    def read(self, file):
        return Imported(found=(Found("event", "k", model.Event(text=file.data.decode())),))


class _Keyless(_Reads):
    def read(self, file):
        return Imported(found=(Found("event", "", model.Event(text="x")),))


class _Elsewhere(_Reads):
    def read(self, file):
        found = (Found("event", "k", model.Event(text="x")),)
        return Imported(found=found, milestones={"detected": "other"})


@pytest.mark.parametrize(
    ("importer", "said"),
    [
        (_Reads(), "it should raise UnreadableError"),
        (_Keyless(), "without a key"),
        (_Elsewhere(), "no event it found"),
    ],
)
def test_an_importer_is_found_out(importer, said) -> None:
    """Each promise of an importer that is broken is named."""
    with pytest.raises(AssertionError, match=said):
        check_importer(importer, ImportFile("a.txt", b"something"))


class _Raw(Exporter):
    id = "raw"
    title = "Raw"

    def export(self, reading):
        return f"{reading.postmortem.incident.title}\n"


def test_an_exporter_that_lets_control_characters_through_is_found_out() -> None:
    """User text has to be made visible on its way out."""
    with pytest.raises(AssertionError, match="hostile postmortem"):
        check_exporter(_Raw())


class _OtherRule(Check):
    id = "this-rule"
    severity = Severity.HINT
    title = "A rule."

    def findings(self, reading):
        yield Finding(rule="other-rule", severity=Severity.HINT, text="Look.")


def test_a_check_that_tells_of_another_rule_is_found_out() -> None:
    """A policy could not switch such a check off."""
    with pytest.raises(AssertionError, match="other-rule"):
        check_check(_OtherRule())


def test_a_module_is_looked_at_too() -> None:
    """Forgotten marks and unknown hooks are named."""
    module = ModuleType("stranger")
    (hooks, *_) = contract_tests(module)
    with pytest.raises(AssertionError, match="no function marked"):
        hooks()
    module.rcakit_methods = lambda: ()
    with pytest.raises(AssertionError, match="is not marked"):
        hooks()
    module.rcakit_methods = hookimpl(lambda: (Plain(),))
    module.rcakit_dashboards = hookimpl(lambda: ())
    with pytest.raises(AssertionError, match="rcakit_dashboards"):
        hooks()
    assert [str(test) for test in contract_tests(module)][2:] == ["method plain"]


def test_an_interview_ends_and_says_what_was_typed() -> None:
    """Each step names the question, the answer and what came of it."""
    (step,) = interview(Plain(), empty())
    assert step.question.id == "plain/severity"
    assert step.after.incident.severity == step.typed
