"""Open-PSA models: read, validated with lines, included, written, and read again the same."""

from __future__ import annotations

import random
import unicodedata
from itertools import count
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcakit import ImportFile, UnreadableError, model
from rcakit.hooks import Reading
from rcakit.importing import beside, take
from rcakit.model import Incident, Postmortem
from rcakit_fault_tree.common_cause import Group, Sharing
from rcakit_fault_tree.expressions import Call, Model, Name, Number
from rcakit_fault_tree.graph_tree import fault_tree
from rcakit_fault_tree.mef.elements import parse
from rcakit_fault_tree.mef.reading import read
from rcakit_fault_tree.mef.writing import written
from rcakit_fault_tree.method import FaultTree as Method
from rcakit_fault_tree.open_psa import OpenPsaImporter
from rcakit_fault_tree.open_psa_out import OpenPsaExporter
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.tree import Branch, FaultTree

EMPTY = Postmortem(incident=Incident(title="-"))


def imported(text, name="model.xml", **more):
    """What the importer makes of a model."""
    return OpenPsaImporter().read(ImportFile(name, dedent(text).encode(), **more))


def taken(text, **more):
    """A new postmortem with a model in it."""
    found = take(EMPTY, "open-psa", imported(text, **more))
    return found.change(EMPTY)


def tree_of(postmortem):
    """The tree of a postmortem as its lens reads it."""
    return fault_tree(postmortem, Method().read_notes(postmortem))


def top_of(text, **more):
    """The probability of the top of a model."""
    return Solution.of(tree_of(taken(text, **more))).evaluated.top


def model_of(gates, data=""):
    """A model file with these definitions."""
    tree = f"<define-fault-tree name='t'>\n{gates}\n</define-fault-tree>"
    return f"<opsa-mef>\n{tree}\n{data}</opsa-mef>"


def said(text, **more):
    """What is remarked on a model, as line and words."""
    found = imported(text, **more)
    return [(one.line, one.text) for one in (*found.warnings, *found.skipped)]


EVENTS = "".join(
    f"<define-basic-event name='{name}'><float value='{chance}'/></define-basic-event>\n"
    for name, chance in (("a", 0.1), ("b", 0.2), ("c", 0.3))
)
A, B, C = (f"<basic-event name='{name}'/>" for name in "abc")


