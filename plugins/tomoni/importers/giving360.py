"""Grants in the JSON of the 360Giving standard (standard.threesixtygiving.org), as rows of `awards`.

Amounts stay in the currency of the source. Grants to persons are not taken: the catalog names no person.
"""

import datetime
import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tomoni.catalog import Row, TomoniError
from tomoni.importers.folding import comparison_key
from tomoni.importers.json_files import Taken, left_behind_lines, read_json
from tomoni.importers.outside_formats import Candidate, Extract, Format, Remark, Surroundings
from tomoni.importers.report import Action, ReportLine

_LONGEST_ID = 64
_SLUG = re.compile(r"[^a-z0-9]+")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T].*)?")
_JAPANESE_NUMBER = re.compile(r"JP-JCN-(\d{13})")
_PUBLISHER = re.compile(r"(360G-[A-Za-z0-9]+)-")
_NO_PLACE = "この項目を入れる場所がないので、取り込みません"


def read(file: Path, surroundings: Surroundings) -> Extract:
    """The grants of the file, in its order. Raises TomoniError where the file is no 360Giving package."""
    document = read_json(file)
    grants = document.get("grants") if isinstance(document, Mapping) else None
    if not isinstance(grants, list):
        raise TomoniError(
            "360GivingのJSONではありません。",
            file.name,
            "「grants」のリストがあるファイルを指定してください。",
        )
    rows = _Awards(surroundings, _day_first(grants))
    taken, candidates, lines = [], [], []
    for number, item in enumerate(grants, 1):
        grant = Taken(item)
        taken.append(grant)
        found = rows.candidate(number, grant)
        if isinstance(found, ReportLine):
            lines.append(found)
        else:
            candidates.append(found)
    lines += rows.told_once() + left_behind_lines(taken, _NO_PLACE)
    publishers = {match[1] for one in candidates if (match := _PUBLISHER.match(one.values["source_id"]))}

    def covers(_: str, row: Row) -> bool:
        match = _PUBLISHER.match(row["source_id"] or "")
        return match is not None and match[1] in publishers

    return Extract([], lines, len(grants), file.name, others={"awards": candidates}, covers=covers)


def award_id(identifier: str) -> str:
    """The id of an award: its identifier in lower case, with ten digits of SHA-256 where that loses anything."""
    slug = _SLUG.sub("-", identifier.lower()).strip("-")
    if slug == identifier.lower() and len(slug) <= _LONGEST_ID:
        return slug
    digest = hashlib.sha256(identifier.encode()).hexdigest()[:10]
    return f"{slug[: _LONGEST_ID - 11].strip('-') or '360g'}-{digest}"


