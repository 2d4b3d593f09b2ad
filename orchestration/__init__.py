"""Everything at the edge: files, DuckDB, dbt, Great Expectations, Dagster and the command line."""
