"""The session: the only object of the window that holds a project; through it every wish becomes a change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app import settings
from app.catalogue import Catalogue
from app.changes import Changes
from app.history import Command
from app.model import Coder, Passage
from app.pdf.pool import Pool
from app.project.database import Project
from app.project.identity import folded
from widgets.changing import Changing, LongCommand
from widgets.commands.annotations import AnnotationCommands
from widgets.commands.codebook import CodebookCommands
from widgets.commands.coders import CoderCommands
from widgets.commands.consensus import ConsensusCommands
from widgets.commands.documents import DocumentCommands
from widgets.commands.memos import MemoCommands
from widgets.commands.paragraphs import ParagraphCommands
from widgets.idle import Idle
from widgets.preferences import Preferences
from widgets.reader.link_store import LinkStore
from widgets.reader.navigations import Navigations
from widgets.reader.tiles import Tiles
from widgets.selection import Selection
from widgets.sources import Sources


@dataclass(frozen=True, slots=True)
class Busy:
    """Long work under way: `done` of `total` steps (0 when unknown)."""

    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Questions:
    """How the session asks the person; each answers None when the person declines.

    `password` gets the document's name and whether one was tried and wrong.
    """

    coder: Callable[[], str | None]
    password: Callable[[str, bool], str | None]


NOBODY = Questions(coder=lambda: None, password=lambda _name, _again: None)
"""Nobody is there to answer."""


class Session(QObject):
    """Holds the open project; runs commands in one transaction each and announces what they touched.

    What can be wished for stands with its subject: `session.codebook.add(...)`, `session.memos.write(...)`.
    """

    project_opened = Signal()
    project_closed = Signal()
    changed = Signal(object)
    selection_changed = Signal(object)
    coder_changed = Signal(object)
    noticed = Signal(str, bool)
    failed = Signal(object)
    busy_changed = Signal(object)
    history_changed = Signal()
    save_state_changed = Signal(str)
    go_to = Signal(str, int)
    go_to_passage = Signal(object)
    open_document = Signal(str, bool)

    def __init__(self, pool: Pool, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.idle = Idle(self)
        self.project_closed.connect(self.idle.end_all)
        self.pool = pool
        self.preferences = preferences
        self.tiles = Tiles(pool, self)
        self.links = LinkStore(pool, self)
        self.navigations = Navigations(pool, self)
        self.sources = Sources(self.tiles, self.links, self.navigations)
        self.project: Project | None = None
        self.selection: Selection | None = None
        self.coder_name = preferences.text(settings.CODER)
        self.questions = NOBODY
        self._catalogue: Catalogue | None = None
        self._changing: Changing | None = None
        self.annotations = AnnotationCommands(self)
        self.codebook = CodebookCommands(self)
        self.coders = CoderCommands(self)
        self.consensus = ConsensusCommands(self)
        self.documents = DocumentCommands(self)
        self.memos = MemoCommands(self)
        self.paragraphs = ParagraphCommands(self)

    # The project

    @property
    def catalogue(self) -> Catalogue:
        """What the project holds; only while one is open."""
        assert self._catalogue is not None, "no project is open"
        return self._catalogue

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: another window writes to the project, or its file is protected."""
        return self.project is None or self.project.read_only

    def open(self, project: Project) -> None:
        """Show this project instead of the one before."""
        self.close()
        self.project = project
        self._catalogue = Catalogue(project)
        self._changing = self._begin_history(project)
        self.sources.begin(project.path, self._catalogue.documents)
        self.project_opened.emit()
        self.history_changed.emit()
        self._tell_save_state()

    def close(self) -> None:
        """Let go of the project, if one is open."""
        if self.project is None:
            return
        if self._changing is not None:
            self._changing.close()
            self._changing.deleteLater()
        self.sources.end(self.catalogue.documents)
        self.select(None)
        self.project_closed.emit()
        self.project.close()
        self.project = self._catalogue = self._changing = None
        self.history_changed.emit()

    # Changing it

    def run(self, label: str, command: Command) -> Changes | None:
        """Run one command in one transaction; None when it failed, which was announced."""
        return self._changing.run(label, command) if self._changing else None

    def run_apart(self, label: str, command: LongCommand, then: Callable[[Changes | None], object]) -> None:
        """Back up and run a command that may take long, while reading goes on and nothing else is changed.

        `then` hears what it changed; None when it was cancelled, or failed, which was announced.
        """
        if self._changing is not None:
            self._changing.run_apart(label, command, then)

    def run_for_good(self, command: Command, *, anew: str) -> bool:
        """Run a command that cannot be undone, nor anything before it; whether that was done.

        `anew` is the document that has other paragraphs after it: none of its old ones stays at hand.
        """
        changes = self._changing.run_for_good(command) if self._changing else None
        if changes is None:
            return False
        if self.selection is not None and self.selection.document_id == anew:
            self.select(None)
        self._announce(changes)
        return True

    @property
    def is_writing(self) -> bool:
        """Whether a large change is under way: nothing else can be changed."""
        return self._changing is not None and self._changing.writing.under_way

    def cancel_writing(self) -> None:
        """Take back what was written so far of a large change."""
        if self._changing is not None:
            self._changing.writing.cancel()

    def undo(self) -> None:
        """Take back the latest change."""
        if self._changing is not None:
            self._changing.undo()

    def redo(self) -> None:
        """Make the latest undone change again."""
        if self._changing is not None:
            self._changing.redo()

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._changing.history.undo_label if self._changing else None

    @property
    def redo_label(self) -> str | None:
        """What redo would make again."""
        return self._changing.history.redo_label if self._changing else None

    def _begin_history(self, project: Project) -> Changing:
        changing = Changing(project, self)
        changing.changed.connect(self._announce)
        changing.noticed.connect(self.noticed)
        changing.failed.connect(self.failed)
        changing.progressed.connect(self._show_progress)
        return changing

    def _show_progress(self, label: str, done: int, total: int) -> None:
        self.busy_changed.emit(Busy(label, done, total) if label else None)

    def _announce(self, changes: Changes, now: Catalogue | None = None) -> None:
        if now is None:
            self.catalogue.apply(changes)
        else:
            self.catalogue.take_over(now, changes)
        self._follow_documents(changes)
        if changes:
            self.changed.emit(changes)
        self.history_changed.emit()
        self._tell_save_state()

    def _follow_documents(self, changes: Changes) -> None:
        """Keep what is read and what is at hand in step with the documents there are."""
        touched = changes.ids("documents")
        if not touched:
            return
        documents = self.catalogue.documents
        self.sources.follow(touched, documents)
        here = self.selection
        if here is not None and all(document.id != here.document_id for document in documents):
            self.select(None)

    def _tell_save_state(self) -> None:
        self.save_state_changed.emit(self.tr("Read only") if self.read_only else self.tr("Saved"))

    # The coder

    @property
    def coder(self) -> Coder | None:
        """The person annotating, as the project knows them; None before their first annotation."""
        if self._catalogue is None:
            return None
        mine = folded(self.coder_name)
        return next((coder for coder in self._catalogue.coders if folded(coder.name) == mine), None)

    def set_coder(self, name: str) -> None:
        """Annotate under this name from now on."""
        self.coder_name = name.strip()
        self.preferences.set(settings.CODER, self.coder_name)
        self.coder_changed.emit(self.coder)

    def name_asked_for(self) -> str:
        """The coder's name, asked for the first time it is needed; empty when the person declines."""
        if not self.coder_name:
            answer = self.questions.coder()
            if answer:
                self.set_coder(answer)
        return self.coder_name

    def may_annotate(self) -> bool:
        """Whether there is a coder to annotate as, asked for the first time; says so where nothing can be."""
        if self.read_only:
            if self.project is not None:
                self.noticed.emit(self.tr("This project is open for reading only."), False)
            return False
        return bool(self.name_asked_for())

    # Reading

    def select(self, selection: Selection | None) -> None:
        """Make these the paragraphs at hand."""
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit(selection)

    @property
    def passage(self) -> Passage | None:
        """The passage at hand, stored or not."""
        here = self.selection
        if here is None or here.part is not None:
            return here.part if here else None
        return self.catalogue.passage_for(here.document_id, here.first, here.last)

    def show_paragraph(self, document_id: str, ordinal: int) -> None:
        """Go to a paragraph, in a pane that shows its document or else in the active one."""
        self.go_to.emit(document_id, ordinal)

    def show_passage(self, passage: Passage) -> None:
        """Go to a stretch of text or a region and put it at hand; to the first paragraph of whole ones."""
        self.go_to_passage.emit(passage)

    def show_document(self, document_id: str, new_pane: bool = False) -> None:
        """Show a document in the active pane, or in one beside it."""
        self.open_document.emit(document_id, new_pane)

    def unlock(self, document_id: str) -> None:
        """Ask for a protected document's password and try again to show it."""
        document = self.catalogue.document(document_id)
        password = self.questions.password(document.title, self.sources.had_password(document_id))
        if password is not None:
            self.sources.remember_password(document, password)

    def tell_of_lost_worker(self, _kind: object) -> None:
        """A worker process was replaced; what it was doing is done again."""
        self.noticed.emit(self.tr("Reading a page went wrong and was begun again; nothing was lost."), False)