@pytest.mark.parametrize(
    ("formula", "chance"),
    [
        (f"<or>{A}{B}{C}</or>", 0.496),
        (f"<and>{A}{B}{C}</and>", 0.006),
        (f"<not>{A}</not>", 0.9),
        (f"<nor>{A}{B}</nor>", 0.72),
        (f"<nand>{A}{B}</nand>", 0.98),
        (f"<xor>{A}{B}{C}</xor>", 0.404),
        (f"<iff>{A}{B}</iff>", 0.74),
        (f"<imply>{A}{B}</imply>", 0.92),
        (f"<atleast min='2'>{A}{B}{C}</atleast>", 0.098),
        (f"<atleast min='0'>{A}{B}{C}</atleast>", 1.0),
        (f"<atleast min='2'>{A}{A}{B}</atleast>", 0.1),
        (f"<xor>{A}{A}{B}</xor>", 0.2),
        (f"<cardinality min='1' max='2'>{A}{B}{C}</cardinality>", 0.49),
        (f"<cardinality min='0' max='1'>{A}{B}{C}</cardinality>", 0.902),
        (f"<cardinality min='0' max='3'>{A}{B}{C}</cardinality>", 1.0),
        (f"<or><and>{A}<not>{B}</not></and>{C}</or>", 1 - (1 - 0.08) * 0.7),
        (f"<or>{A}<constant value='false'/></or>", 0.1),
        (f"<and>{A}<constant value='true'/></and>", 0.1),
        ("<event name='a'/>", 0.1),
        ("<gate name='other'/>", 0.28),
    ],
)
def test_every_connective(formula, chance):
    """Each gate of the format, nested formulas and constants, by its probability."""
    other = f"<define-gate name='other'><or>{A}{B}</or></define-gate>" if "other" in formula else ""
    text = model_of(f"<define-gate name='top'>{formula}</define-gate>{other}", EVENTS)
    assert top_of(text) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("gates", "data", "line", "words"),
    [
        ("<define-gate name='g'>\n<or><gate name='gone'/></or></define-gate>", "", 4, "gone"),
        (("<define-gate name='g'><or>" + A + "</or></define-gate>\n") * 2, "", 4, "second time"),
        ("<define-gate name='g'>\n<maybe>" + A + "</maybe></define-gate>", "", 4, "<maybe>"),
        ("<define-gate name='g'>\n<not>" + A + B + "</not></define-gate>", "", 4, "2 arguments"),
        ("<define-gate name='g'>\n<imply>" + A + "</imply></define-gate>", "", 4, "1 argument"),
        ("<define-gate name='g'>\n<or></or></define-gate>", "", 4, "0 arguments"),
        (
            "<define-gate name='g'>\n<atleast min='3'>" + A + B + "</atleast></define-gate>",
            "",
            4,
            "from 0 to 2, not “3”",
        ),
        ("<define-gate name='g'>\n</define-gate>", "", 3, "wants one formula"),
        (
            "<define-basic-event name='e'><float value='1.5'/></define-basic-event>",
            "",
            3,
            "the probability 1.5",
        ),
        (
            "<define-basic-event name='e'><float value='much'/></define-basic-event>",
            "",
            3,
            "“much” is no number",
        ),
        (
            "<define-basic-event name='e'><float value='nan'/></define-basic-event>",
            "",
            3,
            "“nan” is no number",
        ),
        (
            "<define-basic-event name='e'>\n<parameter name='gone'/></define-basic-event>",
            "",
            4,
            "no parameter named gone",
        ),
        (
            "<define-basic-event name='e'>\n<exponential><pi/></exponential></define-basic-event>",
            "",
            4,
            "<exponential> cannot have 1 argument",
        ),
        ("<define-event-tree name='e'/>", "", 3, "<define-event-tree> is not read"),
        ("<define-gate><or>" + A + "</or></define-gate>", "", 3, "has no name"),
        (
            "",
            "<define-CCF-group name='k' model='magic'><members/></define-CCF-group>",
            6,
            "“magic” is no model",
        ),
    ],
)
def test_each_fault_is_named_with_its_line(gates, data, line, words):
    """One sentence with the line it is in; the rest of the model is read all the same."""
    top = f"<define-gate name='top'><or>{A}{B}</or></define-gate>"
    found = said(model_of(f"{gates}\n{top}", data + EVENTS))
    assert [(at, text) for at, text in found if at == line and words in text], found


def test_a_circle_is_named_with_its_way():
    """And the gate that closes it is one that nothing is known of."""
    text = model_of(
        "<define-gate name='top'><or><gate name='g'/><basic-event name='a'/></or></define-gate>\n"
        "<define-gate name='g'><or><gate name='h'/></or></define-gate>\n"
        "<define-gate name='h'><or><gate name='g'/></or></define-gate>",
        EVENTS,
    )
    assert (5, "Gates are about each other in a circle: g → h → g.") in said(text)
    assert Solution.of(tree_of(taken(text))).evaluated is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<opsa-mef>", "It is no XML"),
        ("", "It is no XML"),
        ("<other/>", "Its root is <other>"),
        ("<opsa-mef/>", "It defines no gate"),
        ("<!DOCTYPE opsa-mef [<!ENTITY a 'b'>]><opsa-mef/>", "defines entities"),
        ("<!DOCTYPE opsa-mef SYSTEM 'x.dtd'><opsa-mef>&a;</opsa-mef>", "entit"),
    ],
)
def test_what_is_no_model_is_refused(text, words):
    """With one sentence."""
    with pytest.raises(UnreadableError, match=words):
        imported(text)


def test_the_first_of_several_trees_is_the_problem():
    """The others are told of."""
    text = model_of(
        f"<define-gate name='one'><or>{A}</or></define-gate>"
        f"<define-gate name='two'><or>{B}</or></define-gate>",
        EVENTS,
    )
    assert taken(text).problem == "one"
    assert any("below two" in words for _, words in said(text))


def test_a_problem_that_is_there_is_kept():
    """What is imported into a postmortem with a problem does not take its place."""
    there = taken(model_of(f"<define-gate name='first'><or>{A}</or></define-gate>", EVENTS))
    found = imported(model_of(f"<define-gate name='second'><or>{C}</or></define-gate>", EVENTS))
    assert take(there, "open-psa", found).change(there).problem == "first"


