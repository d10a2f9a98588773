"""The index of the words, which each database keeps in step with the table by itself.

Whatever makes search_document anew on SQLite (altering a field does) has to make the triggers anew.
"""

from django.db import migrations

PUT = "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words);"
DROP = "INSERT INTO search_index(search_index, rowid, words) VALUES ('delete', old.id, old.words);"
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_document', content_rowid='id',"
        " prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER search_document_put AFTER INSERT ON search_document BEGIN {PUT} END",
        f"CREATE TRIGGER search_document_drop AFTER DELETE ON search_document BEGIN {DROP} END",
        f"CREATE TRIGGER search_document_change AFTER UPDATE ON search_document BEGIN {DROP} {PUT} END",
    ],
    # Not to_tsvector: its parser takes words apart, or not, by the locale of the database.
    "postgresql": [
        "ALTER TABLE search_document ADD COLUMN vector tsvector GENERATED ALWAYS AS"
        " (array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED",
        "CREATE INDEX search_document_vector ON search_document USING gin (vector)",
    ],
}
UNMAKE = {
    "sqlite": [
        "DROP TRIGGER search_document_put",
        "DROP TRIGGER search_document_drop",
        "DROP TRIGGER search_document_change",
        "DROP TABLE search_index",
    ],
    "postgresql": ["ALTER TABLE search_document DROP COLUMN vector"],
}


def make(apps, schema_editor):
    _run(schema_editor.connection, MAKE)


def unmake(apps, schema_editor):
    _run(schema_editor.connection, UNMAKE)


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
