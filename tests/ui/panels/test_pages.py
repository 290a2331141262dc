"""The pages beside the diagram: turned to from elsewhere."""

from PySide6.QtWidgets import QPushButton

from streetlight_gui.arguments import PAGES


def test_the_console_knows_every_page_by_its_name(window):
    pages = window.views.pages
    for place, name in enumerate(PAGES):
        pages.turn_to(getattr(window.views, name))
        assert pages.currentIndex() == place
    assert pages.count() == len(PAGES)


def test_a_button_fills_the_window_with_the_pages_and_brings_the_others_back(window, person):
    window.resize(1366, 768)
    button = window.findChild(QPushButton, "fill_pages_button")
    assert button.text() == "Larger"
    person.click("fill_pages_button")
    assert window.views.code.isHidden()
    assert window.views.pages.width() > 1200
    assert (button.text(), button.accessibleName()) == ("Smaller", "Smaller pages")
    person.click("fill_pages_button")
    assert window.views.code.isVisible()
    assert button.text() == "Larger"


def test_the_button_goes_before_titles_do(window):
    window.resize(1366, 768)
    button = window.findChild(QPushButton, "fill_pages_button")
    assert button.isVisible()
    window.resize(900, 600)
    assert not button.isVisible()
