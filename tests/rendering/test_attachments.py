"""Pictures lose their metadata and get the widths that pages need; documents are copied as they are."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from mentorsite.pages.values import Picture
from mentorsite.rendering.artifact import Artifact
from mentorsite.rendering.attachments import PORTRAIT, make_attachment

NewSite = Callable[..., object]


def picture(format: str, size: tuple[int, int] = (4, 2)) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, format)
    return out.getvalue()


def made(path: str, data: bytes, **options: object) -> tuple[tuple[Artifact, ...], Picture]:
    artifacts, shown, problems = make_attachment(path, data, **options)  # type: ignore[arg-type]
    assert not problems
    assert shown is not None
    return artifacts, shown


@pytest.mark.parametrize("suffix", ["jpg", "jpeg", "JPG"])
def test_a_picture_is_named_after_its_file_and_its_content_and_its_folder_does_not_show(suffix: str) -> None:
    (artifact,), shown = made(f"content/for-somebody/Map of us.{suffix}", picture("JPEG"))
    assert (shown.width, shown.height, shown.versions) == (4, 2, ())
    assert shown.address == artifact.address
    assert artifact.address.startswith("files/map-of-us-")


def test_a_wide_picture_has_narrower_versions_and_is_itself_the_last() -> None:
    artifacts, shown = made("content/a.png", picture("PNG", (2400, 30)))
    assert [width for width, _ in shown.versions] == [480, 960, 1920]
    assert [address for _, address in shown.versions] == [artifact.address for artifact in artifacts]
    assert (shown.address, shown.width, shown.height) == (artifacts[-1].address, 1920, 24)


def test_a_portrait_has_the_widths_of_a_portrait() -> None:
    _, shown = made("content/a.jpg", picture("JPEG", (900, 900)), use=PORTRAIT)
    assert [width for width, _ in shown.versions] == [128, 256, 512]


def test_the_same_picture_under_another_name_or_in_another_folder_has_the_same_bytes() -> None:
    data = picture("WEBP", (1000, 20))
    one, other = made("content/a/x.webp", data)[0], made("content/b/y.webp", data)[0]
    assert [artifact.data for artifact in one] == [artifact.data for artifact in other]
    assert [artifact.address.replace("/x-", "/y-") for artifact in one] == [artifact.address for artifact in other]


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
@pytest.mark.parametrize("data", [b"", b"no picture", picture("PNG")[:40], b"<svg/>", b"<svg"])
def test_what_is_no_picture_is_an_error_that_names_it(name: str, data: bytes) -> None:
    artifacts, shown, problems = make_attachment(f"content/{name}", data)
    assert (artifacts, shown) == ((), None)
    assert [(problem.code.number, problem.span.path) for problem in problems] == [("M403", f"content/{name}")]
    assert "0x" not in problems[0].message


def test_an_svg_is_published_with_its_size() -> None:
    (artifact,), shown = made("content/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><!-- x --></svg>")
    assert (shown.width, shown.height, shown.versions) == (30, 20, ())
    assert b"<!--" not in artifact.data
    assert artifact.address.endswith(".svg")


def test_another_file_is_copied_as_it_is_and_its_folder_does_not_show() -> None:
    (artifact,), _ = made("content/for-somebody/CV.pdf", b"%PDF-")
    assert artifact.data == b"%PDF-"
    assert "for-somebody" not in artifact.address


def test_a_page_has_the_widths_that_it_needs(new_site: NewSite) -> None:
    files = {
        "content/people/ana.md": "---\nname: Ana\nphoto: ana.jpg\n---\n![A map](map.png)\n",
        "content/people/ana.jpg": picture("JPEG", (600, 600)),
        "content/people/map.png": picture("PNG", (1000, 40)),
    }
    pages = new_site(files).pages("private")  # type: ignore[attr-defined]
    page = pages["people/ana.html"]
    portrait = page[page.index('<img class="portrait u-photo"') :].partition(">")[0]
    assert [part.split()[1] for part in portrait.partition('srcset="')[2].partition('"')[0].split(", ")] == ["128w", "256w", "512w"]
    assert 'sizes="(min-width: 64rem) 8rem, 7rem" width="512" height="512" decoding="async"' in portrait
    assert "lazy" not in portrait
    listed = pages["people/index.html"]
    face = listed[listed.index('<img class="face u-photo"') :].partition(">")[0]
    assert 'sizes="2.75rem" width="512" height="512" decoding="async" alt=""' in face
    shown = page[page.index('alt="A map"') :].partition(">")[0]
    assert "480w" in shown
    assert "1000w" in shown
    assert 'width="1000" height="40" loading="lazy" decoding="async"' in shown
