"""Where a part of a plan gives its tasks to offices, it gives them all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from vstbpn.model import Force, Outcome, Span, Subject, Task, Verdict
from vstbpn.rules._values import Document
from vstbpn.rules.book._documents import BY_PRACTICE, NOT_PRINTED, shown, where_of
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown

__all__ = ["RULE"]

_ON: Final = date(2024, 6, 30)
_OF: Final = 4  # of so many tasks at most one has no office, so that it was likely forgotten


def _check(subject: Subject[Document], _: Context[None]) -> Verdict:
    tasks = subject.data.directive.tasks
    if not tasks:
        return unknown("tasks")
    forgotten = tuple(_forgotten(tasks))
    if not forgotten:
        return passed()
    texts = tuple(f"“{task.text[:80]}”" for task in forgotten[:3])
    where = where_of(subject, forgotten[0].span)
    return failed("found", measured=len(forgotten), required=0, tasks=texts, where=where)


def _forgotten(tasks: tuple[Task, ...]) -> Iterator[Task]:
    """Give the tasks without any office in parts of the document in which nearly all have one."""
    parts: dict[str, list[Task]] = {}
    for task in tasks:
        if task.path:
            parts.setdefault(task.path[0], []).append(task)
    for held in parts.values():
        given = sum(bool(task.lead or task.coordinate) for task in held)
        if given * _OF >= len(held) * (_OF - 1):
            yield from (task for task in held if not (task.lead or task.coordinate))


def _plan(*leads: str) -> Subject[Document]:
    tasks = tuple(
        Task(text=f"Nhiệm vụ {place}", span=Span(0, 9), path=("III",), lead=(lead,) if lead else ())
        for place, lead in enumerate(leads)
    )
    return shown(type="KH", title="Kế hoạch", tasks=tasks)


RULE = Rule(
    id="document-task-has-office",
    title_vi="Nhiệm vụ có đơn vị thực hiện",
    title_en="A task has an office",
    text_vi="Chỉ xét phần mà ít nhất ba phần tư nhiệm vụ (từ ba nhiệm vụ trở lên) đã có đơn vị thực hiện.",
    text_en="Only of parts in which three quarters of the tasks, and three at least, have an office.",
    force=Force.PRACTICE,
    kinds="document",
    history=BY_PRACTICE,
    applies=lambda subject: subject.data.directive.type in ("KH", "CTr", "QĐ", "CV", "HD"),
    none_is_known=NOT_PRINTED,
    check=_check,
    messages={
        "found": (
            "{measured} nhiệm vụ chưa giao ai: {tasks}",
            "{measured} tasks are given to nobody: {tasks}",
        ),
        "missing": ("không đọc được nhiệm vụ nào", "no task was read"),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_plan("Sở A", "Sở B", "Sở C", "Sở D"), on=_ON),
        Example(outcome=Outcome.PASS, subject=_plan("Sở A", "", "Sở C", ""), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_plan("Sở A", "Sở B", "", "Sở D"), on=_ON),
        Example(outcome=Outcome.UNKNOWN, subject=_plan(), on=_ON),
    ),
)
