"""The after-action report as a file: HTML, Markdown and JSON from one value."""
