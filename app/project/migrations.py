"""The project file's schema, step by step; each step is recorded in the file and done wholly or not at all.

A step, once released, never changes: what comes later is a new step at the end of `STEPS`. Steps only add,
so that a file of an earlier version can be read as it is, without what came later (`Project.format`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

APPLICATION_ID = int.from_bytes(b"DIPT")
"""What marks a file as a project; `file` and SQLite show it."""

_SET = "diptych"
_FULL_TEXT = "paragraphs_fts"

_TABLES = """
CREATE TABLE project (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB,   -- the file itself; NULL when it is linked, or known by its hash alone
    link TEXT       -- where it lies, relative to the project file
) STRICT;

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    page_count INTEGER NOT NULL,
    engine TEXT NOT NULL,   -- what read its text
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT
) STRICT;

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    width REAL NOT NULL,    -- points
    height REAL NOT NULL,
    PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraphs (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,            -- as printed
    level INTEGER NOT NULL,
    page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    cited_by INTEGER,       -- of a footnote: the ordinal of the paragraph with its mark
    text TEXT NOT NULL,
    boxes TEXT NOT NULL,    -- JSON: [[page, x0, y0, x1, y1], …], points, origin top left, one a line
    UNIQUE (document_id, ordinal)
) STRICT;

CREATE INDEX paragraphs_by_kind ON paragraphs (document_id, kind, ordinal);

CREATE TABLE themes (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent_id TEXT REFERENCES themes (id),
    colour TEXT NOT NULL,   -- #rrggbb
    key TEXT,
    definition TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT
) STRICT;

CREATE TABLE coders (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT
) STRICT;

CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    first_paragraph INTEGER,    -- ordinals; NULL when the passage was not found in the present text
    last_paragraph INTEGER,
    page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    text_start INTEGER NOT NULL,    -- code points in the document's text, end exclusive
    text_end INTEGER NOT NULL,
    boxes TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT
) STRICT;

CREATE INDEX passages_by_document ON passages (document_id);

CREATE TABLE annotations (
    id TEXT PRIMARY KEY,
    passage_id TEXT NOT NULL REFERENCES passages (id),
    theme_id TEXT NOT NULL REFERENCES themes (id),
    coder_id TEXT NOT NULL REFERENCES coders (id),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT,
    UNIQUE (passage_id, theme_id, coder_id)
) STRICT;

CREATE INDEX annotations_by_theme ON annotations (theme_id);
CREATE INDEX annotations_by_coder ON annotations (coder_id);

CREATE TABLE memos (
    id TEXT PRIMARY KEY,
    target TEXT NOT NULL,       -- passage, theme or document
    target_id TEXT NOT NULL,
    coder_id TEXT NOT NULL REFERENCES coders (id),
    text TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT,
    UNIQUE (target, target_id, coder_id)
) STRICT;

CREATE TABLE completions (    -- who is done with which document
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    coder_id TEXT NOT NULL REFERENCES coders (id),
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT,
    UNIQUE (document_id, coder_id)
) STRICT;

CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    what TEXT NOT NULL,         -- split or join at, or kind of what begins at, the point between:
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    near INTEGER NOT NULL,      -- letters and digits of the document before that point
    kind TEXT,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT
) STRICT;

