"""Watches a window at work: how long its event loop is held up, what its panes show, what memory it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from app.pdf.protocol import STRIP_HEIGHT
from widgets.reader.pane import Pane
from widgets.reader.tile_wishes import strips
from widgets.reader.tiles import Tiles


class Pulse(QObject):
    """A 1 ms beat in this thread's event loop: what happens between two beats happened in one go."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self._last = (0.0, 0.0)

    def start(self) -> None:
        """Begin anew."""
        self.wall, self.cpu = [], []
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start()

    def pause(self) -> None:
        """Leave out what comes now."""
        self._beat()
        self._timer.stop()

    def resume(self) -> None:
        """Go on after a pause."""
        self.forgive()
        self._timer.start()

    def stop(self) -> dict[str, float]:
        """The longest slots since the start."""
        self.pause()
        return {
            "longest_slot_wall": round(max(self.wall), 1),
            "longest_slot_cpu": round(max(self.cpu), 1),
            "slots_over_8_cpu": sum(each > 8 for each in self.cpu),
        }

    def forgive(self) -> None:
        """Leave out what has happened since the last beat: it was the measuring."""
        self._last = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.wall.append((now[0] - self._last[0]) * 1000)
        self.cpu.append((now[1] - self._last[1]) * 1000)
        self._last = now


class Frames(QObject):
    """Watches one pane being painted: when, and how much of what is seen was not crisp then."""

    def __init__(self, tiles: Tiles, pane: Pane) -> None:
        super().__init__()
        self._tiles, self.view = tiles, pane.view
        self.times: list[float] = []
        self.blurred: list[float] = []
        self.on_paint: Callable[[], None] | None = None
        self.view.viewport().installEventFilter(self)

    def start(self) -> None:
        """Begin anew."""
        self.times, self.blurred = [], []

    @property
    def intervals(self) -> list[float]:
        """Milliseconds between paintings."""
        return [1000 * (b - a) for a, b in zip(self.times, self.times[1:], strict=False)]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a painting that is about to begin."""
        if event.type() == QEvent.Type.Paint:
            self.times.append(time.perf_counter())
            self.blurred.append(self.not_crisp())
            if self.on_paint is not None:
                self.on_paint()
        return False

    def not_crisp(self) -> float:
        """The share of the seen pages' pixels for which there is no strip at the right scale."""
        column, document_id, ratio = (
            self.view.column,
            self.view.document_id,
            self.view.devicePixelRatioF(),
        )
        top = float(self.view.verticalScrollBar().value())
        bottom = top + self.view.viewport().height()
        seen = missing = 0.0
        for key in strips(column, document_id or "", top, bottom, ratio):
            rect = column.rect(key.page)
            start = rect.y + key.strip * STRIP_HEIGHT / ratio
            end = min(start + STRIP_HEIGHT / ratio, rect.bottom)
            area = max(0.0, min(end, bottom) - max(start, top)) * rect.width
            seen += area
            missing += 0.0 if self._tiles.has(key) else area
        return missing / seen if seen else 0.0


def proportional(pid: int) -> int:
    """Bytes a process holds, of shared pages its share; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies; 0 of none."""
    ranked = sorted(values)
    return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 1) if ranked else 0.0


def spread(values: Sequence[float]) -> dict[str, float]:
    """How many, the middle, the 95th percentile and the worst."""
    middle = round(median(values), 1) if values else 0.0
    return {
        "count": len(values),
        "p50": middle,
        "p95": percentile(values, 0.95),
        "worst": percentile(values, 1),
    }
