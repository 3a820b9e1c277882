"""The domain: everything Diptych knows and does, without a display."""
