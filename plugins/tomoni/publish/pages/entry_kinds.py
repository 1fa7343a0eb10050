"""Tables whose entries have a plain page: what an entry is called, where it stands, until when it counts.

A table gets a plain page by one line in `ENTRY_KINDS`; one that deserves a page of its own gets a view instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tomoni.catalog import Row

from .cards import deadline_words
from .page import Link, Register
from .site import Site
from .translations import N_
from .wording import Wording

_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class EntryKind:
    """How entries of one table are shown.

    `until`: columns of which the earliest is the last day; `since`: the first that is filled dates the entry;
    `by`: columns of which the first that is filled says whose it is; `over`: values of `status` that end it.
    `act`: columns with the addresses where one acts on it; `act_until`: columns with an earlier last day for that;
    `full`: values of `status` that leave no place, though the entry is still to come; `answers`: whether one who acts
    on it waits for an answer.
    """

    table: str
    section: str
    heading: str
    lead: str
    title: str = "title"
    summary: tuple[str, ...] = ("summary",)
    kind: str = "kind"
    by: tuple[str, ...] = ("organization",)
    until: tuple[str, ...] = ()
    since: tuple[str, ...] = ("published_on", "updated_on")
    act: tuple[str, ...] = ()
    act_until: tuple[str, ...] = ()
    over: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()
    answers: bool = False

    def last_day(self, row: Row) -> date | None:
        """The day after which the entry is over; None where it has none."""
        return _earliest(row, self.until)

    def act_by(self, row: Row) -> date | None:
        """The last day on which one can act on the entry; None where it has none."""
        return _earliest(row, (*self.until, *self.act_until))

    def dated(self, row: Row) -> date | None:
        """The day that the entry is from."""
        return next((_day(row[name]) for name in self.since if row.get(name) is not None), None)

    def is_over(self, row: Row, as_of: date) -> bool:
        """Whether the entry has ended, by its status or by its last day."""
        last = self.last_day(row)
        return row.get("status") in self.over or (last is not None and last < as_of)

    def accepts(self, row: Row, as_of: date) -> bool:
        """Whether one can still act on the entry: it is not over, has a place left, and takes applications."""
        last = self.act_by(row)
        full = row.get("status") in self.full
        return not (self.is_over(row, as_of) or full or (last is not None and last < as_of))


ENTRY_KINDS: tuple[EntryKind, ...] = (
    EntryKind(
        "grants",
        "grants",
        N_("助成金・公募をさがす"),
        N_("区・都・国・財団・企業の助成金と、協働の公募です。締め切りの近い順に並んでいます。"),
        kind="type",
        by=("funder",),
        until=("closes_on",),
        since=("opens_on", "checked_on"),
        act=("apply_url",),
    ),
    EntryKind(
        "awards",
        "awards",
        N_("助成の実績"),
        N_("だれが、どの団体に、いくら助成したかの記録です。"),
        summary=("description",),
        kind="",
        by=("funder",),
        since=("awarded_on",),
    ),
    EntryKind(
        "events",
        "events",
        N_("催し・講座"),
        N_("研修、交流会、説明会、相談会などの予定です。"),
        summary=("description",),
        by=("organization", "center", "company"),
        until=("ends_at",),
        since=("starts_at",),
        act=("apply_url", "online_url"),
        act_until=("apply_by",),
        over=frozenset({"cancelled", "done"}),
        full=frozenset({"full"}),
        answers=True,
    ),
    EntryKind(
        "projects",
        "projects",
        N_("寄付・クラウドファンディング"),
        N_("団体の事業を、お金で応援できます。"),
        until=("ends_on",),
        act=("give_url",),
        over=frozenset({"succeeded", "ended"}),
        answers=True,
    ),
    EntryKind(
        "resource_offers",
        "resources/offers",
        N_("ゆずります・貸します"),
        N_("物や場所を、必要とする団体にゆずる、または貸すという申し出です。"),
        summary=("description",),
        by=("organization", "company", "provider_label"),
        until=("available_until", "expires_on"),
        act=("contact_url",),
        over=frozenset({"given", "ended"}),
        full=frozenset({"reserved"}),
        answers=True,
    ),
    EntryKind(
        "resource_needs",
        "resources/needs",
        N_("ゆずってください・貸してください"),
        N_("団体が必要としている物や場所です。"),
        summary=("description",),
        until=("needed_by",),
        over=frozenset({"met", "withdrawn"}),
        answers=True,
    ),
    EntryKind(
        "challenges",
        "challenges",
        N_("地域の課題と提案の募集"),
        N_("区や住民が示した課題です。NPO・企業・大学からの提案を待っています。"),
        summary=("background",),
        kind="asked_by",
        by=("department",),
        until=("closes_on",),
        since=("opens_on", "updated_on"),
        act=("propose_url",),
        over=frozenset({"matched", "closed"}),
        answers=True,
    ),
    EntryKind(
        "collaborations",
        "collaborations",
        N_("協働の事業"),
        N_("区の部署と団体が、いっしょに取り組む事業です。"),
        kind="scheme",
        by=(),
        since=("starts_on",),
    ),
    EntryKind(
        "reports",
        "reports",
        N_("活動の報告"),
        N_("団体が書いた、活動の報告とお知らせです。"),
        summary=("body",),
        since=("date",),
    ),
    EntryKind(
        "companies",
        "companies",
        N_("地域に力を貸す企業"),
        N_("区が認定した企業と、できることの一覧です。"),
        title="name",
        summary=("about",),
        kind="industry",
        by=(),
        since=("updated_on",),
        act=("contact_url", "website"),
        answers=True,
    ),
    EntryKind(
        "centers",
        "centers",
        N_("相談できる窓口"),
        N_("協働センターとボランティアセンターです。どこに相談すればよいかわからないときも、こちらへ。"),
        title="name",
        summary=("hours_note",),
        by=("operator",),
        since=("updated_on",),
        act=("website",),
    ),
    EntryKind(
        "advisors",
        "advisors",
        N_("専門家の相談"),
        N_("会計・法律・広報などの専門家に、団体が無料で相談できます。"),
        title="display_name",
        summary=("about",),
        kind="profession",
        by=("center",),
        since=("updated_on",),
        act=("consult_url",),
        answers=True,
    ),
    EntryKind(
        "talents",
        "talents",
        N_("力を貸したい人"),
        N_("活動に参加したい人の、得意なことと時間です。連絡はセンターがお受けします。"),
        title="display_name",
        summary=("about",),
        kind="",
        by=("contact_center",),
        until=("expires_on",),
    ),
    EntryKind(
        "case_studies",
        "cases",
        N_("先進的な取り組み"),
        N_("各地の協働の事例と、うまくいった理由です。"),
        kind="scope",
        by=("municipality",),
        since=("checked_on",),
    ),
    EntryKind(
        "indicators",
        "indicators",
        N_("政策の指標"),
        N_("政策がうまくいっているかを確かめる指標です。目標の値は、確認が済むまで未検証と示します。"),
        title="name",
        summary=("definition",),
        kind="level",
        by=("data_source",),
        since=("target_on",),
    ),
    EntryKind(
        "evidence",
        "evidence",
        N_("政策の根拠"),
        N_("政策のもとになった数字です。出典と、確認したかどうかを示します。"),
        title="statement",
        summary=("note",),
        kind="verification",
        by=("source_title",),
        since=("checked_on",),
    ),
)


def entry_card(kind: EntryKind, site: Site, row: Row, wording: Wording, register: Register) -> dict[str, Any]:
    """Context of components/card_generic.html for an entry of a plain kind."""
    until = kind.act_by(row)
    accepts = kind.accepts(row, site.as_of)
    dated = kind.dated(row)
    return {
        "link": site.link(kind.table, row["id"], register) or (row[kind.title], foreign(register)),
        "kind": value_label(site, kind.table, kind.kind, row, wording) if kind.kind else None,
        "by": whose(kind, site, row, register),
        "text": (short(entry_summary(kind, row)), foreign(register)),
        "deadline": until if until and accepts else None,
        "deadline_words": deadline_words(until, site.as_of, wording) if until and accepts else None,
        "soon": until is not None and 0 <= (until - site.as_of).days <= _SOON_DAYS,
        "state": entry_state(kind, row, site.as_of),
        "facts": [
            (wording._("区"), wording.label("areas", row["area"]) if row.get("area") else ""),
            (wording._("日付"), wording.date_long(dated) if dated and (kind.act_until or not until) else ""),
        ],
        "marks": (),
    }


def entry_state(kind: EntryKind, row: Row, as_of: date) -> str:
    """`ended`, `filled` or `reserved` (nothing left now), `passed` (applications closed); '' where one can act on it."""
    if kind.is_over(row, as_of):
        return "ended"
    if kind.accepts(row, as_of):
        return ""
    if row.get("status") in kind.full:
        return "filled" if row["status"] == "full" else str(row["status"])
    return "passed"


def entry_summary(kind: EntryKind, row: Row) -> str:
    """The first text that says what the entry is."""
    return next((row[name] for name in kind.summary if row.get(name)), "")


def short(text: str, length: int = 120) -> str:
    """The beginning of a text on one line, cut after `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def whose(kind: EntryKind, site: Site, row: Row, register: Register) -> Link | tuple[str, str | None] | None:
    """Whose entry it is: the page of the organization, centre or company, or the words of the row."""
    targets = {key.fields[0]: key.resource for key in _schema(site, kind.table).foreign_keys}
    for name in kind.by:
        value = row.get(name)
        if not value:
            continue
        target = targets.get(name)
        if target is None:
            return value, foreign(register)
        return site.link(target, value, register) or (
            site.title(target, value, register)[0],
            foreign(register),
        )
    return None


def value_label(site: Site, table: str, name: str, row: Row, wording: Wording) -> str:
    """The words of a code, an enumeration or a text in one column."""
    value = row.get(name)
    if not value:
        return ""
    field = _schema(site, table).field(name)
    if field.codelist:
        return wording.label(field.codelist, value)
    return wording.category(table, name, value) if field.categories else str(value)


def foreign(register: Register) -> str | None:
    """The language of a Japanese text on a page of this register, where it has to be said."""
    return "ja" if register == "en" else None


def entry_kinds_by_table() -> dict[str, EntryKind]:
    """The kinds by the name of their table."""
    return {kind.table: kind for kind in ENTRY_KINDS}


def sorted_entries(kind: EntryKind, site: Site) -> Sequence[Row]:
    """Entries that still count first: by their last day, then those without one, newest first; then what is over."""

    def key(row: Row) -> tuple[bool, int, int, str]:
        last, dated = kind.last_day(row), kind.dated(row)
        over = kind.is_over(row, site.as_of)
        return (
            over,
            last.toordinal() if last and not over else 10**7,
            -dated.toordinal() if dated else 0,
            row["id"],
        )

    return sorted(site.catalog.rows(kind.table), key=key)


def _schema(site: Site, table: str) -> Any:
    return site.catalog.package.resources[table].schema


def _earliest(row: Row, names: Sequence[str]) -> date | None:
    days = [_day(row[name]) for name in names if row[name] is not None]
    return min(days) if days else None


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
