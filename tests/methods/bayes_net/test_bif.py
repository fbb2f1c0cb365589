"""BIF as it is met in the wild, and each fault with its line."""

from __future__ import annotations

import time

import pytest

from rcakit_bayes_net.exchange.bif import read
from rcakit_bayes_net.exchange.document import MOST_NUMBERS, BrokenNetwork

A = "variable A { type discrete [ 2 ] { yes, no }; }\n"
B = "variable B { type discrete [ 3 ] { x, y, z }; }\n"
HEAD = A + B + "probability ( A ) { table 0.2, 0.8; }\n"
ROWS = (0.1, 0.2, 0.7, 0.3, 0.3, 0.4)


def table_of(text: str, name: str = "B") -> tuple[float, ...]:
    """The table of a variable in a text."""
    return read(text).network.variables[name].table


@pytest.mark.parametrize(
    "block",
    [
        "probability ( B | A ) { (yes) 0.1, 0.2, 0.7; (no) 0.3, 0.3, 0.4; }",
        "probability ( B | A ) { (no) 0.3, 0.3, 0.4; (yes) 0.1, 0.2, 0.7; }",
        "probability(B|A){(yes)0.1,0.2,0.7;(no)0.3,0.3,0.4;}",
        "probability ( B A ) { (yes) 0.1 0.2 0.7; (no) 0.3 0.3 0.4; }",
        'probability ( "B" , "A" ) { ("yes") 0.1 0.2 0.7; ("no") 0.3 0.3 0.4; }',
        "probability ( B | A ) { table 0.1, 0.3, 0.2, 0.3, 0.7, 0.4; }",
        "probability ( B | A ) { table 0.1 0.3 0.2 0.3 0.7 0.4 }",
        "probability ( B | A ) { default 0.3, 0.3, 0.4; (yes) 0.1, 0.2, 0.7; }",
        "probability ( B | A ) { (yes) 1e-1, 2.0E-1, .7; default 0.3 0.3 0.4; };",
        "probability ( B | A ) { // two rows\n (yes) 0.1, /* here */ 0.2, 0.7; (no) 0.3,0.3,0.4;}",
        "PROBABILITY ( B | A ) { TABLE 0.1 0.3 0.2 0.3 0.7 0.4; property of = nothing; }",
    ],
)
def test_a_table_is_the_same_however_it_is_written(block):
    """Bars, commas, order of rows, whole tables, defaults, comments and letter case."""
    assert table_of(HEAD + block) == ROWS


def test_a_table_may_come_before_its_variables():
    """The order of blocks says nothing."""
    assert table_of("probability ( B ) { table 0.1 0.2 0.7; }" + B) == ROWS[:3]


def test_a_whole_table_whose_own_states_change_fastest_is_told_of():
    """Some programs write it so; it is taken so only where nothing else gives rows of sum 1."""
    document = read(HEAD + "probability ( B | A ) {\n table 0.1 0.2 0.7 0.3 0.3 0.4; }")
    assert document.network.variables["B"].table == ROWS
    ((said, line),) = document.remarks
    assert "change fastest" in said
    assert line == 5


def test_names_may_hold_nearly_anything():
    """As those of published networks do: slashes, signs, blanks in quotation marks."""
    text = """
    network "a network" { property author "A; B"; property "version = 2"; }
    variable "two words" { type discrete[3] { Asy/Patch, <5, 12+ }; property position = (1, 2); }
    variable a-b.c/d { type discrete [ 2 ] { "not here", "network" }; }
    probability ( "two words" ) { table 0.5, 0.25, 0.25; }
    probability ( a-b.c/d | "two words" ) {
      (Asy/Patch) 0.1, 0.9; (<5) 0.2, 0.8; ("12+") 0.3, 0.7; }
    """
    document = read(text)
    one, other = document.network.variables.values()
    assert (one.name, one.states) == ("two words", ("Asy/Patch", "<5", "12+"))
    assert (other.name, other.states) == ("a-b.c/d", ("not here", "network"))
    assert document.name == "a network"
    assert document.properties == ('author "A; B"', "version = 2")
    assert document.of == {"two words": ("position = (1, 2)",)}
    assert document.lines == {"two words": 3, "a-b.c/d": 4}


def test_rows_that_miss_one_by_rounding_are_kept_as_they_are_and_told_of():
    """Three thirds with three digits sum to 0.999, and no digit is made up."""
    document = read(B + "probability ( B ) {\n table 0.333, 0.333, 0.333;\n}")
    assert document.network.variables["B"].table == (0.333, 0.333, 0.333)
    assert document.network.rounded == ("B",)
    ((said, line),) = document.remarks
    assert "rounding" in said
    assert line == 3


