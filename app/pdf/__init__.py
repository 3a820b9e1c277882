"""PDFs: read and rendered in worker processes."""
