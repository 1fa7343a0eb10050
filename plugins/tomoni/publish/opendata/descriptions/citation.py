"""How to cite the data: in words, as BibTeX, and as a CITATION.cff file."""

from __future__ import annotations

import json

from tomoni.catalog import Resource

from .published import Published, licence


def in_words(published: Published, resource: Resource | None, register: str = "ja") -> str:
    """A reference in APA's order: who, year, what, version, where, licence."""
    title = title_of(published, resource, register)
    where = published.site.settings.address and _page(published, resource)
    name = published.site.settings.site_name
    version = published.version_of(resource.name if resource else None)
    terms = _licence_title(published, resource)
    if register == "en":
        parts = [
            f"{published.publisher}. ({published.day.year}). {title} (Version {version}) [Data set]. {name}.",
            where,
            f"Licence: {terms}.",
        ]
        return " ".join(part for part in parts if part)
    parts = [
        f"{published.publisher}（{published.day.year}）．{title}［データセット］．版 {version}．{name}．",
        f"{where} ．" if where else "",
        f"ライセンス：{terms}",
    ]
    return "".join(part for part in parts if part)


def bibtex(published: Published, resource: Resource | None) -> str:
    """The same as a BibTeX entry."""
    where = published.site.settings.address and _page(published, resource)
    key = f"tomoni-{resource.name if resource else 'data'}-{published.day.year}"
    fields = {
        "author": f"{{{published.publisher}}}",
        "title": title_of(published, resource, "ja"),
        "year": str(published.day.year),
        "version": published.version_of(resource.name if resource else None),
        "publisher": published.site.settings.site_name,
        "note": _licence_title(published, resource),
        "url": where,
    }
    lines = [f"  {name} = {{{_bibtex_text(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def citation_file(published: Published) -> str:
    """CITATION.cff (version 1.2.0) of all tables together.

    Values are quoted as JSON strings, which YAML reads as they are.
    """
    quote = _yaml_text
    descriptor = published.descriptor
    lines = [
        "cff-version: 1.2.0",
        f"message: {quote('このデータを使うときは、次のように引用してください。')}",
        "type: dataset",
        f"title: {quote(title_of(published, None, 'ja'))}",
        f"abstract: {quote(str(descriptor.get('description', '')))}",
        "authors:",
        f"  - name: {quote(published.publisher)}",
        f"version: {quote(published.version)}",
        f"date-released: {quote(published.day.isoformat())}",
        f"license: {quote(str(licence_name(published)))}",
        *[f"{name}: {quote(value)}" for name, value in _addresses(published).items()],
    ]
    keywords = descriptor.get("keywords", [])
    if keywords:
        lines += ["keywords:", *[f"  - {quote(word)}" for word in keywords]]
    return "\n".join([*lines, ""])


def title_of(published: Published, resource: Resource | None, register: str) -> str:
    """What a table, or all of them together, is called in a register."""
    if resource is None:
        descriptor = published.descriptor
        name = published.site.settings.site_name
        return str(
            (descriptor.get("title_en") if register == "en" else None) or descriptor.get("title") or name
        )
    return resource.title_en if register == "en" else resource.title


def licence_name(published: Published) -> str:
    """The SPDX name of the licence of the data as a whole."""
    return str(published.descriptor.get("licenses", [{"name": "CC-BY-4.0"}])[0]["name"])


def _licence_title(published: Published, resource: Resource | None) -> str:
    if resource is None:
        return _short(licence_name(published))
    terms = licence(resource, published.descriptor)
    return _short(terms["name"]) if terms.get("path") else str(terms["title"])


def _short(name: str) -> str:
    """CC-BY-4.0 as people write it: CC BY 4.0."""
    return name.replace("-", " ").replace("CC BY SA", "CC BY-SA") if name.startswith("CC-") else name


def _page(published: Published, resource: Resource | None) -> str:
    return published.address(f"data/{resource.name if resource else 'index'}.html")


def _addresses(published: Published) -> dict[str, str]:
    return {"url": _page(published, None)} if published.site.settings.address else {}


def _bibtex_text(value: str) -> str:
    return (
        value.replace("\\", r"\textbackslash{}").replace("%", r"\%").replace("&", r"\&").replace("_", r"\_")
    )


def _yaml_text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
