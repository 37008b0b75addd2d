"""The files of an index, as pagefind writes them, become the same files on every run: what stands in them in no order is put into one.

pagefind 1.5 writes the filters, and the values of each, as its table of them happens to lie in memory. A filter's file is CBOR (RFC 8949):
its name, and pairs of a value and the numbers of its pages. The file of a language names the filters with their files, and the entry names
the files of the languages. Each is named after what is in it. The new ones are not packed: how small a packer makes them depends on the
machine, and pagefind's script reads them as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
_SIGNATURE = b"pagefind_dcd"
_FILTER, _META = ".pf_filter", ".pf_meta"
_FILTERS = 3
"""Where the filters stand in the file of a language."""


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the files of an index by their names, always the same ones for the same pages. Raises ValueError where it does not know them."""
    try:
        return _in_order(files)
    except (LookupError, TypeError, AttributeError, ValueError, OSError, EOFError, zlib.error, cbor2.CBORError) as error:
        raise ValueError("its files are of another kind than those of pagefind 1.5") from error


def _in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    ordered = {name: data for name, data in files.items() if not name.endswith((_FILTER, _META)) and name != ENTRY}
    named: dict[str, str] = {}
    for name in sorted(files):
        if name.endswith(_FILTER):
            facet, values = _read(files[name])
            data = _written([facet, sorted([value, sorted(pages)] for value, pages in values)])
            old = name.removeprefix("filter/").removesuffix(_FILTER)
            named[old] = _named_after(old, data)
            ordered[f"filter/{named[old]}{_FILTER}"] = data
    for name in sorted(files):
        if name.endswith(_META):
            parts = _read(files[name])
            parts[_FILTERS] = sorted([facet, named[old]] for facet, old in parts[_FILTERS])
            data = _written(parts)
            old = name.removeprefix("pagefind.").removesuffix(_META)
            named[old] = _named_after(old, data)
            ordered[f"pagefind.{named[old]}{_META}"] = data
    entry = json.loads(files[ENTRY])
    for language in entry["languages"].values():
        language["hash"] = named[language["hash"]]
    ordered[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return dict(sorted(ordered.items()))


def _read(data: bytes) -> Any:
    return cbor2.loads(gzip.decompress(data).removeprefix(_SIGNATURE))


def _written(value: Any) -> bytes:
    return _SIGNATURE + cbor2.dumps(value)


def _named_after(old: str, data: bytes) -> str:
    """Name a file after its bytes and its language, which its old name begins with."""
    language = old.rpartition("_")[0]
    return f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
