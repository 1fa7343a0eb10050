"""A small valid package: the shipped schemas and codelists, and a few rows in every table.

A test copies it, breaks one thing, and looks at what `validate` says.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

SHIPPED = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 23)

ROWS: dict[str, list[dict[str, str]]] = {
    "organizations": [
        {
            "id": "kodomo-no-ie",
            "name": "NPO法人 こどもの家しんじゅく",
            "legal_form": "npo",
            "corporate_number": "7010505002095",
            "area": "13104",
            "fields": "01;13",
            "topics": "child-poverty",
            "summary": "放課後の子どもに、夕ごはんと勉強の場を開いています。",
            "founded_on": "2010-04-01",
            "incorporated_on": "2012-10-01",
            "postal_code": "160-0022",
            "address": "東京都新宿区新宿1-2-3",
            "latitude": "35.6938",
            "longitude": "139.7034",
            "website": "https://kodomo.example/",
            "email": "info@kodomo.example",
            "certification": "special",
            "certified_from": "2024-04-01",
            "certified_until": "2027-03-31",
            "tax_benefits": "income-deduction",
            "address_public": "full",
            "status": "active",
            "listing": "claimed",
            "registered_on": "2025-04-01",
            "updated_on": "2026-11-01",
            "demo": "true",
        },
        {
            "id": "mimamori-setagaya",
            "name": "見守りの会せたがや",
            "legal_form": "voluntary",
            "area": "13112",
            "fields": "01",
            "summary": "ひとり暮らしの高齢者を、月に一度たずねます。",
            "address": "東京都世田谷区",
            "address_public": "ward",
            "status": "active",
            "listing": "claimed",
            "registered_on": "2025-05-01",
            "updated_on": "2026-11-01",
            "demo": "true",
        },
    ],
    "finances": [
        {
            "organization": "kodomo-no-ie",
            "fiscal_year": "2025",
            "period_end": "2026-03-31",
            "revenue_total": "1000000",
            "revenue_membership": "100000",
            "revenue_donations": "300000",
            "revenue_grants": "200000",
            "revenue_operations": "350000",
            "revenue_commissioned": "200000",
            "revenue_other": "50000",
            "expense_total": "900000",
            "expense_program": "700000",
            "expense_management": "200000",
        }
    ],
    "services": [
        {
            "id": "yoru-gohan",
            "organization": "kodomo-no-ie",
            "title": "夜ごはんの会",
            "summary": "だれでも食べに来られます。",
            "area": "13104",
            "mode": "onsite",
            "status": "open",
            "updated_on": "2026-11-01",
        }
    ],
    "service_hours": [{"service": "yoru-gohan", "weekday": "wed", "opens": "17:00", "closes": "19:30"}],
    "reports": [
        {
            "id": "natsu-2026",
            "organization": "kodomo-no-ie",
            "kind": "activity",
            "date": "2026-08-10",
            "title": "夏のこども食堂",
            "body": "30人の子どもが集まりました。",
            "published_on": "2026-08-20",
        }
    ],
    "photos": [
        {
            "id": "natsu-1",
            "organization": "kodomo-no-ie",
            "report": "natsu-2026",
            "file": "media/photos/natsu-1.webp",
            "alt": "食卓を囲む子どもたち",
            "taken_on": "2026-08-10",
            "people_shown": "true",
            "minors_shown": "true",
            "consent": "obtained",
            "consent_by": "guardian",
        }
    ],
    "voices": [
        {
            "id": "koe-1",
            "organization": "kodomo-no-ie",
            "quote": "毎週たのしみにしています。",
            "speaker": "参加者の保護者",
            "consent": "obtained",
            "consent_by": "self",
            "said_on": "2026-08-10",
        }
    ],
    "measures": [
        {
            "id": "meals-2025",
            "organization": "kodomo-no-ie",
            "measure": "meals-served",
            "period_start": "2025-04-01",
            "period_end": "2026-03-31",
            "value": "1200",
            "unit": "meals",
            "level": "output",
        }
    ],
    "openings": [
        {
            "id": "gohan-tetsudai",
            "organization": "kodomo-no-ie",
            "title": "夜ごはんづくりの手伝い",
            "engagement": "one-off",
            "role_kind": "helper",
            "summary": "水曜の夕方、いっしょに作りませんか。",
            "description": "20人分の夕ごはんを作ります。\n初めての人も歓迎です。",
            "skills_welcome": "cooking",
            "time_slots": "weekday-evening",
            "starts_on": "2026-12-02",
            "ends_on": "2027-03-31",
            "apply_by": "2026-11-30",
            "mode": "onsite",
            "area": "13104",
            "latitude": "35.6938",
            "longitude": "139.7034",
            "people_needed": "3",
            "reward": "expenses",
            "works_with_children": "true",
            "safeguards": "two-adults",
            "apply_email": "info@kodomo.example",
            "status": "open",
            "published_on": "2026-11-01",
            "updated_on": "2026-11-01",
            "demo": "true",
        },
        {
            "id": "mimamori-homon",
            "organization": "mimamori-setagaya",
            "title": "高齢者のお宅をたずねる人",
            "engagement": "ongoing",
            "role_kind": "helper",
            "summary": "月に一度、二人一組でたずねます。",
            "description": "玄関先で10分ほど話します。",
            "time_slots": "weekend-morning",
            "mode": "onsite",
            "area": "13112",
            "people_needed": "2",
            "apply_phone": "03-0000-0001",
            "status": "open",
            "published_on": "2026-11-01",
            "updated_on": "2026-11-01",
        },
    ],
    "opening_sessions": [
        {
            "opening": "gohan-tetsudai",
            "starts_at": "2026-12-02T16:00",
            "ends_at": "2026-12-02T19:30",
            "status": "open",
        }
    ],
    "talents": [
        {
            "id": "hoshi",
            "display_name": "ほし",
            "about": "週末に料理ができます。",
            "skills": "cooking",
            "time_slots": "weekend-morning",
            "contact_center": "kyodo-plaza",
            "consent": "true",
            "published_on": "2026-10-01",
            "expires_on": "2027-03-31",
        }
    ],
    "matches": [
        {
            "id": "m-1",
            "kind": "volunteer",
            "channel": "site",
            "organization": "kodomo-no-ie",
            "opening": "gohan-tetsudai",
            "status": "done",
            "agreed_on": "2026-09-01",
            "ended_on": "2026-09-30",
            "recorded_by": "center",
        }
    ],
    "resource_offers": [
        {
            "id": "pan",
            "kind": "goods",
            "category": "food",
            "title": "食パン",
            "description": "毎週、20斤まで。",
            "expiry_kind": "消費期限",
            "expires_on": "2026-11-30",
            "provider_kind": "individual",
            "provider_label": "パン好きの人",
            "area": "13104",
            "available_from": "2026-11-20",
            "contact_center": "kyodo-plaza",
            "status": "available",
            "published_on": "2026-11-20",
            "updated_on": "2026-11-20",
        }
    ],
    "resource_needs": [
        {
            "id": "nabe",
            "organization": "kodomo-no-ie",
            "kind": "goods",
            "category": "food",
            "title": "大きななべ",
            "description": "30人分のカレーを作るなべ。",
            "needed_from": "2026-12-01",
            "needed_by": "2026-12-20",
            "status": "open",
            "published_on": "2026-11-20",
            "updated_on": "2026-11-20",
        }
    ],
    "projects": [
        {
            "id": "freezer",
            "organization": "kodomo-no-ie",
            "kind": "donation",
            "title": "冷凍庫を買いたい",
            "donee": "organization",
            "summary": "いただいた食べものをむだにしないために。",
            "target_yen": "200000",
            "status": "open",
            "published_on": "2026-11-01",
            "updated_on": "2026-11-01",
        }
    ],
    "grants": [
        {
            "id": "kodomo-kikin",
            "title": "こども基金",
            "funder": "みどり財団",
            "funder_kind": "foundation",
            "type": "grant",
            "summary": "子どもの居場所に。",
            "fields": "any",
            "amount_min_yen": "100000",
            "amount_max_yen": "500000",
            "opens_on": "2026-11-01",
            "closes_on": "2026-12-31",
            "deadline_rule": "必着",
            "apply_url": "https://midori.example/apply",
            "fiscal_year": "2026",
            "source_url": "https://midori.example/",
            "checked_on": "2026-11-20",
        }
    ],
    "awards": [
        {
            "id": "award-1",
            "grant": "kodomo-kikin",
            "funder": "みどり財団",
            "organization": "kodomo-no-ie",
            "recipient_name": "NPO法人 こどもの家しんじゅく",
            "title": "食堂の運営",
            "description": "週1回の食堂の運営費。",
            "amount": "300000",
            "currency": "JPY",
            "awarded_on": "2025-06-01",
        }
    ],
    "collaborations": [
        {
            "id": "ibasho",
            "title": "放課後の居場所づくり",
            "scheme": "commission",
            "area": "13104",
            "departments": "{department}",
            "organizations": "kodomo-no-ie",
            "fiscal_year": "2026",
            "starts_on": "2026-04-01",
            "ends_on": "2027-03-31",
            "payment_basis": "contract",
            "fixed_payment_yen": "1000000",
            "outcome_payment_max_yen": "500000",
            "summary": "区といっしょに居場所を開きます。",
            "status": "running",
        }
    ],
    "outcomes": [
        {
            "id": "ibasho-days",
            "collaboration": "ibasho",
            "name": "来た日数",
            "definition": "子どもが来た日数の平均",
            "unit": "日",
            "baseline": "10",
            "target": "20",
            "direction": "up",
            "weight_percent": "60",
            "rule": "steps",
            "steps": "60:50;80:75;100:100",
        },
        {
            "id": "ibasho-people",
            "collaboration": "ibasho",
            "name": "来た人数",
            "definition": "子どもの実人数",
            "unit": "人",
            "baseline": "30",
            "target": "60",
            "direction": "up",
            "weight_percent": "40",
            "rule": "linear",
        },
    ],
    "challenges": [
        {
            "id": "akiya",
            "title": "空き家を生かしたい",
            "area": "13112",
            "asked_by": "citizens",
            "background": "空き家がふえています。",
            "wanted": "居場所にする案。",
            "opens_on": "2026-11-01",
            "closes_on": "2026-12-31",
            "status": "open",
            "updated_on": "2026-11-01",
        }
    ],
    "centers": [
        {
            "id": "kyodo-plaza",
            "name": "しんじゅく協働プラザ",
            "kind": "協働センター",
            "area": "13104",
            "address": "東京都新宿区歌舞伎町1-4-1",
            "latitude": "35.6938",
            "longitude": "139.7034",
            "services": "相談;会議室",
            "updated_on": "2026-11-01",
        }
    ],
    "center_hours": [{"center": "kyodo-plaza", "weekday": "mon", "opens": "09:00", "closes": "21:00"}],
    "center_years": [
        {
            "center": "kyodo-plaza",
            "fiscal_year": "2025",
            "organizations_using": "50",
            "main_organizations_using": "30",
        }
    ],
    "advisors": [
        {
            "id": "zeirishi-a",
            "display_name": "税理士A",
            "profession": "tax-accountant",
            "skills": "tax",
            "center": "kyodo-plaza",
            "modes": "onsite",
            "about": "決算書の見方から相談できます。",
            "registration_checked_on": "2026-10-01",
            "consent": "true",
            "updated_on": "2026-11-01",
        }
    ],
    "events": [
        {
            "id": "kaikei-koza",
            "title": "はじめての会計講座",
            "kind": "training",
            "center": "kyodo-plaza",
            "starts_at": "2026-12-05T10:00",
            "ends_at": "2026-12-05T12:00",
            "area": "13104",
            "mode": "onsite",
            "description": "領収書の整理から始めます。",
            "status": "open",
            "updated_on": "2026-11-01",
        }
    ],
    "cohorts": [
        {
            "id": "dai-1-ki",
            "name": "第1期",
            "year": "2025",
            "curriculum": "会計;広報",
            "participants": "10",
            "graduates": "8",
            "managers_after_one_year": "4",
        }
    ],
    "companies": [
        {
            "id": "midori-insatsu",
            "name": "みどり印刷",
            "area": "13104",
            "certified_on": "2025-04-01",
            "certified_until": "2028-03-31",
            "activities": "プロボノ派遣",
            "about": "チラシのデザインを手伝います。",
            "website": "https://midori-insatsu.example/",
            "status": "certified",
            "updated_on": "2026-11-01",
            "demo": "true",
        }
    ],
    "notices": [
        {
            "id": "taifu",
            "title": "台風の片付けの手伝い",
            "body": "センターで受け付けています。",
            "center": "kyodo-plaza",
            "official_url": "https://www.city.example/bousai",
            "from": "2026-11-20",
            "until": "2026-12-20",
        }
    ],
    "proposals": [
        {
            "id": "akiya-cafe",
            "challenge": "akiya",
            "proposer_kind": "citizens",
            "proposer_label": "近所の有志",
            "summary": "空き家を茶の間にします。",
            "status": "received",
            "published_on": "2026-11-10",
            "publish_consent": "true",
        }
    ],
    "redirects": [
        {
            "old_id": "kodomo-ie",
            "table": "organizations",
            "new_id": "kodomo-no-ie",
            "reason": "名前を変えました。",
            "on": "2026-05-01",
        }
    ],
}
"""Valid rows; columns that are not named are empty. `{department}` becomes the first code of `departments`."""


class SmallPackage:
    """The package in a folder, with hands to break it."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.descriptor: dict[str, Any] = json.loads((base / "datapackage.json").read_text("utf-8"))
        self._entries = {entry["name"]: entry for entry in self.descriptor["resources"]}

    def file(self, table: str) -> Path:
        """The file of a table."""
        return self.base / self._entries[table]["path"]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns in order."""
        schema = json.loads((self.base / self._entries[table]["schema"]).read_text("utf-8"))
        return [field["name"] for field in schema["fields"]]

    def read(self, table: str) -> list[list[str]]:
        """Header and rows of a table."""
        return list(csv.reader(io.StringIO(self.file(table).read_text("utf-8"), newline="")))

    def write(self, table: str, cells: list[list[str]]) -> None:
        """Replace header and rows of a table."""
        self.file(table).write_bytes(csv_bytes(cells))

    def set(self, table: str, row: int = 0, /, **values: str) -> None:
        """Change cells of a row (0 is the first below the header)."""
        cells = self.read(table)
        for name, value in values.items():
            cells[row + 1][cells[0].index(name)] = value
        self.write(table, cells)

    def edit(self, table: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a table's file."""
        path = self.file(table)
        path.write_bytes(change(path.read_bytes()))

    def describe(self, table: str, /, **values: Any) -> None:
        """Change a resource in datapackage.json (None takes the property away)."""
        for name, value in values.items():
            if value is None:
                self._entries[table].pop(name, None)
            else:
                self._entries[table][name] = value
        self.save()

    def schema(self, table: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change a table's schema."""
        path = self.base / self._entries[table]["schema"]
        schema = json.loads(path.read_text("utf-8"))
        change(schema)
        path.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")

    def save(self) -> None:
        """Write datapackage.json."""
        path = self.base / "datapackage.json"
        path.write_text(json.dumps(self.descriptor, ensure_ascii=False, indent=2), "utf-8")


def csv_bytes(cells: list[list[str]]) -> bytes:
    """Cells as a canonical CSV file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(cells)
    return buffer.getvalue().encode()


def make_small_package(base: Path) -> SmallPackage:
    """Write the small package into a folder that does not exist yet."""
    shutil.copytree(SHIPPED / "schemas", base / "schemas")
    shutil.copytree(SHIPPED / "codelists", base / "codelists")
    shutil.copy(SHIPPED / "datapackage.json", base)
    (base / "policy").mkdir()
    for name in ("indicators.csv", "case_studies.json"):
        shutil.copy(SHIPPED / "policy" / name, base / "policy")
    (base / "media/photos").mkdir(parents=True)
    Image.new("RGB", (64, 48), "#56754f").save(base / "media/photos/natsu-1.webp")
    package = SmallPackage(base)
    department = package.read("departments")[1][0]
    for entry in package.descriptor["resources"]:
        path = base / entry["path"]
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = package.columns(entry["name"])
        rows = ROWS.get(entry["name"], [])
        unknown = {name for row in rows for name in row} - set(columns)
        assert not unknown, f"{entry['name']}: {unknown}"
        cells = [[row.get(name, "").format(department=department) for name in columns] for row in rows]
        path.write_bytes(csv_bytes([columns, *cells]))
    return package
