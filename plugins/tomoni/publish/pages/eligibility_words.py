"""What is said of a call's conditions and of the answers to them, in the words of a register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.insight.eligibility import CONDITIONS, Call, Eligibility, Finding

from .site import Site
from .translations import N_
from .wording import Wording

LABELS = {
    "legal-form": N_("団体の種類"),
    "office": N_("事務所の場所"),
    "activity": N_("活動する場所"),
    "years": N_("活動の年数"),
    "income": N_("年間の収入"),
    "certified": N_("認定"),
    "theme": N_("分野・課題"),
    "department": N_("区の担当課"),
    "recommendation": N_("推薦"),
}
"""What each condition is about."""
_ASKED = {
    "legal-form": N_("{values}"),
    "office": N_("{values}に事務所がある"),
    "activity": N_("{values}で活動する"),
    "years": N_("活動を始めて{values}年以上"),
    "income": N_("{values}以下"),
    "certified": N_("認定NPO法人か特例認定NPO法人"),
    "theme": N_("{values}の事業"),
    "department": N_("担当課といっしょに行う"),
    "recommendation": N_("推薦してもらう"),
}
ANSWERS = {"yes": N_("あてはまる"), "no": N_("あてはまらない"), "unknown": N_("確かめてください")}
VERDICTS = {
    "yes": N_("応募できます（{count}つの条件すべて）"),
    "unknown": N_("確かめる条件が{count}つ"),
    "no": N_("応募できません：{labels}"),
}
OPEN_TO_ALL = N_("応募できます（条件はありません）")
_NOT_TOLD = N_("書かれていません")
_CODELISTS = {
    "legal-form": ("legal_forms",),
    "office": ("areas",),
    "activity": ("areas",),
    "theme": ("activity_fields", "topics"),
}


def asked_words(condition: str, asked: Iterable[str], wording: Wording) -> str:
    """What a condition asks for: 活動を始めて3年以上; 書かれていません where the call does not tell."""
    values = list(asked)
    if not values and condition not in ("certified", "department", "recommendation"):
        return wording._(_NOT_TOLD)
    if condition == "income":
        values = [wording.money(int(values[0]))]
    separator = ", " if wording.register == "en" else "・"
    labels = [_label(condition, value, wording) for value in values]
    return wording._(_ASKED[condition]).replace("{values}", separator.join(labels))


def verdict_words(found: Eligibility, wording: Wording) -> str:
    """応募できます（5つの条件すべて）; 確かめる条件が2つ; 応募できません：団体の種類."""
    if not found.findings:
        return wording._(OPEN_TO_ALL)
    failed = [wording._(LABELS[one.condition]) for one in found.findings if one.answer == "no"]
    separator = ", " if wording.register == "en" else "・"
    text = wording._(VERDICTS[found.answer])
    return text.replace("{count}", str(found.count(found.answer))).replace("{labels}", separator.join(failed))


def condition_rows(
    findings: Iterable[Finding], site: Site, wording: Wording, answered: bool = True
) -> list[dict[str, Any]]:
    """What components/call.html shows of each condition; without answers where there is no applicant."""
    return [
        {
            "condition": one.condition,
            "label": wording._(LABELS[one.condition]),
            "asked": asked_words(one.condition, one.asked, wording),
            "answer": one.answer if answered else "",
            "words": wording._(ANSWERS[one.answer]) if answered else "",
            "row": _row(one, site, wording) if answered and one.row else "",
        }
        for one in findings
    ]


def conditions_of_call(call: Call) -> list[Finding]:
    """The conditions themselves, for those who have not answered anything."""
    asked: dict[str, tuple[str, ...]] = {
        "legal-form": call.legal_forms,
        "office": call.office_areas,
        "activity": call.activity_areas,
        "years": (f"{call.min_years:g}",) if call.min_years else (),
        "income": (str(call.max_income_yen),) if call.max_income_yen is not None else (),
        "theme": (*call.fields, *call.topics),
    }
    alone = {
        "certified": call.certified,
        "department": call.department,
        "recommendation": call.recommendation,
    }
    return [
        Finding(name, "unknown", asked.get(name, ()))
        for name in CONDITIONS
        if asked.get(name) or alone.get(name) or name in call.not_known
    ]


def _row(finding: Finding, site: Site, wording: Wording) -> str:
    """The row that decides, in words."""
    assert finding.row is not None
    table, key = finding.row
    if table == "finances":
        year = wording.fiscal_year(int(key.rpartition("/")[2]))
        return wording._("%(year)sの活動計算書") % {"year": year}
    return wording._("団体の登録")


def _label(condition: str, value: str, wording: Wording) -> str:
    for codelist in _CODELISTS.get(condition, ()):
        if wording.catalog.get(codelist, value) is not None:
            return wording.label(codelist, value)
    return value
