"""`/submit/`: a form for each kind of entry, made from its schema; what it makes is a file, a mail or an issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.catalog import KINDS, Kind, kind_of

from ..form_rules import form_rules
from ..forms import form_field
from ..page import PageRef, register_prefix
from ..site import Site
from ..translations import N_
from ..wording import Wording

WAYS = ("file", "mail")
"""How a form's answers may be sent, unless the ward's settings say otherwise (TOMONI_SUBMIT_WAYS)."""
_LONGEST_ADDRESS = 7000
"""Characters of an address that every mail program and host takes (they end at about 8 kB)."""
MESSAGES = {
    "required": N_("書いてください。"),
    "too-long": N_("{longest}文字までにしてください（いま{count}文字）。"),
    "too-short": N_("{shortest}文字より長く書いてください。"),
    "pattern": N_("決まった形で書いてください。例：{example}"),
    "range": N_("{min}から{max}までの数を書いてください。"),
    "type": N_("この形では読めません。例：{example}"),
    "must-be-true": N_("同意がないものは載せられません。"),
    "unsafe-link": N_("https:// で始まるアドレスを書いてください。"),
    "end-before-start": N_("「{first}」より後にしてください。"),
    "opening-dates": N_("「{second}」より前にしてください。"),
    "contact-missing": N_("「{fields}」のどれか1つは書いてください。"),
    "exactly-one": N_("「{fields}」のどれか1つだけを書いてください。"),
}
"""What is said of each rule beside its field."""


class Submit:
    """View of the forms and of the page that leads to them."""

    name = "submit"

    def pages(self, site: Site) -> Iterable[PageRef]:
        """The choice of a form, and the forms of the tables that the package has, in every register."""
        kinds = _kinds(site)
        for register in site.settings.registers if kinds else ():
            prefix = f"{register_prefix(register)}submit/"
            yield PageRef(f"{prefix}index.html", "submit_index.html", register)
            for kind in kinds:
                yield PageRef(f"{prefix}{kind.table}.html", "submit.html", register, kind.table)

    def context(self, site: Site, ref: PageRef) -> dict[str, Any]:
        """What submit.html (or submit_index.html) shows."""
        wording, prefix = site.wording(ref.register), register_prefix(ref.register)
        home = {"label": wording._("ホーム"), "path": f"{prefix}index.html"}
        heading = wording._("載せる・直す")
        if ref.key is None:
            return {
                "title": heading,
                "description": wording._(
                    "団体・募集・物や場所などを、フォームから載せたり直したりできます。"
                ),
                "breadcrumb": [home, {"label": heading, "path": None}],
                "forms": [
                    (
                        _name(site, kind.table, wording),
                        f"{prefix}submit/{kind.table}.html",
                        kind.public,
                        len(kind.first),
                    )
                    for kind in _kinds(site)
                ],
            }
        kind = kind_of(ref.key)
        assert kind is not None
        return self._form(
            site, ref, kind, wording, [home, {"label": heading, "path": f"{prefix}submit/index.html"}]
        )

    def _form(
        self, site: Site, ref: PageRef, kind: Kind, wording: Wording, trail: list[dict[str, Any]]
    ) -> dict[str, Any]:
        resource = site.catalog.package.resources[kind.table]
        schema, name = resource.schema, _name(site, kind.table, wording)
        short, more = kind.short_fields(schema), kind.more_fields(schema)
        repository = site.settings.repository.rstrip("/")
        issues = bool(kind.public and repository)
        ways = site.settings.options.get("submit_ways") or WAYS
        title = wording._("%(of)sを載せる・直す") % {"of": name}
        return {
            "title": title,
            "description": wording._("書いた内容は、送るまでこの端末の中だけにあります。"),
            "breadcrumb": [*trail, {"label": name, "path": None}],
            "short": [form_field(site, resource, field, ref.register, kind.given) for field in short],
            "more": [form_field(site, resource, field, ref.register, kind.given) for field in more],
            "public": kind.public,
            "workbook": f"submit/tomoni-{kind.table}.xlsx",
            "ways": {
                "file": "file" in ways or not (issues and "issue" in ways),
                "mail": site.settings.contact_email
                if "mail" in ways and "@" in site.settings.contact_email
                else "",
                "issue": f"{repository}/issues/new?template=submission.yml"
                if issues and "issue" in ways
                else "",
            },
            "form": {
                "table": kind.table,
                "entry": f"{ref.root}api/v1/{kind.table}/" if schema.primary_key == ("id",) else "",
                "rules": form_rules(schema, [*short, *more], kind.given),
                "examples": {
                    field.name: str(field.descriptor.get("example", "")) for field in (*short, *more)
                },
                "titles": {field.name: wording.title(kind.table, field.name) for field in (*short, *more)},
                "private_where": {column: sorted(values) for column, values in kind.private_where.items()},
                "longest": _LONGEST_ADDRESS,
                "messages": {rule: wording._(text) for rule, text in MESSAGES.items()},
                "subject": title,
                "errors": wording._("直すところが{count}つあります"),
                "kept": wording._("下書きをこの端末に残しました。"),
                "deleted": wording._("下書きを消しました。"),
                "same": wording._("変わったところがありません。"),
                "attach": wording._("保存したファイルを、このメールに付けて送ってください。"),
                "missing": wording._("元の内容を読みこめませんでした。新しく書いて送れます。"),
            },
        }


def _kinds(site: Site) -> list[Kind]:
    return [kind for kind in KINDS if kind.table in site.catalog.package.resources]


def _name(site: Site, table: str, wording: Wording) -> str:
    resource = site.catalog.package.resources[table]
    return resource.title_en if wording.register == "en" else resource.title


VIEW = Submit()
