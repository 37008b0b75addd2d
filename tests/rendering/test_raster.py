"""Pictures made of dots: what is left of them, in which sizes, and what is refused."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageCms, ImageDraw, ImageSequence, PngImagePlugin

from mentorsite.rendering.raster import MOST_PIXELS, Unfit, encode_anew

CANARY = "CANARY7391"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{CANARY}</a></x:xmpmeta>'.encode()
UPRIGHT = Image.new("RGB", (48, 32), "white")
ImageDraw.Draw(UPRIGHT).rectangle((0, 0, 15, 15), "red")


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def alone(data: bytes, format: str) -> Image.Image:
    (version,) = encode_anew(data, format, (), 1920)
    return Image.open(io.BytesIO(version.data))


def exif(orientation: int = 1) -> Image.Exif:
    facts = Image.Exif()
    facts[0x010E] = CANARY
    facts[0x0112] = orientation
    facts.get_ifd(0x8825).update({1: "N", 2: (38.0, 43.0, 19.7391), 29: CANARY})
    return facts


def with_segments(jpeg: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Put segments behind the first marker of a JPEG file."""
    return jpeg[:2] + b"".join(bytes((0xFF, kind)) + (len(data) + 2).to_bytes(2, "big") + data for kind, data in segments) + jpeg[2:]


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY)
    info.add_text("Zipped", CANARY, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_itxt("Zipped too", CANARY, zip=True)
    return info


def whole(data: bytes) -> bytes:
    """Give the bytes, and what of them can be decompressed."""
    found = [data]
    for start in range(len(data) - 1):
        if data[start] == 0x78:
            try:
                found.append(zlib.decompressobj().decompress(data[start:]))
            except zlib.error:
                continue
    return b"\0".join(found)


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY.encode()


INPUTS = {
    "EXIF and GPS in a JPEG": ("JPEG", saved(UPRIGHT, "JPEG", exif=exif())),
    "a comment in a JPEG": ("JPEG", saved(UPRIGHT, "JPEG", comment=CANARY)),
    "XMP in a JPEG": ("JPEG", saved(UPRIGHT, "JPEG", xmp=XMP)),
    "IPTC in a JPEG": (
        "JPEG",
        with_segments(
            saved(UPRIGHT, "JPEG"), (0xED, b"Photoshop 3.0\0008BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x78\0\x0a" + CANARY.encode() + b"\0")
        ),
    ),
    "any other segment of a JPEG": ("JPEG", with_segments(saved(UPRIGHT, "JPEG"), (0xEC, CANARY.encode()), (0xE7, CANARY.encode()))),
    "a thumbnail in a JPEG": (
        "JPEG",
        with_segments(saved(UPRIGHT, "JPEG"), (0xE0, b"JFXX\0\x10" + saved(UPRIGHT, "JPEG", comment=CANARY))),
    ),
    "what stands behind a JPEG": ("JPEG", saved(UPRIGHT, "JPEG") + CANARY.encode()),
    "a second picture in a JPEG": (
        "JPEG",
        saved(UPRIGHT, "MPO", save_all=True, append_images=[UPRIGHT.rotate(90)]).replace(b"JFIF", b"JFIF", 1) + CANARY.encode(),
    ),
    "texts in a PNG": ("PNG", saved(UPRIGHT, "PNG", pnginfo=texts())),
    "EXIF in a PNG": ("PNG", saved(UPRIGHT, "PNG", exif=exif())),
    "any other chunk of a PNG": ("PNG", saved(UPRIGHT, "PNG")[:33] + chunk(b"caNa", CANARY.encode()) + saved(UPRIGHT, "PNG")[33:]),
    "what stands behind a PNG": ("PNG", saved(UPRIGHT, "PNG") + CANARY.encode()),
    "EXIF and XMP in a WebP": ("WEBP", saved(UPRIGHT, "WEBP", exif=exif(), xmp=XMP)),
    "a comment in a GIF": ("GIF", saved(UPRIGHT, "GIF", comment=CANARY.encode())),
    "a comment in an animation": (
        "GIF",
        saved(UPRIGHT, "GIF", comment=CANARY.encode(), save_all=True, append_images=[UPRIGHT.rotate(90)], duration=50),
    ),
    "EXIF and XMP in an animated WebP": (
        "WEBP",
        saved(UPRIGHT, "WEBP", exif=exif(), xmp=XMP, save_all=True, append_images=[UPRIGHT.rotate(90)], duration=50),
    ),
    "a profile of colours": ("PNG", saved(UPRIGHT, "PNG", icc_profile=profile())),
}


@pytest.mark.parametrize("name", INPUTS)
def test_of_metadata_nothing_is_left(name: str) -> None:
    format, data = INPUTS[name]
    assert CANARY.encode() in whole(data), "the picture does hold it"
    for version in encode_anew(data, format, (8, 16), 1920):
        left = whole(version.data)
        assert CANARY.encode() not in left
        assert not [word for word in (b"Exif", b"EXIF", b"eXIf", b"XMP", b"xmp", b"ICC", b"8BIM", b"MPF", b"tEXt") if word in left]
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop", "mp"} & set(Image.open(io.BytesIO(version.data)).info)


# What a camera has to do to the picture so that the orientation sets it upright again.
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNED)
def test_a_picture_is_set_upright(orientation: int, format: str) -> None:
    turn = TURNED[orientation]
    lying = UPRIGHT.transpose(turn) if turn is not None else UPRIGHT
    for version in encode_anew(saved(lying, format, exif=exif(orientation)), format, (24,), 1920):
        image = Image.open(io.BytesIO(version.data)).convert("RGB")
        assert image.width * 2 == image.height * 3
        red, green, _ = image.getpixel((2, 2))  # type: ignore[misc]
        assert red > 200 > 60 > green
        assert min(image.getpixel((image.width - 2, 2))) > 200  # type: ignore[type-var,arg-type]


