"""`tomoni apply` on spreadsheets that offices really published: every one ends in rows, or in an answer with its place."""

import hashlib

import pytest
from tomoni.catalog import validate
from tomoni.cli import app
from typer.testing import CliRunner

from tests.conftest import ROOT

from .entries import DAY, cells

REAL = ROOT.parent / "shared" / "real"
NPO = "certified-npo-register/npo.csv"
NEEDED = "disaster-volunteers/volunteer_needed.tsv"
ACTIVE = "disaster-volunteers/ehime_volunteer.xlsx"
TOWNS = "local-governments/localgovjp-utf8.csv"
TOWNS_2020 = "local-governments/localgovjp-sjis-2020.csv"
PAYMENTS = "government-subsidies/r2_youshiki2-4.xlsx"
SUBSIDIES = "government-subsidies/subsidies_clean.csv"
DAYS = "organizations/disaster_days.csv"

EACH_DAY = (
    "--as",
    "disaster_days",
    "--column",
    "Date=on",
    "--set",
    "source_title=愛媛県災害ボランティアセンター",
)
OF_REGISTER = ("--set", "legal_form=npo", "--set", "address_public=hidden", "--set", "listing=imported")
NPO_HEADINGS = [
    part for name in ("主たる事務所の所在地", "代表者", "有効期限") for part in ("--column", f"{name}=")
]


def real(name):
    path = REAL / name
    if not path.exists():
        pytest.skip(f"real input is not here: {path}")
    return path


def apply(package, name, *options):
    arguments = ["apply", str(real(name)), "--into", str(package), "--as-of", DAY.isoformat(), *options]
    done = CliRunner().invoke(app, arguments)
    # What a command raises is what `tomoni` says and exits 1 for.
    done.said = done.stderr + (str(done.exception) if done.exit_code == 1 else "")
    return done


