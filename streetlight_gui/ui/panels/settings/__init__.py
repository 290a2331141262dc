"""The panel of settings, section by section."""
