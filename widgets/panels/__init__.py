"""The panels around the panes: documents, codebook, passage, annotations."""
