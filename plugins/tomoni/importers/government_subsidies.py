"""What ministries paid to public-interest corporations (公益法人に対する支出), as rows of `awards`.

Two files are read: the subsidies of all ministries and years in one cleaned CSV (jNPO Database, made from 様式1), and the
workbooks in which the Cabinet Office publishes them (様式2-4: contracts made without competition). Neither has numbers for
its rows: the id of an award is a digest of what the row says.
"""

import datetime
import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from tomoni.catalog import Row
from tomoni.importers.corporate_numbers import NotACorporateNumber, read_corporate_number
from tomoni.importers.folding import comparison_key, fold, is_blank, tidy
from tomoni.importers.japanese_dates import NotADate, dated_passages, read_date
from tomoni.importers.outside_formats import Candidate, Extract, Format, Remark, Surroundings
from tomoni.importers.recipients import read_recipients
from tomoni.importers.report import Action, ReportLine
from tomoni.importers.subsidy_files import Payment, PaymentFile, read_payments
from tomoni.importers.yen_amounts import NotAnAmount, read_yen
from tomoni.insight.impact import fiscal_year

_TOTAL = re.compile(
    r"(?:小|合|総|累)?計|総合計|.{1,12}(?:省|府|庁|委員会)(?:小|合)?計|(?:小計|合計|総計)[(（].*[)）]"
)
_NOTE = ("※", "注", "(注", "*", "備考")
_AN_AMOUNT = re.compile(r"\d[\d,]*円")


def read(file: Path, surroundings: Surroundings) -> Extract:
    """The payments of the file, in its order. Raises TomoniError where it is neither that CSV nor such a workbook."""
    found = read_payments(file)
    awards = _Awards(surroundings, found)
    candidates, lines = [], []
    for payment in found.payments:
        made = awards.candidate(payment)
        if isinstance(made, ReportLine):
            lines.append(made)
        else:
            candidates.append(made)
    lines += found.lines
    groups = frozenset(awards.groups)

    def covers(_: str, row: Row) -> bool:
        return (row["source_id"] or "").rpartition("-")[0] in groups

    return Extract([], lines, len(found.payments), found.shown, others={"awards": candidates}, covers=covers)


class _Awards:
    """Payments to candidates; knows the organizations of the package and the rows that it has seen."""

    def __init__(self, surroundings: Surroundings, found: PaymentFile) -> None:
        self._gazetteer, self._found = surroundings.gazetteer, found
        catalog = surroundings.catalog
        self._numbered: dict[str, Row] = {}
        self._named: dict[str, list[Row]] = defaultdict(list)
        for row in catalog.rows("organizations") if catalog else ():
            if row["corporate_number"]:
                self._numbered[row["corporate_number"]] = row
            self._named[comparison_key(row["name"])].append(row)
        self._seen: dict[str, list[int]] = defaultdict(list)
        self.groups: set[str] = set()

    def candidate(self, payment: Payment) -> Candidate | ReportLine:
        """A payment as a row of `awards`, or why it cannot be one."""
        title = " ".join(tidy(payment.title).split())
        if reason := _no_payment(payment):
            return _left_out(payment, title, reason)
        remarks: list[Remark] = []
        try:
            day = _day(payment.date, remarks)
            amount = _amount(payment.amount, remarks)
        except (NotADate, NotAnAmount) as error:
            return _left_out(payment, title, str(error))
        if amount < 0:
            reason = f"金額が負の数です（{amount:,}円）。減額や返還の行なので、交付としては取り込みません"
            return _left_out(payment, title, reason)
        if amount == 0:
            remarks.append(Remark("amount", "0", "金額が0円です"))
        recipients = read_recipients(payment.recipient, self._gazetteer)
        if not recipients.names:
            return _left_out(payment, title, "受けた団体の名前がありません")
        if recipients.passed_over:
            reason = "団体名のほかに書かれていること（役職、氏名など）は取り込みません"
            remarks.append(Remark("recipient_name", "", reason))
        name = "、".join(recipients.names)
        if payment.taken_instead:
            reason = f"名前の列が空なので、列「{payment.taken_instead}」から取りました"
            remarks.append(Remark("recipient_name", name, reason))
        if recipients.joined:
            remarks.append(Remark("recipient_name", name, "改行で分かれていた名前をつなぎました"))
        number = _number(payment.number, recipients.are_several, remarks)
        values: dict[str, Any] = {
            "title": title,
            "description": payment.description,
            "funder": payment.funder,
            "recipient_name": name,
            "recipient_org_id": f"JP-JCN-{number}" if number else None,
            "amount": float(amount),
            "currency": "JPY",
            "awarded_on": day,
        }
        if recipients.are_several:
            reason = "2つ以上の団体が受けています。金額は分けず、団体の表とも結びつけていません"
            remarks.append(Remark("recipient_name", name, reason))
        else:
            values["organization"] = self._organization(number, name, remarks)
        self._warn(payment, day, remarks)
        identity = self._identity(payment, day, remarks)
        values["source_id"] = identity
        return Candidate(payment.row, values, identity, remarks)

    def _organization(self, number: str | None, name: str, remarks: list[Remark]) -> str | None:
        """The organization of the package: by its number, else by its name where just one has it."""
        if number and number in self._numbered:
            return str(self._numbered[number]["id"])
        same = self._named.get(comparison_key(name), [])
        if not same:
            return None
        shown = "、".join(row["id"] for row in same)
        if len(same) > 1:
            remarks.append(
                Remark("organization", shown, "同じ名称の団体が2つ以上あるので、結びつけていません")
            )
            return None
        if number and same[0]["corporate_number"]:
            remarks.append(
                Remark("organization", shown, "名称は同じですが法人番号が違うので、結びつけていません")
            )
            return None
        remarks.append(
            Remark("organization", shown, "名称が同じなので結びつけました。違うときは直してください")
        )
        return str(same[0]["id"])

    def _warn(self, payment: Payment, day: datetime.date, remarks: list[Remark]) -> None:
        """What a person should look at: days outside the year of the source, other amounts in the notes."""
        if payment.fiscal_year is not None and fiscal_year(day) != payment.fiscal_year:
            reason = f"もとの資料は{payment.fiscal_year}年度のものですが、決まった日はその年度の外です"
            remarks.append(Remark("awarded_on", day.isoformat(), reason))
        if _AN_AMOUNT.search(fold(payment.note)):
            reason = "備考に別の金額があります。金額の列の数を取りました"
            remarks.append(Remark("amount", fold(payment.note)[:60], reason))

    def _identity(self, payment: Payment, day: datetime.date, remarks: list[Remark]) -> str:
        """`koeki-`, the fiscal year and the form of the source, ten digits of SHA-256 of what the row says.

        Rows that say the same in all of it are told apart by their place among them: they may well be two payments.
        """
        group = f"koeki-{payment.fiscal_year or fiscal_year(day)}-{payment.form}"
        self.groups.add(group)
        said = "\n".join(map(comparison_key, [group, *payment.said]))
        digest = hashlib.sha256(said.encode()).hexdigest()[:10]
        rows = self._seen[f"{group}-{digest}"]
        rows.append(payment.row)
        if len(rows) == 1:
            return f"{group}-{digest}"
        reason = f"{rows[0]}行と同じ内容です。別の交付とみて取り込みました。重複なら消してください"
        remarks.append(Remark("", "", reason))
        return f"{group}-{digest}x{len(rows)}"


