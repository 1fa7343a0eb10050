"""What the register's texts and flags say about an organization's standing: does it exist, is it certified."""

import datetime
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tomoni.importers.folding import fold, is_blank
from tomoni.importers.japanese_dates import DatedText, NotADate, dated_passages
from tomoni.importers.outside_formats import Remark
from tomoni.importers.report import Action

# 認証 (of the corporation) ends it; 認定 (for tax) is another thing and must not be taken for it.
_AUTHENTICATION_REVOKED = re.compile(r"認証[^認]{0,6}取り?消")
_MERGED = re.compile(r"合併")
_ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class Standing:
    """`status` as in organizations.status; `ended_on` the day that the text gives for the end."""

    status: str = "active"
    ended_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Certification:
    """A code of the codelist certifications and the days it holds, both inclusive."""

    code: str = "none"
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


def standing_of(dissolution: str, supervision: str, as_of: datetime.date, remarks: list[Remark]) -> Standing:
    """The standing from 解散情報 and 監督情報, such as `2004年05月18日 社員総会の決議(…)`.

    解散情報 decides where it says anything: 合併 is `merged`, 認証の取消し `revoked`, all else `dissolved`. 監督情報 ends a
    corporation only by 認証の取消し; other orders leave it active, and are reported, not published. A date in the future
    is left out.
    """
    if not is_blank(dissolution):
        text = fold(dissolution)
        if _AUTHENTICATION_REVOKED.search(text):
            status, pattern = "revoked", _AUTHENTICATION_REVOKED
        elif _MERGED.search(text):
            status, pattern = "merged", _MERGED
        else:
            status, pattern = "dissolved", _ANY
        return Standing(status, _day_of(text, pattern, "解散情報", as_of, remarks))
    if is_blank(supervision):
        return Standing()
    text = fold(supervision)
    if _AUTHENTICATION_REVOKED.search(text):
        return Standing("revoked", _day_of(text, _AUTHENTICATION_REVOKED, "監督情報", as_of, remarks))
    remarks.append(
        Remark("監督情報", text[:40], "認証の取消しではない監督の情報は掲載しません", Action.VALUE_LEFT_OUT)
    )
    return Standing()


def _day_of(
    text: str, pattern: re.Pattern[str], heading: str, as_of: datetime.date, remarks: list[Remark]
) -> datetime.date | None:
    """The day of the passage in which the pattern stands, or of the first passage."""
    passages: list[DatedText] = []
    try:
        passages = dated_passages(text)
    except NotADate as error:
        remarks.append(Remark("ended_on", text[:40], str(error), Action.VALUE_LEFT_OUT))
        return None
    chosen = next((item for item in passages if pattern.search(item.text)), passages[0] if passages else None)
    if chosen is None:
        remarks.append(Remark("ended_on", text[:40], f"{heading}に日付がありません"))
        return None
    if chosen.on > as_of:
        remarks.append(Remark("ended_on", text[:40], f"{heading}の日付が先の日です", Action.VALUE_LEFT_OUT))
        return None
    return chosen.on


def certification_of(
    flags: AbstractSet[str],
    dates: Mapping[str, datetime.date | None],
    standing: Standing,
    as_of: datetime.date,
    remarks: list[Remark],
) -> Certification:
    """The certification that holds on the day `as_of`, from the marked headings and the dates by heading.

    認定 goes before 特例認定, that before the national tax agency's former certification, that before designation by
    ordinance. One that was revoked, has not begun or has run out does not count, except that a certification under
    renewal holds until the renewal is decided (特定非営利活動促進法 第51条). What ended with the corporation is `none`.
    """
    renewing = "認定（認定・特例認定４）" in flags
    claims = [
        (
            "certified",
            "認定（認定・特例認定１）" in flags or renewing,
            ("認定（認定開始日）", "認定（認定満了日）", "認定（認定取消日）"),
        ),
        (
            "special",
            "認定（認定・特例認定２）" in flags,
            ("認定（特例認定年月日）", "認定（特例認定満了日）", "認定（特例認定取消日）"),
        ),
        (
            "former-nta",
            "認定（認定・特例認定３）" in flags,
            ("認定（認定開始日）", "認定（認定満了日）", "認定（認定取消日）"),
        ),
        (
            "ordinance",
            "条例個別指定フラグ" in flags,
            (
                "条例個別指定：有効期間(開始日)",
                "条例個別指定：有効期間(満了日)",
                "条例個別指定：有効期限（条例個別指定：取消日)",
            ),
        ),
    ]
    for code, is_claimed, headings in claims:
        if not is_claimed:
            continue
        first_day, last_day, revoked_on = (dates.get(heading) for heading in headings)
        shown = f"{first_day or ''}〜{last_day or ''}"
        if standing.status != "active":
            reason = "法人が解散などで終わっているので、認定を有効としません"
        elif code == "former-nta":
            return Certification(code, first_day, last_day)  # says itself that it is over
        elif revoked_on is not None and (first_day is None or revoked_on >= first_day):
            reason = f"{revoked_on:%Y年%m月%d日}に取り消されているので、認定を有効としません"
        elif first_day is not None and first_day > as_of:
            reason = "まだ始まっていない認定なので、有効としません"
        elif first_day is not None and last_day is not None and last_day < first_day:
            reason = "認定の満了日が開始日より前です"
        elif last_day is not None and last_day < as_of and not (renewing and code == "certified"):
            reason = "期限が過ぎているので、認定を有効としません"
        else:
            return Certification(code, first_day, last_day)
        remarks.append(Remark("certification", shown, reason))
    return Certification()
