"""`/openings/` and `/openings/ID`: what one can join, with when, where, what it costs and how to apply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from tomoni.catalog import Row
from tomoni.insight.standing import sessions_of

from ..cards import opening_card, opening_cost, opening_when, opening_where
from ..centers import where_to_turn
from ..environment import Environments
from ..fits import helper_cards
from ..listing import Listing, ListPage, Shard, Sort, codelist_facet, flags_facet
from ..opening_standing import deadline_of, is_open, state_of
from ..page import PageRef, Register, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

_FAR = 10**7
_SESSION = Markup('<time datetime="{}" data-session>{}</time>')
"""static/js/deadline.js hides the row of a session that is over."""


def _deadline_key(site: Site, row: Row) -> int:
    deadline = deadline_of(site, row)
    return deadline.toordinal() if deadline else _FAR


class _Entries:
    def rows(self, site: Site) -> Sequence[Row]:
        """Open ones first, soonest deadline first; then paused; what has ended keeps its page, not its place."""
        order = {"open": 0, "paused": 1}
        listed = [
            (order[state], _deadline_key(site, row), row["id"], row)
            for row in site.catalog.rows("openings")
            if (state := state_of(site, row)) in order
        ]
        return [row for *_, row in sorted(listed, key=lambda item: item[:3])]

    def card(self, site: Site, row: Row, register: Register) -> dict[str, Any]:
        return opening_card(site, row, site.wording(register), register)

    def text(self, site: Site, row: Row) -> str:
        label = site.catalog.label
        organization = site.catalog.get("organizations", row["organization"])
        return " ".join(
            [
                row["title"],
                organization["name"] if organization else "",
                row["summary"],
                row["summary_en"] or "",
                label("areas", row["area"]) if row["area"] else "",
                row["nearest_station"] or "",
                label("role_kinds", row["role_kind"]),
                label("engagement_types", row["engagement"]),
                *(label("skills", code) for code in (*row["skills_required"], *row["skills_welcome"])),
                *(label("topics", code) for code in row["topics"]),
                *(label("activity_fields", code) for code in row["fields"]),
            ]
        )


class Openings:
    """View of openings."""

    name = "openings"
    table = "openings"
    section = "openings"

    def __init__(self) -> None:
        self.listing = Listing(
            section=self.section,
            heading=N_("募集をさがす"),
            lead=N_("ボランティア・プロボノの募集です。時間・場所・とくいなことからさがせます。"),
            card_macro="opening",
            entries=_Entries(),
            facets=(
                codelist_facet("engagement", N_("かかわり方"), "engagement_types", ["engagement"]),
                codelist_facet("time", N_("活動できる時間"), "time_slots", ["time_slots"]),
                flags_facet(
                    "condition",
                    N_("条件"),
                    {
                        "beginners": (N_("はじめて歓迎"), lambda _, row: bool(row["beginners_welcome"])),
                        "expenses": (N_("交通費あり"), lambda _, row: "transport" in row["expenses"]),
                        "wheelchair": (
                            N_("車いすで参加できる"),
                            lambda _, row: "wheelchair" in row["access_features"],
                        ),
                        "online": (
                            N_("オンラインでできる"),
                            lambda _, row: row["mode"] in ("online", "hybrid"),
                        ),
                        "pro-bono": (N_("プロボノ"), lambda _, row: row["role_kind"] == "pro-bono"),
                    },
                ),
                codelist_facet("area", N_("区"), "areas", ["area"]),
                codelist_facet("field", N_("分野"), "activity_fields", ["fields"], open=False),
                codelist_facet("topic", N_("課題"), "topics", ["topics"], open=False),
                codelist_facet(
                    "skill", N_("いかせる技術"), "skills", ["skills_required", "skills_welcome"], open=False
                ),
            ),
            sorts=(
                Sort("deadline", N_("締め切りの近い順"), _deadline_key),
                Sort("newest", N_("新しい順"), lambda _, row: -row["published_on"].toordinal()),
            ),
            until=deadline_of,
        )

    def pages(self, site: Site) -> Iterable[PageRef]:
        """Lists in every register; an opening in a register where its row has text in it."""
        yield from self.listing.pages(site)
        for row in site.catalog.rows("openings"):
            current = state_of(site, row) in ("open", "paused")
            for register in site.settings.registers:
                if register == "ja" or row[f"summary_{register}"]:
                    path = f"{register_prefix(register)}{self.section}/{row['id']}.html"
                    yield PageRef(path, "opening.html", register, row["id"], row["updated_on"], current)

    def text(self, site: Site, ref: PageRef, environments: Environments) -> str:
        """The data files of the list."""
        assert isinstance(ref.key, Shard)
        return self.listing.data(site, ref, environments)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What opening.html (or list.html) shows."""
        wording = site.wording(ref.register)
        if isinstance(ref.key, ListPage):
            return self.listing.context(site, ref, wording)
        row = site.catalog.get("openings", ref.key)
        assert row is not None
        return opening_context(site, row, ref.register, wording)


