"""Writes of leads: each public function is one act a person would name."""
