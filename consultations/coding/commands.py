"""Let the model learn from the command line, where nobody waits for a page."""

from __future__ import annotations

import click

from consultations.coding.kinds import CodingError
from consultations.coding.learning import learn
from consultations.coding.progress import begin, end
from consultations.content.library import current_pack

OPERATOR = "operator"


@click.group()
def themes() -> None:
    """Work with the themes of comments."""


@themes.command("learn")
@click.argument("slug")
def learn_command(slug: str) -> None:
    """Let the model of SLUG learn from what was read or confirmed, and code the other comments."""
    pack = current_pack(slug)
    if pack is None:
        raise click.ClickException(f"There is no consultation called {slug}.")
    if not begin(slug):
        raise click.ClickException("The model is learning already. Wait until it is done.")
    try:
        learnt = learn(pack, actor=OPERATOR)
    except CodingError as error:
        raise click.ClickException(str(error)) from error
    finally:
        end(slug)
    click.echo(
        f"Learnt from {learnt.read:,} read and {learnt.confirmed:,} confirmed comments: "
        f"F1 {learnt.micro:.2f} by cross-validation. Coded {learnt.coded:,} in "
        f"{learnt.seconds:.0f} seconds."
    )
