"""What a page says of a column: its type, its rules and its figures, in the words of a register."""

from __future__ import annotations

from typing import Any

from tomoni.catalog import Field, Resource, Row, cell_text

from ...pages.site import Site
from ...pages.translations import N_
from ...pages.wording import Wording
from .statistics import Bar, Column, column

TYPES = {
    "string": N_("文字"),
    "integer": N_("整数"),
    "number": N_("数"),
    "boolean": N_("はい・いいえ"),
    "date": N_("日付"),
    "datetime": N_("日時"),
    "time": N_("時刻"),
    "list": N_("リスト（;で区切る）"),
    "array": N_("JSONのリスト"),
    "object": "JSON",
}
UNITS = {
    "yen": N_("円"),
    "people": N_("人"),
    "percent": N_("％"),
    "hours": N_("時間"),
    "days": N_("日"),
    "months": N_("か月"),
    "month": N_("月"),
    "years": N_("年"),
    "times": N_("回"),
    "events": N_("件の催し"),
    "applications": N_("件の申請"),
    "consultations": N_("件の相談"),
    "organizations": N_("団体"),
    "members": N_("会員"),
    "points": N_("点"),
    "degrees": N_("度"),
    "km": "km",
    "m2": "m²",
}
_TEXT_SHOWN = 24


def field_facts(site: Site, resource: Resource, field: Field, wording: Wording) -> dict[str, Any]:
    """Everything that the page shows of one column, ready to be written down."""
    figures = columns(site, resource)[field.name]
    share = figures.share_filled
    return {
        "name": field.name,
        "title": wording.title(resource.name, field.name),
        "description": field.description,
        "type": _type(field, wording),
        "key": field.name in resource.schema.primary_key,
        "required": field.required,
        "example": "" if field.descriptor.get("example") is None else str(field.descriptor["example"]),
        "rules": rules(resource, field, wording),
        "values": [
            {"value": category.value, "label": wording.category(resource.name, field.name, category.value)}
            for category in field.categories
        ],
        "target": _target(site, resource, field, wording),
        "filled": wording.number(figures.filled),
        "share": None if share is None else share * 100,
        "share_text": "—" if share is None else wording.percent(share),
        "distinct": wording.number(figures.distinct),
        "span": _span(figures, wording),
        "bars": bars(site, resource, figures, wording),
    }


def columns(site: Site, resource: Resource) -> dict[str, Column]:
    """The figures of every column of a table, worked out once in each process."""
    key = ("columns", resource.name)
    if key not in site.kept:
        rows = site.catalog.rows(resource.name)
        site.kept[key] = {field.name: column(field, rows) for field in resource.schema.fields}
    found: dict[str, Column] = site.kept[key]
    return found


def rules(resource: Resource, field: Field, wording: Wording) -> list[str]:
    """What a value must be, in short phrases."""
    say = wording._
    constraints = field.descriptor.get("constraints", {})
    found = []
    if constraints.get("unique") or resource.schema.primary_key == (field.name,):
        found.append(say("同じ値は1回だけ"))
    bounds = [constraints.get(name) for name in ("minimum", "maximum")]
    if None not in bounds:
        found.append(say("%(low)s以上%(high)s以下") % {"low": bounds[0], "high": bounds[1]})
    elif bounds[0] is not None:
        found.append(say("%(low)s以上") % {"low": bounds[0]})
    elif bounds[1] is not None:
        found.append(say("%(high)s以下") % {"high": bounds[1]})
    if constraints.get("minLength"):
        found.append(say("%(count)s文字以上") % {"count": constraints["minLength"]})
    if constraints.get("maxLength"):
        found.append(say("%(count)s文字まで") % {"count": constraints["maxLength"]})
    if field.allow_any:
        found.append(say("any＝条件なし"))
    return found


def _type(field: Field, wording: Wording) -> str:
    kind = wording._(TYPES.get(field.type, field.type))
    if field.format == "uri":
        kind = "URL"
    elif field.format == "email":
        kind = wording._("メールアドレス")
    elif field.codelist and not field.is_list:
        kind = wording._("コード")
    elif field.codelist:
        kind = wording._("コードのリスト（;で区切る）")
    if field.unit:
        unit = wording._(UNITS[field.unit]) if field.unit in UNITS else field.unit
        return wording._("%(type)s（%(unit)s）") % {"type": kind, "unit": unit}
    return kind


def _target(site: Site, resource: Resource, field: Field, wording: Wording) -> dict[str, str] | None:
    """The table that the values name a row of."""
    name = field.codelist or field.references
    for key in resource.schema.foreign_keys:
        if key.fields == (field.name,):
            name = key.resource
    if not name or name == resource.name or name not in site.catalog.package.resources:
        return None
    target = site.catalog.package.resources[name]
    return {"name": name, "title": target.title_en if wording.register == "en" else target.title}


def bars(site: Site, resource: Resource, figures: Column, wording: Wording) -> list[dict[str, Any]]:
    """The histogram: label, number and length in percent of the longest bar."""
    longest = max((bar.count for bar in figures.bars), default=0) or 1
    return [
        {
            "label": _label(site, resource, figures, bar, wording),
            "text": wording.number(bar.count),
            "width": round(bar.count * 100 / longest, 2),
        }
        for bar in figures.bars
    ]


def _label(site: Site, resource: Resource, figures: Column, bar: Bar, wording: Wording) -> str:
    key, say, field = bar.key, wording._, figures.field
    if key is None:
        return say("ほかの値")
    if figures.kind == "ranges":
        low, high = (_number(value, field, wording) for value in key)
        return say("%(low)s〜%(high)s未満") % {"low": low, "high": high}
    if figures.kind == "years":
        first, last = key
        if first == last:
            return say("%(year)s年") % {"year": first}
        return say("%(first)s〜%(last)s年") % {"first": first, "last": last}
    if figures.kind == "months":
        return say("%(year)s年%(month)s月") % {"year": key[0], "month": key[1]}
    if isinstance(key, bool):
        return say("はい") if key else say("いいえ")
    if isinstance(key, (int, float)):
        return _number(key, field, wording)
    if field.codelist:
        return wording.label(field.codelist, key)
    if field.categories:
        return wording.category(resource.name, field.name, key)
    if field.references:
        return site.title(field.references, key, wording.register)[0]
    return _cut(str(key), _TEXT_SHOWN)


def _span(figures: Column, wording: Wording) -> str:
    """From the smallest number or first day to the largest or last; '' for other columns."""
    low, high = figures.smallest, figures.largest
    if low is None:
        return ""
    if figures.field.type in ("date", "datetime"):
        return f"{low.isoformat()[:10]} – {high.isoformat()[:10]}"
    return f"{_number(low, figures.field, wording)} – {_number(high, figures.field, wording)}"


def _number(value: float, field: Field, wording: Wording) -> str:
    """With separators where the number is an amount; a year or a position stays as it is."""
    return wording.number(value) if field.unit else f"{value:.10g}"


def preview_cells(resource: Resource, row: Row, longest: int) -> list[str]:
    """A row as the CSV file has it, long texts cut."""
    return [_cut(cell_text(field, row[field.name]), longest) for field in resource.schema.fields]


def _cut(text: str, longest: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
