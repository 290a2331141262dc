"""How the units of a network look as it answers a pattern: ready to be painted, and compared."""

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import short
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.replay.picture import Picture, Silence
from streetlight_gui.text.description import NOTES
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.picture_guard import UnitFlutters
from streetlight_gui.ui.widgets.colours import cell_colours
from streetlight_gui.ui.widgets.theme import Theme

_SMALLEST_WITH_TEXT = 13.5  # radius; smaller units tell their numbers on hover
_VEIL = 0.75  # how much of the edges below words is hidden
STRIP_WIDTH = 1.56  # of a unit's strip, in radii
_NOT_YET = "\N{MIDDLE DOT}"  # for the value of a unit that is not computed yet
_LINE = 16.0  # the height of a line of small text
_BUTTON_ROOM = 22.0  # above the layers' names
_NEAR = 0.6  # of a radius: beside the upper right of a unit the next circle is not at its widest


def has_text(diagram: Diagram, radius: float) -> bool:
    """Tell whether a unit of this radius is large enough for its number."""
    return radius >= _SMALLEST_WITH_TEXT * diagram.scale


def veil(theme: Theme) -> QColor:
    """Return what is laid between words and the edges below them."""
    colour = QColor(theme.card)
    colour.setAlphaF(_VEIL)
    return colour


def is_free(box: QRectF, taken: list[QRectF]) -> bool:
    """Tell whether nothing that is placed already lies in a box."""
    return not any(map(box.intersects, taken))


class Firing(Enum):
    """What a unit's circle says of it."""

    FIRES = auto()
    SILENT = auto()
    NEVER = auto()


@dataclass(frozen=True)
class UnitLook:
    """How a unit looks.

    Attributes:
        unit: which it is.
        centre, radius: its circle.
        firing: how the circle is drawn.
        value: its activation; '' where there is no room.
        note: beside it, in `note_box`; '' for none.
        has_strip: there is room for its responses.
    """

    unit: Unit
    centre: QPointF
    radius: float
    firing: Firing
    value: str
    note: str
    note_box: QRectF
    has_strip: bool


@dataclass(frozen=True)
class NetworkLook:
    """How all units of a network look; two that are equal look the same to the last digit.

    Attributes:
        units: all but bias units and lamps.
        strips: a row for each of these units, with a pixel for its response to each pattern.
        names: of the layers, each with its box.
        targets: the answers the training set gives, below the output.
    """

    units: list[UnitLook]
    strips: QImage
    names: list[tuple[QRectF, str]]
    targets: tuple[QRectF, str]

    @property
    def words(self) -> list[tuple[QRectF, str]]:
        """Names and answers, each with its box."""
        return [*self.names, self.targets]

    @property
    def notes(self) -> list[QRectF]:
        """Where notes stand beside units."""
        return [unit.note_box for unit in self.units if unit.note]


