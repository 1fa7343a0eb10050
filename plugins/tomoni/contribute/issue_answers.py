"""One answer of an issue form to the text of one cell: read as a spreadsheet's cell is, so that words mean the same."""

from __future__ import annotations

from tomoni.catalog import Field, TomoniError

from .issue_questions import Question
from .spreadsheet_values import CellReader, Unclear


def answer_cell(question: Question, field: Field, answer: str, reader: CellReader) -> str:
    """The cell that an answer means; '' where it says that the cell is to be emptied (`ERASE`).

    Raises TomoniError, worded for the person who wrote the answer. Whether the cell is right for its table is
    not looked at here: that is what applying it does.
    """
    if question.kind == "line" and "\n" in answer and not field.is_list:
        raise TomoniError("2行以上になっています。", question.label, "1行で書いてください。")
    if question.kind == "choices":
        answer = answer.replace(", ", "\n")  # how GitHub joins several choices
    try:
        return reader.read(field, answer) or ""
    except Unclear as unclear:
        raise TomoniError(unclear.what, question.label, unclear.how) from None
