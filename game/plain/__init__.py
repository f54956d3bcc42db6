"""The linear face: the same game as numbered text, in a pipe or read aloud."""
