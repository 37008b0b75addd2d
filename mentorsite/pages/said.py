"""What the pages of any site say by themselves: titles, labels and addresses of sections, as they stand in the code of this package."""

from __future__ import annotations

import ast
from importlib.resources import files


def said_by_pages() -> tuple[str, ...]:
    """Give every text in the code of `pages`, but for what only describes it."""
    found: dict[str, None] = {}
    for module in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if module.name.endswith(".py"):
            found.update(dict.fromkeys(_texts(ast.parse(module.read_text("utf-8")))))
    return tuple(found)


def _texts(module: ast.Module) -> list[str]:
    described = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in described)
    return [node.value for node in constants if isinstance(node.value, str)]
