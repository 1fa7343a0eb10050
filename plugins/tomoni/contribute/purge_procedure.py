"""What is left to do by hand after a purge: Git's history, forks, caches, copies elsewhere."""

from __future__ import annotations

import shlex
from pathlib import Path

from .purge import Purged

CLONE = "tomoni-purge.git"
"""The fresh copy in which history is written anew, beside the repository: git-filter-repo refuses any other."""


def procedure(purged: Purged, data: str, words: Path) -> str:
    """The steps that no program can take alone, in plain words, with the commands to copy.

    `data`: the package's folder as Git knows it, from the top of the repository. `words`: the list of what
    history is to be cleaned of, for `git filter-repo --replace-text`.
    """
    folder = data.rstrip("/")
    paths = [f"{folder}/{name}" for name in purged.changed]
    lines = shlex.quote(str(words))
    dropped = "".join(f" --path {shlex.quote(f'{folder}/{name}')}" for name in purged.files)
    steps = [
        "1. リポジトリのいちばん上のフォルダーで、このまま記録して送り、サイトを作り直します（--output を付けると、ここで作り直します）。\n"
        "   「目で確かめてください」と出た行は、先に直します。記録の言葉に、名前や id を書かないでください。\n"
        f"   git add -A {shlex.quote(folder)}\n"
        "   git commit -m '申し出により、掲載をやめました'\n"
        "   git push origin HEAD",
        "2. Gitの履歴から消します（git-filter-repo を使います：pip install git-filter-repo）。ほかの人に、作業を止めて待ってもらってから始めます。\n"
        f"   消すものの一覧は {words} にあります。まず中を見ます。消してはいけないものの行は取りのぞき、足りない言葉\n"
        "   （4文字より短い名前、ほかの行にも出てくる名前、前に使っていた名前など）は「literal:言葉==>掲載をやめました」と1行ずつ足します。\n"
        "   次を、上から順に実行します。手元のリポジトリではなく、新しく取り寄せた写しの中で書きかえます。\n"
        "   address=$(git remote get-url origin)\n"
        f'   git clone --mirror --no-local "$address" ../{CLONE}\n'
        f"   git -C ../{CLONE} filter-repo --replace-text {lines} --replace-message {lines}"
        + (f" --invert-paths{dropped}" if dropped else "")
        + f"\n   git -C ../{CLONE} push --force \"$address\" 'refs/heads/*:refs/heads/*' 'refs/tags/*:refs/tags/*'\n"
        f"   rm -rf ../{CLONE}\n"
        f"   関係するファイル：{'、'.join(paths)}",
        "3. 手元のリポジトリも、古い履歴を捨てて取り直します（まだ送っていない作業があれば、先に別の場所へ写します）。\n"
        "   git fetch --prune --prune-tags --tags --force origin\n"
        '   git reset --hard "origin/$(git branch --show-current)"\n'
        "   git reflog expire --expire=now --expire-unreachable=now --all\n"
        "   git gc --prune=now --quiet\n"
        "   ほかの枝は、消してから取り直します。写し（フォーク、手元の複製）を持つ人にも、消して取り直してもらいます。",
        "4. 預け先に残る写しを消してもらいます。GitHubなら support.github.com へ、消した記録の番号を伝え、\n"
        "   「古い記録とプルリクエストの参照を消してください」と頼みます。元のissueとプルリクエストの文も消します。",
        "5. 途中の保管場所を空にします。CDN、ほかの機械の `.output.builds`・`.output.photos`・TOMONI_PHOTO_CACHE、CIの成果物とキャッシュ。",
        "6. 検索サイトの保存版を消します（Google：「古いコンテンツの削除」、Bing：「コンテンツの削除」）。Internet Archive にも頼めます。",
        f"7. 申し出た人に、いつ何を消したか、どこにまだ写しが残るおそれがあるかを伝えます。最後に、一覧（{words}）を消します。",
    ]
    return "\n".join(steps) + "\n"
