"""What must hold before anything is published: row contracts, laws across tables, acceptance, and the gate.

Kept out: making the tables (``pipeline``) and deciding when they are made (``assets``).
"""
