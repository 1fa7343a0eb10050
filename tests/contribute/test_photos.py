"""A bundle of photos: checked, drawn anew, written with its rows in one go, and refused without consent."""

import io
import json
import shutil
import zipfile
from datetime import date

import pytest
from PIL import Image
from tomoni.catalog import TomoniError, load_catalog, validate
from tomoni.catalog.pictures import hidden_in
from tomoni.cli import app
from tomoni.contribute import staging
from tomoni.contribute.media import clean_pictures
from tomoni.contribute.photo_bundle import read_bundle
from tomoni.contribute.photos import apply_bundle
from tomoni.contribute.summary import summary_markdown
from typer.testing import CliRunner

from tests.conftest import ROOT

from .camera import TRACES, bundle, jpeg, photo, png

DAY = date(2026, 11, 23)


@pytest.fixture
def package(small_package, tmp_path):
    into = tmp_path / "data"
    shutil.copytree(small_package, into)
    return into


@pytest.fixture
def report(package):
    """A report of the package."""
    return load_catalog(package).rows("reports")[0]


@pytest.fixture
def sent(report, tmp_path):
    """Writes a bundle of one photo of the report, with the answers that differ."""

    def make(content=None, **values):
        one = photo(**{"organization": report["organization"], "report": report["id"]} | values)
        return bundle(tmp_path / "tomoni-photos-20261123.zip", [one], {"1.jpg": content or jpeg()})

    return make


def gif():
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "#2f5f77").save(out, "GIF")
    return out.getvalue()


def everything(package):
    return {path: path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def test_a_photo_becomes_one_row_and_one_bare_file(package, report, sent):
    before = everything(package)
    outcome = apply_bundle(package, sent(jpeg((640, 400), 6), credit="あおい会", taken_on="2026-10-18"), DAY)
    assert not outcome.problems and outcome.written
    (change,) = outcome.changes
    row = load_catalog(package).get("photos", change.key[0])
    assert row["file"] == f"media/photos/{row['id']}.webp"
    assert (row["report"], row["credit"], row["taken_on"]) == (report["id"], "あおい会", date(2026, 10, 18))
    content = (package / row["file"]).read_bytes()
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.size, hidden_in(image)) == ("WEBP", (400, 640), ())
    assert not [trace for trace in TRACES if trace in content]
    assert validate(package, DAY).valid
    after = everything(package)
    changed = {path.relative_to(package).as_posix() for path in after if before.get(path) != after[path]}
    assert changed == {"organizations/photos.csv", row["file"]} == set(outcome.files)
    assert not [path for path in package.rglob(".*") if path.is_file()]


def test_the_same_bundle_twice_is_one_change(package, sent):
    path = sent()
    assert len(apply_bundle(package, path, DAY).changes) == 1
    before = everything(package)
    again = apply_bundle(package, path, DAY)
    assert (again.changes, again.unchanged, again.files) == ((), 1, ())
    assert everything(package) == before


def test_a_report_comes_with_its_photos(package, report, tmp_path):
    new = {
        "tomoni": "submission",
        "version": 1,
        "table": "reports",
        "key": None,
        "values": {
            "organization": report["organization"],
            "kind": "activity",
            "date": "2026-11-20",
            "title": "もちつき",
            "body": "みんなで、もちをつきました。",
        },
        "by": "",
        "why": "",
    }
    photos = [
        photo(report["organization"], "1.jpg"),
        photo(report["organization"], "2.png", alt="うすときね"),
    ]
    path = bundle(tmp_path / "b.zip", [new, *photos], {"1.jpg": jpeg(), "2.png": png((300, 300))})
    outcome = apply_bundle(package, path, DAY)
    assert not outcome.problems, outcome.problems
    catalog = load_catalog(package)
    (made,) = [row for row in catalog.rows("reports") if row["title"] == "もちつき"]
    assert sorted(row["alt"] for row in catalog.by("photos", "report")[made["id"]]) == sorted(
        one["values"]["alt"] for one in photos
    )


PEOPLE = {"people_shown": "true", "consent": "obtained", "consent_by": "self"}
WITHOUT_CONSENT = {
    "people without consent": (PEOPLE | {"consent": None}, "同意がありません"),
    "people whose consent is called needless": (PEOPLE | {"consent": "not-needed"}, "同意がありません"),
    "minors without a guardian": (PEOPLE | {"minors_shown": "true"}, "保護者の同意"),
    "minors, said not to be people": (
        {"minors_shown": "true", "consent_by": "guardian"},
        "同意がありません",
    ),
    "no description": ({"alt": ""}, "写真の説明"),
    "nothing said of who shows": ({"people_shown": None}, "人が写っている"),
    "withdrawn already": ({"withdrawn_on": "2026-11-01"}, "同意が取り消された写真"),
}


