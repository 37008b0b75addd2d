"""A packet in one file: opened from a disk with the network off it shows everything, asks for nothing, and axe-core finds nothing in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mentorsite.build import gather
from mentorsite.config import read_config
from mentorsite.packets import Wanted, pack
from mentorsite.records.audience import Audience
from mentorsite.records.values import Key
from tests.browser.conftest import opened, said_by_axe
from tests.conftest import ROOT, TODAY
from tests.rendering.packet_texts import bare, of_html

pytestmark = pytest.mark.browser
IDS = ("half-year", "autumn")


@pytest.fixture(scope="module")
def packets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example's packets as single files."""
    config, _ = read_config(ROOT / "mkfile.toml")
    assert config is not None
    gathered, folder = gather(config), tmp_path_factory.mktemp("packets")
    for id in IDS:
        made = pack(config, gathered, Wanted("", review=Key("", "reviews", id)), Audience.REVIEW, {"html": f"{id}.html"}, TODAY)
        (folder / f"{id}.html").write_bytes(made.files["html"])
    return {id: folder / f"{id}.html" for id in IDS}


@pytest.mark.parametrize("id", IDS)
def test_it_shows_everything_with_the_network_off_and_asks_for_nothing(id: str, packets: dict[str, Path], browser: Any) -> None:
    page = opened(browser, 1280, offline=True)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(packets[id].as_uri())
    shown = page.locator("main").inner_text()
    charts = page.locator("svg.spark").count()
    drawn = page.evaluate("[...document.querySelectorAll('svg.spark')].every(e => e.getBoundingClientRect().width > 50)")
    styled = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    page.context.close()
    assert (asked, said) == ([packets[id].as_uri()], [])
    assert bare(re.sub(r"Note \d+", "", shown).split())[:40]
    words = re.findall(r"[^\W\d_]{4,}", " ".join(of_html(packets[id].read_text("utf-8"))))
    at = 0
    for word in words:
        found = shown.find(word, at)
        assert found >= 0, word
        at = found
    assert charts >= 3
    assert drawn
    assert "Palatino" in styled


@pytest.mark.parametrize("id", IDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(id: str, packets: dict[str, Path], browser: Any) -> None:
    page = opened(browser, 1280, bypass_csp=True, offline=True)
    page.goto(packets[id].as_uri())
    found = said_by_axe(page, (1280, 768, 320))
    page.context.close()
    assert found == set()