def digest(package):
    files = sorted(path for path in package.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def test_every_spreadsheet_is_tried_here():
    found = {
        path.relative_to(REAL).as_posix()
        for path in REAL.glob("*/*")
        if path.suffix in (".csv", ".tsv", ".xlsx")
    }
    if not found:
        pytest.skip(f"real input is not here: {REAL}")
    assert found == {NPO, NEEDED, ACTIVE, TOWNS, TOWNS_2020, PAYMENTS, SUBSIDIES}


def passed(*headings):
    return [part for heading in headings for part in ("--column", f"{heading}=")]


@pytest.mark.parametrize(
    ("name", "options", "answers"),
    [
        (NPO, (), ["npo.csv: どの表のものかわかりません。", "--as"]),
        (TOWNS, (), ["localgovjp-utf8.csv: どの表のものかわかりません。"]),
        (SUBSIDIES, (), ["subsidies_clean.csv: どの表のものかわかりません。"]),
        (
            NPO,
            ("--as", "organizations"),
            [
                "見出し「法人名称」→ 団体名（name）",
                "知らない見出し「有効期限」があります。",
                "--column '有効期限='",
                "直すところが1か所あります。",
            ],
        ),
        (
            NPO,
            ("--as", "organizations", *NPO_HEADINGS, *OF_REGISTER),
            [
                "「特定非営利活動法人パッチワーク」は決まった形ではありません。",
                "✗ npo.csv 268行目 「法人番号」",
                "✗ npo.csv 273行目 「団体名」",
                "直すところが7か所あります。何も書きかえていません。",
            ],
        ),
        (
            NEEDED,
            EACH_DAY,
            [
                "✗ volunteer_needed.tsv 見出し",
                "知らない見出し「宇和島市」があります。",
                "知らない見出し「西予市」があります。",
                "直すところが3か所あります。",
            ],
        ),
        (
            ACTIVE,
            EACH_DAY,
            ["中身のあるシートが2枚あります（volunteer、募集人員）。", "--sheet"],
        ),
        (
            ACTIVE,
            (*EACH_DAY, "--sheet", "volunteer"),
            ["知らない見出し「今治市」があります。", "直すところが8か所あります。"],
        ),
        (
            TOWNS,
            ("--as", "organizations"),
            ["見出し「url」→ ウェブサイト（website）", "直すところが9か所あります。"],
        ),
        (
            TOWNS_2020,
            ("--as", "organizations"),
            ["知らない見出し「city」があります。", "直すところが8か所あります。"],
        ),
        (
            TOWNS,
            (
                *("--as", "organizations", "--column", "city=name", "--column", "citykana=name_kana"),
                *passed("pid", "pref", "cid", "lat", "lng", "phrase", "lgcode"),
                *(
                    "--set",
                    "legal_form=その他",
                    "--set",
                    "address_public=hidden",
                    "--set",
                    "listing=imported",
                ),
            ),
            # Towns of one name in several prefectures: nothing that the file was read by tells them apart.
            [
                "✗ localgovjp-utf8.csv 375行目",
                "localgovjp-utf8.csv 43行目と、同じもののようです（伊達市）。",
                "1つにまとめるか、別のものなら、題名や日付、区でちがいを示してください。",
                "直すところが32か所あります。何も書きかえていません。",
            ],
        ),
        (
            PAYMENTS,
            ("--as", "awards"),
            ["r2_youshiki2-4.xlsx: ほかのファイルへのリンクがあるので読みません。", "リンクの編集"],
        ),
        (
            SUBSIDIES,
            ("--as", "awards"),
            ["知らない見出し「granter_ministry」があります。", "直すところが13か所あります。"],
        ),
    ],
)
def test_what_is_not_clear_is_asked_and_nothing_is_written(whole_package, name, options, answers):
    before = digest(whole_package)
    refused = apply(whole_package, name, *options)
    assert refused.exit_code == 1
    for answer in answers:
        assert answer in refused.said
    assert "Traceback" not in refused.said
    assert digest(whole_package) == before


def test_the_certified_corporations_become_organizations(package):
    """The last six rows of the file were wrapped in the middle by whoever made it."""
    before = len(cells(package, "organizations/organizations.csv"))
    options = ("--as", "organizations", *NPO_HEADINGS, *OF_REGISTER, "--skip", "268-273")
    done = apply(package, NPO, *options)
    assert done.exit_code == 0, done.said
    assert "266行を書きました：organizations/organizations.csv" in done.said
    assert "268行目：--skip とあるので読みません。" in done.said
    assert "B188「法人番号4440005001251」→ 4440005001251" in done.said
    rows = cells(package, "organizations/organizations.csv")
    assert len(rows) == before + 266
    numbered = [row for row in rows if row["corporate_number"] == "6340005002092"]
    assert [(row["name"], row["legal_form"], row["listing"]) for row in numbered] == [
        ("特定非営利活動法人こども医療ネットワーク", "npo", "imported")
    ]
    assert "河野" not in (package / "organizations/organizations.csv").read_text("utf-8")
    assert validate(package, DAY).valid
    assert "変わるところはありません" in apply(package, NPO, *options).stdout


def test_volunteers_of_a_flood_become_a_row_a_day_and_town(package):
    before = len(cells(package, DAYS))
    needed = apply(package, NEEDED, *EACH_DAY, "--wide", "municipality_code=needed")
    assert needed.exit_code == 0, needed.said
    assert "見出し「宇和島市」→ 市区町村コード 38203" in needed.said
    assert "97行を書きました" in needed.said
    active = apply(package, ACTIVE, *EACH_DAY, "--sheet", "volunteer", "--wide", "municipality_code=active")
    assert active.exit_code == 0, active.said
    rows = {(row["municipality_code"], row["on"]): row for row in cells(package, DAYS)}
    both = rows[("38203", "2018-07-17")]
    assert (both["needed"], both["active"]) == ("200", "100")
    assert rows[("38207", "2018-07-29")]["needed"] == "0"
    assert ("38202", "2018-07-10") not in rows, "an empty cell says nothing"
    assert len(rows) > before + 97
    asked = apply(package, ACTIVE, *EACH_DAY, "--sheet", "募集人員", "--wide", "municipality_code=needed")
    assert asked.exit_code == 0, asked.said
    rows = {(row["municipality_code"], row["on"]): row for row in cells(package, DAYS)}
    assert rows[("38202", "2018-07-21")]["needed"] == "100"
    assert validate(package, DAY).valid
    for name, column, more in (
        (ACTIVE, "needed", ("--sheet", "募集人員")),
        (ACTIVE, "active", ("--sheet", "volunteer")),
    ):
        again = apply(package, name, *EACH_DAY, *more, "--wide", f"municipality_code={column}")
        assert "変わるところはありません" in again.stdout
