"""What each screen says: views in, rows of toned text out; no Textual here."""
