"""The record types: whatever module lies in `records/types/` declares one, and its name is the type's name and its folder's."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mentorsite.records.record import Record

_TYPES = Path(__file__).parent / "types"


@cache
def type_names() -> tuple[str, ...]:
    """Give the names of all record types without importing one, which would import pydantic."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(_TYPES)])))


@cache
def record_types() -> dict[str, type[Record]]:
    """Give the record types by name, in the order in which people meet them."""
    found = {name: importlib.import_module(f"mentorsite.records.types.{name}").RECORD_TYPE for name in type_names()}
    return dict(sorted(found.items(), key=lambda item: (item[1].facts.order, item[0])))
