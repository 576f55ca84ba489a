"""What every table holds: one declaration a table, from which DDL, row contracts and documentation are generated.

Kept out: reading, writing and checking rows; those generate themselves from what is declared here.
"""

from pipeline.contracts.schema import Column, Law, Table, ddl, frame, polars_schema, typed
from pipeline.contracts.tables import LAYERS, TABLES, table

__all__ = ["LAYERS", "TABLES", "Column", "Law", "Table", "ddl", "frame", "polars_schema", "table", "typed"]
