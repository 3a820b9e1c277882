"""Text: paragraphs, anchors, comparison."""
