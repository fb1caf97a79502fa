"""Kinds of joint actions, units of results, days of a campaign."""
