"""Listens to the real window as a screen reader does, and prints what it finds as JSON.

Run with a Python that has `gi` and Atspi, on a display and a session bus of its own:
`python3 screen_reader.py PYTHON`, where PYTHON starts the window.
"""

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

_PROPERTY = "object:property-change:accessible-"
_EVENTS = [*(_PROPERTY + name for name in ("name", "description", "value")), "object:announcement"]
_LONGEST_S = 60  # to wait for anything
_START = """
from streetlight_gui.app import create_window, make_application

application = make_application()
window = create_window()
window.show()
window.activateWindow()  # no window manager gives it the focus
application.exec()
"""


class Reader:
    """Hears events, finds things by role and name, and presses them."""

    def __init__(self):
        self.events = []  # what kind, of which role and name, with which text, and when
        self._listener = Atspi.EventListener.new(self._hear)
        for kind in _EVENTS:
            self._listener.register(kind)
        self._context = GLib.MainContext.default()
        GLib.timeout_add(50, lambda: True)  # so that a wait goes on without events
        self.window = None

    def _hear(self, event):
        try:
            role, name = event.source.get_role_name(), event.source.get_name()
        except GLib.GError:  # it has gone meanwhile
            return
        text = event.any_data if isinstance(event.any_data, str) else ""
        kind = event.type.rpartition("accessible-")[2].removeprefix("object:")
        self.events.append((kind, f"{role} {event.source.path}", name, text, time.monotonic()))

    def wait_for(self, condition, what):
        """Wait until a condition holds, and return what it gives."""
        end = time.monotonic() + _LONGEST_S
        while not (found := condition()):
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for {what}")
            self._context.iteration(True)
        return found

    def find_window(self):
        self.window = self.wait_for(self._window, "the window")

    def _window(self):
        desktop = Atspi.get_desktop(0)
        for k in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(k)
            if application and application.get_name().lower() == "streetlight":
                for n in range(application.get_child_count()):
                    window = application.get_child_at_index(n)
                    if window.get_role_name() == "frame":
                        return window
        return None

    def tree(self, node=None, *, is_seen=False):
        """Return role, name, description and labels of everything below a node, or what is seen."""
        node = node or self.window
        found = []
        for k in range(node.get_child_count()):
            child = node.get_child_at_index(k)
            if child is not None and (not is_seen or shows(child)):
                labels = [
                    relation.get_target(0).get_name()
                    for relation in child.get_relation_set()
                    if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
                ]
                role, name = child.get_role_name(), child.get_name()
                found.append((role, name, child.get_description(), labels))
                found += self.tree(child, is_seen=is_seen)
        return found

    def find(self, role, name, node=None):
        node = node or self.window
        for k in range(node.get_child_count()):
            child = node.get_child_at_index(k)
            if child is not None:
                if (child.get_role_name(), child.get_name()) == (role, name):
                    return child
                if found := self.find(role, name, child):
                    return found
        return None

    def press(self, role, name):
        """Give something the focus and press it; return what is described or announced then."""
        thing = self.wait_for(lambda: self.find(role, name), f"{role} {name}")
        thing.grab_focus()
        heard = len(self.events)
        actions = [Atspi.Action.get_action_name(thing, k) for k in range(thing.get_n_actions())]
        thing.do_action(actions.index("Press"))

        def said():
            """Return what is announced, once the thing is described so, too."""
            new = [(kind, source, text) for kind, source, _, text, _ in self.events[heard:]]
            announced = {text for kind, _, text in new if kind == "announcement"}
            described = {text for kind, source, text in new if source.endswith(f" {thing.path}")}
            return announced & described

        (text,) = self.wait_for(said, f"words on {name}")
        return text


def shows(thing):
    return thing.get_state_set().contains(Atspi.StateType.SHOWING)


def pages_of(reader):
    """Open page after page; return what is to be seen with each."""
    found = {}
    for name in ("Numbers", "Training set", "Settings", "Patterns"):
        tab = reader.find("page tab", name)
        tab.do_action(0)
        states = tab.get_state_set
        reader.wait_for(lambda states=states: states().contains(Atspi.StateType.SELECTED), name)
        found[name] = reader.tree(is_seen=True)
    return found


def listen(reader):
    """Use the window; return what there was to read and to hear."""
    reader.find_window()
    reader.wait_for(lambda: reader.find("push button", "Step"), "the buttons")
    found = {"tree": reader.tree(), "pages": pages_of(reader)}
    found["lamp"] = reader.press("check box", "Light 2")
    found["step"] = reader.press("push button", "Step")
    found["after a step"] = reader.tree()
    reader.press("push button", "Step")  # from the start, a step back greys out its button
    found["step back"] = reader.press("push button", "Step back")
    found["edit"] = edit_of_examples(reader)
    found["restart"] = reader.press("push button", "Restart")
    speed = reader.find("slider", "Speed")
    speed.set_current_value(speed.get_maximum_value())
    reader.find("spin button", "stop after").set_current_value(0)  # never
    reader.press("push button", "Run")
    listen_to_run(reader, 2)
    reader.find("slider", "Time").grab_focus()
    listen_to_run(reader, 1)
    began, first = time.monotonic(), len(reader.events)
    listen_to_run(reader, 12)
    found["seconds"], found["events"] = time.monotonic() - began, reader.events[first:]
    found["end"] = reader.press("push button", "Pause")
    return found


def edit_of_examples(reader):
    """Switch a light of the training set by Space; return what is said of the cell."""
    tab = reader.find("page tab", "Training set")
    tab.do_action(0)
    table = reader.find("table", "Training set")
    reader.wait_for(lambda: shows(table), "the page")
    table.grab_focus()
    heard = len(reader.events)
    space = 65  # the X server's code of the key
    Atspi.generate_keyboard_event(space, None, Atspi.KeySynthType.PRESSRELEASE)

    def said():
        new = reader.events[heard:]
        return [t for kind, source, _, t, _ in new if kind == "description" and "cell" in source]

    return reader.wait_for(said, "words on an edit")[-1]


def listen_to_run(reader, iterations):
    """Wait until the iteration has been named so many times."""
    first = len(reader.events)

    def enough():
        names = [name for kind, _, name, _, _ in reader.events[first:] if kind == "name"]
        return sum(name.startswith("Iteration") for name in names) >= iterations

    reader.wait_for(enough, "a run that goes on")


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    place, interface = ("org.a11y.Bus", "/org/a11y/bus"), "org.freedesktop.DBus.Properties"
    switch = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync(*place, interface, "Set", switch, None, Gio.DBusCallFlags.NONE, -1)
    Atspi.init()
    reader = Reader()
    command = [sys.argv[1], "-c", _START]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as window:
        try:
            found = listen(reader)
        finally:
            window.terminate()
        found["errors"] = window.stderr.read()
    print(json.dumps(found))


main()
