"""A package of its own for each test that changes one."""

import json
import shutil

import pytest

TABLES = (
    "organizations",
    "finances",
    "openings",
    "opening_sessions",
    "centers",
    "companies",
    "case_studies",
    "disaster_days",
    "redirects",
)


@pytest.fixture(scope="session")
def few_tables(small_package, tmp_path_factory):
    """The small package with the codelists and the tables that most tests need: it is checked twice as fast."""
    into = tmp_path_factory.mktemp("few-tables") / "data"
    shutil.copytree(small_package, into)
    path = into / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    package["resources"] = [
        resource
        for resource in package["resources"]
        if resource["name"] in TABLES or resource["path"].startswith("codelists/")
    ]
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2), "utf-8")
    return into


@pytest.fixture
def package(few_tables, tmp_path):
    """A copy of that package that the test may change."""
    into = tmp_path / "data"
    shutil.copytree(few_tables, into)
    return into


@pytest.fixture
def whole_package(small_package, tmp_path):
    """A copy of the small package with all its tables that the test may change."""
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    return into
