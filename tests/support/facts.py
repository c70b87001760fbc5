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

# Census of 1 April 2019, by the provinces of today: sums of the published totals of the provinces that
# 202/2025/QH15 joined.
CENSUS_TODAY = {
    "01": ("Thành phố Hà Nội", ("01",), 8_053_663, 3_991_919, 4_061_744),
    "24": ("Thành phố Bắc Ninh", ("24", "27"), 3_172_790, 1_581_212, 1_591_578),
    "31": ("Thành phố Hải Phòng", ("30", "31"), 3_920_768, 1_947_811, 1_972_957),
    "75": ("Thành phố Đồng Nai", ("70", "75"), 4_091_786, 2_054_815, 2_036_971),
}

# The conversion table of the Statistics Office (corrected) has 10,571 rows: 10,565 from communes, 5 from
# island districts that had none, and 1 for the mudflat that Huyện Kim Sơn administered. (The firing range
# TB1, which 1658/NQ-UBTVQH15, khoản 34, puts into Xã Biên Sơn, belonged to no commune: neither the table nor
# the map has a link for it.)
TABLE_ROWS = (10_571, 10_565, 5, 1)

# Links of communes that the map has otherwise than the table: the share of the people in the table (None:
# not known; "absent": no such row) and in the map, and where the law says so.
COMMUNE_LINKS_DIFFER: dict[tuple[str, str], tuple[int | str | None, int, str, str]] = {
    # Phúc Đồng gives Bồ Đề a part of its ground only; the table says "một phần".
    ("00151", "00118"): (None, 0, "1656/NQ-UBTVQH15", "khoản 40 Điều 1"),
    # Hồng Thái takes in a part of the ground of Hòa Thắng, which goes on with all of its people.
    ("23053", "23041"): ("absent", 0, "1671/NQ-UBTVQH15", "khoản 46 Điều 1"),
}

# Districts that became, or gave ground to, a commune themselves: the share of their people, and where the
# law says so.
DISTRICT_TO_COMMUNE = {
    ("318", "11948"): (1, "1669/NQ-UBTVQH15", "khoản 114 Điều 1"),  # Bạch Long Vĩ
    ("376", "14698"): (0, "1674/NQ-UBTVQH15", "khoản 97 Điều 1"),  # the mudflat of Kim Sơn
    ("471", "19742"): (1, "1680/NQ-UBTVQH15", "khoản 77 Điều 1"),  # Cồn Cỏ
    ("498", "20333"): (1, "1659/NQ-UBTVQH15", "khoản 92 Điều 1"),  # Hoàng Sa
    ("536", "21548"): (1, "1677/NQ-UBTVQH15", "khoản 91 Điều 1"),  # Lý Sơn
    ("755", "26732"): (1, "1685/NQ-UBTVQH15", "khoản 163 Điều 1"),  # Côn Đảo
}

# What the links of 1 July 2025 say of people: communes that went over whole, that were divided, and of the
# divided ones those whose parts nobody counted; and the communes of today that these reach.
COMMUNES_WHOLE, COMMUNES_DIVIDED, COMMUNES_UNKNOWN, REACHED_BY_UNKNOWN = 9_594, 441, 381, 391

# Links from the communes of a unit of 30 June 2025 (a province, a district): communes before, after, links,
# and links of unknown share.
LINKS_WITHIN = {
    "24": (192, 58, 192, 0),  # Tỉnh Bắc Giang: wholly exact
    "70": (111, 40, 111, 0),  # Tỉnh Bình Phước: wholly exact
    "31": (167, 49, 207, 68),  # Thành phố Hải Phòng
    "268": (15, 12, 30, 26),  # Quận Hà Đông
}

# Comparable zones of 30 June 2025 on the map of 1 July 2025, by the level of the figures and whether they
# count people: how many, how many of them are one unit of before, how many are one commune of after, and
# the units of both days in the largest.
ZONES = {
    ("commune", True): (3_056, 133, 2_930, (196, 55)),
    ("commune", False): (3_025, 132, 2_902, (283, 75)),
    ("district", True): (492, 402, 13, (17, 70)),
    ("district", False): (480, 392, 13, (23, 94)),
}

