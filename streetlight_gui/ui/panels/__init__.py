"""Controls and numbers around the diagram."""
