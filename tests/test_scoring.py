"""The measure of readings: a perfect one is 1 everywhere, and each fault lowers exactly its own field."""

from __future__ import annotations

import copy
import doctest
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import scoring
from support.scoring import (
    FIELDS,
    FORM_PROBLEMS,
    Score,
    add,
    digest,
    mean_f1,
    plain,
    same_instrument,
    same_office,
    score,
)

from vstbpn.model import nfc

CORPUS = Path(__file__).parent / "corpus"
SEEDS = sorted((CORPUS / "seeds").glob("*.json"))
Data = dict[str, Any]


def citation(type_: str | None, number: str | None, on: str | None = None, name: str | None = None) -> Data:
    return {"type": type_, "number_text": number, "issued_on": on, "issuer": None, "name": name}


ANNOTATION: Data = {
    "type": "KH",
    "number": "12",
    "symbol": "KH-UBND",
    "number_text": "12/KH-UBND",
    "issuer": "UBND huyện Sông Mơ",
    "place": "Sông Mơ",
    "issued_on": "2024-03-01",
    "issued_in": None,
    "title": "Công tác vì sự tiến bộ của phụ nữ năm 2024",
    "addressees": ["UBND các xã"],
    "basis": [citation("KH", "7/KH-UBND", "2024-02-01"), citation("Luật", None, name="Luật Bình đẳng giới")],
    "citations": [
        citation("KH", "7/KH-UBND", "2024-02-01"),
        citation("CT", "21-CT/TW", "2018-01-20"),
        citation("Luật", None, name="Luật Bình đẳng giới"),
    ],
    "sections": [
        {"label": "I", "heading": "Nội dung", "children": []},
        {
            "label": "II",
            "heading": "Tổ chức thực hiện",
            "children": [{"label": "1", "heading": "Phòng Nội vụ", "children": []}],
        },
    ],
    "tasks": [
        {"path": ["I"], "starts": "Mở lớp tập huấn cho cán bộ", "lead": [], "coordinate": [], "due": []},
        {
            "path": ["II", "1"],
            "starts": "Chủ trì, phối hợp với Hội Phụ nữ huyện tổng hợp",
            "lead": ["Phòng Nội vụ"],
            "coordinate": ["Hội Phụ nữ huyện"],
            "due": ["2024-06-10"],
        },
    ],
    "deadlines": [
        {
            "on": "2024-06-10",
            "inclusive": False,
            "period": "2024-H1",
            "from": "UBND các xã",
            "to": "Phòng Nội vụ",
        }
    ],
    "obligations": [
        {
            "from": "UBND các xã",
            "to": "Phòng Nội vụ",
            "period": None,
            "due": None,
            "recurrence": "FREQ=MONTHLY;INTERVAL=6",
        }
    ],
    "events": [{"name": "Tháng hành động", "start": "2024-11-15", "end": "2024-12-15"}],
    "recipients": ["Như trên", "Lưu: VT"],
    "signature": {
        "authority": "KT.",
        "behalf_of": "CHỦ TỊCH",
        "title": "PHÓ CHỦ TỊCH",
        "name": "Nguyễn Thị A",
    },
    "outline": [{"label": "I", "heading": "Kết quả", "children": []}],
    "number_problems": ["space_in_symbol"],
}


def perfect_reading(annotation: Data) -> Data:
    """What a reader would print that finds exactly what the annotation says."""
    reading = {key: copy.deepcopy(value) for key, value in annotation.items() if key != "number_problems"}
    reading["problems"] = [{"code": code} for code in annotation["number_problems"]]
    reading["tasks"] = [
        {**task, "text": f"- {task['starts']} và những việc khác.", "span": [0, 1]}
        for task in annotation["tasks"]
    ]
    return reading


def lowered(reading: Data, annotation: Data = ANNOTATION) -> set[str]:
    return {field for field, one in score(reading, annotation).items() if one.f1 < 1}


def test_a_perfect_reading_is_one_everywhere() -> None:
    scores = score(perfect_reading(ANNOTATION), ANNOTATION)
    assert {field: (one.precision, one.recall, one.f1) for field, one in scores.items()} == dict.fromkeys(
        FIELDS, (1.0, 1.0, 1.0)
    )
    assert all(one.expected for one in scores.values()), "each field has something to find"
    assert mean_f1(scores) == 1


