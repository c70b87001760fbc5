"""Documents as subjects of the rules: each by itself, and what there is between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vstbpn.model import Subject
from vstbpn.rules._values import Document
from vstbpn.rules.cascade import cascade

__all__ = ["document_subjects"]


def document_subjects(
    documents: Iterable[Document], where: Mapping[Document, str] | None = None
) -> tuple[Subject[Any], ...]:
    """Make the subjects of documents: one of kind ``document`` for each, and a ``cascade`` of several.

    A document is judged by the law of the day on which it was issued, or of the first day of the month of a
    draft; one that prints neither by that of the day that is asked about.

    >>> from datetime import date
    >>> from vstbpn.model import Directive
    >>> plan = Document(Directive(title="Kế hoạch năm 2024", issued_on=date(2024, 2, 17)))
    >>> [(subject.kind, subject.id, subject.on.year) for subject in document_subjects([plan])]
    [('document', 'Kế hoạch năm 2024', 2024)]

    :param where: where each stands in the input.
    """
    whole = cascade(documents)
    places = where or {}
    found: list[Subject[Any]] = [
        Subject(
            kind="document",
            id=name,
            name=name,
            data=document,
            on=document.first_day,
            where=places.get(document, ""),
        )
        for document, name in zip(whole.documents, whole.names, strict=True)
    ]
    if len(found) > 1:
        found.append(Subject(kind="cascade", id="documents", data=whole))
    return tuple(found)
