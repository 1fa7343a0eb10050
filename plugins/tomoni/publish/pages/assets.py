"""Style sheets, scripts, icons and browser libraries: copied once, addressed with a hash of their content."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

from tomoni.catalog import TomoniError

LICENCES = "static/vendor/licences.txt"

BROWSER_LIBRARIES: dict[str, dict[str, str]] = {
    "@digital-go-jp/design-tokens": {},  # part of the style sheet
    "lunr": {"vendor/lunr.js": "lunr.min.js"},
    "sql.js": {
        "vendor/sql-wasm.js": "dist/sql-wasm-browser.js",
        "vendor/sql-wasm-browser.wasm": "dist/sql-wasm-browser.wasm",
    },
}
"""npm package to the files that the site carries: path under `static/` to path in the package."""


_TOKEN = re.compile(r"^[ \t]*(--[\w-]+)\s*:[^;]*;[ \t]*\n", re.MULTILINE)
_NOT_SENT = re.compile(r"/\*.*?\*/|^[ \t]+|\n(?=\s*\n)", re.DOTALL | re.MULTILINE)
"""Comments, indentation and empty lines: for those who read the source, a kilobyte for those who read the site."""
_USED = re.compile(r"var\(\s*(--[\w-]+)")


class AssetMissing(TomoniError):
    """A file that every page needs was not installed."""


def style_sheet(theme: Path, libraries: Path) -> str:
    """The one style sheet, without comments: the tokens in use, then the theme's parts in the order of order.txt."""
    folder = theme / "static" / "css"
    names = (folder / "order.txt").read_text(encoding="utf-8").split()
    parts = [(folder / name).read_text(encoding="utf-8") for name in names]
    parts.insert(0, tokens_in_use(design_tokens(libraries), "\n".join(parts)))
    return _NOT_SENT.sub("", "\n".join(part.rstrip() for part in parts)).lstrip() + "\n"


def tokens_in_use(tokens: str, styles: str) -> str:
    """The declarations of `tokens` that `styles` ask for, or that one of these asks for in turn.

    Of some two hundred tokens the theme uses about half; every page would carry the others on its first visit.
    """
    declared = {found[1]: found[0] for found in _TOKEN.finditer(tokens)}
    wanted, found = set(_USED.findall(styles)), set()
    while wanted:
        name = wanted.pop()
        if name in declared and name not in found:
            found.add(name)
            wanted |= set(_USED.findall(declared[name]))
    return _TOKEN.sub(lambda match: match[0] if match[1] in found else "", tokens)


def design_tokens(libraries: Path) -> str:
    """The Digital Agency's design tokens as CSS custom properties. Raises `AssetMissing` before `npm ci`."""
    path = libraries / "@digital-go-jp" / "design-tokens" / "dist" / "tokens.css"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AssetMissing(
            "デザイントークンがまだ入っていません。",
            str(path),
            "`scripts/site --build` か `npm ci` を実行してください。",
        ) from None


def write_assets(theme: Path, libraries: Path, folder: Path) -> None:
    """Write all static files into `folder`: one style sheet, the scripts, the icons, the licences of libraries."""
    static = folder / "static"
    (static / "css").mkdir(parents=True, exist_ok=True)
    (static / "css" / "tomoni.css").write_text(style_sheet(theme, libraries), encoding="utf-8")
    source = theme / "static"
    for path in sorted(source.rglob("*")):
        relative = path.relative_to(source)
        if path.is_file() and relative.parts[0] != "css" and path.suffix != ".md":
            target = static / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    (static / "vendor").mkdir(exist_ok=True)
    for carried, installed in _library_files(libraries):
        shutil.copyfile(installed, static / carried)
    (folder / LICENCES).write_text(_licences(libraries), encoding="utf-8")


def asset_versions(theme: Path, libraries: Path) -> dict[str, str]:
    """Static path (`css/tomoni.css`, `js/list.js`, …) to the first 10 hexadecimal digits of its SHA-256.

    A script's version covers all scripts, because they import one another.
    """
    versions = {"css/tomoni.css": _digest(style_sheet(theme, libraries).encode())}
    scripts = sorted((theme / "static" / "js").rglob("*.js"))
    all_scripts = _digest(b"\0".join(path.read_bytes() for path in scripts))
    for path in sorted((theme / "static").rglob("*")):
        relative = path.relative_to(theme / "static").as_posix()
        if path.is_file() and not relative.startswith("css/"):
            versions[relative] = all_scripts if path.suffix == ".js" else _digest(path.read_bytes())
    for target, source in _library_files(libraries):
        versions[target] = _digest(source.read_bytes())
    return versions


def _library_files(libraries: Path) -> list[tuple[str, Path]]:
    """Path under `static/` and installed file of everything that the browser libraries bring."""
    files = [
        (target, libraries / package / source)
        for package, carried in BROWSER_LIBRARIES.items()
        for target, source in carried.items()
    ]
    for _, path in files:
        if not path.is_file():
            raise AssetMissing(
                "ブラウザー用のライブラリがまだ入っていません。",
                str(path),
                "`scripts/site --build` か `npm ci` を実行してください。",
            )
    return files


def _licences(libraries: Path) -> str:
    """The licences of the browser libraries that the site carries, one after another."""
    texts = []
    for name in BROWSER_LIBRARIES:
        package = libraries / name
        described = json.loads((package / "package.json").read_text(encoding="utf-8"))
        licences = [path.read_text(encoding="utf-8").strip() for path in sorted(package.glob("LICENSE*"))]
        texts.append(
            "\n\n".join([f"{described['name']} {described['version']} ({described['license']})", *licences])
        )
    return "\n\n\n".join(texts) + "\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
