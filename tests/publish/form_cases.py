"""Broken rows of openings and events with what validation says of them, for the form's own checks.

python -m tests.publish.form_cases writes tests/vectors/form_rules.jsonl anew: only when schemas or rules change.
"""

import csv
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

from tomoni.catalog import kind_of, load_package, validate
from tomoni.publish.pages.form_rules import ROW_RULES, form_rules

from tests.conftest import DAY, ROOT

VECTORS = ROOT / "tests" / "vectors" / "form_rules.jsonl"
CELL_RULES = frozenset({"required", "too-long", "too-short", "pattern", "range", "type", "unsafe-link"})
BROKEN = {
    "openings": {
        "title": ["", "募" * 100, "募" * 101],
        "summary": ["", "要" * 120, "要" * 121],
        "people_needed": ["", "0", "1", "10000", "10001", "1.5", "三人"],
        "apply_phone": ["03-0000-0000", "0300000000", "+81-3-0000-0000"],
        "apply_email": ["boshu@mimamori.example", "boshu"],
        "apply_url": ["https://a.example/x", "javascript:alert(1)", "ftp://a.example/"],
        "ends_on": ["2027-03-31", "2020-01-01", "2026-02-30", "3月31日"],
        "apply_by": ["2029-01-01"],
        "starts_on": ["2026-13-01"],
        "hours_per_session": ["2.5", "-1", "1000"],
        "works_with_children": ["true", "はい"],
        "time_slots": [""],
        "apply_url+apply_email+apply_phone": [""],
        "nearest_station": ["駅" * 300],
        "min_age": ["15", "-3", "x"],
    },
    "events": {
        "starts_at": ["", "2026-12-05T14:00", "2026-12-05 14:00", "2026-12-05T25:00", "2099-12-05T14:00"],
        "capacity": ["0", "30", "-1", "1.0"],
        "fee_yen": ["500", "-5"],
        "title": ["", "会" * 101],
        "online_url": ["https://a.example", "data:text/html,x"],
        "organization+center+company+cohort": [""],
    },
}  # fmt: skip
"""Table to columns (several joined by + are all set) to the cells tried in them."""


def rules_of(table):
    """The compiled rules of a table's form, as its page carries them."""
    schema = load_package(ROOT / "data").resources[table].schema
    kind = kind_of(table)
    return form_rules(schema, [*kind.short_fields(schema), *kind.more_fields(schema)], kind.given)


def cases():
    """Every broken row: table, cells, and the faults that validation finds of those that a form can know."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(ROOT / "data", Path(folder) / "data"))
        package = load_package(data)
        made = {}
        for table, columns in BROKEN.items():
            path = package.resources[table].paths[0]
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            good = next(row for row in rows if row["status"] == "open")
            with path.open("a", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, good, lineterminator="\n")
                for names, cells in columns.items():
                    for number, cell in enumerate(cells):
                        key = f"zz-{names.split('+')[0].replace('_', '-')}-{number}"
                        row = {**good, **dict.fromkeys(names.split("+"), cell), "id": key}
                        made[table, key] = row
                        writer.writerow(row)
        report = validate(data, date.fromisoformat(DAY), bound=100_000)
        lines = {table: dict(numbered(package.resources[table].paths[0])) for table in BROKEN}
        found = {key: [] for key in made}
        for problem in report.problems:
            key = (problem.table, lines.get(problem.table, {}).get(problem.line))
            if key in found and problem.code in CELL_RULES | ROW_RULES:
                found[key].append([problem.field, problem.code])
    for (table, key), row in made.items():
        rules = rules_of(table)
        asked = set(rules["fields"])
        yield {
            "table": table,
            "cells": {name: cell for name, cell in row.items() if cell and name in asked},
            "faults": sorted(fault for fault in found[table, key] if fault[0] in asked),
        }


def numbered(path):
    """Line (from 1) to the id that stands in it."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        place, first = header.index("id"), reader.line_num + 1
        for row in reader:
            yield first, row[place]
            first = reader.line_num + 1


if __name__ == "__main__":
    lines = [
        json.dumps(
            {"rules": {table: rules_of(table) for table in BROKEN}}, ensure_ascii=False, sort_keys=True
        )
    ]
    lines += [json.dumps(case, ensure_ascii=False, sort_keys=True) for case in cases()]
    VECTORS.write_text("\n".join(lines) + "\n", encoding="utf-8")
