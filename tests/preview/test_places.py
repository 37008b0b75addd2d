"""Paths of requests become addresses as on GitHub Pages, and what is asked of another host is refused."""

from __future__ import annotations

import pytest

from mentorsite.preview.places import address_for, base_of, content_type, is_asked_of_us, is_local

THERE = {"index.html", "404.html", "goals/index.html", "goals/lead.html", "files/a.pdf", "data.json"}


@pytest.mark.parametrize(
    ("path", "address", "folder"),
    [
        ("", "index.html", False),
        ("goals/", "goals/index.html", False),
        ("goals", "goals/index.html", True),
        ("goals/lead", "goals/lead.html", False),
        ("goals/lead.html", "goals/lead.html", False),
        ("goals/lead.html/", "goals/lead.html/index.html", False),
        ("data.json", "data.json", False),
        ("nothing", "nothing", False),
    ],
)
def test_a_path_means_the_file_that_github_pages_would_serve(path: str, address: str, folder: bool) -> None:
    assert address_for(path, THERE.__contains__) == (address, folder)


def test_a_site_lies_under_the_path_of_its_url() -> None:
    assert base_of("https://example.org/repo/") == "/repo/"
    assert base_of("https://example.org/") == "/"
    assert base_of(None) == "/"


@pytest.mark.parametrize(
    ("address", "type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("assets/site.js", "text/javascript; charset=utf-8"),
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("files/a.SVG", "image/svg+xml"),
        ("files/a.png", "image/png"),
        ("a.b/CNAME", "application/octet-stream"),
    ],
)
def test_a_file_has_the_media_type_of_its_ending(address: str, type: str) -> None:
    assert content_type(address) == type


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("example.org", False),
    ],
)
def test_only_this_machine_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "192.168.1.2:8000", "my-laptop:8000"])
def test_who_asks_by_an_address_or_a_name_of_this_machine_is_answered(host: str) -> None:
    assert is_asked_of_us({"host": host}, ["My-Laptop"])
    assert is_asked_of_us({"host": host, "origin": f"http://{host}"}, ["My-Laptop"])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "evil.example"},
        {"host": "evil.example:8000"},
        {"host": "127.0.0.1.evil.example:8000"},
        {"host": "localhost:8000", "origin": "https://evil.example"},
        {"host": "localhost:8000", "origin": "null"},
        {"host": "localhost:8000", "origin": "http://localhost:9000"},
        {"host": "localhost:8000", "origin": "http://127.0.0.1:8000"},
        {"host": "[::1", "origin": "http://["},
        {"host": "localhost:8000", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"host": "localhost:8000", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_who_asks_by_another_name_or_for_another_site_is_refused(headers: dict[str, str]) -> None:
    assert not is_asked_of_us(headers, ["my-laptop"])


def test_a_link_on_another_site_may_lead_here() -> None:
    assert is_asked_of_us(
        {"host": "localhost:8000", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, []
    )
