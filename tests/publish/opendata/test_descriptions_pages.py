"""`/data/` and `/data/TABLE` on the built site: every number on a page is what the committed rows say."""

import csv
import json
import re
from html.parser import HTMLParser

import pytest
from tomoni.catalog import load_package
from tomoni.publish.opendata.descriptions.fields import preview_cells
from tomoni.publish.opendata.descriptions.pages import size_text
from tomoni.publish.pages.wording import Wording

from tests.conftest import ROOT


class _Texts(HTMLParser):
    """The text of every element with an id, by that id, until the next such element."""

    def __init__(self):
        super().__init__()
        self.texts, self.current = {}, ""

    def handle_starttag(self, _tag, attributes):
        self.current = dict(attributes).get("id") or self.current

    def handle_data(self, data):
        self.texts[self.current] = f"{self.texts.get(self.current, '')} {data.strip()}".strip()


def read(path):
    parser = _Texts()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.texts


def rows_of(table):
    resource = load_package(ROOT / "data").resources[table]
    with resource.paths[0].open(encoding="utf-8", newline="") as file:
        return resource, list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["organizations", "openings", "finances", "areas"])
def test_the_figures_of_each_field_are_those_of_the_rows(demo_site, table):
    resource, rows = rows_of(table)
    texts = read(demo_site / "data" / f"{table}.html")
    for field in resource.schema.fields:
        cells = [row[field.name] for row in rows if row[field.name]]
        values = {item for cell in cells for item in (cell.split(";") if field.is_list else [cell])}
        found = texts[f"field-{field.name}"]
        share = f"{round(len(cells) * 100 / len(rows), 1):g}％"
        assert f"入力あり {share} （{len(cells):,}行）" in found
        assert re.search(rf"値の種類 {len(values):,}\b", found), (field.name, found)


def test_a_histogram_prints_its_numbers(demo_site):
    _, rows = rows_of("openings")
    found = read(demo_site / "data" / "openings.html")["field-engagement"]
    for code, label in (("one-off", "単発"), ("short", "短期"), ("ongoing", "継続")):
        assert f"{label} {sum(row['engagement'] == code for row in rows)}" in found


def test_every_table_has_its_page_and_the_index_lists_all_with_their_rows(demo_site):
    package = load_package(ROOT / "data")
    index = (demo_site / "data" / "index.html").read_text(encoding="utf-8")
    for name in package.resources:
        assert (demo_site / "data" / f"{name}.html").exists()
        assert f'href="../data/{name}.html"' in index
    _, rows = rows_of("openings")
    listed = re.search(r'<a href="../data/openings\.html".*?</tr>', index, re.DOTALL)[0]
    assert f'<td class="number">{len(rows)}</td>' in listed


def test_english_pages_stand_beside_the_japanese_ones(demo_site):
    english = (demo_site / "en" / "data" / "openings.html").read_text(encoding="utf-8")
    assert "<h1>Openings: the data</h1>" in english
    assert 'href="../../en/data/organizations.html"' in english


def test_fields_of_codes_and_keys_lead_to_their_table_and_back(demo_site):
    openings = (demo_site / "data" / "openings.html").read_text(encoding="utf-8")
    assert '<a href="../data/areas.html">' in openings
    assert '<a href="../data/organizations.html">' in openings
    areas = (demo_site / "data" / "areas.html").read_text(encoding="utf-8")
    assert 'href="../data/openings.html#field-area"' in areas


def test_the_preview_shows_the_rows_and_its_search_has_the_first_200(demo_site):
    _, rows = rows_of("measures")
    searched = json.loads((demo_site / "data" / "preview" / "measures.json").read_text(encoding="utf-8"))
    assert len(searched["rows"]) == 200
    assert [row[0] for row in searched["rows"]] == [row["id"] for row in rows[:200]]
    page = (demo_site / "data" / "measures.html").read_text(encoding="utf-8")
    assert f"はじめの10行（全{len(rows):,}行）" in page
    assert "はじめの200行からさがします。" in page


def test_photos_and_voices_state_their_own_terms(demo_site):
    page = (demo_site / "data" / "photos.html").read_text(encoding="utf-8")
    assert "各行の licence" in page
    assert "このサイトで見せることだけ" in page


def test_long_and_broken_texts_are_cut_to_one_line():
    resource, rows = rows_of("organizations")
    row = dict.fromkeys(field.name for field in resource.schema.fields)
    row |= {"id": rows[0]["id"], "name": "あ\nい" * 40}
    cells = preview_cells(resource, row, 20)
    assert len(cells[1]) == 20
    assert cells[1].endswith("…")
    assert "\n" not in cells[1]


def test_sizes_read_as_people_say_them():
    wording = Wording("ja", None, ROOT / "theme")
    said = [size_text(size, wording) for size in (0, 999, 1000, 9_949, 41_200, 1_440_000, 23_000_000)]
    assert said == ["0 B", "999 B", "1 KB", "9.9 KB", "41 KB", "1.4 MB", "23 MB"]
