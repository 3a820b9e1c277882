"""The errors the domain raises for what a user can put right."""


class UserError(Exception):
    """Something the user can put right; the message says what happened and what to do.

    The text is shown as it is, in the window and on the command line, so it is written for a researcher.
    """


class PasswordNeeded(UserError):
    """A document is protected and needs its password, or the one given was wrong."""


class DocumentRefused(UserError):
    """A file could not be read as a document: not a PDF, damaged, empty, or too much for the machine."""


class ProjectRefused(UserError):
    """A file could not be opened as a project: not one of ours, newer than this program, or damaged."""


class ProjectBusy(UserError):
    """Another window or command is writing to the project; `holder` names whom."""

    def __init__(self, message: str, holder: str) -> None:
        super().__init__(message)
        self.holder = holder


class Cancelled(Exception):
    """The user stopped a long piece of work; nothing of it was kept."""