@pytest.mark.parametrize(("values", "says"), WITHOUT_CONSENT.values(), ids=WITHOUT_CONSENT)
def test_without_consent_nothing_is_written_and_it_is_said_why(package, sent, values, says):
    before = everything(package)
    outcome = apply_bundle(package, sent(**values), DAY)
    told = "".join(map(str, outcome.problems))
    assert says in told and "tomoni-photos-20261123.zip 1件目" in told
    assert everything(package) == before


def test_with_the_consent_of_the_people_and_their_guardians_it_is_taken(package, sent):
    outcome = apply_bundle(package, sent(**PEOPLE | {"minors_shown": "true", "consent_by": "guardian"}), DAY)
    assert outcome.written


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (gif(), "GIF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (jpeg((640, 400))[:-900], "途中で切れている"),
        (b"PK\x03\x04" + bytes(100), "写真として読めません"),
    ],
    ids=["GIF", "SVG", "truncated", "a ZIP in the ZIP"],
)
def test_what_is_no_photo_is_refused_in_plain_words(package, sent, content, says):
    before = everything(package)
    (problem,) = apply_bundle(package, sent(content), DAY).problems
    assert says in problem.what or says in problem.how, problem
    assert everything(package) == before


def test_a_photo_that_was_taken_out_does_not_come_back(package, sent):
    path = sent()
    (change,) = apply_bundle(package, path, DAY).changes
    csv = package / "organizations/photos.csv"
    text = csv.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(change.key[0]))
    cells = row.split(",")
    cells[-3] = "2026-11-20"
    csv.write_text(text.replace(row, ",".join(cells)), encoding="utf-8")
    assert load_catalog(package).get("photos", change.key[0])["withdrawn_on"] == date(2026, 11, 20)
    (problem,) = apply_bundle(package, path, DAY).problems
    assert "掲載をやめた" in problem.what
    purged = CliRunner().invoke(app, ["purge", "--photo", change.key[0], "--data", str(package)])
    assert purged.exit_code == 0, purged.output
    (problem,) = apply_bundle(package, path, DAY).problems
    assert "掲載をやめた" in problem.what and "写っている人" in problem.how


def test_a_photo_does_not_go_to_the_report_of_another_organization(package, report, sent):
    other = next(
        row for row in load_catalog(package).rows("organizations") if row["id"] != report["organization"]
    )
    before = everything(package)
    (problem,) = apply_bundle(package, sent(organization=other["id"]), DAY).problems
    assert "ほかの団体のもの" in problem.what and problem.field == "report"
    assert everything(package) == before


@pytest.mark.parametrize("name", ["../1.jpg", "/etc/1.jpg", "a/1.jpg", "..\\1.jpg", "C:1.jpg", ".1.jpg", "1"])
def test_no_name_in_the_bundle_leads_anywhere(package, report, tmp_path, name):
    before = everything(tmp_path)
    path = bundle(tmp_path / "b.zip", [photo(report["organization"], name)], {name: jpeg()})
    with pytest.raises(TomoniError, match="使えない名前"):
        apply_bundle(package, path, DAY)
    path.unlink()
    assert everything(tmp_path) == before