def set_key(key: str, value: object) -> Callable[[Data], None]:
    def spoil(reading: Data) -> None:
        reading[key] = value

    return spoil


def set_in(key: str, place: int, inner: str, value: object) -> Callable[[Data], None]:
    def spoil(reading: Data) -> None:
        reading[key][place][inner] = value

    return spoil


def drop(key: str, place: int) -> Callable[[Data], None]:
    def spoil(reading: Data) -> None:
        del reading[key][place]

    return spoil


def append(key: str, item: object) -> Callable[[Data], None]:
    def spoil(reading: Data) -> None:
        reading[key].append(item)

    return spoil


def sign(key: str, value: str | None) -> Callable[[Data], None]:
    def spoil(reading: Data) -> None:
        reading["signature"][key] = value

    return spoil


FAULTS: list[tuple[str, Callable[[Data], None]]] = [
    ("type", set_key("type", "CTr")),
    ("number_text", set_key("number_text", "12/KH-UBNd")),
    ("symbol", set_key("symbol", None)),
    ("issuer", set_key("issuer", "UBND huyện Núi Mây")),
    ("place", set_key("place", "Núi Mây")),
    ("issued", set_key("issued_on", "2024-01-03")),
    ("title", set_key("title", "Công tác năm 2024")),
    ("addressees", append("addressees", "Các phòng")),
    ("basis", drop("basis", 0)),
    ("basis", set_in("basis", 1, "name", "Luật Trẻ em")),
    ("citations", set_in("citations", 1, "type", "NQ")),
    ("citations", append("citations", citation("QĐ", "9/QĐ-TTg"))),
    ("citation_dates", set_in("citations", 0, "issued_on", "2024-01-02")),
    ("citation_dates", set_in("citations", 0, "issued_on", None)),
    ("named_citations", drop("citations", 2)),
    ("named_citations", append("citations", citation("Luật", None, name="Luật Trẻ em"))),
    ("sections", set_in("sections", 0, "heading", "Nội dung khác")),
    ("sections", set_in("sections", 1, "children", [])),
    ("tasks", append("tasks", {"path": ["I"], "text": "Một việc không có"})),
    ("task_paths", set_in("tasks", 1, "path", ["II"])),
    ("task_leads", set_in("tasks", 1, "lead", [])),
    ("task_leads", set_in("tasks", 0, "lead", ["Phòng Y tế"])),
    ("task_coordinates", set_in("tasks", 1, "coordinate", ["Huyện đoàn"])),
    ("task_due", set_in("tasks", 1, "due", ["2024-10-06"])),
    ("deadlines", append("deadlines", {"on": "2024-12-10", "inclusive": True, "period": None})),
    ("deadline_tiers", set_in("deadlines", 0, "from", None)),
    ("deadline_tiers", set_in("deadlines", 0, "to", "Phòng Y tế")),
    ("obligations", set_in("obligations", 0, "recurrence", "FREQ=MONTHLY;INTERVAL=3")),
    ("obligations", set_in("obligations", 0, "from", None)),
    ("events", set_in("events", 0, "end", "2024-12-16")),
    ("recipients", drop("recipients", 0)),
    ("signature", sign("authority", "TM.")),
    ("signature", sign("name", None)),
    ("outline", set_key("outline", None)),
    ("number_problems", set_key("problems", [])),
    ("number_problems", append("problems", {"code": "unpadded"})),
]


@pytest.mark.parametrize(("field", "spoil"), FAULTS)
def test_a_fault_lowers_its_field_and_no_other(field: str, spoil: Callable[[Data], None]) -> None:
    reading = perfect_reading(ANNOTATION)
    spoil(reading)
    assert lowered(reading) == {field}


def test_every_field_has_a_fault_that_lowers_it() -> None:
    assert {field for field, _ in FAULTS} == FIELDS.keys()


@pytest.mark.parametrize(("key", "field"), [("tasks", "tasks"), ("deadlines", "deadlines")])
def test_what_was_not_found_is_not_judged_further(key: str, field: str) -> None:
    """A missed task is one fault: its leads and dates are not missed a second time."""
    reading = perfect_reading(ANNOTATION)
    reading[key] = []
    assert lowered(reading) == {field}


