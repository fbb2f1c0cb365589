from __future__ import annotations

import attrs
import pytest
from answering import Interview
from no_nodes import LINKS, PROBLEM, TEXTS, graph

from rcakit import BadAnswer, DiagramKind, Option, Refused, change
from rcakit.model import Cause, Event, EventKind, Gate, Person, Status, frozen
from rcakit_five_whys.method import FiveWhys


@pytest.fixture
def talk():
    """An interview about nothing yet."""
    return Interview(FiveWhys())


def by_text(postmortem, text):
    """The id of the cause that says `text`."""
    return next(name for name, cause in postmortem.causes.items() if cause.text == text)


def drawn(postmortem):
    """The graph as texts, whatever its ids."""
    text = {name: cause.text for name, cause in postmortem.causes.items()}
    return {
        cause.text: ({text[behind] for behind in cause.because}, cause.gate)
        for cause in postmortem.causes.values()
    }


def interview_of_the_whole_graph(talk):
    """Answer every question from a table, as a person would who knows the answers."""
    behind = {
        (PROBLEM if effect == "problem" else TEXTS[effect]): [TEXTS[name] for name in names]
        for effect, names in LINKS.items()
    }
    left = {effect: list(names) for effect, names in behind.items()}
    asked = []
    while (question := talk.now) is not None:
        asked.append(question.id)
        assert len(asked) < 200
        sort = question.id.split("/")[1]
        cause = talk.postmortem.causes[question.about[0]].text if question.about else ""
        if sort == "problem":
            talk.type(PROBLEM)
        elif sort in ("why", "else"):
            talk.type(left[cause].pop(0) if left.get(cause) else "-")
        elif sort == "join":
            talk.type("any" if cause == TEXTS["containerd"] else "all")
        elif sort == "follows":
            talk.type("yes")
        elif sort == "stop":
            talk.type("boundary" if cause == TEXTS["oldest-first"] else "known-start")
        elif sort == "known":
            talk.type("The documentation named two values that look alike")
        elif sort == "more":
            talk.type("-" if TEXTS["registry"] in drawn(talk.postmortem) else TEXTS["registry"])
        elif sort == "led-to":
            talk.type("-")
    return asked


def test_the_whole_graph_can_be_built_by_answers(talk):
    """Every cause, link and join comes about from typed answers alone."""
    interview_of_the_whole_graph(talk)
    assert drawn(talk.postmortem) == drawn(graph())
    assert talk.postmortem.causes[talk.postmortem.problem].text == PROBLEM


def test_all_of_one_cause_is_asked_before_going_deeper(talk):
    """The three branches of the problem and their join come before any of their whys."""
    asked = interview_of_the_whole_graph(talk)
    first = asked[1:7]
    problem = talk.postmortem.problem
    sorts = ["why", "else", "else", "else", "join", "follows"]
    assert first == [f"five-whys/{sort}/{problem}" for sort in sorts]
    zombies = by_text(talk.postmortem, TEXTS["zombies"])
    deeper = by_text(talk.postmortem, TEXTS["never-joined"])
    oldest = by_text(talk.postmortem, TEXTS["oldest-first"])
    order = [f"five-whys/why/{name}" for name in (zombies, deeper, oldest)]
    assert sorted(order, key=asked.index) == order


def test_a_finished_interview_leaves_only_what_is_true(talk):
    """After it, the findings are about hypotheses and the factor left aside."""
    interview_of_the_whole_graph(talk)
    assert set(talk.rules()) == {"five-whys/ends-at-a-hypothesis", "five-whys/loose"}


def test_no_question_asks_who_or_why_did_you():
    """Blame has no wording here."""
    whole = Interview(FiveWhys(), graph())
    for question in whole.questions:
        words = f" {question.ask} {question.help} ".lower()
        assert " who " not in words
        assert "why did" not in words
        assert question.help


def test_an_answer_may_pick_or_repeat_a_cause_there_is(talk):
    """Both the label and the same words in other letter case link instead of adding."""
    talk.type("Checkout is down").type("The pool was full").type("Clients retried")
    pool, retries = list(talk.postmortem.causes)[1:]
    talk.expect(f"five-whys/else/{talk.postmortem.problem}", "-")
    talk.type("all").type("yes")
    talk.expect(f"five-whys/why/{pool}", "clients RETRIED")
    assert talk.postmortem.causes[pool].because == (retries,)
    assert len(talk.postmortem.causes) == 3


