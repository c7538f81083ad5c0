"""Bake the tables of given names: ``python -m claimcheck.train.names -o claimcheck/data``.

``names_sex.tsv`` from the first names of the 1990 United States census by sex (public domain), as they come in the
package *names*; ``names_short.tsv`` from the package *nicknames* (Apache-2.0): which short forms stand for one name.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
from collections import defaultdict
from pathlib import Path

#: A name is of one sex where it is this many times as frequent there.
_CLEAR = 8.0


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"the package {package} is not installed (extra: train)")
    return Path(spec.submodule_search_locations[0])


def _frequencies(path: Path) -> dict[str, float]:
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {cells[0].lower(): max(float(cells[1]), 0.0005) for cells in rows}


def sex_of_names() -> dict[str, str]:
    """Given name -> "m", "f", or "u" where both bear it."""
    folder = _folder("names")
    men, women = _frequencies(folder / "dist.male.first"), _frequencies(folder / "dist.female.first")
    sexes: dict[str, str] = {}
    for name in sorted({*men, *women}):
        man, woman = men.get(name, 0.0001), women.get(name, 0.0001)
        sexes[name] = "m" if man > _CLEAR * woman else "f" if woman > _CLEAR * man else "u"
    return sexes


def short_forms() -> dict[str, list[str]]:
    """Full given name -> its short and pet forms."""
    forms: dict[str, set[str]] = defaultdict(set)
    with (_folder("nicknames") / "names.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["relationship"] == "has_nickname":
                forms[row["name1"]].add(row["name2"])
    return {name: sorted(short) for name, short in sorted(forms.items())}


def main() -> None:
    """Write both tables into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write to")
    folder: Path = parser.parse_args().output
    lines = ["# Given names by sex (m, f, u: both). 1990 United States census, public domain."]
    lines += [f"{name}\t{sex}" for name, sex in sex_of_names().items()]
    (folder / "names_sex.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [
        "# Given names and their short forms. From the package nicknames (Carlton Northern and others), Apache-2.0."
    ]
    lines += [f"{name}\t{'|'.join(short)}" for name, short in short_forms().items()]
    (folder / "names_short.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
