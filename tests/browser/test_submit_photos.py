"""An organization sends photos of its report: on a phone, by keyboard, drawn anew before anything leaves the page."""

import io
import json
import shutil
import zipfile
from datetime import date

import pytest
from PIL import Image
from playwright.sync_api import expect
from tomoni.catalog import load_catalog, validate
from tomoni.catalog.pictures import hidden_in

from tests.browser.axe import violations
from tests.browser.conftest import SCREENSHOTS, choose
from tests.conftest import ROOT, tomoni
from tests.contribute.camera import TRACES, jpeg, png


@pytest.fixture(scope="module")
def report(demo_catalog):
    return max(demo_catalog.rows("reports"), key=lambda row: (row["date"], row["id"]))


@pytest.fixture
def files(tmp_path):
    """Photos as they lie on a telephone: one held upright, larger than what is sent; one that hides its place in eXIf."""
    (tmp_path / "IMG_0001.jpg").write_bytes(jpeg((2400, 1600), orientation=6))
    (tmp_path / "IMG_0002.png").write_bytes(png((640, 400)))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    return [str(tmp_path / name) for name in ("IMG_0001.jpg", "IMG_0002.png", "notes.pdf")]


def press(page, selector, key="Enter"):
    page.locator(selector).focus()
    page.keyboard.press(key)


def write(page, selector, text):
    page.locator(selector).focus()
    page.keyboard.insert_text(text)


def choose_files(page, files, count):
    """The one step that a keyboard does in a window of the system."""
    page.set_input_files("#f-pictures", files)
    expect(page.locator("[data-photo]")).to_have_count(count)


