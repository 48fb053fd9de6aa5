from django.db import migrations


def forward(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    # No foreign key: the batch that stores the words fills it, and nothing else ever points here.
    editor.execute(
        "CREATE TABLE listening_fulltext (workspace_id bigint NOT NULL, "
        "interaction_id bigint NOT NULL, words tsvector NOT NULL, "
        "PRIMARY KEY (workspace_id, interaction_id))"
    )
    editor.execute("CREATE INDEX listening_fulltext_words ON listening_fulltext USING gin (words)")


def backward(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TABLE listening_fulltext")


class Migration(migrations.Migration):
    dependencies = [("listening", "0004_hidden")]
    operations = [migrations.RunPython(forward, backward)]
