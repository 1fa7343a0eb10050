"""An organization adds an opening through the form, on a phone: two errors explained, mended, sent; the site shows it."""

import json
import shutil
import subprocess
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from tomoni.catalog import load_catalog

from tests.browser.conftest import ROOT, Keyboard
from tests.contribute.github_issue import event, rendered
from tests.contribute.ward_repository import WardRepository

REPOSITORY = "https://github.com/ward/tomoni"


@pytest.fixture(scope="module")
def ward(small_package, tmp_path_factory):
    """A ward that also takes submissions as issues of its repository."""
    ward = WardRepository(tmp_path_factory.mktemp("ward"), small_package)
    settings = ward.clone / "pelicanconf.py"
    own = f'TOMONI_REPOSITORY = "{REPOSITORY}"\nTOMONI_SUBMIT_WAYS = ("file", "mail", "issue")\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    ward.git("commit", "--quiet", "--all", "-m", "Submissions as issues")
    ward.git("push", "--quiet")
    return ward


def built(ward, name):
    """The ward's site as it is on the branch that is checked out."""
    site = ward.clone.parent / name
    done = ward.run(".venv/bin/tomoni", "build", "--output", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="module")
def ward_address(serve, ward):
    return serve(built(ward, "site-before"))


def fill_in(keyboard, organization, title):
    """All that the short form asks of an opening, but for a way to apply."""
    keyboard.write("#f-organization", organization)
    keyboard.write("#f-title", title)
    keyboard.choose("#f-engagement", "one-off")
    keyboard.choose("#f-role_kind", "helper")
    keyboard.write("#f-summary", "配膳と片づけ")
    keyboard.write("#f-description", "初めての方は、経験のある人と二人で動きます。")
    keyboard.tick("[data-field=time_slots] input[value=weekend-evening]")
    keyboard.choose("#f-mode", "onsite")
    keyboard.choose("#f-area", "13122")
    keyboard.write("#f-people_needed", "5")


def test_by_keyboard_two_errors_are_mended_and_the_issue_becomes_an_opening_on_the_site(
    serve, open_page, ward, ward_address
):
    organization = load_catalog(ward.clone / "data").rows("organizations")[0]
    page = open_page(ward_address + "submit/openings.html", width=360)
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    keyboard = Keyboard(page)
    fill_in(keyboard, organization["name"], "子ども食堂で夕ごはんを作って食べて片づける会" * 6)
    keyboard.follow("[data-submit-form] button[type=submit]")

    summary = page.locator("[data-submit-errors]")
    expect(summary.locator("h2")).to_have_text("直すところが2つあります")
    assert page.evaluate("document.activeElement.hasAttribute('data-submit-errors')")
    errors = summary.locator("li").all_inner_texts()
    assert "100文字までにしてください（いま132文字）" in errors[0]
    assert "どれか1つは書いてください" in errors[1]
    assert page.get_attribute("#f-title", "aria-invalid") == "true"
    keyboard.follow("[data-submit-errors] li:first-child a")
    assert page.evaluate("document.activeElement.id") == "f-title"
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("子ども食堂で夕ごはんの配膳")
    keyboard.write("#f-apply_phone", "03-0000-0000")
    keyboard.follow("[data-submit-form] button[type=submit]")
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    assert not summary.is_visible()

    keyboard.to("[data-submit-issue]")
    address = page.get_attribute("[data-submit-issue]", "href")
    assert address.startswith(f"{REPOSITORY}/issues/new?template=submission.yml&")
    (document,) = parse_qs(urlsplit(address).query)["document"]

    payload = ward.clone.parent / "event.json"
    body = rendered("submission", {"document": document})
    payload.write_text(json.dumps(event(body, number=41)), encoding="utf-8")
    folder = ward.clone.parent / "issue-41"
    read = ward.run("scripts/submission", "read", payload, folder)
    assert read.returncode == 0, read.stdout + read.stderr
    assert (folder / "state").read_text() == "changed\n", (folder / "comment.md").read_text("utf-8")
    ward.answers({"pr create": f"{REPOSITORY}/pull/42"})
    sent = ward.run("scripts/submission", "send", folder)
    assert sent.returncode == 0, sent.stdout + sent.stderr
    changed = ward.git("diff", "--numstat", "main", "submission/issue-41", at=ward.origin).split()
    assert changed == ["1", "0", "data/people/openings.csv"]

    ward.git("switch", "--quiet", "main")
    ward.git("merge", "--quiet", "--no-ff", "-m", "Merge", "submission/issue-41")
    site = built(ward, "site-after")
    opening = next(
        row
        for row in load_catalog(ward.clone / "data").rows("openings")
        if row["title"] == "子ども食堂で夕ごはんの配膳"
    )
    page = open_page(f"{serve(site)}openings/index.html", width=360)
    page.get_by_role("link", name="子ども食堂で夕ごはんの配膳").first.click()
    page.wait_for_url(f"**/openings/{opening['id']}.html")
    assert "経験のある人と二人で動きます" in page.inner_text("main")
    assert "03-0000-0000" in page.inner_text("main")


