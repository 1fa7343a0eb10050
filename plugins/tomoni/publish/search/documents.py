"""What is searched: every entry that has a page, as fields of text, facets and dates.

A table is searched by one line in `SEARCHED`; its labels come from the codelists that its schema names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tomoni.catalog import Field, Row
from tomoni.insight.standing import is_listed

from ..pages.entry_kinds import ENTRY_KINDS, EntryKind
from ..pages.opening_standing import deadline_of, state_of
from ..pages.page import Document
from ..pages.site import TITLES, Site

BOOSTS = {"title": 8.0, "reading": 6.0, "labels": 3.0, "summary": 2.0, "body": 1.0}
"""Fields and how much a word in each counts."""

KIND_BOOSTS = {
    "organizations": 1.5,
    "openings": 1.5,
    "services": 1.5,
    "grants": 1.3,
    "resource_offers": 1.2,
    "centers": 1.2,
    "awards": 0.4,
    "reports": 0.5,
    "areas": 2.5,
    "topics": 2.5,
    "activity_fields": 1.5,
}
"""How much a thing of a kind counts (others 1): what one can do or ask first, records of what was done last."""

KIND_WORDS = {
    "organizations": "団体 NPO organization",
    "openings": "募集 ボランティア募集 volunteer opening",
    "services": "支援 サービス 助け help service",
    "grants": "助成金 補助金 公募 grant",
    "awards": "助成の実績 award",
    "events": "催し イベント event",
    "projects": "寄付 募金 donation",
    "resource_offers": "ゆずります 貸します offer",
    "resource_needs": "ください 必要なもの need",
    "challenges": "提案の募集 challenge",
    "collaborations": "協働 collaboration",
    "reports": "活動報告 report",
    "companies": "企業 会社 company",
    "centers": "窓口 相談 centre",
    "advisors": "専門家 相談 アドバイザー advisor",
    "talents": "ボランティアしたい人 talent",
    "case_studies": "事例 先進事例 case",
    "indicators": "指標 indicator",
    "evidence": "根拠 統計 evidence",
}
"""What people call a thing of a kind, so that 葛飾 募集 finds the openings of that ward."""

FACETS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "area": ("areas", ("area", "areas", "areas_served", "activity_areas")),
    "field": ("activity_fields", ("fields",)),
    "topic": ("topics", ("topics",)),
    "skill": ("skills", ("skills", "skills_required", "skills_welcome")),
    "time": ("time_slots", ("time_slots",)),
    "mode": ("participation_modes", ("mode", "modes")),
    "engagement": ("engagement_types", ("engagement", "engagements")),
    "language": ("languages", ("languages",)),
    "access": ("access_features", ("access_features",)),
}
"""Facet to its codelist and the columns in which its codes stand."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that can be found: where it leads (`table` and `key`, or a content page), texts and facets.

    `until`: the day after which it is over; `dated`: the day it is from.
    """

    kind: str
    table: str
    key: str
    path: str
    title: str
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    until: date | None
    dated: date | None


@dataclass(frozen=True, slots=True)
class Searched:
    """How rows of one table are searched: columns by field, and which rows count."""

    table: str
    summary: tuple[str, ...]
    body: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    until: Callable[[Site, Row], date | None] = lambda _site, _row: None
    dated: Callable[[Row], date | None] = lambda row: row.get("updated_on")
    counts: Callable[[Site, Row], bool] = lambda _site, _row: True


def _plain(
    kind: EntryKind, body: tuple[str, ...] = (), reading: tuple[str, ...] = (), summary: tuple[str, ...] = ()
) -> Searched:
    return Searched(
        kind.table,
        kind.summary + summary,
        body,
        reading,
        lambda _, row: kind.last_day(row),
        kind.dated,
        lambda site, row: not kind.is_over(row, site.as_of),
    )


_BODIES: Mapping[str, tuple[str, ...]] = {
    "grants": ("funder", "description", "department"),
    "awards": ("funder", "recipient_name"),
    "events": ("speakers", "place", "series"),
    "projects": ("body", "municipality"),
    "resource_offers": ("provider_label", "place"),
    "challenges": ("wanted", "conditions"),
    "collaborations": ("description",),
    "reports": ("place",),
    "companies": ("industry",),
    "centers": ("operator", "address", "about_en", "about_easy"),
    "case_studies": ("background", "municipality", "region"),
    "indicators": ("data_source", "formula"),
    "evidence": ("source_title", "population"),
}
_READINGS: Mapping[str, tuple[str, ...]] = {"companies": ("name_kana",), "centers": ("name_en",)}

SEARCHED: tuple[Searched, ...] = (
    Searched(
        "organizations",
        ("summary", "summary_en", "summary_easy"),
        ("purpose", "activities", "address"),
        ("name_kana", "name_en"),
        counts=lambda _, row: is_listed(row),
    ),
    Searched(
        "openings",
        ("summary", "summary_en", "summary_easy"),
        ("description", "place", "nearest_station", "what_to_bring"),
        until=deadline_of,
        dated=lambda row: row["published_on"],
        counts=lambda site, row: state_of(site, row) in ("open", "paused"),
    ),
    Searched(
        "services",
        ("summary", "for_whom"),
        ("description", "place", "how_to_use", "eligibility"),
        counts=lambda _, row: row["status"] != "ended",
    ),
    *(_plain(kind, _BODIES.get(kind.table, ()), _READINGS.get(kind.table, ())) for kind in ENTRY_KINDS),
)

CODES = (
    ("areas", ("kana", "description")),
    ("activity_fields", ("description",)),
    ("topics", ("description",)),
)
"""Codelists whose codes have pages: wards, fields, topics."""


def search_documents(site: Site) -> list[SearchDocument]:
    """Everything that can be found, likes beside likes: by kind, ward, field, problem, then id."""
    found = [*_entries(site), *_codes(site), *_pages(site)]
    order = {name: number for number, name in enumerate(kinds())}
    found.sort(
        key=lambda document: (
            order[document.kind],
            document.facets.get("area", ()),
            document.facets.get("field", ()),
            document.facets.get("topic", ()),
            document.key,
        )
    )
    return found


def kinds() -> list[str]:
    """The kinds of things, in the order in which they are offered."""
    return [searched.table for searched in SEARCHED] + ["areas", "activity_fields", "topics", "pages"]


def _entries(site: Site) -> Iterator[SearchDocument]:
    for searched in SEARCHED:
        label_columns = _label_columns(site, searched.table)
        title_column = next(
            name for name in TITLES if name in site.catalog.package.resources[searched.table].schema
        )
        for row in site.catalog.rows(searched.table):
            link = site.link(searched.table, row["id"])
            if link is None or not searched.counts(site, row):
                continue
            yield SearchDocument(
                searched.table,
                searched.table,
                row["id"],
                link.path,
                row[title_column],
                {
                    "title": row[title_column],
                    "reading": _join(row, searched.reading),
                    "labels": _labels(site, searched.table, row, label_columns),
                    "summary": _join(row, searched.summary),
                    "body": f"{_join(row, searched.body)} {_of_whom(site, row)}",
                },
                _facets(row),
                searched.until(site, row),
                searched.dated(row),
            )


def _join(row: Row, columns: Sequence[str]) -> str:
    return " \n ".join(str(row[name]) for name in columns if row.get(name))


def _of_whom(site: Site, row: Row) -> str:
    """The name of the organization whose entry it is, so that it is found by it."""
    organization = (
        site.catalog.get("organizations", row.get("organization")) if row.get("organization") else None
    )
    return f"{organization['name']} {organization['name_kana'] or ''}" if organization else ""


_NOT_ITS_OWN = frozenset({"support_wanted", "donee", "verification"})
"""Columns of codes that say what an entry is not: what it looks for elsewhere, how far it was checked."""


def _label_columns(site: Site, table: str) -> list[Field]:
    """The columns whose codes or enumerated values have labels."""
    fields = site.catalog.package.resources[table].schema.fields
    return [
        field for field in fields if (field.codelist or field.categories) and field.name not in _NOT_ITS_OWN
    ]


def _labels(site: Site, table: str, row: Row, columns: Sequence[Field]) -> str:
    """The labels of the row's codes in Japanese and English, each once, and what things of its kind are called."""
    found: dict[str, None] = {KIND_WORDS.get(table, ""): None}
    for field in columns:
        value = row[field.name]
        for code in [value] if isinstance(value, str) else value or ():
            if code != "any":
                for register in ("ja", "en"):
                    found[_label(site, table, field, code, register)] = None
    if table == "advisors":
        for problem in site.catalog.by("advice_problems", "professions").get(row["profession"], ()):
            found[problem["label"]] = None
    return " \n ".join(found)


