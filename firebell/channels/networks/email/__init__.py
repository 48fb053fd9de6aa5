"""E-mail both ways: a mailbox is heard by IMAP and answered by SMTP."""
