"""``python -m claimcheck``."""

from claimcheck.cli import run

if __name__ == "__main__":
    run()
