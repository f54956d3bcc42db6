"""The use cases: new, stage, end the month, resume, replay; the only wiring."""
