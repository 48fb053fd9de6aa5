from firebell.site.command_line import main

main()
