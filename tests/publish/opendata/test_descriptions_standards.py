"""What catalogs harvest: DCAT-AP, DCAT-US, CITATION.cff, llms.txt; with an address of the site's and without."""

import hashlib
import json
from datetime import date

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic
from tomoni.catalog import load_catalog
from tomoni.publish.opendata.descriptions.citation import bibtex, citation_file, in_words
from tomoni.publish.opendata.descriptions.code_examples import digit_columns, examples
from tomoni.publish.opendata.descriptions.croissant import croissant
from tomoni.publish.opendata.descriptions.data_json import data_json
from tomoni.publish.opendata.descriptions.data_package import data_package
from tomoni.publish.opendata.descriptions.dcat import catalog_jsonld, catalog_turtle
from tomoni.publish.opendata.descriptions.llms import llms
from tomoni.publish.opendata.descriptions.published import Published, PublishedFile
from tomoni.publish.pages.page import Settings
from tomoni.publish.pages.site import Site

from tests.conftest import DAY, ROOT

ADDRESS = "https://tomoni.example"
SHAPES = ROOT.parent / "shared" / "standards" / "dcat-ap-3"
HERE = "http://127.0.0.1/data/catalog"


@pytest.fixture(scope="module")
def catalog():
    return load_catalog(ROOT / "data")


def published(catalog, address=""):
    """Every table as CSV and Parquet, and one ZIP, of invented sizes."""
    settings = Settings(theme=ROOT / "theme", address=address, contact_email="tomoni@example.jp")
    files = [
        PublishedFile(
            f"data/{name}.{kind}", name, kind, mediatype, 1000, hashlib.sha256(name.encode()).hexdigest()
        )
        for name in catalog.package.resources
        for kind, mediatype in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet"))
    ]
    files.append(PublishedFile("data/tomoni.zip", None, "zip", "application/zip", 5000, "0" * 64))
    return Published(Site(catalog, date.fromisoformat(DAY), settings, {}), "2026-11-23-abc", tuple(files))


@pytest.fixture(scope="module", params=["", ADDRESS], ids=["without-address", "with-address"])
def described(request, catalog):
    return published(catalog, request.param)


def graph(text, kind):
    return Graph().parse(data=text, format=kind, publicID=f"{HERE}.x")


@pytest.fixture(scope="module")
def turtle(described):
    return graph(catalog_turtle(described), "turtle")


def test_turtle_and_json_ld_say_the_same(described, turtle):
    assert isomorphic(turtle, graph(catalog_jsonld(described), "json-ld"))


def test_the_catalog_conforms_to_dcat_ap_3(turtle):
    if not SHAPES.exists():
        pytest.skip(f"no {SHAPES}: the shapes of DCAT-AP 3 are not at hand")
    import pyshacl

    shapes = Graph()
    for name in ("shapes.ttl", "range.ttl"):
        shapes.parse(SHAPES / name)
    conforms, _, report = pyshacl.validate(turtle, shacl_graph=shapes)
    assert conforms, report


def test_every_table_is_a_dataset_and_every_file_a_distribution(catalog, turtle, described):
    assert len(set(turtle.subjects(RDF.type, DCAT.Dataset))) == len(catalog.package.resources) + 1
    assert len(set(turtle.subjects(RDF.type, DCAT.Distribution))) == len(described.files)
    assert not [node for node in turtle.objects(None, DCAT.downloadURL) if not isinstance(node, URIRef)]


def test_addresses_are_absolute_where_the_site_has_one_and_else_those_of_the_file(turtle, described):
    start = f"{described.site.settings.address or 'http://127.0.0.1'}/"
    found = {str(node) for node in turtle.objects(None, DCAT.downloadURL)}
    assert f"{start}data/openings.csv" in found
    assert (URIRef(f"{start}data/openings.html"), RDF.type, None) in turtle


def test_a_table_with_terms_row_by_row_says_so(turtle):
    terms = {str(terms) for terms in turtle.objects(None, DCTERMS.license)}
    assert "https://creativecommons.org/licenses/by/4.0/" in terms
    assert any(address.endswith("data/photos.html#licence") for address in terms)


