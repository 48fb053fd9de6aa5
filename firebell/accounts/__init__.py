"""Who may do what, and who is here: users, workspaces, roles, sign-in, the duty roster.

Words: User, Workspace, Membership (a user's Role in a workspace), Role, DutySpan (somebody is on
duty from then to then), SetupLink (the one-time address that makes the administrator).
"""
