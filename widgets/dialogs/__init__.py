"""Dialogs, for where an answer is needed."""
