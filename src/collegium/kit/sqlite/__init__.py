"""Django's SQLite, which remembers how it writes a question that is asked again."""