def test_a_picture_is_never_wider_than_it_is_and_a_version_that_is_no_smaller_is_left_out() -> None:
    def widths(width: int) -> list[int]:
        picture = Image.effect_noise((width, 40), 60)
        return [version.width for version in encode_anew(saved(picture, "PNG"), "PNG", (480, 960), 1920)]

    assert widths(300) == [300]
    assert widths(500) == [500]
    assert widths(700) == [480, 700]
    assert widths(1300) == [480, 960, 1300]
    assert widths(2500) == [480, 960, 1920]
    flat = Image.new("1", (1000, 8))
    sizes = [len(version.data) for version in encode_anew(saved(flat, "PNG"), "PNG", (480, 960), 1920)]
    assert sizes == sorted(set(sizes))


def test_a_picture_that_lies_on_its_side_is_as_wide_as_it_is_upright() -> None:
    data = saved(Image.new("RGB", (4000, 2400)), "JPEG", exif=exif(6))
    assert [(v.width, v.height) for v in encode_anew(data, "JPEG", (480,), 1920)] == [(480, 800), (1920, 3200)]


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_transparency_is_kept_and_what_was_erased_is_gone(format: str) -> None:
    image = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 20, 20))
    options = {"lossless": True, "exact": True} if format == "WEBP" else {}
    for version in encode_anew(saved(image, format, **options), format, (20,), 1920):
        left = Image.open(io.BytesIO(version.data)).convert("RGBA")
        assert left.getpixel((1, 1)) == (0, 0, 255, 255)
        assert left.getpixel((left.width - 2, 1))[3] == 0  # type: ignore[index]
        if format != "GIF":
            assert left.getpixel((left.width - 2, 1)) == (0, 0, 0, 0)


