"""The colours of inverted pages, which the window and the worker processes must agree on."""

from __future__ import annotations

DARK_PAPER = 0x232428
"""What white becomes (red, green, blue): dark, yet told apart from the desk around it."""

LIGHT_INK = 0xDEDEE0
"""What black becomes: softer than white, which would glare."""

DIMMED_PICTURE = 0xD2D2D2
"""What white becomes in pictures, whose colours stay as they are."""
