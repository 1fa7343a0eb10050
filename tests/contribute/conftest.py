"""A package of its own for each test that changes one."""

import shutil

import pytest


@pytest.fixture
def package(small_package, tmp_path):
    """A copy of the small package that the test may change."""
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    return into
