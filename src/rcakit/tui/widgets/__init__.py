"""Widgets that show values and tell what a person did; none holds a postmortem."""
