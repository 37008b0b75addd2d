"""What the Nu HTML checker says of the example's pages and stylesheet."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import MODULES, needed

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


def messages(*arguments: str) -> list[str]:
    """Run the checker; give its errors as `file:line message`."""
    needed(shutil.which("java") is not None, "java")
    needed(JAR.exists(), "the npm package vnu-jar")
    run = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", *arguments], capture_output=True, check=True
    )
    said = json.loads(run.stdout)["messages"]
    return [f"{Path(m['url']).name}:{m.get('lastLine')} {m['message']}" for m in said if m["type"] == "error"]


@pytest.mark.browser
def test_no_page_of_the_example_has_an_error(example: Path) -> None:
    assert messages("--skip-non-html", str(example)) == []


@pytest.mark.browser
def test_no_page_that_describes_itself_has_an_error(published: Path) -> None:
    assert messages("--skip-non-html", str(published)) == []


@pytest.mark.browser
def test_no_page_of_a_divided_list_has_an_error(divided: Path) -> None:
    assert messages("--skip-non-html", str(divided)) == []


UNKNOWN_TO_IT = ("vector-effect", "paint-order")
"""Properties of SVG 2 that every browser knows and the checker does not."""


@pytest.mark.browser
def test_the_stylesheet_has_no_error(example: Path) -> None:
    said = messages("--css", str(example / "assets" / "site.css"))
    assert [message for message in said if not any(f"“{name}”: Property “{name}” doesn't exist" in message for name in UNKNOWN_TO_IT)] == []


@pytest.mark.browser
def test_the_checker_finds_an_error_when_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p>", "utf-8")
    assert messages("--skip-non-html", str(tmp_path)) != []
