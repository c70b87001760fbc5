"""A percentage that a report prints is that of its counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from vstbpn.model import Cell, Force, Outcome, Printed, Subject, Verdict, compare_printed, round_half_up
from vstbpn.rules.book._documents import BY_ARITHMETIC
from vstbpn.rules.book._figures import KEPT, asked, codes, reported
from vstbpn.rules.engine import Context, Example, Rule, failed, passed, unknown
from vstbpn.rules.figures import PrintedShare, ReportFigures, figure

__all__ = ["RULE"]

_ON: Final = date(2025, 1, 31)


def _check(subject: Subject[ReportFigures], _: Context[None]) -> Verdict:
    report = subject.data.report
    found: dict[Printed, tuple[PrintedShare, Decimal | None]] = {}
    gaps: list[Cell] = []
    for share in subject.data.printed:
        top, bottom = figure(report, share.numerator), figure(report, share.denominator)
        if top is None or bottom is None:
            gaps += [cell for cell in (share.numerator, share.denominator) if figure(report, cell) is None]
        elif bottom == 0:
            # Of nothing there is no percentage, whatever is printed.
            found.setdefault(Printed.DIFFERS, (share, None))
        else:
            value = Fraction(top) / Fraction(bottom)
            outcome = compare_printed(value, share.value, scale=share.scale)
            found.setdefault(outcome, (share, round_half_up(value * share.scale, _places(share.value))))
    if Printed.DIFFERS in found:
        share, exact = found[Printed.DIFFERS]
        return failed("found", measured=share.value, required=exact, cell=share.numerator.code)
    if gaps:
        return unknown(*codes(gaps))
    if Printed.CUT_OFF in found:
        share, exact = found[Printed.CUT_OFF]
        return passed("cut-off", measured=share.value, required=exact, cell=share.numerator.code)
    return passed()


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # a printed share is finite
    return max(-exponent, 0)


def _share(printed: str, *values: int | None) -> Subject[ReportFigures]:
    share = PrintedShare(numerator=Cell("members", "F"), denominator=Cell("members"), value=Decimal(printed))
    return asked(reported(*values), printed=(share,))


RULE = Rule(
    id="figures-printed-share",
    title_vi="Tỷ lệ phần trăm khớp với số liệu",
    title_en="A printed percentage is that of its counts",
    text_vi="So giá trị đúng, làm tròn nửa lên theo số chữ số đã in; cắt bớt thay vì làm tròn chỉ là lưu ý.",
    text_en="The exact value is rounded half up to the places that are printed; one cut off is only noted.",
    force=Force.ARITHMETIC,
    kinds="report-figures",
    history=BY_ARITHMETIC,
    applies=lambda subject: bool(subject.data.printed),
    none_is_known=KEPT,
    check=_check,
    messages={
        "found": (
            "{cell}: in {measured}, tính ra {required}",
            "{cell}: {measured} is printed, and it is {required}",
        ),
        "cut-off": (
            "{cell}: in {measured} là cắt bớt; làm tròn là {required}",
            "{cell}: {measured} is cut off; rounded it is {required}",
        ),
    },
    examples=(
        Example(outcome=Outcome.PASS, subject=_share("38.18", 55, 21), on=_ON),
        Example(outcome=Outcome.PASS, subject=_share("66.66", 9, 6), on=_ON),
        Example(outcome=Outcome.FAIL, subject=_share("38.19", 55, 21), on=_ON),
        Example(
            outcome=Outcome.UNKNOWN,
            subject=_share("38.18", 55, None),
            on=_ON,
            completions=(_share("38.18", 55, 21), _share("38.18", 55, 20)),
        ),
    ),
)
