"""What README.md says to type does what it says."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOLD = re.compile(r"^(trainer\..*?)  # (\d[\d.e-]+\d)\b", re.MULTILINE)


def fence_after(mark):
    """Return what stands in the first fence after a mark."""
    return re.search(r"^```\w*\n(.*?)^```", README.partition(mark)[2], re.MULTILINE | re.DOTALL)[1]


def test_the_notebook_s_lines_give_the_numbers_beside_them():
    lines = fence_after("## In a notebook")
    names = {}
    exec(lines, names)  # noqa: S102  (our own lines)
    told = TOLD.findall(lines)
    assert [number for _, number in told] == ["1.50556e-05", "9.01755e-06"]
    for expression, number in told:
        assert f"{eval(expression, names):.6g}" == number  # noqa: S307  (our own lines)
    assert [matrix.shape for matrix in names["network"].weights] == [(3, 4), (4, 1)]


def lay_out_shared_data(prefix):
    """Put files where installing the wheel puts them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    targets = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    for source, place in targets["shared-data"].items():
        (prefix / place).parent.mkdir(parents=True)
        shutil.copy(ROOT / source, prefix / place)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such menu")
def test_the_menu_s_entry_leads_to_the_program_and_its_icon(tmp_path):
    checkout = tmp_path / "my checkout"
    lay_out_shared_data(checkout / ".venv")
    subprocess.run(
        ["/bin/sh", "-euc", fence_after("<!-- menu command -->")],
        check=True,
        cwd=checkout,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    assert entry.read(tmp_path / ".local/share/applications/streetlight.desktop", "utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == f'"{checkout}/.venv/bin/streetlight-gui"'
    assert Path(section["Icon"]).is_file()
    assert section["Type"] == "Application"
