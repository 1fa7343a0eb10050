"""Pictures in the data without what a camera wrote into them."""

from __future__ import annotations

import sys
from pathlib import Path

from tomoni.contribute.media import clean_pictures

from .shell import Data, app, tell


@app.command("clean-photos", epilog="例: tomoni clean-photos --data data")
def clean_photos(data: Data = Path("data")) -> None:
    """データの中の写真から、撮った場所などの記録（EXIF、XMP、コメント）を消します。名前は変わりません。"""
    cleaned = clean_pictures(data)
    sys.stdout.write("".join(f"{name}\n" for name in cleaned))
    tell(f"{len(cleaned)}枚の写真から、写っているもののほかの記録を消しました。")
    if cleaned:
        tell("前の写真がもうGitに記録されているときは、履歴からも消してください（docs/workflows.md）。")