# District events whose date in the difference of the Statistics Office's lists is not that of the
# resolution: the list's, the resolution's own, and its number. Before November 2019 the lists show what was
# decided before it is in force; the lists of 2020 and 2024 show some changes a list late.
EVENT_DATES_DIFFER = {
    "328": (date(2019, 3, 13), date(2019, 5, 1), "656/NQ-UBTVQH14"),  # Thị xã Mỹ Hào
    "732": (date(2019, 4, 10), date(2019, 6, 1), "673/NQ-UBTVQH14"),  # Thành phố Long Khánh
    "292": (date(2019, 9, 11), date(2019, 11, 1), "768/NQ-UBTVQH14"),  # Thị xã Kinh Môn
    "407": (date(2020, 11, 1), date(2020, 6, 1), "933/NQ-UBTVQH14"),  # Thị xã Nghi Sơn
    "543": (date(2020, 11, 1), date(2020, 6, 1), "932/NQ-UBTVQH14"),  # Thị xã Hoài Nhơn
    "564": (date(2020, 11, 1), date(2020, 6, 1), "931/NQ-UBTVQH14"),  # Thị xã Đông Hòa
    "413": (date(2025, 1, 1), date(2024, 12, 1), "1243/NQ-UBTVQH15"),  # Thị xã Cửa Lò
    "681": (date(2025, 1, 1), date(2024, 12, 1), "1245/NQ-UBTVQH15"),  # Huyện Đạ Huoai
    "682": (date(2025, 1, 1), date(2024, 12, 1), "1245/NQ-UBTVQH15"),  # Huyện Đạ Tẻh
    "683": (date(2025, 1, 1), date(2024, 12, 1), "1245/NQ-UBTVQH15"),  # Huyện Cát Tiên
}

# Rows of that difference that are no event of the map.
EVENTS_THAT_ARE_NONE = {
    (date(2019, 1, 10), "290"): "Thành phố Chí Linh, 623/NQ-UBTVQH14: before the first day covered",
    (date(2019, 9, 11), "088"): "767/NQ-UBTVQH14: Sa Pa is a town from 1/1/2020; listed too early",
    (date(2019, 11, 1), "088"): "and taken back again",
    (date(2021, 1, 1), "540"): "Qui Nhơn, Quy Nhơn: another spelling of the list",
}

# Resolutions on districts that the list of decrees beside the tables does not have.
DECREES_NOT_LISTED = {"1243/NQ-UBTVQH15", "1263/NQ-UBTVQH14", "1264/NQ-UBTVQH14"}

# Ground that went from one district to another (in part, save where the giver ended), by resolution: what
# the names of a difference of lists do not show.
DISTRICT_TRANSFERS = {
    (date(2019, 12, 1), "788/NQ-UBTVQH14"): {("294", "288"), ("297", "288"), ("298", "288")},
    (date(2020, 1, 1), "815/NQ-UBTVQH14"): {("100", "094")},
    (date(2020, 1, 1), "816/NQ-UBTVQH14"): {("075", "070")},
    (date(2020, 1, 1), "830/NQ-UBTVQH14"): {("151", "148")},
    (date(2020, 1, 1), "837/NQ-UBTVQH14"): {("204", "193")},
    (date(2020, 2, 1), "864/NQ-UBTVQH14"): {("044", "045")},
    (date(2020, 2, 1), "866/NQ-UBTVQH14"): {("106", "105")},
    (date(2020, 2, 1), "867/NQ-UBTVQH14"): {("526", "525")},
    (date(2020, 2, 1), "871/NQ-UBTVQH14"): {("140", "133")},
    (date(2020, 3, 1), "896/NQ-UBTVQH14"): {("082", "080"), ("086", "080")},
    (date(2020, 3, 1), "897/NQ-UBTVQH14"): {("046", "047"), ("046", "049"), ("050", "049")},
    (date(2021, 1, 1), "1111/NQ-UBTVQH14"): {("762", "769"), ("763", "769")},
    (date(2021, 7, 1), "1262/NQ-UBTVQH14"): {("073", "071")},
    (date(2021, 7, 1), "1263/NQ-UBTVQH14"): {("019", "005"), ("021", "005")},
    (date(2021, 7, 1), "1264/NQ-UBTVQH14"): {("478", "474"), ("479", "474"), ("480", "474")},
    (date(2024, 9, 1), "1104/NQ-UBTVQH15"): {("358", "356")},
    (date(2024, 12, 1), "1243/NQ-UBTVQH15"): {("413", "412"), ("429", "412")},
    (date(2024, 12, 1), "1245/NQ-UBTVQH15"): {("681", "682"), ("683", "682")},
    (date(2025, 1, 1), "1191/NQ-UBTVQH15"): {("219", "224"), ("220", "219"), ("221", "213")},
    (date(2025, 1, 1), "1232/NQ-UBTVQH15"): {("306", "311"), ("312", "303")},
    (date(2025, 1, 1), "1238/NQ-UBTVQH15"): {("405", "380")},
    (date(2025, 1, 1), "1241/NQ-UBTVQH15"): {("519", "509")},
    (date(2025, 1, 1), "1251/NQ-UBTVQH15"): {("490", "491")},
    (date(2025, 1, 1), "1256/NQ-UBTVQH15"): {("752", "753")},
    (date(2025, 1, 1), "1283/NQ-UBTVQH15"): {("445", "436"), ("446", "436"), ("448", "436"), ("448", "445")},
    (date(2025, 1, 1), "1314/NQ-UBTVQH15"): {("474", "475"), ("483", "482")},
    (date(2025, 1, 1), "1318/NQ-UBTVQH15"): {("369", "374")},
}

