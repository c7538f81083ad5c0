"""The score of hand-made flags against hand-made labels, the checks of labels, and the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.evaluate import (
    figures_of,
    list_extras,
    list_misses,
    load_events,
    load_gate,
    score_event,
)
from claimcheck.model import ClaimcheckError

A = "Five people died at Holm on Monday. The bridge was built in 1950. It will stay closed."
B = "Seven people died at Holm on Monday. The bridge was built in 1960. It may open soon."


def label(identity, relation, first, second, severity="major", kind="quantity"):
    return {
        "id": identity,
        "question": f"{identity}?",
        "kind": kind,
        "relation": relation,
        "severity": severity,
        "values": [
            {"value": first, "mentions": [{"article": "a", "text": first}]},
            {"value": second, "mentions": [{"article": "b", "text": second}]},
        ],
    }


LABELS = [
    label("toll", "contradicts", "Five people died", "Seven people died"),
    label("built", "contradicts", "built in 1950", "built in 1960", severity="minor"),
    label("open", "compatible", "stay closed", "may open", kind="what"),
]


@pytest.fixture
def gold(tmp_path):
    articles = tmp_path / "bridge" / "articles"
    articles.mkdir(parents=True)
    for name, text in (("a", A), ("b", B)):
        (articles / f"{name}.json").write_text(json.dumps({"id": name, "text": text}))
    (tmp_path / "bridge" / "labels.json").write_text(json.dumps(LABELS))
    return tmp_path


def report(*flags):
    """A report whose flags point at sentences: (relation, kind, confidence, [[(article, words)]])."""
    claims, discrepancies = [], []
    for number, (relation, kind, confidence, sides) in enumerate(flags):
        values = []
        for side in sides:
            ids = []
            for article, words in side:
                text = {"a": A, "b": B}[article]
                start = text.index(words)
                claims.append(
                    {
                        "id": f"c{len(claims)}",
                        "article": article,
                        "field": "text",
                        "sentence": {"start": start, "end": start + len(words)},
                        "start": start,
                        "end": start + len(words),
                    }
                )
                ids.append(claims[-1]["id"])
            values.append({"value": side[0][1], "claims": ids})
        discrepancies.append(
            {"id": f"d{number}", "kind": kind, "relation": relation, "confidence": confidence, "values": values}
        )
    return {"claims": claims, "discrepancies": discrepancies}


TOLL = [[("a", "Five people died at Holm on Monday.")], [("b", "Seven people died at Holm on Monday.")]]
OPEN = [[("a", "It will stay closed.")], [("b", "It may open soon.")]]
NOWHERE = [[("a", "Five people died at Holm on Monday.")], [("b", "It may open soon.")]]


def judge(gold, *flags):
    (event,) = load_events(gold)
    return score_event(event, report(*flags))


def test_real_repeat_trap_and_extra(gold):
    score = judge(
        gold,
        ("contradicts", "quantity", 0.9, TOLL),
        ("contradicts", "quantity", 0.8, TOLL),
        ("contradicts", "what", 0.7, OPEN),
        ("contradicts", "what", 0.6, NOWHERE),
        ("compatible", "what", 0.5, OPEN),
    )
    assert [verdict.word for verdict in score.verdicts] == ["real", "repeat", "trap", "extra"]
    figures = figures_of([score])
    assert figures["recall"] == 0.5
    assert figures["precision"] == 0.25
    assert figures["recall of major"] == 1.0
    assert figures["repeats"] == 1
    assert figures["hard negatives flagged"] == 1.0
    assert figures["F1"] == pytest.approx(1 / 3)
    assert figures["average precision"] == 0.5
    assert figures["relation right, of found"] == 1.0
    assert list_misses([score]) == ["MISS bridge contradicts/quantity/minor: built? [built in 1950 | built in 1960]"]
    assert [line.split()[0] for line in list_extras([score])] == ["REPEAT", "TRAP", "EXTRA"]


def test_a_wrong_relation_is_found_all_the_same(gold):
    figures = figures_of([judge(gold, ("supersedes", "when", 0.9, TOLL))])
    assert (figures["recall"], figures["relation right, of found"], figures["kind right, of found"]) == (0.5, 0.0, 0.0)


def test_both_values_on_one_answer_find_nothing(gold):
    same = [TOLL[0], TOLL[0]]
    assert [verdict.word for verdict in judge(gold, ("contradicts", "quantity", 0.9, same)).verdicts] == ["extra"]


def test_a_flag_that_piles_up_places_finds_nothing(gold):
    pile = [
        [TOLL[0][0], ("a", "The bridge was built in 1950."), ("a", "It will stay closed.")],
        [TOLL[1][0], ("b", "It may open soon."), ("b", "The bridge was built in 1960.")],
    ]
    assert [verdict.word for verdict in judge(gold, ("contradicts", "quantity", 0.9, pile)).verdicts] == ["extra"]


def test_nothing_reported_and_nothing_labelled_is_perfect(gold):
    (gold / "bridge" / "labels.json").write_text(json.dumps([LABELS[2]]))
    assert figures_of([judge(gold)])["mean F1 of events"] == 1.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "colour"}, "'colour' is not a valid Kind"),
        ({"relation": "differs"}, "'differs' is not a valid Relation"),
        ({"values": LABELS[0]["values"][:1]}, "fewer than two answers"),
        ({"values": [{"value": "x", "mentions": []}] * 2}, "the answer 'x' has no mention"),
        (
            {"values": [{"value": "x", "mentions": [{"article": "a", "text": "Six people"}]}] * 2},
            "not in the text of a: 'Six people'",
        ),
        ({"values": [{"value": "x", "mentions": [{"article": "z", "text": "Six"}]}] * 2}, "no article 'z'"),
        ({"id": "built"}, "the id 'built' stands twice"),
    ],
)
def test_a_wrong_label_is_refused(gold, change, message):
    path = gold / "bridge" / "labels.json"
    path.write_text(json.dumps([{**LABELS[0], **change}, LABELS[1]]))
    with pytest.raises(ClaimcheckError) as caught:
        load_events(gold)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_missing_key_is_named(gold):
    path = gold / "bridge" / "labels.json"
    path.write_text(json.dumps([{key: value for key, value in LABELS[0].items() if key != "severity"}]))
    with pytest.raises(ClaimcheckError, match="label 1: no 'severity'"):
        load_events(gold)


@pytest.mark.parametrize("broken", [{}, [], {"claims": [], "discrepancies": [{}]}, {"claims": 5}, None])
def test_what_is_no_report_is_refused(gold, broken):
    (event,) = load_events(gold)
    with pytest.raises(ClaimcheckError, match="not a claimcheck report"):
        score_event(event, broken)


def test_the_gate(gold, tmp_path):
    gate = tmp_path / "gate.toml"
    gate.write_text('[floors]\nrecall = 0.5\nprecision = 0.9\n[ceilings]\n"hard negatives flagged" = 0.1\n')
    figures = figures_of([judge(gold, ("contradicts", "quantity", 0.9, TOLL), ("contradicts", "what", 0.6, NOWHERE))])
    missed = [bound.complaint(figures) for bound in load_gate(gate) if not bound.holds(figures)]
    assert missed == ["precision is 0.500, below the floor of 0.900"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[floors]\nrecal = 0.5", "unknown figure 'recal'"),
        ("[floor]\nrecall = 0.5", "unknown table 'floor'"),
        ("[floors]\nrecall = 'high'", "'recall' must be a number"),
        ("[floors", "broken TOML"),
    ],
)
def test_a_wrong_gate_is_refused(tmp_path, content, message):
    gate = tmp_path / "gate.toml"
    gate.write_text(content)
    with pytest.raises(ClaimcheckError, match=message):
        load_gate(gate)


def test_the_projects_own_labels_are_sound():
    events = load_events(Path(__file__).parents[2] / "fixtures")
    assert len(events) >= 6


@pytest.mark.usefixtures("stub_engine")
def test_the_command(gold, run_cli, tmp_path):
    done = run_cli("evaluate", gold, "--misses")
    assert done.status == 0
    assert done.out.startswith("MISS bridge contradicts/quantity/major: toll?")
    assert "F1                           0.000" in done.out
    gate = tmp_path / "gate.toml"
    gate.write_text("[floors]\nF1 = 0.5\n")
    missed = run_cli("evaluate", gold, "--gate", gate, "--format", "json")
    assert missed.status == 1
    assert json.loads(missed.out)["figures"]["flags"] == 0
    assert missed.err == "claimcheck: F1 is 0.000, below the floor of 0.500\n"
    (tmp_path / "bridge.json").write_text(json.dumps(report(("contradicts", "quantity", 0.9, TOLL))))
    assert "recall                       0.500" in run_cli("evaluate", gold, "--reports", tmp_path).out
    assert run_cli("evaluate", gold, "--reports", tmp_path / "none").status == 2