def test_a_circle_is_refused_and_not_offered(talk):
    """A cause is never offered what it led to, and typing it is refused with a sentence."""
    talk.type("Checkout is down").type("The pool was full").type("-").type("yes")
    question = talk.now
    assert question.id.startswith("five-whys/why/")
    assert question.kind.options == ()
    with pytest.raises(Refused, match="circle"):
        talk.type("checkout is down")


def test_words_of_a_ruled_out_cause_are_not_linked_silently(talk):
    """The person is told that it was ruled out."""
    talk.type("Checkout is down").type("A network partition")
    partition = list(talk.postmortem.causes)[1]
    talk.postmortem = change.Judge(partition, Status.RULED_OUT)(talk.postmortem)
    with pytest.raises(BadAnswer, match="ruled out"):
        talk.type("a network partition")
    talk.type("The pool was full")
    assert len(talk.postmortem.causes) == 3


def test_what_was_named_before_finds_its_place_after_the_chains(talk):
    """Imported factors are offered as answers at once; those still loose are asked for last."""
    factors = {name: Cause(text=TEXTS[name]) for name in ("zombies", "no-alarm", "registry")}
    talk.postmortem = attrs.evolve(talk.postmortem, causes=frozen(factors))
    assert {option.value for option in talk.now.kind.options} == set(factors)
    talk.type(PROBLEM)
    why = talk.now
    assert {option.value for option in why.kind.options} == set(factors)
    talk.type(TEXTS["zombies"]).type("-").type("yes")
    talk.expect("five-whys/why/zombies", "-")
    talk.expect("five-whys/stop/zombies", "known start")
    talk.expect("five-whys/led-to/no-alarm", "Missing logs were noticed 26 hours late")
    assert by_text(talk.postmortem, "Missing logs were noticed 26 hours late")
    talk.expect("five-whys/led-to/registry", "-")
    late = by_text(talk.postmortem, "Missing logs were noticed 26 hours late")
    talk.expect(f"five-whys/led-to/{late}", TEXTS["zombies"])
    assert talk.postmortem.causes["zombies"].because == (late,)
    assert talk.postmortem.causes[late].because == ("no-alarm",)
    assert "registry" in talk.notes.aside


def test_a_factor_that_led_to_nothing_can_be_ruled_out(talk):
    """It is kept, ruled out, and not asked of again."""
    talk.postmortem = attrs.evolve(
        talk.postmortem, causes=frozen({"moon": Cause(text="The moon was full")})
    )
    talk.type("Checkout is down").type("-").type("boundary")
    talk.expect("five-whys/led-to/moon", "no part in it")
    assert talk.postmortem.causes["moon"].status is Status.RULED_OUT
    assert not any("moon" in question.id for question in talk.questions)


def test_a_failed_reverse_test_asks_what_else_was_needed(talk):
    """No reopens the question once; nothing more to say leaves a finding and goes on."""
    talk.type("Checkout is down").type("The pool was full").type("-")
    problem = talk.postmortem.problem
    talk.expect(f"five-whys/follows/{problem}", "no")
    assert "needed" in talk.now.ask
    talk.expect(f"five-whys/else/{problem}", "Nothing shed the load")
    assert "also led to" in talk.now.ask
    talk.expect(f"five-whys/else/{problem}", "-")
    talk.expect(f"five-whys/join/{problem}", "all")
    talk.expect(f"five-whys/follows/{problem}", "no")
    talk.expect(f"five-whys/else/{problem}", "-")
    assert talk.now.id.startswith("five-whys/why/")
    assert "five-whys/does-not-follow" in talk.rules()


def test_how_becauses_combine_is_asked_anew_when_one_is_added():
    """What was said of two is not taken to hold for three."""
    talk = Interview(FiveWhys(), graph())
    talk.type("The image of the node was new", talk.question("five-whys/else/problem"))
    assert talk.postmortem.causes["problem"].gate is None
    assert len(talk.postmortem.causes["problem"].because) == 4


