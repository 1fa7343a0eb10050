"""What is left to do by hand after a purge: Git's history, forks, caches, copies elsewhere."""

from __future__ import annotations

import shlex

from .purge import Purged


def procedure(purged: Purged, data: str) -> str:
    """The steps that no program can take alone, in plain words, with the commands to copy."""
    paths = [f"{data.rstrip('/')}/{name}" for name in purged.changed]
    media = [f"{data.rstrip('/')}/{name}" for name in purged.files]
    drop = " ".join(f"--path {shlex.quote(path)}" for path in media)
    steps = [
        "1. このまま記録して、サイトを作り直します（--output を付けると、ここで作り直します）。\n"
        f"   git add -A {shlex.quote(data)} && git commit -m '申し出により、1件の掲載をやめました'\n"
        "   記録の言葉に、名前や id を書かないでください。",
        "2. Gitの履歴から消します。ほかの人に、作業を止めて待ってもらってから始めます。\n"
        "   消す言葉を、1行に1つ、purge.txt に書きます（例：消したい文==>掲載をやめました）。このファイルは記録しません。\n"
        "   git filter-repo --replace-text purge.txt"
        + (f"\n   git filter-repo --invert-paths {drop}" if drop else "")
        + "\n   git push --force --all && git push --force --tags\n"
        "   関係するファイル：" + "、".join(paths),
        "3. 預け先に残る写しを消してもらいます。GitHubなら support.github.com へ、消した記録の番号を伝え、\n"
        "   「古い記録とプルリクエストの参照を消してください」と頼みます。元のissueとプルリクエストの文も消します。",
        "4. 写し（フォーク、手元の複製）を持つ人に、消して取り直してもらいます。",
        "5. 途中の保管場所を空にします。CDN、`.output.builds`、`.output.photos`、TOMONI_PHOTO_CACHE、CIの成果物とキャッシュ。",
        "6. 検索サイトの保存版を消します（Google：「古いコンテンツの削除」、Bing：「コンテンツの削除」）。Internet Archive にも頼めます。",
        "7. 申し出た人に、いつ何を消したか、どこにまだ写しが残るおそれがあるかを伝えます。",
    ]
    return "\n".join(steps) + "\n"
