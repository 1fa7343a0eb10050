"""`/submit/photos.html`: photos with what is asked of each, drawn anew in the browser, ending in one file for the centre."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.catalog import Resource
from tomoni.catalog.pictures import LONGEST_SIDE

from ..form_endings import centres_by_ward
from ..form_rules import form_rules
from ..form_words import MESSAGES, OTHER_RULES
from ..forms import form_field, references
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

MOST_PICTURES = 10
"""As many as `tomoni apply` takes from one bundle."""
MOST_REPORTS = 200
"""So many reports, the newest, can be chosen at once; any other one is reached from its own page."""
PATH = "submit/photos.html"
ALWAYS_ASKED = ("alt", "credit", "taken_on", "people_shown")
ASKED_OF_PEOPLE = ("minors_shown", "consent", "consent_by")
"""What is asked only where people show on the photo; all of it is required then."""
_OWN_MESSAGES = {
    "photo-consent": N_("同意を得ていない写真は載せられません。同意をもらうか、この写真をやめてください。"),
    "minor-guardian": N_("18歳未満の人が写っているときは、保護者の同意が要ります。"),
    "no-photo": N_("写真を1枚は選んでください。"),
}


class SubmitPhotos:
    """View of the page on which photos are prepared for sending."""

    name = "submit-photos"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The page in every register, where the package has photos."""
        if "photos" in site.catalog.package.resources:
            for register in site.settings.registers:
                yield PageRef(f"{register_prefix(register)}{PATH}", "submit_photos.html", register)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What submit_photos.html shows."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        resource = site.catalog.package.resources["photos"]
        columns = (*ALWAYS_ASKED, *ASKED_OF_PEOPLE)
        mail = site.settings.contact_email if "@" in site.settings.contact_email else ""
        title = wording._("写真を送る")
        return {
            "title": title,
            "description": wording._("活動の写真を、説明と同意をそえて、センターに送るためのページです。"),
            "breadcrumb": [
                {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
                {"label": wording._("載せる・直す"), "path": f"{prefix}submit/index.html"},
                {"label": title, "path": None},
            ],
            "privacy": f"{prefix}privacy.html",
            "guide": f"{prefix}photos.html",
            "mail": mail,
            "most": MOST_PICTURES,
            "about": _about(site, resource, ref.register),
            "always": [
                form_field(site, resource, resource.schema.field(n), ref.register) for n in ALWAYS_ASKED
            ],
            "of_people": _of_people(site, resource, ref.register),
            "asked": [wording.title("photos", name) for name in ("organization", "report", *columns)],
            "form": {
                "api": f"{ref.root}api/v1/reports/",
                "organizations": f"{ref.root}api/v1/organizations/",
                "keeper": {"name": site.settings.site_name, "email": mail, "phone": "", "address": ""},
                **centres_by_ward(site, ref.register, ref.root),
                "reports": _reports(site, ref.register),
                "references": references(site, resource, [resource.schema.field("organization")], ref.root),
                "rules": {
                    "about": form_rules(site.catalog, resource, [resource.schema.field("organization")]),
                    "photo": form_rules(
                        site.catalog, resource, [resource.schema.field(name) for name in columns]
                    ),
                },
                "examples": {
                    name: str(resource.schema.field(name).descriptor.get("example", ""))
                    for name in ("organization", *columns)
                },
                "titles": {name: wording.title("photos", name) for name in ("organization", *columns)},
                "most": MOST_PICTURES,
                "longest_side": LONGEST_SIDE,
                "subject": title,
                "messages": {
                    rule: wording._(text) for rule, text in (MESSAGES | OTHER_RULES | _OWN_MESSAGES).items()
                },
                **_said(wording),
            },
        }


def _about(site: Site, resource: Resource, register: Register) -> list[dict[str, Any]]:
    """The questions on all photos together: the organization, and the report that they belong to."""
    wording, schema = site.wording(register), resource.schema
    report = form_field(site, resource, schema.field("report"), register)
    report |= {
        "kind": "select",
        "offered": (),
        "hint": wording._("活動報告に添える写真なら、その報告を選びます。先に団体を書くと出ます。"),
    }
    return [form_field(site, resource, schema.field("organization"), register), report]


def _of_people(site: Site, resource: Resource, register: Register) -> list[dict[str, Any]]:
    asked = [
        form_field(site, resource, resource.schema.field(name), register) | {"required": True}
        for name in ASKED_OF_PEOPLE
    ]
    for field in asked:
        if field["name"] == "consent":
            field["choices"] = [choice for choice in field["choices"] if choice[0] == "obtained"]
    return asked


def _reports(site: Site, register: Register) -> list[tuple[str, str, str]]:
    """Id, organization and title with its day of the newest reports."""
    if "reports" not in site.catalog.package.resources:
        return []
    rows = sorted(site.catalog.rows("reports"), key=lambda row: (row["date"], row["id"]), reverse=True)
    wording = site.wording(register)
    return [
        (row["id"], row["organization"], f"{wording.date(row['date'])} {row['title']}")
        for row in rows[:MOST_REPORTS]
    ]


def _said(wording: Wording) -> dict[str, str]:
    """What the script says."""
    return {
        "errors": wording._("直すところが{count}つあります"),
        "photo": wording._("写真{number}"),
        "chosen": wording._("{count}枚の写真を用意しました。1枚ずつ、説明を書いてください。"),
        "removed": wording._("写真を1枚やめました。いま{count}枚です。"),
        "unreadable": wording._("「{name}」は、この端末では写真として読めません。"),
        "too_many": wording._("写真は{most}枚までです。残りは、分けて送ってください。"),
        "missing": wording._("活動報告を読みこめませんでした。団体から選んでください。"),
        "attach": wording._("保存したファイル（{file}）を、このメールに付けて送ってください。"),
        "size": wording._("{count}枚で、約{size} MBです。"),
        "where": wording._("送り先：{name}"),
        "ask_centre": wording._("送り先は、区の協働センターに聞いてください。"),
    }


VIEW = SubmitPhotos()
