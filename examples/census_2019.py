"""What an analyst would write: read a folder of reports, add up, print shares, say what is missing.

``python examples/census_2019.py [FOLDER]``; without a folder, the one that comes with the package: the
census of 1 April 2019 by district and sex for Hà Nội, Bắc Giang, Hải Phòng and Bình Phước (General
Statistics Office, Results of the Population and Housing Census of 1 April 2019, table 1).
"""

import sys
from datetime import date
from importlib.resources import files

from vstbpn import Mode, catalog, read_reports, roll_up

on = date(2019, 4, 1)
tree = catalog.gazetteer().on(on)
batch = read_reports(
    sys.argv[1] if len(sys.argv) > 1 else str(files("vstbpn") / "demo" / "census_2019"), on=on
)
for problem in batch.problems:
    print(problem)

totals = roll_up(batch.reports, tree, mode=Mode.AVAILABLE)
for province in tree.at_level("province"):
    women, everyone = (totals[province, "2019", cell] for cell in ("population:F", "population"))
    if everyone.is_complete:
        print(f"{province.name}: {everyone.value:,} people, {women.value / everyone.value:.2%} women")

nation = totals["VN", "2019", "population"]
print(f"{nation.unit.name}: {nation.reported} of {nation.expected} districts; {nation.reason.value}")
print(f"missing, among others: {', '.join(unit.name for unit in nation.missing[:3])}")

# > Thành phố Hà Nội: 8,053,663 people, 50.43% women
# > Tỉnh Bắc Giang: 1,803,950 people, 49.82% women
# > Thành phố Hải Phòng: 2,028,514 people, 50.32% women
# > Tỉnh Bình Phước: 994,679 people, 49.58% women
# > Việt Nam: 66 of 713 districts; incomplete
# > missing, among others: Thành phố Hà Giang, Huyện Đồng Văn, Huyện Mèo Vạc
