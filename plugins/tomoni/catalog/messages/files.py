"""Words for files that cannot be read, and for headers."""

from __future__ import annotations

from .words import Words

FILES: dict[str, Words] = {
    "package": ("{what}", "{how}", "{what}", "{how}"),
    "file-missing": (
        "ファイルがありません。",
        "名前と場所を確かめてください。行がまだない表も、見出しだけのファイルが要ります。",
        "The file is missing.",
        "Check its name and folder. A table without rows needs a file with its header.",
    ),
    "path-outside": (
        "「{value}」はデータのフォルダーの外、または使えない場所を指しています。",
        "フォルダーの中のファイルを、フォルダーからの相対の道（例：media/photos/a.webp）で書いてください。",
        "“{value}” points outside the data folder.",
        "Name a file inside the folder by its relative path, e.g. media/photos/a.webp.",
    ),
    "symbolic-link": (
        "ファイルではなく、ほかの場所へのリンクです。",
        "リンクをやめて、ファイルそのものを置いてください。",
        "This is a symbolic link, not a file.",
        "Put the file itself here.",
    ),
    "empty-file": (
        "ファイルが空です。",
        "1行目に見出し（{header}…）を書いてください。",
        "The file is empty.",
        "Write the header ({header}…) on the first line.",
    ),
    "encoding": (
        "文字コードがUTF-8ではありません（{encoding}のようです）。",
        "Excelなら「名前を付けて保存」→「CSV UTF-8（コンマ区切り）」を選び、BOMなしのUTF-8で保存してください。",
        "The file is not UTF-8 (it looks like {encoding}).",
        "Save it as UTF-8 without BOM.",
    ),
    "byte-order-mark": (
        "ファイルの先頭にBOM（見えない印）があります。",
        "「UTF-8（BOMなし）」で保存し直してください。",
        "The file starts with a byte-order mark.",
        "Save it as UTF-8 without BOM.",
    ),
    "line-ending": (
        "改行がWindowsの形（CRLF）です。",
        "改行をLFにして保存し直してください。",
        "Lines end with CRLF.",
        "Save the file with LF line endings.",
    ),
    "nul-byte": (
        "使えない文字（NUL）が入っています。",
        "その行を打ち直してください。ファイルがこわれているかもしれません。",
        "There is a NUL byte.",
        "Type the line again; the file may be damaged.",
    ),
    "unclosed-quote": (
        '引用符（"）が閉じていません。',
        'この行のセルの終わりに " をつけるか、文の中の " を "" と書いてください。',
        "A quotation mark is not closed.",
        'Close it at the end of the cell, or write "" for a quotation mark inside a text.',
    ),
    "cell-too-large": (
        "1つのセルに {size} 文字もあります（{limit}文字まで）。",
        "引用符の閉じ忘れでほかの行を飲みこんでいないか、確かめてください。長い文は分けてください。",
        "One cell holds {size} characters (at most {limit}).",
        "Check for a quotation mark that was not closed; split long texts.",
    ),
    "not-json": (
        "JSONとして読めません（{detail}）。",
        "かっこ、カンマ、引用符を確かめてください。",
        "The file is not valid JSON ({detail}).",
        "Check brackets, commas and quotation marks.",
    ),
    "packed-file": (
        "圧縮されたファイルか、Excelのファイルです。",
        "中のファイルを取り出すか、Excelなら「CSV UTF-8（コンマ区切り）」で保存して置いてください。",
        "The file is packed, or a workbook.",
        "Put the plain CSV file here, saved as UTF-8.",
    ),
    "too-many-columns": (
        "1つの行に {count} 個もセルがあります（{limit}個まで）。",
        "カンマが余分にないか、引用符がぬけていないか、確かめてください。",
        "One row has {count} cells (at most {limit}).",
        "Check for stray commas and missing quotation marks.",
    ),
    "stray-quote": (
        '閉じた引用符（"）のあとに文字があります。',
        'セル全体を " で囲み、文の中の " は "" と書いてください。',
        "Text follows a closing quotation mark.",
        'Enclose the whole cell in quotation marks, and write "" for one inside a text.',
    ),
    "delimiter-guess": (
        "ほかのソフトは、このファイルの区切りを「{value}」とまちがえて読みます。",
        'datapackage.json のこの表に "dialect": {{"delimiter": ","}} と書いてください。',
        "Other tools would take “{value}” for the delimiter of this file.",
        'Write "dialect": {{"delimiter": ","}} for this table in datapackage.json.',
    ),
    "missing-label": (
        "列「{title}」（{field}）がありません。",
        "見出しの行に {field} を加えてください。使わない列も、空のまま残します。",
        "Column {field} is missing.",
        "Add {field} to the header; leave unused columns empty.",
    ),
    "extra-label": (
        "知らない列「{value}」があります。",
        "{nearest}列の名前を確かめるか、その列を消してください。",
        "Column “{value}” is not known.",
        "{nearest}Check its name or remove it.",
    ),
    "label-order": (
        "{position}番目の列は「{expected}」のはずですが、「{value}」があります。",
        "列の順番を、{expected_order}… の順にしてください。",
        "Column {position} should be {expected}, but is {value}.",
        "Put the columns in this order: {expected_order}…",
    ),
    "duplicate-label": (
        "列「{value}」が2つあります。",
        "1つにしてください。",
        "Column “{value}” stands twice.",
        "Keep one of them.",
    ),
    "blank-label": (
        "見出しのない列があります。",
        "列の名前を書くか、その列を消してください。",
        "A column has no name.",
        "Name it or remove it.",
    ),
}
