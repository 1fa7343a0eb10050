"""What one can take part in or use: openings, services and events in the words of schema.org."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row

from ...pages.opening_standing import deadline_of
from .json_ld import Linking, Node, free_or_price, known, moment, place

_VOCABULARY = "https://schema.org/"
_ATTENDANCE = {
    "onsite": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
_DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
    "holiday": "PublicHolidays",
}


def opening(link: Linking, row: Row) -> Node:
    """A Demand: an organization announces that it seeks somebody's help.

    Not a JobPosting (that is employment, and search engines list it among jobs) nor an Event (most openings
    have no date). schema.org has no type for volunteering; a Demand is "the public announcement by an
    organization to seek a certain type of goods or services", and the organization `seeks` it.
    """
    seeker = link.reference("organizations", row["organization"], "Organization")
    return known(
        {
            "@type": "Demand",
            "@id": link.identity("openings", row["id"]),
            "name": row["title"],
            "description": link.text(row, "summary"),
            "url": link.page("openings", row["id"]),
            "mainEntityOfPage": link.page("openings", row["id"]),
            "itemOffered": known(
                {
                    "@type": "Service",
                    "serviceType": link.label("role_kinds", row["role_kind"]),
                    "category": [link.label("skills", code) for code in row["skills_required"]],
                }
            ),
            "availabilityStarts": moment(row["starts_on"]),
            "availabilityEnds": moment(row["ends_on"]),
            "validFrom": moment(row["published_on"]),
            "validThrough": moment(deadline_of(link.site, row)),
            "areaServed": link.areas((row["area"],)),
            "availableAtOrFrom": place(link, row) if row["mode"] != "online" else None,
            "potentialAction": {
                "@type": "JoinAction",
                "target": {"@type": "EntryPoint", "urlTemplate": row["apply_url"]},
            }
            if row["apply_url"]
            else None,
            "@reverse": {"seeks": seeker} if seeker else None,
        }
    )


def service(link: Linking, row: Row) -> Node:
    """A Service that an NPO provides (a GovernmentService would be the ward's own)."""
    phone, page = row["contact_phone"], row["contact_url"]
    channel = known(
        {
            "servicePhone": {"@type": "ContactPoint", "telephone": phone} if phone else None,
            "serviceUrl": page,
            "availableLanguage": list(row["languages"]),
            "serviceLocation": place(link, row) if row["mode"] != "online" else None,
        }
    )
    return known(
        {
            "@type": "Service",
            "@id": link.identity("services", row["id"]),
            "name": row["title"],
            "description": link.text(row, "summary"),
            "url": link.page("services", row["id"]),
            "mainEntityOfPage": link.page("services", row["id"]),
            "provider": link.reference("organizations", row["organization"], "Organization"),
            "category": link.terms(row),
            "audience": {"@type": "Audience", "audienceType": row["for_whom"]} if row["for_whom"] else None,
            "areaServed": link.areas(row["areas_served"] or (row["area"],)),
            "availableChannel": {"@type": "ServiceChannel", **channel} if channel else None,
            "hoursAvailable": _hours(link, row["id"]),
            "offers": free_or_price(row["fee_yen"]),
        }
    )


def _hours(link: Linking, service_id: str) -> list[Node]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": _VOCABULARY + _DAYS[hours["weekday"]],
            "opens": hours["opens"].strftime("%H:%M"),
            "closes": hours["closes"].strftime("%H:%M"),
        }
        for hours in link.site.catalog.by("service_hours", "service").get(service_id, [])
    ]


def event(link: Linking, row: Row) -> Node:
    """An Event; a course (trainings, the academy) is an EducationEvent."""
    hosts = (("center", "centers"), ("organization", "organizations"), ("company", "companies"))
    organizers = (link.reference(table, row[field], "Organization") for field, table in hosts)
    locations: list[Any] = []
    if row["mode"] != "online":
        locations.append(place(link, row))
    if row["mode"] != "onsite" and row["online_url"]:
        locations.append({"@type": "VirtualLocation", "url": row["online_url"]})
    attendance = _ATTENDANCE.get(row["mode"])
    cancelled = row["status"] == "cancelled"
    return known(
        {
            "@type": "EducationEvent" if row["kind"] in ("training", "academy") else "Event",
            "@id": link.identity("events", row["id"]),
            "name": row["title"],
            "description": row["description"],
            "url": link.page("events", row["id"]) or row["apply_url"],
            "mainEntityOfPage": link.page("events", row["id"]),
            "startDate": moment(row["starts_at"]),
            "endDate": moment(row["ends_at"]),
            "eventStatus": _VOCABULARY + ("EventCancelled" if cancelled else "EventScheduled"),
            "eventAttendanceMode": _VOCABULARY + attendance if attendance else None,
            "location": [location for location in locations if location],
            "organizer": next((node for node in organizers if node), None),
            "about": link.terms(row),
            "maximumAttendeeCapacity": row["capacity"],
            "isAccessibleForFree": None if row["fee_yen"] is None else row["fee_yen"] == 0,
            "offers": free_or_price(row["fee_yen"]),
        }
    )
