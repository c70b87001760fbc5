"""The problems that readers find, by code: what each one says, in English and in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import define, field

from vstbpn.errors import Problem, Severity

__all__ = ["NOTES", "TEXTS", "Problems", "problem_to_json", "shorten"]

# code -> (English, Vietnamese); the fields in braces are what the reader knows of the case.
TEXTS: Final = {
    "not-utf-8": (
        "expected UTF-8 text, got a byte that is none at offset {offset}; nothing of it was used",
        "phải là văn bản UTF-8, byte thứ {offset} không hợp lệ; không dùng phần này",
    ),
    "line-ends": (
        "expected lines that end in a line feed, got a file with carriage returns only",
        "mỗi dòng phải kết thúc bằng ký tự xuống dòng (LF), tệp chỉ có ký tự CR",
    ),
    "unreadable": ("the file cannot be read: {why}", "không đọc được tệp: {why}"),
    "empty": (
        "expected a line of column names and rows below it, got nothing",
        "tệp phải có dòng tên cột và các dòng số liệu, nhưng tệp trống",
    ),
    "no-rows": (
        "expected rows below the column names, got none",
        "không có dòng số liệu nào dưới dòng tên cột",
    ),
    "byte-order-mark": (
        "the file begins with a byte order mark; it was passed over",
        "tệp bắt đầu bằng dấu BOM; đã bỏ qua",
    ),
    "separator": (
        "expected columns separated by commas, got {found!r}; the file was read with it",
        "các cột phải cách nhau bằng dấu phẩy, tệp dùng {found!r}; đã đọc theo dấu đó",
    ),
    "not-nfc": (
        "letters are decomposed (not Unicode NFC); they were composed",
        "chữ cái ở dạng tổ hợp rời (không phải Unicode NFC); đã chuẩn hóa",
    ),
    "missing-column": (
        "expected the columns {expected}; {lacking} is not among {found!r}",
        "phải có các cột {expected}; không thấy {lacking} trong {found!r}",
    ),
    "repeated-column": ("the column {found!r} stands twice", "cột {found!r} xuất hiện hai lần"),
    "unknown-column": (
        "the column {found!r} is none of this table's ({expected}); it was not read",
        "cột {found!r} không phải cột của bảng này ({expected}); không đọc cột này",
    ),
    "ragged-row": (
        "expected {expected} fields, got {found}; the row was not used",
        "dòng phải có {expected} trường, nhận được {found}; không dùng dòng này",
    ),
    "malformed-row": (
        "the row is not well-formed CSV ({why}); it was not used",
        "dòng không đúng định dạng CSV ({why}); không dùng dòng này",
    ),
    "long-line": (
        "expected a line of at most {expected:,} bytes; it was not used",
        "dòng dài quá {expected:,} byte; không dùng dòng này",
    ),
    "empty-field": ("expected {expected}, got nothing", "phải có {expected}, nhưng để trống"),
    "unknown-unit": (
        "{why}, got {found!r}",
        "ngày {day} không có đơn vị nào mang mã {found!r}",
    ),
    "not-covered": (
        "{why}, got {found!r}",
        "danh mục chưa bao gồm cấp của đơn vị {found!r} vào ngày {day}",
    ),
    "bad-period": (
        "expected a period such as 2024, 2024-H1, 2024-Q1, 2024-9M or 2024-05, got {found!r}",
        "kỳ báo cáo phải như 2024, 2024-H1, 2024-Q1, 2024-9M hoặc 2024-05, nhận được {found!r}",
    ),
    "unknown-indicator": (
        "expected an indicator of the catalogue or of a definitions file beside the data, got {found!r}",
        "chỉ tiêu {found!r} không có trong danh mục hay trong tệp định nghĩa kèm số liệu",
    ),
    "unknown-code": (
        "expected {expected}, got {found!r}",
        "phải là {expected}, nhận được {found!r}",
    ),
    "bad-date": (
        "expected a date such as 30/6/2025 or 2025-06-30, got {found!r}",
        "ngày phải như 30/6/2025 hoặc 2025-06-30, nhận được {found!r}",
    ),
    "bad-revision": (
        "expected a revision number from 1 on, got {found!r}",
        "số lần sửa đổi phải là số nguyên từ 1, nhận được {found!r}",
    ),
    "not-a-number": (
        "expected {expected}, got {found!r}",
        "phải là số như 1.803.950 hoặc 12,5, nhận được {found!r}",
    ),
    "ambiguous-number": (
        "expected a number that can be read in one way only, got {found!r}",
        "số có thể hiểu theo hai cách: {found!r}",
    ),
    "not-whole": ("expected a whole number, got {found!r}", "phải là số nguyên, nhận được {found!r}"),
    "too-many-decimals": (
        "expected {expected}, got {found!r}",
        "nhiều chữ số thập phân hơn chỉ tiêu cho phép, nhận được {found!r}",
    ),
    "below-minimum": (
        "expected {expected} or more, got {found!r}",
        "phải từ {expected} trở lên, nhận được {found!r}",
    ),
    "value-and-absence": (
        "expected no value beside the status {expected!r}, got {found!r}; the row was not used",
        "trạng thái {expected!r} không đi cùng số liệu, nhận được {found!r}; không dùng dòng này",
    ),
    "mark-without-value": (
        "expected a value to go with the status {expected!r}, got none; the figure is not reported",
        "trạng thái {expected!r} phải đi cùng số liệu nhưng để trống; coi là chưa báo cáo",
    ),
    "repeated-row": (
        "{cell} of unit {unit} for {period} stands here again, with the same value",
        "{cell} của đơn vị {unit} kỳ {period} bị lặp lại, cùng giá trị",
    ),
    "conflicting-values": (
        "{cell} of unit {unit} for {period} has two values, {first} and {found}; neither was used",
        "{cell} của đơn vị {unit} kỳ {period} có hai giá trị {first} và {found}; không dùng giá trị nào",
    ),
    "conflicting-header": (
        "revision {revision} of unit {unit} for {period} says {found} here and {first} elsewhere; {english}",
        (
            "lần sửa đổi {revision} của đơn vị {unit} kỳ {period} ghi {found}, nơi khác ghi {first}; "
            "{vietnamese}"
        ),
    ),
    "no-earlier-revision": (
        (
            "revision {revision} of unit {unit} for {period} supplements an earlier one that is not here; "
            "what it does not say is not reported"
        ),
        (
            "lần sửa đổi {revision} của đơn vị {unit} kỳ {period} bổ sung cho một lần trước không có ở đây; "
            "phần không nêu coi là chưa báo cáo"
        ),
    ),
    "part-exceeds-total": (
        "{cell} of unit {unit} for {period} is {found}, more than {total}, which is {whole}",
        "{cell} của đơn vị {unit} kỳ {period} là {found}, lớn hơn {total} là {whole}",
    ),
    "sum-mismatch": (
        "{cell} of unit {unit} for {period} is {found}, and its parts add up to {expected}",
        "{cell} của đơn vị {unit} kỳ {period} là {found}, nhưng các phần cộng lại bằng {expected}",
    ),
    "totals": (
        "these are totals that were written, and no reports; they were not read",
        "đây là tổng đã tính, không phải báo cáo; không đọc",
    ),
    "passed-over": (
        "{found} in the folder: not read, for it is no table (.csv, .tsv) or report (.json)",
        "{found} trong thư mục: không đọc, vì không phải bảng (.csv, .tsv) hay báo cáo (.json)",
    ),
    "bad-row": ("{why}", "dòng không hợp lệ: {why}"),
    "not-observations": (
        "{found!r} is no table of observations and was not read",
        "{found!r} không phải bảng số liệu; không đọc",
    ),
    "bad-report": (
        "{why}; the report was not used",
        "báo cáo không hợp lệ, không dùng: {why}",
    ),
    "repeated-report": (
        "the report of unit {unit} on form {form} for {period}, revision {revision}, stands here again",
        "báo cáo của đơn vị {unit}, biểu {form}, kỳ {period}, lần sửa đổi {revision} bị lặp lại",
    ),
    "conflicting-reports": (
        (
            "unit {unit} has two different reports on form {form} for {period}, both revision {revision}; "
            "neither was used"
        ),
        (
            "đơn vị {unit} có hai báo cáo khác nhau của biểu {form}, kỳ {period}, "
            "cùng lần sửa đổi {revision}; không dùng báo cáo nào"
        ),
    ),
    "bad-descriptor": ("{why}", "mô tả gói dữ liệu không hợp lệ: {why}"),
    "bad-definitions": ("{why}", "tệp định nghĩa không hợp lệ: {why}"),
    "bad-json": ("{why}", "JSON không hợp lệ: {why}"),
    "bad-document": (
        "expected a Word document (.docx) that can be opened: {why}",
        "không mở được tệp Word (.docx): {why}",
    ),
    "no-documents": (
        "expected documents ({expected}) in the folder, got none",
        "không có văn bản nào ({expected}) trong thư mục",
    ),
    "space_in_symbol": (
        "a space stands in the number {found!r}; it was read as {read}",
        "số, ký hiệu {found!r} có khoảng trắng; đã đọc là {read}",
    ),
    "missing_slash": (
        "a slash is missing in the number {found!r}; it was read as {read}",
        "số, ký hiệu {found!r} thiếu dấu gạch chéo; đã đọc là {read}",
    ),
    "underscore": (
        "an underscore stands for a dash in the number {found!r}; it was read as {read}",
        "số, ký hiệu {found!r} dùng dấu gạch dưới thay dấu gạch nối; đã đọc là {read}",
    ),
    "eth_for_d": (
        "a foreign letter stands for Đ in the number {found!r}; it was read as {read}",
        "số, ký hiệu {found!r} dùng chữ Ð nước ngoài thay chữ Đ; đã đọc là {read}",
    ),
    "unpadded": (
        "a number below 10 is written with two digits; {found!r} was read as {read}",
        "số dưới 10 phải ghi hai chữ số; {found!r} đã đọc là {read}",
    ),
    "cv_in_symbol": (
        "the symbol of an official letter does not say CV, {found!r} does",
        "ký hiệu công văn không ghi chữ CV, nhưng {found!r} có ghi",
    ),
    "lowercase_type": (
        "the type is not written as it officially is in {found!r}; it was read as {read}",
        "chữ viết tắt tên loại trong {found!r} không đúng quy cách; đã đọc là {read}",
    ),
    "number-form": (
        "the number {found!r} is not in the usual form ({which}); it was read as {read}",
        "số, ký hiệu {found!r} không đúng thể thức ({which}); đã đọc là {read}",
    ),
    "number-blank": (
        "the number is blank: the document is a draft, or was never numbered",
        "số văn bản để trống: bản dự thảo hoặc chưa lấy số",
    ),
    "number-missing": ("no number was found in the head", "không thấy số, ký hiệu ở đầu văn bản"),
    "day-blank": (
        "the day of issue is blank: {found}",
        "ngày ban hành để trống: {found}",
    ),
    "date-missing": ("no date of issue was found in the head", "không thấy ngày ban hành ở đầu văn bản"),
    "no-such-day": (
        "expected a day with a year of four digits, got {found!r}, which is none; nothing was made of it",
        "phải là ngày có thật, năm đủ bốn chữ số; {found!r} không phải, không dùng",
    ),
    "day-before-document": (
        "the day {found!r} is before the document itself; nothing is due by it",
        "ngày {found!r} sớm hơn ngày ban hành văn bản; không coi là thời hạn",
    ),
    "day-of-rhythm": (
        "the day {found!r} comes again without a year; it stands only in the words of the duty",
        "ngày {found!r} lặp lại, không ghi năm; chỉ giữ trong nội dung nhiệm vụ",
    ),
    "signature-missing": ("no signature was found at the end", "không thấy phần ký ở cuối văn bản"),
    "year-from-context": (
        "the day {found!r} is printed without a year; {year} was taken from the document",
        "ngày {found!r} không ghi năm; lấy năm {year} theo văn bản",
    ),
    "type-unknown": (
        "no type of document was found: this may be a news item, or a part of a document",
        "không thấy tên loại văn bản: có thể là tin bài hoặc một phần văn bản",
    ),
    "issuer-unknown": ("it is not said who issues the document", "không thấy tên cơ quan ban hành"),
    "citation-without-number": (
        "a document is cited without its number: {found}",
        "văn bản được viện dẫn không có số: {found}",
    ),
    "unread": ("not understood: {found}", "chưa hiểu phần này: {found}"),
    "bad-tree": ("{why}", "cây đơn vị không hợp lệ: {why}"),
    "unknown-format": ("{why}", "không biết đọc: {why}"),
    "more-problems": (
        "{count:,} more problems were found and are not listed: {codes}",
        "còn {count:,} lỗi nữa không liệt kê: {codes}",
    ),
}

NOTES: Final = frozenset(
    {
        "byte-order-mark",
        "citation-without-number",
        "cv_in_symbol",
        "date-missing",
        "day-before-document",
        "day-blank",
        "day-of-rhythm",
        "eth_for_d",
        "issuer-unknown",
        "lowercase_type",
        "missing_slash",
        "no-earlier-revision",
        "not-nfc",
        "not-observations",
        "number-blank",
        "number-form",
        "number-missing",
        "passed-over",
        "separator",
        "signature-missing",
        "space_in_symbol",
        "type-unknown",
        "underscore",
        "unpadded",
        "unread",
        "year-from-context",
    }
)
_MOST_LISTED: Final = 10_000


def shorten(text: str, longest: int = 60) -> str:
    """Cut a text that is to be shown in a message."""
    return text if len(text) <= longest else f"{text[:longest]}…"


@define
class Problems:
    """Collects the problems of one input; beyond ten thousand they are counted and no longer listed."""

    file: str | None = None
    _listed: list[Problem] = field(factory=list)
    _further: dict[str, int] = field(factory=dict)
    failed: bool = False
    """Whether there was any problem that is more than a note."""

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str | None = None,
        span: tuple[int, int] | None = None,
        hint: tuple[str, str] | None = None,
        **details: object,
    ) -> None:
        """Note a problem; ``details`` fill the text that belongs to ``code``.

        :param hint: what to do about it, in English and in Vietnamese.
        """
        self.failed = self.failed or code not in NOTES
        if len(self._listed) >= _MOST_LISTED:
            self._further[code] = self._further.get(code, 0) + 1
            return
        shown = {
            key: shorten(value) if key == "found" and isinstance(value, str) else value
            for key, value in details.items()
        }
        english, vietnamese = TEXTS[code]
        self._listed.append(
            Problem(
                code=code,
                message=english.format(**shown),
                message_vi=vietnamese.format(**shown),
                severity=Severity.NOTE if code in NOTES else Severity.ERROR,
                file=self.file,
                row=row,
                column=column,
                span=span,
                hint=None if hint is None else hint[0],
                hint_vi=None if hint is None else hint[1],
            )
        )

    def __iter__(self) -> Iterator[Problem]:
        yield from self._listed
        if self._further:
            english, vietnamese = TEXTS["more-problems"]
            codes = ", ".join(f"{count:,} {code}" for code, count in self._further.items())
            details = {"count": sum(self._further.values()), "codes": codes}
            yield Problem(
                code="more-problems",
                message=english.format(**details),
                message_vi=vietnamese.format(**details),
                file=self.file,
            )

    def __len__(self) -> int:
        return len(self._listed) + bool(self._further)


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Give a problem, ready for :func:`json.dumps`."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message_vi": problem.message_vi,
        "message_en": problem.message,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        **({} if problem.span is None else {"span": list(problem.span)}),
        "hint_vi": problem.hint_vi,
        "hint_en": problem.hint,
    }
