"""What a reference means: in its own portfolio first, then among what all portfolios share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mentorsite.diagnostics import Code, Diagnostic, Span, nearest
from mentorsite.records.addresses import slug
from mentorsite.records.fields import quoted
from mentorsite.records.registry import record_types
from mentorsite.records.values import ANY, Key, Reference


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a reference leads to no record: what to say, and a hint. Silent where the record it means has problems of its own."""

    message: str = ""
    hint: str = ""

    def problem(self, span: Span) -> list[Diagnostic]:
        """Give what is to be reported, at its place."""
        return [Diagnostic(Code.NO_SUCH_RECORD, span, self.message, self.hint)] if self.message else []


class Directory:
    """Finds records by what people write."""

    def __init__(self, known: Iterable[Key], unreadable: frozenset[Key], names: Mapping[str, str] | None = None) -> None:
        self._names = names or {}
        self._known = frozenset(known)
        self._unreadable = unreadable
        self._by_type: dict[str, list[Key]] = {}
        self._by_id: dict[str, list[Key]] = {}
        for key in sorted(self._known):
            self._by_type.setdefault(key.type, []).append(key)
            self._by_id.setdefault(key.id, []).append(key)

    def find(self, portfolio: str, written: str, to: str) -> Key | Unclear:
        """Give the record that `written` means in a portfolio; `to` is the type that belongs there, or ANY for `type/id`."""
        type, slash, id = written.partition("/")
        if not slash:
            type, id = to, written
            if to == ANY:
                return self._alone(portfolio, written)
        if type not in record_types():
            near = nearest(type, record_types())
            return Unclear(
                f"{quoted(written)} begins with no record type",
                f"did you mean `{near}/{id}`?" if near else "write `type/id`, such as `goals/…`",
            )
        if to not in (ANY, type):
            return Unclear(f"{quoted(written)} is of another type than this field takes", f"it takes the id of a record in `{to}`")
        for key in (Key(portfolio, type, slug(id)), Key("", type, slug(id))):
            if key in self._known:
                return key
            if key in self._unreadable:
                return Unclear()
        named = self._names.get(id.casefold()) if type == "people" else None
        if named and Key(portfolio, type, named) not in self._known and Key("", type, named) not in self._known:
            named = None  # it is somebody of another portfolio
        hint = f"did you mean `{named if to == type else f'{type}/{named}'}`?" if named else self._near(portfolio, type, id, to)
        return Unclear(f"there is no record {quoted(f'{type}/{id}')}", hint)

    def not_somebody(self, text: str) -> Unclear | None:
        """Say why a plain text in the place of a person would show what it should not; None where it is just a text.

        It may be somebody's name or id, whose consent would not be asked, or a reference that is not written as one.
        """
        known = self._names.get(text.casefold())
        if known is not None:
            return Unclear(
                f"{quoted(text)} is somebody of whom there is a record", f"write the id, `{known}`, so that their consent counts"
            )
        if "[[" in text or (" " not in text and ("/" in text or text.endswith((".md", ".yaml")))):
            return Unclear(f"{quoted(text)} looks like a reference and leads to nobody", "write the id of a person, or words")
        return None

    def alone(self, portfolio: str, id: str) -> Key | Unclear:
        """Give the record that an id alone means, of whatever type."""
        found = self._by_portfolio(portfolio, slug(id))
        # An own record comes before a shared one of its type. One of another type, where hidden, would tell of itself by a missing link.
        types = {key.type for key in found}
        found += [key for key in self._by_id.get(slug(id), ()) if key.portfolio == "" and key.type not in types]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            return Unclear(f"{quoted(id)} is the id of more than one record", "write " + " or ".join(f"`{key}`" for key in found))
        if any(key.id == slug(id) and key.portfolio in (portfolio, "") for key in self._unreadable):
            return Unclear()
        near = nearest(slug(id), {key.id for key in self._known if key.portfolio in (portfolio, "")})
        hint = (
            f"did you mean `{self._by_portfolio(portfolio, near)[0]}`?" if near else "an id is a file's name, without a date and the ending"
        )
        return Unclear(f"there is no record {quoted(id)}", hint)

    def has_problems(self, key: Key) -> bool:
        """Say whether this is a record that could not be read, of which its own file says why."""
        return key in self._unreadable

    def _alone(self, portfolio: str, id: str) -> Unclear:
        found = self.alone(portfolio, id)
        if isinstance(found, Key):
            return Unclear(f"{quoted(id)} does not say of which type the record is", f"write `{found}`")
        return found

    def _by_portfolio(self, portfolio: str, id: str) -> list[Key]:
        keys = self._by_id.get(id, [])
        return [key for key in keys if key.portfolio == portfolio] or [key for key in keys if key.portfolio == ""]

    def _near(self, portfolio: str, type: str, id: str, to: str) -> str:
        ids = {key.id for key in self._by_type.get(type, ()) if key.portfolio in (portfolio, "")}
        near = nearest(slug(id), ids)
        if near:
            return f"did you mean `{near if to == type else f'{type}/{near}'}`?"
        elsewhere = self._by_portfolio(portfolio, slug(id))
        others = [key.portfolio for key in self._by_type.get(type, ()) if key.id == slug(id)]
        if not elsewhere and others and portfolio:
            return f"it lies in the portfolio `{others[0]}`; a record refers to those of its own and to those that all share"
        if not elsewhere and others:
            return f"it lies in the portfolio `{others[0]}`, and what all share can't refer to it: move this record to that portfolio, too"
        return (
            f"there is `{elsewhere[0]}`"
            if elsewhere
            else f"an id is the name of a file in a folder `{type}`, without a date and the ending"
        )


def resolve(reference: Reference, portfolio: str, directory: Directory) -> Reference | Unclear:
    """Give the reference with its key; with its text where any text may stand; or what is unclear about it."""
    found = directory.find(portfolio, reference.written, reference.to)
    if isinstance(found, Key):
        return replace(reference, key=found)
    if not reference.or_text or not found.message:
        return found
    return directory.not_somebody(reference.written) or replace(reference, text=reference.written)


def circles(keys: Iterable[Key], parent: Mapping[Key, Key]) -> list[list[Key]]:
    """Give each circle of parents once, from its first key on."""
    found: list[list[Key]] = []
    done: set[Key] = set()
    for start in keys:
        path: dict[Key, int] = {}
        key: Key | None = start
        while key is not None and key not in done and key not in path:
            path[key] = len(path)
            key = parent.get(key)
        if key is not None and key in path:
            circle = list(path)[path[key] :]
            first = circle.index(min(circle))
            found.append(circle[first:] + circle[:first])
        done.update(path)
    return found
