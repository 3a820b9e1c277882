"""What can be done to the open project, by subject; each wish is one step that can be taken back."""
