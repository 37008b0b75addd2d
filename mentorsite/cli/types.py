"""What somebody writes for a record type on the command line becomes its name."""

from __future__ import annotations

import click


def type_named(given: str, where: str) -> str:
    """Give the name of a record type by its name, its singular or what a record of it is called; end the command where there is none.

    `where` is the argument or the option that it was given with.
    """
    from mentorsite.diagnostics import did_you_mean
    from mentorsite.escaping import escaped
    from mentorsite.records.registry import record_types

    names = {name: name for name in record_types()} | {
        of.facts.singular.lower().replace("-", ""): name for name, of in record_types().items()
    }
    names |= {of.__name__.lower(): name for name, of in record_types().items()}
    name = names.get(given.lower().replace("-", ""))
    if name is None:
        hint = did_you_mean(given, names) or "the types are " + ", ".join(f"`{known}`" for known in record_types())
        raise click.BadParameter(f"`{escaped(given)}` is no record type; {hint}", param_hint=where)
    return name
