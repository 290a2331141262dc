"""Sentences and code that a person reads, made from what the core knows."""
