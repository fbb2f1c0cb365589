"""The app in this process, in a place of its own."""

from app_place import folder, own_place, pytest_pyfunc_call

__all__ = ["folder", "own_place", "pytest_pyfunc_call"]
