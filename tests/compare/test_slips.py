"""Two written names of people: one name misspelt, or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.compare.slips import one_name_misspelt


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zhou Zimeng", "Zhou Simeng"),
        ("Michael Johnson", "Michael Johnston"),
        ("Ada Dubrin", "Ada Durbin"),
        ("Hamish Robertson", "Hamish Roberston"),
        ("Taleshia Orwin", "Taliesha Orwin"),  # a vowel or two, heard alike
        ("Kristen Vail", "Kristin Vail"),
        ("Stephen Marlow", "Steven Marlow"),
        ("Ilse Wolfe", "Ilse Wolff"),
        ("Anna Meier", "Anna Meyer"),
        ("Troy Becker", "Troy Beckers"),
        ("Mayor Darius Lee Hartwell", "Darious Hartwell"),
        ("Catherine Hill", "Katherine Hill"),
        ("Jon Vail", "John Vail"),
        ("Theresa Vail", "Teresa Vail"),  # letters that are not heard
        ("Malcolm Vail", "Malcom Vail"),
        ("Cheryl Vail", "Sheryl Vail"),
        ("Khaleel Orwin", "Kahleel Orwin"),  # swapped letters, whatever the script
    ],
)
def test_one_name(a, b):
    assert one_name_misspelt(a, b)
    assert one_name_misspelt(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Andriy Zelensky", "Andriy Zelenskyy"),  # names from other scripts
        ("Muammar Gaddafi", "Muammar Qadhafi"),
        ("Mohammed Salah", "Muhammad Salah"),
        ("Sergei Orlov", "Sergey Orlov"),
        ("Viktor Marchenko", "Victor Marchenko"),
        ("Jason Brown", "Mason Brown"),  # two given names
        ("Carla Hall", "Clara Hall"),
        ("Mathew Orwin", "Matt Orwin"),
        ("Robert Hall", "Roberta Hall"),
        ("Daniel Hall", "Danielle Hall"),
        ("Eric Hall", "Erica Hall"),
        ("Jim Hall", "James Hall"),  # short forms
        ("Robert Hall", "Rob Hall"),
        ("Martin Reed", "Martin Hall"),  # two family names
        ("Amar Dean Kessler", "Omar Paul Kessler"),  # other names between
        ("Dana Reid", "Dina Reed"),  # both differ
        ("José Núñez", "Jose Nunez"),
        ("Maria de la Cruz", "Maria De La Cruz"),
        ("Xander O'Brien", "Xander OBrien"),
        ("Ada Byron", "Ada Byron"),
        ("Byron", "Ada Byron"),
        ("Li Wei", "Li Wen"),  # too short to tell
        ("Ann Roe", "Anne Roe"),
        ("Pine", "Pike"),
        ("", "Reed"),
    ],
)
def test_no_slip(a, b):
    assert not one_name_misspelt(a, b)
    assert not one_name_misspelt(b, a)


@given(st.text(max_size=16), st.text(max_size=16))
def test_it_is_symmetric(a, b):
    assert one_name_misspelt(a, b) == one_name_misspelt(b, a)
    assert not one_name_misspelt(a, a)