def opening_context(site: Site, row: Row, register: Register, wording: Wording) -> dict[str, Any]:
    """All that the page of one opening shows."""
    organization = site.catalog.get("organizations", row["organization"])
    assert organization is not None
    prefix = register_prefix(register)
    title = _title(row, register)
    others = [
        other
        for other in site.catalog.by("openings", "organization")[row["organization"]]
        if other["id"] != row["id"] and is_open(site, other)
    ]
    return {
        "title": row["title"],
        "description": wording.text(row, "summary")[0],
        "breadcrumb": [
            {"label": wording._("ホーム"), "path": f"{prefix}index.html"},
            {"label": wording._("募集をさがす"), "path": f"{prefix}openings/index.html"},
            {"label": row["title"], "path": None},
        ],
        "row": row,
        "heading": title,
        "list_path": f"{prefix}openings/index.html",
        "card": opening_card(site, row, wording, register),
        "summary": wording.text(row, "summary"),
        "organization": organization,
        "organization_link": site.link("organizations", organization["id"], register),
        "readings": {organization["name"]: organization["name_kana"]} if organization["name_kana"] else None,
        "sessions": _sessions(site, row, wording),
        "facts": _facts(site, row, register, wording),
        "safeguards": wording.labels("safeguards", row["safeguards"]),
        "state": state_of(site, row),
        "deadline": deadline_of(site, row),
        "confirmed": row["confirmed_on"] or row["published_on"],
        "ways": _ways(row, wording) if state_of(site, row) in ("open", "paused") else [],
        "reply": wording._("返事は%(days)s日以内が目安です。") % {"days": row["reply_within_days"]}
        if row["reply_within_days"]
        else wording._("返事までの日数は書かれていません。"),
        "turn": where_to_turn(site, row, register),
        "helpers": helper_cards(site, row, register, wording),
        "others": [opening_card(site, other, wording, register) for other in others[:3]],
    }


def _title(row: Row, register: Register) -> tuple[str, str | None]:
    return row["title"], ("ja" if register == "en" else None)


def _sessions(site: Site, row: Row, wording: Wording) -> list[list[str]]:
    """Rows of the table of sessions to come: when, whether there is room (or that it was cancelled), where.

    The last column is left out where no session has a place of its own.
    """
    sessions = sorted(
        (one for one in sessions_of(site.catalog, row) if one["starts_at"].date() >= site.as_of),
        key=lambda session: session["starts_at"],
    )
    placed = any(session["place"] for session in sessions)
    return [
        [
            _SESSION.format(
                session["starts_at"].date().isoformat(),
                f"{wording.moment(session['starts_at'])}–{wording.time(session['ends_at'])}",
            ),
            wording.category("opening_sessions", "status", session["status"]),
            *([session["place"] or ""] if placed else ()),
        ]
        for session in sessions
    ]


def _facts(site: Site, row: Row, register: Register, wording: Wording) -> list[tuple[str, Any]]:
    """What one needs to know before applying, in the order in which one asks."""
    lang = "ja" if register == "en" else None
    say = wording._

    def own(name: str) -> Any:
        return (row[name], lang) if row[name] else ""

    def labels(codelist: str, name: str) -> str:
        return (", " if register == "en" else "・").join(wording.labels(codelist, row[name]))

    hours = []
    if row["hours_per_session"]:
        hours.append(say("1回%(hours)s時間") % {"hours": wording.number(row["hours_per_session"])})
    if row["sessions_per_month"]:
        hours.append(say("月%(times)s回") % {"times": wording.number(row["sessions_per_month"])})
    period = " – ".join(
        wording.date_long(row[name]) if row[name] else "" for name in ("starts_on", "ends_on")
    )
    people = say("%(number)s人") % {"number": wording.number(row["people_needed"])}
    if row["people_found"]:
        people += say("（いま%(number)s人）") % {"number": wording.number(row["people_found"])}
    insurance = []
    if row["insurance_kind"]:
        insurance.append(wording.label("insurance_kinds", row["insurance_kind"]))
    if row["insurance_paid_by"]:
        insurance.append(
            say("保険料は%(payer)sが払います")
            % {"payer": wording.category("openings", "insurance_paid_by", row["insurance_paid_by"])}
        )
    conditions = [
        say("%(age)s歳から") % {"age": row["min_age"]} if row["min_age"] else "",
        say("未成年は保護者の同意が必要") if row["guardian_required"] else "",
        wording.category("openings", "residency", row["residency"])
        if row["residency"] and row["residency"] != "any"
        else "",
    ]
    return [
        (say("いつ"), opening_when(site, row, wording)),
        (say("期間"), period if period.strip(" –") else ""),
        (say("時間と回数"), "・".join(hours)),
        (say("日程について"), own("schedule_note")),
        (say("どこ"), opening_where(row, wording)),
        (wording.title("openings", "place"), own("place")),
        (wording.title("openings", "address"), own("address")),
        (say("人数"), people),
        (say("費用"), opening_cost(row, wording)),
        (wording.title("openings", "expenses_note"), own("expenses_note")),
        (say("かならず必要な技術"), labels("skills", "skills_required")),
        (say("あるとうれしい技術"), labels("skills", "skills_welcome")),
        (wording.title("openings", "qualifications"), [(item, lang) for item in row["qualifications"]]),
        (say("参加の条件"), [(item, None) for item in conditions if item]),
        (wording.title("openings", "languages"), labels("languages", "languages")),
        (
            wording.title("openings", "physical_load"),
            wording.category("openings", "physical_load", row["physical_load"]),
        ),
        (wording.title("openings", "access_features"), labels("access_features", "access_features")),
        (wording.title("openings", "what_to_bring"), own("what_to_bring")),
        (say("保険"), "・".join(insurance)),
        (wording.title("openings", "orientation"), say("あり") if row["orientation"] else ""),
        (
            wording.title("openings", "certificate_available"),
            say("あり") if row["certificate_available"] else "",
        ),
    ]


def _ways(row: Row, wording: Wording) -> list[dict[str, str]]:
    ways = [
        ("url", wording._("申し込みページへ"), row["apply_url"], ""),
        ("phone", wording._("電話"), row["apply_phone"], row["apply_hours"] or ""),
        ("email", wording._("メール"), row["apply_email"], ""),
    ]
    return [
        {"kind": kind, "label": label, "value": value, "note": note}
        for kind, label, value, note in ways
        if value
    ]


VIEW = Openings()
