"""The contents of the document being read: its outline, its pages in small, and where in them one is."""
