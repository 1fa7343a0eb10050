"""Merging row by row: both sides' changes are in the result, whatever lines they stand on."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomoni.catalog import PackageError, Schema
from tomoni.contribute.row_merge import merge_rows

SCHEMA = Schema.from_descriptor(
    {"fields": [{"name": "id"}, {"name": "number", "type": "integer"}], "primaryKey": ["number"]}
)
ROWS = st.dictionaries(st.integers(0, 30), st.text('ab,"\n', max_size=3), max_size=12)


def text(rows):
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["id", "number"])
    writer.writerows([cell, number] for number, cell in sorted(rows.items()))
    return buffer.getvalue()


@given(ROWS, ROWS, ROWS)
def test_every_row_is_what_one_side_made_of_it_or_marked_with_both(base, ours, theirs):
    merged = merge_rows(text(base), text(ours), text(theirs), SCHEMA)
    expected, conflicts = {}, set()
    for number in {*base, *ours, *theirs}:
        old, our, their = base.get(number), ours.get(number), theirs.get(number)
        if our != their and old not in (our, their):
            conflicts.add((str(number),))
        elif (kept := their if our == old else our) is not None:
            expected[number] = kept
    assert set(merged.conflicts) == conflicts
    if not conflicts:
        assert merged.text == text(expected)


def test_both_rows_stay_between_the_markers():
    base = text({1: "a", 2: "a"})
    merged = merge_rows(base, text({1: "b", 2: "a"}), text({1: "c", 2: "a"}), SCHEMA)
    assert merged.conflicts == (("1",),)
    assert merged.text == "id,number\n<<<<<<< ours\nb,1\n=======\nc,1\n>>>>>>> theirs\na,2\n"


def test_a_file_with_other_columns_is_left_to_git():
    with pytest.raises(PackageError, match="見出しが、表の列と合いません"):
        merge_rows("id,number\n", "id,other\n", "id,number\n", SCHEMA)
