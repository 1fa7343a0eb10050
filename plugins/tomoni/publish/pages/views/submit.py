"""`/submit/`: a form for each kind of entry, made from its schema; what it makes is a file, a mail or an issue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tomoni.catalog import KINDS, MADE_DAYS, Kind, Resource, kind_of

from ..form_endings import form_endings
from ..form_rules import form_rules
from ..form_words import form_words
from ..forms import form_field, references
from ..page import PageRef, register_prefix
from ..site import Site
from ..wording import Wording


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
                    self._choice(site, kind, prefix, wording) for kind in _kinds(site) if not _is_part(kind)
                ],
                "parts": [
                    self._choice(site, kind, prefix, wording) for kind in _kinds(site) if _is_part(kind)
                ],
            }
        kind = kind_of(ref.key)
        assert kind is not None
        return self._form(
            site, ref, kind, wording, [home, {"label": heading, "path": f"{prefix}submit/index.html"}]
        )

    def _choice(self, site: Site, kind: Kind, prefix: str, wording: Wording) -> tuple[str, str, bool, int]:
        path = f"{prefix}submit/{kind.table}.html"
        return _name(site, kind.table, wording), path, kind.public, len(kind.first)

    def _form(
        self, site: Site, ref: PageRef, kind: Kind, wording: Wording, trail: list[dict[str, Any]]
    ) -> dict[str, Any]:
        resource = site.catalog.package.resources[kind.table]
        schema, name = resource.schema, _name(site, kind.table, wording)
        short, more = kind.short_fields(schema), kind.more_fields(schema)
        fields = (*short, *more)
        prefix = register_prefix(ref.register)
        title = wording._("%(of)sを載せる・直す") % {"of": name}
        endings = form_endings(site, kind, ref.register, ref.root)
        return {
            "title": title,
            "description": wording._("書いた内容は、送るまでこの端末の中だけにあります。"),
            "breadcrumb": [*trail, {"label": name, "path": None}],
            "short": [form_field(site, resource, field, ref.register, kind.given) for field in short],
            "more": [form_field(site, resource, field, ref.register, kind.given) for field in more],
            "public": kind.public,
            "workbook": f"submit/tomoni-{kind.table}.xlsx",
            "issues": bool(endings["issue"]),
            "form": {
                **form_words(wording),
                **endings,
                "table": kind.table,
                "source": _source(kind, resource, ref.root),
                "given": dict(kind.given),
                "made": [name for name in MADE_DAYS if name in schema],
                "claimed": kind.table == "organizations",
                "references": references(site, resource, fields, ref.root),
                "rules": form_rules(site.catalog, resource, fields),
                "examples": {field.name: str(field.descriptor.get("example", "")) for field in fields},
                "titles": {field.name: wording.title(kind.table, field.name) for field in schema.fields},
                "subject": title,
                "list_page": f"{ref.root}{prefix}{kind.section}/index.html",
            },
        }


def _source(kind: Kind, resource: Resource, root: str) -> dict[str, Any]:
    """Where the entry that is put right is read: its own file of the API, or that of the entry it hangs on."""
    schema = resource.schema
    parent = None
    if kind.hangs_on:
        (key,) = (key for key in schema.foreign_keys if key.fields == (kind.hangs_on,))
        parent = {"column": kind.hangs_on, "address": f"{root}api/v1/{key.resource}/"}
    return {
        "table": kind.table,
        "key": list(schema.primary_key),
        "columns": [field.name for field in schema.fields],
        "entry": "" if parent else f"{root}api/v1/{kind.table}/",
        "parent": parent,
    }


def _is_part(kind: Kind) -> bool:
    """Whether its rows are parts of an entry that has a form of its own."""
    return bool(kind.hangs_on or kind.part_of)


def _kinds(site: Site) -> list[Kind]:
    return [kind for kind in KINDS if kind.table in site.catalog.package.resources]


def _name(site: Site, table: str, wording: Wording) -> str:
    resource = site.catalog.package.resources[table]
    return resource.title_en if wording.register == "en" else resource.title


VIEW = Submit()
