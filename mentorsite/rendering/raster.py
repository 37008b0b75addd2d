"""Pictures made of dots: the bytes that people keep become versions to publish, in the widths that pages need and without any metadata."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageSequence

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
"""The formats that are read and written, by the ending of a file's name."""
MOST_PIXELS = 60_000_000
"""A picture of more pixels, in all its frames together, is refused; it would take minutes and gigabytes to read."""
MOST_FRAMES = 1_000

_QUALITY = 88
_MOVING = ("GIF", "PNG", "WEBP")
# A narrower version has to be narrower by so much to be worth a file.
_WORTH = 1.25
# EXIF 2.32, tag 0x0112: what sets a picture upright.
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_270, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_90)
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Unfit(ValueError):
    """A file that cannot be published as a picture; its text says why, to whom it belongs."""


@dataclass(frozen=True, slots=True)
class Version:
    """A picture in one size, in pixels."""

    data: bytes
    width: int
    height: int


def encode_anew(data: bytes, format: str, widths: Sequence[int], widest: int) -> tuple[Version, ...]:
    """Give a picture upright, in sRGB, without metadata: as wide as it is, at most `widest`, and before that each of the `widths` that is
    narrower and makes a smaller file. An animation keeps its frames, their durations and its loop, and has one version.

    Raises `Unfit` where it cannot be read, or is too large.
    """
    with warnings.catch_warnings():
        # Of a picture that is odd nothing is to be said but what we say ourselves.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=list(dict.fromkeys(FORMATS.values()))) as picture:
                return _versions(picture, format, widths, widest, lossless=_is_lossless(data))
        except Unfit:
            raise
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Unfit("its pixels are too many") from error
        except Exception as error:
            # Decoders meet bytes that nobody foresaw, and raise whatever comes.
            raise Unfit("it is damaged, or of another format than its name says") from error


def _versions(picture: Image.Image, format: str, widths: Sequence[int], widest: int, *, lossless: bool) -> tuple[Version, ...]:
    frames = getattr(picture, "n_frames", 1) if picture.format in _MOVING else 1
    if picture.width * picture.height * frames > MOST_PIXELS or frames > MOST_FRAMES:
        of_frames = f" in {frames} frames" if frames > 1 else ""
        raise Unfit(f"{picture.width} × {picture.height} pixels{of_frames} are too many")
    if frames > 1 and format in _MOVING:
        return (_animation(picture, format, widest, lossless=lossless),)
    turn = _UPRIGHT.get(_orientation(picture))
    sideways = turn in _SIDEWAYS
    width, height = _within(picture.size[::-1] if sideways else picture.size, widest)
    # A JPEG is decoded at half or a quarter of its size where that is enough; for any other format this does nothing.
    picture.draft(None, (height, width) if sideways else (width, height))
    image = _showable(picture)
    image = image.transpose(turn) if turn is not None else image
    full = _resized(image, (width, height))
    versions = [_encoded(full, format, lossless=lossless)]
    for narrower in sorted(widths, reverse=True):
        if narrower * _WORTH <= width:
            smaller = _resized(full, _within((width, height), narrower))
            if full.mode == "P" and format == "PNG":
                smaller = smaller.quantize(256, Image.Quantize.FASTOCTREE)
            version = _encoded(smaller, format, lossless=lossless)
            if len(version.data) < len(versions[-1].data):
                versions.append(version)
    return tuple(reversed(versions))


def _is_lossless(data: bytes) -> bool:
    """Say whether a WebP file holds its dots without loss: chunk `VP8L`, on its own or in a frame (RFC 9649)."""
    at = 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind == b"ANMF":
            return data[at + 24 : at + 28] == b"VP8L"
        if kind in (b"VP8 ", b"VP8L", b"ALPH"):
            return kind == b"VP8L"
        at += 8 + size + size % 2
    return False


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Of metadata that cannot be read, none counts.
        return 1


def _within(size: tuple[int, int], widest: int) -> tuple[int, int]:
    width, height = size
    return size if width <= widest else (widest, max(1, round(height * widest / width)))


