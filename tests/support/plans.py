"""A directive made by hand, as a reader would give it, for tests of what comes after reading."""

from __future__ import annotations

from datetime import date

from vstbpn.model import (
    Citation,
    Deadline,
    Directive,
    DocumentNumber,
    Due,
    Event,
    Outline,
    Period,
    ReportingDuty,
    Section,
    Signature,
    Span,
    Task,
)

WARDS = "UBND các phường"
LABOUR = "Phòng Lao động - Thương binh và Xã hội quận"

HALF_YEAR = ReportingDuty(
    span=Span(500, 580),
    sender=WARDS,
    receiver=LABOUR,
    what="kết quả 6 tháng đầu năm",
    period=Period(2024, "H1"),
    deadline=Deadline.parse("trước ngày 20/5/2024"),
)
WHOLE_YEAR = ReportingDuty(
    span=Span(580, 640),
    sender=WARDS,
    receiver=LABOUR,
    what="kết quả cả năm",
    period=Period(2024),
    deadline=Deadline.parse("chậm nhất ngày 20/11/2024"),
)
EVERY_HALF = ReportingDuty(
    span=Span(300, 360),
    sender="Phòng Nội vụ",
    receiver=LABOUR,
    what="số liệu cán bộ nữ",
    recurrence="FREQ=MONTHLY;INTERVAL=6",
)
TRAINING = Due(
    deadline=Deadline.parse("chậm nhất ngày 30/6/2024"), span=Span(230, 250), what="mở lớp tập huấn"
)
CAMPAIGN = Event(
    name="Tháng hành động", start=date(2024, 11, 15), end=date(2024, 12, 15), span=Span(400, 450)
)
LAW = Citation(raw="Luật Bình đẳng giới", span=Span(60, 79), type="Luật", name="Luật Bình đẳng giới")
CITY = Citation(
    raw="Kế hoạch số 39/KH-UBND ngày 29/01/2024",
    span=Span(90, 128),
    type="KH",
    number=DocumentNumber.parse("39/KH-UBND"),
    issued_on=date(2024, 1, 29),
    issuer="UBND thành phố",
)

PLAN = Directive(
    type="KH",
    number=DocumentNumber.parse("70/KH-UBND"),
    issuer="UBND quận",
    place="Hà Đông",
    issued_on=date(2024, 2, 17),
    title="Công tác bình đẳng giới năm 2024",
    basis=(CITY,),
    citations=(CITY, LAW),
    sections=(
        Section(
            label="I",
            heading="NHIỆM VỤ",
            span=Span(150, 400),
            children=(Section(label="1", heading="Phòng Y tế", span=Span(160, 300)),),
        ),
    ),
    tasks=(
        Task(
            text="Mở lớp tập huấn chậm nhất ngày 30/6/2024.",
            span=Span(200, 260),
            path=("I", "1"),
            lead=("Phòng Y tế",),
            coordinate=("Phòng Nội vụ",),
            due=(TRAINING,),
        ),
        Task(text="Tuyên truyền về bình đẳng giới.", span=Span(260, 300), path=("I",)),
    ),
    deadlines=(
        TRAINING,
        Due(deadline=Deadline.parse("trước ngày 20/5/2024"), span=Span(560, 575), period=Period(2024, "H1")),
    ),
    duties=(EVERY_HALF, HALF_YEAR, WHOLE_YEAR),
    events=(CAMPAIGN,),
    recipients=("Như trên",),
    signature=Signature(
        span=Span(700, 760), authority="KT.", behalf_of="CHỦ TỊCH", title="PHÓ CHỦ TỊCH", name="Nguyễn Thị A"
    ),
    outline=Outline(
        title="ĐỀ CƯƠNG",
        sections=(Section(label="I", heading="Kết quả", span=Span(800, 820)),),
        span=Span(780, 900),
    ),
)
"""A plan with one of everything: a task with its day, reports with and without, an action month."""