class LookMaker:
    """Makes the looks of networks in one diagram, theme and small font."""

    def __init__(self, diagram: Diagram, theme: Theme, small: QFont) -> None:
        """Prepare what stays the same from network to network."""
        self._diagram = diagram
        self._metrics = QFontMetricsF(small)
        self._line = max(_LINE * diagram.scale, self._metrics.height())
        self._grey = theme.grey
        self._cell_signs = theme.sign_colours(theme.cell)

    def look_of(
        self, picture: Picture, targets: tuple[float, ...], flutters: UnitFlutters | None = None
    ) -> NetworkLook:
        """Return how a network looks that answers the picture's pattern.

        Args:
            picture: the network and the pattern.
            targets: the different answers the training set gives, which may be none.
            flutters: what is to be left out, in grey; None for nothing.
        """
        computed = self._diagram.computed
        unsaid = [False] * len(computed) if flutters is None else flutters.units.tolist()
        units = [
            self._unit(picture, unit, is_unsaid=is_unsaid)
            for unit, is_unsaid in zip(computed, unsaid, strict=True)
        ]
        return NetworkLook(
            units=units,
            strips=self._strips(picture.responses[1:], flutters),
            names=self._names(picture, [unit.note_box for unit in units if unit.note]),
            targets=self._targets(targets),
        )

    def _unit(self, picture: Picture, unit: Unit, *, is_unsaid: bool) -> UnitLook:
        x, y = self._diagram.positions[unit.layer][unit.index]
        centre, radius = QPointF(x, y), self._diagram.radii[unit.layer]
        value, silence = picture.value(unit), None if is_unsaid else picture.silence(unit)
        firing = Firing.FIRES if value and not is_unsaid else Firing.SILENT
        if silence is Silence.NEVER_FIRES:
            firing = Firing.NEVER
        is_large, text = has_text(self._diagram, radius), ""
        if is_large:
            text = _NOT_YET if value is None else short(value)
        note = NOTES[silence] if self._has_notes(unit.layer) else ""
        return UnitLook(
            unit=unit,
            centre=centre,
            radius=radius,
            firing=firing,
            value=text,
            note=note,
            note_box=self._note_box(centre, radius, note) if note else QRectF(),
            # In a small unit the cells of many patterns would be a fraction of a pixel each.
            has_strip=is_large or STRIP_WIDTH * radius >= len(picture.responses[0]),
        )

    def _strips(self, responses: list[Array], flutters: UnitFlutters | None) -> QImage:
        """Colour all responses at once, arrays (patterns, units) for each layer."""
        cells = np.concatenate([layer.T for layer in responses])
        pixels = np.full((*cells.shape, 4), 255, dtype=np.uint8)
        pixels[..., :3] = cell_colours(cells.ravel(), self._cell_signs).reshape(*cells.shape, 3)
        if flutters is not None:
            pixels[flutters.cells, :3] = self._grey
        data, (units, patterns) = pixels.tobytes(), cells.shape
        image = QImage(data, patterns, units, 4 * patterns, QImage.Format.Format_RGBA8888)
        return image.copy()  # the first one only borrows the bytes

    def _note_box(self, centre: QPointF, radius: float, note: str) -> QRectF:
        width = self._metrics.horizontalAdvance(note)
        top = centre.y() - radius - 5 * self._diagram.scale
        return QRectF(centre.x() + radius * 0.78 + 3, top, width, self._line)

    def _has_notes(self, layer: int) -> bool:
        """Tell whether notes beside a layer's units leave the units of the next layer free."""
        radius = self._diagram.radii[layer]
        is_large = has_text(self._diagram, radius)
        if not is_large or layer == len(self._diagram.sizes) - 1:
            return is_large
        room = self._room_for_name(layer + 1) - _NEAR * self._diagram.radii[layer + 1]
        return self._note_box(QPointF(0, 0), radius, NOTES[Silence.NEVER_FIRES]).right() <= room

    def _names(self, picture: Picture, notes: list[QRectF]) -> list[tuple[QRectF, str]]:
        """Write as much of each layer's name as there is room for."""
        names = []
        for layer in range(1, len(self._diagram.sizes)):
            for text in self._wordings(picture, layer):
                box = self._name_box(layer, text)
                if box.width() < self._room_for_name(layer) and is_free(box, notes):
                    names.append((box, text))
                    break
        return names

    def _wordings(self, picture: Picture, layer: int) -> list[str]:
        """Return a layer's name from the longest to the shortest.

        Units without room for a note have no other place that says how many of them never fire.
        """
        name = f"layer_{layer}"
        whole = f"{name} (1, {self._diagram.sizes[layer]})"
        dead = 0 if self._has_notes(layer) else int(picture.never_fires[layer].sum())
        if not dead:
            return [whole, name]
        never = f"{dead} never fire" if dead > 1 else "1 never fires"
        return [f"{whole}, {never}", f"{name}, {never}", never, f"{dead} dead"]

    def _name_box(self, layer: int, text: str) -> QRectF:
        x, y = self._diagram.positions[layer][0]
        scale = self._diagram.scale
        top = max(_BUTTON_ROOM * scale, y - self._diagram.radii[layer] - 24 * scale)
        return self._centred(x, top, text)

    def _targets(self, targets: tuple[float, ...]) -> tuple[QRectF, str]:
        text = " or ".join(f"{target:g}" for target in targets)
        text = f"target {text}" if targets else "never seen"
        x, y = self._diagram.positions[-1][0]
        return self._centred(x, y + self._diagram.radii[-1] + 6, text), text

    def _centred(self, x: float, top: float, text: str) -> QRectF:
        width = self._metrics.horizontalAdvance(text) + 2
        return QRectF(x - width / 2, top, width, self._line)

    def _room_for_name(self, layer: int) -> float:
        before, here = self._diagram.positions[layer - 1 : layer + 1]
        return float(here[0, 0] - before[0, 0])