@pytest.mark.parametrize(
    ("answer", "gate", "needed"),
    [("any", Gate.ANY, None), ("all", Gate.ALL, None), ("at-least-2", Gate.AT_LEAST, 2)],
)
def test_joins(answer, gate, needed):
    """Any, all, and so many of more than two."""
    postmortem = change.Combine("problem", None)(graph())
    talk = Interview(FiveWhys(), postmortem)
    talk.type("-", talk.question("five-whys/else/problem"))
    talk.expect("five-whys/join/problem", answer)
    held = talk.postmortem.causes["problem"]
    assert (held.gate, held.needed) == (gate, needed)
    assert talk.now.id == "five-whys/follows/problem"


def test_a_decision_asks_what_people_knew():
    """A cause that shows in a decision event asks it whatever its words; the answer is kept."""
    postmortem = graph()
    event = Event(text="Go on without a rollover", kind=EventKind.DECISION)
    postmortem = attrs.evolve(postmortem, events=frozen({"e1": event}))
    postmortem = change.Edit("cause", "no-alarm", {"events": ("e1",)})(postmortem)
    talk = Interview(FiveWhys(), postmortem)
    question = talk.question("five-whys/known/no-alarm")
    talk.type("The dashboards were green", question)
    assert talk.postmortem.events["e1"].known_then == "The dashboards were green"
    assert talk.question("five-whys/known/no-alarm").done


def test_what_people_knew_begins_with_what_is_noted():
    """A note that is there is altered and not replaced unseen; elsewhere a new one is kept."""
    postmortem = change.Edit(
        "cause", "no-alarm", {"text": "Ann decided to wait", "note": "OPS-12"}
    )(graph())
    question = Interview(FiveWhys(), postmortem).question("five-whys/known/no-alarm")
    assert (question.start, question.done) == ("OPS-12", True)
    bare = change.Edit("cause", "no-alarm", {"note": ""})(postmortem)
    talk = Interview(FiveWhys(), bare)
    talk.type("All was green", talk.question("five-whys/known/no-alarm"))
    assert talk.postmortem.causes["no-alarm"].note == "All was green"


def test_the_reverse_test_is_made_again_when_what_it_was_made_of_changes(talk):
    """Its answer counts for the becauses and the join it was asked of, whoever changes them."""
    talk.type("Checkout is down").type("The pool was full").type("Retries came at once").type("-")
    problem = talk.postmortem.problem
    talk.expect(f"five-whys/join/{problem}", "all")
    talk.expect(f"five-whys/follows/{problem}", "no")
    retries = talk.postmortem.causes[problem].because[1]
    assert "five-whys/does-not-follow" in talk.rules()
    said = talk.postmortem
    talk.postmortem = change.Judge(retries, Status.RULED_OUT)(said)
    assert not talk.question(f"five-whys/else/{problem}").done
    assert "five-whys/does-not-follow" not in talk.rules()
    talk.postmortem = change.Several(
        "as Fishbone does",
        (change.AddCause("no-test", Cause(text="No test")), change.Link(problem, "no-test")),
    )(said)
    assert "What else had to be so" in talk.question(f"five-whys/else/{problem}").ask
    talk.postmortem = change.Combine(problem, Gate.ANY)(said)
    assert "five-whys/does-not-follow" not in talk.rules()


def test_a_chain_that_goes_on_does_not_end_in_the_drawing(talk):
    """A because that somebody names elsewhere takes the end away, but not the boundary."""
    talk.type("Checkout is down").type("The pool was full").type("-").type("yes")
    pool = list(talk.postmortem.causes)[1]
    talk.expect(f"five-whys/why/{pool}", "-")
    talk.expect(f"five-whys/stop/{pool}", "known-start")
    assert "known start" in talk.diagram.node(pool).note
    more = change.Several(
        "more",
        (
            change.AddCause("old-size", Cause(text="Its size was of 2019")),
            change.Link(pool, "old-size"),
        ),
    )
    talk.postmortem = more(talk.postmortem)
    assert "known start" not in talk.diagram.node(pool).note


