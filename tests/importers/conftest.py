import datetime
from pathlib import Path

import pytest
from tomoni.importers.addresses import Gazetteer
from tomoni.importers.outside_formats import Surroundings

from tests.importers.test_addresses import AREAS

REAL = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture(scope="session")
def surroundings() -> Surroundings:
    return Surroundings(datetime.date(2026, 11, 23), Gazetteer(AREAS))


@pytest.fixture
def certified_list() -> Path:
    path = REAL / "certified-npo-register" / "npo.csv"
    if not path.exists():
        pytest.skip(f"the real list of certified NPOs is not here: {path}")
    return path


@pytest.fixture
def register_columns() -> Path:
    path = REAL.parent / "facts" / "npo_portal_columns.csv"
    if not path.exists():
        pytest.skip(f"the facts about the national register are not here: {path}")
    return path
