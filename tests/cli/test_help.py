"""What ``--help`` says."""

from __future__ import annotations

from click.testing import CliRunner

from backstride.cli import main


def test_each_exit_code_stands_on_a_line_of_its_own() -> None:
    asked = CliRunner().invoke(main, ["--help"])
    assert asked.exit_code == 0
    lines = [line.strip() for line in asked.output.splitlines()]
    assert {line[0] for line in lines if line[:3].rstrip().isdigit()} == set("01234")
    assert "\b" not in asked.output
    assert "\\b" not in asked.output
