"""`--executor MODULE:FACTORY`: the executor that somebody brings along, found by its name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import click


def executor_named(name: str, root: Path) -> Callable[[], Executor]:
    """Give the factory of executors of this name; its module may lie in the site's folder. Raises UsageError where there is none."""
    module_name, _, factory_name = name.partition(":")
    if not module_name or not factory_name:
        raise click.UsageError(f"`{name}` is no factory; write MODULE:FACTORY, for example `cluster:executor`")
    sys.path.insert(0, str(root))
    try:
        factory = getattr(importlib.import_module(module_name), factory_name, None)
    except ImportError as error:
        raise click.UsageError(f"the module `{module_name}` of `--executor` cannot be imported: {error}") from None
    finally:
        sys.path.remove(str(root))
    if not callable(factory):
        raise click.UsageError(f"the module `{module_name}` has no function `{factory_name}`")

    def made() -> Executor:
        executor = factory()
        if not isinstance(executor, Executor):
            raise click.UsageError(f"`{name}` gives a {type(executor).__name__}, which is no concurrent.futures.Executor")
        return executor

    return made
