"""What an audience sees becomes tables, one a type, as CSV (RFC 4180): a line a record, a column a field."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator

from mentorsite.audience.view import Shown, View
from mentorsite.exports.cells import columns_of, defused, text_in
from mentorsite.exports.written import written
from mentorsite.records.registry import record_types
from mentorsite.rendering.artifact import Artifact

RECORD, PORTFOLIO = "record", "portfolio"
"""The columns that say which record a line is, as `type/id`, and in which portfolio, where there are several."""


def tables(view: View, types: Collection[str] = (), *, mark: bool = True) -> Iterator[Artifact]:
    """Give a file for each type (or each of `types`) of which the audience sees records. The view has its blocks marked.

    A file begins with the mark by which spreadsheets know UTF-8; what goes to another program needs none.
    """
    for type in types or record_types():
        found = [shown for shown in view.records.values() if shown.key.type == type]
        if found:
            data = _table(type, found, view).encode("utf-8", "replace")
            yield Artifact(f"{type}.csv", (codecs.BOM_UTF8 if mark else b"") + data, f"{type}.csv")


def _table(type: str, records: list[Shown], view: View) -> str:
    """Write a table. Each cell is made harmless, the names of the columns are the declaration's."""
    columns = columns_of(record_types()[type])
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([RECORD, *([PORTFOLIO] if view.names else []), *(column.name for column in columns)])
    for shown in records:
        values = written(shown, view)
        portfolio = [view.names.get(shown.key.portfolio, "")] if view.names else []
        cells = [str(shown.key), *portfolio, *(text_in(column, values) for column in columns)]
        writer.writerow([defused(cell) for cell in cells])
    return table.getvalue()
