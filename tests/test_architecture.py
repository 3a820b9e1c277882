"""The dependency rule, read from the import statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("app", "widgets", "resources")
WORKER_ROOMS = {"app.pdf.worker"}
"""Where the worker process starts: what it imports may import pymupdf, nothing else may import it."""


def modules() -> dict[str, Path]:
    """Every module of the product by dotted name."""
    found = {}
    for top in PRODUCT:
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(module: str, *, only_at_import: bool = False) -> set[str]:
    """Dotted names a module imports; with `only_at_import`, those its own import runs."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    names: set[str] = set()
    for node in _nodes(tree, only_at_import):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*parents, *([node.module] if node.module else [])])
            names.add(origin)
            names.update(f"{origin}.{alias.name}" for alias in node.names)
    return names


def _nodes(tree: ast.AST, only_at_import: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(tree):
        if only_at_import and (
            isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or _is_type_checking(child)
        ):
            continue
        yield child
        yield from _nodes(child, only_at_import)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def importers(package: str) -> set[str]:
    """Modules of the product that import a package anywhere."""
    return {
        module
        for module in MODULES
        if any(name == package or name.startswith(package + ".") for name in imported(module))
    }


def reached(start: str) -> set[str]:
    """Modules that importing `start` runs, packages on the way included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module in seen or module not in MODULES:
            continue
        seen.add(module)
        waiting.extend(imported(module, only_at_import=True))
        waiting.append(module.rpartition(".")[0])
    return seen


def test_the_domain_knows_no_qt() -> None:
    domain = {module for module in importers("PySide6") | importers("widgets") if module.startswith("app")}
    assert domain <= {"app.__main__"}


def test_resources_know_no_qt() -> None:
    assert not {m for m in importers("PySide6") | importers("widgets") if m.startswith("resources")}


def test_only_the_pdf_room_imports_pymupdf() -> None:
    assert importers("pymupdf") | importers("fitz")
    assert all(module.startswith("app.pdf.") for module in importers("pymupdf") | importers("fitz"))


@pytest.mark.parametrize("start", ["app.__main__", "app.cli", "widgets.main_window"])
def test_the_front_ends_never_reach_pymupdf(start: str) -> None:
    with_pymupdf = {
        module
        for module in MODULES
        if any(name.split(".")[0] == "pymupdf" for name in imported(module, only_at_import=True))
    }
    assert not reached(start) & with_pymupdf


def test_only_the_project_room_speaks_sql() -> None:
    speakers = importers("sqlite3") | importers("sqlite_utils")
    assert speakers
    assert all(module.startswith("app.project") for module in speakers)


def test_only_the_commands_of_the_window_write() -> None:
    writers = {module for module in importers("app.project.database.Edit") if module.startswith("widgets")}
    assert writers
    assert all(module.startswith("widgets.commands.") for module in writers)


def test_no_import_cycle() -> None:
    graph = {
        module: {name for name in imported(module, only_at_import=True) if name in MODULES and name != module}
        for module in MODULES
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join([*trail, module])
        if module in done:
            return
        for needed in graph[module]:
            visit(needed, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())
