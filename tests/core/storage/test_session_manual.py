"""What the manual says of session files is true."""

import re

from msgspec.structs import fields

from streetlight_gui.core.replay.saved_session import opened
from streetlight_gui.core.storage import session_schema
from streetlight_gui.core.storage.session_file import format_session, parse_session
from streetlight_gui.process.resources import ASSETS

PAGE = (ASSETS / "manual" / "11-session-files.md").read_text("utf-8")


def test_its_example_opens_to_the_run_that_it_tells_of():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    session = parse_session(example.encode())
    assert parse_session(format_session(session)) == session
    cursor = opened(session)
    assert (cursor.updates, len(cursor.run)) == (5, 8)
    assert (session.deviation(cursor.run.live.network) or 0) < 1e-12


def test_every_field_is_told_of():
    structs = [each for each in vars(session_schema).values() if hasattr(each, "__struct_fields__")]
    names = {field.name for struct in structs for field in fields(struct)}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()
