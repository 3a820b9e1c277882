"""Measurements; each prints one JSON object and asserts no time."""