def test_the_draft_stays_and_a_file_is_sent(open_page, site_address, tmp_path):
    page = open_page(site_address + "submit/openings.html", width=360)
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    keyboard = Keyboard(page)
    fill_in(keyboard, "みどり野こどもの食卓", "子ども食堂で夕ごはんの配膳")
    keyboard.write("#f-apply_phone", "03-0000-0000")
    page.reload()
    page.wait_for_selector("[data-submit-form]:not([hidden])")
    assert page.input_value("#f-summary") == "配膳と片づけ", "the draft is still there"
    keyboard.follow("[data-submit-form] button[type=submit]")
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    with page.expect_download() as download:
        keyboard.follow("[data-submit-file]")
    assert download.value.suggested_filename == "tomoni-openings-20261123.json"
    sent = tmp_path / "sent.json"
    download.value.save_as(sent)
    made = json.loads(sent.read_text(encoding="utf-8"))
    assert (made["tomoni"], made["version"], made["table"], made["key"]) == (
        "submission",
        1,
        "openings",
        None,
    )
    assert made["values"]["organization"] == "midorino-kodomono-shokutaku", "written by its name"
    assert made["values"]["title"] == "子ども食堂で夕ごはんの配膳"
    assert made["values"]["time_slots"] == "weekend-evening"
    package = tmp_path / "data"
    shutil.copytree(ROOT / "data", package)
    command = [".venv/bin/tomoni", "apply", sent, "--into", package, "--as-of", "2026-11-23"]
    applied = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert applied.returncode == 0, applied.stderr
    page.locator("[data-submit-forget]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("localStorage.length") == 0


def test_an_entry_is_put_right_and_only_what_changed_is_sent(open_page, site_address):
    page = open_page(site_address + "openings/midorino-kodomono-shokutaku-one-off-cooking.html")
    page.get_by_role("link", name="この情報を直す").click()
    page.wait_for_url("**/submit/openings.html?id=*")
    expect(page.locator("#f-title")).not_to_have_value("")
    page.fill("#f-people_needed", "9")
    page.click("[data-submit-form] button[type=submit]")
    page.wait_for_selector("[data-submit-ways]:not([hidden])")
    made = json.loads(page.input_value("[data-submit-text]"))
    assert made["key"] == {"id": "midorino-kodomono-shokutaku-one-off-cooking"}
    assert made["values"] == {"people_needed": "9"}


def test_without_scripts_the_form_leads_to_the_workbook(chromium, site_address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + "submit/openings.html")
    link = page.get_by_role("link", name="Excelのひな形を使う")
    assert page.request.get(site_address + "submit/" + link.get_attribute("href").split("/")[-1]).ok
    assert not page.locator("[data-submit-form]").is_visible()
    context.close()
