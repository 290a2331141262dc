"""What nobody can see, or what would look the same, costs nothing."""

import pytest
from person import book_trainer
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.network import walk_signal
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle


class Counter(QObject):
    """Counts the events of one type that come to a widget."""

    def __init__(self, widget, kind):
        super().__init__(widget)
        self.count, self._kind = 0, kind
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 (Qt's name)
        self.count += event.type() == self._kind
        return False


def paints_of(widget):
    return Counter(widget, QEvent.Type.Paint)


def figures_of(person):
    """Return how often the numbers of the diagram are shown."""
    shown = []
    person.view.picture_changed.connect(shown.append)
    return shown


def is_learned(person):
    """Tell whether weights have come to rest, so that only the count of iterations goes on."""
    return person.iteration > 0 and float(person.text("error_label")) < 1e-25


def test_a_run_that_has_come_to_rest_is_not_painted(person):
    person.run_at_full_speed()
    person.wait_until(lambda: is_learned(person))
    table = person.find("pattern_table", QTableView)
    widgets = person.view, table.viewport(), person.find("walk_signal"), person.find("light_1")
    counters = [paints_of(widget) for widget in widgets]

    def paints_while_training():
        before = [counter.count for counter in counters]
        person.wait_past_iteration(person.iteration + 2000)
        return [counter.count - count for counter, count in zip(counters, before, strict=True)]

    person.wait_until(lambda: not any(paints_while_training()))
    person.click("light_2")
    QApplication.processEvents()
    assert all(counter.count for counter in counters[:3])


def test_weights_in_motion_are_painted(person):
    person.enter("alpha_spin", "1e-05")
    counter = paints_of(person.view)
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    before = counter.count
    person.wait_until(lambda: counter.count > before + 5)
    assert person.is_running


def test_edges_in_motion_leave_the_buttons_above_them_alone(person):
    person.enter("alpha_spin", "1e-05")
    for pace in person.view.findChildren(Throttle):
        pace.interval_s = 3600.0  # the units, which are drawn with all that is around them, rest
    person.run_at_full_speed()
    person.wait_past_iteration(100)
    edges, button = paints_of(person.view), paints_of(person.find("add_layer"))
    person.wait_until(lambda: edges.count > 5)
    assert button.count == 0


def test_a_prediction_in_motion_leaves_the_signal_above_it_alone(person, monkeypatch):
    person.enter("alpha_spin", "1e-05")
    person.run_at_full_speed()
    person.wait_past_iteration(100)
    drawn, number = [], paints_of(person.find("prediction_label"))
    monkeypatch.setattr(walk_signal, "draw_housing", lambda *_: drawn.append(1))
    person.wait_until(lambda: number.count > 5)
    assert not drawn


def test_numbers_wait_for_their_time_and_the_last_ones_are_right(person):
    person.enter("alpha_spin", "0.0001")
    (pace,) = person.view.findChildren(Throttle)
    assert pace.interval_s == FIGURES_INTERVAL_S
    pace.interval_s = 3600.0  # until then none is due
    shown = figures_of(person)
    person.run_at_full_speed(4000)
    person.wait_for_iteration(4000)
    assert len(shown) in range(1, 4)  # at once: those of the click, and of the run's begin and end
    trainer = book_trainer(alpha=0.0001)
    trainer.run(4000)
    prediction = trainer.network.predict([person.view.picture.pattern])[0]
    assert float(person.text("prediction_label")) == pytest.approx(prediction, rel=1e-5)
    assert person.find("pattern_table", QTableView).model().index(5, 3).data() == (
        f"{trainer.network.predict([[1, 0, 1]])[0]:.4f}"
    )


def test_a_step_is_shown_everywhere_at_once(person):
    """However soon it follows the one before."""
    trainer = book_trainer()
    for example in range(1, 9):
        trace = Trace(trainer.coming)
        trainer.step()
        person.step_to(example)
        assert person.text("example_label") == f"{(example - 1) % 4 + 1} of 4"
        value = person.find("code_view", QTableView).model().index(5, 1).data()
        assert value == f"[[{trace.layers[2][0, 0]:.6g}]]"
        assert person.view.picture.network.parameters.tolist() == (
            trainer.network.parameters.tolist()
        )


def test_a_window_that_is_hidden_does_nothing_and_is_up_to_date_when_it_is_shown(person):
    person.enter("alpha_spin", "1e-06")  # so that all numbers go on changing
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.window.hide()
    counter, shown, before = paints_of(person.view), figures_of(person), person.iteration
    snapshots = []
    person.window.session.snapshot_changed.connect(snapshots.append)
    person.wait_until(lambda: bool(snapshots) and snapshots[-1].iteration > before + 2000)
    assert (counter.count, person.iteration) == (0, before)
    assert len(shown) <= 1  # the one that waited for its time when the window went
    person.window.show()
    person.wait_past_iteration(before + 2000)
    person.wait_until(lambda: counter.count > 0 and len(shown) > 0)


def test_new_numbers_do_not_lay_the_window_out_anew(person):
    person.run_at_full_speed()
    person.wait_past_iteration(200)
    requests = Counter(person.window.centralWidget(), QEvent.Type.LayoutRequest)
    person.wait_past_iteration(person.iteration + 1000)
    person.view.choose(Edge(0, 0, 0))  # its description goes on changing
    person.wait_past_iteration(person.iteration + 1000)
    assert requests.count == 0


def test_the_numbers_are_painted_only_when_one_in_sight_differs(person):
    seen, views = [], person.window.views
    person.window.session.snapshot_changed.connect(seen.append)
    person.open_page("Numbers")
    person.step_to(1)
    person.wait_until_still()
    counter = paints_of(person.find("number_table", QTableView).viewport())
    views.show_snapshot(seen[-1])
    views.flush()
    QApplication.processEvents()
    assert counter.count == 0
    person.step_to(2)
    person.wait_until(lambda: counter.count)
