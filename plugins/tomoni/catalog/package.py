"""The data package as it is described: resources, schemas, fields. No rows are read here.

The description follows Data Package 2.0 and Table Schema 2.0; the properties of our own
(codelist, references, allow_any, categories, unit, checks) are explained in docs/data-package.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from .errors import PackageError, PathOutside


@dataclass(frozen=True, slots=True)
class Category:
    """One value of an inline enumeration, with its labels (Japanese, English, easy Japanese)."""

    value: str
    label: str
    label_en: str
    label_easy: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of this table that name a row of another."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """One column: its type, titles and the rules that a form, a page and a check need."""

    name: str
    type: str
    title: str
    title_en: str
    title_easy: str
    description: str
    codelist: str | None
    references: str | None
    allow_any: bool
    required: bool
    categories: tuple[Category, ...]
    unit: str | None
    format: str
    descriptor: Mapping[str, Any]

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several items, separated by `;`."""
        return self.type == "list"

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> Field:
        """The field that a Table Schema descriptor describes."""
        _refuse_other_types(descriptor, _FIELD_TYPES)
        name = descriptor["name"]
        title = descriptor.get("title", name)
        return cls(
            name=name,
            type=descriptor.get("type", "string"),
            title=title,
            title_en=descriptor.get("title_en", name),
            title_easy=descriptor.get("title_easy") or title,
            description=descriptor.get("description", ""),
            codelist=descriptor.get("codelist"),
            references=descriptor.get("references"),
            allow_any=bool(descriptor.get("allow_any", False)),
            required=bool(descriptor.get("constraints", {}).get("required", False)),
            categories=tuple(
                Category(
                    str(item["value"]),
                    item["label"],
                    item.get("label_en", item["label"]),
                    item.get("label_easy") or item["label"],
                )
                for item in descriptor.get("categories", [])
            ),
            unit=descriptor.get("unit"),
            format=descriptor.get("format", "default"),
            descriptor=descriptor,
        )


