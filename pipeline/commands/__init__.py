"""What the ``hasila`` command does, one module a command.

Kept out: the domain; a command asks it and shows the answer.
"""
