"""How long an import of a whole national register takes, and how much memory, beside reading its CSV at all."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# Each measured in a process of its own: peak memory is that of a process, and only ever grows. A child starts with the
# peak of its parent, so this process makes nothing itself.
_MAKE = """
import sys
from pathlib import Path
from tests.importers.empty_package import empty_package
from tests.importers.register_file import write_register
write_register(Path(sys.argv[1]), int(sys.argv[3]))
empty_package(Path(sys.argv[2]))
print("{}")
"""
_IMPORT = """
import datetime, json, resource, sys, time
from pathlib import Path
from tomoni.importers import Action, import_file
started = time.perf_counter()
report = import_file("npo-register", Path(sys.argv[1]), Path(sys.argv[2]), datetime.date(2026, 11, 23))
seconds = time.perf_counter() - started
print(json.dumps({
    "seconds": seconds,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "added": report.count(Action.ADDED),
    "unchanged": report.count(Action.UNCHANGED),
}))
"""
_PLAIN = """
import csv, io, json, resource, sys, time, zipfile
started = time.perf_counter()
with zipfile.ZipFile(sys.argv[1]) as archive, archive.open(archive.namelist()[0]) as packed:
    rows = sum(1 for _ in csv.DictReader(io.TextIOWrapper(packed, encoding="cp932", newline="")))
print(json.dumps({
    "seconds": time.perf_counter() - started,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "rows": rows,
}))
"""


def run(rows: int = 60000) -> dict[str, Any]:
    """Imports a register of `rows` rows into an empty package twice; prints and returns the measures.

    Keys: `rows`, `first` and `again` (an import of the same file over the first) and `plain` (one pass of
    csv.DictReader over the same ZIP), each with `seconds` and `peak_mb`, and `ratio` (first to plain, in time).
    """
    with tempfile.TemporaryDirectory() as folder:
        register, package = str(Path(folder, "gyousei_000.zip")), str(Path(folder, "data"))
        _measured(_MAKE, register, package, str(rows))
        plain = _measured(_PLAIN, register)
        first = _measured(_IMPORT, register, package)
        again = _measured(_IMPORT, register, package)
    result = {
        "rows": rows,
        "first": first,
        "again": again,
        "plain": plain,
        "ratio": first["seconds"] / plain["seconds"],
    }
    print(f"import of {rows:,} rows: {first['seconds']:.1f} s, {first['peak_mb']:.0f} MB")
    print(f"again, nothing changed:  {again['seconds']:.1f} s, {again['peak_mb']:.0f} MB")
    print(f"plain csv.DictReader:    {plain['seconds']:.1f} s, {plain['peak_mb']:.0f} MB")
    print(f"import / plain reading:  {result['ratio']:.1f} x")
    return result


def _measured(program: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}", "PATH": os.environ["PATH"]},
    )
    measures: dict[str, Any] = json.loads(done.stdout)
    return measures


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 60000)
