"""Packages that are not installed are said in one sentence, with what to type."""

import shlex
import subprocess
import sys

import pytest
from command import start_with


def start_without(package, *arguments, home):
    """Run the command where a package is missing; return its exit code, output and errors."""
    changes = f"import sys; sys.modules[{package!r}] = None"
    with start_with(changes, *arguments, home=home) as process:
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def sentence_on(package):
    return (
        f"streetlight: {package} is not installed; in the folder of Streetlight's README, "
        f"type: {shlex.quote(sys.executable)} -m pip install .\n"
    )


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        *(("PySide6", ()), ("PySide6", ("gui",)), ("PySide6", ("screenshot", "a.png"))),
        ("pyqtgraph", ()),
    ],
)
def test_a_window_needs_qt_and_the_plot(tmp_path, package, arguments):
    said = start_without(package, *arguments, home=tmp_path)
    assert said == (2, "", sentence_on(package))


@pytest.mark.parametrize("arguments", [("train",), ("predict", "1", "0", "1")])
def test_the_console_needs_no_qt(tmp_path, arguments):
    code, out, err = start_without("PySide6", *arguments, home=tmp_path)
    assert (code, err) == (0, "")
    assert out


@pytest.mark.parametrize("arguments", [(), ("train",)])
def test_everything_needs_numpy(tmp_path, arguments):
    said = start_without("numpy", *arguments, home=tmp_path)
    assert said == (2, "", sentence_on("numpy"))


@pytest.mark.parametrize(
    ("package", "arguments"),
    [("PySide6", ()), ("PySide6", ("screenshot", "a.png")), ("numpy", ("train",))],
)
def test_a_package_that_does_not_load_is_said_with_its_reason(tmp_path, package, arguments):
    """As when another program's file lies in the way, or an installation was cut short."""
    folder = tmp_path / package
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "raise ImportError('a page of advice\\n\\nlibQt6Core.so.6: file too short')",
        encoding="utf-8",
    )
    changes = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    with start_with(changes, *arguments, home=tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err == (
        f"streetlight: {package} does not load (libQt6Core.so.6: file too short); "
        f"to install it again, type: {shlex.quote(sys.executable)} "
        f"-m pip install --force-reinstall --no-deps {package}\n"
    )


def test_what_to_type_survives_a_folder_with_a_space(tmp_path, monkeypatch):
    """Whatever the folder's name, a shell runs this very Python."""
    python = tmp_path / "a b $c" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    changes = f"import sys; sys.executable = {str(python)!r}"
    with start_with(f"{changes}; sys.modules['numpy'] = None", home=tmp_path) as process:
        command = process.communicate(timeout=60)[1].partition("type: ")[2]
    assert subprocess.check_output(["/bin/sh", "-c", command], text=True) == "-m pip install .\n"
