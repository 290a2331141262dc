"""Pages that are made when they are first seen: nobody notices that they came late."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.widgets.number_spin import NumberSpin

LATE = {"Starts": "starts_marks_button", "Settings": "units_1_spin"}  # the first control of each


@pytest.mark.parametrize("title", LATE)
def test_is_made_when_it_is_first_seen(person, title):
    assert person.window.findChild(QWidget, LATE[title]) is None
    person.open_page(title)
    assert person.find(LATE[title]).isVisible()


@pytest.mark.parametrize("title", LATE)
def test_tab_goes_from_beside_the_titles_through_the_page_to_what_follows(person, title):
    person.open_page(title)
    page = person.find("side_panel", QTabWidget).currentWidget()
    person.tab_to("fill_pages_button")
    person.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is person.find(LATE[title])
    while page.isAncestorOf(QApplication.focusWidget()):
        person.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is person.find("error_plot")


def test_the_settings_show_what_was_chosen_before_they_were_seen(person):
    person.enter("alpha_spin", "0.1")
    person.window.session.change_stop_rule(StopRule(error_below=0.25))
    person.find("add_unit_1").click()
    person.wait_until(lambda: person.settings.hidden == (5,))
    person.open_page("Settings")
    assert person.find("units_1_spin", NumberSpin).text() == "5"
    assert person.find("stop_error_spin", NumberSpin).text() == "0.25"


def test_the_starts_are_of_the_settings_chosen_before_they_were_seen(person):
    person.enter("stop_after_spin", "70")
    person.open_page("Starts")
    assert person.find("starts_iterations_spin", NumberSpin).text() == "70"