def _no_payment(payment: Payment) -> str | None:
    """Why the row is none: a sum of others, a note below the table, the heading again, a name that is missing."""
    if payment.is_heading:
        return "見出しの行です"
    if any(
        _TOTAL.fullmatch(comparison_key(cell)) for cell in (payment.funder, payment.title, payment.recipient)
    ):
        return "合計の行です"
    if is_blank(payment.funder) and fold(payment.starts_with).startswith(_NOTE):
        return "表の下の注です"
    for value, name in (
        (payment.funder, "支出した府省"),
        (payment.title, "事業の名前"),
        (payment.recipient, "受けた団体の名前"),
    ):
        if is_blank(value):
            return f"{name}がありません"
    return None


def _day(text: str, remarks: list[Remark]) -> datetime.date:
    try:
        day = read_date(text)
    except NotADate:
        passages = dated_passages(text)
        if len(passages) != 1:
            raise
        day = passages[0].on
        remarks.append(Remark("awarded_on", fold(text)[:40], "日付のほかに書かれていることは取り込みません"))
    if day is None:
        raise NotADate("決まった日がありません")
    return day


def _amount(text: str, remarks: list[Remark]) -> int:
    found = read_yen(text)
    if found is None:
        raise NotAnAmount("金額がありません")
    amount, has_words = found
    if has_words:
        remarks.append(Remark("amount", fold(text)[:60], "金額のほかに書かれていることは取り込みません"))
    return amount


def _number(text: str, are_several: bool, remarks: list[Remark]) -> str | None:
    try:
        if is_blank(text):
            return None
        if are_several:
            raise NotACorporateNumber("受けた団体が2つ以上なので、どれの番号か分かりません")
        return read_corporate_number(text)
    except NotACorporateNumber as error:
        reason = f"法人番号を取り込みません：{error}"
        remarks.append(Remark("recipient_org_id", fold(text)[:40], reason, Action.VALUE_LEFT_OUT))
        return None


def _left_out(payment: Payment, title: str, reason: str) -> ReportLine:
    return ReportLine(Action.LEFT_OUT, payment.row, "", title[:60], "", "", reason)


FORMAT = Format(
    name="government-subsidies",
    title="国から公益法人への支出（CSVとExcel）",
    title_en="Payments of ministries to public-interest corporations (CSV and workbook)",
    source="公益法人に対する支出の公表",
    authority=0,
    decides=frozenset(),
    read=read,
)
