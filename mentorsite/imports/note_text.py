"""The text of a note becomes Markdown as it is written here: links between notes lead to records, and marks of other programs go.

What has no counterpart is told with its place: a link to what is not imported keeps its words alone. What Obsidian hides between `%%` is
taken out, since nothing hides it here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from mentorsite.markdown.parser import scheme_of
from mentorsite.records.addresses import slug

Resolve = Callable[[str], str | None]
"""Gives the address of the record that a note has become (`../TYPE/ID.md`), by how somebody names it; None where there is none."""

# Code comes first: in it, nothing is a mark. Each alternative ends in its line, or in its paragraph. What can be read in two ways is
# taken in one and never tried again, and no link is endless: else a text of many brackets takes for ever.
_MARKS = re.compile(
    r"""
    (?P<code> ^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*$ .*? (?: ^[ \t>]*(?P=fence)[`~]*[ \t]*$ | \Z )
            | (?<!`)(?P<ticks>`+)(?!`) (?:(?!\n\s*\n).)*? (?<!`)(?P=ticks)(?!`) )
  | (?P<highlight> \{%-?[ ]*highlight[ ]+(?P<language>\w+)[^\n{}%]*%\} (?P<inside>(?:(?!\{%).)*) \{%-?[ ]*endhighlight[ ]*-?%\} )
  | (?P<hidden> %%.*?%% )
  | (?P<wiki> (?P<embed>!?)\[\[ (?P<name>[^\[\]|\#\n]*) (?:\#(?P<heading>[^\[\]|\n]*))? (?:\|(?P<words>[^\[\]\n]*))? \]\] )
  | (?P<link> (?P<bang>!?)\[ (?P<label>(?:[^\[\]\\\n]|\\.|\n(?![^\S\n]*\n)|\[[^\[\]\n]{0,2000}+\](?:\([^()\n]{0,2000}+\))?){0,2000}+) \]
      \( \s* (?P<to> <[^>\n]{0,2000}+> | (?: \{[{%][^\n{}]*[%}]\} | [^\s()<>{}] | \([^\s()]*\) )+ )
      (?P<title>\s+(?:"[^"\n]*"|'[^'\n]*'))? \s* \) )
  | (?P<more> <!--\s*more\s*--> )
  | (?P<command> \{%[^\n{}]*%\} | \{\{[^\n{}]*\}\} )
  | (?P<tag> (?<![\w\#/&\[(]) \#(?P<word>[\w/-]*[^\W\d][\w/-]*) )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_PLACE_OF_SITE = re.compile(r"\{\{-?\s*(?:site\.(?:baseurl|url)|\.Site\.BaseURL)\s*-?\}\}")
_COMMAND_LINK = re.compile(
    r"""\{% -? \s* (?:post_url|link) \s+ (?P<jekyll>\S+) \s* -? %\}
       | \{\{ [<%] \s* (?:rel)?ref \s+ ["']? (?P<hugo>[^"'\s]+) ["']? \s* [>%] \}\}""",
    re.VERBOSE,
)
_ENDINGS = (".md", ".markdown", ".html", ".htm")


@dataclass
class Told:
    """What a text had that has no place: what it is, why, and its line and column (from 0). Besides, tags and what was hidden in it."""

    problems: list[tuple[str, str, int, int]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    edits: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    """What was written anew within each line (from 0): its column, how long it was, and how long it is now."""

    def column_before(self, line: int, column: int) -> int:
        """Give the column that a column of the converted text had."""
        for at, before, now in self.edits.get(line, ()):
            if column < at:
                break
            # Within what was written anew, its beginning is as near as it gets.
            column = at if column < at + now else column + before - now
        return column


def converted(text: str, resolve: Resolve) -> tuple[str, Told]:
    """Give a text as Markdown of a record, line by line where it was, and what was found in it."""
    told = Told()

    def edited(mark: re.Match[str]) -> str:
        new = instead(mark)
        if new != mark[0] and "\n" not in mark[0]:
            line, column = _at(mark)
            told.edits.setdefault(line, []).append((column, len(mark[0]), len(new)))
        return new

    def instead(mark: re.Match[str]) -> str:
        kind = next(name for name in ("code", "highlight", "hidden", "wiki", "link", "more", "command", "tag") if mark[name])
        if kind == "highlight":
            return f"```{mark['language']}{mark['inside']}```"
        if kind == "hidden":
            told.hidden.append(mark["hidden"][2:-2].strip())
            return "\n" * mark["hidden"].count("\n")
        if kind == "tag":
            told.tags.append(mark["word"])
        if kind == "more":
            return ""
        if kind == "command":
            told.problems.append((f"`{mark['command'][:60]}`", "it is a command of another program, and stays as it is", *_at(mark)))
        if kind == "wiki":
            return _wiki(mark, resolve, told)
        return _link(mark, resolve, told) if kind == "link" else mark[0]

    return _MARKS.sub(edited, text), told


def words_of(value: str, resolve: Resolve) -> str | None:
    """Give what a value names that is nothing but `[[a note]]`: its record's address, or its words; None where it is anything else."""
    mark = _MARKS.fullmatch(value.strip())
    if mark is None or not mark["wiki"] or mark["embed"]:
        return None
    return resolve(mark["name"].strip()) or (mark["words"] or mark["name"]).strip()


def _at(mark: re.Match[str]) -> tuple[int, int]:
    before = mark.string[: mark.start()]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _wiki(mark: re.Match[str], resolve: Resolve, told: Told) -> str:
    """Give what stands for `[[a note]]`, `[[a note#Heading|words]]` or `![[a picture.png]]`."""
    name = mark["name"].rstrip("\\").strip()
    heading = (mark["heading"] or "").rstrip("\\").strip().rpartition("#")[2]
    words = (mark["words"] or "").strip()
    ending = name.rpartition("/")[2].rpartition(".")
    if mark["embed"] and ending[1] and 1 < len(ending[2]) < 5 and resolve(name) is None:
        label = "" if re.fullmatch(r"\d+(x\d+)?", words) else words
        return f"![{label}]({_address(name)})"
    # A mark of a block, which has no words, leads to its note.
    fragment = f"#{slug(heading)}" if heading and not heading.startswith("^") and slug(heading) else ""
    shown = words or (name.rpartition("/")[2] if name else heading)
    if not name:
        return f"[{shown}]({fragment})" if fragment else shown
    there = resolve(name)
    if there is None:
        told.problems.append((f"the link `[[{name[:60]}]]`", "no note that is imported is called that; its words stay", *_at(mark)))
        return shown
    return f"[{shown}]({_address(there + fragment)})"


def _link(mark: re.Match[str], resolve: Resolve, told: Told) -> str:
    """Give what stands for a Markdown link, or a picture."""
    to = _PLACE_OF_SITE.sub("", mark["to"].strip("<>"))
    command = _COMMAND_LINK.search(to)
    if command:
        to = to[: command.start()] + (command["jekyll"] or command["hugo"]) + to[command.end() :]
    path, sign, fragment = to.partition("#")
    if not to or not path or (scheme_of(to) and not command) or to.startswith("//"):
        return mark[0]
    path = unquote(path.partition("?")[0])
    there = None if mark["bang"] else resolve(path)
    if there:
        return f"[{mark['label']}]({_address(there + (sign + slug(fragment) if fragment else ''))}{mark['title'] or ''})"
    is_file = not path.startswith("/") and "." in path.rstrip("/").rpartition("/")[2] and not path.lower().endswith(_ENDINGS)
    if command or (not is_file and (mark["bang"] or path.startswith("/") or path.lower().endswith(_ENDINGS) or path.endswith("/"))):
        kind = "picture" if mark["bang"] else "link"
        told.problems.append((f"the {kind} to `{to[:60]}`", "it is not imported; its words stay", *_at(mark)))
        return str(mark["label"])
    return mark[0]


def _address(path: str) -> str:
    return path if re.fullmatch(r"[\w./#%-]+", path) else f"<{path}>"
