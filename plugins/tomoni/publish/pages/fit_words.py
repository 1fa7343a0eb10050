"""What is said of the reasons of a score, in the words of a register."""

from __future__ import annotations

from tomoni.insight.fit import Reason

from .translations import N_
from .wording import Wording

REASONS = {
    "interests": {"fits": N_("関心が合う：{values}"), "differs": N_("関心とはちがう分野")},
    "skills": {
        "fits": N_("技術がいかせる：{values}"),
        "differs": N_("求める技術とはちがう"),
        "unknown": N_("必要な技術：{values}"),
        "excludes": N_("必要な技術：{values}"),
    },
    "time": {"fits": N_("時間が合う：{values}"), "excludes": N_("時間が合わない（{values}）")},
    "place": {
        "fits": N_("近い：およそ{values}km"),
        "differs": N_("少し遠い：およそ{values}km"),
        "excludes": N_("遠い：およそ{values}km"),
    },
    "online": {"fits": N_("オンラインで参加できる")},
    "mode": {"excludes": N_("参加のしかたが合わない（{values}）")},
    "engagement": {"fits": N_("期間が合う：{values}"), "differs": N_("期間がちがう：{values}")},
    "role": {"fits": N_("役割が合う：{values}"), "differs": N_("役割がちがう：{values}")},
    "languages": {"fits": N_("ことばが合う：{values}"), "differs": N_("使うことば：{values}")},
    "access": {"fits": N_("配慮がある：{values}"), "unknown": N_("問い合わせて確かめてください：{values}")},
    "beginner": {"fits": N_("初めての人を歓迎"), "differs": N_("経験のある人向け")},
    "hours": {"fits": N_("月に{values}時間ほど"), "differs": N_("月に{values}時間ほど必要")},
    "age": {"unknown": N_("{values}歳以上"), "excludes": N_("{values}歳以上")},
    "qualifications": {"missing": N_("必要：{values}")},
}
"""What is said of each reason of insight.fit, by aspect and kind."""

_CODELISTS = {
    "interests": ("topics", "activity_fields"),
    "skills": ("skills",),
    "time": ("time_slots",),
    "mode": ("participation_modes",),
    "engagement": ("engagement_types",),
    "role": ("role_kinds",),
    "languages": ("languages",),
    "access": ("access_features",),
}


def reason_words(reason: Reason, wording: Wording) -> str:
    """One reason as a phrase; '' where nothing needs to be said."""
    aspect = "online" if reason.aspect == "place" and reason.values[:1] == ("online",) else reason.aspect
    pattern = REASONS.get(aspect, {}).get(reason.kind)
    if pattern is None:
        return ""
    if aspect == "place":
        values = f"{int(reason.values[0]) / 10:g}"
    else:
        separator = ", " if wording.register == "en" else "・"
        values = separator.join(_label(aspect, code, wording) for code in reason.values)
    return wording._(pattern).replace("{values}", values)


def _label(aspect: str, code: str, wording: Wording) -> str:
    for codelist in _CODELISTS.get(aspect, ()):
        if wording.catalog.get(codelist, code) is not None:
            return wording.label(codelist, code)
    return code
