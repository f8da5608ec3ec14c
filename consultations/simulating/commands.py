"""``consult simulate``: fill a demonstration with people who do not exist."""

from __future__ import annotations

import click

from consultations.content.library import current_pack
from consultations.migrating import migrate
from consultations.settings import settings
from consultations.simulating.filling import is_simulated, simulate


@click.command("simulate")
@click.argument("slug")
@click.option("--people", default=20_000, show_default=True, help="How many respondents to add.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same people.")
@click.option("--once", is_flag=True, help="Do nothing if there are simulated respondents already.")
def simulate_respondents(slug: str, people: int, seed: int, once: bool) -> None:
    """Fill the consultation SLUG with simulated respondents. For demonstrations only.

    It works only where DEMO is 1, so that nothing invented gets into a real consultation.
    """
    from consultations.database import reading
    from consultations.watching import publish_what_changed

    if not settings().demo:
        raise click.ClickException(
            "Simulated respondents are for demonstrations. Set DEMO=1 and a DATA_DIR of its own."
        )
    migrate()
    publish_what_changed()
    pack = current_pack(slug)
    if pack is None:
        raise click.ClickException(f"There is no consultation {slug} that people can see.")
    with reading() as session:
        there_already = is_simulated(session, consultation_slug=slug)
    if once and there_already:
        click.echo(f"{pack.consultation.title} has its simulated respondents.")
        return
    with click.progressbar(length=people, label=f"Simulating {people:,} respondents") as bar:
        before = [0]

        def told(done: int) -> None:
            bar.update(done - before[0])
            before[0] = done

        answers = simulate(pack, people=people, seed=seed, told=told)
    click.echo(f"{pack.consultation.title}: {people:,} simulated respondents, {answers:,} answers.")