def test_too_few_standing_causes_ask_for_the_join_again():
    """That three were needed says nothing once only two stand."""
    postmortem = graph()
    effect = next(name for name, cause in postmortem.causes.items() if len(cause.because) > 2)
    postmortem = change.Combine(effect, Gate.AT_LEAST, 3)(postmortem)
    postmortem = change.SetNotes("five-whys", {"complete": [effect]})(postmortem)
    question = f"five-whys/join/{effect}"
    assert Interview(FiveWhys(), postmortem).question(question).done
    gone = postmortem.causes[effect].because[0]
    talk = Interview(FiveWhys(), change.Judge(gone, Status.RULED_OUT)(postmortem))
    assert not talk.question(question).done
    assert dict(talk.diagram.joins)[effect] == "together, or any one alone?"


def test_a_factor_that_is_there_is_not_named_twice():
    """The same words again would be a second cause."""
    talk = Interview(FiveWhys(), graph())
    question = talk.question("five-whys/more")
    with pytest.raises(BadAnswer, match="named already"):
        question.answer(TEXTS["no-alarm"])


def test_a_new_cause_does_not_inherit_what_was_said_of_a_deleted_one(talk):
    """Notes about causes that are gone bind nobody."""
    talk.type("Checkout is down").type("The pool was full").type("-").type("yes")
    pool = list(talk.postmortem.causes)[1]
    talk.expect(f"five-whys/why/{pool}", "-")
    talk.postmortem = change.DeleteCause(pool)(talk.postmortem)
    talk.type("The pool was full")
    again = list(talk.postmortem.causes)[1]
    assert again != pool
    assert not talk.question(f"five-whys/why/{again}").done


def test_unknown_keys_of_the_notes_survive():
    """What another tool wrote into the file is written back."""
    method = FiveWhys()
    postmortem = change.SetNotes("five-whys", {"complete": ["problem"], "mine": {"a": 1}})(graph())
    kept = method.keep(method.read_notes(postmortem))(postmortem)
    assert kept.method_notes("five-whys")["mine"] == {"a": 1}


def test_the_tree_shows_marks_joins_and_loose_causes():
    """Confirmed, open and ruled out are told apart; the loose cause is a node without a link."""
    postmortem = change.Judge("zombies", Status.CONFIRMED)(graph())
    postmortem = change.Judge("no-alarm", Status.RULED_OUT)(postmortem)
    talk = Interview(FiveWhys(), postmortem)
    picture = FiveWhys().diagram(postmortem, talk.notes)
    assert picture.kind is DiagramKind.TREE
    assert picture.root == "problem"
    assert {node.id: node.mark for node in picture.nodes if node.mark != "?"} == {
        "problem": "", "zombies": "✓", "no-alarm": "×",
    }  # fmt: skip
    assert "ruled out" in picture.node("no-alarm").note
    assert dict(picture.joins) == {"problem": "all of these", "containerd": "any of these"}
    assert not any("registry" in (edge.source, edge.target) for edge in picture.edges)
    assert picture.node("registry")


def test_chains_are_listed_with_how_they_end():
    """Four chains; the length counts the answers."""
    talk = Interview(FiveWhys(), graph())
    talk.postmortem = change.SetNotes("five-whys", {"stop": {"oldest-first": "boundary"}})(
        talk.postmortem
    )
    (table,) = FiveWhys().tables(talk.postmortem, talk.notes)
    rows = {row[1]: row for row in table.rows}
    assert rows["oldest-first"] == ("oldest-first", "oldest-first", 1, "beyond the team's control")
    assert rows["qa-suite"][2:] == (6, "at a hypothesis")
    assert set(rows) == {"qa-differs", "qa-suite", "no-alarm", "no-document", "oldest-first"}


def test_chains_of_a_graph_that_meets_again_are_bounded():
    """A ladder has 2 to the 40 chains; the first are listed and the title says so."""
    causes = {"c0": Cause(text="c0", because=("a0", "b0"))}
    for step in range(40):
        behind = (f"a{step + 1}", f"b{step + 1}") if step < 39 else ()
        causes[f"a{step}"] = Cause(text=f"a{step}", because=behind)
        causes[f"b{step}"] = Cause(text=f"b{step}", because=behind)
    postmortem = attrs.evolve(graph(), causes=frozen(causes), problem="c0")
    (table,) = FiveWhys().tables(postmortem, Interview(FiveWhys(), postmortem).notes)
    assert len(table.rows) == 200
    assert "200" in table.title


