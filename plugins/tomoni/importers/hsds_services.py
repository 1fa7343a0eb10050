"""Services of the Human Services Data Specification, with their hours, as rows of `services` and `service_hours`."""

import datetime
import re
from typing import Any

from tomoni.importers.addresses import Place
from tomoni.importers.folding import comparison_key
from tomoni.importers.json_files import Taken
from tomoni.importers.outside_formats import Candidate, Remark, Surroundings
from tomoni.importers.report import Action

_STATUS = {
    "active": "open",
    "temporarily closed": "paused",
    "inactive": "paused",
    "defunct": "ended",
}
_DAYS = {"MO": "mon", "TU": "tue", "WE": "wed", "TH": "thu", "FR": "fri", "SA": "sat", "SU": "sun"}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")
_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)", re.S)
_LONGEST = {"summary": 120, "for_whom": 300, "fee_note": 300, "hours_note": 300}
_IN_JAPAN = frozenset({"JP", "JPN", "JAPAN", "日本", ""})
_PARTS_OF_PLACE = ("id", "location_id", "address_type", "address_2", "attention", "region", "postal_code")


class ServiceReader:
    """The services of one file as candidates, children of the organizations that give them."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.candidates: list[Candidate] = []
        self.hours: list[Candidate] = []
        catalog = surroundings.catalog

        def labels(codelist: str) -> dict[str, str]:
            rows = catalog.rows(codelist) if catalog else ()
            return {
                comparison_key(row[name]): row["code"]
                for row in rows
                for name in ("code", "label", "label_en")
                if row[name] and row["code"] != "any"
            }

        self._areas, self._modes = labels("areas"), labels("participation_modes")
        self._languages, self._access = labels("languages"), labels("access_features")
        self._terms = {"topics": labels("topics"), "activity_fields": labels("activity_fields")}

    def take(self, number: int, identity: str, found: Taken, owner: Candidate | None, known: str) -> None:
        """One service; `owner` gives it, or the organization of the package whose id is `known`."""
        values: dict[str, Any] = {"title": found.text("name")}
        candidate = Candidate(number, values, identity)
        if owner is not None:
            candidate.parents["organization"] = owner
        else:
            values["organization"] = known
        remarks = candidate.remarks
        self._texts(found, values, remarks)
        status = found.text("status") or ""
        values["status"] = _STATUS.get(status)
        values["contact_url"] = found.text("url")
        for phone in found.objects("phones")[:1]:
            phone.ignore("id", "type", "service_id")
            values["contact_phone"] = (phone.text("number") or "").strip('"') or None
        for cost in found.objects("cost_options")[:1]:
            amount = cost.peek("amount")
            if (
                cost.peek("currency") == "JPY"
                and isinstance(amount, (int, float))
                and float(amount).is_integer()
            ):
                values["fee_yen"] = int(amount)
                cost.ignore("id", "service_id", "currency", "amount")
        self._places(found, values, remarks)
        self._codes(found, values, remarks)
        self._schedules(number, found, values, candidate)
        if "last_modified" in found:
            found.ignore("last_modified")
        self.candidates.append(candidate)

    def place_of(self, location: Taken) -> Place:
        """The ward or municipality of a location in Japan; `Place()` for any other."""
        if location.peek("external_identifier_type") == "JIS X 0402":
            code = str(location.value("external_identifier"))
            location.ignore("external_identifier_type", "id", "name", "description", "latitude", "longitude")
            location.ignore("location_type", "addresses")
            if code in self._areas:
                return Place(self._area_name(code), code)
            return Place(None, None, code) if re.fullmatch(r"\d{5}", code) else Place()
        for address in location.objects("addresses"):
            country = str(address.peek("country") or "").upper()
            if country in _IN_JAPAN:
                address.ignore(*_PARTS_OF_PLACE, "country")
                parts = [address.text(name) or "" for name in ("state_province", "city", "address_1")]
                return self._surroundings.gazetteer.locate("".join(parts))
        return Place()

    def _area_name(self, code: str) -> str:
        catalog = self._surroundings.catalog
        return f"東京都{catalog.label('areas', code)}" if catalog and code != "13100" else ""

    def _texts(self, found: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        description = found.text("description") or ""
        parts = [part.strip() for part in description.split("\n\n", 1)]
        if len(parts[0]) <= _LONGEST["summary"] and parts[0]:
            values["summary"] = parts[0]
            values["description"] = parts[1] if len(parts) > 1 else None
        else:
            values["summary"] = _first_sentences(description) or values["title"]
            values["description"] = description or None
            remarks.append(Remark("summary", "", "説明の初めの文を、ひとこと紹介にしました"))
        whom = found.text("eligibility_description") or ""
        first, _, rest = whom.partition("\n\n")
        name = "for_whom" if len(first) <= _LONGEST["for_whom"] else "eligibility"
        values[name] = first or None
        if rest and name == "for_whom":
            values["eligibility"] = rest
        values["how_to_use"] = found.text("application_process")
        values["fee_note"] = found.text("fees_description")

    def _places(self, found: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        kinds = set()
        for at in found.objects("service_at_locations"):
            at.ignore("id", "service_id", "location_id", "contacts")
            location = at.object("location")
            kinds.add(location.value("location_type"))
            for one in location.objects("accessibility"):
                one.ignore("id", "location_id")
                self._code(one.text("description"), self._access, "access_features", values, remarks)
            location.ignore("contacts")
            place = self.place_of(location)
            if place.is_known and not values.get("area") and not values.get("address"):
                values["area"], values["address"] = place.area, place.name
        served = []
        for area in found.objects("service_areas"):
            code = self._areas.get(comparison_key(str(area.peek("name") or "")))
            if code:
                area.ignore("id", "service_id", "name")
                served.append(code)
        values["areas_served"] = tuple(dict.fromkeys(served))
        attending = [str(one.peek("attending_type") or "") for one in found.objects("schedules")]
        mode = next(
            (self._modes[key] for text in attending if (key := comparison_key(text)) in self._modes), None
        )
        if mode is None:
            mode = {frozenset({"virtual"}): "online", frozenset({"physical"}): "onsite"}.get(frozenset(kinds))
        if mode is None and kinds == {"virtual", "physical"}:
            mode = "hybrid"
        if mode is None:
            mode = "onsite"
            remarks.append(
                Remark("mode", "", "参加の方法が分からないので「現地」としました。確かめてください")
            )
        values["mode"] = mode

    def _codes(self, found: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        for language in found.objects("languages"):
            code = language.peek("code") or language.peek("name")
            language.ignore("id", "service_id", "code", "name")
            self._code(str(code or ""), self._languages, "languages", values, remarks)
        for attribute in found.objects("attributes"):
            codelist = str(attribute.peek("link_type") or "")
            term = attribute.object("taxonomy_term")
            code = self._terms.get(codelist, {}).get(comparison_key(str(term.peek("code") or "")))
            if code is not None:
                name = "fields" if codelist == "activity_fields" else codelist
                values[name] = tuple(dict.fromkeys((*values.get(name, ()), code)))
                attribute.ignore("id", "link_id", "link_type", "link_entity", "taxonomy_term_id")
                term.ignore("id", "code", "name", "description", "taxonomy", "language", "taxonomy_id")

    def _code(
        self,
        text: str | None,
        codes: dict[str, str],
        name: str,
        values: dict[str, Any],
        remarks: list[Remark],
    ) -> None:
        code = codes.get(comparison_key(text or ""))
        if code is not None:
            values[name] = tuple(dict.fromkeys((*values.get(name, ()), code)))
        elif text:
            remarks.append(Remark(name, text[:60], "コード表にない値です", Action.VALUE_LEFT_OUT))

    def _schedules(self, number: int, found: Taken, values: dict[str, Any], service: Candidate) -> None:
        """Weekly hours that still hold; what is said of them in words goes to `hours_note`."""
        notes: dict[str, None] = {}
        hours: dict[tuple[str, datetime.time], datetime.time] = {}
        for schedule in found.objects("schedules"):
            schedule.ignore("id", "service_id", "attending_type", "timezone", "wkst", "dtstart")
            until = schedule.text("valid_to") or schedule.text("until")
            if until and until[:10] < self._surroundings.as_of.isoformat():
                names = (
                    "description",
                    "byday",
                    "freq",
                    "opens_at",
                    "closes_at",
                    "valid_from",
                    "until",
                    "interval",
                )
                schedule.ignore(*names)
                reason = "終わった予定なので取り込みません"
                service.remarks.append(Remark("hours_note", until[:10], reason, Action.VALUE_LEFT_OUT))
                continue
            schedule.ignore("valid_from", "until")
            if note := schedule.text("description"):
                notes[note] = None
            opens, closes = _clock(schedule.text("opens_at")), _clock(schedule.text("closes_at"))
            weekly = schedule.value("freq") == "WEEKLY" and schedule.value("interval") in (None, 1)
            days = [_DAYS.get(day.strip()) for day in str(schedule.value("byday") or "").split(",")]
            if weekly and opens and closes:
                hours |= {(day, opens): closes for day in days if day}
        values["hours_note"] = "\n".join(notes) or None
        for (day, opens), closes in sorted(hours.items()):
            hour = {"weekday": day, "opens": opens, "closes": closes}
            self.hours.append(Candidate(number, hour, service.digest_id, parents={"service": service}))


def _first_sentences(text: str) -> str:
    """Whole sentences from the beginning, as many as a summary holds; '' where the first is too long."""
    taken = ""
    for sentence in _SENTENCE.findall(" ".join(text.split())):
        if len(taken + sentence) > _LONGEST["summary"]:
            break
        taken += sentence
    return taken.strip()


def _clock(text: str | None) -> datetime.time | None:
    match = _CLOCK.fullmatch(text or "")
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return datetime.time(int(match[1]), int(match[2]))
