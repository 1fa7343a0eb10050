"""What a template workbook says of itself, so that it is known again when it comes back."""

VERSION = 1
MARK_SHEET = "tomoni"
"""The hidden sheet that names the table, the version and the sheet to read."""
CODES_SHEET = "選択肢"
"""The hidden sheet that the drop-downs take their words from."""
MARK_COLUMN = "印"
"""Heading of the column in which a row says that it is none of the sender's."""
HINT_MARK = "説明"
EXAMPLE_MARK = "例"
REMOVE_MARK = "削除"
"""What somebody writes into that column to take a row out that has no status to end it by."""
REQUIRED = "（必須）"
