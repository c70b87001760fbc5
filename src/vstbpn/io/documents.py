"""The text of a document's file: plain text, Markdown, or a Word document (.docx)."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final, NoReturn

from vstbpn.errors import InputError, MissingExtra
from vstbpn.io._problems import Problems
from vstbpn.io._word import word_text

__all__ = ["DOCUMENT_SUFFIXES", "find_documents", "read_document"]

DOCUMENT_SUFFIXES: Final = (".txt", ".md", ".docx")
"""The kinds of files that :func:`read_document` reads."""

_READABLE: Final = ", ".join(DOCUMENT_SUFFIXES)
_AS_DOCX: Final = ("open it in Word and save it as .docx", "hãy mở bằng Word và lưu lại dạng .docx")
_AS_UTF8: Final = ("save it as text in UTF-8", "hãy lưu tệp ở dạng văn bản UTF-8")
_HINTS: Final = {
    ".doc": _AS_DOCX,
    ".odt": _AS_DOCX,
    ".rtf": _AS_DOCX,
    ".pdf": (
        "copy its text into a .txt file; a scan needs to be recognized first",
        "hãy chép văn bản sang tệp .txt; bản quét cần được nhận dạng trước",
    ),
}
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
"""How a file of Word before 2007 begins, and a newer one that has a password."""

_LARGEST: Final = 256 * 2**20
_LARGEST_XML: Final = 32 * 2**20
_MOST_PARTS: Final = 5000
_XML: Final = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
# What zipfile, lxml (whose errors are SyntaxErrors) and python-docx raise for a file that is damaged.
_DAMAGES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    RuntimeError,
    EOFError,
)
"""What zipfile, lxml (whose errors are SyntaxErrors) and python-docx raise for a file that is damaged."""

_DTD: Final = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def find_documents(*paths: str | Path) -> tuple[Path, ...]:
    """Give the files of documents: those named, and in place of a folder those that lie in it, by name.

    Hidden files, and those that Word keeps beside an open document (``~$plan.docx``), are passed over.

    :raises InputError: if a folder holds none.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = [each for each in sorted(path.iterdir()) if each.suffix.lower() in DOCUMENT_SUFFIXES]
        kept = [each for each in inside if each.is_file() and not each.name.startswith((".", "~$"))]
        if not kept:
            problems = Problems(path.name)
            problems.add("no-documents", expected=_READABLE)
            raise InputError(problems)
        found += kept
    return tuple(dict.fromkeys(found))


def read_document(path: str | Path) -> str:
    """Give the text of a ``.txt``, ``.md`` or ``.docx`` file, for ``read_directive``.

    Plain text must be UTF-8 and stays as it is, but for a byte order mark. Of a Word document the paragraphs
    and tables come in their order, with an empty line between them: a row of a table as ``| a | b |``, the
    cells of a letterhead one after the other, list labels as Word shows them, footnotes last (``¹ ...``).

    :raises InputError: if it cannot be read, is of another kind, or is no sound Word document.
    :raises MissingExtra: for a Word document, without the package python-docx.
    """
    file = Path(path)
    problems = Problems(file.name)
    suffix = file.suffix.lower()
    if suffix not in DOCUMENT_SUFFIXES:
        why = f"expected a document ({_READABLE}), got {file.name!r}"
        problems.add("unknown-format", hint=_HINTS.get(suffix), why=why)
        raise InputError(problems)
    try:
        raw = file.read_bytes()
    except (OSError, ValueError) as error:
        problems.add("unreadable", why=getattr(error, "strerror", None) or str(error))
        raise InputError(problems) from None
    if suffix == ".docx":
        return _word(raw, problems)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add("not-utf-8", offset=error.start, hint=_AS_UTF8)
        raise InputError(problems) from None


def _word(raw: bytes, problems: Problems) -> str:
    try:
        from docx import Document
    except ImportError:
        raise MissingExtra("python-docx", "word") from None
    if raw.startswith(_OLD_WORD):
        _refuse(problems, "it is of Word before 2007, or has a password")
    try:
        _check_package(raw, problems)
        return word_text(Document(BytesIO(raw)))
    except InputError:
        raise
    except _DAMAGES as error:
        _refuse(problems, str(error) or type(error).__name__)


def _check_package(raw: bytes, problems: Problems) -> None:
    """Refuse a file that would fill the memory, or that reaches for others, before any of it is parsed."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        parts = package.infolist()
        xml = [part for part in parts if _XML.search(part.filename)]
        sizes = sum(part.file_size for part in parts), sum(part.file_size for part in xml)
        if len(parts) > _MOST_PARTS or sizes[0] > _LARGEST or sizes[1] > _LARGEST_XML:
            _refuse(problems, "unpacked it is larger than any document")
        for part in xml:
            if any(mark in package.read(part) for mark in _DTD):
                _refuse(
                    problems, f"its part {part.filename!r:.60} declares entities, which no document needs"
                )


def _refuse(problems: Problems, why: str) -> NoReturn:
    problems.add("bad-document", hint=_AS_DOCX, why=why)
    raise InputError(problems) from None
