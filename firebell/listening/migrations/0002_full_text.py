from django.db import migrations


def forward(apps, editor):
    # Filled by the batch that stores the interactions: a trigger for each row is four times as slow.
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "CREATE VIRTUAL TABLE listening_fulltext USING fts5("
            # The workspace is a word of its own, so that one never walks through another's matches.
            "text, author, workspace, content='', "
            "tokenize=\"unicode61 remove_diacritics 2\")"
        )


def backward(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE listening_fulltext")


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
