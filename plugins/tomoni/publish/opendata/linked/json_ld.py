"""JSON-LD in the words of schema.org: the pieces of which what a page says to machines is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tomoni.catalog import Row

from ...pages.site import Site
from .addresses import address, identity_path, page_path

Node = dict[str, Any]

PAGE_CONTEXT = "https://schema.org"
"""What crawlers look for in a page."""

FILE_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{
        name: {"@type": "@id"}
        for name in (
            "url",
            "sameAs",
            "mainEntityOfPage",
            "eventStatus",
            "eventAttendanceMode",
            "target",
            "license",
            "item",
            "inDefinedTermSet",
            "dayOfWeek",
        )
    },
    **{
        name: {"@type": f"https://schema.org/{kind}"}
        for kind, names in (
            ("Date", ("foundingDate", "dissolutionDate", "datePublished", "dateModified")),
            ("DateTime", ("startDate", "endDate")),
        )
        for name in names
    },
}
"""The same words for files that are read by themselves: nothing has to be fetched to understand them."""

JAPAN_TIME = "+09:00"


@dataclass(frozen=True, slots=True)
class Linking:
    """How one document names others: the site, the document's way to the root, and the words' register."""

    site: Site
    root: str
    register: str = "ja"

    def iri(self, path: str) -> str:
        """The address of a file of this site."""
        return address(self.site, path, self.root)

    def identity(self, table: str, key: str) -> str:
        """The address that names an entry."""
        return self.iri(identity_path(self.site, table, key))

    def page(self, table: str, key: str) -> str | None:
        """The address of an entry's page; None without one."""
        path = page_path(self.site, table, key)
        return self.iri(path) if path else None

    def text(self, row: Row, field: str) -> str:
        """A text of a row in the register, in Japanese where it has none in it."""
        return self.site.wording(self.register).text(row, field)[0]

    def label(self, codelist: str, code: str) -> str:
        """The label of a code."""
        return self.site.catalog.label(codelist, code, self.register)

    def reference(self, table: str, key: str | None, kind: str) -> Node | None:
        """An entry that another names: type, stable address and name; None where there is none."""
        row = self.site.catalog.get(table, key) if key else None
        if row is None:
            return None
        return {
            "@type": kind,
            "@id": self.identity(table, str(key)),
            "name": self.site.title(table, str(key), self.register)[0],
        }

    def areas(self, codes: Iterable[str | None]) -> list[Node]:
        """Wards by their codes (`any` restricts nothing and is left out)."""
        found = (self.reference("areas", code, "AdministrativeArea") for code in codes if code != "any")
        return [node for node in found if node]

    def terms(self, row: Row) -> list[Node]:
        """Fields and problems of a row, as terms of their codelists."""
        return [
            node
            for table, field in (("activity_fields", "fields"), ("topics", "topics"))
            for code in row.get(field) or ()
            if code != "any" and (node := self.reference(table, code, "DefinedTerm"))
        ]


def known(node: Mapping[str, Any]) -> Node:
    """A node without what is not known: no None, no empty text, list or node."""
    return {name: value for name, value in node.items() if value not in (None, "", [], (), {})}


def moment(value: date | datetime | None) -> str | None:
    """A day, or a time in Japan with its offset."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S") + JAPAN_TIME
    return value.isoformat() if value else None


def place(link: Linking, row: Row, name: str | None = None) -> Node:
    """Where something is, as far as its row tells: a name, a postal address, a point."""
    ward: str = row.get("area") or ""
    located = ward not in ("", "any", "13100")
    postal = known(
        {
            "postalCode": row.get("postal_code"),
            "addressLocality": link.label("areas", ward) if located else None,
            "streetAddress": row.get("address"),
        }
    )
    if postal:
        region = {"addressRegion": "東京都"} if located else {}
        postal = {"@type": "PostalAddress", "addressCountry": "JP", **region, **postal}
    point: Node = {}
    if row.get("latitude") is not None and row.get("longitude") is not None:
        point = {"@type": "GeoCoordinates", "latitude": row["latitude"], "longitude": row["longitude"]}
    found = known({"name": name or row.get("place"), "address": postal, "geo": point})
    return {"@type": "Place", **found} if found else {}


def money(least: int | None, most: int | None) -> Node:
    """An amount in yen, or a range of amounts."""
    if least is None and most is None:
        return {}
    if least == most:
        return {"@type": "MonetaryAmount", "currency": "JPY", "value": most}
    return known({"@type": "MonetaryAmount", "currency": "JPY", "minValue": least, "maxValue": most})


def free_or_price(fee: int | None) -> Node:
    """What taking part costs, in yen; {} where it is not known."""
    return {} if fee is None else {"@type": "Offer", "price": fee, "priceCurrency": "JPY"}


def breadcrumbs(link: Linking, crumbs: Iterable[Mapping[str, Any]], here: str) -> Node:
    """The way to a page from the first page, as the page itself shows it; `here` is its own path."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(crumb["label"]),
                "item": link.iri(crumb["path"] or here),
            }
            for position, crumb in enumerate(crumbs, 1)
        ],
    }
