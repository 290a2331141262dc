"""How a network looks as it answers a pattern: pens, pictures and words, ready to be painted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPen

from streetlight_gui.core.colours import cell_colours, edge_colours, edge_widths
from streetlight_gui.core.diagram import Diagram, Unit
from streetlight_gui.core.formatting import short
from streetlight_gui.core.picture import Picture
from streetlight_gui.ui.picture_guard import Flutters
from streetlight_gui.ui.theme import Theme

SMALLEST_WITH_TEXT = 15.0  # radius; smaller units tell their numbers on hover
STRIP_WIDTH = 1.56  # of a unit's strip, in radii
_NOT_YET = "\N{MIDDLE DOT}"  # for the value of a unit that is not computed yet
_BUTTON_ROOM = 22.0  # above the layers' names
_RGB = np.array([1 << 16, 1 << 8, 1])  # makes one number of red, green and blue
_DEAD = "never fires"
_NEAR = 0.6  # of a radius: beside the upper right of a unit the next circle is not at its widest


@dataclass(frozen=True)
class UnitLook:
    """How a unit looks.

    Attributes:
        unit: which it is.
        centre, radius: its circle.
        pen: draws the circle.
        value: its activation; '' where there is no room.
        note: beside it, in `note_box`; '' for none.
        is_dead: it never fires.
        strip: a pixel for its response to each pattern; None where there is no room.
    """

    unit: Unit
    centre: QPointF
    radius: float
    pen: QPen
    value: str
    note: str
    note_box: QRectF
    is_dead: bool
    strip: QImage | None


@dataclass(frozen=True)
class NetworkLook:
    """How a whole network looks.

    Attributes:
        edges: a pen for each edge; the next look changes them.
        order: of the edges from below to above.
        units: all but bias units and lamps.
        names: of the layers, each with its box.
        targets: the answers the training set gives, below the output.
    """

    edges: list[QPen]
    order: list[int]
    units: list[UnitLook]
    names: list[tuple[QRectF, str]]
    targets: tuple[QRectF, str]

    @property
    def words(self) -> list[QRectF]:
        """Where notes, names and answers stand."""
        notes = [unit.note_box for unit in self.units if unit.note]
        return [*notes, *(box for box, _ in self.names), self.targets[0]]


class LookMaker:
    """Makes the looks of networks in one diagram, theme and small font."""

    def __init__(self, diagram: Diagram, theme: Theme, small: QFont) -> None:
        """Prepare what stays the same from network to network."""
        self._diagram = diagram
        self._metrics = QFontMetricsF(small)
        self._edge_pens = [QPen() for _ in diagram.edges]  # made once, as there are many
        self._grey = theme.grey
        self._edge_signs = theme.sign_colours(theme.card)
        self._cell_signs = theme.sign_colours(theme.cell)
        self._active_pen = QPen(QColor(theme.accent), 2.4)
        self._silent_pen = QPen(QColor(theme.muted), 1.4)
        self._dead_pen = QPen(QColor(theme.negative_text), 1.4, Qt.PenStyle.DashLine)

    def look_of(
        self, picture: Picture, targets: tuple[float, ...], flutters: Flutters | None = None
    ) -> NetworkLook:
        """Return how a network looks that answers the picture's pattern.

        Args:
            picture: the network and the pattern.
            targets: the different answers the training set gives, which may be none.
            flutters: what is to be left out, in grey; None for nothing.
        """
        carries = self._set_pens(picture, flutters)
        units = [self._unit(picture, unit, flutters) for unit in self._diagram_units()]
        return NetworkLook(
            edges=self._edge_pens,
            order=np.argsort(carries, kind="stable").tolist(),  # what is faded lies below
            units=units,
            names=self._names(picture, [unit.note_box for unit in units if unit.note]),
            targets=self._targets(targets),
        )

    def _set_pens(self, picture: Picture, flutters: Flutters | None) -> NDArray[np.bool_]:
        """Set the pen of each edge; return which are not faded."""
        weights, carries = picture.network.parameters, picture.carries
        widths = edge_widths(weights, self._diagram.widest_edge).tolist()
        if flutters is not None:
            carries = carries & ~flutters.carries
        triples = edge_colours(weights, carries, self._edge_signs)
        if flutters is not None:
            triples[flutters.signs] = self._grey
        colours = (triples @ _RGB).tolist()
        for pen, colour, width in zip(self._edge_pens, colours, widths, strict=True):
            pen.setColor(colour)
            pen.setWidthF(width)
        return carries

    def _diagram_units(self) -> list[Unit]:
        sizes = self._diagram.sizes
        return [Unit(layer, k) for layer in range(1, len(sizes)) for k in range(sizes[layer])]

    def _unit(self, picture: Picture, unit: Unit, flutters: Flutters | None) -> UnitLook:
        x, y = self._diagram.positions[unit.layer][unit.index]
        centre, radius = QPointF(x, y), self._diagram.radii[unit.layer]
        value, note = picture.value(unit), picture.note(unit)
        pen, grey = self._active_pen if value else self._silent_pen, None
        if flutters is not None:
            grey = flutters.cells[unit.layer - 1][unit.index]
            if flutters.units[unit.layer - 1][unit.index]:
                pen, note = self._silent_pen, ""
        is_dead, text = note == _DEAD, ""
        if radius >= SMALLEST_WITH_TEXT:
            text = _NOT_YET if value is None else short(value)
        if not self._has_notes(unit.layer):
            note = ""
        return UnitLook(
            unit=unit,
            centre=centre,
            radius=radius,
            pen=self._dead_pen if is_dead else pen,
            value=text,
            note=note,
            note_box=self._note_box(centre, radius, note) if note else QRectF(),
            is_dead=is_dead,
            strip=self._strip(picture.responses[unit.layer][:, unit.index], radius, grey),
        )

    def _note_box(self, centre: QPointF, radius: float, note: str) -> QRectF:
        width = self._metrics.horizontalAdvance(note)
        return QRectF(centre.x() + radius * 0.78 + 3, centre.y() - radius - 5, width, 16)

    def _has_notes(self, layer: int) -> bool:
        """Tell whether notes beside a layer's units leave the units of the next layer free."""
        radius = self._diagram.radii[layer]
        if radius < SMALLEST_WITH_TEXT or layer == len(self._diagram.sizes) - 1:
            return radius >= SMALLEST_WITH_TEXT
        room = self._room_for_name(layer + 1) - _NEAR * self._diagram.radii[layer + 1]
        return self._note_box(QPointF(0, 0), radius, _DEAD).right() <= room

    def _strip(
        self, responses: NDArray[np.float64], radius: float, grey: NDArray[np.bool_] | None
    ) -> QImage | None:
        # In a small unit the cells of many patterns would be a fraction of a pixel each.
        if radius < SMALLEST_WITH_TEXT and STRIP_WIDTH * radius < len(responses):
            return None
        pixels = np.full((len(responses), 4), 255, dtype=np.uint8)
        pixels[:, :3] = cell_colours(responses, self._cell_signs)
        if grey is not None:
            pixels[grey, :3] = self._grey
        data = pixels.tobytes()  # QImage only borrows it
        image = QImage(data, len(pixels), 1, len(data), QImage.Format.Format_RGBA8888)
        return image.copy()

    def _names(self, picture: Picture, notes: list[QRectF]) -> list[tuple[QRectF, str]]:
        """Write as much of each layer's name as there is room for."""
        names = []
        for layer in range(1, len(self._diagram.sizes)):
            for text in self._wordings(picture, layer):
                box = self._name_box(layer, text)
                if box.width() < self._room_for_name(layer) and not _overlaps(box, notes):
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
        top = max(_BUTTON_ROOM, y - self._diagram.radii[layer] - 24)
        width = self._metrics.horizontalAdvance(text) + 2
        return QRectF(x - width / 2, top, width, 16)

    def _targets(self, targets: tuple[float, ...]) -> tuple[QRectF, str]:
        text = " or ".join(f"{target:g}" for target in targets)
        text = f"target {text}" if targets else "never seen"
        x, y = self._diagram.positions[-1][0]
        width = self._metrics.horizontalAdvance(text) + 2
        return QRectF(x - width / 2, y + self._diagram.radii[-1] + 6, width, 16), text

    def _room_for_name(self, layer: int) -> float:
        columns = [positions[0, 0] for positions in self._diagram.positions]
        return float(columns[layer] - columns[layer - 1])


def _overlaps(box: QRectF, others: list[QRectF]) -> bool:
    return any(box.intersects(other) for other in others)
