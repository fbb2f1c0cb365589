"""Screens: the library, the workbench, and what comes over them."""