def test_a_wrong_value_is_missed_and_wrong_at_once() -> None:
    reading = perfect_reading(ANNOTATION)
    reading["citations"][1]["number_text"] = "22-CT/TW"
    assert score(reading, ANNOTATION)["citations"] == Score(
        right=("type KH, number_text 7/KH-UBND, issued_on 2024-02-01",),
        missed=("type CT, number_text 21-CT/TW, issued_on 2018-01-20",),
        wrong=("type CT, number_text 22-CT/TW, issued_on 2018-01-20",),
    )


def test_a_thing_found_twice_is_wrong_once() -> None:
    reading = perfect_reading(ANNOTATION)
    reading["tasks"].append(dict(reading["tasks"][0]))
    one = score(reading, ANNOTATION)["tasks"]
    assert (one.precision, one.recall, one.f1) == (2 / 3, 1.0, 0.8)


def test_an_empty_reading_misses_all_and_invents_nothing() -> None:
    scores = score({}, ANNOTATION)
    assert all(one.found == 0 and one.precision == 1 for one in scores.values())
    below = {"citation_dates", "task_paths", "task_leads", "task_coordinates", "task_due", "deadline_tiers"}
    assert {field for field, one in scores.items() if one.recall == 0} == FIELDS.keys() - below


def test_all_that_is_found_where_nothing_is_expected_is_wrong() -> None:
    empty = {**dict.fromkeys(ANNOTATION), "signature": dict.fromkeys(ANNOTATION["signature"])}
    scores = score(perfect_reading(ANNOTATION), empty)
    assert all(not one.right and one.recall == 1 for one in scores.values())
    assert scores["signature"].wrong == (
        "authority: KT.",
        "behalf_of: CHỦ TỊCH",
        "title: PHÓ CHỦ TỊCH",
        "name: Nguyễn Thị A",
    )


def test_a_document_that_is_no_document_expects_no_type() -> None:
    annotation = {**ANNOTATION, "type": None}
    assert score({**perfect_reading(annotation), "type": "CV"}, annotation)["type"] == Score(wrong=("CV",))
    assert score(perfect_reading(annotation), annotation)["type"] == Score()


def test_ways_of_typing_do_not_matter() -> None:
    reading = perfect_reading(ANNOTATION)
    reading["issuer"] = "Uỷ ban nhân dân huyện Sông Mơ"
    reading["title"] = "V/v  CÔNG TÁC vì sự tiến bộ\ncủa phụ nữ năm 2024./."
    reading["recipients"] = ["lưu: VT.", "Như trên;"]
    reading["sections"][0]["label"] = "I."
    reading["tasks"][0]["text"] = "**2.1. Mở lớp  “tập huấn”\ncho cán bộ** các cấp"
    reading["obligations"][0]["recurrence"] = "RRULE:INTERVAL=6;FREQ=MONTHLY"
    reading["problems"] = [{"code": "space-in-symbol"}, {"code": "something-else"}]
    assert lowered(reading) == set()


def test_an_interval_of_one_says_nothing() -> None:
    annotation = copy.deepcopy(ANNOTATION)
    annotation["obligations"][0]["recurrence"] = "FREQ=YEARLY"
    reading = perfect_reading(annotation)
    reading["obligations"][0]["recurrence"] = "FREQ=YEARLY;INTERVAL=1"
    assert lowered(reading, annotation) == set()
    reading["obligations"][0]["recurrence"] = None
    assert lowered(reading, annotation) == {"obligations"}


def test_words_of_a_task_count_and_not_only_its_first_letters() -> None:
    reading = perfect_reading(ANNOTATION)
    reading["tasks"][0]["text"] = "Mở lớp tập huấn cho mọi người"
    one = score(reading, ANNOTATION)["tasks"]
    assert one.missed == ("I: Mở lớp tập huấn cho cán bộ",)
    assert one.wrong == ("I: Mở lớp tập huấn cho mọi người",)


def test_tasks_that_begin_alike_are_told_apart_by_their_place() -> None:
    tasks = [
        {"path": [label], "starts": "Báo cáo kết quả", "lead": [lead], "coordinate": [], "due": []}
        for label, lead in (("I", "Phòng Y tế"), ("II", "Phòng Nội vụ"))
    ]
    annotation = {**ANNOTATION, "tasks": tasks}
    reading = perfect_reading(annotation)
    reading["tasks"].reverse()
    assert lowered(reading, annotation) == set()


