"""The newsroom store: the only SQL of the package."""

from __future__ import annotations

from claimcheck.store.results import Shelved
from claimcheck.store.store import Run, Shelves, Store
from claimcheck.store.versions import Delivered, Held, KeyKind, Place, Standing, StoryKey

__all__ = ["Delivered", "Held", "KeyKind", "Place", "Run", "Shelved", "Shelves", "Standing", "Store", "StoryKey"]
