"""Facts that nobody here wrote, restated: they keep their meaning where the full tables are absent.

Each with its source; all checked on 2026-11-21.
"""

from __future__ import annotations

from datetime import date

# Population and Housing Census of 1 April 2019, published totals: all, men, women.
CENSUS_NATION = (96_208_984, 47_881_061, 48_327_923)
CENSUS_PROVINCES = {
    "01": ("Thành phố Hà Nội", 8_053_663, 3_991_919, 4_061_744),
    "24": ("Tỉnh Bắc Giang", 1_803_950, 905_152, 898_798),
    "31": ("Thành phố Hải Phòng", 2_028_514, 1_007_767, 1_020_747),
    "70": ("Tỉnh Bình Phước", 994_679, 501_473, 493_206),
}

# Number of provinces, districts and communes; official statements and resolutions.
# None: not covered by the map.
COUNTS: dict[date, tuple[int, int, int | None]] = {
    date(2019, 9, 11): (63, 713, None),
    date(2021, 11, 1): (63, 705, None),
    date(2023, 4, 10): (63, 705, None),
    date(2024, 4, 30): (63, 705, None),
    date(2025, 3, 1): (63, 696, None),
    date(2025, 6, 30): (63, 696, 10_035),
    date(2025, 7, 1): (34, 0, 3_321),
    date(2026, 4, 30): (34, 0, 3_321),
    date(2026, 9, 1): (34, 0, 3_321),
    date(2026, 9, 20): (34, 0, 3_321),
}

# Kinds of provinces and communes since 1 July 2025: tỉnh, thành phố; xã, phường, đặc khu.
# 202/2025/QH15 and 1654 to 1687/NQ-UBTVQH15; 30, 36 and 39/2026/QH16; 237 and 388/NQ-UBTVQH16.
KINDS = {
    date(2025, 7, 1): (28, 6, 2_621, 687, 13),
    date(2026, 4, 29): (28, 6, 2_621, 687, 13),
    date(2026, 4, 30): (27, 7, 2_611, 697, 13),
    date(2026, 9, 1): (26, 8, 2_611, 697, 13),
    date(2026, 9, 20): (25, 9, 2_599, 709, 13),
}

# Communes, xã, phường and đặc khu of each province on 1 July 2025: what the last article of each of the
# resolutions 1654 to 1687/NQ-UBTVQH15 says.
COMMUNES_2025 = {
    "01": (126, 75, 51, 0),
    "04": (56, 53, 3, 0),
    "08": (124, 117, 7, 0),
    "11": (45, 42, 3, 0),
    "12": (38, 36, 2, 0),
    "14": (75, 67, 8, 0),
    "15": (99, 89, 10, 0),
    "19": (92, 77, 15, 0),
    "20": (65, 61, 4, 0),
    "22": (54, 22, 30, 2),
    "24": (99, 66, 33, 0),
    "25": (148, 133, 15, 0),
    "31": (114, 67, 45, 2),
    "33": (104, 93, 11, 0),
    "37": (129, 97, 32, 0),
    "38": (166, 147, 19, 0),
    "40": (130, 119, 11, 0),
    "42": (69, 60, 9, 0),
    "44": (78, 69, 8, 1),
    "46": (40, 19, 21, 0),
    "48": (94, 70, 23, 1),
    "51": (96, 86, 9, 1),
    "52": (135, 110, 25, 0),
    "56": (65, 48, 16, 1),
    "66": (102, 88, 14, 0),
    "68": (124, 103, 20, 1),
    "75": (95, 72, 23, 0),
    "79": (168, 54, 113, 1),
    "80": (96, 82, 14, 0),
    "82": (102, 82, 20, 0),
    "86": (124, 105, 19, 0),
    "91": (102, 85, 14, 3),
    "92": (103, 72, 31, 0),
    "96": (64, 55, 9, 0),
}

# Districts by kind (quận, huyện, thị xã, thành phố) from each legal date on, as the resolutions' own dates
# make it; where the Statistics Office's list of the same day says otherwise, DISTRICT_LISTS_DIFFER tells.
DISTRICTS = {
    date(2019, 4, 1): (49, 545, 47, 72),
    date(2019, 5, 1): (49, 544, 48, 72),
    date(2019, 6, 1): (49, 544, 47, 73),
    date(2019, 11, 1): (49, 543, 48, 73),
    date(2020, 1, 1): (49, 539, 49, 74),
    date(2020, 2, 1): (49, 534, 49, 77),
    date(2020, 3, 1): (49, 532, 49, 77),
    date(2020, 6, 1): (49, 529, 52, 77),
    date(2020, 11, 1): (49, 529, 51, 78),
    date(2021, 1, 1): (46, 528, 51, 80),
    date(2021, 11, 1): (46, 528, 50, 81),
    date(2022, 4, 10): (46, 528, 49, 82),
    date(2022, 10, 1): (46, 527, 50, 82),
    date(2023, 4, 10): (46, 524, 52, 83),
    date(2024, 2, 1): (46, 523, 53, 83),
    date(2024, 5, 1): (46, 523, 51, 85),
    date(2024, 9, 1): (46, 522, 51, 85),
    date(2024, 11, 1): (46, 522, 50, 86),
    date(2024, 12, 1): (46, 520, 49, 86),
    date(2025, 1, 1): (49, 509, 52, 86),
    date(2025, 2, 1): (49, 508, 53, 86),
    date(2025, 3, 1): (49, 508, 52, 87),
    date(2025, 6, 30): (49, 508, 52, 87),
    date(2025, 7, 1): (0, 0, 0, 0),
}

# Lists of the Statistics Office that do not stand at a resolution's own date, and what makes the difference
# between the list and the map (map minus list: quận, huyện, thị xã, thành phố).
DISTRICT_LISTS_DIFFER = {
    date(2019, 4, 10): (
        (0, 1, 0, -1),
        "656/NQ-UBTVQH14: Mỹ Hào a town from 1/5/2019; 673/NQ-UBTVQH14: Long Khánh a city from 1/6/2019",
    ),
    date(2019, 5, 10): ((0, 0, 1, -1), "673/NQ-UBTVQH14: Long Khánh a city from 1/6/2019"),
    date(2019, 9, 11): (
        (0, 2, -2, 0),
        "767/NQ-UBTVQH14: Sa Pa a town from 1/1/2020; 768/NQ-UBTVQH14: Kinh Môn a town from 1/11/2019",
    ),
    date(2020, 6, 1): (
        (0, -3, 3, 0),
        "931, 932, 933/NQ-UBTVQH14: Đông Hòa, Hoài Nhơn, Nghi Sơn towns from 1/6/2020",
    ),
    date(2024, 12, 1): (
        (0, -2, -1, 0),
        "1243/NQ-UBTVQH15: Cửa Lò into Vinh; 1245/NQ-UBTVQH15: Đạ Tẻh and Cát Tiên into Đạ Huoai: 1/12/2024",
    ),
}
