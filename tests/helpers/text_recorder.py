"""Records what is written when a widget is drawn, and how large: also what is only painted."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontInfo, QPaintDevice, QPaintEngine
from PySide6.QtWidgets import QWidget


class _Engine(QPaintEngine):
    """Draws nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts, self.boxes = [], []

    def begin(self, _device):
        return True

    def end(self):
        return True

    def type(self):
        return QPaintEngine.Type.User

    def updateState(self, state):  # noqa: N802
        pass

    def drawTextItem(self, position, item):  # noqa: N802
        top = position.y() - item.ascent()
        self.boxes.append(QRectF(position.x(), top, item.width(), item.ascent() + item.descent()))
        self.texts.append((item.text(), QFontInfo(item.font()).pointSizeF()))

    def _draw_nothing(self, *shapes):
        pass

    drawPixmap = drawImage = drawTiledPixmap = drawPath = drawPolygon = _draw_nothing  # noqa: N815
    drawRects = drawLines = drawEllipse = drawPoints = _draw_nothing  # noqa: N815


class Recorder(QPaintDevice):
    """Can be painted on; `engine` has the texts, and where each of them lies."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _Engine()
        kind = QPaintDevice.PaintDeviceMetric
        self._metrics = {
            kind.PdmWidth: size.width(),
            kind.PdmHeight: size.height(),
            kind.PdmDpiX: 96,
            kind.PdmDpiY: 96,
            kind.PdmPhysicalDpiX: 96,
            kind.PdmPhysicalDpiY: 96,
            kind.PdmDevicePixelRatio: 1,
            kind.PdmDevicePixelRatioScaled: int(self.devicePixelRatioFScale()),
            kind.PdmDepth: 32,
        }

    def paintEngine(self):  # noqa: N802
        return self.engine

    def metric(self, kind):
        return self._metrics.get(kind, 0)


def texts_of(widget: QWidget) -> list[tuple[str, float]]:
    """Return each text that a widget draws with all it holds, and its size in points."""
    device = Recorder(widget.size())
    widget.render(device)
    return device.engine.texts
