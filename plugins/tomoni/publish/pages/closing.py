"""What an entry's page says when one can no longer act on it: that it is over, and where to look instead.

The words are on every page of an entry that has an end, hidden until then: where the day passes after the site was
built, static/js/deadline.js shows them and takes the way to act off the page.
"""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Row

from .entry_kinds import EntryKind
from .page import Register, register_prefix
from .site import Site
from .translations import N_

_ENDED = {
    "grants": N_("この募集は締め切りました"),
    "events": N_("この催しは終わりました"),
    "challenges": N_("提案の募集は終わりました"),
    "projects": N_("この募集は終わりました"),
    "resource_offers": N_("いまは受け付けていません"),
    "resource_needs": N_("いまは受け付けていません"),
}
_STATUS = {
    ("events", "cancelled"): N_("この催しは中止になりました"),
    ("events", "full"): N_("この催しは定員に達しました"),
    ("resource_offers", "reserved"): N_("ほかの団体と相談中です"),
}
_APPLICATIONS_ENDED = N_("申し込みの受け付けは終わりました")
_OVER = N_("受け付けは終わりました")
_ELSEWHERE = {
    "grants": ("grants/index.html", N_("いま受け付けている募集をさがす")),
    "events": ("events/index.html", N_("これからの催しをさがす")),
    "challenges": ("challenges/index.html", N_("ほかの課題を見る")),
    "projects": ("projects/index.html", N_("いま応援できる事業をさがす")),
    "resource_offers": ("resources/index.html", N_("ほかの物や場所をさがす")),
    "resource_needs": ("resources/index.html", N_("ほかの物や場所をさがす")),
}
_LIST = N_("一覧を見る")


def closing(site: Site, kind: EntryKind, row: Row, register: Register) -> dict[str, Any] | None:
    """`shown`: whether one can no longer act today; `title`; `path` and `label` of where to look instead.

    None for an entry that has no end.
    """
    shown = not kind.accepts(row, site.as_of)
    last = kind.act_by(row)
    if not shown and last is None:
        return None
    say = site.wording(register)._
    before_its_end = not kind.is_over(row, site.as_of) and last != kind.last_day(row)
    title = (
        _STATUS.get((kind.table, row.get("status") or ""))
        or (_APPLICATIONS_ENDED if before_its_end else None)
        or _ENDED.get(kind.table, _OVER)
    )
    path, label = _ELSEWHERE.get(kind.table, (f"{kind.section}/index.html", _LIST))
    return {
        "shown": shown,
        "title": say(title),
        "path": register_prefix(register) + path,
        "label": say(label),
    }
