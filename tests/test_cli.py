"""The command line: what is printed where, with which exit status, and what the documentation says of it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from itertools import permutations
from pathlib import Path

import pytest

from claimcheck.cli import app, main

DOCS = Path(__file__).parents[1] / "docs" / "cli.md"
COMMANDS = ("report", "claims", "explain", "graph", "evaluate")


@pytest.fixture
def event(tmp_path):
    """Three articles, two tolls."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, toll in (("a", 5), ("b", 7), ("c", 7)):
        text = f"At Holm {toll} people died when the bridge fell on Monday, the council said."
        article = {"id": name, "source": f"{name}.example", "title": f"Bridge falls {name}", "text": text}
        (folder / f"{name}.json").write_text(json.dumps(article))
    return folder


pytestmark = pytest.mark.usefixtures("stub_engine")


# ------------------------------------------------------------------------------------------ help and documentation


def option_names(name: str) -> set[str]:
    import typer

    group = typer.main.get_command(app)
    return {option for param in group.commands[name].params for option in param.opts if option.startswith("--")}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_is_documented_with_every_option(name, run_cli):
    done = run_cli(name, "--help")
    assert done.status == 0
    assert "Usage: claimcheck" in done.out
    page = DOCS.read_text(encoding="utf-8")
    assert f"## claimcheck {name}" in page
    missing = {option for option in option_names(name) - {"--help"} if f"`{option}" not in page}
    assert not missing


def test_the_documentation_names_no_option_that_is_not_there():
    known = {"--help", "--version", "--install-completion", "--show-completion"}.union(*map(option_names, COMMANDS))
    assert set(re.findall(r"`(--[a-z-]+)", DOCS.read_text(encoding="utf-8"))) <= known


def test_the_commands_are_these():
    import typer

    assert tuple(typer.main.get_command(app).commands) == COMMANDS


def test_help_is_quick():
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "claimcheck", "--help"], capture_output=True, check=True)
    assert b"report" in done.stdout
    assert time.perf_counter() - started < 2  # 0.15 s on an idle machine; a busy one must not fail the build


def test_no_arguments_is_help_with_status_2(run_cli):
    done = run_cli()
    assert done.status == 2
    assert "Usage" in done.out + done.err


# ---------------------------------------------------------------------------------------------------- exit status


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--fail-on", "none"], 0),
        (["--fail-on", "contradicts"], 1),
        (["--fail-on", "attributed"], 1),
        (["--fail-on", "supersedes"], 1),
        (["--fail-on", "contradicts", "--min-confidence", "0.9"], 0),
        (["--fail-on", "contradicts", "--min-severity", "major"], 1),
    ],
)
def test_exit_status_of_a_contradiction(event, run_cli, options, status):
    assert run_cli("report", event, *options).status == status


@pytest.mark.parametrize(("level", "status"), [("contradicts", 0), ("attributed", 0), ("supersedes", 1)])
def test_exit_status_of_an_update(event, run_cli, level, status):
    for name, day in (("a", 1), ("b", 2)):
        path = event / f"{name}.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "published": f"2024-05-0{day}"}))
    assert run_cli("report", event, "--fail-on", level).status == status


