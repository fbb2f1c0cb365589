"""XMLBIF: its document type is taken, entities are not, and each fault has its line."""

from __future__ import annotations

import pytest

from rcakit_bayes_net.exchange.document import BrokenNetwork
from rcakit_bayes_net.exchange.xmlbif import read

DOCTYPE = """<!DOCTYPE BIF [
 <!ELEMENT BIF (NETWORK)*>
 <!ATTLIST BIF VERSION CDATA #REQUIRED>
]>
"""
A = "<VARIABLE TYPE='nature'><NAME>A</NAME><OUTCOME>yes</OUTCOME><OUTCOME>no</OUTCOME></VARIABLE>\n"
B = A.replace(">A<", ">B<")
ONE = "<DEFINITION><FOR>A</FOR><TABLE>0.2 0.8</TABLE></DEFINITION>\n"
TWO = (
    "<DEFINITION><FOR>B</FOR><GIVEN>A</GIVEN>\n"
    "<TABLE>0.1 0.9 <!-- no --> 3e-1 0.7</TABLE></DEFINITION>\n"
)


def whole(*parts: str, before: str = "") -> bytes:
    """A file with one network."""
    inside = "".join(parts)
    return f'{before}<BIF VERSION="0.3"><NETWORK>\n{inside}</NETWORK></BIF>'.encode()


@pytest.mark.parametrize(
    "before",
    [
        "",
        '<?xml version="1.0" encoding="US-ASCII"?>\n' + DOCTYPE,
        '<!DOCTYPE BIF SYSTEM "http://localhost:1/never-fetched.dtd">\n',
        '<?xml version="1.0"?><!-- made by hand --><!DOCTYPE BIF PUBLIC "a" "never-there.dtd">\n',
    ],
)
def test_a_network_is_read_whatever_its_document_type(before):
    """The usual inline one, one in another file that is never fetched, or none."""
    network = read(whole(A, B, ONE, TWO, before=before)).network
    assert network.variables["B"].parents == ("A",)
    assert network.variables["B"].table == (0.1, 0.9, 0.3, 0.7)
    assert network.variables["A"].states == ("yes", "no")


def test_names_and_properties_are_kept():
    """Of the network, of a variable and of its table."""
    noted = A.replace("</VARIABLE>", "<PROPERTY>position = (1, 2)</PROPERTY></VARIABLE>")
    defined = ONE.replace("</TABLE>", "</TABLE><PROPERTY>who &amp; when</PROPERTY>")
    text = whole("<NAME>My net</NAME><PROPERTY>x = 1</PROPERTY>", noted, defined)
    document = read(text)
    assert document.name == "My net"
    assert document.properties == ("x = 1",)
    assert document.of == {"A": ("position = (1, 2)", "who & when")}


FAULTS = {
    whole(A): (2, "The variable A has no table"),
    whole(A, A, ONE): (3, "A is in line 2 already"),
    whole(A, ONE, ONE): (4, "has its table in line 3 already"),
    whole(A, ONE.replace("0.8", "0.9")): (3, "sums to 1.1, not to 1"),
    whole(A, ONE.replace("0.8", "-1")): (3, "-1 in the table of A is no probability"),
    whole(A, ONE.replace("0.8", "x")): (3, "“x” in the table of A is no number"),
    whole(A, ONE.replace("0.8", "0.8 0.1")): (3, "has 3 numbers where 2"),
    whole(A, B, ONE, TWO.replace("<GIVEN>A", "<GIVEN>C")): (5, "depends on C, which is declared"),
    whole(A, ONE.replace("<FOR>A</FOR>", "")): (3, "has 0 <FOR>; it needs one"),
    whole(A, ONE, "<WHAT/>"): (4, "<WHAT> is no part of a network"),
    whole(A.replace("nature", "utility"), ONE): (2, "of the type utility"),
    whole("<VARIABLE><NAME/><OUTCOME>a</OUTCOME></VARIABLE>"): (2, "A variable has no name"),
    b"<other/>": (1, "It is no XMLBIF: its root is <OTHER>"),
    b"<BIF>\n<NETWORK/><NETWORK/></BIF>": (2, "has 2 networks"),
    b"<BIF>\n<NETWORK></BIF>": (2, "It is no XML"),
    b'<!DOCTYPE b [\n<!ENTITY a "b">]><BIF/>': (2, "defines entities"),
    b'<!DOCTYPE b [\n<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><BIF/>': (2, "entities"),
    whole(A, ONE, "&never;", before='<!DOCTYPE BIF SYSTEM "x.dtd">\n'): (5, "entit"),
    b"<a>" * 100: (1, "nested more than 50 deep"),
    b"": (1, "It is no XML"),
}


@pytest.mark.parametrize("data", list(FAULTS), ids=range(len(FAULTS)))
def test_a_fault_is_named_with_its_line(data):
    """So that a person finds it."""
    line, said = FAULTS[data]
    with pytest.raises(BrokenNetwork, match=said) as raised:
        read(data)
    assert raised.value.line == line
