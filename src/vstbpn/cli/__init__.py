"""The ``vstbpn`` command. It composes the parts and holds no logic; it alone reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from vstbpn.cli.call import FINE, FOUND, UNUSABLE, Call
from vstbpn.cli.parser import parser
from vstbpn.errors import VstbpnError

__all__ = ["FINE", "FOUND", "UNUSABLE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0 fine, 1 something was found, 2 it cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    call = Call(parser().parse_args(arguments))
    try:
        status = call.run()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe had enough
        _write_no_more()
        return FINE
    except (VstbpnError, OSError) as error:
        return call.give_up(error)
    return status


def _write_no_more() -> None:
    """Let what is still to be written go nowhere: Python would try again when it ends."""
    with suppress(OSError):
        out = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out)
        os.close(nowhere)
