"""Makes files shaped like the national NPO register, for tests and benchmarks.

Faithful to what is known of the real one (60 columns, CP932, order of 所轄庁 with dissolved corporations first in each
block, 12.2 % without address of which 99.3 % are dissolved or under supervision, prefectures often left out, flags ○,
dates, the ZIP's and the file's names). Everything in it is invented: the corporate numbers carry a right check digit
but the code of a registry office that does not exist.
"""

import csv
import datetime
import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tomoni.importers.corporate_numbers import check_digit
from tomoni.importers.npo_register import FIELD_HEADINGS, HEADINGS

Row = dict[str, str]

PERSON = "架空田　名無子"
"""Stands in every 代表者氏名, so that a test can see that no person's name gets through."""

_MUNICIPALITIES = Path(__file__).parents[2] / "plugins/tomoni/importers/municipalities.csv"
_DESIGNATED_CITIES = [
    "札幌市",
    "仙台市",
    "さいたま市",
    "千葉市",
    "横浜市",
    "川崎市",
    "相模原市",
    "新潟市",
    "静岡市",
    "浜松市",
    "名古屋市",
    "京都市",
    "大阪市",
    "堺市",
    "神戸市",
    "岡山市",
    "広島市",
    "北九州市",
    "福岡市",
    "熊本市",
]
_TOKYO_SHARE = 0.18
_FIRST_WORDS = [
    "みどり",
    "ひだまり",
    "あおぞら",
    "虹の架け橋",
    "わかば",
    "ともだち",
    "里山",
    "海辺",
    "まちづくり",
    "こども",
    "若者",
    "高齢者",
    "障がい者",
    "国際",
    "環境",
    "防災",
    "食と農",
    "文化",
    "スポーツ",
    "学び",
]
_LAST_WORDS = [
    "の会",
    "ネットワーク",
    "サポートセンター",
    "研究所",
    "クラブ",
    "支援機構",
    "ひろば",
    "協議会",
    "の家",
    "プロジェクト",
]
_KANA = [
    "ミドリノカイ",
    "ヒダマリネットワーク",
    "アオゾラクラブ",
    "ニジノカケハシ",
    "ワカバ",
    "トモダチノイエ",
    "サトヤマ",
    "ｳﾐﾍﾞﾉｶｲ",
]
_PURPOSE = (
    "この法人は、{place}の住民に対して、{subject}に関する事業を行い、だれもが安心して暮らせる地域社会の実現に寄与することを目的とする。"
    "あわせて、関係する団体や行政との連携を深め、活動を担う人材を育てることにより、もって公益の増進に寄与する。"
)
_SUBJECTS = [
    "福祉の増進",
    "子どもの健全育成",
    "環境の保全",
    "文化の振興",
    "災害の救援",
    "国際協力",
    "まちづくりの推進",
    "学習の支援",
]
_ENDS = (
    "社員総会の決議(特定非営利活動促進法第31条第1項第1号)",
    "破産手続開始の決定(特定非営利活動促進法第31条第1項第6号)",
    "合併(特定非営利活動促進法第31条第1項第4号)",
    "設立の認証の取消し(特定非営利活動促進法第31条第1項第7号)",
)


def register_rows(rows: int, seed: int = 1) -> Iterator[Row]:
    """`rows` rows by heading, the same for the same seed."""
    chance = random.Random(seed)
    places = _places()
    jurisdictions = [*places, *_DESIGNATED_CITIES, "内閣府"]
    weights = [
        _TOKYO_SHARE * 67 if name == "東京都" else 0.3 if name == "内閣府" else 1 for name in jurisdictions
    ]
    drawn = chance.choices(range(len(jurisdictions)), weights, k=rows)
    drafts = []
    for index in drawn:
        no_address = chance.random() < 0.122
        ended = chance.random() < (0.993 if no_address else 0.06)
        drafts.append((index, not ended, no_address))
    drafts.sort(key=lambda draft: draft[:2])
    for number, (index, active, no_address) in enumerate(drafts):
        yield _row(chance, number, jurisdictions[index], active, no_address, places)


def write_register(
    path: Path,
    rows: int | list[Row] = 300,
    *,
    seed: int = 1,
    dated: datetime.date = datetime.date(2026, 11, 1),
    encoding: str = "cp932",
) -> Path:
    """Writes a register to `path` (.zip or .csv) and returns the path. `rows`: how many, or the rows themselves."""
    made = register_rows(rows, seed) if isinstance(rows, int) else iter(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([row.get(heading, "") for heading in HEADINGS] for row in made)
    content = text.getvalue().encode(encoding)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"000_AdministrativeInputData_{dated:%Y%m%d}.csv", content)
    else:
        path.write_bytes(content)
    return path


