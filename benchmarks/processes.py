"""What is measured in processes of its own, because it happens once in each."""

from __future__ import annotations

import subprocess
import sys

_IMPORT = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
_PEER = "import attrs, cattrs, dateutil.relativedelta"


def import_time(which: str) -> float:
    """Give the seconds that an import takes in a fresh process.

    :param which: ``ours`` imports the library, ``peer`` what the library depends on.
    """
    script = _IMPORT.format("import vstbpn" if which == "ours" else _PEER)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return float(done.stdout)
