"""The national register of NPO corporations: 内閣府NPO法人ポータルサイト「行政入力情報」, ZIP or CSV, 60 columns.

What is not taken, and why: names of persons (not public here without consent), street addresses and postal codes
(homes and shelters are among them), branch offices and 権限移譲先 (no field for them), PST criteria (how an
organization qualified), orders of supervision other than the end of the corporation, end of the fiscal year (follows
from its start), dates of renewal of ordinance designations.
"""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tomoni.importers.addresses import beginning
from tomoni.importers.corporate_numbers import NotACorporateNumber, read_corporate_number
from tomoni.importers.delimited import open_delimited, read_records
from tomoni.importers.folding import comparison_key, fold, is_blank, katakana, mark_missing_glyphs, tidy
from tomoni.importers.headings import match_headings
from tomoni.importers.japanese_dates import NotADate, read_date, read_month_day
from tomoni.importers.outside_formats import (
    NPO_CORPORATION,
    Candidate,
    Extract,
    Format,
    Remark,
    Surroundings,
    digest_id,
    without_certified_claim,
)
from tomoni.importers.register_standing import certification_of, standing_of
from tomoni.importers.report import Action, ReportLine

FIELD_HEADINGS = tuple(
    f"活動分野{number}"
    for number in [
        "１",
        "２",
        "３",
        "４",
        "５",
        "６",
        "７",
        "８",
        "９",
        "１０",
        "１１",
        "１２",
        "１３",
        "１４",
        "１５",
        "１６",
        "１７",
        "１８",
        "１９",
        "２０",
    ]
)
HEADINGS = (
    "法人名称",
    "法人名称カナ",
    "所轄庁",
    "権限移譲先市町村",
    "主たる事務所の所在地",
    "主たる事業所の郵便番号",
    "従たる事務所の所在地",
    "代表者氏名",
    "団体代表者名（フリガナ）",
    "法人設立認証年月日",
    "設立年月日",
    "定款に記載された目的",
    *FIELD_HEADINGS,
    "認定（認定・特例認定１）",
    "認定（認定・特例認定２）",
    "認定（認定・特例認定３）",
    "認定（認定・特例認定４）",
    "認定（PST基準１）",
    "認定（PST基準２）",
    "認定（PST基準３）",
    "認定（PST基準 条例指定（都道府県及び市区町村名））",
    "認定（認定開始日）",
    "認定（認定満了日）",
    "認定（認定取消日）",
    "認定（特例認定年月日）",
    "認定（特例認定満了日）",
    "認定（特例認定取消日）",
    "監督情報",
    "解散情報",
    "法人情報URL",
    "法人番号",
    "条例個別指定フラグ",
    "特定非営利活動に係る事業",
    "その他の事業",
    "事業年度開始日",
    "事業年度終了日",
    "条例個別指定：有効期間(開始日)",
    "条例個別指定：有効期間(満了日)",
    "条例個別指定：有効期限（更新申請日)",
    "条例個別指定：有効期限（更新日)",
    "条例個別指定：有効期限（条例個別指定：取消日)",
)
_FLAG_HEADINGS = (
    *FIELD_HEADINGS,
    "認定（認定・特例認定１）",
    "認定（認定・特例認定２）",
    "認定（認定・特例認定３）",
    "認定（認定・特例認定４）",
    "条例個別指定フラグ",
)
_CERTIFICATION_DATES = tuple(heading for heading in HEADINGS if heading.endswith(("日）", "日)")))
SOURCE = "内閣府NPO法人ポータルサイト 行政入力情報"
_DETAIL_URL = re.compile(r"https?://(?:www\.)?npo-homepage\.go\.jp/\S*?/(\d{9})/?")
_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_LEGAL_FORM_READING = re.compile(r"^(?:ニンテイ)?(?:トクテイヒエイリカツドウ|エヌピーオー|NPO) ?ホウジン *")
_MARKS = frozenset({"○", "〇", "◯", "●", "◎"})
_NOT_A_TEXT = _MARKS | {"有", "無", "あり", "×"}

Cell = Callable[[str], str]


def read(file: Path, surroundings: Surroundings) -> Extract:
    """The rows of a register file, in its order. Raises TomoniError where the file is no register at all."""
    delimited = open_delimited(file)
    records = read_records(delimited)
    first = next(records, None)
    columns = match_headings(HEADINGS, first.cells if first else [], delimited.shown)
    position = columns.position
    candidates: list[Candidate] = []
    left_out = [
        ReportLine(Action.VALUE_LEFT_OUT, 1, "", "", heading, "", "知らない見出しの列なので読みません")
        for heading in columns.unknown
    ]
    jurisdictions = set()
    rows_read = 0
    for record in records:
        rows_read += 1
        cells = record.cells
        if len(cells) < columns.width or any(cells[columns.width :]):
            reason = f"項目の数が{len(cells)}個で、見出しの{columns.width}個と合いません"
            left_out.append(ReportLine(Action.LEFT_OUT, record.row, "", tidy(cells[0]), "", "", reason))
            continue

        def cell(heading: str, cells: list[str] = cells) -> str:
            return cells[position[heading]]

        name = tidy(cell("法人名称"))
        if is_blank(name):
            left_out.append(
                ReportLine(Action.LEFT_OUT, record.row, "", "", "法人名称", name, "名称がありません")
            )
            continue
        jurisdictions.add(tidy(cell("所轄庁")))
        candidates.append(_candidate(record.row, name, cell, surroundings))
    return Extract(
        candidates,
        left_out,
        rows_read,
        delimited.shown,
        dated=_date_in(delimited.table_name) or _date_in(file.name),
        jurisdictions=frozenset(jurisdictions),
    )