def test_a_bundle_has_bounds(tmp_path):
    many = {f"{n}.jpg": b"x" for n in range(11)}
    with pytest.raises(TomoniError, match="多すぎます"):
        read_bundle(bundle(tmp_path / "b.zip", [], many))
    zeros = {"1.jpg": bytes(11_000_000)}
    path = bundle(tmp_path / "b.zip", [photo("a")], zeros, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 20_000
    with pytest.raises(TomoniError, match=r"「1\.jpg」が大きすぎます（10 MBまで）"):
        read_bundle(path)


def test_a_size_that_the_zip_says_untruly_is_not_believed(tmp_path):
    path = bundle(tmp_path / "b.zip", [photo("a")], {"1.jpg": bytes(11_000_000)}, zipfile.ZIP_DEFLATED)
    content = path.read_bytes().replace((11_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(content)
    with pytest.raises(TomoniError):
        read_bundle(path)


NO_BUNDLE = {
    "no ZIP": (b"hello", "ZIPとして読めません"),
    "not JSON": ("{", "JSONとして読めません"),
    "another version": ('{"tomoni": "bundle", "version": 2, "submissions": []}', "写真の束の形"),
    "no photo": ('{"tomoni": "bundle", "version": 1, "submissions": []}', "だけです"),
    "more than photos": (
        json.dumps({"tomoni": "bundle", "version": 1, "submissions": [photo("a") | {"table": "grants"}]}),
        "だけです",
    ),
    "a photo without its picture": ([photo("a", "9.jpg")], "「9.jpg」が入っていません"),
    "a picture without its photo": ([photo("a", "1.jpg")], "数が合いません"),
}


@pytest.mark.parametrize(("text", "says"), NO_BUNDLE.values(), ids=NO_BUNDLE)
def test_what_is_no_bundle_is_said(tmp_path, text, says):
    path = tmp_path / "b.zip"
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        extra = {"2.jpg": jpeg()} if "数が" in says else {}
        bundle(path, text, {"1.jpg": jpeg()} | extra)
    with pytest.raises(TomoniError, match=says):
        read_bundle(path)


def test_a_truncated_and_an_encrypted_bundle_are_said(tmp_path):
    path = bundle(tmp_path / "b.zip", [photo("a")], {"1.jpg": jpeg((640, 400))})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TomoniError, match="ZIPとして読めません"):
        read_bundle(path)
    flagged = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.index(mark)
        flagged[at + place] |= 1
    path.write_bytes(flagged)
    with pytest.raises(TomoniError, match="パスワード"):
        read_bundle(path)


def test_when_the_rows_cannot_be_written_no_picture_stays(package, sent, monkeypatch):
    before = everything(package)

    def full(self, target):
        if self.name.startswith(".photos.csv."):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    replace = staging.Path.replace
    monkeypatch.setattr(staging.Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        apply_bundle(package, sent(), DAY)
    assert everything(package) == before


def test_the_reviewer_sees_each_picture_its_size_its_words_and_who_agreed(package, sent):
    outcome = apply_bundle(package, sent(jpeg((640, 400)), **PEOPLE), DAY, dry_run=True)
    text = summary_markdown(outcome, outcome.catalog)
    (change,) = outcome.changes
    assert f"- [ ] `{change.key[0]}` 写真を開いて、見てください" in text
    assert f"media/photos/{change.key[0]}.webp（640×400画素" in text
    assert "説明は、写真のとおりですか：`長い机の上に、夕ごはんの皿がならんでいる`" in text
    assert "`18歳以上の人だけが写っている・同意を得た（本人）`" in text
    assert not (package / f"media/photos/{change.key[0]}.webp").exists()


def test_the_command_takes_a_bundle_and_says_what_it_wrote(package, sent, tmp_path):
    summary = tmp_path / "summary.md"
    arguments = [
        "apply",
        str(sent()),
        "--into",
        str(package),
        "--as-of",
        "2026-11-23",
        "--summary",
        str(summary),
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "1行を書きました：media/photos/" in done.output
    assert "写真を開いて" in summary.read_text(encoding="utf-8")
    refused = CliRunner().invoke(
        app, ["apply", str(sent(jpeg((99, 99)), people_shown="true")), "--into", str(package)]
    )
    assert refused.exit_code == 1 and "同意がありません" in refused.output


def test_pictures_that_were_put_in_by_hand_are_cleaned_in_place(package):
    row = load_catalog(package).rows("photos")[0]
    path = package / row["file"]
    with Image.open(path) as image:
        image.save(path, "WEBP", exif=b"Exif\x00\x00" + exif_bytes())
    assert {problem.code for problem in validate(package, DAY).problems} == {"media-metadata"}
    others = {name: content for name, content in everything(package).items() if name != path}
    assert clean_pictures(package) == (row["file"],)
    assert validate(package, DAY).valid and clean_pictures(package) == ()
    assert {name: content for name, content in everything(package).items() if name != path} == others


def exif_bytes():
    made = Image.Exif()
    made.get_ifd(0x8825)[2] = (35.0, 44.0, 12.34)
    return made.tobytes()


def test_the_bundle_of_the_documentation_is_one(tmp_path):
    text = (ROOT / "docs/contributing-data.md").read_text(encoding="utf-8")
    example = text.split("## Photos")[1].split("```json\n")[1].split("```")[0]
    (submission,) = read_bundle(bundle(tmp_path / "b.zip", example, {"1.webp": b"..."})).submissions
    assert (submission.table, submission.values["consent_by"]) == ("photos", "guardian")
