"""The house keeps its order: imports point down, rooms keep their secrets, files name no machine."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "plugins" / "tomoni"


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_imports_point_down():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_room_reaches_into_another_rooms_private_names():
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module
                and (node.module.startswith("tomoni") or node.level)
            ):
                private = [
                    alias.name
                    for alias in node.names
                    if alias.name.startswith("_") and alias.name != "__version__"
                ]
                assert not private, f"{path}: {private}"


def test_a_module_has_one_subject():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PROGRAM.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_no_registry_no_machine_no_third_party_host_in_committed_files():
    forbidden = re.compile(
        r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|deb\.debian\.org|--index-url|/root/|/work/"
    )
    for path in tracked_files():
        if path.suffix in {".webp", ".png", ".avif"} or path == Path(__file__):
            continue
        found = forbidden.search(path.read_text(encoding="utf-8", errors="replace"))
        assert not found, f"{path}: {found.group()}"


def test_every_room_says_what_happens_in_it():
    for room in ("catalog", "insight", "publish", "importers", "synth"):
        assert ast.get_docstring(ast.parse((PROGRAM / room / "__init__.py").read_text(encoding="utf-8")))
