"""What must not be found, as the search takes it: words in a row, or eight in a row of a longer text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mentorsite.audit.words import words
from mentorsite.diagnostics import Code, Span
from mentorsite.records.values import Key
from mentorsite.records.walk import Path

NO_LETTER_BEFORE, NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
NO_LETTER_OR_HYPHEN_AFTER = r"(?![^\W_]|-)"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something hidden is written: a record and the path in it with a line of the text there (from 0), or a place by itself."""

    key: Key | None
    path: Path = ()
    line: int = 0
    span: Span | None = None


class Written(NamedTuple):
    """What stands somewhere letter by letter, with patterns of what stands before it and after it."""

    letters: str
    before: str = NO_LETTER_BEFORE
    after: str = NO_LETTER_AFTER

    def stands_in(self, text: str) -> bool:
        """Say whether it stands in a text. The letters alone are looked for first, which is far quicker than any pattern."""
        at = text.find(self.letters)
        while at >= 0:
            if _compiled(self).match(text, at):
                return True
            at = text.find(self.letters, at + 1)
        return False


@cache
def _compiled(written: Written) -> re.Pattern[str]:
    return re.compile(written.before + re.escape(written.letters) + written.after)


# Compared by identity: they are many, and looked up often.
@dataclass(frozen=True, slots=True, eq=False)
class Needle:
    """Words in a row that must not be found. `what` says what they are, in the words of a message.

    `written` is what has to stand there letter by letter, where words alone are too little: a name in its own case (`cased`), an id.
    `is_name` says that it names somebody, and is a leak although a visible record says it, too. With `is_word`, the word alone in what is
    visible is enough for it to be no secret.
    """

    code: Code
    what: str
    words: tuple[str, ...]
    origin: Origin
    written: Written | None = None
    cased: bool = False
    is_name: bool = False
    is_word: bool = False

    def stands_in(self, text: str, folded: str) -> bool:
        """Say whether it stands in a text that holds its words."""
        return self.written is None or self.written.stands_in(text if self.cased else folded)


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text that is not for the audience, of which no eight words in a row may be found."""

    text: str
    as_read: str
    origin: Origin


def whole(letters: str, after: str = NO_LETTER_OR_HYPHEN_AFTER) -> Written:
    """Give an id, a path or a name of a file as a whole."""
    return Written(letters, r"(?<![^\W_])(?<!-)", after)


def distinctive(text: str, trivial: frozenset[str]) -> tuple[str, ...]:
    """Give the words of a title or a tag if it is one by which something is known: of two words or more, or of eight letters or more."""
    found = words(text)
    if all(word in trivial or word.isdigit() for word in found):
        return ()
    return found if len(found) > 1 or len(found[0]) >= 8 else ()
