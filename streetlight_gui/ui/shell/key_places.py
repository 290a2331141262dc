"""Keys by their place, where a layout writes something else there than the menus say."""

import sys
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = {2: "1234567890", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_PC = {first + k: sign for first, row in _ROWS.items() for k, sign in enumerate(row)}
_MAC = dict(enumerate("ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\rLJ'K;\\,/NM"))
_X11_OFFSET = 8  # X11's and Wayland's codes are the PC's and this


def meant_key(event: QKeyEvent, system: str = sys.platform) -> int:
    """Return the key that a US keyboard has at this place, if this one does not say what is meant.

    So it is in the row of digits where that writes signs, as in France, and for letters that are
    not Latin. Otherwise the key is what it says.
    """
    key, letter = event.key(), unicodedata.name(chr(min(event.key(), sys.maxunicode)), "").split()
    if system == "darwin":
        sign = _MAC.get(event.nativeVirtualKey(), "")
    else:
        offset = 0 if system == "win32" else _X11_OFFSET
        sign = _PC.get(event.nativeScanCode() - offset, "")
    is_digit = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
    is_foreign = "LETTER" in letter and "LATIN" not in letter
    stands_for_itself = is_digit or not (sign.isdigit() or (sign.isalpha() and is_foreign))
    return key if stands_for_itself else ord(sign)
