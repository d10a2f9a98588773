"""The table of what was measured."""

from tests.faults.figures import BEGIN, END, line, percentile, seconds, update


def test_percentiles_and_durations_are_told_as_people_do():
    assert [percentile([4, 1, 3, 2], share) for share in (50, 99, 1)] == [2, 4, 1]
    assert percentile([], 50) == float("inf")
    assert [seconds(0.0304), seconds(1.26)] == ["30 ms", "1.3 s"]


def test_a_row_that_was_measured_takes_the_place_of_its_former_one(tmp_path):
    document = tmp_path / "operations.md"
    document.write_text(f"Before\n{BEGIN}{END}After\n")
    update(document, {"A10": line("A10", "lost 1", False), "A2": line("A2", "lost 0", True)})
    update(document, {"A10": line("A10", "lost 0", True)})
    before, table, after = document.read_text().partition(BEGIN)[0], *document.read_text().split(BEGIN)[1].split(END)
    assert (before, after) == ("Before\n", "After\n")
    assert [line.split(" | ")[0] for line in table.splitlines()[2:]] == ["| A2", "| A10"]
    assert "lost 1" not in table
    assert table.endswith("lost 0 | yes |\n")
