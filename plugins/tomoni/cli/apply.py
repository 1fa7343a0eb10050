"""Contributions into rows: from a file of the form, a workbook, a CSV."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from tomoni.catalog import Catalog, Resource, TomoniError, load_catalog
from tomoni.contribute.applying import Outcome, apply_submissions
from tomoni.contribute.change import Fault
from tomoni.contribute.match_book import only_reported, private_columns
from tomoni.contribute.photos import apply_bundle
from tomoni.contribute.spreadsheet import Reading, read_submissions
from tomoni.contribute.spreadsheet_rows import EVERY
from tomoni.contribute.spreadsheet_values import PlaceCode
from tomoni.contribute.submission import MAX_CHARACTERS, Submission, parse_submission
from tomoni.contribute.summary import summary_markdown
from tomoni.contribute.template_marks import REQUIRED
from tomoni.importers.addresses import Gazetteer

from .shell import Day, app, complain, day, tell

_SHOWN = 60
MATCHES = "matches"
"""The table that a coordinator's book is for."""


@app.command(epilog="例: tomoni apply 募集.xlsx --into data --as openings --dry-run")
def apply(
    file: Annotated[
        Path, typer.Argument(help="送られたファイル（XLSX、CSV、TSV、フォームのJSON、写真の束のZIP）")
    ],
    into: Annotated[Path, typer.Option("--into", help="データパッケージのフォルダー")],
    table: Annotated[
        str | None, typer.Option("--as", metavar="TABLE", help="どの表のものか（例：openings）")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="送った人や団体")] = "",
    why: Annotated[str, typer.Option("--why", help="直す理由")] = "",
    sheet: Annotated[str | None, typer.Option("--sheet", help="読むシートの名前")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="HEADING=COLUMN", help="見出しがどの列か（= の後が空なら読まない）"),
    ] = None,
    new: Annotated[
        list[str] | None,
        typer.Option("--new", metavar="ID", help="もうあるIDに似ているが、新しい行のID（* ですべて）"),
    ] = None,
    every: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=VALUE", help="すべての行に入れる値")
    ] = None,
    wide: Annotated[
        str | None,
        typer.Option(
            "--wide",
            metavar="COLUMN=COLUMN",
            help="横に広がった表：見出しを値とする列と、その下のセルの列（例：municipality_code=needed）",
        ),
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar="ROWS", help="読まない行（例：12 や 268-273）")
    ] = None,
    as_of: Day = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="何が変わるかだけを示し、書かない")] = False,
    summary: Annotated[
        Path | None, typer.Option("--summary", help="変わるところの説明を書くファイル（Markdown）")
    ] = None,
) -> None:
    """送られた内容を確かめて、データの行を足したり直したりします。1つでも誤りがあれば、何も書きません。"""
    catalog = load_catalog(into)
    if is_bundle(file):
        outcome = apply_bundle(into, file, day(as_of), dry_run, by, why)
        _finish(outcome, outcome.catalog or catalog, summary)
    if is_document(file):
        submissions: tuple[Submission, ...] = (_submission(file, table, by, why),)
    else:
        columns = _columns(column or [])
        if table == MATCHES:
            columns = private_columns() | columns
        reading = read_submissions(
            file,
            catalog,
            table,
            sheet=sheet,
            columns=columns,
            by=by,
            why=why,
            # A coordinator's book makes its ids itself.
            new=[EVERY] if table == MATCHES else new or [],
            every=dict(_pair(item, "--set") for item in every or []),
            wide=_pair(wide, "--wide") if wide else None,
            skipped=[number for item in skip or [] for number in _rows(item)],
            places=_place_finder(catalog),
        )
        if table == MATCHES:
            reading = only_reported(reading)
        _tell_reading(reading, catalog)
        if reading.questions:
            _finish(Outcome(problems=reading.questions), catalog, summary)
        submissions = reading.submissions
        if not submissions:
            raise TomoniError(
                "書きこまれた行がありません。", file.name, "見出しの下に、1件を1行で書いてください。"
            )
    outcome = apply_submissions(into, submissions, day(as_of), dry_run)
    _finish(outcome, outcome.catalog or catalog, summary)


def is_bundle(file: Path) -> bool:
    """Whether the file is a bundle of photos (a ZIP)."""
    return file.suffix.lower() == ".zip"


def is_document(file: Path) -> bool:
    """Whether the file is a form's document (JSON) and no spreadsheet."""
    return file.suffix.lower() == ".json"


