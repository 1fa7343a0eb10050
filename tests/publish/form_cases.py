"""Broken rows of every kind with what validation says of them, for the form's own checks.

python -m tests.publish.form_cases writes tests/vectors/form_rules.jsonl anew: only when schemas or rules change. Its
first line holds the day, the compiled rules, and a right row of each table; each other line what is changed in that row.
"""

import csv
import json
import shutil
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path

from tomoni.catalog import KINDS, kind_of, load_catalog, load_package, validate
from tomoni.publish.pages.form_rules import form_rules
from tomoni.publish.pages.form_words import MESSAGES

from tests.conftest import DAY, ROOT

VECTORS = ROOT / "tests" / "vectors" / "form_rules.jsonl"
LATER, LONG_AGO = "2099-01-01", "1999-01-01"
WRONG = {
    "integer": ["1.5", "三人", "１２"],
    "number": ["x", "1e3", "２"],
    "date": ["2026-02-30", "3月31日", "２０２６-０１-０１"],
    "datetime": ["2026-12-05", "2026-12-05T25:00", "2026-13-05T10:00"],
    "time": ["25:00", "9時"],
}
LONGEST = 300
"""Texts longer than this would make the file heavy."""
SAYING = {
    "raw-html": ["<b>太字</b>", "<https://a.example/> は、よいリンク", "1 < 2"],
    "no-personal-data": [
        "電話は 090-1234-5678 です",
        "a@b.example へ",
        "代表 03-0000-1234",
        "１２３４ 123456789012",
        "２０２６年12月",
    ],
    "no-personal-numbers": ["番号は1234 5678 9012です", "電話は 090-1234-5678 です", "2026年12月5日 12000円"],
    "wage-reward": ["時給1,200円です", "交通費を1,000円まで出します", "１日８千円の日当"],
    "price-refused": [
        "価格は３，０００円",
        "本体500円で販売します",
        "送料は500円です",
        "500円でお譲りします",
        "実費として500円をいただきます",
    ],
    "exchange-refused": [
        "お米と交換希望です",
        "古い電池の交換を希望",
        "チラシと引き換えに渡します",
        "整理券と引き換えに渡します",
    ],
    "safe-links": ["javascript:alert(1)", "ftp://a.example/", "https://a.example/x"],
    "demo-contact": ["https://a.example/x", "https://somebody.co.jp/"],
}
"""Check to texts that break it, or nearly do, in each of its columns."""
SETTING = {
    "children-safeguards": [
        {"works_with_children": "true", "safeguards": ""},
        {"works_with_children": "true", "safeguards": "two-adults"},
        {"works_with_children": "false", "safeguards": ""},
    ],
    "claimed-required": [
        {"listing": "claimed", "area": "", "latitude": "", "longitude": ""},
        {"listing": "claimed", "fields": "", "summary": ""},
        {"listing": "imported", "summary": "", "fields": ""},
    ],
    "hidden-address": [
        {"address_public": "hidden", "address": "東京都足立区", "latitude": "", "longitude": ""},
        {"address_public": "ward", "address": "東京都足立区", "latitude": "", "longitude": "", "postal_code": "", "place": ""},
        {"address_public": "ward", "address": "足立区千住1-2", "latitude": "35.75", "longitude": "139.8", "area": "13121"},
        {"address_public": "ward", "postal_code": "120-0000", "place": "公民館", "address": "", "latitude": "", "longitude": ""},
    ],
    "outside-ward": [
        {"latitude": "35.7", "longitude": ""},
        {"latitude": "", "longitude": "139.7"},
        {"latitude": "34.7", "longitude": "135.5", "area": "13122"},
        {"latitude": "35.7", "longitude": "139.8", "area": "13121"},
    ],
    "representative-consent": [
        {"representative": "架空 太郎", "representative_consent": ""},
        {"representative": "架空 太郎", "representative_consent": "false"},
        {"representative": "架空 太郎", "representative_consent": "true"},
    ],
    "certification-dates": [
        {"certification": "none", "certified_from": "2020-01-01", "tax_benefits": ""},
        {"certification": "certified", "certified_from": ""},
        {"certification": "special", "certified_from": "2025-01-01", "tax_benefits": ""},
    ],
    "tax-benefits": [
        {"certification": "special", "certified_from": "2025-01-01", "tax_benefits": "inheritance-tax;tax-credit"},
        {"certification": "certified", "certified_from": "2025-01-01", "tax_benefits": "inheritance-tax"},
        {"certification": "none", "certified_from": "", "certified_until": "", "tax_benefits": "resident-tax"},
    ],
    "ended-or-active": [
        {"ended_on": "2026-01-01", "status": "active"},
        {"ended_on": "2026-01-01", "status": "dissolved"},
    ],
    "corporate-number": [
        {"corporate_number": "1234567890123"},
        {"corporate_number": "7000012050002"},
        {"corporate_number": "700001205000"},
    ],
    "food-expired": [
        {"expiry_kind": "消費期限", "expires_on": "2026-11-22", "status": "available"},
        {"expiry_kind": "消費期限", "expires_on": DAY, "status": "available"},
        {"expiry_kind": "賞味期限", "expires_on": "2026-11-22", "status": "available"},
        {"expiry_kind": "消費期限", "expires_on": "2026-11-22", "status": "given"},
    ],
    "individual-contact-center": [
        {"provider_kind": "individual", "contact_center": "", "contact_url": ""},
        {"provider_kind": "individual", "contact_url": "https://a.example/"},
    ],
    "project-donee": [
        {"donee": "municipality", "municipality": ""},
        {"kind": "furusato", "donee": "organization"},
        {"kind": "bequest", "target_yen": "1000"},
        {"kind": "bequest", "target_yen": ""},
    ],
    "registered-profession": [
        {"profession": "lawyer", "registration_checked_on": ""},
        {"profession": "designer", "registration_checked_on": ""},
    ],
    "measure-unit": [{"measure": "participants", "unit": "yen"}, {"measure": "volunteer-hours", "unit": "hours"}],
    "absurd-value": [
        {"unit": "percent", "value": "101"},
        {"unit": "people", "value": "14200001"},
        {"value": "9999999999999"},
    ],
    "outcome-target": [
        {"baseline": "10", "target": "10"},
        {"baseline": "10", "target": "5", "direction": "up"},
        {"baseline": "10", "target": "5", "direction": "down"},
    ],
    "outcome-rule": [
        {"rule": "threshold", "threshold_percent": ""},
        {"rule": "steps", "steps": ""},
        {"rule": "steps", "steps": "60:50;80:75"},
        {"rule": "steps", "steps": "80:50;60:75"},
        {"rule": "steps", "steps": "60:150"},
    ],
    "opening-dates": [{"apply_by": LATER, "ends_on": "2027-03-31"}],
}  # fmt: skip
"""Check to what is set in the right row."""


