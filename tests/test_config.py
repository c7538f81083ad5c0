"""Settings come from TOML; what is unknown or of the wrong type is an error that names file and key."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from claimcheck.config import Config, FailOn, load_config, override
from claimcheck.model import ConfigError, Relation, Severity


def write(path, name, content):
    target = path / name
    target.write_text(content, encoding="utf-8")
    return target


def test_defaults_hold_where_there_is_no_file(tmp_path):
    assert load_config(directory=tmp_path) == Config()


def test_claimcheck_toml_of_the_folder(tmp_path):
    write(
        tmp_path, "claimcheck.toml", 'min-confidence = 0.5\nmin_severity = "major"\nfail-on = "attributed"\njobs = 2\n'
    )
    config = load_config(directory=tmp_path)
    assert config == Config(min_confidence=0.5, min_severity=Severity.MAJOR, fail_on=FailOn.ATTRIBUTED, jobs=2)


def test_pyproject_table(tmp_path):
    write(tmp_path, "pyproject.toml", '[project]\nname = "x"\n[tool.claimcheck]\nall = true\n')
    assert load_config(directory=tmp_path) == Config(all=True)
    assert load_config(tmp_path / "pyproject.toml") == Config(all=True)


def test_claimcheck_toml_wins_over_pyproject(tmp_path):
    write(tmp_path, "pyproject.toml", "[tool.claimcheck]\njobs = 3\n")
    write(tmp_path, "claimcheck.toml", "strict = true\n")
    assert load_config(directory=tmp_path) == Config(strict=True)


def test_a_pyproject_of_another_program_says_nothing(tmp_path):
    write(tmp_path, "pyproject.toml", '[tool.other]\nkey = "x"\n')
    assert load_config(directory=tmp_path) == Config()


def test_options_win_over_the_file():
    config = override(Config(min_confidence=0.5, strict=True), {"min_confidence": 0.9, "strict": None})
    assert config == Config(min_confidence=0.9, strict=True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("min_confidense = 0.5", "unknown key 'min_confidense'; did you mean 'min_confidence'?"),
        ("xyzzy = 1", "unknown key 'xyzzy'; known are all, all_versions, as_of, fail_on"),
        ("[report]\nall = true", "unknown key 'report'"),
        ("min_confidence = 1.5", "'min_confidence' is 1.5; it must be a number from 0 to 1"),
        ("min_confidence = true", "must be a number from 0 to 1"),
        ('fail_on = "everything"', "must be one of contradicts, attributed, supersedes, none"),
        ("all = 1", "'all' is 1; it must be true or false"),
        ("jobs = 0", "must be a whole number, 1 or more"),
        ("jobs = true", "must be a whole number, 1 or more"),
        ("model = 3", "'model' is 3; it must be a string"),
        ("fail-on = 'none'\nfail_on = 'none'", "the key 'fail_on' is given twice"),
        ("all = ", "broken TOML: invalid value (at end of document)"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path, content, message):
    path = write(tmp_path, "claimcheck.toml", content)
    with pytest.raises(ConfigError) as caught:
        load_config(directory=tmp_path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_or_no_text(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"model = '\xff'")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (FailOn.NONE, set()),
        (FailOn.CONTRADICTS, {Relation.CONTRADICTS}),
        (FailOn.ATTRIBUTED, {Relation.CONTRADICTS, Relation.ATTRIBUTED}),
        (FailOn.SUPERSEDES, {Relation.CONTRADICTS, Relation.ATTRIBUTED, Relation.SUPERSEDES}),
    ],
)
def test_each_level_includes_those_before_it(fail_on, failing):
    config = Config(fail_on=fail_on)
    assert {relation for relation in Relation if config.fails(relation)} == failing


def test_config_is_frozen():
    with pytest.raises(FrozenInstanceError):
        Config().jobs = 2
