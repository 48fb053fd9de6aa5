from django.db import migrations

# The index of each workspace is made when its first word comes, and made anew after the migrations
# where words are there already: `listening.full_text.make_ready`.


def forward(apps, editor):
    editor.execute("DROP TABLE IF EXISTS listening_fulltext")
    editor.execute("CREATE TABLE listening_fulltext_form (form varchar(80) NOT NULL)")


def backward(apps, editor):
    editor.execute("DROP TABLE listening_fulltext_form")
    if editor.connection.vendor == "sqlite":
        editor.execute(
            "CREATE VIRTUAL TABLE listening_fulltext USING fts5(text, author, workspace, content='',"
            ' tokenize="unicode61 remove_diacritics 2")'
        )
        return
    editor.execute(
        "CREATE TABLE listening_fulltext (workspace_id bigint NOT NULL, "
        "interaction_id bigint NOT NULL, words tsvector NOT NULL, "
        "PRIMARY KEY (workspace_id, interaction_id))"
    )
    editor.execute("CREATE INDEX listening_fulltext_words ON listening_fulltext USING gin (words)")


class Migration(migrations.Migration):
    dependencies = [("listening", "0008_pictures")]
    operations = [migrations.RunPython(forward, backward)]