def test_deadlines_of_one_day_are_told_apart_by_their_tiers() -> None:
    first = ANNOTATION["deadlines"][0]
    annotation = {**ANNOTATION, "deadlines": [first, {**first, "from": "Phòng Nội vụ", "to": "Sở Nội vụ"}]}
    reading = perfect_reading(annotation)
    reading["deadlines"].reverse()
    assert lowered(reading, annotation) == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Phòng LĐTBXH quận", "Phòng Lao động – Thương binh và Xã hội quận", True),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", True),
        ("Ban vì sự tiến bộ phụ nữ", "Ban VSTBPN", True),
        ("Sở Nội vụ", "các Sở Nội vụ", True),
        ("Sở Y tế", "Sở Y tế tỉnh", True),
        ("Sở", "Sở Y tế", False),
        ("Sở Nội", "Sở Nội vụ", True),
        ("Sở Nội v", "Sở Nội vụ", False),
        ("Sở Nội vụ", "Sở Nội dung", False),
        (None, "Sở Nội vụ", False),
        (None, None, True),
    ],
)
def test_an_office_may_be_named_shorter(one: str | None, other: str | None, same: bool) -> None:
    assert same_office(one, other) is same_office(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Luật phòng chống bạo lực gia đình", "Luật Phòng, chống bạo lực gia đình", True),
        ("Bộ Luật Lao động năm 2019", "Bộ luật Lao động", True),
        ("Chương trình “phòng ngừa và ứng phó”", "Chương trình phòng ngừa, ứng phó", True),
        ("Chiến lược A giai đoạn 2021-2030", "Chiến lược A giai đoạn 2011-2020", False),
        ("Luật", "Luật Bình đẳng giới", False),
    ],
)
def test_an_instrument_may_be_named_without_its_years(one: str, other: str, same: bool) -> None:
    assert same_instrument(one, other) is same_instrument(other, one) is same


def test_a_reader_without_names_is_judged_by_the_words_as_printed() -> None:
    reading = perfect_reading(ANNOTATION)
    law = {"type": "Luật", "number_text": None, "raw": "Luật Bình đẳng giới"}
    reading["citations"][2] = law
    assert lowered(reading) == set()
    reading["citations"].append({**law, "name": None, "raw": "văn bản ngày 29/3"})
    assert lowered(reading) == set(), "cited without number and name: not counted"


def test_an_optional_item_counts_neither_way() -> None:
    annotation = copy.deepcopy(ANNOTATION)
    for key in ("tasks", "citations", "deadlines"):
        annotation[key][-1]["optional"] = True
    with_it = score(perfect_reading(ANNOTATION), annotation)
    reading = perfect_reading(ANNOTATION)
    for key in ("tasks", "citations", "deadlines"):
        del reading[key][-1]
    assert score(reading, annotation) == with_it
    assert all(one.f1 == 1 for one in with_it.values())
    assert (with_it["tasks"].expected, with_it["named_citations"].expected) == (1, 0)


def test_an_optional_lead_counts_neither_way() -> None:
    annotation = copy.deepcopy(ANNOTATION)
    annotation["tasks"][0]["lead_optional"] = ["Các đơn vị"]
    reading = perfect_reading(ANNOTATION)
    assert lowered(reading, annotation) == set()
    reading["tasks"][0]["lead"] = ["các đơn vị"]
    assert lowered(reading, annotation) == set()
    reading["tasks"][0]["lead"] = ["các đơn vị", "Phòng Y tế"]
    assert score(reading, annotation)["task_leads"].wrong == ("Mở lớp tập huấn cho cán bộ: Phòng Y tế",)


def test_a_field_that_cannot_be_judged_is_left_out() -> None:
    annotation = {**ANNOTATION, "unscored": ["issuer"]}
    reading = {**perfect_reading(ANNOTATION), "issuer": "Một cơ quan khác"}
    assert score(reading, annotation)["issuer"] == Score()
    with pytest.raises(ValueError, match="isuer"):
        score(reading, {**ANNOTATION, "unscored": ["isuer"]})


def test_a_numbered_paragraph_without_heading_may_be_a_section_and_an_article_must() -> None:
    reading = perfect_reading(ANNOTATION)
    reading["sections"][0]["children"] = [{"label": "1", "heading": "", "children": []}]
    assert lowered(reading) == set()
    reading["sections"][0]["children"] = [{"label": "Điều 1", "heading": "", "children": []}]
    assert score(reading, ANNOTATION)["sections"].wrong == (f"path i/{plain('Điều 1')}",)


