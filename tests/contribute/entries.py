"""Entries that tests send."""

import csv
from datetime import date

from tomoni.contribute.submission import Submission

DAY = date(2026, 11, 23)


def cells(package, path):
    """The rows of a CSV of the package as cells."""
    with (package / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first(package, path):
    return cells(package, path)[0]


def opening(package, **values):
    """A whole, new opening of the first organization."""
    organization = first(package, "organizations/organizations.csv")
    said = {
        "organization": organization["id"],
        "title": "夕ごはんの盛り付けと配膳",
        "engagement": "one-off",
        "role_kind": "helper",
        "summary": "子どもたちの夕ごはんを、いっしょに用意します。",
        "description": "エプロンをつけて、盛り付けと配膳をします。初めての人も大丈夫です。",
        "time_slots": "weekday-evening",
        "starts_on": "2026-12-05",
        "mode": "onsite",
        "area": organization["area"],
        "people_needed": "3",
        "apply_url": "https://apply.example/12",
        "demo": "true",
    }
    return Submission("openings", None, said | values, "", "", "募集.xlsx 4行目")


def change(package, table, path, number=0, **values):
    """A change of one row of a table with an id."""
    return Submission(table, {"id": cells(package, path)[number]["id"]}, values)
