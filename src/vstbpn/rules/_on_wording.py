"""Checks of wording: names of bodies and of observances, personal data, and who signs as what."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Final

from vstbpn.catalog import BodyName, Wording, committee_names, observances
from vstbpn.model import Span
from vstbpn.rules._plain import Plain, even, words_pattern
from vstbpn.rules._values import Cascade, Check, Said

__all__ = ["former_observances", "mixed_names", "personal_data", "signed_for_the_agency", "wrong_names"]


def wrong_names(cascade: Cascade, on: date | None) -> Check:
    """Find wordings that the catalogue knows as mistaken names of a body."""
    for body in committee_names():
        for name, kind in body.wordings:
            if kind is not Wording.MISTAKE:
                continue
            pattern = re.compile(words_pattern(name))
            for document in cascade.documents:
                for _, span in document.plain.find(pattern):
                    yield document, _wrong(body, name, span)


def _wrong(body: BodyName, name: str, span: Span) -> Said:
    doubt_vi, doubt_en = ("", "") if body.verified else ("; chưa kiểm chứng", "; not verified")
    return Said(
        "body_misnamed",
        span,
        f"tên đúng là “{body.name_vi}”, ở đây ghi “{name}” (nguồn: {body.source}{doubt_vi})",
        f"expected the name “{body.name_vi}”, here stands “{name}” (source: {body.source}{doubt_en})",
        body.name_vi,
    )


def mixed_names(cascade: Cascade, on: date | None) -> Check:
    """Find documents that abbreviate one name in two ways (*VSTBPN* and *VSTBCPN*), a finding for each.

    The name in full beside its abbreviation is no mixture, and nor are symbols of other documents.
    """
    for body in committee_names():
        short = [even(name) for name, _ in body.wordings if name.isupper() and " " not in name]
        if len(short) < 2:
            continue
        pattern = re.compile(rf"(?<![\w/-])(?:b|ubqg)?({'|'.join(map(re.escape, short))})(?!\w)")
        for document in cascade.documents:
            found = list(document.plain.find(pattern))
            counts = Counter(match[1] for match, _ in found)
            if len(counts) < 2:
                continue
            rare = min(counts, key=lambda name: (counts[name], name))
            span = next(span for match, span in found if match[1] == rare)
            forms = ", ".join(f"{name.upper()} ({count})" for name, count in sorted(counts.items()))
            yield (
                document,
                Said(
                    "mixed_names",
                    span,
                    f"một tên phải viết tắt một cách trong cả văn bản; ở đây có {forms}",
                    f"expected one abbreviation of one name throughout; here stand {forms}",
                    body.name_vi,
                ),
            )


_PERSON: Final = re.compile(
    r"(?<!\w)(?:đ/c|đồng chí|ông|bà|anh|chị|chuyên viên|cán bộ|người liên hệ|người nhận|đầu mối)(?!\w)"
)
_OFFICE: Final = re.compile(
    r"(?<!\w)(?:đường dây nóng|hotline|tổng đài|trực ban|văn thư|hộp thư công vụ)(?!\w)"
)
_PHONE_LABEL: Final = re.compile(r"(?<!\w)(?:điện thoại|đt|sđt|đtdđ|di động|zalo|số máy|tel|mobile)(?!\w)")
_MAIL_LABEL: Final = re.compile(r"(?<!\w)(?:mail|email|e-mail|gmail|thư điện tử)(?!\w)")
_ID_LABEL: Final = re.compile(
    r"(?<!\w)(?:cccd|căn cước|cmnd|cmtnd|cmt|chứng minh nhân dân|chứng minh thư|số định danh)(?!\w)"
)
_PHONE: Final = re.compile(r"(?<![\w/,.+-])(?:\+ ?84|0)(?:[ .)-]{0,2}[0-9]){8,10}(?![\w/-])")
_MOBILE: Final = re.compile(r"(?:\+84|0)[35789]")
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_IDENTITY: Final = re.compile(r"(?<![\w/,.-])(?:[0-9]{12}|[0-9]{9}|[0-9]{3}(?: [0-9]{3}){2,3})(?![\w/-])")
_NEAR: Final = 60  # characters before the datum
_ABOUT: Final = 160  # characters before it in which the person stands


def personal_data(cascade: Cascade, on: date | None) -> Check:
    """Find numbers and addresses of persons; what is found says the kind and the place, never the datum."""
    for document in cascade.documents:
        plain = document.plain
        for match, span in plain.find(_MAIL):
            if _is_persons(plain, match, _MAIL_LABEL):
                yield document, _personal(span, "địa chỉ thư điện tử", "an e-mail address")
        for match, span in plain.find(_PHONE):
            digits = re.sub("[^0-9+]", "", match[0])
            if _is_persons(plain, match, _PHONE_LABEL, needs_person=_MOBILE.match(digits) is None):
                yield document, _personal(span, "số điện thoại", "a phone number")
        for match, span in plain.find(_IDENTITY):
            if _ID_LABEL.search(_before(plain, match, _NEAR)):
                yield document, _personal(span, "số giấy tờ tùy thân", "an identity number")


def _is_persons(
    plain: Plain, match: re.Match[str], label: re.Pattern[str], *, needs_person: bool = False
) -> bool:
    """Tell whether a number or address is likely a person's: after one, or labelled and no office's."""
    if _PERSON.search(_before(plain, match, _ABOUT)):
        return True
    near = _before(plain, match, _NEAR)
    return not needs_person and label.search(near) is not None and _OFFICE.search(near) is None


def _before(plain: Plain, match: re.Match[str], length: int) -> str:
    """Give what stands before in the same paragraph."""
    text = plain.key[max(0, match.start() - length) : match.start()]
    return text.rpartition("\n")[2]


def _personal(span: Span, vi: str, en: str) -> Said:
    return Said(
        "personal_data",
        span,
        f"văn bản chỉ nên ghi đầu mối của cơ quan; ở đây có {vi}, có thể là của cá nhân",
        f"expected no more than an office's contact; here stands {en}, perhaps a person's",
    )


_YEAR: Final = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_YEAR_REACH: Final = 60


def former_observances(cascade: Cascade, on: date | None) -> Check:
    """Find former names of observances in documents of a year in which they had another one.

    A name that is followed by a year in which it held is history and no fault.
    """
    for event in observances():
        for former in event.former:
            pattern = re.compile(words_pattern(former.name_vi))
            for document in cascade.documents:
                day = document.first_day or on
                if day is None or event.days(day.year)[0] < former.until:
                    continue
                name = event.name_on(event.days(day.year)[0])
                for match, span in document.plain.find(pattern):
                    if _is_of_before(document.plain, match, former.until):
                        continue
                    doubt_vi, doubt_en = (
                        ("", "") if event.verified else ("; chưa kiểm chứng", "; not verified")
                    )
                    yield (
                        document,
                        Said(
                            "observance_former_name",
                            span,
                            f"năm {day.year} có tên “{name}”, ở đây ghi tên cũ “{former.name_vi}” "
                            f"(nguồn: {event.source}{doubt_vi})",
                            f"expected its name of {day.year}, “{name}”, here stands the former one, "
                            f"“{former.name_vi}” (source: {event.source}{doubt_en})",
                            name,
                        ),
                    )


def _is_of_before(plain: Plain, match: re.Match[str], until: date) -> bool:
    after = plain.key[match.end() : match.end() + _YEAR_REACH]
    year = _YEAR.search(re.split(r"[.;\n]", after, maxsplit=1)[0])
    return year is not None and int(year[0]) < until.year


_BOARD_SYMBOL: Final = re.compile(r"(?:^|[^a-z])b?vstbc?pn")
_BOARD: Final = re.compile(r"(?<!\w)(?:ban vì sự tiến bộ|ban vstb|b?vstbc?pn)")
_OF_THE_BOARD: Final = re.compile(
    r"(?<!\w)(?:trưởng ban|ủy viên|thành viên ban|thư ký ban|thường trực ban|ban vì sự|ban vstb)"
)


def signed_for_the_agency(cascade: Cascade, on: date | None) -> Check:
    """Find documents of a committee that are signed with a post in the agency and none in the committee.

    It is good form and no rule of law: the basis is practice.
    """
    for document in cascade.documents:
        one, signed = document.directive, document.directive.signature
        symbol = even(one.number.symbol) if one.number else ""
        if signed is None or not (_BOARD_SYMBOL.search(symbol) or _BOARD.match(even(one.issuer or ""))):
            continue
        titles = tuple(dict.fromkeys(title for title in (signed.title, *signed.titles) if title))
        printed = " / ".join(titles)
        if not titles or _OF_THE_BOARD.search(even(f"{signed.behalf_of or ''} | {printed}")):
            continue
        yield (
            document,
            Said(
                "signed_for_the_agency",
                signed.span,
                "theo thông lệ, văn bản của Ban ghi chức vụ trong Ban trước chức vụ ở cơ quan; "
                f"ở đây ghi “{printed}”",
                "by practice a committee's document bears the post in the committee before that in the "
                f"agency; here stands “{printed}”",
            ),
        )
