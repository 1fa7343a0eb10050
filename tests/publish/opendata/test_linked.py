"""Entries as linked data: schema.org in heads and files, and addresses that stay."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
import rdflib
from tomoni.publish.opendata.linked import identity_path, json_ld_path, page_path, tables_with_pages
from tomoni.publish.opendata.linked.entries import ENTRIES, entry
from tomoni.publish.opendata.linked.identities import identity_files
from tomoni.publish.opendata.linked.json_ld import FILE_CONTEXT, Linking
from tomoni.publish.opendata.linked.organizations import identifiers, org_id, register_page
from tomoni.publish.pages.environment import Environments

WORDS = frozenset(rdflib.SDO.__annotations__)
SCHEMA = "https://schema.org/"
ORIGIN = "https://tomoni.example/"


class _Parts(HTMLParser):
    """The JSON-LD of a page and the links of its head, as a browser sees them."""

    def __init__(self, text):
        super().__init__()
        self.json_ld, self.links, self._inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self._inside = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "link":
            self.links.append(given)

    def handle_endtag(self, tag):
        self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.json_ld.append(json.loads(data))


@pytest.fixture(scope="module")
def parts(demo_site):
    read = {}

    def of(path):
        if path not in read:
            read[path] = _Parts((demo_site / path).read_text(encoding="utf-8"))
        return read[path]

    return of


def words_of(node):
    """Every type and property that a piece of JSON-LD uses."""
    if isinstance(node, list):
        for item in node:
            yield from words_of(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "@type":
                yield from value if isinstance(value, list) else [value]
            elif not name.startswith("@"):
                yield name.removesuffix("-input")  # schema.org/docs/actions: what an action's input must be
            if name != "@context":
                yield from words_of(value)


def nodes(page):
    return [node for part in page.json_ld for node in part["@graph"]]


def test_every_type_and_property_is_a_word_of_the_vocabulary(plain_site):
    used = set()
    for table in ENTRIES:
        for row in plain_site.catalog.rows(table):
            used |= set(words_of(entry(Linking(plain_site, ""), table, row.get("id") or row["code"])))
    assert len(used) > 80
    assert used <= WORDS


def test_the_words_of_the_pages_are_in_the_vocabulary_too(demo_site, parts):
    paths = ["index.html", "en/index.html", "data/index.html", "data/openings.html", "areas/13122.html"]
    for path in paths:
        assert set(words_of(parts(path).json_ld)) <= WORDS, path


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("npos", {"NGO", "Organization"}),
        ("openings", {"Demand"}),
        ("help", {"Service"}),
        ("events", {"Event", "EducationEvent"}),
        ("grants", {"MonetaryGrant"}),
        ("awards", {"MonetaryGrant"}),
        ("areas", {"AdministrativeArea"}),
        ("topics", {"DefinedTerm"}),
        ("companies", {"Corporation"}),
        ("projects", {"Project"}),
        ("reports", {"Report"}),
        ("cases", {"Article"}),
    ],
)
def test_every_entry_says_what_it_is_and_where_it_stands(demo_site, parts, plain_site, folder, kind):
    table = next(table for table, section in tables_with_pages(plain_site).items() if section == folder)
    pages = [
        path
        for row in plain_site.catalog.rows(table)
        if (path := page_path(plain_site, table, row.get("id") or row["code"]))
    ]
    found = set()
    for path in pages[:40]:
        first, last = nodes(parts(path))[0], nodes(parts(path))[-1]
        found.add(first["@type"])
        assert last["@type"] == "BreadcrumbList"
        assert urljoin(path, last["itemListElement"][-1]["item"]) == path
    assert found <= kind
    assert found


def test_the_way_to_a_page_is_that_of_its_breadcrumb(parts):
    (crumbs,) = [node for node in nodes(parts("en/openings/index.html")) if node["@type"] == "BreadcrumbList"]
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2]
    assert crumbs["itemListElement"][0]["name"] == "Home"
    assert urljoin("en/openings/index.html", crumbs["itemListElement"][0]["item"]) == "en/index.html"


def test_the_first_page_says_how_to_search(demo_site, parts):
    (website,) = [node for node in nodes(parts("index.html")) if node["@type"] == "WebSite"]
    action = website["potentialAction"]
    assert action["target"]["urlTemplate"].endswith("search.html?q={search_term_string}")
    assert (demo_site / "search.html").is_file()


def test_a_tables_page_is_a_dataset(demo_site, parts):
    (dataset,) = [node for node in nodes(parts("data/openings.html")) if node["@type"] == "Dataset"]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "people_needed" in [column["name"] for column in dataset["variableMeasured"]]
    for file in dataset.get("distribution", []):
        assert (demo_site / urljoin("data/openings.html", file["contentUrl"])).is_file()


def test_every_file_of_json_ld_is_read_by_rdflib_and_names_its_entry(demo_site, plain_site):
    """Without asking another host: the words are explained in the file itself."""
    for table in ENTRIES:
        for row in plain_site.catalog.rows(table)[:4]:
            key = row.get("id") or row["code"]
            if key == "any":
                continue
            path = json_ld_path(plain_site, table, key)
            graph = rdflib.Graph().parse(demo_site / path, format="json-ld", publicID=ORIGIN + path)
            name = rdflib.URIRef(ORIGIN + identity_path(plain_site, table, key))
            assert (name, None, None) in graph, path
            for _, predicate, _ in graph:
                assert str(predicate).startswith((SCHEMA, "http://www.w3.org/1999/02/22-rdf-syntax-ns#"))
            page = page_path(plain_site, table, key)
            if page:
                assert (
                    name,
                    rdflib.URIRef(f"{SCHEMA}mainEntityOfPage"),
                    rdflib.URIRef(ORIGIN + page),
                ) in graph


def test_the_same_is_said_in_the_page_and_in_the_file(demo_site, parts):
    path = "npos/akiya-hiraku-setagaya"
    file = json.loads((demo_site / f"{path}.jsonld").read_text(encoding="utf-8"))
    assert file.pop("@context") == FILE_CONTEXT
    assert nodes(parts(f"{path}.html"))[0] == file


def test_a_page_leads_to_its_data(demo_site, parts):
    for path in ("npos/akiya-hiraku-setagaya.html", "areas/13122.html"):
        links = {link.get("type"): link["href"] for link in parts(path).links if link["rel"] == "alternate"}
        assert (demo_site / urljoin(path, links["application/ld+json"])).is_file()
    row = json.loads(
        (demo_site / urljoin(path, "../api/v1/codelists/areas.json")).read_text(encoding="utf-8")
    )
    assert row["count"] > 23


def test_a_corporate_number_is_named_as_org_id_guide_names_it(plain_site, make_site):
    assert org_id("7010505002095") == "JP-JCN-7010505002095"
    assert org_id(None) is None
    assert identifiers("7010505002095")[0]["value"] == "JP-JCN-7010505002095"
    row = plain_site.catalog.rows("organizations")[0]
    site = make_site(rows={("organizations", row["id"]): {**row, "corporate_number": "7010505002095"}})
    node = entry(Linking(site, ""), "organizations", row["id"])
    assert node["identifier"] == [
        {
            "@type": "PropertyValue",
            "propertyID": "https://org-id.guide/list/JP-JCN",
            "value": "JP-JCN-7010505002095",
        }
    ]


def test_the_national_registers_page_is_the_same_organization(plain_site):
    row = plain_site.catalog.rows("organizations")[0]
    real = {**row, "register_number": "013006834", "demo": False}
    assert register_page(real) == "https://www.npo-homepage.go.jp/npoportal/detail/013006834"
    assert register_page({**real, "register_number": None}) is None
    assert register_page({**real, "register_number": "13006834"}) is None, "nine digits, or it is no page"
    assert register_page({**real, "demo": True}) is None, "an invented number may be somebody's"


def test_what_is_kept_back_is_not_said(plain_site):
    hidden = [row for row in plain_site.catalog.rows("organizations") if row["address_public"] == "hidden"]
    assert hidden
    for row in hidden:
        place = entry(Linking(plain_site, ""), "organizations", row["id"]).get("location", {})
        assert "geo" not in place
        assert "streetAddress" not in place.get("address", {})


def test_an_opening_is_no_job(plain_site):
    row = next(row for row in plain_site.catalog.rows("openings") if row["mode"] == "onsite" and row["place"])
    node = entry(Linking(plain_site, "../"), "openings", row["id"])
    assert node["@type"] == "Demand"
    assert node["@reverse"]["seeks"]["@id"] == f"../id/organizations/{row['organization']}.html"
    assert node["availableAtOrFrom"]["name"] == row["place"]


def test_an_event_has_times_in_japan_and_tells_when_it_is_cancelled(plain_site, make_site):
    row = plain_site.catalog.rows("events")[0]
    node = entry(Linking(plain_site, ""), "events", row["id"])
    assert node["startDate"] == row["starts_at"].strftime("%Y-%m-%dT%H:%M:00+09:00")
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    site = make_site(rows={("events", row["id"]): {**row, "status": "cancelled"}})
    node = entry(Linking(site, ""), "events", row["id"])
    assert node["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_site_with_an_address_names_everything_absolutely(make_site):
    site = make_site("https://tomoni.example/ward")
    files = dict(identity_files(site))
    text = files["npos/akiya-hiraku-setagaya.jsonld"]
    assert '"@id": "https://tomoni.example/ward/id/organizations/akiya-hiraku-setagaya.html"' in text
    assert '"../' not in text
    page = files["id/organizations/akiya-hiraku-setagaya.html"]
    assert '<link rel="canonical" href="https://tomoni.example/ward/npos/akiya-hiraku-setagaya.html">' in page
    assert 'url=../../npos/akiya-hiraku-setagaya.html"' in page, "leads on under any address"


def test_every_entry_with_a_page_has_an_address_that_stays(demo_site, plain_site):
    for table in tables_with_pages(plain_site):
        for row in plain_site.catalog.rows(table):
            key = row.get("id") or row["code"]
            path = f"id/{table}/{key}.html"
            target = page_path(plain_site, table, key)
            if target:
                assert f'content="0; url=../../{target}"' in (demo_site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>--><img src=x onerror=alert(1)>",
        "行\u2028区切り\u2029です",
        '"}]}</SCRIPT >',
        "𠮷野家👪\\u003c",
    ],
)
def test_no_text_of_an_entry_leaves_its_element(make_site, plain_site, text):
    row = next(row for row in plain_site.catalog.rows("organizations") if row["listing"] == "claimed")
    site = make_site(rows={("organizations", row["id"]): {**row, "name": text, "summary": text}})
    ref = next(ref for ref in site.refs_of("organizations") if ref.path == f"npos/{row['id']}.html")
    html = Environments(site).render(ref, site.views["organizations"].context(site, ref))
    page = _Parts(html)
    assert nodes(page)[0]["name"] == text
    assert nodes(page)[0]["description"] == text
    assert len(re.findall(r"<script[^>]*ld\+json", html)) == len(page.json_ld)
    assert "<script>alert" not in html
    stable = dict(identity_files(site))[f"id/organizations/{row['id']}.html"]
    assert "<script" not in stable
    assert "<img" not in stable


def test_dates_before_1970_and_empty_columns_are_no_trouble(plain_site, make_site):
    row = plain_site.catalog.rows("organizations")[0]
    empty = {
        name: (() if isinstance(value, tuple) else None)
        for name, value in row.items()
        if name not in ("id", "name", "legal_form", "status", "listing", "updated_on", "address_public")
    }
    bare = {**row, **empty, "founded_on": date(1951, 3, 1)}
    site = make_site(rows={("organizations", row["id"]): bare})
    node = entry(Linking(site, ""), "organizations", row["id"])
    assert node["foundingDate"] == "1951-03-01"
    assert all(value not in (None, "", [], {}) for value in node.values())