@pytest.mark.parametrize("shape", ["table", "json", "jsonl", "csv", "md", "html"])
def test_the_status_does_not_depend_on_the_format(event, run_cli, shape):
    done = run_cli("report", event, "--format", shape, "--fail-on", "contradicts")
    assert done.status == 1
    assert done.out
    assert done.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["report"],
        ["report", "--format", "docx", "."],
        ["report", "--fail-on", "compatible", "."],
        ["report", "--min-confidence", "2", "."],
        ["report", "--colour", "."],
        ["report", "--config", "/nowhere/claimcheck.toml", "."],
        ["report", "--baseline", "/nowhere/accepted.json", "."],
        ["report", "/nowhere/at/all"],
        ["report", ".", "--draft", "/nowhere/draft.txt"],
        ["explain", "0123"],
        ["graph", "--format", "png", "."],
        ["evaluate", "/nowhere"],
        ["ingest", "."],
    ],
)
def test_wrong_usage_is_status_2_with_a_message_and_no_traceback(event, run_cli, monkeypatch, arguments):
    monkeypatch.chdir(event)
    done = run_cli(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert "internal error" not in done.err


def test_a_fault_of_the_program_is_one_line(event, run_cli, monkeypatch):
    import claimcheck.pipeline

    def fail(*_arguments):
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(claimcheck.pipeline, "check", fail)
    done = run_cli("report", event)
    assert done.status == 2
    assert done.err.splitlines() == [
        "claimcheck: internal error, please report it: ZeroDivisionError: two lines (CLAIMCHECK_TRACEBACK=1 shows more)"
    ]


def test_an_interrupt_is_130_and_quiet(event, run_cli, monkeypatch):
    import claimcheck.pipeline

    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(claimcheck.pipeline, "check", interrupt)
    done = run_cli("report", event)
    assert done.status == 130
    assert "Traceback" not in done.err


def test_a_reader_that_leaves_is_no_error(event):
    reading, writing = os.pipe()
    os.close(reading)
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", STUBBED, "report", str(event), "--format", "json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=root,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 141


# ------------------------------------------------------------------------------------------------------- streams


def test_data_goes_to_standard_output_and_messages_to_standard_error(event, run_cli, tmp_path):
    (event / "broken.json").write_text("{")
    done = run_cli("report", event, "--format", "json")
    assert json.loads(done.out)["schema"] == "claimcheck.report/1"
    assert done.err.splitlines() == [
        f"claimcheck: {event}/broken.json:1:2: broken JSON: expecting property name enclosed in double quotes"
    ]
    assert done.status == 0
    assert run_cli("report", event, "--strict").status == 2


def test_output_file(event, run_cli, tmp_path):
    target = tmp_path / "out.json"
    done = run_cli("report", event, "-o", target)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run_cli("report", event, "--format", "json").out
    assert run_cli("report", event, "--output", "-").out.startswith("1. contradicts")


@pytest.mark.parametrize(
    ("name", "start"), [("o.csv", "id,kind"), ("o.md", "# Disc"), ("o.html", "<!doctype"), ("o.txt", "1. contra")]
)
def test_the_output_name_chooses_the_format(event, run_cli, tmp_path, name, start):
    run_cli("report", event, "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_an_output_that_cannot_be_written_is_named(event, run_cli, tmp_path):
    done = run_cli("report", event, "-o", tmp_path / "none" / "out.json")
    assert done.status == 2
    assert done.err == f"claimcheck: {tmp_path}/none/out.json: no such file or directory\n"


def test_verbose_says_what_was_read_and_quiet_only_faults(event, run_cli):
    (event / "broken.json").write_text("{")
    assert f"read {event}/a.json as json: a, " in run_cli("report", event, "--verbose").err
    assert len(run_cli("report", event, "--quiet", "--verbose").err.splitlines()) == 1


STUBBED = (
    "import sys\nfrom tests.stub_engine import as_pipeline\nsys.modules['claimcheck.pipeline'] = as_pipeline()\n"
    "from claimcheck.cli import run\nrun()"
)


@pytest.mark.parametrize(("options", "shown"), [((), True), (("--quiet",), False)])
def test_progress_goes_to_a_terminal_on_standard_error_only(event, options, shown):
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-c", STUBBED, "claims", str(event), "--format", "json", *options],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    said = b""
    try:
        while chunk := os.read(ours, 4096):
            said += chunk
    except OSError:  # Linux says so where the other end is closed
        pass
    os.close(ours)
    assert json.loads(done.stdout)["schema"] == "claimcheck.claims/1"
    assert (b"checking" in said) is shown
    assert done.returncode == 0


def test_no_colour_and_no_bar_outside_a_terminal(event, run_cli):
    done = run_cli("report", event)
    assert "\x1b" not in done.out
    assert done.err == ""


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_on_a_terminal_unless_told_otherwise(monkeypatch, environment, coloured):
    from claimcheck.cli import streams

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(streams, "is_terminal", lambda output: True)
    assert streams.has_colour(None) is coloured


def test_width_of_tables_follows_columns(event, run_cli, monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    assert max(map(len, run_cli("report", event).out.splitlines())) == 72


# ------------------------------------------------------------------------------------------ same input, same bytes


def test_the_order_of_paths_changes_no_byte(event, run_cli):
    paths = sorted(event.iterdir())
    for shape in ("json", "table", "csv"):
        outputs = {run_cli("report", *order, "--format", shape).out for order in permutations(paths)}
        assert len(outputs) == 1


def test_standard_input(event, run_cli, monkeypatch):
    lines = b"\n".join(path.read_bytes() for path in sorted(event.iterdir()))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines)))
    report = json.loads(run_cli("report", "-", "--format", "json").out)
    assert [article["id"] for article in report["articles"]] == ["a", "b", "c"]
    assert {article["path"] for article in report["articles"]} == {"-"}


