"""How long a whole site takes to build, beside Hugo and a bare Jinja2 loop on the same pages.

The peers get an easier task: every page's finished body, taken from the site that Tomoni built, which they put
into a frame of header and footer. Tomoni reads the tables, checks them, computes and renders them.
"""

import html
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import machine, measured

_BIN = Path(sys.executable).parent
_MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)

_HUGO_LAYOUT = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="{{ "static/css/tomoni.css" | relURL }}"></head><body>
{{ partial "header.html" . }}
<main id="main">{{ .Content }}</main>
{{ partial "footer.html" . }}
</body></html>
"""
_LOOP = """
import json, sys
from pathlib import Path
import jinja2
source, target = Path(sys.argv[1]), Path(sys.argv[2])
environment = jinja2.Environment(autoescape=False, loader=jinja2.DictLoader({
    "page.html": "<!DOCTYPE html><html lang='ja'><head><meta charset='utf-8'><title>{{ title|e }}</title></head><body>"
                 "{% include 'header.html' %}<main>{{ body }}</main>{% include 'footer.html' %}</body></html>",
    "header.html": (source / "header.html").read_text(encoding="utf-8"),
    "footer.html": (source / "footer.html").read_text(encoding="utf-8"),
}))
template = environment.get_template("page.html")
for line in (source / "pages.jsonl").open(encoding="utf-8"):
    page = json.loads(line)
    path = target / page["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template.render(title=page["title"], body=page["body"]), encoding="utf-8")
"""


def run(organizations: int = 1000, seed: int = 1) -> dict[str, Any]:
    """Builds a synthetic catalog of so many organizations; prints and returns the measures and their ratios.

    Keys: `machine`, `organizations`, `pages`, `files`, `bytes`; `synth`, `validate`, `tomoni`, `hugo`, `jinja2`, each
    with `seconds`, `cpu_seconds`, `peak_mb`; `ratio_to_hugo` and `ratio_to_jinja2`, each with `seconds`, `memory`.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package, output = folder / "package", folder / "output"
        day = ["--as-of", "2026-11-23"]
        synth = measured(
            [
                *[str(_BIN / "tomoni"), "synth", "--organizations", str(organizations), "--seed", str(seed)],
                *[*day, "--into", str(package)],
            ]
        )
        validate = measured([str(_BIN / "tomoni"), "validate", str(package), *day])
        tomoni = measured(
            [str(_BIN / "tomoni"), "build", "--data", str(package), "--output", str(output), *day]
        )
        pages = sorted(output.rglob("*.html"))
        files = [path for path in output.rglob("*") if path.is_file()]
        _write_peers(output, pages, folder)
        hugo = measured(
            [str(_BIN / "hugo"), "build", "--source", str(folder / "hugo"), "--quiet", "--noBuildLock"]
        )
        jinja2 = measured([sys.executable, "-c", _LOOP, str(folder / "loop"), str(folder / "loop" / "out")])
        built = sum(1 for _ in (folder / "hugo" / "public").rglob("*.html"))
        if built < len(pages):
            raise RuntimeError(f"Hugo wrote {built} of {len(pages)} pages")
        result: dict[str, Any] = {
            "machine": machine(),
            "organizations": organizations,
            "pages": len(pages),
            "files": len(files),
            "bytes": sum(path.stat().st_size for path in files),
            "synth": synth,
            "validate": validate,
            "tomoni": tomoni,
            "hugo": hugo,
            "jinja2": jinja2,
            "ratio_to_hugo": _ratio(tomoni, hugo),
            "ratio_to_jinja2": _ratio(tomoni, jinja2),
        }
    _print(result)
    return result


def _ratio(ours: dict[str, float], theirs: dict[str, float]) -> dict[str, float]:
    return {"seconds": ours["seconds"] / theirs["seconds"], "memory": ours["peak_mb"] / theirs["peak_mb"]}


def _write_peers(output: Path, pages: list[Path], folder: Path) -> None:
    """The same pages for Hugo (a content file each) and for the loop (a line each)."""
    frame = (output / "index.html").read_text(encoding="utf-8")
    header = frame[frame.index("<body>") + 6 : frame.index("<main")]
    footer = frame[frame.index("</main>") + 7 : frame.index("</body>")]
    hugo, loop = folder / "hugo", folder / "loop"
    for sub in ("layouts/_default", "layouts/partials", "content"):
        (hugo / sub).mkdir(parents=True)
    loop.mkdir()
    (hugo / "hugo.json").write_text(
        json.dumps(
            {
                "title": "tomoni",
                "uglyURLs": True,
                "disableKinds": ["taxonomy", "term", "rss", "sitemap", "section", "home"],
                # The bodies are finished HTML; Hugo takes them as they are.
                "security": {"allowContent": ["^text/html$"]},
            }
        )
    )
    (hugo / "layouts/_default/single.html").write_text(_HUGO_LAYOUT, encoding="utf-8")
    # Header and footer are plain text here: braces would be Go template code.
    for name, text in (("header", header), ("footer", footer)):
        (hugo / f"layouts/partials/{name}.html").write_text(text.replace("{{", "{ {"), encoding="utf-8")
        (loop / f"{name}.html").write_text(text.replace("{{", "{ {").replace("{%", "{ %"), encoding="utf-8")
    with (loop / "pages.jsonl").open("w", encoding="utf-8") as lines:
        for path in pages:
            text = path.read_text(encoding="utf-8")
            body, title = _MAIN.search(text), _TITLE.search(text)
            if body is None or title is None:
                raise RuntimeError(f"{path} has no main or no title")
            relative = path.relative_to(output).as_posix()
            page = {"path": relative, "title": html.unescape(title[1]), "body": body[1]}
            lines.write(json.dumps(page, ensure_ascii=False) + "\n")
            content = hugo / "content" / relative.replace("index.html", "list.html")
            content.parent.mkdir(parents=True, exist_ok=True)
            front = json.dumps({"title": page["title"], "url": "/" + relative}, ensure_ascii=False)
            content.write_text(front + "\n" + body[1].replace("{{", "{ {"), encoding="utf-8")


def _print(result: dict[str, Any]) -> None:
    print(result["machine"])
    print(
        f"{result['organizations']:,} organizations, {result['pages']:,} pages, {result['bytes'] / 1e6:,.0f} MB"
    )
    for name in ("synth", "validate", "tomoni", "hugo", "jinja2"):
        one = result[name]
        print(f"{name:9} {one['seconds']:8.1f} s {one['peak_mb']:8.0f} MB")
    for peer in ("hugo", "jinja2"):
        ratio = result[f"ratio_to_{peer}"]
        print(f"tomoni build / {peer}: {ratio['seconds']:.2f} × time, {ratio['memory']:.2f} × memory")
    rate = result["files"] / result["tomoni"]["seconds"]
    print(f"{rate:,.0f} files a second")
