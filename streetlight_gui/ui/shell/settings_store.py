"""What the window remembers from one launch to the next."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication

from streetlight_gui.ui.shell.sizes import NORMAL, STEPS
from streetlight_gui.ui.widgets.theme import ThemeChoice

_THEME, _GEOMETRY, _TEXT_SCALE, _ANIMATES = "theme", "geometry", "text_scale", "animates"


class SettingsStore:
    """Reads and writes the person's choices; says so when they cannot be written."""

    def __init__(self, file: Path | None = None) -> None:
        """Open a settings file; without one, the person's own."""
        ini = QSettings.Format.IniFormat
        if file is None:
            self._settings = QSettings(ini, QSettings.Scope.UserScope, "streetlight", "streetlight")
        else:
            self._settings = QSettings(str(file), ini)

    @property
    def problem(self) -> str:
        """A sentence on why choices will not be remembered, or ''."""
        self._settings.sync()
        if self._settings.isWritable():
            return ""
        return (
            "Choices such as the theme last until the window closes: "
            f"{self._settings.fileName()} cannot be written."
        )

    @property
    def theme(self) -> ThemeChoice:
        """The theme chosen last; the system's at first, or where the file says nonsense."""
        stored = self._settings.value(_THEME)
        return next((each for each in ThemeChoice if each.value == stored), ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._settings.setValue(_THEME, choice.value)

    @property
    def text_scale(self) -> float:
        """How large text was last; as the desktop's at first, or where the file says nonsense."""
        try:
            scale = float(str(self._settings.value(_TEXT_SCALE, NORMAL)))
        except ValueError:
            return NORMAL
        return scale if STEPS[0] <= scale <= STEPS[-1] else NORMAL

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._settings.setValue(_TEXT_SCALE, scale)

    @property
    def animates(self) -> bool:
        """Whether phases are animated; at first, unless the desktop asks for less motion."""
        return bool(self._settings.value(_ANIMATES, _wants_motion(), bool))

    @animates.setter
    def animates(self, is_on: bool) -> None:
        self._settings.setValue(_ANIMATES, is_on)

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size when it was closed last; empty at first."""
        stored = self._settings.value(_GEOMETRY)
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue(_GEOMETRY, geometry)


def _wants_motion() -> bool:
    """Tell whether the desktop lets things move, as far as Qt knows: from 6.12 on it does."""
    hints = QGuiApplication.styleHints()  # which must outlive what it gives
    accessibility = getattr(hints, "accessibility", lambda: None)()
    preference = getattr(accessibility, "motionPreference", lambda: None)()
    return preference is None or preference.name != "ReducedMotion"