@dataclass(frozen=True)
class Schema:
    """Fields in the order of the columns, keys, and the cross-row checks that the table declares."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    checks: tuple[Mapping[str, Any], ...]
    descriptor: Mapping[str, Any]

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> Field:
        """The field of that name; `KeyError` where there is none."""
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> Schema:
        """The schema that a Table Schema descriptor describes."""
        _refuse_other_types(descriptor, {**_TITLES, "checks": list})
        for check in descriptor.get("checks", []):
            _refuse_other_types(check, {"name": str})
        key = descriptor.get("primaryKey", [])
        return cls(
            fields=tuple(Field.from_descriptor(field) for field in descriptor["fields"]),
            primary_key=tuple([key] if isinstance(key, str) else key),
            foreign_keys=tuple(
                ForeignKey(
                    _names(item["fields"]),
                    item["reference"].get("resource", ""),
                    _names(item["reference"]["fields"]),
                )
                for item in descriptor.get("foreignKeys", [])
            ),
            checks=tuple(descriptor.get("checks", [])),
            descriptor=descriptor,
        )


@dataclass(frozen=True)
class Resource:
    """One table of the package: where its files are and what its schema says."""

    name: str
    title: str
    title_en: str
    description: str
    paths: tuple[Path, ...]
    format: str
    schema: Schema
    is_codelist: bool
    descriptor: Mapping[str, Any]


@dataclass(frozen=True)
class Package:
    """A described data package; `base` is the folder that its paths are relative to."""

    base: Path
    descriptor_path: Path
    resources: Mapping[str, Resource]
    descriptor: Mapping[str, Any]

    @property
    def tables(self) -> list[Resource]:
        """The resources that are not codelists, in the order of the descriptor."""
        return [resource for resource in self.resources.values() if not resource.is_codelist]


def load_package(path: Path) -> Package:
    """Read `datapackage.json` (or the one in the folder `path`) and every schema it names.

    Raises `PackageError` for a descriptor or schema that is missing, broken or outside the folder.
    """
    package, errors = load_described(path)
    if errors:
        raise errors[0][1]
    return package


def load_described(path: Path) -> tuple[Package, list[tuple[str, PackageError]]]:
    """The package as far as it can be read, and why each other resource (by name) cannot.

    Raises `PackageError` when the descriptor itself cannot be read.
    """
    descriptor_path = path / "datapackage.json" if path.is_dir() else path
    base = descriptor_path.parent
    descriptor = _read_json(descriptor_path)
    entries = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(entries, list):
        raise PackageError(
            "データパッケージの書き方が正しくありません（resources がありません）。",
            str(descriptor_path),
            "docs/data-package.md の例と見くらべてください。",
        )
    resources: dict[str, Resource] = {}
    errors: list[tuple[str, PackageError]] = []
    for number, entry in enumerate(entries, 1):
        name = entry.get("name") if isinstance(entry, dict) else None
        where = f"datapackage.json › {name or number}"
        try:
            if name in resources:
                raise PackageError(
                    f"「{name}」という名前の表が2つあります。", where, "名前を変えてください。"
                )
            resources[entry["name"]] = _load_resource(base, entry)
        except PackageError as error:
            errors.append((str(name or number), error))
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            fault = PackageError(
                f"データパッケージの書き方が正しくありません（{error!r}）。",
                where,
                "docs/data-package.md の例と見くらべてください。",
            )
            errors.append((str(name or number), fault))
    return Package(base, descriptor_path, resources, descriptor), errors


def resolve_inside(base: Path, relative: str, where: str) -> Path:
    """The path of a file that the package names; `PackageError` when it leads out of the folder."""
    parts = PurePosixPath(relative)
    if (
        not parts.parts
        or parts.is_absolute()
        or ".." in parts.parts
        or "\\" in relative
        or "://" in relative
        or ":" in parts.parts[0]
    ):
        raise PathOutside(
            f"「{relative}」はデータのフォルダーの外を指しています。",
            where,
            "フォルダーの中のファイルを、フォルダーからの相対の道（例：people/openings.csv）で書いてください。",
        )
    return base / parts


def _load_resource(base: Path, entry: Mapping[str, Any]) -> Resource:
    where = f"datapackage.json › {entry['name']}"
    _refuse_other_types(entry, {**_TITLES, "name": str, "format": str})
    schema = entry["schema"]
    if isinstance(schema, str):
        schema = _read_json(resolve_inside(base, schema, where))
    paths = entry["path"]
    listed = [paths] if isinstance(paths, str) else list(paths)
    return Resource(
        name=entry["name"],
        title=entry.get("title") or schema.get("title", entry["name"]),
        title_en=entry.get("title_en") or schema.get("title_en", entry["name"]),
        description=entry.get("description") or schema.get("description", ""),
        paths=tuple(resolve_inside(base, item, where) for item in listed),
        format=entry.get("format", "json" if listed[0].endswith(".json") else "csv"),
        schema=Schema.from_descriptor(schema),
        is_codelist=listed[0].startswith("codelists/"),
        descriptor=entry,
    )


_TITLES = {"$schema": str, "title": str, "title_en": str, "description": str}
_FIELD_TYPES = {
    **_TITLES,
    "name": str,
    "title_easy": str,
    "type": str,
    "format": str,
    "codelist": str,
    "references": str,
    "unit": str,
    "allow_any": bool,
    "categories": list,
    "constraints": dict,
}
"""What our own reading takes for granted; the rest of the standard is Frictionless's to check."""


def _refuse_other_types(descriptor: Mapping[str, Any], types: Mapping[str, type]) -> None:
    for name, expected in types.items():
        if name in descriptor and not isinstance(descriptor[name], expected):
            raise TypeError(f"{name}: {descriptor[name]!r}")


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackageError("ファイルがありません。", str(path), "名前と場所を確かめてください。") from error
    except OSError as error:
        raise PackageError(
            f"ファイルを開けません（{error.strerror}）。", str(path), "名前と、読む許可を確かめてください。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise PackageError(
            f"JSONとして読めません（{error}）。",
            str(path),
            "UTF-8で保存し、かっことカンマを確かめてください。",
        ) from error