def test_findings_about_ends():
    """A person, an early end, a single chain, each where it is."""
    causes = {
        "top": Cause(text="The table was empty", because=("ada",)),
        "ada": Cause(text="Ada dropped the table"),
    }
    postmortem = attrs.evolve(
        graph(),
        causes=frozen(causes),
        problem="top",
        people=frozen({"p": Person(name="Ada")}),
    )
    found = {one.rule: one for one in Interview(FiveWhys(), postmortem).findings()}
    assert found["five-whys/ends-at-a-person"].about == ("ada",)
    assert "one why" in found["five-whys/ends-early"].text
    assert found["five-whys/single-chain"].about == ("top",)


def test_one_why_past_the_teams_control_is_fine_and_two_are_told():
    """The boundary is a place to stop soon, not at once."""
    boundary = change.SetNotes("five-whys", {"stop": {"never-joined": "boundary"}})
    one = change.Unlink("wrong-value", "no-logs")(boundary(graph()))
    assert "five-whys/past-control" not in Interview(FiveWhys(), one).rules()
    assert "five-whys/past-control" in Interview(FiveWhys(), boundary(graph())).rules()


def test_a_broken_graph_is_told_and_walked_to_its_end():
    """A circle, a dangling because and notes about nothing make findings, never a hang."""
    causes = {
        "a": Cause(text="A", because=("b", "gone")),
        "b": Cause(text="B", because=("c",)),
        "c": Cause(text="C", because=("b",)),
    }
    postmortem = attrs.evolve(graph(), causes=frozen(causes), problem="a")
    postmortem = change.SetNotes("five-whys", {"complete": ["gone"], "aside": ["x"]})(postmortem)
    talk = Interview(FiveWhys(), postmortem)
    assert "five-whys/loop" in talk.rules()
    assert talk.ids
    (table,) = FiveWhys().tables(postmortem, talk.notes)
    assert [row[3] for row in table.rows] == ["in a loop"]


def test_causes_without_a_problem_are_told_once():
    """One finding instead of one for each cause."""
    postmortem = change.SetProblem(None)(graph())
    assert Interview(FiveWhys(), postmortem).rules() == ["five-whys/no-problem"]


def test_a_large_graph_is_asked_quickly():
    """Two thousand causes stay far below a blink, options and all."""
    from time import perf_counter

    causes = {
        f"c{i}": Cause(text=f"Cause {i}", because=tuple(f"c{j}" for j in (2 * i + 1, 2 * i + 2)
                                                        if j < 2000))
        for i in range(2000)
    }  # fmt: skip
    postmortem = attrs.evolve(graph(), causes=frozen(causes), problem="c0")
    names = list(causes)
    notes = {
        "complete": names,
        "ends": names,
        "follows": {name: {"must": True} for name in names[:1000]},
    }
    talk = Interview(FiveWhys(), change.SetNotes("five-whys", notes)(postmortem))
    start = perf_counter()
    assert len(talk.questions) > 4000
    assert perf_counter() - start < 2
    assert isinstance(talk.questions[1].kind.options[0], Option)


def test_a_chain_deeper_than_pythons_stack():
    """Fifteen hundred whys on end are walked, drawn and listed."""
    causes = {
        f"c{i}": Cause(text=f"Cause {i}", because=(f"c{i + 1}",) if i < 1499 else ())
        for i in range(1500)
    }
    postmortem = attrs.evolve(graph(), causes=frozen(causes), problem="c0")
    talk = Interview(FiveWhys(), postmortem)
    assert talk.now.id == "five-whys/else/c0"
    assert "five-whys/single-chain" in talk.rules()
    (table,) = FiveWhys().tables(postmortem, talk.notes)
    assert table.rows == (("c1", "c1499", 1499, "at a hypothesis"),)
    assert len(FiveWhys().diagram(postmortem, talk.notes).edges) == 1499