def rules_of(table, catalog):
    """The compiled rules of a table's form, as its page carries them."""
    resource, kind = catalog.package.resources[table], kind_of(table)
    schema = resource.schema
    return form_rules(catalog, resource, [*kind.short_fields(schema), *kind.more_fields(schema)])


def changes(resource, asked, good):
    """What is set in a right row, one after the other: for each column that is asked for, then for each check."""
    for field in resource.schema.fields:
        if field.name in asked:
            yield from ({field.name: cell} for cell in cells_of(field))
    for check in resource.schema.checks:
        name, columns = check["name"], check.get("fields", [])
        for column in columns:
            for text in SAYING.get(name, ()):
                yield {column: text}
        yield from SETTING.get(name, ())
        if name == "end-before-start":
            yield from ends(resource.schema.field(columns[1]).type, columns)
        elif name == "not-in-the-future":
            yield from ({column: LATER} for column in columns if column in asked)
        elif name in ("contact-missing", "exactly-one"):
            yield dict.fromkeys(columns, "")
            filled = next(column for column in columns if good[column])
            yield from (
                {**dict.fromkeys(columns, ""), filled: good[filled], other: "x-1"} for other in columns
            )
        elif name == "parts-of-total":
            parts = check["parts"]
            yield {check["total"]: "10", parts[0]: "11"}
            yield {check["total"]: "10", **dict.fromkeys(parts, "1")}
            yield {check["total"]: str(len(parts)), **dict.fromkeys(parts, "1")}
        elif name == "part-of-whole":
            yield {check["part"]: "11", check["whole"]: "10"}


