"""What only PostgreSQL does, or must do like SQLite. `FIREBELL_TEST_STORE=postgres` runs it."""
