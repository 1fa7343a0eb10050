"""What became of submissions, in Markdown for a pull request: whatever comes from outside is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tomoni.catalog import Catalog, Field

from .applying import Outcome
from .change import Change

MOST_CHANGES = 30
"""Changes shown one by one; a pull request's text ends at 65,536 characters."""
_MOST_FAULTS = 50
_LONGEST = 400
_LONGEST_TEXT = 60_000
_INVISIBLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_BACKTICKS = re.compile("`+")
_KINDS = ("追加", "変更", "取りやめ")


def summary_markdown(outcome: Outcome, catalog: Catalog) -> str:
    """The outcome for the person who sent it and the one who reviews it (Japanese).

    Texts of the submission stand in code spans: no link, mention, image or HTML in them comes to life.
    """
    if outcome.problems:
        text = "\n".join(_refused(outcome))
    elif not outcome.changes:
        text = "## 変わるところはありません\n\n送られた内容は、すべてもう載っています。"
    else:
        text = "\n".join(_taken(outcome, catalog))
    return text[:_LONGEST_TEXT].rstrip() + "\n"


def code_span(text: str, longest: int = _LONGEST) -> str:
    """A text from outside as Markdown's code span on one line, safe in a table too; long ones are cut.

    Signs that are not seen (direction marks, zero-width ones) are written out.
    """
    total = len(text)
    shown = text if total <= longest else f"{text[:longest]}…（全{total:,}字）"
    shown = _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", shown.replace("\n", " ⏎ "))
    if not shown.strip():
        return "（空）"
    longest_run = max((len(run) for run in _BACKTICKS.findall(shown)), default=0)
    fence = "`" * (longest_run + 1)
    padded = f" {shown} " if longest_run or shown != shown.strip() else shown
    return f"{fence}{padded}{fence}".replace("|", "\\|")


def _refused(outcome: Outcome) -> Iterator[str]:
    yield f"## まだ取り込めません（直すところ：{len(outcome.problems)}）"
    yield ""
    yield "何も書きかえていません。次のところを直して、もう一度送ってください。"
    yield ""
    for fault in outcome.problems[:_MOST_FAULTS]:
        place = " ".join(part for part in (fault.source, fault.where) if part)
        yield f"- **{code_span(place, 120)}**：{plain(fault.what)}" if place else f"- {plain(fault.what)}"
        if fault.how:
            yield f"  - 直し方：{plain(fault.how)}"
    if len(outcome.problems) > _MOST_FAULTS:
        yield f"- ほかに{len(outcome.problems) - _MOST_FAULTS}か所あります。"


def _taken(outcome: Outcome, catalog: Catalog) -> Iterator[str]:
    kinds = [_kind(change) for change in outcome.changes]
    counts = "、".join(f"{kind} {kinds.count(kind)}件" for kind in _KINDS if kind in kinds)
    same = f"（もう載っていたもの {outcome.unchanged}件）" if outcome.unchanged else ""
    yield f"## 変わるところ：{counts}{same}"
    if outcome.notes:
        yield ""
        yield "### 見てほしいところ"
        yield ""
        for note in outcome.notes[: _MOST_FAULTS * 2]:
            value = f"：{code_span(note.value, 120)}" if note.value else ""
            yield f"- [ ] {code_span('・'.join(note.key), 120)} {note.words}{value}"
        if len(outcome.notes) > _MOST_FAULTS * 2:
            yield f"- ほかに{len(outcome.notes) - _MOST_FAULTS * 2}か所あります。"
    for change in outcome.changes[:MOST_CHANGES]:
        yield ""
        yield from _change(change, catalog)
    if len(outcome.changes) > MOST_CHANGES:
        yield ""
        yield f"ほかに{len(outcome.changes) - MOST_CHANGES}件あります。差分（Files changed）を見てください。"


def _change(change: Change, catalog: Catalog) -> Iterator[str]:
    resource = catalog.package.resources[change.table]
    yield f"### {_kind(change)}：{resource.title} {code_span('・'.join(change.key), 120)}"
    yield ""
    if change.before is not None and change.after is not None:
        yield "| 項目 | いま | これから |"
        yield "|---|---|---|"
    else:
        yield "| 項目 | 内容 |"
        yield "|---|---|"
    for name in change.changed_columns:
        field = resource.schema.field(name)
        cells = [
            _shown(row, field, catalog, change.table)
            for row in (change.before, change.after)
            if row is not None
        ]
        yield f"| {field.title} (`{name}`) | {' | '.join(cells)} |"
    for label, words in (("送った人", change.by), ("理由", change.why)):
        if words:
            yield ""
            yield f"{label}：{code_span(words)}"


def _shown(row: Mapping[str, str], field: Field, catalog: Catalog, table: str) -> str:
    cell = row.get(field.name, "")
    label = _label(cell, field, catalog, table)
    return code_span(f"{label}（{cell}）" if label and label != cell else cell)


def _label(cell: str, field: Field, catalog: Catalog, table: str) -> str:
    if field.type == "boolean":
        return {"true": "はい", "false": "いいえ"}.get(cell, "")
    if field.codelist:
        codelist = field.codelist
        return "、".join(catalog.label(codelist, code) for code in cell.split(";") if code)
    return catalog.category(table, field.name, cell) if field.categories else ""


def _kind(change: Change) -> str:
    return "取りやめ" if change.after is None else "追加" if change.before is None else "変更"


def plain(words: str) -> str:
    """Our own sentence, which may quote what was sent: nothing in it is Markdown, HTML, a link or a mention."""
    shown = _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", words.replace("\n", " "))
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    shown = re.sub(r"([\\`*_{}\[\]()#+!|~$-])", r"\\\1", shown)
    shown = re.sub(r"(?i)(https?|ftp|mailto)(?=:)|(?i:www)(?=\.)", lambda found: f"{found[0]}&#8203;", shown)
    return shown.replace("@", "@&#8203;")