def _label(site: Site, table: str, field: Field, code: str, register: str) -> str:
    if field.codelist:
        return site.catalog.label(field.codelist, code, register)
    return site.catalog.category(table, field.name, code, register)


def _facets(row: Row) -> dict[str, tuple[str, ...]]:
    found = {}
    for facet, (_, columns) in FACETS.items():
        codes: dict[str, None] = {}
        for name in columns:
            value = row.get(name)
            for code in [value] if isinstance(value, str) else value or ():
                codes[code] = None
        if codes:
            found[facet] = tuple(codes)
    return found


def _codes(site: Site) -> Iterator[SearchDocument]:
    for codelist, columns in CODES:
        for row in site.catalog.rows(codelist):
            link = site.link(codelist, row["code"])
            if link is None:
                continue
            labels = " \n ".join(filter(None, (row.get("label_en"), row.get("label_easy"))))
            own = {"areas": "area", "activity_fields": "field", "topics": "topic"}[codelist]
            texts = {
                "title": row["label"],
                "reading": labels,
                "labels": "",
                "summary": _join(row, columns),
                "body": "",
            }
            facets = {own: (row["code"],)}
            yield SearchDocument(
                codelist, codelist, row["code"], link.path, row["label"], texts, facets, None, None
            )


def _pages(site: Site) -> Iterator[SearchDocument]:
    """Guides and the like: one document for each, with the texts of all registers."""
    by_slug: dict[str, list[Document]] = {}
    for document in site.documents:
        by_slug.setdefault(document.slug, []).append(document)
    for slug, documents in sorted(by_slug.items()):
        japanese = next((document for document in documents if document.register == "ja"), None)
        if japanese is None or not site.has(f"{slug}.html"):
            continue
        others = [document for document in documents if document is not japanese]
        texts = {
            "title": japanese.title,
            "reading": " \n ".join(document.title for document in others),
            "labels": "",
            "summary": japanese.description,
            "body": " \n ".join(_TAG.sub(" ", document.body) for document in documents),
        }
        yield SearchDocument(
            "pages", "", slug, f"{slug}.html", japanese.title, texts, {}, None, japanese.modified
        )
