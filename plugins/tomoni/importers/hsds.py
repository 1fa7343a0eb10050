"""Organizations and services in the JSON of the Human Services Data Specification 3 (docs.openreferral.org).

A file holds one organization or service in full, a list of them, a page of an HSDS API (`contents`), or lists under
`organizations` and `services`. Persons (`contacts`) are not read, and of a place only its ward or municipality.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from tomoni.catalog import TomoniError
from tomoni.importers.corporate_numbers import NotACorporateNumber, read_corporate_number
from tomoni.importers.folding import comparison_key
from tomoni.importers.hsds_services import ServiceReader
from tomoni.importers.json_files import Taken, left_behind_lines, read_json
from tomoni.importers.outside_formats import Candidate, Extract, Format, Remark, Surroundings, digest_id
from tomoni.importers.report import Action, ReportLine

SUMMARY_LONGEST = 120
_NO_PLACE = "この項目を入れる場所がないので、取り込みません"
_PERSONS = "人の名前や連絡先がありうるので、読みません"
_REGISTER_NUMBER = re.compile(r"\d{9}")
# Whose record it is and how it was kept says nothing about the organization.
_RECORD_KEEPING = ("metadata", "parent_organization_id", "logo")


def read(file: Path, surroundings: Surroundings) -> Extract:
    """The organizations and services of the file. Raises TomoniError where it holds neither."""
    objects = list(_objects(read_json(file)))
    if not objects:
        raise TomoniError(
            "HSDSのJSONではありません。",
            file.name,
            "organization か service のデータがあるファイルを指定してください。",
        )
    reading = _Reading(surroundings)
    for number, (kind, item) in enumerate(objects, 1):
        reading.take(number, kind, Taken(item, f"{kind}."))
    lines = reading.left_out + left_behind_lines(reading.taken, _NO_PLACE)
    if reading.persons:
        lines.append(
            ReportLine(Action.VALUE_LEFT_OUT, None, "", "", "contacts", f"{reading.persons:,}件", _PERSONS)
        )
    return Extract(
        list(reading.organizations.values()),
        lines,
        len(objects),
        file.name,
        others={"services": reading.services.candidates, "service_hours": reading.services.hours}
        if reading.services.candidates
        else {},
    )


def hsds_id(identifier: str | None, name: str) -> str:
    """`hsds-` and the UUID; where the file has no UUID, a digest of what it has."""
    try:
        return f"hsds-{UUID(identifier or '')}"
    except ValueError:
        return digest_id("hsds", identifier or "", name)


def _objects(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each organization and service of the document, with what it is."""
    if isinstance(document, list):
        for item in document:
            yield from _objects(item)
    elif isinstance(document, Mapping):
        if "name" in document and "id" in document:
            # Only a service has a status or names the organization that it belongs to.
            is_service = any(key in document for key in ("status", "organization", "organization_id"))
            yield ("service" if is_service else "organization"), document
        else:
            for name in ("contents", "organizations", "services"):
                if isinstance(document.get(name), list):
                    yield from _objects(document[name])


