"""The printed recovery kit: made in memory, shown or saved where the lead says, kept nowhere."""

from datetime import date

from app.domain.values.dates import ClinicalDate


def kit(site: str, vault_id: str, recovery_key: str, made_on: date) -> bytes:
    """One A4 page as PDF. `vault_id` is that of vault.json, `recovery_key` as `found` gave it."""
    from app.reports.pdf import recovery_kit  # noqa: PLC0415 - ReportLab is slow to load

    return recovery_kit.build(site, vault_id, recovery_key, ClinicalDate.of(made_on).show())