def _submission(file: Path, table: str | None, by: str, why: str) -> Submission:
    try:
        with file.open(encoding="utf-8-sig") as opened:
            text = opened.read(MAX_CHARACTERS + 1)
    except OSError as error:
        raise TomoniError(
            f"ファイルを開けません（{error.strerror}）。", str(file), "場所と名前を確かめてください。"
        ) from None
    except UnicodeDecodeError:
        raise TomoniError("UTF-8で書かれていません。", file.name, "フォームで作り直してください。") from None
    sent = parse_submission(text, file.name)
    if table and table != sent.table:
        raise TomoniError(
            f"ファイルは「{sent.table}」のものですが、--as は「{table}」です。",
            file.name,
            "--as を書かずに、もう一度試してください。",
        )
    return Submission(sent.table, sent.key, sent.values, by or sent.by, why or sent.why, file.name)


def _columns(given: list[str]) -> dict[str, str]:
    for item in given:
        if "=" not in item:
            raise typer.BadParameter("「見出し=列」の形で書いてください。例：備考=", param_hint="--column")
    return {heading: name for heading, _, name in (item.rpartition("=") for item in given)}


def _pair(item: str, option: str) -> tuple[str, str]:
    first, sign, second = item.partition("=")
    if not (first and sign and second):
        raise typer.BadParameter(f"「列=…」の形で書いてください：{item}", param_hint=option)
    return first, second


def _rows(item: str) -> range:
    """The numbers of rows that 「12」 or 「268-273」 means."""
    first, sign, last = item.partition("-")
    if not (first.isdecimal() and (last.isdecimal() or not sign) and len(item) < 20):
        raise typer.BadParameter(f"「12」か「268-273」の形で書いてください：{item}", param_hint="--skip")
    return range(int(first), min(int(last or first), 1_048_576) + 1)  # the rows of a sheet


def _place_finder(catalog: Catalog) -> PlaceCode:
    """Finds municipalities by exactly their name, alone or behind their prefecture's."""
    gazetteer = Gazetteer({row["code"]: row["label"] for row in catalog.rows("areas")})

    def find(name: str) -> str | None:
        place = gazetteer.locate(name)
        exact = place.is_known and place.name is not None and place.name.endswith(name.strip())
        return (place.area or place.municipality_code) if exact else None

    return find


def _tell_reading(reading: Reading, catalog: Catalog) -> None:
    """What was understood, so that a person can see whether it was meant."""
    resource = catalog.package.resources[reading.table]
    tell(f"表：{resource.title}（{reading.table}）")
    as_titled = [heading for heading, name in reading.headings.items() if _is_title(heading, name, resource)]
    if as_titled:
        tell(f"  見出し（そのままの名前）：{'、'.join(as_titled)}")
    for heading, name in reading.headings.items():
        if heading not in as_titled:
            tell(f"  見出し「{heading}」→ {resource.schema.field(name).title}（{name}）")
    for where, stood, means in reading.values[:_SHOWN]:
        tell(f"  {where}「{_line(stood)}」→ {_line(means) or '（空にする）'}")
    if len(reading.values) > _SHOWN:
        tell(f"  ほかに{len(reading.values) - _SHOWN}か所を、同じように読みかえました。")
    for words in reading.passed_over[:_SHOWN]:
        tell(f"  {words}")


def _is_title(heading: str, name: str, resource: Resource) -> bool:
    return heading.removesuffix(REQUIRED) == resource.schema.field(name).title


def _finish(outcome: Outcome, catalog: Catalog, summary: Path | None) -> NoReturn:
    text = summary_markdown(outcome, catalog)
    if summary:
        summary.write_text(text, encoding="utf-8")
    if outcome.problems:
        for fault in outcome.problems:
            _complain(fault)
        complain(f"直すところが{len(outcome.problems)}か所あります。何も書きかえていません。")
        raise typer.Exit(1)
    if not summary:
        sys.stdout.write(text)
    if not outcome.changes:
        tell("変わるところはありません。")
    elif outcome.dry_run:
        tell(f"{len(outcome.changes)}行が変わります（--dry-run なので、書いていません）。")
    else:
        tell(f"{len(outcome.changes)}行を書きました：{'、'.join(outcome.files)}")
    raise typer.Exit(0)


def _complain(fault: Fault) -> None:
    place = " ".join(part for part in (fault.source, fault.where) if part)
    complain(f"✗ {place}")
    tell(f"    {_line(fault.what)}")
    if fault.how:
        tell(f"    → {_line(fault.how)}")


def _line(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 200 else f"{shown[:200]}…"