class _Reading:
    """The candidates of one file; an organization that several services name comes in once."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.organizations: dict[str, Candidate] = {}
        self.services = ServiceReader(surroundings)
        self.left_out: list[ReportLine] = []
        self.taken: list[Taken] = []
        self.persons = 0
        catalog = surroundings.catalog
        self._legal_forms = {
            comparison_key(row[name]): row["code"]
            for row in (catalog.rows("legal_forms") if catalog else ())
            for name in ("label", "label_en")
            if row[name] and row["code"] != "any"
        }
        self._ids = {row["id"] for row in catalog.rows("organizations")} if catalog else set()

    def take(self, number: int, kind: str, found: Taken) -> None:
        """One object of the file, with the organization or the services that stand in it."""
        self.taken.append(found)
        if kind == "organization":
            owner = self._organization(number, found)
            for service in found.objects("services"):
                self._service(number, service, owner)
        else:
            inner = found.object("organization")
            self._service(number, found, self._organization(number, inner) if inner else None)

    def _service(self, number: int, found: Taken, owner: Candidate | None) -> None:
        self._count_persons(found)
        given = found.text("organization_id")
        found.ignore("organization_id")
        if owner is None and given:
            owner = self.organizations.get(hsds_id(given, ""))
        known = hsds_id(given, "") if given else ""
        name = found.peek("name")
        if owner is None and known not in self._ids:
            reason = "どの団体の支援か分かりません。先に団体を取り込んでください"
            identity = hsds_id(found.text("id"), str(name))
            self.left_out.append(ReportLine(Action.LEFT_OUT, number, identity, str(name), "", "", reason))
            return
        self.services.take(number, hsds_id(found.text("id"), str(name)), found, owner, known)

    def _organization(self, number: int, found: Taken) -> Candidate | None:
        name = found.text("name")
        if not name:
            return None
        self._count_persons(found)
        found.ignore(*_RECORD_KEEPING)
        identity = hsds_id(found.text("id"), name)
        if identity in self.organizations and not found.peek("locations"):
            # A service names its organization in short: the full entry is here already.
            for field in ("description", "website"):
                found.ignore(field)
            return self.organizations[identity]
        candidate = Candidate(number, {"name": name, "status": "active"}, identity)
        values, remarks = candidate.values, candidate.remarks
        self._described(found, values, remarks)
        self._numbered(found, values, remarks)
        self._located(found, values)
        values["website"] = _web(found.text("website"), found.text("uri"))
        values["source_url"] = _web(found.text("uri"))
        values["source_row"] = number
        self.organizations.setdefault(identity, candidate)
        return self.organizations[identity]

    def _count_persons(self, found: Taken) -> None:
        self.persons += len(found.value("contacts") or ())

    def _described(self, found: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        other = found.peek("alternate_name")
        if isinstance(other, str) and other.isascii() and not values["name"].isascii():
            values["name_en"] = found.text("alternate_name")
        description = found.text("description") or ""
        values["summary" if len(description) <= SUMMARY_LONGEST else "activities"] = description or None
        form = found.text("legal_status")
        code = self._legal_forms.get(comparison_key(form or ""))
        values["legal_form"] = code or "other"
        if form and code is None:
            reason = "コード表にない法人の種類なので「その他」としました"
            remarks.append(Remark("legal_form", form[:60], reason))

    def _numbered(self, found: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        for one in found.objects("organization_identifiers"):
            one.ignore("id", "organization_id", "identifier_type")
            scheme, number = one.text("identifier_scheme"), one.text("identifier") or ""
            if scheme == "JP-JCN":
                try:
                    values["corporate_number"] = read_corporate_number(number)
                except NotACorporateNumber as error:
                    reason = f"法人番号が正しくありません：{error}"
                    remarks.append(Remark("corporate_number", number[:20], reason, Action.VALUE_LEFT_OUT))
            elif scheme == "JP-NPO" and _REGISTER_NUMBER.fullmatch(number):
                values["register_number"] = number
            else:
                shown = f"{scheme or ''} {number}"[:60]
                reason = "日本の法人番号ではないので、入れる場所がありません"
                remarks.append(Remark("corporate_number", shown, reason, Action.VALUE_LEFT_OUT))

    def _located(self, found: Taken, values: dict[str, Any]) -> None:
        """The ward or municipality of the first place; how it is called finer than that is not read."""
        for place in found.objects("locations"):
            self._count_persons(place)
            located = self.services.place_of(place)
            if located.is_known and not (values.get("area") or values.get("municipality_code")):
                values["area"], values["municipality_code"] = located.area, located.municipality_code
                values["address"] = located.name


def _web(*links: str | None) -> str | None:
    return next((link for link in links if link and link.startswith(("https://", "http://"))), None)


_DECIDES = (
    *("name", "name_en", "legal_form", "corporate_number", "register_number", "summary", "activities"),
    *("website", "area", "municipality_code", "address", "source_url", "source_row"),
)

FORMAT = Format(
    name="hsds",
    title="団体と支援（HSDSのJSON）",
    title_en="Organizations and services (HSDS JSON)",
    source="HSDS",
    authority=0,
    decides=frozenset(_DECIDES),
    read=read,
    free_texts=True,
)
