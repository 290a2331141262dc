"""What is remembered from one launch to the next."""

from streetlight_gui.ui.shell.settings_store import SettingsStore


def test_the_files_of_last_are_remembered_the_newest_first_and_each_once(tmp_path):
    file, paths = tmp_path / "choices.ini", [tmp_path / f"{number}, {{a}}" for number in range(10)]
    store = SettingsStore(file)
    for path in (*paths, paths[5]):
        store.remember_file(path)
    newest = [paths[5], *(paths[number] for number in (9, 8, 7, 6, 4, 3, 2))]
    assert store.recent == newest
    store.forget_file(paths[8])
    assert not store.problem  # which writes them down
    assert SettingsStore(file).recent == [path for path in newest if path != paths[8]]