# Population by province, 1995 to 2016, of the Statistics Office, in thousands with one decimal: where a
# printed sum is not that of the provinces, by how much it is more, in tenths of a thousand. Of 110 columns (22
# years, all, men, women, urban, rural) 83 are exact in the nation and in all six regions, 91 in the nation.
# All that are not are of 2010 to 2014, save the Mekong delta's urban and rural figures of 2016, which are
# preliminary. Why these years, the table does not say; no difference is larger than rounding can make.
POPULATION_DIFFERS: dict[str, dict[str, dict[int, int]]] = {
    "WHOLE COUNTRY": {
        "Total": {2010: -1, 2011: 7, 2013: -3, 2014: -5},
        "Male": {2010: -1, 2011: 1, 2012: -1},
        "Female": {2010: -1, 2012: 2, 2013: -3, 2014: -5},
        "Urban": {2010: -3, 2011: -3, 2012: 4, 2014: 3},
        "Rural": {2010: -2, 2012: 6, 2013: 2, 2014: 1},
    },
    "Red River Delta": {
        "Total": {2010: 1, 2012: 1},
        "Male": {2010: 1, 2012: 1, 2013: 1, 2014: -1},
        "Female": {2010: 1, 2011: 2, 2013: -1, 2014: 1},
        "Urban": {2012: 1, 2013: 1, 2014: 1},
        "Rural": {2012: 2, 2014: 1},
    },
    "Northern midlands and mountain areas": {
        "Total": {2010: -1, 2011: 2, 2013: -1, 2014: -1},
        "Male": {2010: -1, 2011: 1, 2012: -1},
        "Female": {2013: -1, 2014: -1},
        "Urban": {2010: -1, 2011: -1, 2013: -2, 2014: 1},
        "Rural": {2010: -1, 2011: -1, 2012: 2, 2013: -1, 2014: 2},
    },
    "Northern Central area and Central coastal area": {
        "Total": {2010: -2, 2011: 2, 2012: -1, 2013: -1, 2014: -2},
        "Male": {2010: 1, 2011: 1, 2012: -1, 2014: 2},
        "Female": {2010: -2, 2012: -4, 2013: -1, 2014: -4},
        "Urban": {2010: -1, 2011: -1, 2012: 3, 2013: 1},
        "Rural": {2010: -1, 2011: -1, 2013: 1, 2014: -1},
    },
    "Central Highlands": {
        "Total": {2010: 1, 2011: 1, 2013: 1, 2014: -1},
        "Male": {2010: -1, 2012: -1, 2013: -1, 2014: 1},
        "Female": {2010: 1, 2011: -1, 2012: 1, 2013: 2, 2014: -2},
        "Urban": {2013: 1},
        "Rural": {2010: -1, 2013: 1},
    },
    "South East": {
        "Total": {2011: 1, 2013: -1},
        "Male": {2014: -2},
        "Female": {2010: -1, 2012: 1, 2013: -1, 2014: 2},
        "Urban": {2011: 1, 2012: 1, 2013: -1, 2014: 1},
        "Rural": {2010: 1, 2012: 1, 2014: -1},
    },
    "Mekong River Delta": {
        "Total": {2011: 1, 2013: -1, 2014: -1},
        "Male": {2010: -1, 2011: -1},
        "Female": {2012: 1, 2013: -1, 2014: -1},
        "Urban": {2010: -1, 2011: -2, 2012: -1, 2016: 1},
        "Rural": {2011: 1, 2012: 1, 2013: 1, 2016: -1},
    },
}

# Nor are the printed regions always the printed nation: by how much the nation's figure is more.
POPULATION_REGIONS_DIFFER: dict[str, dict[int, int]] = {
    "Male": {2012: 1},
    "Female": {2011: -1, 2012: 3},
    "Urban": {2016: -1},
    "Rural": {2011: 1, 2016: 1},
}

