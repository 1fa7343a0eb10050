"""Where what a form made is sent: the ways that the ward allows, the site's keeper, the centres."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Kind

from .centers import is_for_every_day
from .page import Register, register_prefix
from .site import Site

WAYS = ("file", "mail", "issue")
"""How a form's answers may be sent; TOMONI_SUBMIT_WAYS names those that a ward offers."""
USUAL_WAYS = ("file", "mail")
LONGEST_ADDRESS = 7000
"""Characters of an address that every mail program and host takes (they end at about 8 kB)."""
_FIRST_CENTRE = "協働センター"


def form_endings(site: Site, kind: Kind, register: Register, root: str) -> dict[str, Any]:
    """What theme/static/js/submit/ending.js needs to know.

    `centres`: name, email, phone and address by the value of `centre_column`; `ward_centres` by the ward's code. What
    may concern a person goes to them alone, never to the site's contact or an issue.
    """
    repository = site.settings.repository.rstrip("/")
    _, by_id, _ = _centres(site)
    column, centres = _chosen_centres(site, kind, by_id)
    return {
        "public": kind.public,
        "private_where": {name: sorted(values) for name, values in kind.private_where.items()},
        "ways": list(site.settings.options.get("submit_ways") or USUAL_WAYS),
        "contact": site.settings.contact_email if "@" in site.settings.contact_email else "",
        "keeper": site.settings.site_name,
        "issue": f"{repository}/issues/new?template=submission.yml" if kind.public and repository else "",
        "longest": LONGEST_ADDRESS,
        "centre_column": column,
        "centres": centres,
        **centres_by_ward(site, register, root),
    }


def centres_by_ward(site: Site, register: Register, root: str) -> dict[str, Any]:
    """Which centre takes what concerns a person, where an entry names none: `ward_centres` by the ward's code,
    `only_centre` where there is one alone, `centres_page` to look for one."""
    chosen, _, by_ward = _centres(site)
    page = f"{register_prefix(register)}centers/index.html"
    return {
        "ward_centres": by_ward,
        "only_centre": chosen[0] if len(chosen) == 1 else None,
        "centres_page": f"{root}{page}" if site.has(page) else "",
    }


def _centres(site: Site) -> tuple[list[Any], dict[str, Any], dict[str, Any]]:
    """The centres that can be reached: those for every day, all by id, and the one to ask in each ward."""
    if "centers" not in site.catalog.package.resources:
        return [], {}, {}
    rows = [row for row in site.catalog.rows("centers") if row["email"] or row["phone"]]
    by_id = {
        row["id"]: {name: row[name] or "" for name in ("name", "email", "phone", "address")} for row in rows
    }
    by_ward: dict[str, Any] = {}
    every_day = [row for row in rows if is_for_every_day(row)]
    for row in sorted(every_day, key=lambda row: (row["kind"] != _FIRST_CENTRE, row["id"])):
        by_ward.setdefault(row["area"], by_id[row["id"]])
    return [by_id[row["id"]] for row in every_day], by_id, by_ward


def _chosen_centres(site: Site, kind: Kind, by_id: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The column by which an entry's centre is known, and the centres by its values."""
    schema = site.catalog.package.resources[kind.table].schema
    if kind.table == "proposals":
        asked = site.catalog.rows("challenges")
        return "challenge", {
            row["id"]: by_id[row["contact_center"]] for row in asked if row["contact_center"] in by_id
        }
    column = next((name for name in ("contact_center", "center") if name in schema), "")
    return column, by_id if column else {}
