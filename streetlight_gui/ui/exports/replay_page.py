"""A run as one page that replays it in any browser, without a request to anywhere."""

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from string import Template

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.process.resources import ASSETS, read_svg
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.replay_words import about_replay
from streetlight_gui.text.settings_words import start_text
from streetlight_gui.ui.exports.replay_data import replay_data

_SCRIPTS = ("network.js", "diagram.js", "curve.js", "views.js", "page.js")
# What could end the element that holds the data, or a line of a script.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def replay_page(cursor: Cursor, pattern: Pattern | None = None) -> str:
    """Return the page, as HTML, which opens where the cursor stands.

    pattern: what is on the lights then; without one, the example in training.
    """
    run = cursor.run
    data, settings = replay_data(cursor, pattern), run.settings_at(0)
    start = start_text(settings, is_edited=Recipe.of(run).has_edited_start)
    style, script = _read("page.css"), "\n".join(map(_read, _SCRIPTS))
    parts = {
        "title": escape(in_one_line(title_of(settings.problem))),
        "about": escape(about_replay(settings, start, len(run), len(data["moments"]))),
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "walk_svg": _icon("walk"),
        "stop_svg": _icon("stop"),
        "data": as_script_data(data),
    }
    return Template(_read("page.html")).substitute(parts)


def as_script_data(data: object) -> str:
    """Write JSON that nothing can break out of in a page, whatever its texts hold."""
    return json.dumps(data, allow_nan=False, separators=(",", ":")).translate(_ESCAPED)


def _read(name: str) -> str:
    return (ASSETS / "replay" / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return by which the page's policy knows a part of it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _icon(name: str) -> str:
    return read_svg(name, "currentColor").decode().replace("<svg ", '<svg aria-hidden="true" ', 1)
