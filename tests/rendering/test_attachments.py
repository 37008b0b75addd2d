"""Pictures lose their metadata; other files are copied as they are."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from mentorsite.rendering.attachments import make_attachment


def picture(format: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(out, format, **options)
    return out.getvalue()


def with_exif(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "CANARY in the description"
    exif[0x0112] = orientation
    return picture("JPEG", exif=exif, comment=b"CANARY in the comment")


@pytest.mark.parametrize("suffix", ["jpg", "jpeg", "JPG"])
def test_a_jpeg_loses_its_metadata_and_keeps_its_size(suffix: str) -> None:
    artifact, shown, problems = make_attachment(f"content/goals/Map of us.{suffix}", with_exif())
    assert not problems
    assert artifact is not None
    assert shown is not None
    assert b"CANARY" not in artifact.data
    assert b"Exif" not in artifact.data
    assert (shown.width, shown.height) == (4, 2)
    assert artifact.address.startswith("files/map-of-us-")


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    _, shown, _ = make_attachment("content/a.jpg", with_exif(orientation=6))
    assert shown is not None
    assert (shown.width, shown.height) == (2, 4)


def test_a_png_loses_its_texts() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "CANARY")
    artifact, _, _ = make_attachment("content/a.png", picture("PNG", pnginfo=info))
    assert artifact is not None
    assert b"CANARY" not in artifact.data


def test_transparency_and_palettes_are_kept() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (2, 2), (255, 0, 0, 0)).save(out, "PNG")
    artifact, _, _ = make_attachment("content/a.png", out.getvalue())
    assert artifact is not None
    assert Image.open(io.BytesIO(artifact.data)).getpixel((0, 0)) == (255, 0, 0, 0)
    out = io.BytesIO()
    Image.new("P", (2, 2), 3).save(out, "GIF", transparency=3)
    artifact, _, _ = make_attachment("content/a.gif", out.getvalue())
    assert artifact is not None
    assert Image.open(io.BytesIO(artifact.data)).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("data", [b"", b"no picture", picture("PNG")[:40]])
def test_what_is_no_picture_is_an_error_that_names_it(data: bytes) -> None:
    artifact, _, problems = make_attachment("content/a.png", data)
    assert artifact is None
    assert problems[0].code.number == "M403"
    assert problems[0].span.path == "content/a.png"


def test_an_svg_is_not_published() -> None:
    artifact, _, problems = make_attachment("content/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert artifact is None
    assert problems[0].code.number == "M403"


def test_another_file_is_copied_as_it_is_and_its_folder_does_not_show() -> None:
    artifact, _, _ = make_attachment("content/for-somebody/CV.pdf", b"%PDF-")
    assert artifact is not None
    assert artifact.data == b"%PDF-"
    assert "for-somebody" not in artifact.address
