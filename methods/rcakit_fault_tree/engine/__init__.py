"""Fault trees as Boolean functions: minimal cut sets, exact probabilities, importance.

It knows numbered events and nothing of incidents. `simplify` makes a formula small, `modules` takes
it apart, `solving` makes decision diagrams of the parts, and `evaluation`, `sums` and `listing`
read results out of them.
"""
