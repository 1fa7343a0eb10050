"""Photos into rows and files: each is checked, drawn anew, named after its content, and refused without consent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from tomoni.catalog import Package, Problem, kind_of, load_package, read_rows
from tomoni.catalog.pictures import Drawn, drawn_anew, fault_of

from .applying import Outcome, apply_submissions
from .change import Change, Fault
from .making import new_id
from .photo_bundle import Bundle, read_bundle
from .review import Note
from .submission import Submission

FOLDER = "media/photos"
_LONGEST_ID = 64
_HASH_DIGITS = 12
_MADE = ("id", "withdrawn_on")
"""Columns of a photo that no bundle may fill: the one is made, the other would be a photo that may not be shown."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A submission of a photo whose picture was drawn anew: its path in the package, and the picture."""

    submission: Submission
    path: str
    drawn: Drawn


def apply_bundle(
    into: Path, path: Path, as_of: date, dry_run: bool = False, by: str = "", why: str = ""
) -> Outcome:
    """Write the photos of a bundle (and its report) into the package at `into`, or say what keeps them from it.

    All or nothing, rows and pictures alike; the same bundle twice is one change. `by` and `why` go before what the
    bundle says. Raises TomoniError for what is no bundle, and when the package cannot be read.
    """
    bundle, package = read_bundle(path), load_package(into)
    gone = _gone(package)
    reports = tuple(one for one in bundle.submissions if one.table == "reports")
    report = _report_id(reports[0], package) if reports else ""
    owners = {row["id"]: row["organization"] for row in read_rows(package.resources["reports"])}
    if reports and (owner := reports[0].values.get("organization")):
        owners[report] = owner
    taken: list[_Taken] = []
    faults: list[Fault] = []
    for submission in bundle.submissions:
        if submission.table == "photos":
            found = _taken(submission, bundle, report, gone, owners)
            (faults if isinstance(found, Fault) else taken).append(found)  # type: ignore[arg-type]
    if faults:
        return Outcome(problems=tuple(faults), dry_run=dry_run)
    submissions = [*reports, *(one.submission for one in taken)]
    outcome = apply_submissions(
        into,
        [replace(one, by=by or one.by, why=why or one.why) for one in submissions],
        as_of,
        dry_run,
        {one.path: one.drawn.content for one in taken},
    )
    sizes = {one.path: one.drawn for one in taken}
    notes = [note for change in outcome.changes if change.table == "photos" for note in _notes(change, sizes)]
    return replace(outcome, notes=(*notes, *outcome.notes))


def photo_id(organization: str, content: bytes) -> str:
    """The id of a photo, the same whenever the same file is sent: the organization's, and 12 digits of its SHA-256."""
    head = organization[: _LONGEST_ID - _HASH_DIGITS - 1].rstrip("-")
    return f"{head}-{hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]}"


def _taken(
    submission: Submission, bundle: Bundle, report: str, gone: frozenset[str], owners: Mapping[str, str]
) -> _Taken | Fault:
    name = submission.values["file"]
    content = bundle.pictures[name]

    def fault(what: str, how: str, field: str) -> Fault:
        return Fault(what, how, name, submission.source, "photos", field)

    if submission.key is not None:
        return fault(
            "載っている写真を、束で直すことはできません。", "新しい写真として送ってください。", "file"
        )
    if said := next((column for column in _MADE if submission.values.get(column)), None):
        return fault(
            f"「{said}」は書けません。",
            "IDは自動で付きます。同意が取り消された写真は送らないでください。",
            said,
        )
    if wrong := fault_of(BytesIO(content), len(content)):
        problem = Problem("photos", name, None, "file", wrong.code, name, dict(wrong.detail))
        return fault(problem.message("ja"), problem.hint("ja"), "file")
    made = photo_id(submission.values.get("organization", ""), content)
    if made in gone:
        return fault(
            "この写真は、申し出により掲載をやめたものです。",
            "もう一度載せたいときは、写っている人に確かめてから、センターに相談してください。",
            "file",
        )
    path = f"{FOLDER}/{made}.webp"
    values = {**submission.values, "id": made, "file": path}
    if report and not values.get("report"):
        values["report"] = report
    if owners.get(values.get("report", ""), values.get("organization")) != values.get("organization"):
        return fault(
            "その活動報告は、ほかの団体のものです。", "団体か、活動報告を選び直してください。", "report"
        )
    return _Taken(replace(submission, values=values), path, drawn_anew(content))


def _gone(package: Package) -> frozenset[str]:
    """Ids of photos that were taken out, or whose consent was withdrawn: sending them again does not bring them back."""
    found = {row["id"] for row in read_rows(package.resources["photos"]) if row["withdrawn_on"]}
    if "redirects" in package.resources:
        found |= {
            row["old_id"] for row in read_rows(package.resources["redirects"]) if row["table"] == "photos"
        }
    return frozenset(found)


def _report_id(report: Submission, package: Package) -> str:
    """The id of the report of a bundle: the one that it names, or the one that a new one will get."""
    if report.key is not None:
        return report.key.get("id", "")
    schema = package.resources["reports"].schema
    return report.values.get("id") or new_id(kind_of("reports"), schema, "reports", report.values)


def _notes(change: Change, sizes: dict[str, Drawn]) -> Iterator[Note]:
    """What a reviewer looks at of a photo: the picture, its description, who shows on it and who agreed."""
    row = change.after or {}
    drawn = sizes[row["file"]]
    place = f"{row['file']}（{drawn.width}×{drawn.height}画素、{len(drawn.content) / 1000:,.0f} kB）"
    yield Note(
        "photo",
        change.table,
        change.key,
        "写真を開いて、見てください。名札、表札、車の番号など、人や家がわかるものはありませんか",
        place,
    )
    yield Note("photo-alt", change.table, change.key, "説明は、写真のとおりですか", row["alt"])
    yield Note(
        "photo-consent", change.table, change.key, "写っている人と同意は、このとおりですか", _shown(row)
    )


def _shown(row: Mapping[str, str]) -> str:
    if row["people_shown"] != "true" and row["minors_shown"] != "true":
        return "人は写っていない"
    minors = "18歳未満の人も写っている" if row["minors_shown"] == "true" else "18歳以上の人だけが写っている"
    by = {"self": "本人", "guardian": "保護者"}.get(row["consent_by"], "だれの同意かは書かれていない")
    return f"{minors}・同意を得た（{by}）"
