"""Bytes of a file become text, or a problem that says where they are not."""

from __future__ import annotations

import codecs

from mentorsite.diagnostics import Code, Diagnostic, Span


def decode(path: str, data: bytes) -> tuple[str, list[Diagnostic]]:
    """Decode UTF-8 with or without a byte order mark and with any line ends; the text has `\\n` alone. Empty text where it can't."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", [_bad(path, data, 0, "the file is UTF-16")]
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    data = data[mark:]
    zero = data.find(b"\0")
    if zero >= 0:
        # Half of the bytes of plain English in UTF-16 are zeros.
        is_wide = data.count(b"\0") > len(data) // 3
        said = "the file looks like UTF-16 without a byte order mark" if is_wide else f"a NUL at byte {mark + zero}"
        return "", [_bad(path, data, zero, said)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_bad(path, data, error.start, f"byte {mark + error.start} (0x{data[error.start]:02X}) is no UTF-8")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def _bad(path: str, data: bytes, at: int, said: str) -> Diagnostic:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Diagnostic(Code.BAD_ENCODING, Span(path, line, column), said, "save the file as UTF-8")
