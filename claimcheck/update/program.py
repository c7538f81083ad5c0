"""Which program fills a store: facts and conflicts of two versions are never mixed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_JUDGING = ("text", "extract", "align", "compare", "conflict", "model", "data", "models")
_MODULES = ("facts.py", "judged.py", "pipeline.py")


@cache
def fingerprint(model: str = "") -> str:
    """A hash of the code, the tables and the models that findings depend on; ``model`` is the configured one's name."""
    package = files("claimcheck")
    digest = hashlib.sha256(model.encode("utf-8", "surrogatepass"))
    for name in _MODULES:
        digest.update(package.joinpath(name).read_bytes())
    for name in _JUDGING:
        _add(package.joinpath(name), name, digest)
    return digest.hexdigest()[:16]


def _add(folder: Traversable, name: str, digest: hashlib._Hash) -> None:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                _add(entry, f"{name}/{entry.name}", digest)
        else:
            digest.update(f"{name}/{entry.name}".encode())
            digest.update(hashlib.sha256(entry.read_bytes()).digest())
