"""A title becomes the picture that programs show with a link: words on the theme's paper, in a size in which they fit.

The letters are Source Serif Pro, which comes as a package; what has others (Arabic, Chinese, a sign) has no picture, since a card of empty
boxes says less than none. Drawn by one version of Pillow, the same words are the same bytes.
"""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
"""Width and height in pixels: what programs ask for, and cut no part away of."""
_PAPER, _INK, _QUIET, _ACCENT = "#fbfaf6", "#1f1d18", "#625e54", "#0b655c"
"""The theme's tokens `--paper`, `--ink`, `--quiet` and `--accent` in light."""
_MARGIN = 90
_WIDTH = SIZE[0] - 2 * _MARGIN
_SIZES = (84, 74, 66, 58, 50, 44)
_MOST_LINES = 5
_LINE = 1.2
_COLOURS = 32
"""Enough for the edges of letters, and a third of the bytes."""


def can_be_drawn(title: str) -> bool:
    """Say whether there are letters for all of a title."""
    return title.strip() != "" and all(char == " " or _has(char) for char in set(title))


def card(title: str, below: str) -> bytes:
    """Give the PNG of a title, with a line in small letters at its foot. A title that is too long ends in an ellipsis."""
    image = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((_MARGIN, _MARGIN, _MARGIN + 71, _MARGIN + 7), fill=_ACCENT)
    size, lines = _fitted(title)
    for number, line in enumerate(lines):
        draw.text((_MARGIN, _MARGIN + 60 + round(number * size * _LINE)), line, font=_font("Semibold", size), fill=_INK)
    if can_be_drawn(below):
        small = _font("Regular", 28)
        draw.text((_MARGIN, SIZE[1] - _MARGIN), _cut(below, small), font=small, fill=_QUIET, anchor="ls")
    # A few colours are all that there are; and no times, names or profiles are in the file.
    kept = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    kept.save(written, "PNG")
    return written.getvalue()


def _fitted(title: str) -> tuple[int, list[str]]:
    """Give the largest size in which a title fits, and its lines; in the smallest, what is too much is cut off."""
    for size in _SIZES:
        font = _font("Semibold", size)
        lines = _lines(title.split(), font)
        fits = len(lines) <= _MOST_LINES and len(lines) * size * _LINE <= SIZE[1] - 2 * _MARGIN - 120
        if fits and all(font.getlength(line) <= _WIDTH for line in lines):
            return size, lines
    lines = _lines(title.split(), font)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
    return size, [_cut(line, font) for line in lines]


def _lines(words: list[str], font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if font.getlength(longer) <= _WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(line) <= _WIDTH:
        return line
    while line and font.getlength(f"{line.rstrip()}…") > _WIDTH:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    import font_source_serif_pro as family

    file = {"Semibold": family.SourceSerifProSemibold, "Regular": family.SourceSerifPro}[weight]
    # Without the library for complex scripts, which is not everywhere, and sets these letters elsewhere.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(char: str) -> bool:
    font = _font("Semibold", 44)
    return bytes(font.getmask(char)) != bytes(font.getmask("\U0010ffff"))
