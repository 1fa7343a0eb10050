"""The A4 report of an organization: its page as a browser prints it, made with Chromium where there is one."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from tomoni.catalog import TomoniError

from .serving import make_server

BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome")
"""Any of them prints the report; the first that is found does."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
TIMEOUT_SECONDS = 60


def write_report(site: Path, organization: str, output: Path) -> Path:
    """Print the page of an organization of a built site to a PDF file; returns the file.

    Raises `TomoniError` without such a page, without Chromium, or when it fails.
    """
    page = site / "npos" / f"{organization}.html"
    if not page.is_file():
        known = [path.stem for path in (site / "npos").glob("*.html")]
        meant = next(iter(difflib.get_close_matches(organization, known, 1)), "")
        raise TomoniError(
            f"「{organization}」のページがありません。",
            str(page),
            f"「{meant}」ですか？" if meant else "先に tomoni build を実行し、団体の id を指定してください。",
        )
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise TomoniError(
            "PDFを作るには Chromium が必要です。",
            "",
            "Chromium を入れるか、ブラウザーでページを開き、印刷から PDF に保存してください。",
        )
    server = make_server(site, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with tempfile.TemporaryDirectory() as profile:
            made = Path(profile) / "report.pdf"
            done = subprocess.run(
                [
                    browser,
                    *FLAGS,
                    f"--user-data-dir={profile}/profile",
                    "--virtual-time-budget=5000",
                    f"--print-to-pdf={made}",
                    f"http://127.0.0.1:{server.server_port}/npos/{organization}.html",
                ],
                capture_output=True,
                text=True,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
            if done.returncode or not made.is_file():
                raise TomoniError("PDFを作れませんでした。", str(page), done.stderr.strip()[-300:])
            output.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(made, output)
    finally:
        server.shutdown()
        server.server_close()
    return output
