"""Ranking in Chromium, by the page's own modules from a server on loopback."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from tomoni.insight.fit import Profile

from benchmarks.match_people import DAY, ROOT, Dated
from benchmarks.search_browser import EMPTY, served

SHOWN, LEFT_SHOWN = 6, 30
"""Proposals and left-out openings whose reasons the page makes at once (static/js/match/page.js)."""
_RANK = """
async ([day, shown, leftShown]) => {
	const { Openings, whole } = await import("/js/match/ranking.js");
	const { DEFAULT_WEIGHTS } = await import("/js/match/fit.js");
	const { openings, profiles } = await (await fetch("/data.json")).json();
	const started = performance.now();
	const ready = new Openings(openings.map(whole), day);
	const prepared = performance.now() - started;
	const answers = profiles.map((profile) => {
		const begun = performance.now();
		const { proposals, left } = ready.rank(profile, DEFAULT_WEIGHTS);
		const first = proposals.first(shown);
		left.first(leftShown);
		const milliseconds = performance.now() - begun;
		const best = first.map(({ opening, found }) => [opening.i, found.score]);
		return { milliseconds, proposals: proposals.length, left: left.length, best };
	});
	return { prepared, answers };
}
"""


def ranked(browser: Browser, profiles: Sequence[Profile], openings: Sequence[Dated]) -> dict[str, Any]:
    """Rank all openings for each profile in `browser`, as the page does at each answer.

    Gives `prepared`, milliseconds once when the page is opened, and `answers`, for each profile its `milliseconds`, how
    many `proposals` and `left` there are, and the `best` as pairs of place and score.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "theme" / "static" / "js", root / "js")
        given = [
            {
                "i": number,
                "until": one.until.isoformat() if one.until else None,
                "confirmed": one.confirmed.isoformat(),
                **asdict(one.asked),
            }
            for number, one in enumerate(openings)
        ]
        data = {"openings": given, "profiles": [asdict(one) for one in profiles]}
        (root / "data.json").write_text(json.dumps(data), encoding="utf-8")
        with served(root) as server:
            page = browser.new_page()
            page.goto(server.address + EMPTY)
            found: dict[str, Any] = page.evaluate(_RANK, [DAY.isoformat(), SHOWN, LEFT_SHOWN])
            page.close()
    return found
