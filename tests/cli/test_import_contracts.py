"""The import contracts hold for every file there is, not only for those somebody thought of."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
UI = ROOT / "streetlight_gui" / "ui"
WITH_SESSION = {"edits", "main_window", "session", "worker"}


def contract(name):
    """Return a contract of import-linter by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    return next(contract for contract in contracts if contract["name"] == name)


def test_all_else_in_the_ui_knows_no_session():
    found = {path.stem for path in UI.iterdir() if not path.name.startswith("__")}
    expected = sorted(f"streetlight_gui.ui.{name}" for name in found - WITH_SESSION)
    listed = contract("what a view is made of knows no session")["source_modules"]
    assert listed == expected