class _Awards:
    """Grants to candidates, and what is told once for the whole file."""

    def __init__(self, surroundings: Surroundings, day_first: bool | None) -> None:
        self._surroundings, self._day_first = surroundings, day_first
        catalog = surroundings.catalog
        organizations = catalog.rows("organizations") if catalog else ()
        self._by_number = {
            row["corporate_number"]: row["id"] for row in organizations if row["corporate_number"]
        }
        self._by_name = {comparison_key(row["name"]): row["id"] for row in organizations}
        self._areas = {row["code"] for row in catalog.rows("areas")} if catalog else set()
        self._fields = {row["code"] for row in catalog.rows("activity_fields")} if catalog else set()
        self._vocabulary = catalog.package.resources["activity_fields"].title if catalog else ""
        self._calls = {row["id"] for row in catalog.rows("grants")} if catalog else set()
        self._currencies: Counter[str] = Counter()
        self._abroad = 0
        self._slashed = 0

    def told_once(self) -> list[ReportLine]:
        """What holds for many rows: one line each, with how many."""
        lines = [
            _note("currency", code, f"{count:,}行の金額は{code}です。円に換算せず、そのまま取り込みました")
            for code, count in sorted(self._currencies.items())
            if code != "JPY"
        ]
        if self._abroad:
            reason = f"{self._abroad:,}行の受けた団体は国外にあるので、団体の表とは結びつけていません"
            lines.append(_note("organization", "", reason))
        if self._slashed and self._day_first is not None:
            order = "日/月/年" if self._day_first else "月/日/年"
            reason = (
                f"{self._slashed:,}行の日付は{order}の順に読みました（12より大きい数の位置から分かります）"
            )
            lines.append(_note("awarded_on", "", reason))
        return lines

    def candidate(self, number: int, grant: Taken) -> Candidate | ReportLine:
        """A grant as a row of `awards`, or why it cannot be one."""
        identifier = grant.text("id")
        title = grant.text("title")
        grant.ignore("dateModified")
        if not identifier:
            return _left_out(number, "", title or "", "番号（id）がありません")
        if "recipientIndividual" in grant or not grant.objects("recipientOrganization"):
            grant.ignore("recipientIndividual", "toIndividualsDetails")
            reason = "団体への助成ではないので、取り込みません（個人の名前は載せません）"
            return _left_out(number, award_id(identifier), "", reason)
        remarks: list[Remark] = []
        values: dict[str, Any] = {"source_id": identifier, "title": title}
        values["description"] = grant.text("description")
        if wrong := self._money(grant, values) or self._awarded(grant, values):
            return _left_out(number, award_id(identifier), title or "", wrong)
        self._parties(grant, values, remarks)
        self._period(grant, values, remarks)
        self._classified(grant, values)
        links = (grant.text("dataSource"), grant.text("url"))
        values["source_url"] = next((link for link in links if link and _is_web(link)), None)
        if grant.value("demo") is True:
            values["demo"] = True
        return Candidate(number, values, award_id(identifier), remarks)

    def _money(self, grant: Taken, values: dict[str, Any]) -> str | None:
        amount, currency = grant.value("amountAwarded"), grant.text("currency")
        if isinstance(amount, bool) or not isinstance(amount, (int, float)) or not math.isfinite(amount):
            return "金額（amountAwarded）がないか、数ではありません"
        values["amount"], values["currency"] = float(amount), currency
        if currency:
            self._currencies[currency] += 1
        return None

    def _awarded(self, grant: Taken, values: dict[str, Any]) -> str | None:
        text = grant.text("awardDate") or ""
        day = self._day(text)
        if day is None:
            unclear = _SLASHED.fullmatch(text) and self._day_first is None
            return f"決まった日「{text[:20]}」が{'日と月のどちらが先か分かりません' if unclear else '読めません'}"
        if day > self._surroundings.as_of:
            return f"決まった日（{day.isoformat()}）が未来です"
        self._slashed += bool(_SLASHED.fullmatch(text))
        values["awarded_on"] = day
        return None

    def _day(self, text: str) -> datetime.date | None:
        try:
            if match := _ISO.fullmatch(text):
                return datetime.date(*map(int, match.groups()))
            if (match := _SLASHED.fullmatch(text)) and self._day_first is not None:
                first, second, year = map(int, match.groups())
                day, month = (first, second) if self._day_first else (second, first)
                return datetime.date(year, month, day)
        except ValueError:
            pass
        return None

    def _parties(self, grant: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        funders, recipients = grant.objects("fundingOrganization"), grant.objects("recipientOrganization")
        for name, id_name, parties in (
            ("funder", "funder_org_id", funders),
            ("recipient_name", "recipient_org_id", recipients),
        ):
            for place, party in enumerate(parties):
                party.ignore("dateModified")
                identifier, called = party.text("id"), party.text("name")
                if place == 0:
                    values[id_name], values[name] = identifier, called
                else:
                    reason = "2つめからの団体は、入れる場所がありません"
                    remarks.append(Remark(name, called or "", reason, Action.VALUE_LEFT_OUT))
        number = _JAPANESE_NUMBER.fullmatch(values.get("recipient_org_id") or "")
        country = recipients[0].text("addressCountry")
        if number and number[1] in self._by_number:
            values["organization"] = self._by_number[number[1]]
        elif not number and country and country.upper() not in ("JP", "JPN", "JAPAN", "日本"):
            self._abroad += 1
        elif (same := self._by_name.get(comparison_key(values.get("recipient_name") or ""))) is not None:
            reason = f"同じ名称の団体があります：{same}。同じ団体なら、受けた団体の欄に書いてください"
            remarks.append(Remark("organization", "", reason))

    def _period(self, grant: Taken, values: dict[str, Any], remarks: list[Remark]) -> None:
        for planned in grant.objects("plannedDates")[:1]:
            for name, field in (("startDate", "starts_on"), ("endDate", "ends_on")):
                text = planned.text(name)
                values[field] = self._day(text or "")
                if text and values[field] is None:
                    reason = "年月日がそろっていません"
                    remarks.append(Remark(field, text[:20], reason, Action.VALUE_LEFT_OUT))

    def _classified(self, grant: Taken, values: dict[str, Any]) -> None:
        """Places, fields and calls that carry codes of ours; what others call them stays behind and is told."""
        for place in grant.objects("beneficiaryLocation")[:1]:
            if place.peek("countryCode") == "JP" and place.peek("geoCode") in self._areas:
                values["area"] = place.value("geoCode")
                place.ignore("name", "geoCodeType", "countryCode")
        codes = []
        for one in grant.objects("classifications"):
            if one.peek("vocabulary") == self._vocabulary and one.peek("code") in self._fields:
                codes.append(str(one.value("code")))
                one.ignore("title", "vocabulary")
        values["fields"] = tuple(dict.fromkeys(codes))
        for programme in grant.objects("grantProgramme")[:1]:
            if programme.peek("code") in self._calls:
                values["grant"] = programme.value("code")
                programme.ignore("title", "url")
                grant.ignore("fromOpenCall")


def _day_first(grants: Iterable[Any]) -> bool | None:
    """Whether dates with slashes begin with the day: seen where a number is above 12; None where nothing tells."""
    seen = set()
    for grant in grants:
        text = grant.get("awardDate") if isinstance(grant, Mapping) else None
        if match := _SLASHED.fullmatch(text.strip()) if isinstance(text, str) else None:
            first, second = int(match[1]), int(match[2])
            if (first > 12) != (second > 12):
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


def _is_web(link: str) -> bool:
    return link.startswith(("https://", "http://"))


def _note(field: str, value: str, reason: str) -> ReportLine:
    return ReportLine(Action.NOTED, None, "", "", field, value, reason)


def _left_out(number: int, identity: str, name: str, reason: str) -> ReportLine:
    return ReportLine(Action.LEFT_OUT, number, identity, name, "", "", reason)


FORMAT = Format(
    name="360giving",
    title="助成の実績（360GivingのJSON）",
    title_en="Grants (360Giving JSON)",
    source="360Giving",
    authority=0,
    decides=frozenset(),
    read=read,
)
