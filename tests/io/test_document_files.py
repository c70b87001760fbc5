from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vstbpn.errors import InputError, MissingExtra
from vstbpn.io import find_documents, read_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def new_document() -> Any:
    """A new Word document, where python-docx is there to make one."""
    return pytest.importorskip("docx").Document()


def element(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml.replace("<w:", f'<w:root xmlns:w="{W}"><w:', 1) + "</w:root>")[0]


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(folder: Path, document: Any) -> str:
    path = folder / "plan.docx"
    path.write_bytes(saved(document))
    return read_document(path)


def refusal(path: Path) -> tuple[str, str, str | None]:
    with pytest.raises(InputError) as refused:
        read_document(path)
    (problem,) = refused.value.problems
    assert problem.file == path.name
    return problem.code, problem.message, problem.hint


def repacked(raw: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Give a package with its parts changed, or left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return out.getvalue()


def add_list(
    document: Any, levels: list[tuple[str, str]], number: str, *, restart: int | None = None
) -> None:
    """Define a list whose levels have these formats and texts; a restarted one uses the first definition."""
    numbering = document.part.numbering_part.element
    if restart is None:
        body = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for place, (form, text) in enumerate(levels)
        )
        definition = element(f'<w:abstractNum w:abstractNumId="9{number}">{body}</w:abstractNum>')
        numbering.insert(0, definition)
    override = (
        ""
        if restart is None
        else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>'
    )
    base = f"9{number}" if restart is None else "971"
    numbering.append(
        element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{base}"/>{override}</w:num>')
    )


def add_item(document: Any, text: str, number: str, level: int = 0) -> None:
    item = document.add_paragraph(text)
    item._p.get_or_add_pPr().append(
        element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["plan.txt", "plan.MD"])
def test_plain_text_stays_as_it_is_but_for_a_byte_order_mark(tmp_path: Path, name: str, mark: str) -> None:
    """Places in a text are offsets, so nothing may be composed or taken away: not even a carriage return."""
    text = "Số: 70 /KH-UBND\r\n\r\n  Ho\u0300a  \n"
    (tmp_path / name).write_bytes((mark + text).encode())
    assert read_document(tmp_path / name) == text


def test_text_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes("Kế hoạch".encode("utf-16"))
    code, _, hint = refusal(tmp_path / "plan.txt")
    assert (code, hint) == ("not-utf-8", "save it as text in UTF-8")


