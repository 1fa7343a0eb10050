"""What is given and asked for: grants, awards, projects, goods and rooms in the words of schema.org."""

from __future__ import annotations

from tomoni.catalog import Row

from .json_ld import Linking, Node, free_or_price, known, moment, money, place


def grant(link: Linking, row: Row) -> Node:
    """A MonetaryGrant that can be applied for."""
    page = link.page("grants", row["id"])
    return known(
        {
            "@type": "MonetaryGrant",
            "@id": link.identity("grants", row["id"]),
            "name": row["title"],
            "description": link.text(row, "summary"),
            "url": page or row["apply_url"],
            "mainEntityOfPage": page,
            "sameAs": row["source_url"],
            "funder": {"@type": "Organization", "name": row["funder"]},
            "amount": money(row["amount_min_yen"], row["amount_max_yen"]),
        }
    )


def award(link: Linking, row: Row) -> Node:
    """A MonetaryGrant that was made; what it pays for is its `fundedItem`."""
    recipient = link.reference("organizations", row["organization"], "Organization")
    page = link.page("awards", row["id"])
    return known(
        {
            "@type": "MonetaryGrant",
            "@id": link.identity("awards", row["id"]),
            "name": row["title"],
            "description": row["description"],
            "url": page or row["source_url"],
            "mainEntityOfPage": page,
            "funder": known(
                {"@type": "Organization", "name": row["funder"], "identifier": row["funder_org_id"]}
            ),
            "amount": {"@type": "MonetaryAmount", "currency": row["currency"], "value": row["amount"]},
            "fundedItem": recipient
            or known(
                {
                    "@type": "Organization",
                    "name": row["recipient_name"],
                    "identifier": row["recipient_org_id"],
                }
            ),
        }
    )


def project(link: Linking, row: Row) -> Node:
    """A Project that money is collected for."""
    page = link.page("projects", row["id"])
    return known(
        {
            "@type": "Project",
            "@id": link.identity("projects", row["id"]),
            "name": row["title"],
            "description": row["summary"],
            "url": page or row["give_url"],
            "mainEntityOfPage": page,
            "foundingDate": moment(row["starts_on"]),
            "dissolutionDate": moment(row["ends_on"]),
            "parentOrganization": link.reference("organizations", row["organization"], "Organization"),
            "areaServed": link.areas((row["area"],)),
            "knowsAbout": link.terms(row),
            "potentialAction": {
                "@type": "DonateAction",
                "target": {"@type": "EntryPoint", "urlTemplate": row["give_url"]},
            }
            if row["give_url"] and row["status"] == "open"
            else None,
        }
    )


def resource_offer(link: Linking, row: Row) -> Node:
    """An Offer of goods or a room; gifts and loans only, so that its price is 0 unless expenses are asked for."""
    giver = link.reference("companies", row["company"], "Corporation") or link.reference(
        "organizations", row["organization"], "Organization"
    )
    return known(
        {
            "@type": "Offer",
            "@id": link.identity("resource_offers", row["id"]),
            "name": row["title"],
            "description": row["description"],
            "url": link.page("resource_offers", row["id"]) or row["contact_url"],
            "mainEntityOfPage": link.page("resource_offers", row["id"]),
            "category": link.label("resource_categories", row["category"]),
            "availabilityStarts": moment(row["available_from"]),
            "availabilityEnds": moment(row["available_until"]),
            "validFrom": moment(row["published_on"]),
            "areaServed": link.areas((row["area"],)),
            "availableAtOrFrom": place(link, row),
            "offeredBy": giver,
            **{
                name: value
                for name, value in free_or_price(0 if row["cost"] == "free" else None).items()
                if name != "@type"
            },
        }
    )


def resource_need(link: Linking, row: Row) -> Node:
    """A Demand for goods, a room or money."""
    seeker = link.reference("organizations", row["organization"], "Organization")
    return known(
        {
            "@type": "Demand",
            "@id": link.identity("resource_needs", row["id"]),
            "name": row["title"],
            "description": row["description"],
            "url": link.page("resource_needs", row["id"]),
            "mainEntityOfPage": link.page("resource_needs", row["id"]),
            "itemOffered": {"@type": "Product", "name": link.label("resource_categories", row["category"])},
            "availabilityStarts": moment(row["needed_from"]),
            "availabilityEnds": moment(row["needed_by"]),
            "validFrom": moment(row["published_on"]),
            "areaServed": link.areas((row["area"],)),
            "@reverse": {"seeks": seeker} if seeker else None,
        }
    )
