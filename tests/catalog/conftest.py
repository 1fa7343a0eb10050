import shutil
from pathlib import Path

import pytest

from .small_package import SmallPackage, make_small_package


@pytest.fixture(scope="session")
def whole_package(tmp_path_factory) -> Path:
    """The small package as it should be; tests copy it."""
    return make_small_package(tmp_path_factory.mktemp("whole") / "data").base


@pytest.fixture
def package(whole_package, tmp_path) -> SmallPackage:
    """A copy of the small package, to be broken."""
    base = tmp_path / "data"
    shutil.copytree(whole_package, base)
    return SmallPackage(base)
