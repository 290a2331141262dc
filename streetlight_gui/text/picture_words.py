"""What stands below a picture, so that it can be understood, and made again, elsewhere."""

from streetlight_gui.core.checks.formatting import counted, exact_terse, plain
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.preset_words import title_of
from streetlight_gui.text.settings_words import CHANGED, start_text


def picture_words(snapshot: Snapshot) -> str:
    """Say of which run and which moment a picture is."""
    settings, inside = snapshot.settings, snapshot.coming.index
    where = f"after {counted(snapshot.iteration, 'iteration')}" if snapshot.updates else "untrained"
    if inside:
        where += f" and {counted(inside, 'update')}"
    start = start_text(settings, is_edited=snapshot.has_edited_start)
    told = [start, f"alpha {exact_terse(settings.alpha)}", where]
    if snapshot.was_changed:
        told.append(CHANGED)
    if snapshot.frozen_error is not None and not inside and snapshot.is_as_trained:
        told.append(f"error {plain(snapshot.frozen_error)}")
    return f"{title_of(settings.problem)}: {', '.join(told)}"
