"""Reactions dated before the event they react to: two editions' "today" in one page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.conflict.calendar.finding import CalendarFinding, possible, span_of_time
from claimcheck.conflict.calendar.scene import Scene
from claimcheck.model import Sentence, Severity, When

_INCIDENT = re.compile(
    r"\b(?:crash|derail|collision|collid|explo|blast|blaze|shooting|stabb|attack|bomb|earthquake|quake|collaps|wreck"
    r"|tipped over|overturn|gunman|landslide|avalanche|accident)\w*",
    re.IGNORECASE,
)
_AFTERMATH = re.compile(
    r"\b(?:victims?|condolences|the scene|survivors?|the injured|the wounded|investigators|the dead|bereaved|rescuers"
    r"|those (?:affected|killed|injured))\b",
    re.IGNORECASE,
)
_THIS_DAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_LAST_NIGHT = re.compile(r"^last night$", re.IGNORECASE)
_LEAD = 6
"""Sentences from the top within which the main event is told."""
_AT_LEAST = 2
"""Sentences of the aftermath dated the night before: one may be a slip of attribution, two are another frame."""


def reaction_before_event(scene: Scene) -> Iterator[CalendarFinding]:
    """A crash "at 6.13am today" and condolences for it "last night": one of the two is of another edition."""
    event = _lead_event(scene)
    if event is None or any(_tells_of_night(scene, sentence) for sentence in scene.sentences):
        return
    before = [
        when
        for sentence in scene.sentences
        for when in scene.times_of(sentence)
        if _LAST_NIGHT.match(when.text) and _is_aftermath(scene, sentence)
    ]
    if len(before) < _AT_LEAST or event.low is None or before[0].low is None or before[0].low >= event.low:
        return
    spans = sorted((span_of_time(event), span_of_time(before[0])), key=lambda span: span.start)
    values = {event.start: f"the event: {event.text}", before[0].start: f"reactions to it: {before[0].text}"}
    yield CalendarFinding(
        "reaction before event",
        scene.field,
        (spans[0], spans[1]),
        (values[spans[0].start], values[spans[1].start]),
        "Did the reactions come before or after the event?",
        f"The event is dated “{event.text}”, what followed it “{before[0].text}”, which was before: "
        "the page mixes the time frames of two editions.",
        "Give the event and the reactions dates instead of “today” and “last night”.",
        Severity.MINOR,
        0.55,
        (possible("the reactions are to something else", "they speak of the scene, the victims or condolences"),),
    )


def _lead_event(scene: Scene) -> When | None:
    """The time of the incident at the top of the story, if it is of the day of publication."""
    for sentence in scene.sentences[:_LEAD]:
        for when in scene.times_of(sentence):
            if _THIS_DAY.search(when.text) and _INCIDENT.search(scene.text, sentence.start, sentence.end):
                return when
    for sentence in scene.sentences:
        for when in scene.times_of(sentence):
            following = scene.text[when.end : when.end + 30]
            if (
                _THIS_DAY.search(when.text)
                and re.match(r"['’]s\s(?:\w+\s){0,2}", following)
                and _INCIDENT.search(following)
            ):
                return when
    return None


def _tells_of_night(scene: Scene, sentence: Sentence) -> bool:
    """Whether an incident itself is dated last night: then the reactions may be to that one."""
    text = scene.text[sentence.start : sentence.end]
    return bool(re.search(r"\blast night['’]s\b", text, re.IGNORECASE)) or (
        bool(_INCIDENT.search(text)) and "last night" in text.lower() and not _is_aftermath(scene, sentence)
    )


def _is_aftermath(scene: Scene, sentence: Sentence) -> bool:
    return bool(_AFTERMATH.search(scene.text, sentence.start, sentence.end))
