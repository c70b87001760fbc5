"""Texts of several sizes for the reader of directives: as they are met, and as a hostile file has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from vstbpn import read_directive

SMALLEST = 1_250_000  # characters; four times as much is the largest
_CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "dev"
_HEAD = "Số: 01/KH-UBND\nHà Nội, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nCông tác năm 2024\n\nI. NHIỆM VỤ\n\n"
_TASK = "- Sở Nội vụ chủ trì, phối hợp với Sở Tài chính báo cáo UBND tỉnh trước ngày 10/6/2024.\n"


def _repeated(piece: str, head: str, size: int) -> str:
    return head + piece * ((size - len(head)) // len(piece))


def _documents(size: int) -> str:
    return _repeated("\n".join(file.read_text("utf-8") for file in sorted(_CORPUS.glob("*.txt"))), "", size)


TEXTS: dict[str, Callable[[int], str]] = {
    "documents, one after the other": _documents,
    "one plan with very many tasks": partial(_repeated, _TASK, _HEAD),
    "one paragraph, a clause after the other": partial(
        _repeated, "Sở Nội vụ báo cáo UBND tỉnh; ", _HEAD + "- "
    ),
    "one paragraph, a day after the other": partial(_repeated, "gửi trước ngày 10/6/2024 và ", _HEAD + "- "),
    "digits, slashes and dashes": partial(_repeated, "1/2-3.", ""),
    "decomposed letters with two marks each": partial(_repeated, "a\u0301\u0323", ""),
}


def read(text: str) -> int:
    """Read a text and give the number of its passages."""
    return len(read_directive(text).directive.passages)