def test_private_names_and_paths():
    """A name means the innermost, a path means itself, and what is private needs its path."""
    text = model_of(
        """
        <define-gate name='top'><or><gate name='k.g'/><gate name='g'/></or></define-gate>
        <define-gate name='g'><or><basic-event name='a'/></or></define-gate>
        <define-component name='k' role='private'>
          <define-gate name='g'><and><basic-event name='e'/><event name='b'/></and></define-gate>
          <define-basic-event name='e'><float value='0.5'/></define-basic-event>
        </define-component>
        <define-gate name='far'><or><basic-event name='e'/></or></define-gate>
        """,
        EVENTS,
    )
    found = read(parse(text.encode()))
    assert found.tree.gates["top"].args == ("t.k.g", "t.g")
    assert any("no gate or event named e" in one.reason for one in found.faults)
    assert top_of(text) == pytest.approx(1 - 0.9 * 0.9)


PART = "<opsa-mef><model-data>{}</model-data></opsa-mef>"


def included(tmp_path, files, first="model.xml"):
    """What is made of a folder of files."""
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    path = tmp_path / first
    file = ImportFile(first, path.read_bytes(), beside=beside(path))
    return OpenPsaImporter().read(file)


def test_files_beside_are_included(tmp_path):
    """Also those that they include, by their path from the file that names them, each once."""
    top = f"<define-fault-tree name='t'><define-gate name='top'><or>{A}{B}</or></define-gate>"
    found = included(
        tmp_path,
        {
            "model.xml": f"<opsa-mef><include file='data/one.xml'/>{top}</define-fault-tree>"
            "<include file='data/two.xml'/></opsa-mef>",
            "data/one.xml": "<opsa-mef>\n<include file='two.xml'/>\n"
            "<model-data><define-basic-event name='a'><float value='2'/></define-basic-event>"
            "</model-data></opsa-mef>",
            "data/two.xml": PART.format(EVENTS.partition("\n")[2]),
        },
    )
    assert {one.key for one in found.found} == {"top", "a", "b", "c"}
    assert [(one.line, one.text) for one in found.skipped] == [
        (None, "data/one.xml:3: a has the probability 2.")
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../secret.xml", "does not lie in the folder"),
        ("/etc/passwd", "does not lie in the folder"),
        ("https://models.example/a.xml", "does not lie in the folder"),
        ("link.xml", "does not lie in the folder"),
        ("gone.xml", "there is no such file"),
        ("", "names no file"),
        ("model.xml", "circle"),
        ("broken.xml", "It includes broken.xml:2: It is no XML"),
    ],
)
def test_what_cannot_be_included_is_said_with_its_line(tmp_path, name, words):
    """Nothing outside of the folder is read, and no file includes itself."""
    (tmp_path / "secret.xml").write_text("<opsa-mef/>")
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "secret.xml")
    model_file = f"<opsa-mef>\n\n<include file='{name}'/></opsa-mef>"
    files = {"model.xml": model_file, "broken.xml": "<opsa-mef>\n<"}
    if name == "model.xml":
        files |= {"model.xml": "<opsa-mef>\n\n<include file='b.xml'/></opsa-mef>"}
        files |= {"b.xml": "<opsa-mef><include file='c.xml'/></opsa-mef>"}
        files |= {"c.xml": "<opsa-mef><include file='b.xml'/></opsa-mef>"}
    with pytest.raises(UnreadableError, match=words) as error:
        included(folder, files)
    assert error.value.line == 3 or name == "model.xml"


def test_standard_input_has_nothing_beside_it():
    """An include says so."""
    with pytest.raises(UnreadableError, match="cannot be read here"):
        imported("<opsa-mef><include file='a.xml'/></opsa-mef>")


def test_a_switch():
    """The first case that is so, else the last value."""
    case = "<case><lt>{}<float value='0.5'/></lt><float value='{}'/></case>"
    cases = case.format("<float value='0.7'/>", 0.1) + case.format("<float value='0.2'/>", 0.25)
    event = f"<switch>{cases}<float value='1'/></switch>"
    data = f"<model-data><define-basic-event name='a'>{event}</define-basic-event></model-data>"
    text = model_of(f"<define-gate name='top'><or>{A}</or></define-gate>", data)
    assert top_of(text) == 0.25


