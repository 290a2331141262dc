"""Start the installed program, let it run for two seconds, and fail if its window is blank."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from streetlight_gui import app, cli
from streetlight_gui.ui.shell.main_window import MainWindow

FEWEST_COLOURS = 200  # an empty window has a handful


class Program(MainWindow):
    """The window, which takes its own picture after two seconds."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        QTimer.singleShot(2000, self.leave)

    def leave(self) -> None:
        picture = self.grab().toImage()
        picture.save(sys.argv[1])
        colours = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
        self.close()
        print(f"the window shows {len(colours)} colours")
        if len(colours) < FEWEST_COLOURS:
            QApplication.exit(1)


if __name__ == "__main__":
    app.MainWindow = Program
    sys.exit(cli.main([]))
