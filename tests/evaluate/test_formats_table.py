"""The table of samples says how each file was read, and nothing of what it holds."""

from __future__ import annotations

from claimcheck.evaluate.formats_table import files_table, formats_table, main, samples_of
from tests.read import seeds


def test_files_and_formats(tmp_path, capsys):
    folder = tmp_path / "desk"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a.xml").write_bytes(seeds.newsml_g2(1))
    (folder / "b.jsonl").write_bytes(seeds.jsonl(1))
    (folder / "c.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(40))
    (folder / "d.json").write_bytes(b'{"text": "x", \n "text": "y"}')
    (folder / ".hidden").write_bytes(b"x")
    samples = list(samples_of(folder))
    assert [(sample.name, sample.format) for sample in samples] == [
        ("desk/b.jsonl", "json"),
        ("desk/c.jpg", ""),
        ("desk/d.json", ""),
        ("desk/in/a.xml", "newsml-g2"),
    ]
    table = files_table(samples)
    assert "| desk/b.jsonl | json | 2 items: story |" in table
    assert "| desk/c.jpg | – | refused: JPEG image, not an article |" in table
    assert "| desk/in/a.xml | newsml-g2 | story |" in table
    assert "refused: the key 'text' stands twice" in table
    counts = formats_table(samples).splitlines()
    assert counts[0] == "| format | files | items | stories | headline | text | time | id | version | status |"
    assert "| newsml-g2 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 |" in counts
    assert "| json | 1 | 2 | 2 | 2 | 2 | 2 | 2 | 0 | 0 |" in counts
    assert counts[-1].startswith("| refused | 2 |")
    assert main([str(folder)]) == 0
    said = capsys.readouterr().out
    assert said == f"{formats_table(samples)}\n{table}"
    assert seeds.HEADLINE not in said


def test_what_is_no_folder_is_refused(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 2
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