def test_a_model_of_2000_gates_in_one_chain():
    """Deep trees are read, solved and written without recursion."""
    gates = "".join(
        f"<define-gate name='g{place}'><or><gate name='g{place + 1}'/>"
        f"<basic-event name='e{place}'/></or></define-gate>"
        for place in range(2000)
    )
    last = "<define-gate name='g2000'><and><basic-event name='x'/></and></define-gate>"
    data = "".join(
        f"<define-basic-event name='{name}'><float value='1e-5'/></define-basic-event>"
        for name in ("x", *(f"e{place}" for place in range(2000)))
    )
    postmortem = taken(model_of(gates + last, data))
    assert Solution.of(tree_of(postmortem)).count == 2001
    assert again(postmortem).tree == tree_of(postmortem)


def again(postmortem):
    """What a postmortem is read as once it has been exported."""
    text = OpenPsaExporter().export(Reading(postmortem=postmortem))
    return read(parse(text.encode()))


WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co")), max_size=20
).map(lambda words: " ".join(unicodedata.normalize("NFC", words).split()))
CALLED = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,6}", fullmatch=True)
CHANCES = st.floats(0.0, 1.0).map(Number)
VALUES = st.recursive(
    CHANCES | st.just(Name("rate 1")) | st.just(Name("mission-time")),
    lambda inner: (
        st.builds(
            Call, st.sampled_from(["add", "mul", "min", "max", "mean"]), st.tuples(inner, inner)
        )
        | st.builds(Call, st.just("exponential"), st.tuples(inner, inner))
        | st.builds(Call, st.just("ite"), st.tuples(inner, inner, inner))
        | st.just(Call("lognormal", (Number(1e-3), Number(3.0), Number(0.95))))
        | st.just(Call("histogram", tuple(map(Number, (0.0, 0.1, 2.0, 0.4, 1.0)))))
    ),
    max_leaves=6,
)
FEWEST = {model.Gate.XOR: 2, model.Gate.IFF: 2, model.Gate.IMPLY: 2}


@st.composite
def models(draw):
    """A random tree with labels: all connectives, houses, expressions, groups, inner gates."""
    names = draw(st.lists(CALLED, min_size=6, max_size=14, unique=True))
    cut = draw(st.integers(2, len(names) - 1))
    events = {name: draw(st.none() | VALUES) for name in names[1:cut]}
    houses = {names[cut]: draw(st.booleans())} if cut < len(names) - 1 else {}
    gates, below, inner = {}, [*events, *houses], []
    tickets = count(1)
    for name in (*names[cut + 1 :], names[0]):
        args = draw(st.lists(st.sampled_from(below), min_size=1, max_size=4, unique=True))
        gate = draw(st.sampled_from([one for one in model.Gate if one is not model.Gate.INHIBIT]))
        if gate is model.Gate.NOT or len(args) < FEWEST.get(gate, 1):
            gate, args = model.Gate.NOT, args[:1]
        if gate is model.Gate.IMPLY:
            args = args[:2]
        needed = draw(st.integers(1, len(args))) if gate is model.Gate.AT_LEAST else 1
        if draw(st.booleans()):
            made_up = f"{name}~{next(tickets)}"
            gates[made_up] = Branch(gate, tuple(args), needed)
            inner.append(made_up)
            gates[name] = Branch(model.Gate.NOT, (made_up,))
        else:
            gates[name] = Branch(gate, tuple(args), needed)
        below.append(name)
    groups = {}
    if len(events) > 1 and draw(st.booleans()):
        members = tuple(events)[:3]
        sharing = draw(st.sampled_from(list(Sharing)))
        first = 2 if sharing in (Sharing.BETA, Sharing.MGL) else 1
        levels = (len(members),) if sharing is Sharing.BETA else range(first, len(members) + 1)
        factors = {level: Number(0.1 * level) for level in levels}
        events |= dict.fromkeys(members)
        groups["together"] = Group(sharing, members, draw(VALUES), factors)
    labels = {name: draw(WORDS) for name in (*gates, *events, *houses) if name not in inner}
    parameters = {"rate 1": Number(0.25)}
    tree = FaultTree(names[0], gates, events, houses, groups, Model(parameters))
    return tree, labels, tuple(inner)


