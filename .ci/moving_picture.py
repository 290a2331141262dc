"""Film eight seconds of the real window: lamps, network and signal, while the network learns.

From the project's root: python .ci/moving_picture.py assets/screenshots/learning.gif
"""

import sys
from itertools import chain

from PIL import Image
from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.app import create_window, make_application
from streetlight_gui.ui.shell.main_window import MainWindow
from streetlight_gui.ui.widgets.theme import ThemeChoice

MORNINGS = ((1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1))
FRAME_MS = 80
ASKED, TRAINED = 10, 48  # frames of each morning asked, and of training
ITERATIONS, EXAMPLES_PER_SECOND = 60, 62.5
WIDTH = 640


def main(file: str) -> None:
    application = make_application()
    window = create_window(theme=ThemeChoice.LIGHT)
    window.resize(900, 600)
    window.cards.fill("network")
    window.show()
    wait(1000)
    window.session.set_stop_after(ITERATIONS)
    window.session.set_speed(EXAMPLES_PER_SECOND)
    frames = [film(window, mornings=MORNINGS[:1])]
    window.session.toggle()
    frames += [film(window, frames=TRAINED), film(window, mornings=MORNINGS)]
    window.close()
    application.processEvents()
    first, *others = (picture.quantize(128) for picture in chain.from_iterable(frames))
    first.save(file, save_all=True, append_images=others, duration=FRAME_MS, loop=0)


def film(
    window: MainWindow, mornings: tuple[tuple[int, ...], ...] = (), frames: int = ASKED
) -> list[Image.Image]:
    """Return so many pictures of each of these mornings, or of what the lamps show anyhow."""
    pictures = []
    for lights in mornings or [()]:
        for number, light in enumerate(lights, start=1):
            lamp = window.findChild(QAbstractButton, f"light_{number}")
            if lamp.isChecked() != bool(light):
                lamp.click()
        for _ in range(frames):
            wait(FRAME_MS)
            pictures.append(picture_of(window))
    return pictures


def picture_of(window: MainWindow) -> Image.Image:
    views = window.views
    area = QRect()
    for view in (views.lights, views.network, views.signal):
        area |= QRect(view.mapTo(window, view.rect().topLeft()), view.size())
    picture = window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    size = picture.width(), picture.height()
    image = Image.frombytes("RGBA", size, bytes(picture.constBits())).convert("RGB")
    return image.resize((WIDTH, round(WIDTH * size[1] / size[0])), Image.Resampling.LANCZOS)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(sys.argv[1])