def test_a_person_is_recognized_by_the_digest_of_the_name() -> None:
    annotation = copy.deepcopy(ANNOTATION)
    del annotation["signature"]["name"]
    annotation["signature"]["name_sha256"] = digest("Nguyễn Thị A")
    annotation["recipients"][0] = {"sha256": digest("Như trên")}
    assert lowered(perfect_reading(ANNOTATION), annotation) == set()
    other = perfect_reading(ANNOTATION)
    other["signature"]["name"] = "Nguyễn Thị B"
    assert lowered(other, annotation) == {"signature"}


def test_the_examples_of_the_measure_are_true() -> None:
    assert doctest.testmod(scoring).failed == 0


def test_documents_are_pooled_item_by_item_and_fields_averaged() -> None:
    spoiled = perfect_reading(ANNOTATION)
    del spoiled["recipients"][0]
    pooled = add([score(perfect_reading(ANNOTATION), ANNOTATION), score(spoiled, ANNOTATION)])
    assert (pooled["recipients"].expected, pooled["recipients"].recall) == (4, 0.75)
    assert mean_f1({"a": Score(("x",)), "b": Score((), ("y",)), "c": Score()}) == 0.5


# --- the annotations themselves -----------------------------------------------------------------------


def loaded(file: Path) -> Data:
    annotation: Data = json.loads(file.read_text(encoding="utf-8"))
    return annotation


def test_the_seeds_are_annotated() -> None:
    assert [file.stem for file in SEEDS] == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_an_annotation_agrees_with_itself(file: Path) -> None:
    """Two items that could be taken for each other would make the score depend on their order."""
    annotation = loaded(file)
    signature = annotation["signature"]
    if signature.pop("name_sha256", None):
        signature["name"] = "Nguyễn Thị A"
    annotation["recipients"] = [
        text if isinstance(text, str) else "Bà Nguyễn Thị B" for text in annotation["recipients"]
    ]
    assert lowered(perfect_reading(annotation), annotation) == set()


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_what_an_annotation_says_stands_in_the_text(file: Path, shared: Path) -> None:
    annotation = loaded(file)
    text = nfc(next((shared / "seeds").glob(f"{file.stem}_*.txt")).read_text(encoding="utf-8"))
    known = plain(re.sub(r"[#]", " ", text))
    for words in printed(annotation):
        assert plain(words) in known, words
    digits = re.sub(r"\s*/", "/", text)
    for source in (annotation["citations"], annotation["basis"]):
        for item in source:
            assert item["number_text"] is None or item["number_text"] in digits, item
            if item["issued_on"]:
                assert any(way in text for way in dates(item["issued_on"])), item
    for problem in annotation["number_problems"]:
        assert problem in FORM_PROBLEMS


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_the_digests_are_those_of_lines_of_the_text(file: Path, shared: Path) -> None:
    annotation = loaded(file)
    text = next((shared / "seeds").glob(f"{file.stem}_*.txt")).read_text(encoding="utf-8")
    lines = {digest(re.sub(r"^- |;$", "", line.strip().strip("*").strip())) for line in text.splitlines()}
    signer = annotation["signature"].get("name_sha256")
    hidden = [item["sha256"] for item in annotation["recipients"] if isinstance(item, dict)]
    assert {*hidden, *([signer] if signer else [])} <= lines


def printed(annotation: Data) -> Iterator[str]:
    """The words that an annotation takes from its text as they stand."""
    yield annotation["title"]
    yield from annotation["addressees"]
    yield from (text for text in annotation["recipients"] if isinstance(text, str))
    yield from headings([*annotation["sections"], *(annotation["outline"] or [])])
    for key in ("authority", "behalf_of", "title"):
        yield annotation["signature"][key] or ""
    for task in annotation["tasks"]:
        yield task["starts"]
        yield from (*task["lead"], *task["coordinate"])


def headings(sections: list[Data]) -> Iterator[str]:
    for section in sections:
        yield section["heading"]
        yield from headings(section["children"])


def dates(iso: str) -> Iterator[str]:
    """The ways in which the seeds print a date."""
    year, month, day = iso.split("-")
    for one_day in {day, str(int(day))}:
        for one_month in {month, str(int(month))}:
            yield f"{one_day}/{one_month}/{year}"
            yield f"ngày {one_day} tháng {one_month} năm {year}"