def shape(found):
    """A model whatever its inner gates are called, and in whatever order it stands."""
    tree, inner = found.tree, set(found.inner)

    def part(name):
        if name not in inner:
            return name
        return tree.houses[name] if name in tree.houses else formula(name)

    def formula(name):
        branch = tree.gates[name]
        return (branch.gate, branch.needed, tuple(part(arg) for arg in branch.args))

    return (
        tree.top,
        {name: formula(name) for name in tree.gates if name not in inner},
        dict(tree.events),
        {name: value for name, value in tree.houses.items() if name not in inner},
        dict(tree.groups),
        tree.model,
        {name: label for name, label in found.labels.items() if label != name},
    )


@given(models())
@settings(max_examples=80, deadline=None)
def test_what_is_exported_is_imported_the_same(made):
    """Tree, expressions, groups and labels, through the graph and its notes and back twice."""
    tree, labels, inner = made
    text = written(tree, "a title", {}, labels, inner)
    first = read(parse(text.encode()))
    # A probability may be none, which is a fault that is told of, and unknown from then on.
    assert all("probability" in one.reason or ": " in one.reason for one in first.faults)
    whole = take(EMPTY, "open-psa", OpenPsaImporter().read(ImportFile("m.xml", text.encode())))
    postmortem = whole.change(EMPTY)
    second = again(postmortem)
    if len(first.tops) == 1 or first.tops[0] == second.tops[0]:
        assert shape(second) == shape(first)
    assert shape(again(whole.change(EMPTY))) == shape(second)


def test_a_damaged_file_is_refused_or_read_and_nothing_else():
    """Bytes of a model changed at random places."""
    good = model_of(f"<define-gate name='top'><or>{A}{B}</or></define-gate>", EVENTS).encode()
    dice = random.Random(5)
    refused = []
    for _ in range(400):
        bad = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        try:
            OpenPsaImporter().read(ImportFile("m.xml", bytes(bad)))
        except UnreadableError as error:
            refused.append(error.reason)
    assert 0 < len(refused) < 400
    assert all(refused)


@pytest.mark.parametrize(
    "formula",
    [
        f"<cardinality min='0' max='2'><and>{A}{B}</and><not>{C}</not></cardinality>",
        f"<atleast min='0'><and>{A}{B}</and></atleast>",
    ],
)
def test_formulas_inside_a_constant_one_are_no_trees(formula):
    """What is so whatever is inside has nothing below it; the inside is no top of its own."""
    text = model_of(f"<define-gate name='top'>{formula}</define-gate>{EVENTS}")
    assert taken(text).problem == "top"
    assert said(text) == []
    assert top_of(text) == 1.0


def test_formulas_inside_one_at_fault_are_no_trees():
    """The gate is an end of the tree then, and what was read of its formula is gone."""
    text = model_of(
        f"<define-gate name='wrong'><or><and>{A}{B}</and><imply>{C}</imply></or></define-gate>\n"
        f"<define-gate name='top'><or><gate name='wrong'/>{C}</or></define-gate>{EVENTS}"
    )
    assert taken(text).problem == "top"
    assert said(text) == [(3, "<imply> cannot have 1 argument.")]


def test_formulas_inside_a_gate_about_itself_are_no_trees():
    """The gate that closes the circle is an end of the tree, and nothing is left of its formula."""
    text = model_of(
        f"<define-gate name='top'><or><gate name='x'/>{C}</or></define-gate>\n"
        f"<define-gate name='x'><or><gate name='x'/><and>{A}{B}</and></or></define-gate>{EVENTS}"
    )
    postmortem = taken(text)
    assert postmortem.problem == "top"
    assert set(postmortem.causes) == {"top", "x", "a", "b", "c"}
    assert said(text) == [(4, "Gates are about each other in a circle: x → x.")]


def test_iff_of_one_event_twice():
    """It is always so, and no fault."""
    text = model_of(f"<define-gate name='top'><iff>{A}{A}</iff></define-gate>{EVENTS}")
    assert said(text) == []
    assert top_of(text) == 1.0


