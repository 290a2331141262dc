"""What a person types wrongly is answered with a sentence, and nothing else happens."""

import pytest
from person import bits, book_trainer
from PySide6.QtCore import Qt

BAD = {
    "alpha_spin": ["0", "-1", "nan", "fast", "", "inf", "1000.1", "0,2"],
    "seed_spin": ["-1", "4294967296", "x", "", "1.5", "by hand"],
    "stop_after_spin": ["-3", "1000001", "soon", "", "2.5"],
}
ALLOWED = {
    "alpha_spin": ("alpha", "above 0", "at most 1000"),
    "seed_spin": ("seed", "whole number from 0 to 4,294,967,295"),
    "stop_after_spin": ("stop after", "whole number from 1 to 1,000,000", "'never'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_explained_and_the_value_stays(person, name):
    spin, trainer = person.find(name), book_trainer()
    before = spin.text()
    for typed in BAD[name]:
        person.enter(name, typed)
        assert [part for part in (*ALLOWED[name], typed) if part not in person.message] == []
        person.press(Qt.Key.Key_Escape)
        assert not person.message
        assert spin.text() == before
        assert bits(person.network) == bits(trainer.network)
    person.step_to(1)
    trainer.step()
    assert bits(person.network) == bits(trainer.network)


@pytest.mark.parametrize("name", sorted(BAD))
def test_leaving_a_spin_box_with_bad_input_is_explained_too(person, name):
    before = person.find(name).text()
    person.enter(name, "x", end=Qt.Key.Key_Tab)
    assert ALLOWED[name][-1] in person.message
    assert person.find(name).text() == before


def test_bad_input_does_not_disturb_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    person.enter("alpha_spin", "nan")
    assert "alpha" in person.message
    person.wait_past_iteration(person.iteration + 20)
    assert person.is_running


def test_a_good_value_after_a_bad_one_is_taken(person):
    person.enter("alpha_spin", "fast")
    with person.qtbot.waitSignal(person.window.session.snapshot_changed) as snapshot:
        person.enter("alpha_spin", "0.5")
    assert snapshot.args[0].settings.alpha == 0.5


def test_a_good_value_ends_the_complaint_about_a_bad_one(person):
    person.enter("alpha_spin", "fast")
    assert "fast" in person.message
    person.enter("alpha_spin", "0.5")
    assert "fast" not in person.message
