"""The pages beside the diagram: turned to from elsewhere."""

from streetlight_gui.arguments import PAGES


def test_the_console_knows_every_page_by_its_name(window):
    pages = window.views.pages
    for place, name in enumerate(PAGES):
        pages.turn_to(getattr(window.views, name))
        assert pages.currentIndex() == place
    assert pages.count() == len(PAGES)