def test_a_vote_that_counts_an_event_twice_is_coherent():
    """Two of a, a, b is a, or a with b, and nothing in it helps by not being so."""
    text = model_of(
        f"<define-gate name='top'><atleast min='2'>{A}{A}{B}{C}</atleast></define-gate>{EVENTS}"
    )
    solution = Solution.of(tree_of(taken(text)))
    assert solution.coherent
    assert [one.events for one in solution.cut_sets()] == [("a",), ("b", "c")]


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE opsa-mef>",
        "<!DOCTYPE opsa-mef SYSTEM 'never-there.dtd'>",
        "<!DOCTYPE opsa-mef PUBLIC 'a' 'http://localhost:1/never-fetched.dtd'>",
        "<!DOCTYPE opsa-mef [<!ELEMENT opsa-mef ANY>]>",
    ],
)
def test_a_document_type_is_passed_over(before):
    """Nothing in it is needed, and what it names is not fetched."""
    gate = f"<define-gate name='top'><or>{A}{B}</or></define-gate>{EVENTS}"
    assert top_of(f"<?xml version='1.0'?>\n{before}\n{model_of(gate)}") == pytest.approx(0.28)


def test_names_with_the_prefix_of_a_namespace():
    """They mean what they mean without it, and the file is known for what it is."""
    gate = f"<define-gate name='top'><or>{A}{B}</or></define-gate>{EVENTS}"
    text = model_of(gate).replace("</", "</o:").replace("<", "<o:").replace("<o:/o:", "</o:")
    text = text.replace("<o:opsa-mef>", "<o:opsa-mef xmlns:o='urn:opsa'>", 1)
    assert OpenPsaImporter().recognises(ImportFile("model.xml", text.encode())) > 0.9
    assert top_of(text) == pytest.approx(0.28)


def test_what_is_defined_nowhere_is_an_end_of_the_tree():
    """It is told of, nothing is known of it, and the rest of the formula stays."""
    text = model_of(
        f"<define-gate name='top'><or>{A}\n<gate name='gone'/></or></define-gate>{EVENTS}"
    )
    assert said(text) == [(4, "There is no gate or event named gone.")]
    solution = Solution.of(tree_of(taken(text)))
    assert solution.unknown == ("gone",)
    assert {one.events for one in solution.cut_sets()} == {("a",), ("gone",)}


def test_a_reference_without_a_name():
    """It has its line, whether an event or the member of a group."""
    member = (
        "<define-CCF-group name='k' model='beta-factor'><members>\n<basic-event/></members>"
        "<distribution><float value='0.1'/></distribution></define-CCF-group>"
    )
    text = model_of(
        f"<define-gate name='top'><or>{A}</or></define-gate>\n"
        f"<define-gate name='g'><or><event/></or></define-gate>{EVENTS}{member}"
    )
    assert (4, "A reference to a gate or event has no name.") in said(text)
    assert any("A member of the group k has no name." in words for _, words in said(text))


def test_where_no_gate_is_left_the_faults_are_told():
    """Not that there is none."""
    text = model_of("<define-gate name='top'>\n<foo/></define-gate>\n<define-gate name='g'/>")
    with pytest.raises(UnreadableError, match=r":4: <foo> is no formula .* line 5: The gate g wan"):
        imported(text)


PAIR_OF_THREE = (
    "<define-CCF-group name='k' model='beta-factor'>"
    "<members><basic-event name='x'/><basic-event name='y'/><basic-event name='z'/></members>"
    "<distribution><float value='0.1'/></distribution>"
    "<factor level='3'><float value='0.2'/></factor></define-CCF-group>"
)


def test_a_group_of_which_a_member_is_nowhere_in_the_tree():
    """The others fail together as often as with it."""
    text = model_of(
        "<define-gate name='top'><and><event name='x'/><event name='y'/></and></define-gate>"
        + PAIR_OF_THREE
    )
    assert top_of(text) == pytest.approx(1 - (1 - 0.02) * (1 - 0.08**2), rel=1e-12)


@pytest.mark.parametrize(("so", "chance"), [(False, 1 - 0.98 * 0.92**2), (True, 1.0)])
def test_a_group_of_which_a_member_is_taken_as_so_or_not(so, chance):
    """That is no word on the others."""
    text = model_of(
        "<define-gate name='top'><or><event name='x'/><event name='y'/><event name='z'/></or>"
        "</define-gate>" + PAIR_OF_THREE
    )
    pm = taken(text)
    notes = Method().suppose(Method().read_notes(pm), {"z": so})
    solution = Solution.of(fault_tree(pm, notes))
    assert solution.evaluated.top == pytest.approx(chance, rel=1e-12)
