"""Sentences, words, trees and names of a text. The language model lives behind ``load_annotator``.

Importing this package is cheap: onnxruntime and the weights are loaded by ``load_annotator`` alone.
"""

from claimcheck.text.annotator import Annotator, load_annotator
from claimcheck.text.sentences import split_sentences
from claimcheck.text.words import split_words

__all__ = ["Annotator", "load_annotator", "split_sentences", "split_words"]
