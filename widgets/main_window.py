"""The main window: what stands where, and which wish goes to whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import citation, settings
from app.adding import Outcome
from app.errors import UserError
from widgets import appearance, errors
from widgets.actions import Actions
from widgets.adding import Adding
from widgets.appearance import Scheme, metrics
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.add_results import AddResultsDialog
from widgets.dialogs.coders import CodersDialog
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.keys import KeysDialog
from widgets.icons import icon
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.documents_panel import DocumentsPanel
from widgets.panels.passage_panel import PassagePanel
from widgets.panels.theme_picker import ThemePicker
from widgets.project_files import ProjectFiles
from widgets.reader.panes import Panes
from widgets.session import Questions, Session
from widgets.start_page import StartPage
from widgets.status import Status
from widgets.top_bar import TopBar


class MainWindow(QMainWindow):
    """Documents and themes on the left, panes in the middle, the passage and annotations on the right."""

    def __init__(self, session: Session, questions: Questions) -> None:
        super().__init__()
        self.session = session
        self._questions = questions
        self._adding: Adding | None = None
        self.setWindowIcon(icon("diptych"))
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self, self.menuBar())
        self.files = ProjectFiles(session, self)
        self._build()
        self._wire_session()
        self._wire_panels()
        self._wire_actions()
        self._restore_window()
        self._show_state()

    # What stands where

    def _build(self) -> None:
        actions = self.actions_by_name
        self.top_bar = TopBar(self.session)
        self.top_bar.add_left(actions["add_documents"], self.tr("Add documents…"))
        self.top_bar.add_left(actions["add_pane"], self.tr("Pane"))
        self.top_bar.add_right(actions["export"], self.tr("Export…"))
        self.panes = Panes(self.session)
        self.documents_panel = DocumentsPanel(self.session)
        self.codebook_panel = CodebookPanel(self.session)
        self.passage_panel = PassagePanel(self.session)
        self.annotations_panel = AnnotationsPanel(self.session)
        self.start_page = StartPage([actions[name] for name in ("new_project", "open_project", "open_example")])
        self._left = _stacked(self.documents_panel, self.codebook_panel)
        self._right = _stacked(self.passage_panel, self.annotations_panel)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setObjectName("across")
        for position, widget in enumerate((self._left, self.panes, self._right)):
            self._across.addWidget(widget)
            self._across.setStretchFactor(position, int(widget is self.panes))
            self._across.setCollapsible(position, False)
        self._across.setSizes([metrics.LEFT_PANEL, 900, metrics.RIGHT_PANEL])
        workspace = QWidget()
        column = QVBoxLayout(workspace)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._across, 1)
        self._workspace = workspace
        self._shown = QStackedWidget()
        self._shown.addWidget(self.start_page)
        self._shown.addWidget(workspace)
        self.setCentralWidget(self._shown)
        self.status = Status(self.session)
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
        session.changed.connect(lambda changes: self._themes_changed() if changes.ids("themes") else None)
        session.go_to.connect(self.panes.show_paragraph)
        session.open_document.connect(self.panes.show_document)
        self.files.about_to_close.connect(self._remember_panes)
        self.files.recent_changed.connect(self._list_recent)

    def _wire_panels(self) -> None:
        self.start_page.project_requested.connect(self.files.open)
        self.top_bar.coder_requested.connect(self.actions_by_name["coder"].trigger)
        self.documents_panel.add_documents_requested.connect(self._choose_documents)
        self.documents_panel.files_dropped.connect(self.add_documents)
        self.codebook_panel.filter_requested.connect(self.annotations_panel.filter_by_theme)
        self.passage_panel.pick_theme_requested.connect(self._pick_theme)
        self.panes.memo_requested.connect(self._write_memo)
        self.panes.files_dropped.connect(self.add_documents)
        self.status.undo_requested.connect(self.session.undo)
        self.status.cancel_requested.connect(self._cancel)

    def _wire_actions(self) -> None:
        files, panes, session = self.files, self.panes, self.session
        self.actions_by_name.connect(
            [
                ("new_project", files.new),
                ("open_project", files.choose),
                ("open_example", files.open_example),
                ("add_documents", self._choose_documents),
                ("export", self._export),
                ("save_copy", files.save_copy),
                ("back_up", files.back_up),
                ("show_in_folder", files.show_in_folder),
                ("close_project", files.close),
                ("quit", self.close),
                ("undo", session.undo),
                ("redo", session.redo),
                ("copy", panes.copy_text),
                ("copy_cited", panes.copy_with_citation),
                ("coder", self._choose_coder),
                ("pick_theme", self._pick_theme),
                ("memo", self._write_memo),
                ("new_theme", self.codebook_panel.start_new_theme),
                ("next_paragraph", partial(panes.move, 1)),
                ("previous_paragraph", partial(panes.move, -1)),
                ("next_annotation", partial(panes.move_to_annotation, 1)),
                ("previous_annotation", partial(panes.move_to_annotation, -1)),
                ("add_pane", panes.add_pane),
                ("close_pane", panes.close_pane),
                ("next_pane", panes.next_pane),
                ("zoom_in", panes.zoom_in),
                ("zoom_out", panes.zoom_out),
                ("fit_width", panes.fit_width),
                ("fit_page", panes.fit_page),
                ("actual_size", panes.actual_size),
                ("go_to_page", panes.go_to_page),
                ("show_left", self._show_panels),
                ("show_right", self._show_panels),
                ("find_annotation", self.annotations_panel.focus_filter),
                ("full_screen", self._toggle_full_screen),
                ("keys", self._show_keys),
                ("show_log", self._show_log),
                ("about", self._show_about),
            ]
        )
        self._fill_schemes()
        self._list_recent()

    def _fill_schemes(self) -> None:
        group = QActionGroup(self)
        names = {
            Scheme.SYSTEM: self.tr("As the desktop"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        for scheme, name in names.items():
            action = self.actions_by_name.menus["scheme"].addAction(name)
            action.setCheckable(True)
            action.setChecked(scheme == self.session.preferences.text(settings.SCHEME))
            action.triggered.connect(lambda _checked=False, scheme=scheme: self._use_scheme(scheme))
            group.addAction(action)
