"""Questions asked of a project: search, agreement, matrices."""