# Where all is not men and women, by how much it is more: one province or region in one year each.
POPULATION_SEX_DIFFERS: dict[str, dict[int, int]] = {
    "Red River Delta": {2011: -1},
    "Ha Noi": {2012: 1},
    "Hung Yen": {2010: 1},
    "Ha Nam": {2011: 1},
    "Ninh Binh": {2012: -1},
    "Northern midlands and mountain areas": {2011: -1, 2012: 1},
    "Ha Giang": {2010: 1},
    "Bac Kan": {2011: -1},
    "Tuyen Quang": {2010: -1},
    "Thai Nguyen": {2011: -1},
    "Phu Tho": {2011: -1},
    "Dien Bien": {2011: 1},
    "Northern Central area and Central coastal area": {2011: -1, 2012: 3},
    "Quang Binh": {2012: 1},
    "Thua Thien-Hue": {2011: -1, 2012: -1},
    "Da Nang": {2010: -1},
    "Quang Nam": {2011: 1},
    "Quang Ngai": {2010: 1, 2011: -1, 2012: -1},
    "Binh Dinh": {2011: -1},
    "Khanh Hoa": {2011: 1},
    "Ninh Thuan": {2012: 1},
    "Binh Thuan": {2010: 1, 2011: -1, 2012: -1},
    "Central Highlands": {2011: 1},
    "Kon Tum": {2010: -1},
    "Gia Lai": {2011: -1, 2012: 1},
    "Dak Nong": {2012: -1},
    "Binh Phuoc": {2010: -1},
    "Binh Duong": {2012: 1},
    "Ho Chi Minh city": {2011: -1},
    "Mekong River Delta": {2011: 1},
    "Tien Giang": {2012: 1},
    "Dong Thap": {2010: -1, 2012: -1},
    "Bac Lieu": {2012: 1},
    "Ca Mau": {2011: -1},
}

# And where all is not urban and rural.
POPULATION_RESIDENCE_DIFFERS: dict[str, dict[int, int]] = {
    "Red River Delta": {2011: -1},
    "Ha Noi": {2011: -1, 2012: 1},
    "Bac Ninh": {2012: 1, 2013: 1},
    "Quang Ninh": {2010: -1, 2013: 1},
    "Hung Yen": {2014: 1},
    "Ha Nam": {2014: 1},
    "Nam Dinh": {2013: -1},
    "Northern midlands and mountain areas": {2011: -1},
    "Cao Bang": {2014: 1},
    "Bac Kan": {2011: -1},
    "Tuyen Quang": {2010: -1, 2014: 1},
    "Lao Cai": {2012: -1},
    "Yen Bai": {2011: -1, 2012: 1},
    "Lang Son": {2013: -1},
    "Bac Giang": {2012: 1, 2014: 1},
    "Phu Tho": {2011: -1, 2013: -1},
    "Dien Bien": {2012: 1, 2013: 1},
    "Lai Chau": {2011: -1},
    "Hoa Binh": {2011: -1, 2013: -1, 2014: 1},
    "Thanh Hoa": {2011: -1},
    "Nghe An": {2012: 1},
    "Quang Binh": {2012: 1, 2013: 1, 2014: 1},
    "Quang Tri": {2012: 1},
    "Da Nang": {2013: 1},
    "Quang Ngai": {2011: -1, 2013: 1},
    "Binh Dinh": {2011: -1},
    "Phu Yen": {2010: 1, 2011: 1, 2013: 1},
    "Ninh Thuan": {2010: -1, 2011: -1, 2012: 1},
    "Binh Thuan": {2011: -1, 2013: -1},
    "Central Highlands": {2011: 1},
    "Kon Tum": {2012: -1, 2013: 1},
    "Gia Lai": {2012: 1},
    "Dak Lak": {2014: 1},
    "Dak Nong": {2010: -1},
    "Lam Dong": {2010: -1},
    "South East": {2011: 1},
    "Tay Ninh": {2010: 1},
    "Binh Duong": {2013: 1, 2014: 1},
    "Ba Ria - Vung Tau": {2011: 1, 2012: 1, 2013: -1, 2014: -1},
    "Ho Chi Minh city": {2012: 1},
    "Mekong River Delta": {2011: 1},
    "Long An": {2011: -1, 2012: -1},
    "Ben Tre": {2013: 1},
    "Tra Vinh": {2014: 1},
    "Vinh Long": {2011: 1},
    "Dong Thap": {2010: -1},
    "An Giang": {2012: 1},
    "Kien Giang": {2011: 1},
    "Hau Giang": {2014: 1},
    "Soc Trang": {2013: 1, 2014: -1},
    "Bac Lieu": {2011: -1},
    "Ca Mau": {2011: -1},
}
