"""The picture equals the table."""

import re

import pytest
from hypothesis import given

from renoflow.processes import BACK, Move, Process, Stage, diagram
from renoflow.select import Facts, Match
from tests.processes.drawn import processes
from tests.processes.flows import ALL, CALLBACK, DISPUTE, INSTALMENT, TWO_TRACKS

EDGE = re.compile(r"^  (\S+) --> (\S+?)(?:: (.+))?$")
BOX = re.compile(r'^  state "(.*)" as (\w+)( \{)?$')


def drawn(text):
    """Stages by name, edges, and number of tracks, read back from the picture."""
    lines = text.splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert text.endswith("\n")
    boxes, edges, bars = {}, [], 1
    for line in lines[1:]:
        box, edge = BOX.match(line), EDGE.match(line)
        if box and not box[3]:
            boxes[box[2]] = box[1]
        elif edge:
            edges.append((edge[1].removeprefix("s_"), edge[2].removeprefix("s_")))
        elif line == "  --":
            bars += 1
        else:
            assert line == "  }" or box, line
    return boxes, edges, bars


def table(process):
    """The edges of the table, ways back written out."""
    exits = {stage.id for stage in process.stages if stage.kind == "exit"}
    edges = [("[*]", stage.id) for stage in process.stages if stage.kind == "start"]
    edges += [(stage.id, "[*]") for stage in process.stages if stage.kind == "end"]
    for move in process.moves:
        for source in move.at:
            if move.to != BACK:
                edges.append((source, move.to))
                continue
            into = {source}
            for _ in exits:  # an exit may be entered from another exit
                into |= {a for m in process.moves if m.to in into for a in m.at if a in exits}
            edges += [
                (source, stage.id)
                for stage in process.stages
                if stage.id not in exits
                and any(m.to in into and stage.id in m.at for m in process.moves)
            ]
    return sorted(edges)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("process", ALL, ids=lambda one: one.id)
def test_the_picture_of_a_process_has_the_edges_of_its_rows(process, lang) -> None:
    """A page whose picture is older than the rows would lie."""
    boxes, edges, tracks = drawn(diagram(process, lang))
    assert sorted(edges) == table(process)
    assert tracks == len({stage.track for stage in process.stages})
    labels = [s.zh if lang == "zh" else s.id.replace("_", " ") for s in process.stages]
    assert list(boxes.values()) == labels


@given(processes())
def test_any_picture_equals_its_table(process) -> None:
    """Ways back over several exits too."""
    assert sorted(drawn(diagram(process, "en"))[1]) == table(process)


def test_a_row_tells_its_facts_roles_and_rules() -> None:
    """What must be on the edge for a reader to follow the table by eye."""
    english = diagram(DISPUTE, "en")
    assert "  s_with_head --> s_head_decided: decision, (team_head)\n" in english
    assert "  s_head_decided --> s_with_manager: appeal, [appeal_window]\n" in english
    assert "  s_head_decided --> s_with_manager: 申诉, [appeal_window]\n" in diagram(DISPUTE, "zh")
    assert ": contract, type = construction\n" in diagram(INSTALMENT)
    assert ": 合同, 合同种类 = construction\n" in diagram(INSTALMENT, "zh")
    assert "  s_lost --> s_talked: reopening\n" in diagram(CALLBACK, "en")
    assert '  state "设计与收款" as s_design_and_money {\n' in diagram(TWO_TRACKS, "zh")


def test_a_condition_is_told_with_the_terms_of_its_field() -> None:
    """Without it a Chinese picture would hold names and operators of the code."""
    asked = (
        Match(field="answered", op="in", values=(True, False)),
        Match(field="role", op="not_in", values=("designer",)),
        Match(field="by", op="given"),
    )
    one = Process(
        id="p",
        revision=1,
        zh="例",
        stages=(Stage(id="a", zh="甲", kind="start"), Stage(id="b", zh="乙", kind="end")),
        moves=(Move(id="m", at=("a",), on=Facts(kinds=("visit", "touch"), where=asked), to="b"),),
    )
    assert ": visit/touch, answered = yes/no, by given, role not designer\n" in diagram(one)
    assert ": 来访/跟单, 接通 = 是/否, by 已填, 角色 非 designer\n" in diagram(one, "zh")


def test_nothing_in_a_label_breaks_the_picture() -> None:
    """A quote, a colon or a line end in a host's words must not end the label."""
    one = Process(
        id="p",
        revision=1,
        zh="例",
        stages=(
            Stage(id="end", zh='a"b;c\nd', kind="start"),
            Stage(id="a-b", zh="完:毕#1", kind="end"),
        ),
        moves=(Move(id="m", at=("end",), on=Facts(kinds=("deal", "visit")), to="a-b"),),
    )
    assert diagram(one, "zh").splitlines() == [
        "stateDiagram-v2",
        '  state "a\'b,c d" as s_end',
        '  state "完-毕-1" as s_a_45_b',
        "  [*] --> s_end",
        "  s_end --> s_a_45_b: 成交/来访",
        "  s_a_45_b --> [*]",
    ]
