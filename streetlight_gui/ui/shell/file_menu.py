"""The File menu: problems, sessions and training sets."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, capital, in_one_line
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import PRESET_GROUPS
from streetlight_gui.ui.exports.registry import BY_TITLE, names
from streetlight_gui.ui.shell.actions import Action
from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.shell.exporting import Exporting


class FileMenu(QMenu):
    """What can be opened and saved."""

    def __init__(self, documents: Documents, parent: QWidget) -> None:
        """List what these documents can do, which the window then does."""
        super().__init__("&File", parent)
        self._documents = documents
        self._problems: dict[str, QAction] = {}
        self._add_problems(self.addMenu("&Problem"))
        self.addSeparator()
        ending = partial(Action, self, ends_typing=True)
        ending("&New", documents.new, "Ctrl+N", "a new session")
        tells = "open a session, a training set or a sweep"
        ending(f"&Open{ELLIPSIS}", documents.open, "Ctrl+O", tells)
        self._recent = self.addMenu("Open &recent")
        self._list_recent()
        documents.recent_changed.connect(self._list_recent)
        ending("&Save", documents.save, "Ctrl+S", "save the session")
        save_as, tells = documents.save_as, "save the session as another file"
        ending(f"Save &as{ELLIPSIS}", save_as, "Ctrl+Shift+S", tells)
        self.addSeparator()
        files = documents.training_set
        ending(f"&Import a training set{ELLIPSIS}", files.import_file)
        ending(f"Export the trainin&g set{ELLIPSIS}", files.export)
        ending(f"Import &weights{ELLIPSIS}", documents.weights.import_files)
        self._add_exports(self.addMenu("&Export"), documents.exports)
        print_worksheet, tells = documents.exports.print_worksheet, "print a worksheet"
        ending(f"Prin&t a worksheet{ELLIPSIS}", print_worksheet, "Ctrl+P", tells)
        self.addSeparator()
        Action(self, "&Quit", lambda: parent.window().close(), "Ctrl+Q", "quit")

    def show_settings(self, settings: Settings) -> None:
        """Tick the preset that was opened, while its examples are as they were."""
        for name, entry in self._problems.items():
            preset = PRESETS[name]
            is_same = preset.problem.trains_as(settings.problem)
            entry.setChecked(preset == settings.preset and is_same)

    def _add_problems(self, menu: QMenu) -> None:
        menu.setToolTipsVisible(True)
        for group, presets in PRESET_GROUPS.items():
            menu.addSection(group)
            for name, words in presets.items():
                choose = partial(self._documents.open_preset, PRESETS[name])
                text = f"{words.title}: {words.explanation}"
                self._problems[name] = entry = Action(menu, text, choose, ends_typing=True)
                entry.setCheckable(True)
                entry.setToolTip(words.source)

    def _add_exports(self, menu: QMenu, exports: Exporting) -> None:
        menu.setToolTipsVisible(True)
        add = partial(Action, menu, ends_typing=True)
        for title, formats in BY_TITLE.items():
            tip = capital(f"{formats[0].about}: {' '.join(names(title))}")
            add(f"{title}{ELLIPSIS}", partial(exports.export, title)).setToolTip(tip)
        add(f"Weights as pickles, in a folder{ELLIPSIS}", exports.export_pickles)
        add(f"Picture of the window{ELLIPSIS}", exports.export_window)

    def _list_recent(self) -> None:
        self._recent.clear()
        self._recent.setToolTipsVisible(True)
        files = self._documents.recent
        for path in files:
            name = in_one_line(path.name).replace("&", "&&")
            do = partial(self._documents.open_path, path)
            Action(self._recent, name, do, ends_typing=True).setToolTip(in_one_line(str(path)))
        self._recent.setEnabled(bool(files))
