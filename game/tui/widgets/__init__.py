"""The few widgets of the face; each draws itself line by line."""
