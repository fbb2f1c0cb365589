"""The pages in docs/, and the parts of them that are taken from elsewhere.

`python tests/pages.py` puts the files that pages show into them anew; a test compares.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_FILE = re.compile(r"(<!-- file: (\S+) -->\n```\w*\n).*?(```\n)", re.DOTALL)


def page(name: str) -> str:
    """The text of a page."""
    return (DOCS / name).read_text("utf-8")


def with_files(text: str) -> str:
    """A page with every file it shows put in anew."""
    return _FILE.sub(lambda match: match[1] + (ROOT / match[2]).read_text("utf-8") + match[3], text)


def blocks(text: str, language: str) -> list[str]:
    """The contents of the code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def headings(text: str) -> list[str]:
    """The headings, without their signs."""
    return re.findall(
        r"^#{1,6} (.*)$",
        re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE),
        re.MULTILINE,
    )


if __name__ == "__main__":
    for path in DOCS.glob("*.md"):
        path.write_text(with_files(path.read_text("utf-8")), "utf-8")
