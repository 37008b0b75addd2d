"""What pages tell other programs is no matter to a browser: it runs none of it, and the policy for content has nothing against it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import kinds_of_pages, opened


@pytest.mark.browser
def test_data_within_a_page_break_no_policy(published: Path, browser: Any) -> None:
    said: list[str] = []
    page = opened(browser, 1280)
    page.on("console", lambda message: said.append(message.text))
    blocks = 0
    # The page for addresses that do not exist begins its links at the root of a host, which a disk has not.
    for address in set(kinds_of_pages(published)) - {"404.html"}:
        page.goto((published / address).as_uri())
        blocks += page.evaluate("document.querySelectorAll('head script[type]').length")
    page.context.close()
    assert blocks >= 5
    assert said == []
