"""Models of tables in which something can be said to a person who listens."""

from PySide6.QtCore import QAbstractTableModel


class SpokenModel(QAbstractTableModel):
    """Describes its cells by a sentence while that is said; `data` gives it as a description.

    A reader follows the cell that has the focus and not the table: what the table is described by
    it does not read.

    Attributes:
        sentence: what is said now; '' otherwise.
    """

    sentence = ""
