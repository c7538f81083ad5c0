"""The door to the language model: one small interface, three ways through it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Protocol

from claimcheck.model import ModelError, Sentence

SPACY = "spacy:"


class Annotator(Protocol):
    """Anything that divides text into sentences and words and says what they are.

    The same text always gets the same annotation, whatever was annotated before it.
    """

    @property
    def name(self) -> str:
        """Which model it is, for reports."""
        ...

    def annotate(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a text, in order, disjoint, covering all but white space; offsets count code points."""
        ...


def load_annotator(name: str = "") -> Annotator:
    """Load a language model: "" the one that ships, "spacy:NAME" a spaCy pipeline (extra ``spacy``), else the
    path of an ONNX file made by ``claimcheck.train.annotator``, its sidecar files beside it.

    Raises ModelError where it cannot be loaded.
    """
    if name.startswith(SPACY):
        from claimcheck.text.spacy_pipeline import SpacyAnnotator

        return SpacyAnnotator(name.removeprefix(SPACY))
    from claimcheck.text.encoder import OnnxAnnotator

    if name:
        path = Path(name)
        if path.suffix != ".onnx":
            raise ModelError(f"language model {name!r}: expected spacy:NAME or the path of an .onnx file")
        return OnnxAnnotator(path)
    return OnnxAnnotator(Path(str(files("claimcheck.models").joinpath("annotator.onnx"))))
