"""Panes in which documents are read, side by side."""
