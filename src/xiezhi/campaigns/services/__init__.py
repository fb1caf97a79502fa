"""Opening campaigns, gathering matters, writing down joint actions."""
