"""How to read a table in the tools that people use. The tests run the Python and DuckDB ones on the built site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tomoni.catalog import Resource, Row

from .published import Published


@dataclass(frozen=True, slots=True)
class Example:
    """One tool: `tool` names it, `language` is that of the code, `text` the code itself."""

    tool: str
    language: str
    text: str


def examples(published: Published, resource: Resource, rows: Sequence[Row]) -> list[Example]:
    """Code for pandas, R, DuckDB and Excel, for the formats that the table has.

    Where the site has no address, the code names the file alone: it is meant to lie beside it.
    """
    where = {file.format: _where(published, file.path) for file in published.of(resource.name)}
    made = []
    digits = digit_columns(resource, rows)
    if "csv" in where:
        made += [
            Example("pandas", "python", _pandas(resource.name, where, digits)),
            Example("R", "r", _r(resource.name, where["csv"], digits)),
        ]
    if "parquet" in where:
        made.append(Example("DuckDB", "sql", _duckdb(resource, where["parquet"], published)))
    if "csv" in where:
        made.append(
            Example(
                "Excel",
                "powerquery",
                _power_query(resource, where["csv"], bool(published.site.settings.address)),
            )
        )
    return made


def digit_columns(resource: Resource, rows: Sequence[Row]) -> list[str]:
    """Text columns with a value of digits only, which a reader that guesses would take for numbers."""
    return [
        field.name
        for field in resource.schema.fields
        if field.type == "string" and any(row[field.name] and row[field.name].isdecimal() for row in rows)
    ]


def _where(published: Published, path: str) -> str:
    return published.address(path)


def _pandas(name: str, where: dict[str, str], digits: Sequence[str]) -> str:
    lines = ["import pandas as pd", ""]
    if "parquet" in where:
        lines += [f'{name} = pd.read_parquet("{where["parquet"]}")', "", "# CSV"]
    keep = ", ".join(f'"{column}": "string"' for column in digits)
    options = f", dtype={{{keep}}}" if digits else ""
    return "\n".join([*lines, f'{name} = pd.read_csv("{where["csv"]}"{options})'])


def _r(name: str, csv: str, digits: Sequence[str]) -> str:
    types = "".join(f", {column} = col_character()" for column in digits)
    return f'library(readr)\n\n{name} <- read_csv(\n  "{csv}",\n  col_types = cols(.default = col_guess(){types})\n)'


def _duckdb(resource: Resource, parquet: str, published: Published) -> str:
    """The rows; and, where a column holds codes, how many rows each code has, by its label."""
    first = f"SELECT * FROM '{parquet}' LIMIT 10;"
    coded = next(
        (
            field
            for field in resource.schema.fields
            if field.codelist and field.codelist != resource.name and not field.is_list
        ),
        None,
    )
    if coded is None:
        return first
    codes = next((file.path for file in published.of(coded.codelist or "") if file.format == "parquet"), None)
    if codes is None:
        return first
    return "\n".join(
        [
            first,
            "",
            "SELECT codes.label, count(*) AS rows",
            f"FROM '{parquet}' AS t",
            f"JOIN '{_where(published, codes)}' AS codes ON codes.code = t.{coded.name}",
            "GROUP BY codes.label",
            "ORDER BY rows DESC;",
        ]
    )


def _power_query(resource: Resource, csv: str, online: bool) -> str:
    source = f'Web.Contents("{csv}")' if online else f'File.Contents("C:\\data\\{csv}")'
    # What comes from a CSV is text; so codes keep their zeros, and only the others are told their type.
    types = ", ".join(
        f'{{"{field.name}", {_M_TYPES[field.type]}}}'
        for field in resource.schema.fields
        if field.type in _M_TYPES
    )
    return "\n".join(
        [
            "let",
            f'  Source = Csv.Document({source}, [Delimiter=",", Encoding=65001, QuoteStyle=QuoteStyle.Csv]),',
            "  Header = Table.PromoteHeaders(Source, [PromoteAllScalars=true]),",
            f'  Typed = Table.TransformColumnTypes(Header, {{{types}}}, "en-US")',
            "in",
            "  Typed",
        ]
    )


_M_TYPES = {
    "integer": "Int64.Type",
    "number": "type number",
    "date": "type date",
    "datetime": "type datetime",
    "boolean": "type logical",
}
