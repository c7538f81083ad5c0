"""The gazetteer: names, containment, context, and what it costs to load."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.compare.gazetteer import Gazetteer, PlaceKind, place_key

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Moscow", PlaceKind.CITY, "RU"),
        ("New York", PlaceKind.CITY, "US"),
        ("Washington", PlaceKind.CITY, "US"),
        ("Bavaria", PlaceKind.REGION, "DE"),
        ("Texas", PlaceKind.REGION, "US"),
        ("U.S.", PlaceKind.COUNTRY, "US"),
        ("Britain", PlaceKind.COUNTRY, "GB"),
        ("Ivory Coast", PlaceKind.COUNTRY, "CI"),
        ("Türkiye", PlaceKind.COUNTRY, "TR"),
        ("Kiev", PlaceKind.CITY, "UA"),
        ("St. Petersburg", PlaceKind.CITY, "RU"),
        ("Saint Petersburg", PlaceKind.CITY, "RU"),
        ("the Bronx", PlaceKind.CITY, "US"),
        ("São Paulo", PlaceKind.CITY, "BR"),
        ("Sao Paulo", PlaceKind.CITY, "BR"),
        ("Kent", PlaceKind.COUNTY, "GB"),
        ("New England", PlaceKind.AREA, ""),
    ],
)
def test_first_candidate(name, kind, country):
    place = GAZETTEER.resolve(name)
    assert place is not None
    assert (place.kind, place.country) == (kind, country)


@pytest.mark.parametrize("name", ["", "Zzyzzx", "Monday", "of the", "ME", "OR"])
def test_no_candidate(name):
    assert GAZETTEER.resolve(name) is None


def test_context_decides():
    state, country = GAZETTEER.resolve("Atlanta"), GAZETTEER.resolve("Tbilisi")
    assert state and country
    assert GAZETTEER.resolve("Georgia", [state]).kind is PlaceKind.REGION
    assert GAZETTEER.resolve("Georgia", [country]).kind is PlaceKind.COUNTRY
    ontario = GAZETTEER.resolve("Ontario")
    assert GAZETTEER.resolve("London", [ontario]).country == "GB" or ontario.kind is not PlaceKind.REGION


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("France", "Lyon", True),
        ("Europe", "Lyon", True),
        ("London", "Croydon", True),
        ("New York", "Brooklyn", True),
        ("New England", "Vermont", True),
        ("European Union", "Berlin", True),
        ("Lyon", "France", False),
        ("Lyon", "Lyon", False),
        ("Spain", "Lyon", False),
        ("London", "Paris", False),
        ("New England", "Ohio", False),
        ("Africa", "Lyon", False),
    ],
)
def test_contains(outer, inner, holds):
    assert GAZETTEER.contains(GAZETTEER.resolve(outer), GAZETTEER.resolve(inner)) is holds


def test_peoples_capitals_and_seats():
    assert GAZETTEER.people_of("Russian").name == "Russia"
    assert GAZETTEER.people_of("Texans").name == "Texas"
    assert GAZETTEER.people_of("Londoner").name == "London"
    assert GAZETTEER.people_of("Moscow") is None
    russia = GAZETTEER.resolve("Russia")
    moscow = GAZETTEER.capital_of(russia)
    assert moscow.name == "Moscow"
    assert GAZETTEER.country_of(moscow) == russia
    assert GAZETTEER.capital_of(moscow) is None
    assert GAZETTEER.seat_of_power("the Kremlin") == ("RU", "Moscow")
    assert GAZETTEER.seat_of_power("Riverside Arena") is None


def test_abbreviations_hold_after_a_comma_alone():
    assert GAZETTEER.abbreviated("Mass.").name == "Massachusetts"
    assert GAZETTEER.abbreviated("OR").name == "Oregon"
    assert GAZETTEER.candidates("OR") == ()


def test_distance():
    paris, london = GAZETTEER.resolve("Paris"), GAZETTEER.resolve("London")
    assert 330 < GAZETTEER.distance_km(paris, london) < 360
    assert GAZETTEER.distance_km(paris, paris) == 0


def test_an_open_choice_is_told():
    found = GAZETTEER.candidates("Springfield")
    assert GAZETTEER.is_open_choice("Springfield", found)
    assert not GAZETTEER.is_open_choice("Paris", GAZETTEER.candidates("Paris"))


def test_every_country_has_a_continent_and_most_a_capital():
    countries = [GAZETTEER.by_code(code) for code in ("US", "FR", "CN", "RU", "IN", "ZA", "BR", "AU", "UA")]
    assert all(place is not None and GAZETTEER.capital_of(place) is not None for place in countries)


def test_ids_lead_back():
    for name in ("Lyon", "Texas", "France", "New England"):
        place = GAZETTEER.resolve(name)
        assert GAZETTEER.by_id(place.id) == place
    assert GAZETTEER.by_id(1) is None
    assert GAZETTEER.by_id(-9999) is None


def test_the_table_stays_small_and_names_its_source():
    data = files("claimcheck.data")
    assert len(data.joinpath("gazetteer.npz").read_bytes()) < 3_000_000
    assert "Creative Commons Attribution 4.0" in data.joinpath("gazetteer.LICENSE.txt").read_text("utf-8")


@settings(max_examples=300)
@given(st.text(max_size=30))
def test_any_name_can_be_asked(name):
    assert place_key(place_key(name)) == place_key(name)
    for place in GAZETTEER.candidates(name):
        assert place.names
