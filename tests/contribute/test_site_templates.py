"""The templates on the site are those that the guide links to, and `tomoni apply` knows them again."""

import re
from pathlib import Path

from tomoni.catalog import KINDS, load_catalog
from tomoni.cli.site_templates import TemplateExtension
from tomoni.contribute.spreadsheet import read_submissions

from .entries import DAY

GUIDE = Path(__file__).parents[2] / "content/pages/ja/spreadsheet.md"


class Site:
    """What the extension needs of a site."""

    as_of = DAY

    def __init__(self, catalog):
        self.catalog = catalog


def test_every_kind_has_a_template_that_is_read_back(demo_catalog, tmp_path):
    assert TemplateExtension().write(Site(demo_catalog), tmp_path) == len(KINDS)
    for kind in KINDS:
        read = read_submissions(tmp_path / f"submit/tomoni-{kind.table}.xlsx", demo_catalog)
        assert (read.table, read.submissions, read.questions) == (kind.table, (), ())


def test_the_guide_links_to_every_template():
    linked = re.findall(r"\(submit/tomoni-([a-z_]+)\.xlsx\)", GUIDE.read_text("utf-8"))
    assert sorted(linked) == sorted(kind.table for kind in KINDS)


def test_a_package_without_some_tables_has_fewer(few_tables, tmp_path):
    assert TemplateExtension().write(Site(load_catalog(few_tables)), tmp_path) < len(KINDS)