def _showable(picture: Image.Image) -> Image.Image:
    """Give the dots alone, in a mode that browsers know: 1, L, LA, P, RGB or RGBA, in sRGB, and nothing where they are transparent."""
    profile = picture.info.get("icc_profile")
    image = picture.copy()
    if image.mode.startswith("I"):
        # 16 bits for each dot: the lower half goes.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode == "P" and (profile or _hides(image.info.get("transparency"))):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode != "P" and "transparency" in image.info:
        # One colour is declared transparent.
        image = image.convert("RGBA")
    if profile:
        image = _in_srgb(image, profile)
    if image.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        image = image.convert("RGBA" if "A" in image.mode or "a" in image.mode else "RGB")
    if image.mode in ("LA", "RGBA"):
        # What was erased is often still there, with an opacity of zero.
        seen = image.getchannel("A").point(lambda alpha: 255 if alpha else 0)
        erased = Image.new(image.mode, image.size)
        erased.paste(image, mask=seen)
        image = erased
    transparency = image.info.get("transparency") if image.mode == "P" else None
    image.info = {} if transparency is None else {"transparency": transparency}
    return _with_colours_in_use(image) if image.mode == "P" else image


def _with_colours_in_use(image: Image.Image) -> Image.Image:
    """Take out of a palette the colours that no dot has, and what the colour is of dots that are transparent."""
    used = [number for number, dots in enumerate(image.histogram()) if dots] or [0]
    colours = (image.getpalette("RGB") or []) + [0] * 768
    opacity = image.info.get("transparency", b"")
    if isinstance(opacity, int):
        opacity = b"\xff" * opacity + b"\x00"
    opacities = [opacity[old] if old < len(opacity) else 255 for old in used]
    places = [0] * 256
    for new, old in enumerate(used):
        places[old] = new
    anew = image.point(places)
    anew.info = {}
    anew.putpalette(
        [part for old, seen in zip(used, opacities, strict=True) for part in (colours[3 * old : 3 * old + 3] if seen else [0] * 3)]
    )
    if min(opacities) < 255:
        # GIF knows the one that is transparent, PNG how opaque each is.
        is_single = {*opacities} <= {0, 255}
        anew.info["transparency"] = opacities.index(0) if is_single else bytes(opacities)
    return anew


def _hides(transparency: object) -> bool:
    """Say whether several colours of a palette are transparent: their dots may draw something that nobody sees."""
    return isinstance(transparency, bytes) and transparency.count(0) > 1


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert the colours from a profile; where it is unreadable or of another kind of colours, browsers ignore it, and so do we."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert(image.mode.rstrip("A")) if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(source).lower() and image.mode in ("RGB", "RGBA"):
            return image
        converted = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if converted is None:
        return image
    if alpha:
        converted.putalpha(alpha)
    return converted


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    match image.mode:
        case "P":
            return image.convert("RGBA" if "transparency" in image.info else "RGB").resize(size, Image.Resampling.LANCZOS)
        case "1":
            return image.convert("L").resize(size, Image.Resampling.LANCZOS)
    return image.resize(size, Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, format: str, *, lossless: bool) -> Version:
    options: dict[str, object] = {}
    match format:
        case "JPEG":
            image = _opaque(image)
            options = {"quality": _QUALITY, "optimize": True}
        case "WEBP":
            options = {"lossless": True} if lossless else {"quality": _QUALITY}
        case _ if "transparency" in image.info:
            options = {"transparency": image.info["transparency"]}
    out = io.BytesIO()
    image.save(out, format, **options)
    return Version(out.getvalue(), image.width, image.height)


def _opaque(image: Image.Image) -> Image.Image:
    """Put a picture on white, where its format has no transparency."""
    if image.mode in ("LA", "RGBA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        return ground.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _animation(picture: Image.Image, format: str, widest: int, *, lossless: bool) -> Version:
    frames, durations = [], []
    for frame in _frames(picture):
        frame.load()
        durations.append(round(frame.info.get("duration", 0)))
        image = _showable(frame).convert("RGBA")
        frames.append(_resized(image, _within(image.size, widest)))
    if all(frame.getchannel("A").getextrema()[0] == 255 for frame in frames):
        frames = [frame.convert("RGB") for frame in frames]
    options: dict[str, object] = {}
    if format == "WEBP":
        options = {"lossless": True} if lossless else {"quality": _QUALITY}
        if frames[0].mode == "RGBA":
            # Where each frame takes up from the one before, what is transparent in a whole row may come out black.
            options |= {"kmin": 1, "kmax": 1}
    if format == "GIF":
        # Each frame is whole, so that what was before it must not shine through.
        options = {"disposal": 2} if frames[0].mode == "RGBA" else {}
    if "loop" in picture.info:
        options["loop"] = picture.info["loop"]
    out = io.BytesIO()
    frames[0].save(out, format, save_all=True, append_images=frames[1:], duration=durations, **options)
    return Version(out.getvalue(), *frames[0].size)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    frames = iter(ImageSequence.Iterator(picture))
    if picture.info.get("default_image"):
        # The first picture of an animated PNG may be one for those who cannot show the others.
        next(frames)
    return frames
