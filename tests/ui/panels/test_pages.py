"""The pages beside the diagram: turned to from elsewhere."""

from PySide6.QtWidgets import QPushButton, QWidget

from streetlight_gui.arguments import PAGES
from streetlight_gui.ui.panels.pages import Pages
from streetlight_gui.ui.widgets.style_sheet import apply_theme
from streetlight_gui.ui.widgets.theme import DARK, LIGHT


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


def test_a_resize_while_the_style_sheet_is_taken_off_leaves_titles_as_they_were(
    qtbot, styled_application
):
    apply_theme(styled_application, LIGHT)
    pages = Pages()
    qtbot.addWidget(pages)
    titles = "Patterns", "Runs", "Starts", "Numbers", "Training set", "Settings"
    for title in titles:
        pages.add(QWidget(), title, title)
    button, bar = pages.findChild(QPushButton, "fill_pages_button"), pages.tabBar()
    wide = bar.sizeHint().width() + button.sizeHint().width()
    pages.setFixedSize(wide + 20, 200)  # little, once Qt's own margins are around the button
    pages.show()
    styled_application.processEvents()
    before = [bar.tabRect(place) for place in range(bar.count())]
    styled_application.setStyleSheet("")
    pages.setFixedSize(wide + 19, 200)
    apply_theme(styled_application, DARK)
    styled_application.processEvents()
    assert [bar.tabRect(place) for place in range(bar.count())] == before