def ends(kind, columns):
    """Two cells, the second before the first; and the same twice."""
    first, second = {
        "date": ("2020-01-02", "2020-01-01"),
        "datetime": ("2026-12-05T10:00", "2026-12-05T09:00"),
        "time": ("10:00", "09:00"),
    }.get(kind, ("100", "20"))
    yield dict(zip(columns, (first, second), strict=True))
    yield dict(zip(columns, (first, first), strict=True))


def cells_of(field):
    """Cells that a column takes, or nearly takes."""
    constraints = field.descriptor.get("constraints", {})
    if field.required:
        yield ""
    yield from WRONG.get(field.type, ())
    if constraints.get("enum") == [True]:
        yield "false"
    if field.codelist or field.categories or field.type == "boolean":
        return  # chosen, not typed
    for name, step in (("minimum", -1), ("maximum", 1)):
        if name in constraints:
            yield from (str(constraints[name]), str(constraints[name] + step))
    longest = constraints.get("maxLength", 0)
    if field.type == "string":
        yield "不明"
        if 0 < longest <= LONGEST and "pattern" not in constraints:
            yield from ("長" * longest, "長" * (longest + 1))
        if "pattern" in constraints:
            yield from ("？", "x y")


def cases():
    """The first line, then every changed row: table, cells, and the faults that validation finds in what a form asks."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(ROOT / "data", Path(folder) / "data"))
        package, catalog = load_package(data), load_catalog(data)
        rules = {kind.table: rules_of(kind.table, catalog) for kind in KINDS}
        made, good = {}, {}
        for table in rules:
            path = package.resources[table].paths[0]
            with path.open(encoding="utf-8", newline="") as file:
                good[table] = right_row(list(csv.DictReader(file)))
            asked = set(rules[table]["fields"])
            made[table] = [
                {name: cell for name, cell in cells.items() if name in good[table]}
                for cells in changes(package.resources[table], asked, good[table])
            ]
            with path.open("a", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, good[table], lineterminator="\n")
                for number, cells in enumerate(made[table]):
                    own = {"id": f"zz-{number}"} if "id" in good[table] else {}
                    writer.writerow({**good[table], **own, **cells})
        report = validate(data, date.fromisoformat(DAY), bound=100_000)
        found = {}
        for problem in report.problems:
            found.setdefault((problem.table, problem.line), []).append([problem.field, problem.code])
        yield {"day": DAY, "rules": rules, "rows": {name: said(row) for name, row in good.items()}}
        for table, several in made.items():
            lines = beginnings(package.resources[table].paths[0])[-len(several) :]
            for line, cells in zip(lines, several, strict=True):
                faults = [
                    fault
                    for fault in found.get((table, line), [])
                    if fault[0] in rules[table]["fields"] and known(fault[1], rules[table])
                ]
                yield {"table": table, "cells": cells, "faults": sorted(faults)}


def known(code, rules):
    """Whether the browser has words for a problem."""
    return code in MESSAGES or code in {rule.get("code") for rule in rules["rows"]}


def right_row(rows):
    """A row to be changed: the fullest of those that are open."""
    still = [row for row in rows if row.get("status") in ("open", "available", "active")] or rows
    return max(still, key=lambda row: sum(map(bool, row.values())))


def said(row):
    return {name: cell for name, cell in row.items() if cell}


def beginnings(path):
    """The lines (from 1) on which the rows of a CSV begin."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        ends = [reader.line_num for _ in reader]
    return [before + 1 for before, _ in pairwise(ends)]


if __name__ == "__main__":
    lines = [json.dumps(case, ensure_ascii=False, sort_keys=True) for case in cases()]
    VECTORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