def test_by_keyboard_photos_become_a_bundle_that_apply_takes(
    open_page, site_address, demo_catalog, report, files, tmp_path, chromium
):
    page = open_page(f"{site_address}reports/{report['id']}.html", width=360)
    press(page, "a[href*='submit/photos.html']")
    page.wait_for_selector("[data-photos-form]:not([hidden])")
    name = demo_catalog.get("organizations", report["organization"])["name"]
    assert page.input_value("#f-organization") == name
    assert page.input_value("#f-report") == report["id"]

    press(page, "[data-photos-form] button[type=submit]")
    assert page.locator("[data-photos-errors] li").all_inner_texts() == ["写真：写真を1枚は選んでください。"]

    choose_files(page, files, 2)
    expect(page.locator("[data-photos-status]")).to_contain_text("「notes.pdf」は、この端末では")
    assert page.locator("[data-photo-name]").all_inner_texts() == ["写真1", "写真2"]
    upright = page.locator("[data-photo-preview] canvas").first.bounding_box()
    assert upright["height"] > upright["width"], "shown as the camera was held"
    write(page, "#f-alt-1", "長い机を囲んで、10人ほどが食事をしている")
    choose(page, "#f-people_shown-1", "true")
    choose(page, "#f-people_shown-2", "false")
    assert page.locator("#f-consent-1").is_visible() and not page.locator("#f-consent-2").is_visible()
    choose(page, "#f-minors_shown-1", "true")
    choose(page, "#f-consent_by-1", "self")
    press(page, "[data-photos-form] button[type=submit]")
    summary = page.locator("[data-photos-errors]")
    assert page.evaluate("document.activeElement.hasAttribute('data-photos-errors')")
    assert summary.locator("h2").inner_text() == "直すところが3つあります"
    told = summary.locator("li").all_inner_texts()
    assert "写真1 同意：同意を得ていない写真は載せられません" in told[0]
    assert "写真1 同意した人：18歳未満" in told[1] and "写真2 写真の説明：書いてください" in told[2]
    assert page.locator("#e-alt-2").inner_text() == "書いてください。"
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "submit-photos-360.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    summary.locator("a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-consent-1"
    choose(page, "#f-consent-1", "obtained")
    choose(page, "#f-consent_by-1", "guardian")
    write(page, "#f-alt-2", "台所にならんだ皿")
    write(page, "#f-credit-2", "あおい会")
    press(page, "[data-photos-form] button[type=submit]")
    page.wait_for_selector("[data-photos-ways]:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "ways-title" and not summary.is_visible()
    ward = demo_catalog.get("organizations", report["organization"])["area"]
    (to,) = [row["email"] for row in demo_catalog.by("centers", "area")[ward]]
    assert page.locator("[data-photos-mail]").get_attribute("href").startswith(f"mailto:{to}?")
    assert to in page.inner_text("[data-photos-where]")
    assert page.locator("[data-photos-ways] a[href*=issues]").count() == 0, "never a public issue"
    with page.expect_download() as download:
        press(page, "[data-photos-save]")
    name = download.value.suggested_filename
    assert name.startswith("tomoni-photos-20") and name.endswith(".zip")
    sent = tmp_path / name
    download.value.save_as(sent)

    with zipfile.ZipFile(sent) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert names == ["submission.json", "1.webp", "2.webp"]
        document = json.loads(opened.read("submission.json"))
        pictures = [opened.read(name) for name in names[1:]]
    assert [one["values"]["file"] for one in document["submissions"]] == names[1:]
    for content, size in zip(pictures, [(1333, 2000), (640, 400)], strict=True):
        with Image.open(io.BytesIO(content)) as image:
            assert (image.size, hidden_in(image)) == (size, ())
        assert not [trace for trace in TRACES if trace in content]

    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    tomoni("apply", sent, "--into", data, "--as-of", "2026-11-23")
    tomoni("apply", sent, "--into", data, "--as-of", "2026-11-23")
    known = {row["id"] for row in load_catalog(ROOT / "data").rows("photos")}
    new = [row for row in load_catalog(data).rows("photos") if row["id"] not in known]
    assert sorted((row["alt"], row["consent"], row["consent_by"]) for row in new) == [
        ("台所にならんだ皿", "not-needed", None),
        ("長い机を囲んで、10人ほどが食事をしている", "obtained", "guardian"),
    ]
    assert {row["report"] for row in new} == {report["id"]}
    assert validate(data, date(2026, 11, 23)).valid


def test_a_photo_can_be_left_out_again_and_too_many_are_not_taken(open_page, site_address, tmp_path):
    page = open_page(f"{site_address}submit/photos.html?organization=midorino-kodomono-shokutaku")
    page.wait_for_selector("[data-photos-form]:not([hidden])")
    assert page.locator("#f-report option").count() > 1, "the reports of the organization"
    files = []
    for number in range(11):
        path = tmp_path / f"{number}.jpg"
        Image.new("RGB", (64, 48), (number * 20, 80, 80)).save(path)
        files.append(str(path))
    choose_files(page, files, 10)
    expect(page.locator("[data-photos-status]")).to_contain_text("写真は10枚までです")
    press(page, "li:nth-child(2) [data-photo-remove]")
    assert page.locator("[data-photo-name]").all_inner_texts() == [f"写真{n}" for n in range(1, 10)]
    assert page.locator("[data-photo-preview] canvas").nth(1).get_attribute("aria-label") == "2.jpg"
    assert page.evaluate("document.activeElement.id") == "f-pictures"


def test_an_organization_leads_to_the_page_in_every_register(open_page, site_address, demo_catalog):
    organization = "midorino-kodomono-shokutaku"
    for prefix, label in (("", "写真を送る"), ("en/", "Send photos")):
        page = open_page(f"{site_address}{prefix}npos/{organization}.html")
        page.get_by_role("link", name=label).click()
        page.wait_for_selector("[data-photos-form]:not([hidden])")
        assert page.input_value("#f-organization") == "みどり野こどもの食卓"
        assert page.url.startswith(f"{site_address}{prefix}submit/photos.html")


def test_photos_go_to_the_centre_of_the_organizations_ward(open_page, site_address, files, demo_catalog):
    page = open_page(f"{site_address}submit/photos.html?organization=midorino-kodomono-shokutaku", width=360)
    page.wait_for_selector("[data-photos-form]:not([hidden])")
    choose_files(page, files[1:2], 1)
    write(page, "#f-alt-1", "長い机に、おにぎりが並んでいる")
    choose(page, "#f-people_shown-1", "false")
    press(page, "[data-photos-form] button[type=submit]")
    page.wait_for_selector("[data-photos-ways]:not([hidden])")
    (centre,) = demo_catalog.by("centers", "area")["13122"]
    told = page.inner_text("[data-photos-where]")
    assert centre["name"] in told and centre["phone"] in told
    assert page.get_attribute("[data-photos-mail]", "href").startswith(f"mailto:{centre['email']}?")


def test_without_scripts_it_says_how_to_send_photos_by_mail(chromium, site_address):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(site_address + "submit/photos.html")
    shown = page.locator("main").inner_text()
    assert "写真をメールに付けて、1枚ずつ次のことを書いて送ってください" in shown
    assert "tomoni@example.jp" in shown and "写真の説明・" in shown and "同意した人" in shown
    assert not page.locator("[data-photos-form]").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_photos_are_asked_about(open_page, site_address, files, scheme):
    page = open_page(f"{site_address}submit/photos.html", width=360, color_scheme=scheme)
    page.wait_for_selector("[data-photos-form]:not([hidden])")
    choose_files(page, files, 2)
    choose(page, "#f-people_shown-1", "true")
    press(page, "[data-photos-form] button[type=submit]")
    page.wait_for_selector("[data-photos-errors]:not([hidden])")
    assert violations(page) == []
