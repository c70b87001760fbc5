"""``import vstbpn`` stays light: no data frame library, no data file, nothing of the extras."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "numpy",
    "narwhals",
    "polars",
    "pandas",
    "pyarrow",
    "duckdb",
    "msgspec",
    "rich",
    "hypothesis",
    "sqlite3",
)

SCRIPT = f"""
import builtins, io, sys
opened = []
real = io.open_code
def noted(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".csv", ".toml", ".json")):
        opened.append(arguments[0])
sys.addaudithook(noted)
import vstbpn, vstbpn.cli
loaded = [name for name in {HEAVY!r} if name in sys.modules]
print(loaded, opened)
"""


def test_importing_loads_no_engine_and_reads_no_data() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
