"""The quality gate: the engine over the labelled events of fixtures/, held against fixtures/gate.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.evaluate import figures_of, load_events, score_event
from claimcheck.evaluate.figures import Bound
from claimcheck.evaluate.gate import Change, Gate, gate_to_json, main, problems_of, read_gate, set_limit, tighten
from claimcheck.model import ClaimcheckError, Kind
from claimcheck.pipeline import check
from claimcheck.read import read_articles
from claimcheck.report.to_json import report_object

FIXTURES = Path(__file__).parents[1] / "fixtures"
GATE = read_gate(FIXTURES / "gate.json")


@pytest.fixture(scope="module")
def figures(engine):
    """What the engine scores over all events."""
    return figures_of(
        [
            score_event(event, report_object(check(read_articles([event.folder / "articles"]), engine=engine)))
            for event in load_events(FIXTURES)
        ]
    )


@pytest.mark.parametrize("bound", GATE.bounds, ids=lambda bound: bound.name)
def test_the_gate_holds(figures, bound):
    assert bound.holds(figures), bound.complaint(figures)


def test_the_gate_bounds_what_matters():
    names = {bound.name: bound.is_floor for bound in GATE.bounds}
    wanted = {"recall", "precision", "F1", "precision of first 20", *(f"recall of {kind}" for kind in Kind)}
    assert {name for name, is_floor in names.items() if is_floor} >= wanted
    assert names["hard negatives flagged"] is False


def test_no_bound_was_loosened_without_a_reason():
    assert problems_of(GATE) == []


def test_the_file_is_as_the_command_writes_it():
    assert (FIXTURES / "gate.json").read_text(encoding="utf-8") == gate_to_json(GATE)


# ------------------------------------------------------------------------------------------------------- the command

SMALL = Gate(
    (Bound("recall", 0.4, is_floor=True), Bound("hard negatives flagged", 0.1, is_floor=False)),
    (Change("recall", None, 0.4, "first"), Change("hard negatives flagged", None, 0.1, "first")),
)


@pytest.mark.parametrize(("name", "limit"), [("recall", 0.5), ("hard negatives flagged", 0.05)])
def test_tightening_is_free_and_recorded(name, limit):
    changed = set_limit(SMALL, name, limit)
    assert changed.bound(name).limit == limit
    assert changed.history[-1].after == limit
    assert problems_of(changed) == []


@pytest.mark.parametrize(("name", "limit"), [("recall", 0.39), ("hard negatives flagged", 0.11)])
@pytest.mark.parametrize("reason", ["", "  "])
def test_loosening_without_a_reason_is_refused(name, limit, reason):
    with pytest.raises(ClaimcheckError, match="give a reason"):
        set_limit(SMALL, name, limit, reason)


def test_loosening_with_a_reason_is_recorded():
    changed = set_limit(SMALL, "recall", 0.3, "a label was wrong")
    assert changed.history[-1] == Change("recall", 0.4, 0.3, "a label was wrong")
    assert problems_of(changed) == []


@pytest.mark.parametrize(
    "bounds",
    [
        (Bound("recall", 0.2, is_floor=True), SMALL.bounds[1]),
        (SMALL.bounds[0], Bound("hard negatives flagged", 0.2, is_floor=False)),
        (*SMALL.bounds, Bound("F1", 0.2, is_floor=True)),
    ],
)
def test_a_bound_changed_by_hand_is_found_out(bounds):
    assert len(problems_of(Gate(bounds, SMALL.history))) == 1


def test_an_unknown_bound_is_refused():
    with pytest.raises(ClaimcheckError, match="no bound for 'F2'"):
        set_limit(SMALL, "F2", 0.5)


def test_tighten_never_loosens():
    measured = figures_of(()) | {"recall": 0.6, "hard negatives flagged": 0.3}
    changed = tighten(SMALL, measured, margin=0.05)
    assert [b.limit for b in changed.bounds] == [0.55, 0.1]
    worse = figures_of(()) | {"recall": 0.1, "hard negatives flagged": 0.09}
    assert tighten(SMALL, worse, margin=0.05) == SMALL


def test_the_command_writes_what_it_was_told(tmp_path, capsys):
    path = tmp_path / "gate.json"
    path.write_text(gate_to_json(SMALL), encoding="utf-8")
    assert main([str(path), "set", "recall", "0.2"]) == 2
    assert "give a reason" in capsys.readouterr().err
    assert read_gate(path) == SMALL
    assert main([str(path), "set", "recall", "0.2", "--reason", "fewer labels"]) == 0
    assert read_gate(path).history[-1].reason == "fewer labels"
    figures = tmp_path / "figures.json"
    figures.write_text(json.dumps({"figures": figures_of(()) | {"recall": 0.9}}), encoding="utf-8")
    assert main([str(path), "tighten", str(figures)]) == 0
    assert read_gate(path).bound("recall").limit == 0.87


@pytest.mark.parametrize(
    "content", ["[]", "{}", '{"floors": {"F2": 1}, "history": []}', '{"floors": {}, "history": [1]}', "{"]
)
def test_a_broken_file_is_refused(tmp_path, content):
    path = tmp_path / "gate.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ClaimcheckError):
        read_gate(path)
