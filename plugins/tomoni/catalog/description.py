"""What can be wrong with the description of a package: datapackage.json and the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from frictionless import FrictionlessException
from frictionless import Package as StockPackage

from .errors import PackageError, PathOutside
from .files import is_link
from .package import Package, Resource
from .references import references_of
from .report import Problem, words_of

_PLAIN_DIALECT: dict[str, Any] = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "lineTerminator": "\n",
}
_READING = ("compression", "innerpath", "extrapaths", "data", "scheme")
"""Properties that would have stock tools read something else than the plain file."""


def description_problems(package: Package, errors: Sequence[tuple[str, PackageError]]) -> Iterator[Problem]:
    """Resources that cannot be read, files read otherwise than as plain UTF-8, references to tables that are not there.

    Last comes what stock Frictionless has against the description (code `description`): then the tables are
    better left unread.
    """
    for name, error in errors:
        code = "path-outside" if isinstance(error, PathOutside) else "package"
        value = error.what.split("「")[-1].split("」")[0] if code == "path-outside" else None
        detail = {"what": error.what, "how": error.how, "table_title": error.where}
        yield Problem(name, _file_of(error, package), None, None, code, value, detail)
    unread = {name for name, _ in errors}
    for resource in package.resources.values():
        yield from _unlike_plain(resource, package)
        yield from _lost_tables(resource, package, unread)
    yield from _stock_problems(package)


def _file_of(error: PackageError, package: Package) -> str:
    where = error.where.split(" › ")[0]
    base = f"{package.base.as_posix()}/"
    return where.removeprefix(base) or "datapackage.json"


def _unlike_plain(resource: Resource, package: Package) -> Iterator[Problem]:
    entry = resource.descriptor

    def wrong(code: str, value: str) -> Problem:
        return Problem(resource.name, "datapackage.json", None, None, code, value, words_of(resource))

    encoding = entry.get("encoding", "utf-8")
    if str(encoding).lower() not in ("utf-8", "utf8"):
        yield wrong("description-encoding", str(encoding))
    for name in _READING:
        if name in entry:
            yield wrong("description-reading", name)
    dialect = entry.get("dialect", {})
    plain = dialect.get("csv", dialect) if isinstance(dialect, dict) else {"": dialect}
    for name, value in plain.items():
        if name != "$schema" and _PLAIN_DIALECT.get(name) != value:
            yield wrong("description-reading", f"dialect.{name}")
    if resource.format not in ("csv", "json"):
        yield wrong("description-reading", f"format: {resource.format}")
    schema = entry.get("schema")
    if isinstance(schema, str) and is_link(package.base / schema, package.base):
        yield Problem(resource.name, schema, None, None, "symbolic-link", None, words_of(resource))


def _lost_tables(resource: Resource, package: Package, unread: set[str]) -> Iterator[Problem]:
    schema = resource.descriptor.get("schema")
    file = schema if isinstance(schema, str) else "datapackage.json"
    for reference in references_of(resource):
        target = package.resources.get(reference.target)
        lost = [name for name in reference.target_names if target and name not in target.schema]
        if (target or reference.target in unread) and not lost:
            continue
        (*_, value) = (reference.target, *(f"{reference.target}.{name}" for name in lost))
        name = reference.names[0]
        field = resource.schema.field(name) if name in resource.schema else None
        yield Problem(resource.name, file, None, name, "table-missing", value, words_of(resource, field))


def _stock_problems(package: Package) -> Iterator[Problem]:
    entries = [
        {**resource.descriptor, "schema": resource.schema.descriptor}
        for resource in package.resources.values()
    ]
    described = json.dumps({**package.descriptor, "resources": entries})
    for note in _stock_notes(described):
        yield Problem("", "datapackage.json", None, None, "description", None, {"note": note})


@lru_cache(maxsize=2)  # `tomoni serve` checks again and again while only rows change
def _stock_notes(described: str) -> tuple[str, ...]:
    try:
        stock = StockPackage.from_descriptor(json.loads(described))
        for resource in stock.resources:
            _ = resource.schema
    except FrictionlessException as error:
        return tuple(reason.message for reason in error.reasons or [error.error])
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # it takes some shapes for granted
        return (f"{type(error).__name__}: {error}",)
    return ()
