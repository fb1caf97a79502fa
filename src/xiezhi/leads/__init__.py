"""线索: registration, assessment, the lawful ways out, feedback (办案规则第24至31条)."""
