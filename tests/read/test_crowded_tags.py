"""Tags of thousands of attributes are found, ordinary pages are not taken for such."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import ReadError
from claimcheck.read.crowded_tags import crowded_tag
from claimcheck.read.markup import body_of_html

NUMBERS = [f"a{number}" for number in range(4000)]
CROWDED = {
    "quoted": "<p " + " ".join(f'{name}="1"' for name in NUMBERS) + ">x</p>",
    "bare": "<p " + " ".join(f"{name}=1" for name in NUMBERS) + ">x</p>",
    "without values": "<p " + " ".join(NUMBERS) + ">x</p>",
    "parted by strokes": "<p/" + "/".join(NUMBERS) + ">x</p>",
    "parted by nothing": "<p " + "".join(f'{name}="1"' for name in NUMBERS) + ">x</p>",
    "quotes that hide": "<p x' " + " ".join(NUMBERS) + "' >x</p>",
    "marks that hide": "<p " + " ".join(f"{name}<b" for name in NUMBERS) + ">x</p>",
    "values that hide": "<p " + " ".join(f'{name}=">"' for name in NUMBERS) + ">x</p>",
    "never closed": "<p " + " ".join(NUMBERS),
    "of a script": "<script " + " ".join(NUMBERS) + ">x</script>",
}
ORDINARY = {
    "drawing": f'<svg><path d="{"M 10 20 L 1 2 " * 9000}"/></svg>',
    "picture": f'<img src="data:image/png;base64,{"iVBO/Rw0K=Ggo" * 9000}">',
    "style": f"<div style='{'color: red; ' * 5000}'>x</div>",
    "script": f"<script>if (a <b) {{ x = [{'1, 2, ' * 9000}] }}</script>",
    "words": f"<p>{'word ' * 90_000}</p>",
    "many tags": '<p class="a" id="b">x</p>' * 9000,
}


@pytest.mark.parametrize("label", CROWDED)
def test_crowded_tags_are_found_and_their_documents_refused(label):
    markup = f"<p>{'Some words. ' * 20}</p>{CROWDED[label]}"
    assert crowded_tag(markup) == 7 + 12 * 20
    with pytest.raises(ReadError, match="attributes"):
        body_of_html(markup, "a.html")


@pytest.mark.parametrize("label", ORDINARY)
def test_ordinary_pages_are_not(label):
    assert crowded_tag(ORDINARY[label]) is None


@pytest.mark.parametrize("unit", ["<a ", '<a "', "<", '"', "<a '\"", "<script>", "</script>", "<a x='", "=' ", "<a\n"])
def test_the_search_takes_a_time_that_grows_with_the_page(unit):
    began = time.process_time()
    crowded_tag(unit * (2_000_000 // len(unit)))
    assert time.process_time() - began < 4
