"""Reading files: text as UTF-8, line by line, with nothing that a hostile file could blow up."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from vstbpn.errors import InputError
from vstbpn.io._problems import Problems
from vstbpn.model import nfc

__all__ = ["LONGEST_LINE", "Progress", "lines", "read_text"]

LONGEST_LINE: Final = 1_000_000
"""The most bytes that a line of a table may have."""

Progress = Callable[[int], None]
"""Is called now and then with the number of bytes read since the last call."""

_UTF8_MARK: Final = "\ufeff"
_FOREIGN: Final = {
    b"\xff\xfe": ("UTF-16, which Excel calls Unicode text", "UTF-16, Excel gọi là Unicode Text"),
    b"\xfe\xff": ("UTF-16, which Excel calls Unicode text", "UTF-16, Excel gọi là Unicode Text"),
    b"PK\x03\x04": ("an Excel workbook or another zipped file", "bảng tính Excel hoặc tệp nén"),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", "bảng tính Excel kiểu cũ"),
    b"%PDF": ("a PDF", "tệp PDF"),
}
_SAVE: Final = ("save it as CSV UTF-8", "hãy lưu tệp ở dạng CSV UTF-8")


def read_text(path: Path, problems: Problems) -> str:
    """Read a file whole, composed (NFC).

    :raises InputError: if it cannot be read or is not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(error, problems) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add("not-utf-8", offset=error.start, hint=_what_it_is(raw))
        raise InputError(problems) from None
    if text.startswith(_UTF8_MARK):
        text = text[1:]
        problems.add("byte-order-mark", row=1)
    return nfc(text)


def lines(
    path: Path, problems: Problems, progress: Progress | None = None
) -> Generator[tuple[str, int], None, None]:
    """Give the lines of a UTF-8 file with their numbers, composed (NFC), line ends kept.

    A byte order mark and decomposed letters are noted once each. A line that is not UTF-8, or has more than
    :data:`LONGEST_LINE` bytes, is noted and left out. Only a line at a time is held.

    :raises InputError: if the file cannot be read, or its first line is not UTF-8.
    """
    read = number = 0
    composed = True
    with _opened(path, problems) as file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            read += len(line)
            if progress is not None and number % 4096 == 0:
                progress(read)
                read = 0
            if len(line) > LONGEST_LINE:
                problems.add("long-line", row=number, expected=LONGEST_LINE)
                read += _pass_over_line(file)
                continue
            text = _decoded(line, number, problems)
            if text is None:
                continue
            if not text.isascii():
                same = nfc(text)
                if composed and same != text:
                    composed = False
                    problems.add("not-nfc", row=number)
                text = same
            yield text, number
    if progress is not None:
        progress(read)


@contextmanager
def _opened(path: Path, problems: Problems) -> Iterator[BinaryIO]:
    try:
        opened = path.open("rb", buffering=1 << 20)
    except (OSError, ValueError) as error:
        raise _unreadable(error, problems) from None
    try:
        with opened as file:
            yield file
    except OSError as error:
        raise _unreadable(error, problems) from None


def _pass_over_line(file: BinaryIO) -> int:
    """Read to the end of a line and give the number of bytes."""
    read = 0
    while line := file.readline(LONGEST_LINE):
        read += len(line)
        if line.endswith(b"\n"):
            break
    return read


def _decoded(line: bytes, number: int, problems: Problems) -> str | None:
    """Give a line's text; ``None`` for one that is not UTF-8."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        problems.add("not-utf-8", row=number, offset=error.start, hint=_what_it_is(line))
        if number == 1:
            raise InputError(problems) from None
        return None
    if number == 1:
        if line.startswith(tuple(_FOREIGN)):
            problems.add("not-utf-8", row=number, offset=0, hint=_what_it_is(line))
            raise InputError(problems)
        if "\r" in text.rstrip("\r\n"):
            problems.add("line-ends", row=number)
            raise InputError(problems)
        if text.startswith(_UTF8_MARK):
            problems.add("byte-order-mark", row=1)
            return text[1:]
    return text


def _what_it_is(start: bytes) -> tuple[str, str]:
    for mark, (english, vietnamese) in _FOREIGN.items():
        if start.startswith(mark):
            return f"this is {english}; {_SAVE[0]}", f"đây là {vietnamese}; {_SAVE[1]}"
    return _SAVE


def _unreadable(error: OSError | ValueError, problems: Problems) -> InputError:
    problems.add("unreadable", why=getattr(error, "strerror", None) or str(error))
    return InputError(problems)
