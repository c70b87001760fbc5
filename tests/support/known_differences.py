"""Where public tables of communes differ from the map, and what the law says there.

From the study beside the repository (units/README.md, units/disagreements_with_nso_table.csv) and the
clauses of the resolutions of 16 June 2025 in tools/units/corrections.csv; checked on 2026-11-21.
"""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """Communes of today that another table names for one of 30 June 2025 and the map does not, or the other
    way round; and the clauses (*khoản* of *Điều 1*) that form the units into which it did go.
    """

    theirs: tuple[str, ...]
    ours: tuple[str, ...]
    resolution: str
    clauses: str


# PyPI package vietnamadminunits 1.0.4. Nearly all come of two communes of one name in a province of today,
# such as Xã Hòa Bình of Kim Thành (Hải Dương) and of Vĩnh Bảo (Hải Phòng).
VIETNAMADMINUNITS = {
    "06079": Difference(("06184",), (), "1672/NQ-UBTVQH15", "10"),  # Xã Hồng Phong: not Đồng Đăng
    "09013": Difference((), ("09817",), "1656/NQ-UBTVQH15", "107"),  # Xã Văn Khê: also Ô Diên
    "10798": Difference(("11911",), (), "1669/NQ-UBTVQH15", "79; 112"),  # Xã Hòa Bình: not Nguyễn Bỉnh Khiêm
    "11890": Difference(
        ("10804", "10843"), (), "1669/NQ-UBTVQH15", "63"
    ),  # Xã Hòa Bình: not Kim Thành, not Hà Nam
    "25462": Difference(("27694",), (), "1682/NQ-UBTVQH15", "87"),  # Phường 4: not Long An
    "27691": Difference(("25459",), (), "1682/NQ-UBTVQH15", "84"),  # Phường 4: not Tân Ninh
    "28036": Difference(("28087",), (), "1682/NQ-UBTVQH15", "20"),  # Thị trấn Thủ Thừa: not Nhựt Tảo
    "28252": Difference(("29869",), (), "1663/NQ-UBTVQH15", "84"),  # Phường 4: not Cao Lãnh
    "28270": Difference(("29869",), (), "1663/NQ-UBTVQH15", "86"),  # Phường 6: not Cao Lãnh
    "28437": Difference(("29869",), (), "1663/NQ-UBTVQH15", "99"),  # Phường 3: not Cao Lãnh
    "28439": Difference(("29869",), (), "1663/NQ-UBTVQH15", "101"),  # Phường 4: not Cao Lãnh
    "28924": Difference(("29734",), (), "1687/NQ-UBTVQH15", "68"),  # Xã Hòa Lộc: not Hòa Hiệp
    "29623": Difference(("29182",), (), "1687/NQ-UBTVQH15", "3"),  # Xã Mỹ An: not Thạnh Phú
    "29734": Difference(("28921",), (), "1687/NQ-UBTVQH15", "20"),  # Xã Hòa Lộc: not Tân Thành Bình
    "29902": Difference(("29869",), (), "1663/NQ-UBTVQH15", "98"),  # Phường 3: not Cao Lãnh
    "29908": Difference(("29869",), (), "1663/NQ-UBTVQH15", "98"),  # Phường 4: not Cao Lãnh
    "31246": Difference(("31726",), (), "1668/NQ-UBTVQH15", "43"),  # Xã Thạnh Quới: not Gia Hòa
    "31268": Difference(("31666",), (), "1668/NQ-UBTVQH15", "36"),  # Xã Tân Thạnh: not Tân Thạnh
    "31378": Difference(("31654",), (), "1668/NQ-UBTVQH15", "57"),  # Xã Phú Hữu: not Trường Khánh
    "31379": Difference(("31582",), (), "1668/NQ-UBTVQH15", "57"),  # Xã Phú Tân: not Thuận Hòa
    "31438": Difference(("31741",), (), "1668/NQ-UBTVQH15", "64"),  # Xã Tân Long: not Tân Long
    "31474": Difference(("31741",), (), "1668/NQ-UBTVQH15", "18"),  # Xã Long Bình: not Tân Long
    "31480": Difference(("31639",), (), "1668/NQ-UBTVQH15", "20"),  # Xã Long Phú: not Long Phú
    "31483": Difference(("31591",), (), "1668/NQ-UBTVQH15", "50"),  # Xã Thuận Hưng: not Mỹ Hương
    "31582": Difference(("31378",), (), "1668/NQ-UBTVQH15", "80"),  # Xã Phú Tân: not Phú Hữu
    "31606": Difference(("31495",), (), "1668/NQ-UBTVQH15", "84"),  # Xã Thuận Hưng: not Xà Phiên
    "31657": Difference(("31378",), (), "1668/NQ-UBTVQH15", "69"),  # Xã Phú Hữu: not Phú Hữu
    "31666": Difference(("31288",), (), "1668/NQ-UBTVQH15", "71"),  # Xã Tân Thạnh: not Trường Thành
    "31669": Difference(("31480",), (), "1668/NQ-UBTVQH15", "72"),  # Xã Long Phú: not Long Phú 1
    "31714": Difference(("31246",), (), "1668/NQ-UBTVQH15", "66"),  # Xã Thạnh Quới: not Thạnh Quới
    "31741": Difference(("31408",), (), "1668/NQ-UBTVQH15", "85"),  # Xã Tân Long: not Thạnh Hòa
    "31744": Difference(("31473",), (), "1668/NQ-UBTVQH15", "85"),  # Xã Long Bình: not Long Bình
}
