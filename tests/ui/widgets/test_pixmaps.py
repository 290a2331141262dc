"""Pictures that are painted once."""

import pytest

from streetlight_gui.ui.widgets.pixmaps import painting


def test_an_error_while_painting_is_only_an_error(qapp):
    with pytest.raises(ValueError, match="no colour"), painting(8, 8):
        raise ValueError("no colour")