def _candidate(row: int, name: str, cell: Cell, surroundings: Surroundings) -> Candidate:
    remarks: list[Remark] = []
    corporate_number = _corporate_number(cell("法人番号"), remarks)
    register_number, source_url = _detail_page(cell("法人情報URL"), remarks)
    standing = standing_of(cell("解散情報"), cell("監督情報"), surroundings.as_of, remarks)
    dates = {
        heading: _date(heading, cell(heading), remarks) for heading in _CERTIFICATION_DATES if cell(heading)
    }
    flags = {heading for heading in _FLAG_HEADINGS if _is_marked(cell(heading))}
    certification = certification_of(flags, dates, standing, surroundings.as_of, remarks)
    jurisdiction = tidy(cell("所轄庁"))
    address = cell("主たる事務所の所在地")
    place = surroundings.gazetteer.locate(address, jurisdiction)
    if not place.is_known and not is_blank(address):
        remarks.append(Remark("area", beginning(address), "所在地から区市町村がわかりません"))
    shown_name = name
    if certification.code not in ("certified", "special"):
        shown_name = without_certified_claim(name)
        if shown_name != name:
            reason = "現在は認定NPO法人ではないので、名称の「認定」を外しました"
            remarks.append(Remark("name", name, reason))
    values: dict[str, Any] = {
        "name": _text("name", shown_name, remarks),
        "legal_form": NPO_CORPORATION,
        "name_kana": _LEGAL_FORM_READING.sub("", katakana(cell("法人名称カナ"))) or None,
        "corporate_number": corporate_number,
        "register_number": register_number,
        "jurisdiction": jurisdiction or None,
        "area": place.area,
        "municipality_code": place.municipality_code,
        "address": place.name,
        "fields": tuple(
            f"{number:02d}" for number, heading in enumerate(FIELD_HEADINGS, start=1) if heading in flags
        ),
        "purpose": _text("purpose", tidy(cell("定款に記載された目的")), remarks),
        "activities": _activities(cell, remarks),
        "incorporated_on": _date("incorporated_on", cell("設立年月日"), remarks),
        "fiscal_year_start": _fiscal_year_start(cell("事業年度開始日"), remarks),
        "certification": certification.code,
        "certified_from": certification.first_day,
        "certified_until": certification.last_day,
        "status": standing.status,
        "ended_on": standing.ended_on,
        "source_url": source_url,
        "source_row": row,
    }
    identity = digest_id("npo-register", name, address)
    return Candidate(row, values, identity, remarks)


def _corporate_number(text: str, remarks: list[Remark]) -> str | None:
    try:
        return read_corporate_number(text)
    except NotACorporateNumber as error:
        remarks.append(
            Remark(
                "corporate_number",
                fold(text)[:40],
                f"法人番号が正しくありません：{error}",
                Action.VALUE_LEFT_OUT,
            )
        )
        return None


def _detail_page(text: str, remarks: list[Remark]) -> tuple[str | None, str | None]:
    """The register number and the address of the organization's page in the portal."""
    if is_blank(text):
        return None, None
    url = fold(text)
    match = _DETAIL_URL.fullmatch(url)
    if match is None:
        reason = "NPO法人ポータルサイトの9桁の番号で終わるURLではありません"
        remarks.append(Remark("source_url", url[:80], reason, Action.VALUE_LEFT_OUT))
        return None, None
    return match[1], url


def _date(field: str, text: str, remarks: list[Remark]) -> datetime.date | None:
    try:
        return read_date(text)
    except NotADate as error:
        remarks.append(Remark(field, fold(text)[:40], str(error), Action.VALUE_LEFT_OUT))
        return None


def _fiscal_year_start(text: str, remarks: list[Remark]) -> str | None:
    try:
        return read_month_day(text)
    except NotADate as error:
        remarks.append(Remark("fiscal_year_start", fold(text)[:40], str(error), Action.VALUE_LEFT_OUT))
        return None


def _activities(cell: Cell, remarks: list[Remark]) -> str | None:
    """The purposes' businesses, and others (収益事業など) in a paragraph of their own where the cell has words."""
    main = tidy(cell("特定非営利活動に係る事業"))
    other = tidy(cell("その他の事業"))
    parts = [main] if not is_blank(main) and main not in _NOT_A_TEXT else []
    if not is_blank(other) and other not in _NOT_A_TEXT:
        parts.append(f"その他の事業：{other}")
    return _text("activities", "\n".join(parts), remarks)


def _text(field: str, text: str, remarks: list[Remark]) -> str | None:
    marked, missing = mark_missing_glyphs(text)
    if missing:
        remarks.append(
            Remark(field, marked[:40], f"外字が{missing}文字あり、〓にしました。正しい字を確かめてください")
        )
    return marked or None


def _is_marked(text: str) -> bool:
    return text in _MARKS or (bool(text) and comparison_key(text) in _MARKS)


def _date_in(name: str) -> datetime.date | None:
    match = _DATE_IN_NAME.search(name)
    try:
        return datetime.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


FORMAT = Format(
    name="npo-register",
    title="内閣府NPO法人ポータルサイト 行政入力情報",
    title_en="National register of NPO corporations",
    source=SOURCE,
    authority=2,
    decides=frozenset(
        [
            "name",
            "name_kana",
            "legal_form",
            "corporate_number",
            "register_number",
            "jurisdiction",
            "area",
            "municipality_code",
            "address",
            "fields",
            "purpose",
            "activities",
            "incorporated_on",
            "fiscal_year_start",
            "certification",
            "certified_from",
            "certified_until",
            "status",
            "ended_on",
            "source",
            "source_url",
            "source_row",
        ]
    ),
    read=read,
    keeps_history=True,
)
