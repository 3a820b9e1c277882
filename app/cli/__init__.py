"""The command line: its commands and where each lives; nothing more is loaded until one is called."""

COMMANDS = {
    "new": "projects:new",
    "add": "projects:add",
    "documents": "listing:list_documents",
    "themes": "listing:list_themes",
    "coders": "listing:list_coders",
    "annotations": "listing:list_annotations",
    "history": "earlier:history",
    "paragraphs": "paragraphs:paragraphs",
    "recognise": "recognising:recognise",
    "tag": "tagging:tag",
    "untag": "tagging:untag",
    "done": "tagging:done",
    "export": "export:export",
    "merge": "merging:merge",
    "import": "merging:import_files",
    "agreement": "agreement:show_agreement",
}
"""Each command's module in this package and its name there."""
