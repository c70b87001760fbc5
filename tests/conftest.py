"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fixed", parent=settings.get_profile("default"), derandomize=True)
settings.register_profile("quick", parent=settings.get_profile("fixed"), max_examples=15)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=1000)
settings.load_profile(os.environ.get("VSTBPN_HYPOTHESIS", "default"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real tables beside the repository, which is not part of it.

    Tests that compare with it are skipped where it is absent. With ``VSTBPN_SHARED=required``, as in CI,
    its absence is a failure.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("VSTBPN_SHARED") == "required":
            pytest.fail(f"the real tables are required here and {folder} is absent")
        pytest.skip("the real tables (a folder 'shared' beside the repository) are absent")
    return folder
