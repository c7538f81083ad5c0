"""The direction of imports, read out of the source; what importing costs; the public names are those exported."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimcheck

PACKAGE = Path(claimcheck.__file__).parent
STAGES = {"read", "text", "extract", "align", "conflict"}
INNER = {"compare", "config", "model", "data"}
# What each part of the package may import beside itself.
ALLOWED = {
    "model": set(),
    "data": set(),
    "config": {"model"},
    "compare": {"config", "model", "data"},
    **dict.fromkeys(STAGES, INNER),
    "facts": STAGES | INNER,
    "judged": {"facts"} | STAGES | INNER,
    "pipeline": {"facts", "judged"} | STAGES | INNER,
    "report": {"config", "model", "data"},
    "evaluate": {"read", "config", "model"},
    "cli": {"report", "evaluate", "pipeline", "config", "model"},
    "__main__": {"cli"},
    "__init__": {"pipeline", "read", "config", "model"},
}
# Reading, telling versions and drawing are values in, values out for the command line; it may call them directly.
ALLOWED["cli"] |= {"read", "conflict", "align"}
# Which parts may know a framework.
FRAMEWORKS = {
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "trafilatura": {"read"},
    "markdown_it": {"read"},
    "ftfy": {"read"},
    "pypdf": {"read"},
    "warcio": set(),
    "dateparser": set(),
    "onnxruntime": {"text"},
    "tokenizers": {"text"},
    "spacy": {"text"},
    "networkx": {"align", "conflict", "report"},
    "torch": set(),
    "onnx": set(),
    "sqlite3": set(),
    "requests": set(),
    "urllib.request": set(),
    "socket": {"read"},
    "ssl": {"read"},
    "http": {"read"},
    "random": set(),
}


# Modules of which only one may know: the one that fetches what the user asked to be fetched.
ONE_MODULE = {"socket": "read/fetch.py", "ssl": "read/fetch.py", "http": "read/fetch.py"}

CLOCKS = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.localtime"}


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if part_of(path) != "train")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "claimcheck":
                yield from (f"claimcheck.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_layer_imports_only_to_its_right(path):
    part = part_of(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "claimcheck" and rest:
            other = rest.split(".")[0]
            is_own = other == part
            assert is_own or other in ALLOWED[part], f"{part} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_frameworks_are_known_only_where_they_belong(path):
    part = part_of(path)
    for name in imported(path):
        for framework, parts in FRAMEWORKS.items():
            if name == framework or name.startswith(framework + "."):
                assert part in parts, f"{part} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_fetcher_knows_the_network(path):
    for name in imported(path):
        owner = ONE_MODULE.get(name.split(".")[0])
        assert owner in (None, path.relative_to(PACKAGE).as_posix()), f"{path} imports {name}"


def test_nothing_but_train_imports_train():
    for path in modules():
        assert not any(name.startswith("claimcheck.train") for name in imported(path)), path


def test_model_is_standard_library_only():
    for path in sorted((PACKAGE / "model").glob("*.py")):
        for name in imported(path):
            own = name.startswith("claimcheck.model")
            assert own or name.split(".")[0] in sys.stdlib_module_names | {"__future__"}, name


def test_nothing_reads_the_clock():
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS:
                pytest.fail(f"{path}:{node.lineno} reads the clock")


def test_all_equals_the_public_names():
    public = {name for name in vars(claimcheck) if not name.startswith("_")}
    submodules = {path.stem for path in PACKAGE.iterdir()} | {"train"}
    machinery = {"annotations", "import_module", "TYPE_CHECKING"}
    assert public - submodules - machinery <= set(claimcheck.__all__)
    assert list(claimcheck.__all__) == sorted(claimcheck.__all__, key=lambda name: (name[0].islower(), name))
    for name in claimcheck.__all__:
        assert getattr(claimcheck, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        claimcheck.chek  # noqa: B018


def loaded_after(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(*sorted(name.split('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    return set(done.stdout.split())


HEAVY = {"numpy", "onnxruntime", "tokenizers", "networkx", "trafilatura", "lxml", "dateparser", "rapidfuzz", "spacy"}


def test_importing_the_package_is_light():
    assert not loaded_after("import claimcheck") & (HEAVY | {"typer", "rich"})


def test_help_loads_nothing_heavy():
    assert not loaded_after("import claimcheck.cli") & HEAVY


def test_reading_text_loads_nothing_heavy():
    assert not loaded_after("import claimcheck.read") & {"trafilatura", "onnxruntime", "networkx"}
