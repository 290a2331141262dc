"""Icons and other files that come with the program are found, and are not empty."""

from xml.etree import ElementTree as ET

import pytest
from person import is_close
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from streetlight_gui.process.resources import ASSETS, read_svg
from streetlight_gui.ui.widgets.pixmaps import app_icon, icon

NAMES = sorted(file.stem for file in (ASSETS / "icons").glob("*.svg"))
COLOURED = [name for name in NAMES if "currentColor" in read_svg(name, "currentColor").decode()]
SVG = "{http://www.w3.org/2000/svg}"


def opaque_pixels(image):
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    colours = [image.pixelColor(x, y) for x, y in places]
    return [colour for colour in colours if colour.alpha() > 250]


def test_the_assets_are_found():
    assert ASSETS.is_dir()
    assert {*COLOURED, "streetlight"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_vectors_without_pictures_or_fonts(name):
    root = ET.fromstring(read_svg(name, "#123456"))  # noqa: S314  (our own file)
    assert root.tag == f"{SVG}svg"
    assert not list(root.iter(f"{SVG}image"))
    assert not list(root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("colour", ["#d01020", "#20d010"])
def test_icons_are_drawn_in_the_colour_asked_for(styled_application, name, colour):
    picture = icon(name, colour)
    sizes = {size.width() for size in picture.availableSizes()}
    assert sizes
    image = picture.pixmap(QSize(16, 16)).toImage()
    inked = opaque_pixels(image)
    assert 8 < len(inked) < image.width() * image.height()
    assert all(is_close(pixel, QColor(colour), 12) for pixel in inked)


def test_no_two_icons_look_alike(styled_application):
    images = [icon(name, "#000000").pixmap(QSize(16, 16)).toImage() for name in NAMES]
    for k, image in enumerate(images):
        assert image not in images[:k]


@pytest.mark.parametrize("side", [16, 32, 48, 128, 256])
def test_the_program_s_icon_is_there_in_every_size(styled_application, side):
    image = app_icon().pixmap(QSize(side, side), 1.0).toImage()
    assert image.width() == side
    inked = opaque_pixels(image)
    assert len(inked) > 0.2 * side * side
    assert len({pixel.rgb() for pixel in inked}) > 3