def test_the_catalog_is_the_same_bytes_each_time(catalog):
    texts = [
        (catalog_turtle(each), catalog_jsonld(each)) for each in (published(catalog), published(catalog))
    ]
    assert texts[0] == texts[1]


# https://resources.data.gov/resources/dcat-us/: what is required of every dataset, agencies' codes apart.
REQUIRED = {
    "title",
    "description",
    "keyword",
    "modified",
    "publisher",
    "contactPoint",
    "identifier",
    "accessLevel",
}


def test_data_json_has_what_dcat_us_asks_for(described):
    listed = data_json(described)
    assert listed["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"
    identifiers = [entry["identifier"] for entry in listed["dataset"]]
    assert len(set(identifiers)) == len(identifiers)
    for entry in listed["dataset"]:
        assert entry.keys() >= REQUIRED
        assert entry["contactPoint"]["hasEmail"].startswith("mailto:")
        assert ("license" in entry) != ("rights" in entry)
        for file in entry["distribution"]:
            assert file["mediaType"]
            assert file["downloadURL"].endswith((".csv", ".parquet"))


def test_croissant_names_every_column(described, catalog):
    made = croissant(described)
    fields = {field["@id"] for each in made["recordSet"] for field in each["field"]}
    assert fields == {
        f"{name}/{field.name}"
        for name, resource in catalog.package.resources.items()
        for field in resource.schema.fields
    }


def test_the_data_package_lies_beside_its_files(described):
    made = data_package(described)
    assert {resource["path"] for resource in made["resources"]} >= {"openings.csv", "areas.csv"}
    assert all(
        resource["bytes"] == 1000 and resource["hash"].startswith("sha256:") for resource in made["resources"]
    )


def test_citations(catalog):
    plain, addressed = published(catalog), published(catalog, ADDRESS)
    openings = catalog.package.resources["openings"]
    assert in_words(addressed, openings) == (
        "ともに 編集部（2026）．ボランティア募集［データセット］．版 2026-11-23-abc．ともに．"
        "https://tomoni.example/data/openings.html ．ライセンス：CC BY 4.0"
    )
    assert in_words(plain, openings, "en") == (
        "ともに 編集部. (2026). Openings (Version 2026-11-23-abc) [Data set]. ともに. Licence: CC BY 4.0."
    )
    assert "各行の licence" in in_words(plain, catalog.package.resources["photos"])
    assert bibtex(addressed, openings).splitlines()[0] == "@misc{tomoni-openings-2026,"
    assert "url = {https://tomoni.example/data/openings.html}" in bibtex(addressed, openings)
    assert "url" not in bibtex(plain, openings)


def test_citation_cff_is_yaml_with_the_required_keys(described):
    import yaml

    read = yaml.safe_load(citation_file(described))
    assert read.keys() >= {"cff-version", "message", "title", "authors"}
    assert read["authors"] == [{"name": "ともに 編集部"}]
    assert (read["date-released"], read["license"], read["type"]) == (DAY, "CC-BY-4.0", "dataset")


def test_llms_txt_lists_every_table(described, catalog):
    text = llms(described)
    assert text.startswith("# ともに\n\n> ")
    assert all(f"data/{resource.name}.csv)" in text for resource in catalog.package.tables)
    assert "`demo`" in text


def test_code_keeps_codes_of_digits_as_text(catalog):
    areas = catalog.package.resources["areas"]
    assert "code" in digit_columns(areas, catalog.rows("areas"))
    assert "label" not in digit_columns(areas, catalog.rows("areas"))
    code = {each.tool: each.text for each in examples(published(catalog), areas, catalog.rows("areas"))}
    assert code.keys() == {"pandas", "R", "DuckDB", "Excel"}
    assert '"code": "string"' in code["pandas"]
    assert "code = col_character()" in code["R"]
    assert '{"latitude", type number}' in code["Excel"]
    assert 'File.Contents("C:\\data\\areas.csv")' in code["Excel"]
    online = {
        each.tool: each.text for each in examples(published(catalog, ADDRESS), areas, catalog.rows("areas"))
    }
    assert 'Web.Contents("https://tomoni.example/data/areas.csv")' in online["Excel"]


def test_descriptions_are_json(described):
    for made in (data_package(described), data_json(described), croissant(described)):
        assert json.loads(json.dumps(made, ensure_ascii=False)) == made
