from __future__ import annotations

import json

from support.plans import PLAN

from vstbpn.errors import Problem, Severity
from vstbpn.io.directive.data import directive_data, directives_data
from vstbpn.io.directive.reading import Reading
from vstbpn.model import Directive, DocumentNumber, Period

LABOUR = "Phòng Lao động - Thương binh và Xã hội quận"
CITY = {
    "type": "KH",
    "number_text": "39/KH-UBND",
    "issued_on": "2024-01-29",
    "issuer": "UBND thành phố",
    "raw": "Kế hoạch số 39/KH-UBND ngày 29/01/2024",
    "span": [90, 128],
    "name": None,
    "title": None,
}
NOTE = Problem(code="unpadded", message="one digit", message_vi="một chữ số", severity=Severity.NOTE, row=3)


def test_a_plan_is_written_with_every_key() -> None:
    """The shape that other applications hold on to, whole."""
    assert directive_data(Reading(directive=PLAN, problems=(NOTE,))) == {
        "format": "vstbpn.directive/1",
        "type": "KH",
        "number": "70",
        "symbol": "KH-UBND",
        "number_text": "70/KH-UBND",
        "issuer": "UBND quận",
        "place": "Hà Đông",
        "issued_on": "2024-02-17",
        "issued_in": None,
        "title": "Công tác bình đẳng giới năm 2024",
        "addressees": [],
        "basis": [CITY],
        "citations": [
            CITY,
            {
                "type": "Luật",
                "number_text": None,
                "issued_on": None,
                "issuer": None,
                "raw": "Luật Bình đẳng giới",
                "span": [60, 79],
                "name": "Luật Bình đẳng giới",
                "title": None,
            },
        ],
        "sections": [
            {
                "label": "I",
                "heading": "NHIỆM VỤ",
                "children": [{"label": "1", "heading": "Phòng Y tế", "children": []}],
            }
        ],
        "tasks": [
            {
                "path": ["I", "1"],
                "text": "Mở lớp tập huấn chậm nhất ngày 30/6/2024.",
                "lead": ["Phòng Y tế"],
                "coordinate": ["Phòng Nội vụ"],
                "due": ["2024-06-30"],
                "span": [200, 260],
            },
            {
                "path": ["I"],
                "text": "Tuyên truyền về bình đẳng giới.",
                "lead": [],
                "coordinate": [],
                "due": [],
                "span": [260, 300],
            },
        ],
        "deadlines": [
            {
                "on": "2024-06-30",
                "inclusive": True,
                "period": None,
                "what": "mở lớp tập huấn",
                "from": None,
                "to": None,
                "raw": "",
                "span": [230, 250],
            },
            {
                "on": "2024-05-20",
                "inclusive": False,
                "period": "2024-H1",
                "what": "",
                "from": None,
                "to": None,
                "raw": "",
                "span": [560, 575],
            },
        ],
        "obligations": [
            {
                "from": "Phòng Nội vụ",
                "to": LABOUR,
                "what": "số liệu cán bộ nữ",
                "period": None,
                "due": None,
                "recurrence": "FREQ=MONTHLY;INTERVAL=6",
                "span": [300, 360],
            },
            {
                "from": "UBND các phường",
                "to": LABOUR,
                "what": "kết quả 6 tháng đầu năm",
                "period": "2024-H1",
                "due": "2024-05-20",
                "recurrence": None,
                "span": [500, 580],
            },
            {
                "from": "UBND các phường",
                "to": LABOUR,
                "what": "kết quả cả năm",
                "period": "2024",
                "due": "2024-11-20",
                "recurrence": None,
                "span": [580, 640],
            },
        ],
        "events": [{"name": "Tháng hành động", "start": "2024-11-15", "end": "2024-12-15"}],
        "recipients": ["Như trên"],
        "signature": {
            "authority": "KT.",
            "behalf_of": "CHỦ TỊCH",
            "title": "PHÓ CHỦ TỊCH",
            "name": "Nguyễn Thị A",
        },
        "outline": [{"label": "I", "heading": "Kết quả", "children": []}],
        "problems": [
            {
                "code": "unpadded",
                "severity": "note",
                "message_vi": "một chữ số",
                "message_en": "one digit",
                "file": None,
                "row": 3,
                "column": None,
                "hint_vi": None,
                "hint_en": None,
            }
        ],
    }


def test_what_is_not_printed_is_null_or_empty_and_no_key_is_missing() -> None:
    whole = directive_data(Reading(directive=PLAN))
    nothing = directive_data(Reading(directive=Directive()))
    assert nothing.keys() == whole.keys()
    assert {key for key, value in nothing.items() if value not in (None, [])} == {"format"}


def test_a_draft_has_a_symbol_and_a_month_and_no_number() -> None:
    draft = Directive(
        type="CV", number=DocumentNumber.parse("…/CV-VSTBPN"), issued_in=Period(2024, "04"), outline=None
    )
    written = directive_data(Reading(directive=draft))
    assert (written["number"], written["number_text"]) == (None, None)
    assert written["symbol"] == "CV-VSTBPN"
    assert (written["issued_on"], written["issued_in"]) == (None, "2024-04")


def test_several_documents_keep_their_order() -> None:
    readings = [Reading(directive=PLAN), Reading(directive=Directive(title="x"))]
    written = directives_data(readings, problems=[NOTE])
    assert written["format"] == "vstbpn.directives/1"
    assert [one["title"] for one in written["directives"]] == [PLAN.title, "x"]
    assert [problem["code"] for problem in written["problems"]] == ["unpadded"]
    assert json.loads(json.dumps(written)) == written
