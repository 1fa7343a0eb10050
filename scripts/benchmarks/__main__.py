"""`scripts/bench`: which measure, how large, and where the figures go."""

import argparse
import json
from pathlib import Path

from benchmarks import build_site, import_register, match, search


def main() -> None:
    """Run one benchmark; print its figures, and write them as JSON where asked."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="whole build beside Hugo and a bare Jinja2 loop")
    build.add_argument("--organizations", type=int, default=1000)
    register = commands.add_parser("import", help="national register beside a plain CSV pass")
    register.add_argument("--rows", type=int, default=60_000)
    searching = commands.add_parser("search", help="searching beside Pagefind and lunr.py")
    searching.add_argument("--organizations", type=int, default=1000)
    searching.add_argument("--queries", type=int, help="ask only so many")
    searching.add_argument("--site", type=Path, help="keep what is built here, and use it again")
    matching = commands.add_parser("match", help="matching people and openings, beside one by one and greedy")
    matching.add_argument("--people", type=int, default=2000)
    matching.add_argument("--openings", type=int, default=50_000)
    for command in (build, register, searching, matching):
        command.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.command == "build":
        result = build_site.run(given.organizations)
    elif given.command == "import":
        result = import_register.run(given.rows)
    elif given.command == "match":
        result = match.run(given.people, given.openings)
    else:
        result = search.run(given.organizations, given.queries, given.site)
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