@pytest.mark.parametrize("name", ["plan.pdf", "plan.doc", "plan.xlsx", "plan"])
def test_another_kind_of_file_is_refused_by_what_can_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    code, message, hint = refusal(tmp_path / name)
    assert code == "unknown-format"
    assert ".txt, .md, .docx" in message
    assert (hint is not None) == name.endswith((".pdf", ".doc"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "plan.docx")[0] == "unreadable"


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(2, 3)
    for place, text in enumerate(("STT", "Nội dung", "Đơn vị", "1", "Tập\nhuấn | nói", "Phòng Y tế")):
        table.cell(place // 3, place % 3).text = text
    document.add_paragraph("")
    document.add_paragraph("Sau bảng")
    assert text_of(tmp_path, document) == (
        "Trước bảng\n\n| STT | Nội dung | Đơn vị |\n| 1 | Tập huấn \\| nói | Phòng Y tế |\n\nSau bảng\n"
    )


def test_columns_stay_columns_where_cells_are_merged(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("Bảng")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Nữ"
    table.cell(0, 2).text = "Nam"
    for place in range(3):
        table.cell(1, place).text = str(place)
    assert text_of(tmp_path, document).splitlines()[2:] == ["| Nữ |  | Nam |", "| 0 | 1 | 2 |"]


def test_a_cell_as_wide_as_a_thousand_million_columns_is_as_wide_as_word_allows(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("Bảng")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "x"
    cell._tc.get_or_add_tcPr().append(element('<w:gridSpan w:val="999999999"/>'))
    assert text_of(tmp_path, document).splitlines()[-1] == "| x |" + "  |" * 62


def test_the_two_columns_of_a_letterhead_and_of_the_end_are_read_one_after_the_other(tmp_path: Path) -> None:
    """As one line they would read: UBND QUẬN CỘNG HÒA XÃ HỘI ..."""
    document = new_document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN"
    head.cell(0, 0).add_paragraph("Số: 70/KH-UBND")
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    head.cell(0, 1).add_paragraph("Hà Đông, ngày 17 tháng 02 năm 2024")
    document.add_paragraph("KẾ HOẠCH")
    data = document.add_table(1, 2)
    data.cell(0, 0).text, data.cell(0, 1).text = "Phòng Y tế", "30/6/2024"
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:"
    end.cell(0, 0).add_paragraph("- Như trên;")
    end.cell(0, 1).text = "KT. CHỦ TỊCH"
    assert text_of(tmp_path, document).split("\n\n") == [
        "ỦY BAN NHÂN DÂN\nSố: 70/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Đông, ngày 17 tháng 02 năm 2024",
        "KẾ HOẠCH",
        "| Phòng Y tế | 30/6/2024 |",
        "Nơi nhận:\n- Như trên;",
        "KT. CHỦ TỊCH\n",
    ]


def test_labels_that_word_makes_are_worked_out(tmp_path: Path) -> None:
    document = new_document()
    add_list(
        document, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "")], "71"
    )
    for text, level in (("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 3), ("F", 1), ("G", 0), ("H", 1)):
        add_item(document, text, "71", level)
    found = text_of(tmp_path, document).split()
    assert " ".join(found) == "I. A 1. B a) C b) D - E 2. F II. G 1. H"


@pytest.mark.parametrize(
    ("form", "template", "expected"),
    [
        ("decimal", "Điều %1.", ["Điều 1. x", "Điều 2. x"]),
        ("decimalZero", "%1", ["01 x", "02 x"]),
        ("upperLetter", "%1.", ["A. x", "B. x"]),
        ("lowerRoman", "(%1)", ["(i) x", "(ii) x"]),
        ("bullet", "+", ["+ x", "+ x"]),
        ("bullet", "●", ["- x", "- x"]),
        ("none", "%1", ["x", "x"]),
    ],
)
def test_each_kind_of_label(tmp_path: Path, form: str, template: str, expected: list[str]) -> None:
    document = new_document()
    add_list(document, [(form, template)], "71")
    add_item(document, "x", "71")
    add_item(document, "x", "71")
    assert text_of(tmp_path, document).strip().split("\n\n") == expected


def test_labels_of_several_levels_name_them_all(tmp_path: Path) -> None:
    document = new_document()
    add_list(document, [("decimal", "%1."), ("decimal", "%1.%2.")], "71")
    for level in (0, 1, 1, 0, 1):
        add_item(document, "x", "71", level)
    assert text_of(tmp_path, document).split()[::2] == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_a_list_goes_on_counting_unless_it_is_restarted(tmp_path: Path) -> None:
    document = new_document()
    add_list(document, [("decimal", "%1.")], "71")
    add_list(document, [], "72", restart=5)
    for number in ("71", "71", "72", "72", "71"):
        add_item(document, "x", number)
    assert text_of(tmp_path, document).split()[::2] == ["1.", "2.", "5.", "6.", "7."]


def test_a_style_may_make_the_label_and_a_paragraph_may_take_it_away(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("một", style="List Number")
    add_item(document, "không", "0")
    document.paragraphs[-1].style = "List Number"
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    assert text_of(tmp_path, document).strip().split("\n\n") == ["1. một", "không", "2. hai", "- gạch"]


def test_a_list_of_a_thousand_million_is_written_in_digits(tmp_path: Path) -> None:
    document = new_document()
    add_list(document, [("lowerLetter", "%1.")], "71")
    add_list(document, [], "72", restart=999_999_999)
    add_item(document, "x", "72")
    assert text_of(tmp_path, document) == "999999999. x\n"


def test_footnotes_stand_last_with_the_digit_that_refers_to_them(tmp_path: Path) -> None:
    document = new_document()
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    for text, note in (("Nghị quyết", 7), ("Chỉ thị", 3)):
        paragraph = document.add_paragraph(text)
        paragraph._p.append(element(f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'))
        paragraph.add_run(" và")
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>Ghi chú {number}</w:t></w:r></w:p></w:footnote>'
        for number in (3, 5, 7)
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'.encode(),
        document.part.package,
    )
    document.part.relate_to(part, FOOTNOTES)
    assert text_of(tmp_path, document) == "Nghị quyết¹ và\n\nChỉ thị² và\n\n¹ Ghi chú 7\n\n² Ghi chú 3\n"


def test_what_was_deleted_is_not_read_and_what_was_inserted_is(tmp_path: Path) -> None:
    document = new_document()
    paragraph = document.add_paragraph("trước ngày ")
    paragraph._p.append(element("<w:del><w:r><w:delText>10/5</w:delText></w:r></w:del>"))
    paragraph._p.append(element("<w:ins><w:r><w:t>20/5</w:t></w:r></w:ins>"))
    paragraph._p.append(element("<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/></w:r>"))
    assert text_of(tmp_path, document) == "trước ngày 20/5-\n"


def test_a_control_and_a_box_hide_nothing(tmp_path: Path) -> None:
    document = new_document()
    inner = "<w:p><w:r><w:t>trong khung</w:t></w:r></w:p>"
    document.element.body.insert(0, element(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"))
    paragraph = document.add_paragraph("ngoài")
    paragraph._p.append(element(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"))
    assert text_of(tmp_path, document) == "trong khung\n\nngoài\ntrong khung\n"


def test_letters_are_composed(tmp_path: Path) -> None:
    document = new_document()
    document.add_paragraph("Ho\u0300a Bi\u0300nh")
    assert text_of(tmp_path, document) == "Hòa Bình\n"


@pytest.mark.parametrize("raw", [b"", b"no package", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_is_refused(tmp_path: Path, raw: bytes) -> None:
    new_document()
    (tmp_path / "plan.docx").write_bytes(raw)
    code, message, hint = refusal(tmp_path / "plan.docx")
    assert (code, hint) == ("bad-document", "open it in Word and save it as .docx")
    assert "expected a Word document" in message


def test_an_old_or_locked_document_is_named_as_such(tmp_path: Path) -> None:
    new_document()
    (tmp_path / "plan.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "has a password" in refusal(tmp_path / "plan.docx")[1]


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    new_document()
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as package:
        package.writestr("readme.txt", "x")
    assert refusal(tmp_path / "plan.docx")[0] == "bad-document"


def test_a_package_that_would_fill_the_memory_is_refused_unread(tmp_path: Path) -> None:
    """34 million blanks pack into 33 kB."""
    document = new_document()
    bomb = repacked(
        saved(document),
        lambda name, content: content + b" " * (33 << 20) if name == "word/document.xml" else content,
    )
    assert len(bomb) < 200_000
    (tmp_path / "plan.docx").write_bytes(bomb)
    assert "larger than any document" in refusal(tmp_path / "plan.docx")[1]


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_reach_for_no_other_file(tmp_path: Path, code: str) -> None:
    (tmp_path / "secret.txt").write_text("bí mật", encoding="utf-8")
    document = new_document()
    document.add_paragraph("ENTITY")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'

    def with_entity(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        text = content.decode("utf-8").partition("?>")[2].replace("ENTITY", "&e;")
        return f'<?xml version="1.0" encoding="{code}"?>{declared}{text}'.encode(code)

    (tmp_path / "plan.docx").write_bytes(repacked(saved(document), with_entity))
    assert "declares entities" in refusal(tmp_path / "plan.docx")[1]


@pytest.fixture(scope="module")
def sound() -> bytes:
    document = new_document()
    document.add_table(1, 2).cell(0, 0).text = "Số: 70/KH-UBND"
    document.add_paragraph("một", style="List Number")
    return saved(document)


@given(st.integers(min_value=0), st.none() | st.binary(max_size=20), st.integers(0, 3000))
def test_a_damaged_package_is_refused_or_read_and_never_breaks(
    sound: bytes, tmp_path_factory: pytest.TempPathFactory, which: int, content: bytes | None, cut: int
) -> None:
    with zipfile.ZipFile(BytesIO(sound)) as package:
        names = package.namelist()
    damaged = names[which % len(names)]

    def change(name: str, part: bytes) -> bytes | None:
        if name != damaged:
            return part
        return None if content is None else part[:cut] + content + part[cut + len(content) :]

    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    path.write_bytes(repacked(sound, change))
    try:
        found = read_document(path)
    except InputError as error:
        found = f"refused: {error.problems[0].code}\n"
    assert found.endswith("\n")
    assert found == "refused: bad-document\n" or "refused" not in found


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"vstbpn\[word\]"):
        read_document(tmp_path / "plan.docx")


def test_the_documents_of_a_folder_are_found_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", "c.MD", "~$a.docx", ".hidden.txt", "table.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    found = find_documents(tmp_path / "c.MD", tmp_path)
    assert [path.name for path in found] == ["c.MD", "a.docx", "b.txt"]
    assert find_documents("elsewhere.pdf") == (Path("elsewhere.pdf"),)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("x", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        find_documents(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["no-documents"]
