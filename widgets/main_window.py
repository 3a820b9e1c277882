"""The main window: which wish goes to whom, and what is shown when a project comes and goes."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from app.adding import Outcome
from app.errors import UserError
from widgets import arrangement, correcting, errors, look_menus, reading_actions
from widgets.actions import Actions
from widgets.agreement import open_agreement
from widgets.contents.panel import ContentsPanel
from widgets.dialogs import opening
from widgets.full_screen import FullScreen
from widgets.icons import icon
from widgets.intake import Intake
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.documents_panel import DocumentsPanel
from widgets.panels.passage_panel import PassagePanel
from widgets.panels.theme_picker import ThemePicker
from widgets.project_files import ProjectFiles
from widgets.reader.panes import Panes
from widgets.session import Session
from widgets.start_page import StartPage
from widgets.status import Status
from widgets.theme_menu import ThemeMenu
from widgets.top_bar import TopBar
from widgets.workspace import Workspace


class MainWindow(QMainWindow):
    """Documents and themes on the left, panes in the middle, the passage and annotations on the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.questions = opening.questions(self)
        self.setWindowIcon(icon("diptych"))
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self, self.menuBar())
        self.files = ProjectFiles(session, self)
        self.intake = Intake(session, self)
        self._build()
        self._place()
        self._wire_session()
        self._wire_panels()
        self._wire_actions()
        self._restore_window()
        self._show_state()

    # What stands where

    def _build(self) -> None:
        session, actions = self.session, self.actions_by_name
        self.top_bar = TopBar(session)
        self.top_bar.add_left(actions["add_documents"], self.tr("Add documents…"))
        self.top_bar.add_left(actions["add_pane"], self.tr("Pane"))
        self.top_bar.add_left(actions["link"], self.tr("Linked"))
        self.top_bar.set_search(actions["search"], self.tr("Search passages, themes, actions"))
        self.top_bar.add_right(actions["export"], self.tr("Export…"))
        self.panes = Panes(session)
        self.documents_panel = DocumentsPanel(session)
        self.codebook_panel = CodebookPanel(session)
        self.contents_panel = ContentsPanel(session)
        self.passage_panel = PassagePanel(session)
        self.annotations_panel = AnnotationsPanel(session)
        ways_in = ("new_project", "open_project", "open_example")
        self.start_page = StartPage([actions[name] for name in ways_in])
        self.status = Status(session)

    def _place(self) -> None:
        left = (self.documents_panel, self.codebook_panel, self.contents_panel)
        right = (self.passage_panel, self.annotations_panel)
        self._workspace = Workspace(self.top_bar, left, self.panes, right)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.start_page)
        self._shown.addWidget(self._workspace)
        self.setCentralWidget(self._shown)
        self.setStatusBar(self.status)
        self.setMinimumSize(900, 560)

    # Which wish goes to whom

    def _wire_session(self) -> None:
        session = self.session
        session.failed.connect(self._show_error)
        session.project_opened.connect(self._project_opened)
        session.project_closed.connect(self._project_closed)
        session.history_changed.connect(self._show_state)
        session.selection_changed.connect(lambda _: self._show_state())
        session.go_to.connect(self.panes.show_paragraph)
        session.open_document.connect(self.panes.show_document)
        self.files.about_to_close.connect(self._keep_what_is_under_way)
        self.files.recent_changed.connect(self._list_recent)
        self.intake.finished.connect(self._show_added)
        self.intake.project_dropped.connect(self.files.open)
        self.intake.project_needed.connect(self.files.new)

    def _wire_panels(self) -> None:
        self.start_page.project_requested.connect(self.files.open)
        self.top_bar.coder_requested.connect(self.actions_by_name["coder"].trigger)
        self.documents_panel.add_documents_requested.connect(self.intake.choose)
        self.documents_panel.files_dropped.connect(self.intake.take)
        self.documents_panel.recognition_requested.connect(self.intake.recognising.start)
        self.codebook_panel.filter_requested.connect(self.annotations_panel.filter_by_theme)
        self.passage_panel.pick_theme_requested.connect(self._pick_theme)
        self.panes.memo_requested.connect(self._write_memo)
        self.panes.theme_requested.connect(self._pick_theme)
        self.panes.documents_changed.connect(self._mark_shown)
        self.passage_panel.reading_requested.connect(self._back_to_reading)
        self.panes.files_dropped.connect(self.intake.take)
        self.status.undo_requested.connect(self.session.undo)
        self.status.cancel_requested.connect(self.intake.cancel)

    def _wire_actions(self) -> None:
        files, session = self.files, self.session
        reading_actions.connect(self.actions_by_name, self.panes)
        reading_actions.connect_contents(self.actions_by_name, self.panes, self.contents_panel)
        self.actions_by_name.connect(
            [
                ("new_project", files.new),
                ("open_project", files.choose),
                ("open_example", files.open_example),
                ("add_documents", self.intake.choose),
                ("import", self.intake.bringing_in.choose),
                ("export", partial(opening.export, session, self)),
                ("save_copy", files.save_copy),
                ("back_up", files.back_up),
                ("show_in_folder", files.show_in_folder),
                ("close_project", files.close),
                ("quit", self.close),
                ("undo", session.undo),
                ("redo", session.redo),
                ("coder", partial(opening.choose_coder, session, self)),
                ("pick_theme", self._pick_theme),
                ("memo", self._write_memo),
                ("new_theme", self.codebook_panel.start_new_theme),
                ("agreement", partial(open_agreement, session, self, self._write_memo)),
                ("join", session.paragraphs.join),
                ("split", partial(correcting.ask_split, session, self)),
                ("show_left", self._show_panels),
                ("show_right", self._show_panels),
                ("search", self._search),
                ("find_annotation", self.annotations_panel.focus_filter),
                ("keys", partial(opening.show_keys, session, self)),
                ("show_log", errors.show_log),
                ("about", partial(opening.show_about, self)),
            ]
        )
        menus, preferences = self.actions_by_name.menus, session.preferences
        look_menus.offer_schemes(menus["scheme"], preferences)
        look_menus.offer_pages(menus["dark_pages"], preferences)
        ThemeMenu(menus["themes"], session)
        FullScreen(self, self.actions_by_name["full_screen"])
        kinds = menus["kinds"]
        kinds.aboutToShow.connect(partial(correcting.fill_kinds, kinds, session))
        self._list_recent()

    def _list_recent(self) -> None:
        menu = self.actions_by_name.menus["recent"]
        menu.clear()
        recent = self.files.recent()
        for path in recent:
            action = menu.addAction(f"{path.stem}  —  {path.parent}")
            action.triggered.connect(lambda _checked=False, path=path: self.files.open(path))
        menu.setEnabled(bool(recent))
        self.start_page.show_recent(recent)

    # The project comes and goes

    def _project_opened(self) -> None:
        session = self.session
        assert session.project is not None
        path = session.project.path
        self.setWindowTitle(self.tr("{} — Diptych").format(path.stem))
        self._shown.setCurrentWidget(self._workspace)
        arrangement.restore_panes(session.preferences, self.panes, path, session.catalogue.documents)
        self._show_state()
        self.panes.active.setFocus()

    def _project_closed(self) -> None:
        self.setWindowTitle(self.tr("Diptych"))
        self._shown.setCurrentWidget(self.start_page)

    def _keep_what_is_under_way(self) -> None:
        self.passage_panel.save_pending()
        if (project := self.session.project) is not None:
            arrangement.keep_panes(self.session.preferences, self.panes, project.path, self.files.recent())

    def _restore_window(self) -> None:
        workspace = self._workspace
        arrangement.restore_window(self.session.preferences, self, workspace.columns)
        for name, panels in (("show_left", workspace.left), ("show_right", workspace.right)):
            self.actions_by_name[name].setChecked(not panels.isHidden())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how the window was left; everything else is in the project already."""
        preferences = self.session.preferences
        arrangement.keep_window(preferences, self, self._workspace.columns)
        self.intake.cancel()
        self.files.close()
        preferences.flush()
        event.accept()

    def _show_state(self) -> None:
        """Enable what makes sense now, and name what undo and redo would do."""
        session, actions = self.session, self.actions_by_name
        actions.enable(
            project=session.project is not None,
            writable=not session.read_only,
            selection=session.selection is not None,
        )
        for name, text, label in (
            ("undo", self.tr("&Undo {}"), session.undo_label),
            ("redo", self.tr("&Redo {}"), session.redo_label),
        ):
            actions[name].setText(text.format((label or "").replace("&", "&&")).strip())
            actions[name].setEnabled(bool(label))

    # Documents arrive

    def _show_added(self, outcomes: list[Outcome]) -> None:
        """Show a new document where a pane is free, and nowhere else: nobody's reading is disturbed."""
        added = [outcome.document for outcome in outcomes if outcome.document is not None]
        if added and self.session.project is not None and self.panes.active.document_id is None:
            self.session.show_document(added[0].id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files from outside."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a project that is dropped, add anything else."""
        event.acceptProposedAction()
        self.intake.take_drop(event.mimeData())

    # Asking and telling

    def _pick_theme(self) -> None:
        if self.session.selection is None or self.session.read_only:
            return
        ThemePicker(self.session, self).open_at(self.panes.active.view.beside_what_is_at_hand())

    def _search(self) -> None:
        from widgets.panels.search_popup import SearchPopup

        SearchPopup(self.session, self.actions_by_name.all, self).open_at(self.top_bar.place_of_search())

    def _write_memo(self) -> None:
        self.actions_by_name["show_right"].setChecked(True)
        self._show_panels()
        self.passage_panel.focus_memo()

    def _back_to_reading(self) -> None:
        self.panes.active.setFocus()

    def _mark_shown(self) -> None:
        shown = (pane.document_id for pane in self.panes.panes)
        self.documents_panel.set_shown(frozenset(id for id in shown if id))

    def _show_panels(self) -> None:
        self._workspace.left.setVisible(self.actions_by_name["show_left"].isChecked())
        self._workspace.right.setVisible(self.actions_by_name["show_right"].isChecked())

    def _show_error(self, error: UserError) -> None:
        errors.show(self, error)
