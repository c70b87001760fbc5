"""Words of the trade: how offices are called, and where the name of one ends.

Patterns are matched against the key of a text (small letters, tones in their old place); where a capital
matters, the even text is looked at beside it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_office", "is_vague", "office_at", "offices", "plain_office"]

_HEADS: Final = (
    r"ban|đảng đoàn|ban cán sự|bộ|sở|phòng|ủy ban|ubnd|ubqg|ubmttq|hội|hội đồng|hđnd|văn phòng|vụ|cục"
    r"|tổng cục|trung tâm|công an|tòa án|viện"
    r"|viện kiểm sát|liên đoàn|tổng liên đoàn|đoàn|mặt trận|thành ủy|tỉnh ủy|huyện ủy|quận ủy|đảng ủy"
    r"|thị ủy|chi cục"
    r"|chi bộ|đảng bộ|cấp ủy|trường|đài|báo|cơ quan|thường trực|thường vụ|công đoàn|ngân hàng|bảo hiểm"
    r"|kho bạc|tổ|khoa"
    r"|chính phủ|quốc hội|thủ tướng|chủ tịch|giám đốc|thủ trưởng|trưởng|chánh|bộ chỉ huy|bệnh viện|trạm"
    r"|trạm y tế"
    r"|học viện|thanh tra|thống kê|đơn vị|tiểu ban|hiệp hội|doanh nghiệp|tập đoàn|tổng công ty|thành đoàn"
    r"|tỉnh đoàn"
    r"|huyện đoàn|đoàn thanh niên|hợp tác xã|thôn|cụm|quỹ|thư viện|bưu điện|trưởng ban|phó"
)
_MANY: Final = r"(?:tất cả |toàn thể )?(?:các|những)"
# These begin with the name of an office and are none: tổ chức, báo cáo, ban hành.
_NO_OFFICE: Final = (
    r"(?!(?:tổ chức(?! chính trị)|báo cáo|ban hành|phòng ngừa|phòng chống|phòng,|ban đầu|bộ luật|bộ chỉ tiêu"
    r"|bộ tiêu chí|bộ tài liệu|hội nghị|hội thảo|hội thi"
    r"|đoàn kết|trường hợp|thống kê(?! [^\W\d_]+ tỉnh)|tổ dân phố|hội đồng chí|đoàn kiểm tra|đoàn viên"
    r"|hội viên|quỹ đất|thôn bản)(?![^\W\d_]))"
)
_HEAD: Final = re.compile(
    rf"{_NO_OFFICE}(?:(?:{_MANY} )?(?:đồng chí |thành viên )*(?:{_HEADS}|ngành|địa phương|xã|phường|quận"
    rf"|huyện|tỉnh|bộ|sở|thành viên|khóm|ấp|bản|khu phố|buôn|làng|tổ dân phố|chi hội)(?![^\W\d_])|ubmttq)"
)
_VERBS: Final = (
    "chủ trì|kính|xong|kết luận|vừa|hưởng ứng|đến(?= hết| ngày| \\d)|có nhiệm vụ"
    "|có(?! liên quan| thẩm quyền| chức năng| trách nhiệm liên quan)"
    "|lãnh đạo(?= (?:giám sát|việc|thực hiện|chỉ đạo|tổ chức|công tác|triển khai))|phối hợp|triển khai"
    "|tổ chức(?! đảng| chính trị| xã hội| đoàn thể| thành viên| cán bộ| hành chính)|xây dựng|tham mưu"
    "|thực hiện|rà soát|kiểm tra|hướng dẫn|đẩy mạnh|tăng cường"
    "|tiếp tục|báo cáo|tổng hợp|nghiên cứu|đề xuất|chủ động|có trách nhiệm|căn cứ|bố trí|lồng ghép"
    "|theo dõi|đôn đốc"
    "|tuyên truyền|ban hành|quan tâm|(?<!(?<!, )ban )chỉ đạo|trình|gửi|cung cấp|tiến hành|tích cực|tập trung"
    "|thường xuyên"
    "|định kỳ"
    "|kịp thời|duy trì|vận động|hỗ trợ|đưa|lập|cân đối|thẩm định|giám sát|đánh giá|giúp|tham gia|mở|nắm"
    "|xác minh|cập nhật"
    "|đăng tải|phổ biến|quán triệt|bảo đảm|đảm bảo|nâng cao|chịu|khẩn trương|làm|phân công|sơ kết|tổng kết"
    "|xử lý|thu thập"
    "|công bố|phân bổ|rút|dành|ưu tiên|chuẩn bị|yêu cầu|đề nghị|giao|là|được(?! kiểm tra| phân công| giao"
    "| thanh tra)|phải|cần|nếu|để|nhằm|khi|theo|trong|trước"
    "|chậm nhất|vào|từ|hoàn thành|thông qua|do|về việc|về kết quả|kết quả|hằng|hàng|tình hình|số liệu"
    "|danh sách|bằng văn bản|qua (?=hộp|thư|đường|hệ thống|email|bưu điện)|và báo cáo|và gửi|sẽ|đã|không"
    "|tuyển chọn|lựa chọn"
    "|hoàn thiện|bổ sung|củng cố|kiện toàn|phát động|phát hành|biên soạn|in|viết|tiếp nhận|thành lập|đề ra"
    "|cụ thể hóa|nộp"
    "|giới thiệu|tư vấn|đào tạo|bồi dưỡng|tập huấn|khảo sát|thí điểm|nhân rộng|khuyến khích|sử dụng"
    "|quản lý|huy động|bám sát"
    "|tạo (?:điều kiện|sự|môi trường|chuyển biến|cơ hội|việc làm)|phát huy|phát hiện|ngăn chặn|điều tra"
    "|trao đổi|thông báo|thông tin|niêm yết|chấm|công khai|thanh tra|ký|lấy|rút kinh nghiệm"
    "|có văn bản|có kế hoạch|xem xét|quyết định|ủy quyền|sắp xếp|gắn|đưa tin|dự|thăm|biểu dương"
    "|khen thưởng|nhắc nhở|phê bình"
)
# A name goes on over small letters (Ban vì sự tiến bộ của phụ nữ) until one of these words, or a stop.
_STOP: Final = re.compile(
    rf"[;:!?“”\"|(\[\n]|(?<!\btp)(?<!\btx)(?<!\btt)\.| (?=\d)"
    rf"|,? (?<!giáo dục và )(?<!được )(?:{_VERBS})(?![^\W\d_])|,(?= (?!{_HEADS}|ban|ngành|đoàn thể|tổ chức|"
    r"huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu|đơn vị|địa phương|cơ quan|phòng|bộ|"
    r"các |cá nhân|lực lượng|hội |nhi đồng|công chức|thể thao|giáo dục|khoa học|văn hóa|du lịch|tôn giáo"
    r"|gia đình)(?![^\W\d_]))"
)
_BETWEEN: Final = re.compile(
    rf"(?:\s*[,;]\s*(?:và |cùng |với )?|\s+(?:và|cùng|với)\s+)(?=(?:{_MANY} )?(?:{_HEADS})(?![^\W\d_])"
    rf"|{_MANY} (?:ngành|thành viên|xã|phường|huyện|quận)(?![^\W\d_]))"
)
_SAME_ROW: Final = re.compile(
    rf"(?:{_HEADS}|ngành)(?=\s*(?:,|$| trực thuộc| thuộc| và| liên quan| có liên quan))"
)
_OWN: Final = re.compile(
    r"^(?:đề nghị|yêu cầu|giao cho|giao|phân công|đối với|trách nhiệm của|nhiệm vụ của|đồng chí"
    r"|ubnd \w+ giao)\s+"
)
_VAGUE: Final = re.compile(
    r"(?:các |những |từng |mỗi |toàn |chung |thủ trưởng (?:các )?)*(?:đơn vị|địa phương|cơ quan|tổ chức"
    r"|cá nhân|ngành|cấp|bộ|sở|ban)"
    r"(?:(?:,| và|) (?:các )?(?:đơn vị|địa phương|cơ quan|tổ chức|cá nhân|ngành|ban|cấp|liên quan"
    r"|có liên quan|chức năng|nêu trên|trên|khác))*"
)
_LONGEST: Final = 300


_LOOSE_END: Final = re.compile(r"\s(?:và|cùng|với|để|của|về|cho|tại|ở)$")
_SMALL_HEAD: Final = re.compile(rf"{_MANY} |thường trực |công an |đảng ủy |cấp ủy ")


def office_at(
    text: str, key: str, start: int, limit: int | None = None, *, small: bool = False
) -> int | None:
    """Tell where the names of offices that begin at a place end; None if none begins there.

    The first letter is a capital, or the name is one of many (*các phòng, ban*).

    :param small: any name may begin with a small letter.
    """
    match = _HEAD.match(key, start)
    if match is None:
        return None
    if not (small or text[start].isupper() or _SMALL_HEAD.match(key, start)):
        return None
    end = min(len(text), start + _LONGEST if limit is None else limit)
    place = match.end()
    while True:
        stop = _STOP.search(key, place, end)
        if stop is None:
            break
        word = stop.start() + len(stop[0]) - len(stop[0].lstrip(", "))
        # "Ban Chỉ đạo", "Phòng Tổ chức cán bộ": in capitals the word belongs to the name.
        if stop[0][0] in ", " and word < stop.end() and text[word].isupper():
            place = stop.end()
            continue
        end = stop.start()
        break
    held = text[start:end].rstrip(" ,-–")
    held = _LOOSE_END.sub("", held)
    return start + len(held) if len(held) > 1 else None


def offices(text: str, key: str) -> list[str]:
    """Split names of offices that stand in a row: at the commas behind which a new one begins."""
    found: list[str] = []
    start = 0
    for cut in (*_BETWEEN.finditer(key), None):
        end = len(text) if cut is None else cut.start()
        if cut is not None and _is_one_name(text, key, start, cut.end()):
            continue
        name = " ".join(text[start:end].split()).strip(" ,;.-–")
        if name:
            found.append(name)
        if cut is not None:
            start = cut.end()
    return found


def _is_one_name(text: str, key: str, start: int, place: int) -> bool:
    """Tell whether a name goes on behind a comma: *Các Vụ, Cục, đơn vị trực thuộc Bộ*."""
    if key.startswith(("các ", "những "), place):
        return False
    if key.startswith(("văn phòng hđnd", "văn phòng hội đồng", "văn phòng đoàn đại"), start) and key[
        :place
    ].endswith(" và "):
        return True
    return not text[place].isupper() or (
        key.startswith("các ", start) and _SAME_ROW.match(key, place) is not None
    )


def plain_office(text: str, key: str) -> tuple[str, str]:
    """Take *Đề nghị*, *Giao*, *Trách nhiệm của* off the head of a heading."""
    match = _OWN.match(key)
    return (text[match.end() :], key[match.end() :]) if match else (text, key)


def is_office(text: str, key: str) -> bool:
    """Tell whether a text, a heading say, names offices and nothing else."""
    return all(map(_is_office, text.split(";"), key.split(";")))


def _is_office(text: str, key: str) -> bool:
    text, key = plain_office(text.strip(" :."), key.strip(" :."))
    if not text:
        return False
    if not text[0].isupper() and not key.startswith("các "):
        return False
    end = office_at(text, key, 0, small=True)
    return end is not None and end >= len(text) - 1


def is_vague(key: str) -> bool:
    """Tell whether a name says nobody in particular: *các đơn vị*, *các cơ quan liên quan*."""
    return key not in ("ban", "bộ", "sở") and _VAGUE.fullmatch(key.strip()) is not None
