"""XML as a tree of elements that know their lines.

XMLBIF files begin with a document type that lists their elements, so that one is allowed, inside
the file or named as another file; that other file is never fetched. Entities are refused.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

import attrs
from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from rcakit_bayes_net.exchange.document import BrokenNetwork, said

DEEPEST = 50


@attrs.define(eq=False)
class Element:
    """One element.

    Attributes:
        tag: Its name in capitals.
        line: Where it begins, from 1.
        attributes: Its attributes, their names in capitals.
        children: The elements inside, in their order.
        words: The pieces of text inside, those of the children left out.
    """

    tag: str
    line: int
    attributes: dict[str, str]
    children: list[Element] = attrs.field(factory=list)
    words: list[str] = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """The text inside, on one line, with nothing in it that acts on a terminal."""
        return said("".join(self.words))

    def all(self, *tags: str) -> list[Element]:
        """The children of these names."""
        return [child for child in self.children if child.tag in tags]


class _Parser(DefusedExpatParser):
    def defused_external_entity_ref_handler(self, *_: object) -> int:  # type: ignore[override]
        """Pass over the document type in another file: nothing is fetched."""
        return 1


def parse(data: bytes) -> Element:
    """The root element of a file.

    Raises:
        BrokenNetwork: It is no XML, defines entities, or is nested too deep.
    """
    handler = _Handler()
    parser = _Parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(data))
    except SAXParseException as error:
        raise BrokenNetwork(error.getLineNumber(), f"It is no XML: {error.getMessage()}.") from None
    except DefusedXmlException:
        raise BrokenNetwork(handler.line(), "It defines entities, which are not read.") from None
    except (ValueError, LookupError) as error:
        raise BrokenNetwork(None, f"It is no XML: {error}.") from None
    if handler.root is None:
        raise BrokenNetwork(None, "It is empty.")
    return handler.root


class _Handler(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._open: list[Element] = []
        self._locator: Locator | None = None

    def line(self) -> int | None:
        """Where the parser is."""
        return self._locator.getLineNumber() if self._locator is not None else None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  its name in SAX
        self._locator = locator

    def startElement(self, name: str, attributes: AttributesImpl) -> None:  # noqa: N802
        said = {key.upper(): value for key, value in attributes.items()}
        element = Element(name.upper(), self.line() or 0, said)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        if len(self._open) >= DEEPEST:
            raise BrokenNetwork(element.line, f"Elements are nested more than {DEEPEST} deep.")
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802
        del name
        self._open.pop()

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1].words.append(content)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        raise BrokenNetwork(self.line(), f"It uses the entity {name[:40]}, which is not read.")
