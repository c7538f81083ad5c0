"""Two participants compared: the cases of who_pairs.json, spellings, symmetry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.names import Sex, given_sex, person_parts, split_title
from claimcheck.compare.spelling import transliterated
from claimcheck.compare.who import organisation_variants, relate_who
from claimcheck.model import EntityLabel, Slot, SlotRelation, Who, WhoRole

CASES = json.loads((Path(__file__).parents[1] / "cases" / "who_pairs.json").read_text("utf-8"))


def who(name, label="", head="", title="", aliases=(), text="") -> Who:
    """A participant, its text its name."""
    text = text or name
    return Who(
        0, len(text), text, name, WhoRole.AGENT, head or name.split()[-1], title,
        EntityLabel(label) if label else None, tuple(aliases),
    )  # fmt: skip


@pytest.mark.parametrize("case", [pytest.param(c, id=c["label"]) for c in CASES])
def test_case(case):
    a, b = (who(**one) for one in case["input"])
    found = relate_who(a, b)
    assert found.relation.value == case["expected"], found.reason
    assert found == relate_who(b, a)
    assert found.slot is Slot.WHO
    assert found.reason


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("Rail Safety Inquiry Branch", "Rail Safety Inquiry Unit", True),
        ("the National Weather Service", "National Weather Agency", True),
        ("Norwegian Air", "Norway Air", True),
        ("Texas Airlines", "Texan Airlines", True),
        ("House Budget Committee", "Senate Budget Committee", False),
        ("Democratic Party", "Republican Party", False),
        ("Leeds Hospital", "Leeds University", False),
        ("Hartley Rescue Service", "Hartley Rescue Services", False),
        ("Norwegian Air", "Swedish Air", False),
        ("Rail Safety Branch", "Rail Safety Branch", False),
        ("Acme", "Globex", False),
        ("", "", False),
    ],
)
def test_organisation_slips(a, b, slip):
    assert organisation_variants(a, b) is slip
    assert organisation_variants(b, a) is slip


@pytest.mark.parametrize(
    ("written", "title", "name"),
    [
        ("Prime Minister Ada Byron", "Prime Minister", "Ada Byron"),
        ("Kent County Executive Ada Byron", "Kent County Executive", "Ada Byron"),
        ("Dr. Hall", "Dr.", "Hall"),
        ("Ada Byron", "", "Ada Byron"),
        ("Tom Bishop", "", "Tom Bishop"),
        ("President", "", "President"),
        ("Mr. Hall's", "Mr.", "Hall"),
    ],
)
def test_titles(written, title, name):
    assert split_title(written) == (title, name)


def test_name_parts_and_sex():
    assert person_parts("Sir John Hall Jr.") == ("john", "hall")
    assert given_sex("Maria Lopez") is Sex.FEMALE
    assert given_sex("Mr Lopez") is Sex.MALE
    assert given_sex("Lopez") is Sex.UNKNOWN


@given(st.text(max_size=12), st.text(max_size=12))
def test_spelling_is_symmetric(a, b):
    assert transliterated(a, b) == transliterated(b, a)


WHO = st.builds(
    who,
    st.sampled_from(
        ["Ada Byron", "Byron", "Tom Byron", "Acme", "Acme Rail", "boy", "police", "he", "Moscow", "Russia"]
    ),
    st.sampled_from(["", "person", "organisation", "place", "facility"]),
    st.sampled_from(["", "boy", "president"]),
    st.sampled_from(["", "Mr", "President"]),
)


@settings(max_examples=400, deadline=None)
@given(WHO, WHO)
def test_comparison_is_symmetric(a, b):
    assert relate_who(a, b) == relate_who(b, a)


@settings(max_examples=200, deadline=None)
@given(WHO)
def test_nobody_excludes_himself(someone):
    assert relate_who(someone, someone).relation is not SlotRelation.DISJOINT
