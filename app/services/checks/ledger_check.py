"""Recomputes the ledger and holds it against the anchors kept outside the store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.crypto.anchors import Anchor
from app.crypto.ledger import EMPTY, Head, append, peaks_to_bytes, root
from app.models.tables import LedgerHead, LedgerRow
from app.services.checks.segment_check import segment_sizes, unsigned
from app.services.vault import anchors
from app.services.vault.anchors import Seen
from app.services.vault.device_chain import closed_chains
from app.services.vault.ledger_book import body
from app.services.vault.open_vault import OpenVault

_BATCH = 1000
_OTHER_CLOSED = (
    "The chains that the ledger says were closed are not those that the vault's header remembers: "
    "the ledger was changed, or an earlier copy has been put back."
)


@dataclass(frozen=True)
class Finding:
    """Something wrong, in one sentence, and the area it is in."""

    area: str
    sentence: str


def ledger_findings(vault: OpenVault, witnesses: tuple[Seen, ...] = ()) -> Iterator[Finding]:
    """Recompute every chain, and hold it against what was seen of it outside the store."""
    seen = (*anchors.known(vault.state, vault.header, vault.vault_key), *witnesses)
    with vault.database.read() as session:
        closed = closed_chains(session, vault.header)
        if closed is None:
            yield Finding("anchor", _OTHER_CLOSED)
        seen += closed or ()
        stored = {row.device: row for row in session.execute(select(LedgerHead)).scalars()}
        unseen = {each.device for each in seen}
        devices = set(session.execute(select(LedgerRow.device).distinct()).scalars()) | stored.keys() | unseen
        signed = segment_sizes(session)
        heads: dict[tuple[str, int], bytes] = {}
        sizes: dict[str, int] = {}
        for device in sorted(devices):
            watch = {each.where: each.anchor for each in seen if each.device == device}
            rows = session.execute(
                select(LedgerRow)
                .where(LedgerRow.device == device)
                .order_by(LedgerRow.seq)
                .execution_options(yield_per=_BATCH)
            ).scalars()
            reached: dict[int, bytes] = dict.fromkeys(signed.get(device, ()), b"")
            head, findings = _replay(rows, watch, reached)
            heads |= {(device, size): at for size, at in reached.items()}
            sizes[device] = head.size
            yield from findings
            row = stored.get(device)
            if (row is not None or head.size) and (
                row is None or (row.size, row.head, row.peaks) != (head.size, head.head, peaks_to_bytes(head))
            ):
                yield Finding(
                    "ledger",
                    "The ledger's rows do not lead to its head: rows were changed, added or removed.",
                )
        for sentence in unsigned(session, vault.header, heads, sizes):
            yield Finding("ledger", sentence)


def _replay(
    rows: Iterable[LedgerRow], watch: dict[str, Anchor], reached: dict[int, bytes]
) -> tuple[Head, list[Finding]]:
    """Chain the rows again; the heads at the sizes in `reached` are put there."""
    head, findings = EMPTY, list[Finding]()
    met = set[str]()
    met |= {where for where, anchor in watch.items() if anchor.size == 0}
    for row in rows:
        if row.seq != head.size:
            findings.append(Finding("ledger", f"The ledger lacks row {head.size}: rows were removed."))
            return head, findings
        try:
            head = append(head, body(vars(row)))
        except ValueError:
            findings.append(
                Finding("ledger", f"Row {head.size} of the ledger cannot be read: it was changed.")
            )
            return head, findings
        if head.size in reached:
            reached[head.size] = head.head
        for where, anchor in watch.items():
            if anchor.size == head.size:
                met.add(where)
                # A summary carries the root alone.
                same_head = anchor.head in {"", head.head.hex()}
                if not same_head or anchor.root != root(head).hex():
                    findings.append(Finding("anchor", _other(where, anchor)))
    findings += [
        Finding("anchor", _older(where, anchor, head.size))
        for where, anchor in watch.items()
        if where not in met
    ]
    return head, findings


def _older(where: str, anchor: Anchor, size: int) -> str:
    return (
        f"The store is older than {where} remembers: the ledger has {size} rows, but had {anchor.size} at {anchor.at}. "
        "An earlier copy has been put back, and what was recorded since is missing from it."
    )


def _other(where: str, anchor: Anchor) -> str:
    return (
        f"The ledger is not the one {where} remembers: it has other rows before row {anchor.size}, "
        f"seen at {anchor.at}. Another copy of the store has been put in its place."
    )
