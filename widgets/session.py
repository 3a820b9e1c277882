"""The session: the only object of the window that holds a project; through it every wish becomes a change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import settings
from app.catalogue import Catalogue
from app.changes import Changes
from app.errors import UserError
from app.history import Command
from app.model import FURNITURE, Coder, Document, MemoTarget, Passage, PassageKind, Theme
from app.pdf.pool import Pool
from app.pdf.protocol import Source
from app.project import annotations, codebook, coders, completions, documents, memos, passages
from app.project.database import Edit, Project
from app.project.identity import folded
from app.text.document_text import DocumentText
from widgets.changing import Changing, LongCommand
from widgets.idle import Idle
from widgets.preferences import Preferences
from widgets.reader.link_store import LinkStore
from widgets.reader.navigations import Navigations
from widgets.reader.tiles import Tiles


@dataclass(frozen=True, slots=True)
class Selection:
    """The paragraphs at hand in one document, by ordinal, both ends included; 0 where there are none.

    `part` is what is at hand instead of them: a stretch of their text, or a region of a page.
    """

    document_id: str
    first: int
    last: int
    part: Passage | None = None

    @classmethod
    def of(cls, part: Passage) -> "Selection":
        """Have a stretch of text or a region at hand; whole paragraphs are no part."""
        whole = part.kind is PassageKind.PARAGRAPH
        return cls(part.document_id, part.first or 0, part.last or 0, None if whole else part)


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
    """Holds the open project; runs commands in one transaction each and announces what they touched."""

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
        self.project: Project | None = None
        self.selection: Selection | None = None
        self.coder_name = preferences.text(settings.CODER)
        self.questions = NOBODY
        self._catalogue: Catalogue | None = None
        self._changing: Changing | None = None
        self._passwords: dict[str, str] = {}

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
        for document in self._catalogue.documents:
            self.tiles.set_source(document.id, self.source(document))
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
        for document in self.catalogue.documents:
            self.tiles.forget(document.id)
        self.links.forget()
        self.navigations.forget_all()
        self.select(None)
        self.project_closed.emit()
        self.project.close()
        self.project = self._catalogue = self._changing = None
        self._passwords.clear()
        self.history_changed.emit()

    def source(self, document: Document) -> Source:
        """Where the worker processes find the document's file."""
        assert self.project is not None
        return Source(str(self.project.path), document.sha256, self._passwords.get(document.id))

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
        """Keep the tiles' sources and the selection in step with the documents there are."""
        touched = changes.ids("documents")
        if not touched:
            return
        present = {document.id: document for document in self.catalogue.documents}
        for document_id in touched:
            if document_id in present:
                self.tiles.set_source(document_id, self.source(present[document_id]))
            else:
                self.tiles.forget(document_id)
        if self.selection is not None and self.selection.document_id not in present:
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
        return self.coder_name if self._coder_known() else ""

    def _coder_known(self) -> bool:
        """Whether there is a name to annotate under, asking for it the first time."""
        if not self.coder_name:
            answer = self.questions.coder()
            if answer:
                self.set_coder(answer)
        return bool(self.coder_name)

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
        password = self.questions.password(document.title, document_id in self._passwords)
        if password is not None:
            self.remember_password(document_id, password)

    def remember_password(self, document_id: str, password: str) -> None:
        """Keep a password that opened a document until the project is closed; it is never stored."""
        self._passwords[document_id] = password
        source = self.source(self.catalogue.document(document_id))
        self.tiles.set_source(document_id, source)
        self.navigations.follow(document_id, source)

    def tell_of_lost_worker(self, _kind: object) -> None:
        """A worker process was replaced; what it was doing is done again."""
        self.noticed.emit(self.tr("Reading a page went wrong and was begun again; nothing was lost."), False)

    # Annotating

    def toggle_theme(self, theme_id: str) -> None:
        """Tag the paragraphs at hand with a theme, or untag them when all have it already."""
        if self.selection is None:
            self.noticed.emit(self.tr("Click a paragraph first, then tag it."), False)
            return
        self.toggle_theme_on(self.selection, theme_id)

    def toggle_theme_on(self, selection: Selection, theme_id: str) -> None:
        """Tag each of the paragraphs with a theme, or untag them when the coder has tagged all of them."""
        if self.read_only or not self._coder_known():
            self._refuse_when_read_only()
            return
        tagged, untagged = self._split(selection, theme_id)
        theme = self.catalogue.theme(theme_id)
        if untagged:
            label = self.tr("tag with {}").format(theme.name)
            self.run(label, lambda edit: self._tag(edit, untagged, theme_id))
        elif tagged:
            label = self.tr("remove {}").format(theme.name)
            self.run(label, lambda edit: self._untag(edit, tagged, theme_id))

    def _refuse_when_read_only(self) -> None:
        if self.project is not None and self.read_only:
            self.noticed.emit(self.tr("This project is open for reading only."), False)

    def _split(self, selection: Selection, theme_id: str) -> tuple[list[Passage], list[Passage]]:
        """The selected passages the coder has tagged with the theme, and those not."""
        coder = self.coder
        tagged: list[Passage] = []
        untagged: list[Passage] = []
        for passage in self.passages_of(selection):
            given = self.catalogue.given(passage) if coder else ()
            mine = any(each.theme_id == theme_id and each.coder_id == coder.id for each in given if coder)
            (tagged if mine else untagged).append(passage)
        return tagged, untagged

    def passages_of(self, selection: Selection) -> list[Passage]:
        """What a theme is given to: the part at hand, or each of the paragraphs."""
        if selection.part is not None:
            return [selection.part]
        paragraphs = self.catalogue.paragraphs(selection.document_id)[selection.first - 1 : selection.last]
        several = selection.first != selection.last
        chosen = [each.ordinal for each in paragraphs if not (several and each.kind in FURNITURE)]
        return [self.catalogue.passage_for(selection.document_id, each, each) for each in chosen]

    def _tag(self, edit: Edit, chosen: Sequence[Passage], theme_id: str) -> None:
        coder = coders.ensure(edit, self.coder_name)
        for passage in chosen:
            annotations.tag(edit, passage, theme_id, coder.id)

    def _untag(self, edit: Edit, chosen: Sequence[Passage], theme_id: str) -> None:
        coder = coders.ensure(edit, self.coder_name)
        for passage in chosen:
            annotations.untag(edit, passage.id, theme_id, coder.id)

    def remove_annotation(self, annotation_id: str) -> None:
        """Remove one annotation of the coder's own."""
        annotation = self.catalogue.annotation(annotation_id)
        coder = self.coder
        if coder is None or annotation.coder_id != coder.id:
            self.noticed.emit(self.tr("Only the coder who made an annotation can remove it."), False)
            return
        label = self.tr("remove {}").format(self.catalogue.theme(annotation.theme_id).name)
        changes = self.run(
            label,
            lambda edit: annotations.untag(edit, annotation.passage_id, annotation.theme_id, coder.id),
        )
        if changes:
            self.noticed.emit(self.tr("Annotation removed."), True)

    def write_memo(
        self, target: MemoTarget, target_id: str, text: str, passage: Passage | None = None
    ) -> None:
        """Write the coder's memo on a passage, theme or document; empty text removes it.

        A passage that may not be stored yet comes along, unless it is the one at hand.
        """
        if self.read_only or not self._coder_known():
            self._refuse_when_read_only()
            return
        if target is MemoTarget.PASSAGE and passage is None:
            passage = self.passage

        def command(edit: Edit) -> None:
            coder = coders.ensure(edit, self.coder_name)
            if passage is not None and passage.id == target_id:
                passages.store(edit, passage)
            memos.write(edit, target, target_id, coder.id, text)

        self.run(self.tr("write a memo") if text.strip() else self.tr("remove a memo"), command)

    # The codebook

    def add_theme(self, name: str, colour: str | None = None, key: str | None = None) -> Theme | None:
        """Add a theme; None when it could not be, which was announced."""
        added: list[Theme] = []
        self.run(
            self.tr("add theme {}").format(name.strip()),
            lambda edit: added.append(codebook.add(edit, name, colour=colour, key=key)),
        )
        return added[0] if added else None

    def change_theme(self, theme_id: str, **fields: str | int | None) -> None:
        """Rename, recolour, or give another key, definition, parent or place."""
        name = self.catalogue.theme(theme_id).name
        self.run(
            self.tr("change theme {}").format(name), lambda edit: codebook.change(edit, theme_id, **fields)
        )

    def delete_theme(self, theme_id: str) -> None:
        """Delete a theme with its annotations; undo brings both back."""
        name, count = self.catalogue.theme(theme_id).name, self.catalogue.theme_count(theme_id)
        if self.run(self.tr("delete theme {}").format(name), lambda edit: codebook.delete(edit, theme_id)):
            notice = self.tr("Theme “{0}” deleted, and its annotations with it ({1}).").format(name, count)
            self.noticed.emit(notice, True)

    # Documents

    def rename_document(self, document_id: str, title: str) -> None:
        """Give a document another title."""
        self.run(self.tr("rename document"), lambda edit: documents.rename(edit, document_id, title))

    def mark_done(self, document_id: str, done: bool) -> None:
        """Mark a document as done by the coder, or as not done after all."""
        if self.read_only or not self._coder_known():
            self._refuse_when_read_only()
            return
        title = self.catalogue.document(document_id).title
        label = self.tr("mark {} as done") if done else self.tr("mark {} as not done")
        say = completions.mark if done else completions.unmark
        self.run(
            label.format(title),
            lambda edit: say(edit, document_id, coders.ensure(edit, self.coder_name).id),
        )

    def remove_document(self, document_id: str) -> None:
        """Remove a document; its annotations go from sight with it, and undo brings all back."""
        title = self.catalogue.document(document_id).title
        if self.run(self.tr("remove {}").format(title), lambda edit: documents.remove(edit, document_id)):
            self.noticed.emit(self.tr("“{}” removed from the project.").format(title), True)

    def replace_text(self, document_id: str, text: DocumentText) -> bool:
        """Give a document a text found anew; whether that was done.

        It cannot be undone, and nothing before it either: make a backup first.
        """
        from app.project import corrections

        if self.project is None or self._changing is None or not self._changing.may_write():
            return False
        try:
            with self.project.edit() as edit:
                corrections.find_anew(edit, document_id, text)
        except UserError as error:
            self.failed.emit(error)
            return False
        self._changing.history.forget()
        if self.selection is not None and self.selection.document_id == document_id:
            self.select(None)
        self._announce(edit.changes)
        return True

    def save_copy(self, path: Path) -> None:
        """Write a copy of the project to another file."""
        from app.project import backup

        assert self.project is not None
        try:
            backup.save_copy(self.project, path)
        except UserError as error:
            self.failed.emit(error)
            return
        self.noticed.emit(self.tr("A copy was saved as {}.").format(path.name), False)