def valid_number(serial: int) -> str:
    """A corporate number with a right check digit, of the registry office 9999, which does not exist."""
    base = f"999905{serial + 1:06d}"
    return f"{check_digit(base)}{base}"


def _places() -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    with _MUNICIPALITIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            places.setdefault(row["prefecture"], []).append(row["name"])
    return places


def _row(
    chance: random.Random,
    number: int,
    jurisdiction: str,
    active: bool,
    no_address: bool,
    places: dict[str, list[str]],
) -> Row:
    prefecture, municipality = _seat(chance, jurisdiction, places)
    founded = datetime.date(1999, 1, 1) + datetime.timedelta(days=chance.randrange(9500))
    street = f"{chance.choice(['本町', '中央', '栄町', '緑町', '東'])}{chance.randint(1, 9)}丁目{chance.randint(1, 30)}番{chance.randint(1, 20)}号"
    left_out = chance.random() < 0.5 and jurisdiction != "内閣府"
    address = "" if no_address else ("" if left_out else prefecture) + municipality + street
    row = {
        "法人名称": f"特定非営利活動法人{chance.choice(_FIRST_WORDS)}{chance.choice(_LAST_WORDS)}{number + 1}",
        "法人名称カナ": chance.choice(_KANA),
        "所轄庁": jurisdiction,
        "主たる事務所の所在地": address,
        "主たる事業所の郵便番号": "" if no_address else f"{chance.randint(0, 9999999):07d}",
        "代表者氏名": PERSON,
        "団体代表者名（フリガナ）": "カクウダ　ナナシコ",
        "法人設立認証年月日": f"{founded - datetime.timedelta(days=20):%Y/%m/%d}",
        "設立年月日": f"{founded:%Y/%m/%d}",
        "定款に記載された目的": _PURPOSE.format(place=municipality, subject=chance.choice(_SUBJECTS)),
        "法人情報URL": f"https://www.npo-homepage.go.jp/npoportal/detail/{number + 1:09d}",
        "法人番号": valid_number(number) if active or chance.random() < 0.4 else "",
        "特定非営利活動に係る事業": f"{chance.choice(_SUBJECTS)}に関する事業",
        "事業年度開始日": chance.choice(("04/01", "04/01", "04/01", "01/01", "07/01")),
        "事業年度終了日": "03/31",
    }
    for heading in chance.sample(FIELD_HEADINGS, chance.randint(1, 6)):
        row[heading] = "○"
    if active:
        _certify(chance, row)
    else:
        _end(chance, row, founded)
    if chance.random() < 0.002 and row["法人番号"]:
        row["法人番号"] = chance.choice(("2010010000000", "7.01E+12", "1234567890123"))
    return row


def _seat(chance: random.Random, jurisdiction: str, places: dict[str, list[str]]) -> tuple[str, str]:
    if jurisdiction in places:
        return jurisdiction, chance.choice(places[jurisdiction])
    if jurisdiction == "内閣府":
        prefecture = chance.choice(list(places))
        return prefecture, chance.choice(places[prefecture])
    for prefecture, names in places.items():
        wards = [name for name in names if name.startswith(jurisdiction)]
        if wards:
            return prefecture, chance.choice(wards)
    raise AssertionError(jurisdiction)


def _certify(chance: random.Random, row: Row) -> None:
    drawn = chance.random()
    if drawn < 0.025:
        row["認定（認定・特例認定１）"] = "○"
        row["認定（PST基準２）"] = "○"
        row["認定（認定開始日）"] = "2023/05/01"
        row["認定（認定満了日）"] = chance.choice(("2028/04/30", "2028/04/30", "2025/04/30"))
    elif drawn < 0.027:
        row["認定（認定・特例認定２）"] = "○"
        row["認定（特例認定年月日）"] = "2025/04/01"
        row["認定（特例認定満了日）"] = "2028/03/31"
    elif drawn < 0.03:
        row["認定（認定・特例認定３）"] = "○"


def _end(chance: random.Random, row: Row, founded: datetime.date) -> None:
    day = min(founded + datetime.timedelta(days=chance.randrange(400, 4000)), datetime.date(2026, 10, 1))
    if chance.random() < 0.15:
        row["監督情報"] = f"{day:%Y年%m月%d日} 認証取消し(特定非営利活動促進法第43条第1項)"
    else:
        row["解散情報"] = f"{day:%Y年%m月%d日} {chance.choice(_ENDS)}"
