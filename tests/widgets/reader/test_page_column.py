"""The column of pages, whatever is on them."""

from __future__ import annotations

import gc

from widgets.reader.page_view import PageView


def test_searches_for_garbage_pass_over_a_document_while_it_is_shown(view: PageView) -> None:
    assert gc.get_freeze_count()
    view.show_document(None)
    assert not gc.get_freeze_count()
