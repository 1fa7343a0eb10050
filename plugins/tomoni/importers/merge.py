"""Rows of a source joined with the organizations of a package: repeatable, and careful of what people confirmed."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tomoni.importers.folding import comparison_key
from tomoni.importers.outside_formats import Candidate, Extract, Format, Remark
from tomoni.importers.report import Action, ReportLine

Row = dict[str, Any]

GIVEN_BY_MERGE = frozenset({"id", "source", "listing", "address_public", "updated_on", "demo"})
"""What every imported row gets here, whatever its source."""
_PLACE = ("area", "municipality_code", "address")
_CERTIFIED_DAYS = ("certified_from", "certified_until")
_CERTIFICATION = ("certification", *_CERTIFIED_DAYS)
_STANDING = ("status", "ended_on")
_NOT_CONTENT = frozenset({"updated_on", "source_row"})
_LEGAL_FORM_WORDS = ("特定非営利活動法人", "npo法人")


@dataclass(slots=True)
class Merged:
    """The organizations after an import, by id, which of them the source spoke of, and what to report."""

    rows: dict[str, Row]
    seen: dict[str, Candidate] = field(default_factory=dict)
    lines: list[ReportLine] = field(default_factory=list)


def merge(
    existing: Iterable[Row],
    extract: Extract,
    form: Format,
    empty_row: Row,
    updated_on: datetime.date,
    authorities: Mapping[str, int],
) -> Merged:
    """The organizations with the candidates of one source in them, candidates in the order of the source.

    A candidate is the organization that has its id, else its corporate number, else its register number; ids never
    change. Rows that an organization has claimed or confirmed stay as they are. On a row of this source, or of one
    with less authority (`authorities`: by the rows' `source`), the source decides the fields it knows; on any other
    it fills what is empty. `empty_row` has every field of the table; `updated_on` goes on rows whose content changes.
    """
    merged = Merged({row["id"]: row for row in existing})
    by_number = {
        key: {row[key]: row["id"] for row in merged.rows.values() if row[key]}
        for key in ("corporate_number", "register_number")
    }
    before = frozenset(merged.rows)
    doubtful = _second_bearers(extract.candidates)
    for candidate in extract.candidates:
        if candidate.row in doubtful:
            _give_up_number(candidate, doubtful[candidate.row])
        identity = _known_as(candidate, before, by_number)
        if identity in merged.seen:
            first = merged.seen[identity].row
            merged.lines.append(_line(Action.LEFT_OUT, candidate, identity, f"{first}行目と同じ団体です"))
            continue
        merged.seen[identity] = candidate
        _take(merged, candidate, identity, form, empty_row, updated_on, authorities)
    merged.lines.extend(_possible_doubles(merged, before))
    merged.lines.extend(_vanished(merged, before, extract, form))
    return merged


def _take(
    merged: Merged,
    candidate: Candidate,
    identity: str,
    form: Format,
    empty_row: Row,
    updated_on: datetime.date,
    authorities: Mapping[str, int],
) -> None:
    old = merged.rows.get(identity)
    if old is None:
        merged.rows[identity] = (
            empty_row
            | candidate.values
            | {
                "id": identity,
                "source": form.source,
                "listing": "imported",
                "address_public": "ward",
                "updated_on": updated_on,
                "demo": False,
            }
        )
        merged.lines.append(_line(Action.ADDED, candidate, identity, ""))
    elif old["listing"] == "claimed" or old["confirmed_on"] is not None:
        reason = "団体が登録または確認した行なので、変えません"
        if (was := old["status"]) != (now := candidate.values.get("status", was)):
            reason += f"。元の名簿では状態が「{now}」です（この行は「{was}」）。団体に確かめてください"
        merged.lines.append(_line(Action.KEPT, candidate, identity, reason))
    else:
        decides = authorities.get(old["source"] or "", form.authority + 1) <= form.authority
        new = _decided(old, candidate, form) if decides else _filled(old, candidate)
        changed = [name for name in new if new[name] != old[name] and name not in _NOT_CONTENT]
        if changed:
            new["updated_on"] = updated_on
            merged.lines.append(_line(Action.CHANGED, candidate, identity, "", field="・".join(changed)))
        else:
            merged.lines.append(_line(Action.UNCHANGED, candidate, identity, ""))
        if decides and old["area"] and new["area"] == old["area"] and not _names_place(candidate):
            reason = "元の名簿では区がわからないので、前回の区を残しました"
            merged.lines.append(
                _line(Action.NOTED, candidate, identity, reason, field="area", value=old["area"])
            )
        merged.rows[identity] = new
    for remark in candidate.remarks:
        merged.lines.append(
            _line(remark.action, candidate, identity, remark.reason, field=remark.field, value=remark.value)
        )


def _decided(old: Row, candidate: Candidate, form: Format) -> Row:
    """The old row with all that the source decides; where the office is stays when the source no longer says it."""
    values = candidate.values
    new = old | {name: values.get(name, old[name]) for name in form.decides} | {"source": form.source}
    if not _names_place(candidate):
        new |= {
            name: old[name] for name in _PLACE if old["area"] or old["municipality_code"] or not new[name]
        }
    # Days that another source knew stay with the certification that they belong to.
    if new["certification"] == old["certification"] and not any(values.get(name) for name in _CERTIFIED_DAYS):
        new |= {name: old[name] for name in _CERTIFIED_DAYS}
    return new


def _names_place(candidate: Candidate) -> bool:
    return bool(candidate.values.get("area") or candidate.values.get("municipality_code"))


def _filled(old: Row, candidate: Candidate) -> Row:
    """The old row with what it lacks, taken in groups that belong together."""
    values = candidate.values
    new = dict(old)
    grouped = {*_PLACE, *_CERTIFICATION, *_STANDING, "source_row", "source_url"}
    for name, value in values.items():
        if name not in grouped and value not in (None, ()) and new[name] in (None, ()):
            new[name] = value
    if not any(old[name] for name in _PLACE):
        new |= {name: values.get(name) for name in _PLACE}
    same_certification = old["certification"] in (None, values.get("certification"))
    if same_certification and not any(old[name] for name in _CERTIFIED_DAYS):
        new |= {name: values.get(name, old[name]) for name in _CERTIFICATION}
    return new


def _known_as(
    candidate: Candidate, before: frozenset[str], by_number: Mapping[str, Mapping[str, str]]
) -> str:
    if candidate.id in before:
        return candidate.id
    for key, identities in by_number.items():
        number = candidate.values.get(key)
        if number and number in identities:
            return identities[number]
    return candidate.id


def _second_bearers(candidates: Sequence[Candidate]) -> dict[int, int]:
    """Rows whose corporate number another row has more right to, with that row; both by number in the source.

    The first row that is still active has it, else the first. A row of the same register number is the same
    organization twice, not a second bearer.
    """
    by_number: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if number := candidate.values.get("corporate_number"):
            by_number.setdefault(number, []).append(candidate)
    doubtful = {}
    for bearers in by_number.values():
        if len(bearers) == 1:
            continue
        rightful = next((item for item in bearers if item.values.get("status") == "active"), bearers[0])
        for item in bearers:
            register_number = item.values.get("register_number")
            if item is not rightful and register_number != rightful.values.get("register_number"):
                doubtful[item.row] = rightful.row
    return doubtful


def _give_up_number(candidate: Candidate, rightful_row: int) -> None:
    number = candidate.values["corporate_number"]
    candidate.values["corporate_number"] = None
    reason = f"{rightful_row}行目の団体と同じ法人番号なので、この行では空にしました"
    candidate.remarks.append(Remark("corporate_number", number, reason, Action.VALUE_LEFT_OUT))


def _possible_doubles(merged: Merged, before: frozenset[str]) -> Iterable[ReportLine]:
    """New rows without a number whose name and place another row has: people decide whether they are one."""
    by_name: dict[tuple[str, str], list[str]] = {}
    for identity, row in merged.rows.items():
        place = row["area"] or row["municipality_code"]
        if place:
            by_name.setdefault((_bare_name(row["name"]), place), []).append(identity)
    for identity, candidate in merged.seen.items():
        row = merged.rows[identity]
        if identity in before or row["corporate_number"] or row["register_number"]:
            continue
        key = (_bare_name(row["name"]), row["area"] or row["municipality_code"] or "")
        others = sorted(other for other in by_name.get(key, []) if other != identity)
        if others:
            reason = f"同じ区市町村に同じ名称の団体があります：{'、'.join(others[:3])}。同じ団体かどうか確かめてください"
            yield _line(Action.NOTED, candidate, identity, reason)


def _bare_name(name: str) -> str:
    key = comparison_key(name)
    for word in _LEGAL_FORM_WORDS:
        key = key.replace(word, "")
    return key


def _vanished(merged: Merged, before: frozenset[str], extract: Extract, form: Format) -> Iterable[ReportLine]:
    for identity in sorted(before - merged.seen.keys()):
        row = merged.rows[identity]
        covered = extract.jurisdictions is None or row["jurisdiction"] in extract.jurisdictions
        if row["source"] == form.source and covered:
            reason = "前回まで元の名簿にありましたが、今回はありません。行は残しました"
            yield ReportLine(Action.VANISHED, None, identity, row["name"], "", "", reason)


def _line(
    action: Action, candidate: Candidate, identity: str, reason: str, *, field: str = "", value: str = ""
) -> ReportLine:
    return ReportLine(action, candidate.row, identity, candidate.name, field, value, reason)
