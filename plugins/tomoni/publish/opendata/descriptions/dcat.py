"""The catalog in DCAT 3, as Turtle and JSON-LD, conforming to DCAT-AP 3.

A site without an address is described with addresses relative to the description's own place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tomoni.catalog import Resource

from .published import Published, PublishedFile, licence

SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
EU = "http://publications.europa.eu/resource/authority/"
_VERSION = URIRef(f"{DCAT}version")  # new in DCAT 3
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = {
    "csv": "CSV",
    "bom.csv": "CSV",
    "json": "JSON",
    "xlsx": "XLSX",
    "geojson": "GEOJSON",
    "zip": "ZIP",
}
"""Formats that the EU's list of file types has; others are told by their media type."""
_THEMES = {
    "SOCI": ("人口と社会", "Population and society"),
    "GOVE": ("政府・公共", "Government and public sector"),
}


class _Catalog:
    """Makes the graph; one method for each class of DCAT-AP."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.graph = Graph(bind_namespaces="none")
        for prefix, namespace in (
            ("dcat", DCAT),
            ("dct", DCTERMS),
            ("foaf", FOAF),
            ("spdx", SPDX),
            ("vcard", VCARD),
            ("adms", ADMS),
            ("skos", SKOS),
            ("dcatap", DCATAP),
            ("rdf", RDF),
            ("xsd", XSD),
        ):
            self.graph.bind(prefix, namespace)
        self.issued = Literal(published.day.isoformat(), datatype=XSD.date)
        self.publisher = self.iri("data/index.html#publisher")
        self.place = self.iri("data/index.html#place")
        self.contact = self.iri("data/index.html#contact")

    def iri(self, path: str) -> URIRef:
        return URIRef(self.published.address(path))

    def say(self, subject: Node, values: Mapping[Node, Any]) -> Node:
        """Add every statement; a tuple holds several values, None and "" are left out."""
        for predicate, value in values.items():
            for item in value if isinstance(value, tuple) else (value,):
                if item is not None and item != "":
                    self.graph.add((subject, predicate, item))
        return subject

    def concept(self, address: str, kind: Node, **labels: str) -> URIRef:
        found = URIRef(address)
        self.say(found, {RDF.type: kind})
        self.say(found, {SKOS.prefLabel: tuple(Literal(text, lang=lang) for lang, text in labels.items())})
        return found

    def catalog(self) -> Graph:
        published = self.published
        descriptor = published.descriptor
        settings = published.site.settings
        self.common_parts()
        title = descriptor.get("title") or settings.site_name
        catalog = self.iri("data/index.html#catalog")
        themes = self.concept(f"{EU}data-theme", SKOS.ConceptScheme)
        home = self.iri("index.html")
        self.say(themes, {DCTERMS.title: Literal("Data theme", lang="en")})
        self.say(home, {RDF.type: FOAF.Document})
        datasets = [self.dataset(resource) for resource in published.site.catalog.package.resources.values()]
        self.say(
            catalog,
            {
                RDF.type: DCAT.Catalog,
                DCTERMS.title: _both(title, descriptor.get("title_en")),
                DCTERMS.description: Literal(descriptor.get("description") or title, lang="ja"),
                DCTERMS.publisher: self.publisher,
                DCTERMS.license: self.licence(descriptor.get("licenses", [{}])[0], "data/index.html"),
                DCTERMS.language: self.concept(f"{EU}language/JPN", DCTERMS.LinguisticSystem),
                DCTERMS.spatial: self.place,
                DCTERMS.issued: self.issued,
                DCTERMS.modified: self.issued,
                FOAF.homepage: home,
                DCAT.themeTaxonomy: themes,
                DCAT.dataset: (*datasets, self.whole()),
                DCAT.service: self.service(),
            },
        )
        return self.graph

    def common_parts(self) -> None:
        """The publisher, the place, whom to write to."""
        published = self.published
        settings = published.site.settings
        self.say(
            self.publisher,
            {RDF.type: FOAF.Agent, FOAF.name: Literal(published.publisher, lang="ja")},
        )
        area = published.site.catalog.get("areas", settings.ward or "13100") or {}
        point = f"POINT({area['longitude']} {area['latitude']})" if area.get("latitude") is not None else None
        self.say(
            self.place,
            {
                RDF.type: DCTERMS.Location,
                SKOS.prefLabel: _both(area.get("label", "東京都特別区"), area.get("label_en")),
                DCAT.centroid: point
                and Literal(point, datatype=URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")),
            },
        )
        self.say(
            self.contact,
            {
                RDF.type: VCARD.Kind,
                VCARD.fn: Literal(published.publisher),
                VCARD.hasEmail: URIRef(f"mailto:{settings.contact_email}")
                if settings.contact_email
                else None,
            },
        )

    def about(self) -> dict[Node, Any]:
        """What is the same for every dataset."""
        return {
            RDF.type: DCAT.Dataset,
            DCTERMS.publisher: self.publisher,
            DCAT.contactPoint: self.contact,
            DCTERMS.spatial: self.place,
            DCTERMS.issued: self.issued,
            DCTERMS.modified: self.issued,
            DCTERMS.language: URIRef(f"{EU}language/JPN"),
            DCTERMS.accrualPeriodicity: self.concept(f"{EU}frequency/IRREG", DCTERMS.Frequency),
            DCAT.theme: tuple(
                self.concept(f"{EU}data-theme/{code}", SKOS.Concept, ja=label, en=english)
                for code, (label, english) in _THEMES.items()
            ),
        }

    def dataset(self, resource: Resource) -> Node:
        page = f"data/{resource.name}.html"
        terms = self.licence(licence(resource, self.published.descriptor), page)
        words = (resource.title, *self.published.descriptor.get("keywords", ()))
        return self.say(
            self.iri(f"{page}#dataset"),
            {
                **self.about(),
                DCTERMS.title: _both(resource.title, resource.title_en),
                DCTERMS.description: Literal(resource.description or resource.title, lang="ja"),
                DCTERMS.identifier: Literal(resource.name),
                _VERSION: Literal(self.published.version_of(resource.name)),
                DCAT.keyword: tuple(Literal(word, lang="ja") for word in dict.fromkeys(words)),
                DCAT.landingPage: self.document(page),
                DCAT.distribution: tuple(
                    self.distribution(file, page, terms) for file in self.published.of(resource.name)
                ),
            },
        )

    def whole(self) -> Node:
        """All tables together, as one dataset."""
        descriptor = self.published.descriptor
        page = "data/index.html"
        terms = self.licence(descriptor.get("licenses", [{}])[0], page)
        title = descriptor.get("title") or self.published.site.settings.site_name
        return self.say(
            self.iri(f"{page}#dataset"),
            {
                **self.about(),
                DCTERMS.title: _both(title, descriptor.get("title_en")),
                DCTERMS.description: Literal(descriptor.get("description") or title, lang="ja"),
                DCTERMS.identifier: Literal(descriptor.get("name", "tomoni")),
                _VERSION: Literal(self.published.version),
                DCAT.keyword: tuple(Literal(word, lang="ja") for word in descriptor.get("keywords", ())),
                DCAT.landingPage: self.document(page),
                DCAT.distribution: tuple(
                    self.distribution(file, page, terms) for file in self.published.whole()
                ),
            },
        )

    def distribution(self, file: PublishedFile, page: str, terms: Node) -> Node:
        known = _FILE_TYPES.get(file.format)
        media_type = self.concept(MEDIA_TYPES + file.mediatype, DCTERMS.MediaType)
        kind = URIRef(f"{EU}file-type/{known}") if known else media_type
        self.say(kind, {RDF.type: DCTERMS.MediaTypeOrExtent})
        checksum = BNode(f"sum-{file.name.replace('.', '-')}")
        algorithm = SPDX.checksumAlgorithm_sha256
        self.say(algorithm, {RDF.type: SPDX.ChecksumAlgorithm})
        self.say(
            checksum,
            {
                RDF.type: SPDX.Checksum,
                SPDX.algorithm: algorithm,
                SPDX.checksumValue: Literal(file.sha256, datatype=XSD.hexBinary),
            },
        )
        return self.say(
            self.iri(f"{page}#file-{file.format.replace('.', '-')}"),
            {
                RDF.type: DCAT.Distribution,
                DCTERMS.title: Literal(file.name),
                DCTERMS.description: Literal(f"{file.name} ({file.mediatype})", lang="en"),
                DCAT.accessURL: self.iri(page),
                DCAT.downloadURL: self.iri(file.path),
                DCAT.mediaType: media_type,
                DCTERMS["format"]: kind,
                # DCAT 3 asks for a whole number, DCAT-AP 3's shapes for xsd:decimal: a whole decimal is both.
                DCAT.byteSize: Literal(f"{file.size}.0", datatype=XSD.decimal),
                SPDX.checksum: checksum,
                DCTERMS.license: terms,
                DCTERMS.issued: self.issued,
                DCTERMS.modified: self.issued,
                DCATAP.availability: self.concept(
                    f"{EU}planned-availability/STABLE", SKOS.Concept, en="stable", ja="安定"
                ),
            },
        )

    def service(self) -> Node | None:
        """The static API, where the site has one."""
        if not self.published.site.has("api/index.html"):
            return None
        return self.say(
            self.iri("api/index.html#service"),
            {
                RDF.type: DCAT.DataService,
                DCTERMS.title: Literal("API", lang="ja"),
                DCAT.endpointURL: self.iri("api/v1/"),
                DCAT.endpointDescription: self.iri("api/v1/openapi.json"),
                DCAT.servesDataset: self.iri("data/index.html#dataset"),
                DCTERMS.publisher: self.publisher,
                DCAT.contactPoint: self.contact,
                DCAT.landingPage: self.document("api/index.html"),
            },
        )

    def licence(self, terms: Mapping[str, Any], page: str) -> Node:
        """The licence's own address; without one, a description on the table's page."""
        document = URIRef(terms["path"]) if terms.get("path") else self.iri(f"{page}#licence")
        self.say(
            document,
            {
                RDF.type: DCTERMS.LicenseDocument,
                DCTERMS.title: Literal(terms.get("title") or terms.get("name", ""), lang="ja"),
                DCTERMS.description: Literal(terms["description"], lang="ja")
                if terms.get("description")
                else None,
            },
        )
        if str(terms.get("name", "")).startswith("CC-BY"):
            kind = self.concept(
                "http://purl.org/adms/licencetype/Attribution", SKOS.Concept, en="Attribution", ja="表示"
            )
            self.say(document, {DCTERMS.type: kind})
        return document

    def document(self, path: str) -> URIRef:
        found = self.iri(path)
        self.say(found, {RDF.type: FOAF.Document})
        return found


def _both(japanese: str, english: str | None) -> tuple[Literal, ...]:
    texts = (Literal(japanese, lang="ja"), Literal(english, lang="en") if english else None)
    return tuple(text for text in texts if text is not None)


def catalog_graph(published: Published) -> Graph:
    """Every table and every file as DCAT-AP 3: a catalog, its datasets, their distributions."""
    return _Catalog(published).catalog()


def catalog_turtle(published: Published) -> str:
    """The catalog as Turtle."""
    text: str = catalog_graph(published).serialize(format="turtle")
    return text


def catalog_jsonld(published: Published) -> str:
    """The catalog as JSON-LD, in an order that does not change from build to build."""
    text = catalog_graph(published).serialize(format="json-ld", auto_compact=True)
    return json.dumps(_ordered(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def _ordered(value: Any) -> Any:
    """The same JSON-LD with keys and (unordered) lists sorted."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_ordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
