"""Signs beside text can be seen from where it can be read."""

import pytest
from PySide6.QtGui import QFont

from streetlight_gui.text.pattern_text import Grade
from streetlight_gui.ui.widgets.pattern_marks import Signs
from streetlight_gui.ui.widgets.theme import LIGHT


@pytest.mark.parametrize(("pixels", "side"), [(13, 12), (16, 12), (32, 24)])
def test_signs_grow_with_large_text(qapp, pixels, side):
    font = QFont()
    font.setPixelSize(pixels)
    signs = Signs(LIGHT, 1.0, font)
    for sign in (*signs.of_grade.values(), *signs.of_open.values(), signs.seen, signs.held_out):
        assert sign.height() == side
    inked = signs.of_grade[Grade.WRONG].toImage()
    corner = side - side // 4
    assert inked.pixelColor(corner, corner).alpha() > 0  # the cross reaches that far
