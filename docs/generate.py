"""Write the parts of the documentation that stand in the code: docs/content.md, docs/problems.md and docs/data.md.

Run it after a record type, a code or an insight has changed: `python docs/generate.py`. The test suite fails where a file is not what this
would write.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from mentorsite.diagnostics import Code, Severity
from mentorsite.records.audience import Audience
from mentorsite.records.describe import FieldFacts, fields_of
from mentorsite.records.fields import CADENCES, WebLink
from mentorsite.records.record import BASE_FIELDS, Record
from mentorsite.records.registry import record_types
from mentorsite.records.values import Attachment, Cadence, Level, Phrase, Prose, Reference

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]
import data_reference  # noqa: E402

from tests.cases.reading import Case, documenting_cases  # noqa: E402

GENERATED = "<!-- Written by docs/generate.py from the declarations in the code. Change those. -->\n"

# One of a kind, and several of it.
_KINDS: dict[object, tuple[str, str]] = {
    Phrase: ("line of Markdown", "lines of Markdown"),
    Prose: ("¶", "¶"),
    Level: ("level", "levels"),
    Attachment: ("path of a picture", "paths of pictures"),
    Audience: ("audience", "audiences"),
    str: ("text", "texts"),
    date: ("date", "dates"),
    Decimal: ("number", "numbers"),
    int: ("whole number", "whole numbers"),
    bool: ("`true` or `false`", ""),
    WebLink: ("fields `label` and `url`", "fields `label` and `url`"),
}


def kind_of(fact: FieldFacts) -> str:
    """Say in words what a field takes."""
    inner = fact.inner
    words = get_args(inner)
    if inner is Cadence:
        return ", ".join(f"`{word}`" for word in CADENCES) + ", or an ISO 8601 duration such as `P3W`"
    if fact.shape == "table":
        return "list: fields"
    if fact.shape == "group":
        return "fields"
    if isinstance(inner, tuple):
        one = several = "`type/id`, or fields `label` and `url`"
    elif words and isinstance(words[0], str):
        one = several = ", ".join(f"`{word}`" for word in words)
    elif inner is Reference:
        one, several = fact.to, fact.to.replace("the id of a record", "ids of records")
    else:
        one, several = _KINDS[inner]
    if fact.shape == "map":
        return f"for each date: {one}"
    return f"list: {several}" if fact.shape in ("list", "links") else one


def rows(model: type[BaseModel], names: list[str], indent: str = "") -> list[str]:
    """Give the rows of a table of fields; those of a part follow the field that holds it."""
    lines = []
    for name in names:
        fact = fields_of(model)[name]
        bold = "**" if fact.required else ""
        lines.append(f"| {indent}{bold}`{name}`{bold} | {kind_of(fact)} | {fact.description} |")
        if fact.part and fact.shape in ("table", "group"):
            lines += rows(fact.part, list(fields_of(fact.part)), indent + "· ")
    return lines


def content_reference() -> str:
    """Give docs/content.md."""
    head = ["| field | takes | what it is |", "| --- | --- | --- |"]
    text = [
        "# The content folder",
        GENERATED,
        (DOCS / "content.intro.md").read_text("utf-8").strip(),
        "\n## Fields of every record\n",
        "A field in bold is required. ¶ is Markdown of any length, written as a field or as a level-2 heading in the body.",
        "A field that is left empty counts as not written; an empty `visibility`, `draft` or `consent` is an error.\n",
        *head,
        *rows(Record, list(BASE_FIELDS)),
    ]
    for name, record_type in record_types().items():
        own = [field for field in fields_of(record_type) if field not in BASE_FIELDS or fields_of(record_type)[field].required]
        doc = (record_type.__doc__ or "").strip()
        text += [f"\n## {name}\n", f"{doc}\n", *head, *rows(record_type, own)]
        headings = [fact for fact in fields_of(record_type).values() if fact.shape == "prose" and fact.name not in BASE_FIELDS]
        if headings:
            text.append("\nHeadings in the body: " + ", ".join(f"`## {fact.label}`" for fact in headings) + ".")
        text += ["\nA record:\n", "```markdown", record_type.facts.example.rstrip(), "```"]
    return "\n".join(text) + "\n"


def problems_reference() -> str:
    """Give docs/problems.md: tables of all codes, and below each a section with an example that a test has tried."""
    codes = sorted(Code, key=lambda code: code.number)
    checks = [code for code in codes if code.severity is Severity.ADVICE]
    problems = [code for code in codes if code.severity is not Severity.ADVICE]
    examples = documenting_cases()
    text = [
        "# Problems",
        GENERATED,
        (DOCS / "problems.intro.md").read_text("utf-8").strip(),
        "",
        "| code | | what it is | what to do |",
        "| --- | --- | --- | --- |",
        *(f"| {_to(code)} | {code.severity} | {_in_cell(code.title)} | {_in_cell(code.fix)} |" for code in problems),
        "\n## Practice checks\n",
        (DOCS / "practice.intro.md").read_text("utf-8").strip(),
        "",
        "| code | name | what it finds | what to do |",
        "| --- | --- | --- | --- |",
        *(f"| {_to(code)} | `{code.check}` | {_in_cell(code.title)} | {_in_cell(code.fix)} |" for code in checks),
        "\n## Examples\n",
        "Each is tried whenever the tool is tested: what is said below a file is what the tool says of it.",
        *(line for code in codes for line in _section(code, examples[code.number])),
    ]
    return "\n".join(text) + "\n"


def _in_cell(text: str) -> str:
    """Write a text so that it is one cell of a table: a bar would begin the next one, in code as well."""
    return text.replace("|", "\\|")


def _to(code: Code) -> str:
    return f"[{code.number}](#{code.number.lower()})"


def _section(code: Code, example: Case) -> list[str]:
    """Show what is wrong, what is said of it, and how it is right."""
    name = f"`{code.check}`" if code.severity is Severity.ADVICE else code.title
    lines = [f'\n<a id="{code.number.lower()}"></a>\n', f"### {code.number} {name}\n"]
    if code.severity is Severity.ADVICE:
        lines.append(f"{code.title[:1].upper()}{code.title[1:]}.\n")
    for path, text in example.shown:
        lines += [*_file(path, text)] if path else [text, ""]
    if example.run and example.run.removesuffix(" -q") != "check":
        lines += ["```console", f"$ mentorsite {example.run.removesuffix(' -q')}", "```", ""]
    lines += ["The answer:", "", "```text", example.problems, "```", "", f"**What to do:** {code.fix}"]
    if example.fixed:
        lines += ["", "Put right:"]
    for path, data in example.fixed.items():
        lines += ["", *_file(path, data.decode().rstrip("\n"))[:-1]]
    return lines


def _file(path: str, text: str) -> list[str]:
    language = {".md": "markdown", ".yaml": "yaml", ".toml": "toml", ".html": "html"}.get(Path(path).suffix, "text")
    return [f"`{path}`", "", f"```{language}", text, "```", ""]


def data_json_reference() -> str:
    """Give docs/data.md."""
    return "\n".join(["# data.json", GENERATED, (DOCS / "data.intro.md").read_text("utf-8").strip(), *data_reference.sections()]) + "\n"


FILES = {"content.md": content_reference, "problems.md": problems_reference, "data.md": data_json_reference}


def main() -> None:
    """Write the files."""
    for name, text in FILES.items():
        (DOCS / name).write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
