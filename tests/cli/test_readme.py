"""What README.md and the manual say to type does what they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README, MANUAL = ROOT / "README.md", ROOT / "assets" / "manual"
TOLD = re.compile(r"^(trainer\..*?)  # (\d[\d.e-]+\d)\b", re.MULTILINE)


@pytest.mark.parametrize(
    ("path", "told"),
    [(README, ["1.50556e-05"]), (MANUAL / "9-notebook.md", ["1.50556e-05", "9.01755e-06"])],
    ids=lambda value: getattr(value, "stem", ""),
)
def test_the_notebook_s_lines_give_the_numbers_beside_them(path, told):
    [lines] = re.findall(
        r"^```python\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    names = {}
    exec(lines, names)  # noqa: S102  (our own lines)
    assert [number for _, number in TOLD.findall(lines)] == told
    for expression, number in TOLD.findall(lines):
        assert f"{eval(expression, names):.6g}" == number  # noqa: S307  (our own lines)
    assert [matrix.shape for matrix in names["network"].weights] == [(3, 4), (4, 1)]


def test_the_front_page_is_read_in_three_minutes():
    assert len(README.read_text("utf-8").split()) <= 600
