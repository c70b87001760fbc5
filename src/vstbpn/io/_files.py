"""Reading files: text as UTF-8, line by line, with nothing that a hostile file could blow up."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from vstbpn.errors import InputError
from vstbpn.io._problems import Problems
from vstbpn.model import nfc

__all__ = ["LONGEST_LINE", "Progress", "lines", "read_text"]

LONGEST_LINE: Final = 1_000_000
"""The most bytes that a line may have; a file with a longer one is not a table."""

Progress = Callable[[int], None]
"""Is called now and then with the number of bytes read since the last call."""

_UTF8_MARK: Final = "\ufeff"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, problems: Problems) -> str:
    """Read a small file whole.

    :raises InputError: if it cannot be read or is not UTF-8.
    """
    return "".join(text for text, _ in lines(path, problems))


def lines(path: Path, problems: Problems, progress: Progress | None = None) -> Iterator[tuple[str, int]]:
    """Give the lines of a UTF-8 file with their numbers, composed (NFC), line ends kept.

    A byte order mark and decomposed letters are noted once each. Only a line at a time is held.

    :raises InputError: if the file cannot be read, is not UTF-8 or has a line of more than
        :data:`LONGEST_LINE` bytes.
    """
    read = offset = 0
    composed = True
    try:
        with path.open("rb") as raw, io.BufferedReader(raw, 1 << 20) as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                read += len(line)
                if len(line) > LONGEST_LINE:
                    problems.add("long-line", row=number, expected=LONGEST_LINE)
                    raise InputError(problems)
                text = _decoded(line, number, offset, problems)
                offset += len(line)
                if number == 1 and text.startswith(_UTF8_MARK):
                    text = text[1:]
                    problems.add("byte-order-mark", row=1)
                if not text.isascii():
                    whole = nfc(text)
                    if composed and whole != text:
                        composed = False
                        problems.add("not-nfc", row=number)
                    text = whole
                if progress is not None and number % 4096 == 0:
                    progress(read)
                    read = 0
                yield text, number
    except OSError as error:
        problems.add("unreadable", why=error.strerror or str(error))
        raise InputError(problems) from None
    if progress is not None:
        progress(read)


def _decoded(line: bytes, number: int, offset: int, problems: Problems) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = (
            "this is UTF-16, which Excel calls Unicode text; save as CSV UTF-8"
            if number == 1 and line.startswith(_UTF16_MARKS)
            else "save the file as CSV UTF-8"
        )
        problems.add("not-utf-8", row=number, offset=offset + error.start, hint=hint)
        raise InputError(problems) from None
