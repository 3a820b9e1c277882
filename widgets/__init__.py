"""The window: Qt widgets that show the project and ask the session to change it."""
