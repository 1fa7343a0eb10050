"""Where, about what, and what is known: wards, fields, problems, reports, cases and figures for schema.org."""

from __future__ import annotations

from tomoni.catalog import Row

from .json_ld import Linking, Node, known, moment


def area(link: Linking, row: Row) -> Node:
    """A ward, with its code of the national standard and the place of its office."""
    page = link.page("areas", row["code"])
    number = row["check_code"] or row["code"]
    return known(
        {
            "@type": "AdministrativeArea",
            "@id": link.identity("areas", row["code"]),
            "name": link.label("areas", row["code"]),
            "alternateName": [name for name in (row["kana"], row["label_en"]) if name],
            "description": row["description"],
            "url": page,
            "mainEntityOfPage": page,
            "sameAs": row["website"],
            "identifier": {"@type": "PropertyValue", "propertyID": "全国地方公共団体コード", "value": number},
            "containedInPlace": {"@type": "AdministrativeArea", "name": "東京都"},
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": row["latitude"],
                "longitude": row["longitude"],
            }
            if row["latitude"] is not None
            else None,
        }
    )


def term(table: str, link: Linking, row: Row) -> Node:
    """A code of a codelist that has pages: a field of activity, a problem."""
    page = link.page(table, row["code"])
    resource = link.site.catalog.package.resources[table]
    return known(
        {
            "@type": "DefinedTerm",
            "@id": link.identity(table, row["code"]),
            "name": link.label(table, row["code"]),
            "alternateName": row["label_en"] if link.register != "en" else row["label"],
            "description": row["description"],
            "termCode": row["code"],
            "url": page,
            "mainEntityOfPage": page,
            "inDefinedTermSet": {
                "@type": "DefinedTermSet",
                "@id": link.iri(f"api/v1/codelists/{table}.json"),
                "name": resource.title_en if link.register == "en" else resource.title,
            },
        }
    )


def report(link: Linking, row: Row) -> Node:
    """A Report of what an organization did."""
    page = link.page("reports", row["id"])
    return known(
        {
            "@type": "Report",
            "@id": link.identity("reports", row["id"]),
            "headline": row["title"],
            "url": page,
            "mainEntityOfPage": page,
            "inLanguage": "ja",
            "datePublished": moment(row["published_on"] or row["date"]),
            "author": link.reference("organizations", row["organization"], "Organization"),
            "about": link.terms({**row, "fields": ()}),
            "spatialCoverage": link.areas((row["area"],)),
        }
    )


def case_study(link: Linking, row: Row) -> Node:
    """An Article on a case of collaboration elsewhere."""
    page = link.page("case_studies", row["id"])
    return known(
        {
            "@type": "Article",
            "@id": link.identity("case_studies", row["id"]),
            "headline": row["title"],
            "description": row["summary"],
            "url": page,
            "mainEntityOfPage": page,
            "inLanguage": "ja",
            "about": link.terms(row),
            "spatialCoverage": {"@type": "Place", "name": row["municipality"]},
            "citation": {"@type": "CreativeWork", "name": row["source_title"]},
        }
    )


def evidence(link: Linking, row: Row) -> Node:
    """A Claim with the place where it stands."""
    page = link.page("evidence", row["id"])
    return known(
        {
            "@type": "Claim",
            "@id": link.identity("evidence", row["id"]),
            "text": row["statement"],
            "url": page,
            "mainEntityOfPage": page,
            "inLanguage": "ja",
            "appearance": known(
                {"@type": "CreativeWork", "name": row["source_title"], "url": row["source_url"]}
            ),
        }
    )
