"""Which files are read, in which order, under which ids."""

from __future__ import annotations

import json
import os
from itertools import permutations

import pytest

from claimcheck.model import ReadError
from claimcheck.read import read_articles

BODY = "The bridge at Holm closed on Monday after a lorry struck it. Nobody was hurt, the council said."


def write(path, identity, text=BODY):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"id": identity, "text": text}))
    return path


def test_folders_are_read_recursively_by_name_and_hidden_files_are_not(tmp_path):
    for name in ("b/2.json", "a/1.json", "c.json", ".hidden.json", ".git/x.json"):
        write(tmp_path / name, name)
    assert [article.id for article in read_articles([tmp_path])] == ["a/1.json", "b/2.json", "c.json"]


def test_the_order_of_paths_changes_nothing(tmp_path):
    paths = [write(tmp_path / name, "same", BODY + name) for name in ("x.json", "y.json", "z.json")]
    paths.append(tmp_path)
    faults: list[ReadError] = []
    runs = {
        tuple((article.id, article.path) for article in read_articles(order, on_error=faults.append))
        for order in permutations(paths)
    }
    assert len(runs) == 1
    assert len(next(iter(runs))) == 3


def test_links_are_followed_and_loops_end(tmp_path):
    real = write(tmp_path / "elsewhere" / "1.json", "one")
    folder = tmp_path / "in"
    folder.mkdir()
    os.symlink(real, folder / "link.json")
    os.symlink(folder, folder / "again")
    os.symlink(tmp_path / "elsewhere", folder / "linked")
    assert [article.id for article in read_articles([folder])] == ["one"]


def test_a_broken_link_is_named(tmp_path):
    os.symlink(tmp_path / "nowhere", tmp_path / "link.json")
    write(tmp_path / "a.json", "a")
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 1
    assert [str(fault) for fault in faults] == [f"{tmp_path}/link.json: no such file or folder"]


def test_one_article_given_twice_is_read_once(tmp_path):
    write(tmp_path / "a.json", "a")
    write(tmp_path / "copy.json", "a")
    assert len(list(read_articles([tmp_path, tmp_path / "a.json"]))) == 1


def test_two_articles_of_one_id_are_both_kept_and_the_second_is_renamed(tmp_path):
    write(tmp_path / "a.json", "same", BODY)
    write(tmp_path / "b.json", "same", BODY + " More.")
    faults: list[ReadError] = []
    first, second = read_articles([tmp_path], on_error=faults.append)
    assert first.id == "same"
    assert second.id.startswith("same~")
    assert len(faults) == 1
    assert "another article has the id 'same'" in faults[0].reason


def test_without_a_handler_the_first_fault_is_raised(tmp_path):
    with pytest.raises(ReadError, match="no such file or folder"):
        list(read_articles([tmp_path / "none"]))


def test_a_single_path_may_be_given(tmp_path):
    write(tmp_path / "a.json", "a")
    assert len(list(read_articles(str(tmp_path)))) == 1


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    write(tmp_path / "a.json", "a")
    faults: list[ReadError] = []
    assert len(list(read_articles([tmp_path], on_error=faults.append))) == 1
    assert faults[0].reason == "not a regular file"


def test_other_files_of_a_folder_are_named_not_read(tmp_path):
    write(tmp_path / "a.json", "a")
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    faults: list[ReadError] = []
    list(read_articles([tmp_path], on_error=faults.append))
    assert [fault.reason for fault in faults] == ["no reader for .csv files; --input-format forces one"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0)
    faults: list[ReadError] = []
    try:
        assert list(read_articles([folder], on_error=faults.append)) == []
    finally:
        folder.chmod(0o700)
    assert [fault.reason for fault in faults] == ["permission denied"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    faults: list[ReadError] = []
    assert list(read_articles([tmp_path], on_error=faults.append)) == []
    assert [fault.reason for fault in faults] == ["permission denied"]
