"""Plain values of numbers and words for the faces, built from what is known."""
