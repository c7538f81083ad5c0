"""Marked wire copy: what a header, a text and a trailer give, and what is refused. The stories are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, BlockKind, ItemClass, ReadError, Signal
from claimcheck.read.anpa import looks_like_anpa, read_anpa
from claimcheck.read.document import Document
from claimcheck.read.formats import choose_reader

_HEAD = b"\x16\x16\x01%s\x1f-----\nr i\x13\x11 BC-NOR--FerryFire     05-03 0120\r\n\x02"
_BODY = (
    b"^BC-NOR--Ferry Fire, 1st Ld-Writethru,120<\r\n^Ferry burns off Bergen; all 40 aboard are safe<\r\n"
    b"^AP Photo BER101<\r\n^Eds: UPDATES with cause; corrects number aboard to 40, not 44.<\r\n"
    b"^By NILS MOE=\r\n^Associated Press Writer=\r\n"
    b"\t   BERGEN, Norway (AP) _ A car ferry burned on Friday, ``in minutes,'' its captain said.<\r\n"
    b"\t   All 40 people aboard\r\nwere taken off.<\r\n\t   ___\r\n^Earlier fires=\r\n"
    b"\b^;Year;Ship\x10 \r\n\bSolveig;1996;Blue\x10 Star\x10 \r\n\bTiril;2004;_\x10 \r\n"
)
_TAIL = b"\r\n\t   \x03AP-WF-05-03-19 1425GMT<\r\n\x0c\r\n\x04"
STORY = _HEAD % b"a0417" + _BODY + _TAIL
DPA = (
    b"\x01abc0042 2 i 61  dpa 0311\r\n\nNorway/ferry/\r\n\x02Ferry burns off Bergen,\r\nall aboard safe =\r\n\n"
    b"By Nils Moe, dpa =\r\n\nBergen (dpa) - A car ferry burned on\r\nFriday.\r\n\nNobody was hurt.\r\n\n"
    b"# Notebook\r\n\n## Contacts\r\n- Ferry line, +47\r\n\ndpa nm rl\r\n\r\n\x03031425 GMT May 19\r\n\x7f\n\x04"
)


def read(data: bytes) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    return list(read_anpa(Document("wire.tst", data), faults.append)), faults


def test_an_anpa_story() -> None:
    (story,), faults = read(STORY)
    assert not faults
    item = story.item
    assert story.title == "Ferry burns off Bergen; all 40 aboard are safe"
    assert (item.slug, item.family) == ("BC-NOR--Ferry Fire, 1st Ld-Writethru", "nor--ferry fire")
    assert (item.provider, item.provider_id, item.version_created) == ("AP", "AP a0417 2019-05-03", "2019-05-03T14:25Z")
    assert (item.byline, item.urgency, item.update) == ("By NILS MOE", 4, 1)
    assert item.signals == (Signal.UPDATE, Signal.CORRECTION, Signal.WRITETHRU)
    assert [(c.field, c.new, c.old) for c in item.corrections] == [("number aboard", "40", "44")]
    assert item.dateline is not None
    assert item.dateline.text == "BERGEN, Norway (AP) _"
    assert story.text == (
        "BERGEN, Norway (AP) _ A car ferry burned on Friday, ``in minutes,'' its captain said.\n\n"
        "All 40 people aboard were taken off.\n\nEarlier fires\n\n"
        "\tYear\tShip\nSolveig\t1996\tBlue Star\nTiril\t2004\t_"
    )
    assert [block.kind for block in story.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.TABLE,
    ]


def test_a_7901_story() -> None:
    (story,), faults = read(DPA)
    assert not faults
    assert story.title == "Ferry burns off Bergen, all aboard safe"
    assert story.text == "Bergen (dpa) - A car ferry burned on Friday.\n\nNobody was hurt."
    item = story.item
    assert (item.slug, item.byline, item.urgency) == ("Norway/ferry/", "By Nils Moe, dpa", 2)
    assert (item.provider, item.provider_id) == ("dpa", "dpa abc0042 2019-05-03")
    assert (item.version_created, item.item_class) == ("2019-05-03T14:25Z", ItemClass.TEXT)
    assert item.editor_note.startswith("# Notebook")


def test_several_stories_and_one_broken() -> None:
    broken = b"\x16\x16\x01b0001\x1f-----\nr i\x13\x11 BC-X 05-03\r\nno text\x04\n"
    cut = _HEAD % b"c0002" + b"\t A text that is cut"
    stories, faults = read(STORY + broken + _HEAD % b"a0418" + _BODY + _TAIL + DPA + cut)
    assert [story.item.provider_id for story in stories] == [
        "AP a0417 2019-05-03",
        "AP a0418 2019-05-03",
        "dpa abc0042 2019-05-03",
    ]
    assert [(fault.reason, fault.place) for fault in faults] == [
        ("breaks ANPA 1312: a header without STX and text", f"byte {len(STORY) + 2}"),
        ("breaks ANPA 1312: a text without ETX, cut off", f"byte {len(STORY) * 2 + len(broken) + len(DPA) + len(cut)}"),
    ]


@pytest.mark.parametrize(
    "tail, time",
    [
        (b"\x03AP-WF-05-03-19 1425GMT<\n\x04", "2019-05-03T14:25Z"),
        (b"\x03AP-NY-05-03-99 1425EDT<\n\x04", "1999-05-03T14:25-04:00"),
        (b"\x03AP-NY-13-03-19 1425EDT<\n\x04", ""),
        (b"\x03AP-NY-05-03-19 2560EDT<\n\x04", ""),
        (b"\x03031425 GMT May\n\x04", ""),
        (b"\x03031425 GMT Foo 19\n\x04", ""),
        (b"\x03\x04", ""),
        (b"\nAP-NY-05-03-19 1425EDT<\n\x03\x04", "2019-05-03T14:25-04:00"),
        (b"\x04", ""),
    ],
)
def test_the_time_is_read_and_no_year_is_guessed(tail: bytes, time: str) -> None:
    (story,), faults = read(_HEAD % b"a0417" + _BODY + tail)
    assert (story.item.version_created, story.published, faults) == (time, time, [])
    assert story.text.endswith("Tiril\t2004\t_")


@pytest.mark.parametrize(
    "data, found",
    [
        (STORY, True),
        (DPA, True),
        (b"\x00\n" + STORY, True),
        (b"", False),
        (b"\x01", False),
        (b"\x02 text", False),
        (b"A story\x01 with controls \x02", False),
        (b"PK\x03\x04\x01\x02", False),
        (b"\x01" + b"a" * 5000 + b"\x02", False),
        ("Überfall".encode("utf-16"), False),
    ],
)
def test_what_looks_like_marked_copy(data: bytes, found: bool) -> None:
    assert looks_like_anpa(Document("x", data), "") is found


def test_the_reader_is_chosen() -> None:
    assert choose_reader(Document("story.txt", STORY)).name == "anpa"


def test_a_story_without_headline_takes_the_slug_and_one_of_results_is_data() -> None:
    rows = b"^BC-SKI--Results<\n\t   ;1;2;3<\n\t   Moe;4;5;6<\n\t   Lie;7;8;9<\n"
    (story,), _ = read((_HEAD % b"s0001").replace(b"\x13\x11", b"\x14\x12") + rows + _TAIL)
    assert (story.title, story.item.item_class) == ("Results", ItemClass.DATA)
    assert story.text == "\t1\t2\t3\nMoe\t4\t5\t6\nLie\t7\t8\t9"


def test_a_story_of_headlines_alone_and_an_empty_one() -> None:
    (story,), _ = read(_HEAD % b"a0001" + b"^BC-X--Alert<\n^Bridge falls in Oslo<\n^More soon<\n" + _TAIL)
    assert (story.title, story.text) == ("Bridge falls in Oslo", "More soon")
    (empty,), _ = read(b"\x01\x02\x03\x04")
    assert (empty.title, empty.text, empty.skipped) == ("", "", "no text")


def test_characters_are_kept() -> None:
    (story,), _ = read(_HEAD % b"a0001" + "\t   3{ goals _ “Ærlig” said Åse\x07.<\n".encode() + _TAIL)
    assert story.text == "3{ goals _ “Ærlig” said Åse."
    (story,), _ = read(_HEAD % b"a0001" + b"\t   caf\xe9 \x93no\x94 \x81<\n" + _TAIL)
    assert story.text == "café “no”"


def test_prose_with_semicolons_is_no_table() -> None:
    prose = b"\t   He spoke of rain; he spoke of snow; he spoke of wind; then he left.<\n"
    (story,), _ = read(_HEAD % b"a0001" + prose + _TAIL)
    assert [block.kind for block in story.blocks] == [BlockKind.PARAGRAPH]


def test_no_soh() -> None:
    with pytest.raises(ReadError, match="no SOH"):
        read(b"nothing")


@settings(max_examples=200)
@given(st.data())
def test_any_damage_is_a_read_error(data: st.DataObject) -> None:
    story = bytearray(data.draw(st.sampled_from([STORY, DPA, STORY + DPA])))
    for _ in range(data.draw(st.integers(1, 20))):
        story[data.draw(st.integers(0, len(story) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(story)))
    try:
        articles, faults = read(bytes(story[:cut]))
    except ReadError as error:
        articles, faults = [], [error]
    assert all(fault.path and fault.place for fault in faults)
    for article in articles:
        assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)


def test_large_files_are_quick() -> None:
    assert read(_HEAD % b"a0001" + b"\t a;b;c;d\n" * 200_000 + _TAIL)[0]
    assert read(_HEAD % b"a0001" + b"a " * 1_000_000 + _TAIL)[0]
    assert read(b"\x01" * 1_000_000)[1]
