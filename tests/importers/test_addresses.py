import pytest
from tomoni.importers.addresses import Gazetteer, Place, beginning

WARDS = [
    "千代田区",
    "中央区",
    "港区",
    "新宿区",
    "文京区",
    "台東区",
    "墨田区",
    "江東区",
    "品川区",
    "目黒区",
    "大田区",
    "世田谷区",
    "渋谷区",
    "中野区",
    "杉並区",
    "豊島区",
    "北区",
    "荒川区",
    "板橋区",
    "練馬区",
    "足立区",
    "葛飾区",
    "江戸川区",
]
AREAS = {str(13101 + number): name for number, name in enumerate(WARDS)} | {
    "13100": "特別区全体",
    "any": "問わない",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(AREAS)


@pytest.mark.parametrize(
    ("code", "ward"), [item for item in AREAS.items() if item[0] not in ("13100", "any")]
)
def test_every_ward_is_found(gazetteer: Gazetteer, code: str, ward: str) -> None:
    place = Place(name=f"東京都{ward}", area=code)
    assert gazetteer.locate(f"東京都{ward}一丁目2番3号") == place
    assert gazetteer.locate(f"{ward}1-2-3", "東京都") == place
    assert gazetteer.locate(f"　東京都　{ward}\u00a0１丁目") == place


@pytest.mark.parametrize(
    ("address", "jurisdiction", "place"),
    [
        ("大阪府大阪市港区市岡1丁目", "", Place("大阪府大阪市", None, "27100")),
        ("港区市岡1丁目", "大阪市", Place("大阪府大阪市", None, "27100")),
        ("大阪市港区市岡1丁目", "大阪市", Place("大阪府大阪市", None, "27100")),
        ("北区西天満5丁目", "大阪府", Place("大阪府")),
        ("中央区北1条西2丁目", "札幌市", Place("北海道札幌市", None, "01100")),
        ("東京都港区芝1丁目", "大阪府", Place("東京都港区", "13103")),
        ("北海道厚岸郡浜中町仲の浜122番地", "", Place("北海道浜中町", None, "01663")),
        ("東京都八丈島八丈町大賀郷1", "", Place("東京都八丈町", None, "13401")),
        ("竜ヶ崎市佐貫1", "茨城県", Place("茨城県龍ケ崎市", None, "08208")),
        ("郡山市中町1", "福島県", Place("福島県郡山市", None, "07203")),
        ("静岡県浜松市中区佐鳴台3丁目", "", Place("静岡県浜松市", None, "22130")),
        ("東京都特別区", "", Place("東京都")),
        ("東京都", "東京都", Place("東京都")),
        ("", "東京都", Place()),
    ],
)
def test_places(gazetteer: Gazetteer, address: str, jurisdiction: str, place: Place) -> None:
    assert gazetteer.locate(address, jurisdiction) == place


@pytest.mark.parametrize("address", ["港区芝1丁目", "中央区銀座1丁目", "北区王子1丁目", "府中市本町1丁目"])
def test_the_cabinet_office_tells_no_prefecture(gazetteer: Gazetteer, address: str) -> None:
    assert gazetteer.locate(address, "内閣府") == Place()


def test_a_name_that_only_one_place_has_needs_no_prefecture(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("世田谷区弦巻1丁目", "内閣府") == Place("東京都世田谷区", "13112")


def test_a_package_without_wards_still_gets_municipalities() -> None:
    assert Gazetteer({}).locate("東京都新宿区大久保1丁目") == Place("東京都新宿区", None, "13104")


def test_the_beginning_of_an_address_never_reaches_the_house() -> None:
    assert beginning("港区芝１丁目2番3号") == "港区芝"
    assert beginning("旧町名のむら大字小字123番地4") == "旧町名のむら大字"