CREATE TABLE found_paragraphs (    -- of corrected documents: the paragraphs as they were before
    document_id TEXT NOT NULL REFERENCES documents (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    level INTEGER NOT NULL,
    cited_by INTEGER,
    text TEXT NOT NULL,
    boxes TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
) STRICT;
"""

_VIEW = """
CREATE VIEW annotations_flat AS
SELECT a.id AS annotation_id, d.title AS document, d.sha256 AS document_sha256,
       p.page, p.last_page, p.first_paragraph AS paragraph, g.number AS paragraph_number, g.kind, p.quote,
       t.name AS theme, c.name AS coder, m.text AS memo, a.created, a.changed
FROM annotations a
JOIN passages p ON p.id = a.passage_id
JOIN documents d ON d.id = p.document_id AND d.deleted IS NULL
JOIN themes t ON t.id = a.theme_id AND t.deleted IS NULL
JOIN coders c ON c.id = a.coder_id AND c.deleted IS NULL
LEFT JOIN paragraphs g ON g.document_id = p.document_id AND g.ordinal = p.first_paragraph
LEFT JOIN memos m ON m.target = 'passage' AND m.target_id = a.passage_id AND m.coder_id = a.coder_id
     AND m.deleted IS NULL
WHERE a.deleted IS NULL
ORDER BY d.created, d.id, p.text_start, p.text_end, p.id, t.ordinal, t.name, c.name;
"""

_SEARCH = """
CREATE VIRTUAL TABLE paragraphs_fts USING fts5(
    text, content='paragraphs', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);

CREATE TRIGGER paragraphs_added AFTER INSERT ON paragraphs BEGIN
    INSERT INTO paragraphs_fts (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER paragraphs_removed AFTER DELETE ON paragraphs BEGIN
    INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TRIGGER paragraphs_changed AFTER UPDATE OF id, text ON paragraphs BEGIN
    INSERT INTO paragraphs_fts (paragraphs_fts, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO paragraphs_fts (rowid, text) VALUES (new.id, new.text);
END;
"""


def first(connection: sqlite3.Connection) -> None:
    """Everything the first release had."""
    for statement in statements(_TABLES + _VIEW + _SEARCH):
        connection.execute(statement)


_VERSIONS = """
CREATE TABLE versions (    -- what rows said before: the history of what people wrote, which only grows
    id TEXT PRIMARY KEY,
    of_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    changed TEXT NOT NULL,
    deleted TEXT,
    content TEXT NOT NULL   -- JSON: what people wrote, by column
) STRICT, WITHOUT ROWID;

CREATE INDEX versions_by_row ON versions (row_id);

-- What is known of a paragraph without reading its text, found without reading the table.
CREATE INDEX paragraphs_outline ON paragraphs (document_id, ordinal, kind, page, last_page);
"""


def versions(connection: sqlite3.Connection) -> None:
    """The history of rows, and documents opened at once however long they are (format 2)."""
    for statement in statements(_VERSIONS):
        connection.execute(statement)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (first, versions)


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, for `executescript` would commit the transaction under way."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip().removesuffix(";")
            statement = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """What matters of a schema: the columns of each table, and the text of each trigger, both by name."""

    columns: Mapping[str, frozenset[str]]
    triggers: Mapping[str, str]


def schema_of(connection: sqlite3.Connection) -> Schema:
    """The schema a file has, whatever version it is of."""
    found = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
    ).fetchall()
    columns: defaultdict[str, set[str]] = defaultdict(set)
    for table, column in found:
        columns[table].add(column)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return Schema(
        {table: frozenset(names) for table, names in columns.items()}, {name: sql for name, sql in triggers}
    )


def schema(version: int) -> Schema:
    """The schema of a file of this version, without the tables that SQLite's full text keeps for itself."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for step in STEPS[:version]:
            step(connection)
        made = schema_of(connection)
    own = {
        table: columns for table, columns in made.columns.items() if not table.startswith(_FULL_TEXT + "_")
    }
    return Schema(own, made.triggers)


def version() -> int:
    """The version of the schema this program writes: how many steps there are."""
    return len(STEPS)


def apply(connection: sqlite3.Connection) -> None:
    """Bring the file up to `version()`; a step that fails leaves the file as it was before that step."""
    from sqlite_utils import Database, Migrations  # costs 150 ms, which opening a current file must not pay

    migrations = Migrations(_SET)
    for number, step in enumerate(STEPS, start=1):
        migrations(name=step.__name__)(_recorded(step, number))
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def _recorded(step: Callable[[sqlite3.Connection], None], number: int) -> Callable[..., None]:
    def migration(database: object) -> None:
        connection: sqlite3.Connection = database.conn  # type: ignore[attr-defined]
        step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")

    return migration
