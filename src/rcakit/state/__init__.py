"""What is kept of a postmortem outside its folder: what can be undone, and what is being typed.

It lies in the person's own state directory, is readable to nobody else, and can be removed at any
time: nothing but the way back is lost. It is never trusted.
"""