def test_a_palette_with_several_transparent_colours_draws_nothing_that_nobody_sees() -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([1, 2, 3, 200, 100, 50, 9, 9, 9])
    image.putdata([0, 1])
    left = alone(saved(image, "PNG", transparency=b"\0\0"), "PNG").convert("RGBA")
    assert left.getpixel((0, 0)) == left.getpixel((1, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("format", ["PNG", "GIF"])
def test_colours_of_a_palette_that_no_dot_has_are_gone(format: str) -> None:
    image = Image.new("P", (3, 1))
    image.putpalette([*b"abc", *CANARY.encode()[:9], *b"def", *CANARY.encode()[:9] * 20, *b"ghi"])
    image.putdata([0, 4, 65])
    with_clear = saved(image, format, transparency=4, optimize=False)
    assert CANARY.encode()[:9] in saved(image, "PNG", optimize=False)
    for data in (saved(image, format, optimize=False), with_clear):
        (version,) = encode_anew(data, format, (), 1920)
        assert CANARY.encode()[:9] not in version.data
        left = Image.open(io.BytesIO(version.data)).convert("RGBA")
        middle = (0, 0, 0, 0) if data is with_clear else (*b"def", 255)
        assert [left.getpixel((x, 0)) for x in range(3)] == [(*b"abc", 255), middle, (*b"ghi", 255)]
    if format == "PNG":
        half = alone(saved(image, format, transparency=b"\xff\xff\xff\xff\x80"), format).convert("RGBA")
        assert [half.getpixel((x, 0)) for x in range(3)] == [(*b"abc", 255), (*b"def", 128), (*b"ghi", 255)]


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("lossless", [True, False])
def test_what_is_transparent_in_an_animation_stays_so(format: str, lossless: bool) -> None:
    first = Image.new("RGBA", (32, 32), "white")
    first.paste((0, 0, 0, 0), (0, 0, 32, 16))
    options = {"WEBP": {"lossless": lossless, "kmin": 1, "kmax": 1}, "GIF": {"disposal": 2}, "PNG": {}}[format]
    left = alone(saved(first, format, save_all=True, append_images=[first.rotate(180)], duration=50, **options), format)
    seen = [[frame.convert("RGBA").getchannel("A").getpixel((3, y)) for y in (3, 28)] for frame in ImageSequence.Iterator(left)]
    assert seen == [[0, 255], [255, 0]]


def test_one_colour_that_is_declared_transparent_stays_so() -> None:
    assert alone(saved(Image.new("RGB", (2, 2), "red"), "PNG", transparency=(255, 0, 0)), "PNG").getpixel((0, 0)) == (0, 0, 0, 0)
    palette = alone(saved(Image.new("P", (2, 2), 3), "GIF", transparency=3), "GIF")
    assert palette.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_colours_of_another_profile_look_the_same_without_it() -> None:
    """A profile in which red and green are exchanged shows whether it was heeded."""
    lab = ImageCms.createProfile("LAB")
    image = Image.new("LAB", (4, 4), (128, 180, 170))
    rgb = ImageCms.profileToProfile(image, lab, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert rgb is not None
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(128, 400):
        if swapped[at : at + 4] in (b"rXYZ", b"gXYZ"):
            swapped[at : at + 1] = b"g" if swapped[at : at + 1] == b"r" else b"r"
    data = bytes(swapped).replace("sRGB built-in".encode("utf-16-be"), "swapped prims".encode("utf-16-be"))
    left = alone(saved(Image.new("RGB", (4, 4), (255, 0, 0)), "PNG", icc_profile=data), "PNG")
    red, green, _ = left.getpixel((0, 0))  # type: ignore[misc]
    assert green > 200 > 60 > red


def test_a_profile_that_is_broken_does_not_count() -> None:
    assert alone(saved(UPRIGHT, "PNG", icc_profile=b"no profile"), "PNG").getpixel((0, 0)) == (255, 0, 0)


def test_colours_for_print_and_sixteen_bits_become_what_browsers_show() -> None:
    assert alone(saved(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), "JPEG"), "JPEG").mode == "RGB"
    grey = Image.new("I;16", (4, 4), 0x8000)
    left = alone(saved(grey, "PNG"), "PNG")
    assert (left.mode, left.getpixel((0, 0))) == ("L", 0x80)


def test_transparency_stands_on_white_where_the_name_says_jpeg() -> None:
    assert min(alone(saved(Image.new("RGBA", (4, 4)), "PNG"), "JPEG").getpixel((0, 0))) > 250  # type: ignore[type-var,arg-type]


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
@pytest.mark.parametrize("colour", ["white", (0, 0, 0, 0)])
def test_an_animation_keeps_its_frames_their_durations_and_its_loop(format: str, colour: object) -> None:
    frames = []
    for number in range(3):
        frame = Image.new("RGBA", (20, 10), colour)  # type: ignore[arg-type]
        frame.paste((255, 0, 0, 255), (number * 5, 0, number * 5 + 5, 10))
        frames.append(frame)
    data = saved(
        frames[0], format, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=3, disposal=2 if format == "GIF" else 1
    )
    left = alone(data, format)
    assert left.info["loop"] == 3
    seen = []
    for frame in ImageSequence.Iterator(left):
        frame.load()
        seen.append(round(frame.info["duration"]))
        plain = frame.convert("RGBA")
        here = [plain.getpixel((x * 5 + 2, 5)) for x in range(4)]
        assert [pixel[:2] == (255, 0) or pixel[0] > 240 > 20 > pixel[1] for pixel in here] == [x == len(seen) - 1 for x in range(4)]  # type: ignore[index]
    assert seen == [100, 200, 300]
    if format != "GIF":
        assert left.mode == ("RGB" if colour == "white" else "RGBA")


def test_the_same_bytes_come_out_twice() -> None:
    for format, data in INPUTS.values():
        assert encode_anew(data, format, (8, 16), 1920) == encode_anew(data, format, (8, 16), 1920)


def test_metadata_changes_no_byte() -> None:
    for format, options in (
        ("JPEG", {"exif": exif(), "comment": "x"}),
        ("PNG", {"pnginfo": texts()}),
        ("WEBP", {"exif": exif(), "xmp": XMP}),
    ):
        assert encode_anew(saved(UPRIGHT, format), format, (8,), 99) == encode_anew(saved(UPRIGHT, format, **options), format, (8,), 99)


def test_a_webp_without_loss_stays_so() -> None:
    noise = Image.effect_noise((64, 64), 90).convert("RGB")
    assert alone(saved(noise, "WEBP", lossless=True, exif=exif()), "WEBP").convert("RGB").tobytes() == noise.tobytes()


@pytest.mark.parametrize("size", [(MOST_PIXELS // 1000 + 1, 1000), (20_000, 20_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(size: tuple[int, int]) -> None:
    header = chunk(b"IHDR", size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big") + b"\x08\x02\0\0\0")
    with pytest.raises(Unfit, match="too many"):
        encode_anew(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", b"") + chunk(b"IEND", b""), "PNG", (), 1920)


def test_an_animation_of_too_many_frames_is_refused() -> None:
    frames = [Image.new("L", (2, 2), number % 256) for number in range(1_001)]
    with pytest.raises(Unfit, match="1001 frames are too many"):
        encode_anew(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), "GIF", (), 1920)


@pytest.mark.parametrize("name", INPUTS)
def test_damage_is_refused_or_read_and_never_breaks_anything(name: str) -> None:
    format, data = INPUTS[name]
    for at in range(0, len(data), max(1, len(data) // 60)):
        for broken in (data[:at], data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]):
            with suppress(Unfit):
                encode_anew(broken, format, (8,), 1920)
