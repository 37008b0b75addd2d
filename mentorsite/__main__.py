"""The entry point of the command `mentorsite` and of `python -m mentorsite`."""

from mentorsite.cli import main

if __name__ == "__main__":
    main()
