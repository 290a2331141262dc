"""The list of patterns as it is copied: examples, and what a network says of them."""

from streetlight_gui.core.problems.names import USE
from streetlight_gui.core.storage.tables.cells import csv_text, rows
from streetlight_gui.core.storage.tables.own_format import TEST, TRAIN

OF_PATTERNS = ("prediction", "error", "in_training")  # the columns behind lights and answer

_COUNT = len(OF_PATTERNS)


def are_copied_patterns(text: str) -> bool:
    """Tell whether a text is a list of patterns, by its header."""
    _, header = next(rows(text, ",", strict=False), (1, []))
    return tuple(header[-_COUNT:]) == OF_PATTERNS and len(header) > _COUNT + 1


def examples_of_patterns(text: str) -> str:
    """Return the examples of such a text as a file of ours has them; patterns without are left out.

    Answers that were not trained on are held out.

    Raises:
        BadLineError: the text is no table.
    """
    (_, header), *every = rows(text, ",")
    found = [[*header[:-_COUNT], USE]]
    for _, cells in every:
        if len(cells) != len(header):
            found.append(cells)  # which is refused as any row that is too short or too long
            continue
        *example, _, _, trained = cells
        if example[-1]:
            found.append([*example, TRAIN if trained.casefold() == "true" else TEST])
    return csv_text(found)
