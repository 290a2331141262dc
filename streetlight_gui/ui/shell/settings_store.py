"""What the window remembers from one launch to the next."""

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication

from streetlight_gui.core.storage.files import check_regular
from streetlight_gui.ui.shell.sizes import NORMAL, STEPS
from streetlight_gui.ui.widgets.theme import ThemeChoice

_MOST_RECENT = 8  # files


class SettingsStore:
    """Reads and writes the person's choices; says so when they cannot be written."""

    def __init__(self, file: Path | None = None) -> None:
        """Open a settings file; without one, the person's own."""
        ini, user, name = QSettings.Format.IniFormat, QSettings.Scope.UserScope, "streetlight"
        folder = Path(QSettings(ini, user, name).fileName()).with_suffix("")
        self._file = folder / f"{name}.ini" if file is None else file
        try:
            check_regular(self._file)
        except OSError:  # Qt would wait for somebody at the other end of a pipe
            file = self._file / "none"  # cannot be, so that choices last until the window closes
        is_own = file is None
        self._settings = QSettings(ini, user, name, name) if is_own else QSettings(str(file), ini)

    def remember(self, **choices: object) -> None:
        """Write choices down, named as they are read here; a theme as its value."""
        for name, choice in choices.items():
            self._settings.setValue(name, choice)

    def remember_file(self, path: Path) -> None:
        """Take a file for the one that was opened or saved last."""
        self._remember_files([path, *(each for each in self.recent if each != path)])

    def forget_file(self, path: Path) -> None:
        """Know of a file no more."""
        self._remember_files([each for each in self.recent if each != path])

    def _remember_files(self, paths: list[Path]) -> None:
        self.remember(recent=json.dumps([str(path) for path in paths[:_MOST_RECENT]]))

    @property
    def problem(self) -> str:
        """A sentence on why choices will not be remembered, or ''."""
        self._settings.sync()
        if self._settings.isWritable():
            return ""
        lasting = "Choices such as the theme last until the window closes"
        return f"{lasting}: {self._file} cannot be written."

    @property
    def theme(self) -> ThemeChoice:
        """The theme chosen last; the system's at first, or where the file says nonsense."""
        stored = self._settings.value("theme")
        return next((each for each in ThemeChoice if each.value == stored), ThemeChoice.SYSTEM)

    @property
    def text_scale(self) -> float:
        """How large text was last; as the desktop's at first, or where the file says nonsense."""
        try:
            scale = float(str(self._settings.value("text_scale", NORMAL)))
        except ValueError:
            return NORMAL
        return scale if STEPS[0] <= scale <= STEPS[-1] else NORMAL

    @property
    def animates(self) -> bool:
        """Whether phases are animated; at first, unless the desktop asks for less motion."""
        return bool(self._settings.value("animates", _wants_motion(), bool))

    @property
    def folded(self) -> list[str]:
        """The names of the cards that are folded away; none at first."""
        return str(self._settings.value("folded", "")).split()

    @property
    def recent(self) -> list[Path]:
        """The session files opened or saved last, the newest first."""
        try:
            stored = json.loads(str(self._settings.value("recent", "[]")))
        except ValueError:
            return []
        files = stored if isinstance(stored, list) else []
        return [Path(file) for file in files if isinstance(file, str)][:_MOST_RECENT]

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size when it was closed last; empty at first."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()


def _wants_motion() -> bool:
    """Tell whether the desktop lets things move, as far as Qt knows: from 6.12 on it does."""
    hints = QGuiApplication.styleHints()  # which must outlive what it gives
    accessibility = getattr(hints, "accessibility", lambda: None)()
    preference = getattr(accessibility, "motionPreference", lambda: None)()
    return preference is None or preference.name != "ReducedMotion"