# ------------------------------------------------------------------------------------------------------- options


def test_configuration_file_and_options(event, run_cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claimcheck.toml").write_text('fail_on = "contradicts"\n')
    assert run_cli("report", event).status == 1
    assert run_cli("report", event, "--fail-on", "none").status == 0
    other = tmp_path / "other.toml"
    other.write_text("min_confidence = 0.9\n")
    assert "No discrepancies" in run_cli("report", event, "--config", other).out
    other.write_text("min_konfidence = 0.9\n")
    done = run_cli("report", event, "--config", other)
    assert done.status == 2
    assert done.err == f"claimcheck: {other}: unknown key 'min_konfidence'; did you mean 'min_confidence'?\n"


def test_baseline(event, run_cli, tmp_path):
    accepted = tmp_path / "accepted.json"
    run_cli("report", event, "-o", accepted)
    done = run_cli("report", event, "--baseline", accepted, "--fail-on", "supersedes")
    assert done.status == 0
    assert "No discrepancies" in done.out


def test_draft_alone_among_others_and_unreadable(event, run_cli, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("Nine die at Holm\n\nAt Holm 9 people died when the bridge fell on Monday, the council said.")
    item = json.loads(run_cli("report", event, "--draft", draft, "--format", "json").out)["discrepancies"][0]
    assert item["values"][0]["value"] == "9"
    assert run_cli("report", "--draft", draft).status == 0
    inside = json.loads(run_cli("report", event, "--draft", event / "b.json", "--format", "json").out)
    assert inside["discrepancies"][0]["values"][0]["value"] == "7"
    draft.write_text("Nobody was hurt at Holm when the bridge fell on Monday, the council said in a note.")
    assert json.loads(run_cli("report", event, "--draft", draft, "--format", "json").out)["discrepancies"] == []


def test_with_text(event, run_cli):
    report = json.loads(run_cli("report", event, "--format", "json", "--with-text").out)
    assert all("people died" in article["text"] for article in report["articles"])


def test_input_format(event, run_cli):
    done = run_cli("report", event, "--input-format", "text", "--format", "json")
    assert {article["title"] for article in json.loads(done.out)["articles"]} == {""}


def test_rows_say_on_standard_error_what_was_not_compared(event, run_cli):
    french = (
        "Le pont de Holm est tombé lundi et des gens sont morts, selon la mairie de la ville et les pompiers sur place."
    )
    (event / "f.txt").write_text(french, encoding="utf-8")
    done = run_cli("report", event, "--format", "csv")
    assert re.search(r"claimcheck: not compared: \w+: language: fr", done.err)
    assert len(list(csv.DictReader(io.StringIO(done.out)))) == 3


# ----------------------------------------------------------------------------------------- claims, explain, graph


@pytest.mark.parametrize("shape", ["text", "table", "json", "jsonl"])
def test_claims(event, run_cli, shape):
    done = run_cli("claims", event, "--format", shape)
    assert done.status == 0
    assert "died" in done.out
    if shape == "jsonl":
        assert len(done.out.splitlines()) == 3


def test_explain_by_id_by_its_beginning_and_not_at_all(event, run_cli):
    identity = json.loads(run_cli("report", event, "--format", "json").out)["discrepancies"][0]["id"]
    whole = run_cli("explain", identity, event)
    assert whole.status == 0
    assert "Answer 1: 5 (1 source, 1 origin)" in whole.out
    assert "amount: disjoint — other figures" in whole.out
    assert run_cli("explain", identity[:4], event).out == whole.out
    assert json.loads(run_cli("explain", identity, event, "--format", "json").out)["id"] == identity
    unknown = run_cli("explain", "zzz", event)
    assert (unknown.status, unknown.out) == (2, "")
    assert "no discrepancy 'zzz'" in unknown.err


@pytest.mark.parametrize(("shape", "start"), [("graphml", "<?xml"), ("gexf", "<gexf"), ("json", "{"), ("svg", "<svg")])
def test_graph(event, run_cli, shape, start):
    done = run_cli("graph", event, "--format", shape)
    assert done.status == 0
    assert done.out.startswith(start)


def test_version(run_cli):
    done = run_cli("--version")
    assert done.status == 0
    assert done.out.startswith("claimcheck ")


def test_main_takes_the_process_arguments(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["claimcheck", "--version"])
    assert main() == 0
