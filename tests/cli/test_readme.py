"""What README.md says to type does what it says."""

import re
from pathlib import Path

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
