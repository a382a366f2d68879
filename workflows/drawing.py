"""A procedure as people look at it: a Mermaid diagram that can be read, and a page with every move and every guard."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from domain.law import OFFICE_LABEL, Citation
from domain.procedure import Guard, Keep, Procedure, Row
from domain.words import Words
from workflows.law.reference import POWERS

CROWD: Final = 12
"""A move with more arrows than this stands in a note: nobody can follow them."""

FEW: Final = 6
"""As many stages are named in a cell; more are counted."""

GUARD_HEAD: Final = ("| 代码 code | 条件 guard | 依据 basis |", "|---|---|---|")

GENERATED: Final = "由办理表生成，请勿手改。Generated from the table of moves; do not edit."


def draw(procedure: Procedure) -> str:
    """A Mermaid state diagram of the moves that change the stage; crowded ones stand in a note."""
    lines = ["stateDiagram-v2", "  direction LR"]
    lines += [f'  state "{procedure.labels[stage].zh}" as {_node(stage)}' for stage in procedure.stages]
    notes: list[str] = []
    for move, rows in _by_id(row for row in procedure.rows if not isinstance(row.target, Keep)):
        arrows = sorted({(source, row.reaches(source)) for row in rows for source in row.source})
        label = f"{move} {rows[0].label.zh}"
        if len(arrows) > CROWD:
            notes.append(f"    {label}：{_stages(procedure, (s for s, _ in arrows))} → {_targets(procedure, rows)}")
        else:
            lines += [f"  {_node(source)} --> {_node(target)}: {label}" for source, target in arrows]
    if notes:
        lines += [f"  note left of {_node(procedure.initial)}", *notes, "  end note"]
    return "\n".join(lines) + "\n"


def page(procedure: Procedure) -> str:
    """The reference page in Markdown: the diagram, every move with powers and papers, every guard by its code."""
    title = f"# {procedure.words.zh} · {procedure.words.en}"
    head = (
        "| 步骤 move | 事项 what | 从 from | 到 to | 谁 who | 依据 basis | 条件 guards | 文书 papers |",
        "|---|---|---|---|---|---|---|---|",
    )
    moves = (_move(procedure, move, rows) for move, rows in _by_id(procedure.rows))
    guards = {guard.code: guard for row in procedure.rows for guard in (*procedure.standing, *row.guards)}
    codes = (_guard(guards[code]) for code in sorted(guards))
    every = "、".join(f"`{guard.code}`" for guard in procedure.standing)
    diagram = ("```mermaid", draw(procedure).rstrip(), "```")
    always = f"每一步还要满足 every move also asks: {every}"
    return "\n".join((title, "", GENERATED, "", *diagram, "", *head, *moves, "", always, "", *GUARD_HEAD, *codes, ""))


def _move(procedure: Procedure, move: str, rows: list[Row]) -> str:
    first = rows[0]
    levels = dict.fromkeys(level for row in rows for level in row.levels)
    who = "、".join(POWERS[level].zh for level in levels) + (f"（{POWERS[first.grade].zh}）" if first.grade else "")
    guards = "<br>".join(f"`{guard.code}`" for guard in first.guards)
    sources = _stages(procedure, (source for row in rows for source in row.source))
    cells = (move, _both(first.label), sources, _targets(procedure, rows), who, _basis(first.basis), guards)
    return f"| {' | '.join(cells)} | {'、'.join(first.documents)} |"


def _guard(guard: Guard) -> str:
    return f"| `{guard.code}` | {_both(guard.words)} | {_basis(guard.basis)} |"


def _basis(citations: Iterable[Citation]) -> str:
    return "<br>".join(f"{OFFICE_LABEL.zh} {each.article}" if each.is_office_rule else str(each) for each in citations)


def _stages(procedure: Procedure, stages: Iterable[StrEnum]) -> str:
    named = [procedure.labels[stage].zh for stage in dict.fromkeys(stages)]
    return "、".join(named) if len(named) <= FEW else f"{len(named)} 个阶段"


def _targets(procedure: Procedure, rows: list[Row]) -> str:
    targets = dict.fromkeys(row.target for row in rows)
    if any(isinstance(target, Keep) for target in targets):
        return "不变"
    if len(targets) > FEW:
        return "当时所处阶段"
    return "、".join(procedure.labels[target].zh for target in targets)


def _by_id(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.id, []).append(row)
    return iter(grouped.items())


def _both(words: Words) -> str:
    return f"{words.zh}<br>{words.en}"


def _node(stage: StrEnum) -> str:
    return stage.value.replace("-", "_")
