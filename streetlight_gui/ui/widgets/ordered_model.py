"""Models of tables whose rows have an order of their own."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from streetlight_gui.ui.widgets.spoken_model import SpokenModel


class OrderedModel(SpokenModel):
    """Sorts by itself: arrays sort at once, and whoever paints reads them without a proxy between.

    Attributes:
        order: which row of what is listed is shown at each place from the top.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self.order: NDArray[np.intp] = np.arange(0)

    def sort_again(self) -> None:
        """Sort by what there is now; whatever points at a row goes with it."""
        if not len(self.order):
            return
        self.layoutAboutToBeChanged.emit()
        before, rows = self.persistentIndexList(), self.order
        self.order = self.sorted_order()
        places = np.argsort(self.order)[rows].tolist()  # where the row of each place is now
        after = [self.index(places[index.row()], index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def sorted_order(self) -> NDArray[np.intp]:
        """Return the rows in the order that is asked for."""
        raise NotImplementedError
