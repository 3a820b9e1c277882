"""REFI-QDA 1.5, which programs for qualitative analysis exchange: projects (.qdpx) and codebooks (.qdc)."""
