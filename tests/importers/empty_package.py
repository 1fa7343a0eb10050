"""The committed package without its rows: what a ward that starts from nothing imports into."""

import csv
import json
import shutil
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"


def empty_package(into: Path) -> Path:
    """Copies the descriptor, the schemas and the codelists of `data/` to `into`, every other table with its header only."""
    into.mkdir(parents=True)
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    shutil.copytree(DATA / "schemas", into / "schemas")
    for resource in descriptor["resources"]:
        target = into / resource["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        if resource["path"].startswith("codelists/"):
            shutil.copy(DATA / resource["path"], target)
        elif resource["path"].endswith(".json"):
            target.write_text("[]\n", encoding="utf-8")
        else:
            schema = json.loads((DATA / resource["schema"]).read_text(encoding="utf-8"))
            with target.open("w", encoding="utf-8", newline="") as file:
                names = [field["name"] for field in schema["fields"]]
                csv.writer(file, lineterminator="\n").writerow(names)
    (into / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")
    return into
