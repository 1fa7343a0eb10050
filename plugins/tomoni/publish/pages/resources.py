"""Offers and needs as pages show them: cards with what matters, the other side with reasons, a prepared request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tomoni.catalog import Row
from tomoni.insight.fit import Fit, Reason
from tomoni.insight.resource_fit import is_needed, is_offered, offer_until, resource_pairs

from .entry_kinds import entry_card, entry_kinds_by_table, foreign
from .page import Register
from .site import Site
from .translations import N_
from .wording import Wording

OFFERS, NEEDS = "resource_offers", "resource_needs"
SHOWN = 3
FOOD_SOON = timedelta(days=14)
_DEVICES = ("it-devices",)

_REASONS = {
    "category": {"fits": N_("同じ種類：{values}"), "differs": N_("近い種類：{values}")},
    "dates": {"fits": N_("日が合う")},
    "quantity": {
        "fits": N_("数：{values}"),
        "differs": N_("数が足りない：{values}"),
        "unknown": N_("数：{values}"),
    },
    "capacity": {"fits": N_("{values}人まで入れる")},
    "equipment": {
        "fits": N_("設備がある：{values}"),
        "differs": N_("設備にない：{values}"),
        "unknown": N_("設備は聞いてみてください：{values}"),
    },
    "time": {"fits": N_("時間が合う：{values}"), "differs": N_("時間が合う：{values}")},
    "place": {"fits": N_("近い：およそ{values}km"), "differs": N_("少し遠い：およそ{values}km")},
    "handover": {"fits": N_("受け渡しが合う：{values}"), "differs": N_("受け渡しがちがう：{values}")},
}


def side(row: Row) -> str:
    """The table of an offer or a need: only offers have a provider."""
    return OFFERS if "provider_kind" in row else NEEDS


def pairs(site: Site) -> Mapping[tuple[str, str], Sequence[tuple[str, Fit]]]:
    """(table, id) to the best entries of the other side, best first; made once a build."""
    found: dict[tuple[str, str], list[tuple[str, Fit]]] | None = site.kept.get("resource pairs")
    if found is None:
        found = site.kept["resource pairs"] = {}
        catalog = site.catalog
        for offer, need, fit in resource_pairs(
            [row for row in catalog.rows(OFFERS) if is_offered(row, site.as_of)],
            [row for row in catalog.rows(NEEDS) if is_needed(row, site.as_of)],
            {row["id"]: row for row in catalog.rows("organizations")},
            {row["code"]: row for row in catalog.rows("areas")},
        ):
            for own, other in (((OFFERS, offer), need), ((NEEDS, need), offer)):
                best = found.setdefault(own, [])
                if len(best) < SHOWN:
                    best.append((other, fit))
    return found


def resource_card(site: Site, table: str, row: Row, register: Register) -> dict[str, Any]:
    """Context of components/card_generic.html: what it is, how much, until when, how it changes hands."""
    wording = site.wording(register)
    fits = len(pairs(site).get((table, row["id"]), ()))
    side = wording._("ゆずります・貸します") if table == OFFERS else wording._("求めています")
    card = entry_card(entry_kinds_by_table()[table], site, row, wording, register)
    other = wording._("必要としている団体") if table == OFFERS else wording._("合う申し出")
    return {
        **card,
        "kind": side,
        "facts": [
            (wording._("種類"), wording.label("resource_categories", row["category"])),
            (wording._("数"), _quantity(row, wording)),
            (wording._("人数"), _people(row, wording)),
            (wording._("期限"), _expiry(row, wording)),
            (wording._("区"), wording.label("areas", row["area"]) if row["area"] else ""),
            (wording._("方法"), wording.category(table, "handover", row["handover"])),
        ],
        "marks": [{"label": f"{other} {wording.number(fits)}", "tone": "verified"}] if fits else (),
    }


def resource_facts(site: Site, table: str, row: Row, register: Register) -> list[tuple[str, Any]]:
    """What one needs to know before asking for it, in the order in which one asks."""
    wording, lang = site.wording(register), foreign(register)
    separator = ", " if register == "en" else "・"

    def text(name: str) -> Any:
        return (row[name], lang) if row.get(name) else ""

    def yes(name: str) -> str:
        value = row.get(name)
        return "" if value is None else wording._("はい") if value else wording._("いいえ")

    def day(name: str) -> str:
        return wording.date_long(row[name]) if row.get(name) else ""

    def title(name: str) -> str:
        return wording.title(table, name)

    facts: list[tuple[str, Any]] = [
        (wording._("種類"), wording.label("resource_categories", row["category"])),
        (title("quantity"), _quantity(row, wording)),
        (title("capacity_people"), _people(row, wording)),
    ]
    if table == OFFERS:
        area = row["floor_area_m2"]
        facts += [
            (title("condition"), text("condition")),
            (wording._("期限"), _expiry(row, wording)),
            (title("storage"), wording.category(table, "storage", row["storage"])),
            (title("allergens"), separator.join(wording.labels("allergens", row["allergens"]))),
            (title("opened"), yes("opened")),
            (title("data_erased"), yes("data_erased") or _not_known(row, wording)),
            (title("floor_area_m2"), f"{wording.number(area)} m²" if area else ""),
            (title("equipment"), (separator.join(row["equipment"]), lang) if row["equipment"] else ""),
            (title("available_from"), day("available_from")),
            (title("available_until"), day("available_until")),
            (title("cost"), wording.category(table, "cost", row["cost"])),
            (title("place"), text("place")),
        ]
    else:
        facts += [
            (title("equipment"), (separator.join(row["equipment"]), lang) if row["equipment"] else ""),
            (title("needed_from"), day("needed_from")),
            (title("needed_by"), day("needed_by")),
        ]
    return [
        *facts,
        (title("time_slots"), separator.join(wording.labels("time_slots", row["time_slots"]))),
        (wording._("区"), site.link("areas", row["area"], register) if row["area"] else ""),
        (title("handover"), wording.category(table, "handover", row["handover"])),
        (wording.title(table, "updated_on"), day("updated_on")),
    ]


def other_side(site: Site, table: str, key: str, register: Register) -> list[dict[str, Any]]:
    """Cards of the entries of the other side that fit, with score and reasons."""
    wording = site.wording(register)
    other = NEEDS if table == OFFERS else OFFERS
    cards = []
    for found, fit in pairs(site).get((table, key), ()):
        row = site.catalog.get(other, found)
        assert row is not None
        card = resource_card(site, other, row, register)
        words = [text for reason in fit.reasons if (text := _reason(reason, wording))]
        reasons = ("; " if register == "en" else "、").join(words)
        facts = [(wording._("合う度合い"), wording.number(fit.score)), (wording._("理由"), reasons)]
        cards.append({**card, "facts": facts, "marks": ()})
    return cards


def request(site: Site, table: str, row: Row, register: Register) -> dict[str, Any] | None:
    """The prepared message to whom the entry belongs, or to the centre; None when nobody can be reached."""
    wording = site.wording(register)
    center = site.catalog.get("centers", row["contact_center"]) if row.get("contact_center") else None
    organization = site.catalog.get("organizations", row["organization"]) if row["organization"] else None
    email = (center or {}).get("email") or (organization or {}).get("email")
    url = row.get("contact_url") or (organization or {}).get("contact_url") or (center or {}).get("website")
    phone = (center or {}).get("phone") or (organization or {}).get("phone")
    if not (email or url or phone):
        return None
    offered, room = table == OFFERS, row["kind"] == "space"
    return {
        "email": email,
        "url": url,
        "phone": phone,
        "center": site.link("centers", center["id"], register) if center else None,
        "subject": (
            wording._("「%(title)s」を使わせてください")
            if offered
            else wording._("「%(title)s」をお渡しできます")
        )
        % {"title": row["title"]},
        "questions": [
            ("who", wording._("団体や会社の名前"), "organization"),
            ("amount", wording._("使う人数") if room else wording._("数・量"), "off"),
            ("when", wording._("使いたい日と時間") if room else wording._("受け渡しの日"), "off"),
            ("purpose", wording._("使いみち") if offered else wording._("物や場所のようす"), "off"),
        ],
    }


def food_first(rows: Sequence[Row], as_of: date) -> list[Row]:
    """Offers of food that must go within two weeks, soonest first."""
    soon = [
        (last, row["id"], row)
        for row in rows
        if row["expires_on"] is not None
        and is_offered(row, as_of)
        and (last := offer_until(row)) is not None
        and last <= as_of + FOOD_SOON
    ]
    return [row for *_, row in sorted(soon, key=lambda item: item[:2])]


def _quantity(row: Row, wording: Wording) -> str:
    if not row["quantity"]:
        return ""
    return f"{wording.number(row['quantity'])}{' ' if wording.register == 'en' else ''}{row['unit'] or ''}"


def _people(row: Row, wording: Wording) -> str:
    people = row["capacity_people"]
    return wording._("%(number)s人") % {"number": wording.number(people)} if people else ""


def _not_known(row: Row, wording: Wording) -> str:
    """Of a device it is always told what is known of the data on it."""
    return wording._("データを消したかどうかは、わかりません") if row["category"] in _DEVICES else ""


def _expiry(row: Row, wording: Wording) -> str:
    if row.get("expires_on") is None:
        return ""
    kind = wording.category(OFFERS, "expiry_kind", row["expiry_kind"])
    return f"{kind} {wording.date_long(row['expires_on'])}".strip()


def _reason(reason: Reason, wording: Wording) -> str:
    pattern = _REASONS[reason.aspect].get(reason.kind)
    if pattern is None:
        return ""
    values = list(reason.values)
    if reason.aspect == "place":
        values = [f"{int(values[0]) / 10:g}"]
    elif reason.aspect == "category":
        values = [wording.label("resource_categories", values[0])]
    elif reason.aspect == "time":
        values = wording.labels("time_slots", tuple(values))
    elif reason.aspect == "handover":
        values = [wording.category(OFFERS, "handover", values[0])]
    elif reason.aspect == "quantity":
        values = ["".join(values)]
    return wording._(pattern).replace("{values}", (", " if wording.register == "en" else "・").join(values))