P = "probability ( B | A ) {\n"
FAULTS = {
    "variable A {\n type discrete [ 3 ] { yes, no };\n}": (2, "said to have 3 states, and 2"),
    "variable A {\n type continuous;\n}": (2, "only variables with a few states"),
    "variable A {\n type discrete [ 2 ] { yes, yes };\n}": (1, "has the state yes twice"),
    "variable A {\n property x;\n}": (1, "has no states"),
    A + A: (2, "A is in line 1 already"),
    A: (1, "The variable A has no table"),
    "\n\nnonsense {}": (3, "“nonsense” begins no block"),
    "": (None, "declares no variable"),
    A + "probability ( A ) { table 0.2, 0.8;": (2, "ends in the middle"),
    A + "/* never\nended": (2, "comment that begins here does not end"),
    A + 'probability ( "A ) {\n': (2, "quotation that begins here does not end"),
    A + "probability ( A ) {\n table 0.2, 0.9;\n}": (3, "sums to 1.1, not to 1"),
    A + "probability ( A ) {\n table 0.33, 0.66;\n}": (3, "sums to 0.99, not to 1"),
    A + "probability ( A ) {\n table -0.2, 1.2;\n}": (3, "-0.2 in the table of A is no prob"),
    A + "probability ( A ) {\n table 0.2, x;\n}": (3, "“x” in the table of A is no number"),
    A + "probability ( A ) {\n table nan, 1;\n}": (3, "nan in the table of A is no prob"),
    A + "probability ( A ) {\n table 1_0, 1;\n}": (3, "“1_0” in the table of A is no number"),
    A + "probability ( A ) {\n table 0.2, 0.3, 0.5;\n}": (3, "has 3 numbers where 2"),
    A + "probability ( A ) {\n banana 1;\n}": (3, "“banana” begins no entry"),
    A + "probability ( C ) { table 1; }": (2, "about C, which is declared nowhere"),
    A + "\nprobability ( A | C ) { default 1, 0; }": (3, "depends on C, which is declared"),
    HEAD + "probability ( A ) { table 0.2, 0.8; }": (4, "has its table in line 3 already"),
    HEAD + P + "(yes) 1 0 0;\n(maybe) 0 1 0;\n}": (6, "names maybe, which is no state of A"),
    HEAD + P + "(yes) 1 0 0;\n(yes) 0 1 0;\n}": (6, "second row for the same states"),
    HEAD + P + "(yes) 1 0 0;\n}": (4, "has no row for no"),
    HEAD + P + "(yes) 1 0 0;\n(no) 1 0;\n}": (6, "has 2 numbers; it has 3 states"),
    HEAD + P + "(yes, no) 1 0 0;\n}": (5, "names 2 states; it depends on 1"),
    HEAD + P + "(yes) 1 0 0;\n(no) 0.5 0.6 0;\n}": (6, "Row 2 of the table of B sums to 1.1"),
    A + B + "probability ( A | B ) { default 1 0; }\nprobability ( B | A ) { default 1 0 0; }": (
        3,
        "A depends on itself, over B",
    ),
    A + "probability ( A | A ) { default 1 0; }": (2, "A depends on itself"),
    HEAD + "probability ( B | A A ) { default 1 0 0; }": (4, "names a parent twice"),
}


@pytest.mark.parametrize("text", list(FAULTS), ids=range(len(FAULTS)))
def test_a_fault_is_named_with_its_line(text):
    """So that a person finds it in a file of ten thousand lines."""
    line, said = FAULTS[text]
    with pytest.raises(BrokenNetwork, match=said.replace("(", r"\(")) as raised:
        read(text)
    assert raised.value.line == line


def test_a_default_for_too_many_states_is_refused_before_it_is_made():
    """A small file can ask for a table that nothing can hold."""
    names = [f"v{number}" for number in range(40)]
    text = "".join(f"variable {name} {{ type discrete [2] {{ a b }}; }}" for name in names)
    text += "".join(f"probability ( {name} ) {{ table 0.5 0.5; }}\n" for name in names[1:])
    text += f"probability ( {' '.join(names)} ) {{ default 0.5 0.5; }}"
    with pytest.raises(BrokenNetwork, match=f"more than the {MOST_NUMBERS:,} numbers"):
        read(text)


@pytest.mark.parametrize(
    "piece",
    ["/", "//\n", "/*", '"', '""', "{", "(", "|", ";", ",", "a/", "a//", "property ", "\n", "*/"],
)
def test_no_text_takes_longer_than_it_is_long(piece):
    """Whatever is said a hundred thousand times."""
    start = time.perf_counter()
    for text in (piece * 100_000, A + "probability ( A ) { table " + piece * 100_000):
        with pytest.raises(BrokenNetwork):
            read(text)
    assert time.perf_counter() - start < 5
