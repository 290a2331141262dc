"""The window: its menus, its layout, and what it remembers."""
