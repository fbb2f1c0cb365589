"""Networks out and in again the same, over files and over a postmortem."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importer_samples import SAMPLES
from networks import networks

import rcakit_bayes_net
from rcakit import ImportFile, Postmortem, RcakitError, UnreadableError, model
from rcakit.importing import take
from rcakit.testing import empty, reading_of
from rcakit_bayes_net.engine.network import Network
from rcakit_bayes_net.exchange import bif, xmlbif
from rcakit_bayes_net.exchange.document import Document, said
from rcakit_bayes_net.exchange.writing import bif as to_bif
from rcakit_bayes_net.exchange.writing import xmlbif as to_xmlbif
from rcakit_bayes_net.notes import ID

LAW = settings(max_examples=150, deadline=None)
IMPORTERS = {one.id: one for one in rcakit_bayes_net.rcakit_importers()}
EXPORTERS = {one.id: one for one in rcakit_bayes_net.rcakit_exporters()}
READERS = {"bif": bif.read, "xmlbif": lambda written: xmlbif.read(written.encode())}
WORDS = st.text(max_size=12).map(said).filter(bool)
UNQUOTED = WORDS.filter(lambda word: '"' not in word)


def parts(network: Network) -> dict:
    """All that has to come back, in its order."""
    return {name: (one.states, one.parents, one.table) for name, one in network.variables.items()}


@st.composite
def documents(draw, words=WORDS):
    """A network whose variables and states are called anything."""
    network = draw(networks())
    names = draw(st.lists(words, min_size=len(network.variables), unique=True).map(tuple))
    called = dict(zip(network.variables, names, strict=False))
    variables = []
    for name, one in network.variables.items():
        size = len(one.states)
        states = draw(st.lists(words, min_size=size, max_size=size, unique=True))
        parents = tuple(called[parent] for parent in one.parents)
        changed = attrs.evolve(one, name=called[name], states=tuple(states), parents=parents)
        variables.append(changed)
    noted = draw(st.dictionaries(st.sampled_from(names[: len(called)]), st.tuples(words)))
    return Document(Network.of(variables), draw(words), draw(st.tuples(words)), noted)


@given(documents())
@LAW
def test_xmlbif_comes_back_the_same(document):
    """Names, states, numbers to the last digit, and what is noted."""
    back = xmlbif.read(to_xmlbif(document).encode())
    assert list(parts(back.network).items()) == list(parts(document.network).items())
    assert (back.name, back.properties) == (document.name, document.properties)
    assert back.of == document.of


@given(documents(UNQUOTED))
@LAW
def test_bif_comes_back_the_same(document):
    """Names, states, numbers to the last digit, and what is noted."""
    back = bif.read(to_bif(document))
    assert list(parts(back.network).items()) == list(parts(document.network).items())
    assert (back.name, back.properties) == (document.name, document.properties)
    assert back.of == document.of


@given(documents())
@LAW
def test_quotation_marks_in_names_harm_no_bif(document):
    """BIF has no sign for them, so they become apostrophes; all numbers stay."""
    back = bif.read(to_bif(document)).network
    assert [one.table for one in back.variables.values()] == [
        one.table for one in document.network.variables.values()
    ]


def test_names_that_differ_only_in_quotation_marks_stay_apart():
    """In BIF they would be one name."""
    names = ['a"', "a'", 'a""']
    variables = [
        attrs.evolve(one, name=name)
        for one, name in zip(_three().variables.values(), names, strict=True)
    ]
    back = bif.read(to_bif(Document(Network.of(variables)))).network
    assert len(back.variables) == 3


def _three() -> Network:
    head = "".join(f"variable {name} {{ type discrete [2] {{ t, f }}; }}\n" for name in "abc")
    tail = "".join(f"probability ( {name} ) {{ table 0.25, 0.75; }}\n" for name in "abc")
    return bif.read(head + tail).network


def taken(importer: str, data: bytes) -> Postmortem:
    """The postmortem that a file becomes."""
    found = take(empty(), importer, IMPORTERS[importer].read(ImportFile("net", data)))
    assert found.change is not None
    return found.change(empty())


@given(documents(UNQUOTED), st.sampled_from(["bif", "xmlbif"]), st.sampled_from(["bif", "xmlbif"]))
@settings(max_examples=60, deadline=None)
def test_over_a_postmortem_a_network_comes_back_the_same(document, one, other):
    """Imported as causes with notes and exported again, in either format."""
    written = to_bif(document) if one == "bif" else to_xmlbif(document)
    postmortem = taken(one, written.encode())
    back = READERS[other](EXPORTERS[other].export(reading_of(postmortem)))
    assert parts(back.network) == parts(document.network)


def test_names_that_differ_only_in_case_come_back():
    """Though the id that one of them gets is what the other is called."""
    text = "".join(f"variable {name} {{ type discrete [2] {{ t, f }}; }}\n" for name in "Uu")
    text += "".join(f"probability ( {name} ) {{ table 0.25, 0.75; }}\n" for name in "Uu")
    back = bif.read(EXPORTERS["bif"].export(reading_of(taken("bif", text.encode()))))
    assert list(back.network.variables) == ["U", "u"]


def test_a_file_becomes_causes_with_their_tables():
    """Effects point to their causes, a leaf has its probability, and nothing is observed."""
    (file,) = SAMPLES["bif"]
    postmortem = taken("bif", file.data)
    load, storm, full = postmortem.causes.values()
    assert full.because == ("load", "retry-storm")
    assert (storm.probability, storm.probability_source) == (0.01, "net")
    assert load.probability is None
    notes = postmortem.method_notes(ID)
    assert notes["happened"] is False
    assert notes["states"]["load"] == ("low", "as usual", "high")
    assert notes["name"] == {"load": "Load", "retry-storm": "Retry/storm", "exhausted": "Exhausted"}
    assert notes["table"]["exhausted"]["rows"][3] == (0.01, 0.99)
    assert notes["property"] == {"load": ("position = (3, 4)",)}
    assert set(notes["table"]) == {"load", "exhausted"}


@pytest.mark.parametrize("importer", IMPORTERS)
def test_each_file_is_known_by_its_content(importer):
    """Whatever it is called, and no other file is taken for one."""
    for kind, files in SAMPLES.items():
        for file in files:
            sure = IMPORTERS[importer].recognises(attrs.evolve(file, name="file"))
            assert (sure > 0.5) == (kind == importer)


def test_a_comment_before_the_first_block_hides_nothing():
    """Many programs begin with one."""
    data = b"// made by a program\n/* on a Monday */\n\nnetwork { }\n"
    assert IMPORTERS["bif"].recognises(ImportFile("x", data)) > 0.5


def test_what_cannot_be_read_is_refused_with_its_line():
    """As any importer does."""
    with pytest.raises(UnreadableError, match=r"sums to 1\.1") as raised:
        IMPORTERS["bif"].read(
            ImportFile(
                "x.bif", b"variable A { type discrete [2] {t f}; }\nprobability (A) {table 1 .1;}"
            )
        )
    assert raised.value.line == 2


def fever() -> Postmortem:
    """Fever of cold, flu and malaria (Russell and Norvig), which may each be held back."""
    causes = {
        name: model.Cause(text=name.title(), probability=0.5) for name in ("cold", "flu", "malaria")
    }
    causes["fever"] = model.Cause(text="A fever", because=tuple(causes), gate=model.Gate.ANY)
    strength = {"cold": {"value": 0.4}, "flu": {"value": 0.8}, "malaria": {"value": 0.9}}
    return attrs.evolve(
        empty(),
        causes=causes,
        notes={ID: {"strength": {"fever": strength}}},
    )


@pytest.mark.parametrize("kind", EXPORTERS)
def test_gates_are_written_as_whole_tables(kind):
    """A noisy-OR of three causes: the known answers of its eight rows."""
    back = READERS[kind](EXPORTERS[kind].export(reading_of(fever())))
    one = back.network.variables["fever"]
    assert one.parents == ("cold", "flu", "malaria")
    # Rows go from all so to none so.
    assert one.table[::2] == pytest.approx((0.988, 0.88, 0.94, 0.4, 0.98, 0.8, 0.9, 0.0), abs=1e-12)
    assert back.of["fever"] == ("label = A fever",)
    again = taken(kind, EXPORTERS[kind].export(reading_of(fever())).encode())
    assert again.causes["fever"].text == "A fever"


def test_a_table_too_large_to_be_written_is_refused_with_what_to_do():
    """Twenty causes behind one effect would be a million rows."""
    causes = {f"c{number}": model.Cause(text=f"C{number}") for number in range(20)}
    causes["all"] = model.Cause(text="All of it", because=tuple(causes))
    postmortem = attrs.evolve(empty(), causes=causes)
    with pytest.raises(RcakitError, match=r"“All of it” has 20 becauses.*of their own"):
        EXPORTERS["bif"].export(reading_of(postmortem))


def test_where_there_is_no_network_the_file_says_so():
    """Nothing to write, or causes in a circle."""
    written = EXPORTERS["bif"].export(reading_of(empty()))
    assert "There is no cause yet" in written
    causes = {
        "a": model.Cause(text="A came", because=("b",)),
        "b": model.Cause(text="B came", because=("a",)),
    }
    circle = attrs.evolve(empty(), causes=causes)
    assert "is a cause of itself" in EXPORTERS["xmlbif"].export(reading_of(circle))


def test_a_variable_of_one_state():
    """Published networks have such; it is what it is, and nothing else is the worse for it."""
    written = """
        network one { }
        variable site { type discrete [ 1 ] { only }; }
        variable a { type discrete [ 2 ] { yes, no }; }
        variable other { type discrete [ 1 ] { none }; }
        probability ( site ) { table 1.0; }
        probability ( a | site ) { (only) 0.3, 0.7; }
        probability ( other | a ) { (yes) 1.0; (no) 1.0; }
    """
    found = take(empty(), "bif", IMPORTERS["bif"].read(ImportFile("one.bif", written.encode())))
    postmortem = found.change(empty())
    (method,) = rcakit_bayes_net.rcakit_methods()
    tables = {one.name: one for one in method.tables(postmortem, method.read_notes(postmortem))}
    beliefs = {row[:2]: row[3] for row in tables["posterior"].rows}
    assert beliefs == pytest.approx(
        {("site", "only"): 1, ("a", "yes"): 0.3, ("a", "no"): 0.7, ("other", "none"): 1}
    )
