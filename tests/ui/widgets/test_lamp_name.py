"""What a lamp is called is written in it, also in a small one, and clear of its number."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from streetlight_gui.ui.widgets.lamp import GLOW, Lamp
from streetlight_gui.ui.widgets.text_sizes import length


def pixels(lamp):
    image = lamp.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[..., :3].astype(int)


def inked(one, other):
    return np.argwhere((one != other).any(axis=-1))


@pytest.mark.parametrize("radius", [18, 22, 30])
def test_a_name_is_written_inside_below_the_number(styled_application, qtbot, radius):
    lamp = Lamp(1, "#ff4f42", None)
    qtbot.addWidget(lamp)
    side = 2 * length(radius * GLOW, lamp.font())
    lamp.resize(side, side)
    lamp.show_name("Klee, light 1", "Klee")
    named = pixels(lamp)
    lamp.show_name("Klee, light 1", "\N{NO-BREAK SPACE}")
    number = pixels(lamp)
    name, light = inked(named, number), np.argwhere((number > 150).all(axis=-1))
    digits = light[np.hypot(*(light - side / 2).T) < side / 2 / GLOW - 3]
    assert min(len(name), len(digits))
    assert np.hypot(*(name - side / 2).T).max() < side / 2 / GLOW
    assert digits[:, 0].max() < name[:, 0].min()
