"""The linear face: lines in, numbered text out, and every mistake told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from game.chronicle import Chronicle
from game.engine.state import ChoiceKind
from game.errors import ChoiceError, StorageError
from game.plain.lexicon import SAME
from game.plain.play import PlainGame
from game.plain.playing import play_lines, play_terminal
from game.plain.rooms import numbers_of
from game.session import Table
from game.words import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from game.chronicle import Record


def piped(table: Table, name: str, lines: list[str]) -> tuple[int, str, str]:
    """Play lines in a new game; return the code, the output and the complaints."""
    out: list[str] = []
    complaints: list[str] = []
    with table.new(seed=3, name=name) as game:
        code = play_lines(game, iter(lines), out.append, complaints.append)
    return code, "\n".join(out), "\n".join(complaints)


def asked(lines: list[str]) -> Callable[[str], str]:
    """Return an `ask` that gives these lines and then ends."""
    waiting = iter(lines)

    def ask(_: str) -> str:
        for line in waiting:
            return line
        raise EOFError

    return ask


def test_a_game_is_played_to_its_end_by_lines(table: Table) -> None:
    """Lines with comments play every month and print the review."""
    lines = ["timetable even  # faster", "", "letter thank", "end", *["end"] * 5]
    code, out, complaints = piped(table, "all", lines)
    assert (code, complaints) == (0, "")
    assert (
        "Carried out:\n- Timetable: Even\n- A letter from the crews: Thank them" in out
    )
    assert "How it ended:" in out
    assert "What was true:" in out
    assert table.verify("all").months == 6


def test_every_turn_begins_with_the_odds_of_endings(table: Table) -> None:
    """Each opening and the whole room tell what the outlook does; no review does."""
    lines = ["outlook", "room", *["end"] * 6]
    _, out, _ = piped(table, "told", lines)
    head = "How it may end, if you choose nothing from here on: "
    assert out.count(head) == 7
    played, _, over = out.partition("How it ended:")
    assert head in played
    assert head not in over
    (*_, opening), (first, *_) = (
        re.findall(f"^(?:- |{head})(.*lost [0-9]+ %)", part, re.MULTILINE)
        for part in played.split("Outlook over")[:2]
    )
    assert opening == first


def test_a_replay_tells_no_odds(folder: Path) -> None:
    """Each opening does, in the language of the game; what is watched does not."""
    own = Table(data_dir=folder, language="ko")
    out: list[str] = []
    with own.new(seed=3) as game:
        lines = iter(["end", "timeline", "1", "2"])
        assert play_lines(game, lines, out.append, out.append, own) == 0
    told = [line for line in out if line.startswith("이제부터 아무것도")]
    assert len(told) == 2
    assert all("상상한 세계" in line for line in told)


def test_an_impossible_line_stops_with_its_number(table: Table) -> None:
    """The line is named, the code is 1, and what was decided is kept."""
    code, out, complaints = piped(
        table, "bad", ["end", "# fine", "timetable fast", "end"]
    )
    assert code == 1
    assert complaints.startswith("Line 3: `timetable` has no `fast`.")
    assert "kept as bad, turn 2" in out
    assert "grave-concern resume bad --plain" in out.splitlines()
    assert table.verify("bad").months == 1


def test_a_choice_that_is_closed_stops_too(table: Table) -> None:
    """A choice that exists but is not open is as impossible as one that does not."""
    code, _, complaints = piped(table, "shut", ["timetable strict"])
    assert code == 1
    assert "too far in one turn" in complaints


def test_the_end_of_input_keeps_the_game(table: Table) -> None:
    """Without `end` nothing is decided; with it the month is kept."""
    assert piped(table, "short", ["speech"])[0] == 0
    assert table.verify("short").months == 0


def test_numbers_are_no_choices_in_a_pipe(table: Table) -> None:
    """A pipe speaks the grammar; a bare number is impossible there."""
    assert piped(table, "number", ["1"])[0] == 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("why quay", "Calm on the quay"),
        ("why stoppage", "The chance is made of: The crews: stop work 50 %"),
        ("outlook", "How it may end, if nothing is chosen after that:"),
        ("outlook", "Calm at the end: "),
        ("outlook speech", "Plan 1: speech"),
        ("outlook timetable even, speech", "Plan 1: timetable even; speech"),
        ("compare speech / timetable even, speech", "Plan 2: timetable even; speech"),
        ("compare / speech", "Plan 1: nothing"),
        ("compare / speech", ", no difference"),
        ("compare / speech", "Routine (mixed): "),
        ("beliefs", "Unknown: Temper of the crews"),
        ("beliefs", " [mood]: "),
        ("numbers", "Trust of the crews [trust]: 50.0"),
        ("codex", "strait: The strait"),
        ("codex strait", "Two miles of water."),
        ("codex strait", "(Background, judgement)"),
        ("codex strait", "Source: Log of the harbour office (2001)"),
        ("codex QUAY calm", "variables.calm: Calm on the quay"),
        ("codex sources", "sources.log: Log of the harbour office (2001)"),
        ("codex desk", "The desk is what can be dealt with in one turn."),
        ("codex about.model", "The numbers are a model's, not the world's."),
        ("codex actors.crews", ", Trust of the crews [variables.trust]"),
        (
            "assumptions",
            (
                "params.pull: Boats on time: what a strict timetable does = "
                "value 1.5 points; "
                "range 1 to 2 points"
            ),
        ),
        ("assumptions strict", "judgement, Log of the harbour office (2001)"),
        ("relations", "The crews towards The harbour office [trust]: 50.0"),
        ("relations trust", "You see it exactly."),
        ("relations trust", "In the codex: The crews [actors.crews]"),
        ("headlines", "Nothing was reported."),
        ("help", "undo: take back the last choice."),
        ("room", "Must be answered: A letter from the crews"),
    ],
)
def test_a_question_is_answered_and_costs_nothing(
    table: Table, line: str, text: str
) -> None:
    """Questions print their answer and change neither the game nor its file."""
    code, out, complaints = piped(table, "asked", [line])
    assert (code, complaints) == (0, "")
    assert text in out
    assert table.verify("asked").months == 0


@pytest.mark.parametrize(
    "line",
    [
        *("why", "why moon", "codex moon", "outlok", "end now please no"),
        *("compare", "compare speech", "compare speech / moon", "drop speech", "drop"),
        *("compare 1 / 2 / 3 / 4 / 5", "relations moon", "relations calm"),
        *("headlines moon", "assumptions moon"),
    ],
)
def test_a_question_without_answer_is_told(table: Table, line: str) -> None:
    """A wrong question never ends in silence or in code."""
    code, _, complaints = piped(table, "wrong", [line])
    if line.startswith("end"):
        assert code == 1
    assert code == 1
    assert complaints.startswith("Line 1: ")


def test_undo_takes_back_the_last_choice(table: Table) -> None:
    """What was taken back is not decided."""
    code, out, _ = piped(table, "undone", ["speech", "undo", "end"])
    assert code == 0
    assert "Taken back. Staged: nothing." in out
    assert table.replay("undone").frame(1).chosen == ()


def test_one_choice_is_dropped_and_the_others_stay(table: Table) -> None:
    """What is dropped is not decided; what was staged after it is."""
    lines = ["timetable even", "speech", "drop timetable even", "end"]
    assert piped(table, "dropped", lines)[0] == 0
    assert table.replay("dropped").frame(1).chosen == ("speech",)


def test_comparing_stages_nothing(table: Table) -> None:
    """Plans are looked at beside what is staged and change neither it nor the file."""
    lines = ["speech", "compare timetable even / letter thank", "end"]
    _, out, _ = piped(table, "looked", lines)
    assert "Plan 1: speech; timetable even" in out
    assert table.replay("looked").frame(1).chosen == ("speech",)


def test_a_finished_game_still_answers(table: Table) -> None:
    """After the review a question is answered openly; a choice ends the reading."""
    lines = [*["end"] * 6, "why trust", "end", "why moon"]
    code, out, complaints = piped(table, "asked-later", lines)
    assert (code, complaints) == (0, "")
    assert out.index("What was true:") < out.index("The causes sum to the change.")
    assert out.index("What was true:") < out.index("Assessed at ")


def test_beliefs_answer_after_the_end(table: Table) -> None:
    """What was believed in the end may still be read when the game is over."""
    _, out, complaints = piped(table, "believed", [*["end"] * 6, "beliefs"])
    assert complaints == ""
    assert out.index("What was true:") < out.index("Assessment of who sits opposite")


def test_quit_keeps_the_game_and_reads_no_further(table: Table) -> None:
    """After `quit` no line is read."""
    assert piped(table, "left", ["quit", "nonsense"])[0] == 0


def test_a_terminal_asks_again_and_takes_numbers(table: Table) -> None:
    """On a terminal a mistake is told, and 1 is the first answer of the first card."""
    out: list[str] = []
    with table.new(seed=3, name="seat") as game:
        offered = [option.line for option in game.room().cards[0].options]
        lines = ["nonsense", "999", "1", "end"]
        assert play_terminal(game, asked(lines), out.append) == 0
        assert game.turn == 2
    assert table.replay("seat").frame(1).chosen == (offered[0],)
    text = "\n".join(out)
    assert f"[{offered[0]}], " in text
    assert "There is no choice number 999." in text


def test_a_terminal_keeps_what_is_staged_when_the_disk_refuses(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, and the month can be ended again."""
    out: list[str] = []
    append = Chronicle.append
    refused: list[int] = []

    def full_once(self: Chronicle, record: Record) -> None:
        if not refused:
            refused.append(1)
            raise StorageError("The disk is full.")
        append(self, record)

    with table.new(seed=3, name="full") as game:
        monkeypatch.setattr(Chronicle, "append", full_once)
        play_terminal(game, asked(["speech", "end", "end"]), out.append)
        assert game.turn == 2
    assert "The disk is full." in out
    assert table.replay("full").frame(1).chosen == ("speech",)


def test_the_text_has_no_boxes_and_no_control_characters(table: Table) -> None:
    """Everything printed is text that reads from top to bottom."""
    lines = ["why quay", "outlook", *["end"] * 6]
    _, out, _ = piped(table, "text", lines)
    assert out.replace("\n", "").isprintable()
    assert not any("\u2500" <= character <= "\u259f" for character in out)


def test_a_replay_prints_what_was_known_chosen_and_came(table: Table) -> None:
    """Each month of a replay is printed with its decision and its state."""
    from game.plain.ending import frame_lines  # noqa: PLC0415 - next to its use
    from game.plain.pages import Pages  # noqa: PLC0415
    from game.plain.rooms import Rooms  # noqa: PLC0415

    piped(table, "again", ["speech", "end", "end"])
    replay = table.replay("again")

    def printed(turn: int) -> Iterator[str]:
        return frame_lines(replay.frame(turn), Rooms(Pages("en"), "en"), "en")

    first, last = "\n".join(printed(1)), "\n".join(printed(3))
    assert "Decided:\n- speech\n" in first
    assert "Mar 2001 is over." in first
    assert "nothing yet; this turn is open" in last


def test_the_standing_policies_have_a_word(table: Table) -> None:
    """`policy` prints every rung, and nothing that the room tells besides."""
    _, out, complaints = piped(table, "p", ["policy"])
    assert complaints == ""
    _, ladder = out.rsplit("Timetable [timetable]", 1)
    assert "in force" in ladder
    assert "Relations" not in ladder


def test_the_budget_has_its_name_and_no_turn_is_beyond_the_last(table: Table) -> None:
    """What acts are paid from is called as the scenario calls it, to the end."""
    _, out, _ = piped(table, "b", [*["end"] * 6, "room"])
    assert "Capital: " in out
    assert "turn 7 of 6" not in out


@pytest.mark.parametrize("name", ["seoul-2024", "harbour-strike"])
def test_a_closed_choice_is_refused_with_its_own_reason(
    table: Table, name: str
) -> None:
    """Whether its number, its line or its label is typed: never that there is none."""
    with table.new(name, seed=3) as game:
        played = PlainGame(game, lambda _: None, numbered=True)
        played.open()
        room = game.room()
        numbers = numbers_of(room)
        rungs = [rung for lever in room.levers for rung in lever.rungs]
        shut = {act.line: act.locked for act in room.initiatives if act.locked}
        shut |= {rung.line: rung.locked for rung in rungs if rung.locked}
        assert shut
        for line, reason in shut.items():
            for typed in (str(numbers[line]), line):
                with pytest.raises(ChoiceError) as refused:
                    played.take(typed)
                assert reason in str(refused.value)
        with pytest.raises(ChoiceError, match="There is no choice number 999"):
            played.take("999")
        assert game.staged == ()


def test_what_is_staged_is_told_by_label_and_said_to_be_lost(table: Table) -> None:
    """Its line stands in brackets; leaving says what of it is not kept."""
    _, out, _ = piped(table, "st", ["timetable even", "speech", "undo", "quit"])
    assert "Staged: Timetable: Even [timetable even]. Capital" in out
    assert "Taken back. Staged: Timetable: Even [timetable even]." in out
    assert "Staged and not kept: Timetable: Even [timetable even]." in out
    _, out, _ = piped(table, "ended", ["timetable even", "end", "quit"])
    assert "not kept" not in out


def test_a_card_that_is_not_there_is_said_not_to_be(table: Table) -> None:
    """It is no question of the turn, and the cards that are there are named."""
    with table.new("seoul-2024", seed=3) as game:
        here = {card.id: card for card in game.room().cards}
        choices = game.grammar.choices
        cards = (one for one in choices if one.kind is ChoiceKind.CARD)
        away = next(one for one in cards if one.id not in here)
        with pytest.raises(ChoiceError) as refused:
            PlainGame(game, lambda _: None, numbered=False).take(away.line)
        told = str(refused.value)
    assert f"No card `{away.id}` lies on the desk." in told
    assert all(f"{card.title} [{key}]" in told for key, card in here.items())


def test_a_duty_tells_what_it_is_made_of(table: Table) -> None:
    """Its score, how that moved, and the numbers below it with their changes."""
    lines = ["reconsider explain_away", "end", "why alliance"]
    out: list[str] = []
    with table.new("seoul-2024", seed=3) as game:
        stood = {one.id: one.score for one in game.room().objectives}
        play_lines(game, iter(lines), out.append, out.append)
        duties = game.room().objectives
        assert {one.id: one.before for one in duties} == stood
        duty = next(one for one in duties if one.id == "alliance")
        assert duty.parts
        assert duty.score != duty.before
        assert f"a duty, {duty.before} to {duty.score} of 100" in "\n".join(out)
        told = out[out.index("It is made of:") :]
        labels = {number.id: number.label for number in game.room().numbers}
        for line, part in zip(told[1:], duty.parts, strict=False):
            assert line.startswith(f"- {labels[part]} [{part}]: ")
    assert "why ID tells why one of these moved." in told


def test_a_scale_is_told_once(table: Table) -> None:
    """From where to where a number goes, and which way is good, the first time only."""
    _, out, _ = piped(table, "scale", ["numbers", "numbers", "room"])
    first, *others = [line for line in out.splitlines() if "[quay]: " in line]
    assert "(0 to 100, more is better)" in first
    assert not any("is better" in line for line in others)
    trust = [line for line in out.splitlines() if "[trust]: " in line]
    assert sum("is better" in line for line in trust) == 1


@pytest.mark.parametrize(
    "words",
    ["Alliance, Ukraine, Calm", "alliance calm ukraine", "ALLIANCE;calm Ukraine"],
)
def test_duties_are_declared_as_they_are_spoken(table: Table, words: str) -> None:
    """Commas and capitals are understood, and the first one is the lead."""
    with table.new("seoul-2024", seed=3) as game:
        game.end_month()
        out: list[str] = []
        face = PlainGame(game, out.append, numbered=True)
        face.take(f"declare {words}")
        assert game.staged == ("declare alliance calm ukraine",)
        for wrong, told in (
            ("declare Alliance, Moon, Calm", "There is no duty `moon`. There are: "),
            ("declare alliance calm", "Name a lead duty and two priorities"),
        ):
            with pytest.raises(ChoiceError) as refused:
                face.take(wrong)
            assert told in str(refused.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("law partners neutrality", "`law`; you may mean The law [law_kept]."),
        ("partners, law, neutrality", "`law`; you may mean The law [law_kept]."),
        ("partners neutralty law", "`neutralty`; you may mean Neutrality ["),
        ("the lew, partners, works", "`the lew`; you may mean The law [law_kept]."),
        ("partners works moon", "`moon`. There are: "),
    ],
)
def test_of_a_declaration_only_the_wrong_word_is_refused(
    table: Table, words: str, told: str
) -> None:
    """What was probably meant is named; what is right beside it is not repeated."""
    with table.new("bern-2022", seed=3) as game:
        face = PlainGame(game, lambda _: None, numbered=True)
        with pytest.raises(ChoiceError) as refused:
            face.take(f"declare {words}")
        assert f"There is no duty {told}" in str(refused.value)
        korean = render(refused.value, "ko")
        assert korean.startswith(told.partition(";")[0].partition(".")[0])


@pytest.mark.parametrize(
    "word", ["undo", "save", "back", *dict.fromkeys(SAME.values())]
)
def test_help_understands_what_a_line_does(table: Table, word: str) -> None:
    """In whatever letters, marked, and by the names that words have elsewhere."""
    others = [other for other, own in SAME.items() if own == word]
    told = []
    with table.new(seed=3) as game:
        for asked in (word, word.upper(), f":{word}", *others):
            out: list[str] = []
            face = PlainGame(game, out.append, numbered=True)
            face.take(f"help {asked}")
            told.append(out)
    assert told[0]
    assert all(one == told[0] for one in told)


def test_help_tells_what_a_declaration_is_and_when(table: Table) -> None:
    """Too early it is refused with where to read that."""
    out: list[str] = []
    with table.new("seoul-2024", seed=3) as game:
        face = PlainGame(game, out.append, numbered=True)
        with pytest.raises(ChoiceError, match="help declare says when"):
            face.take("declare alliance calm ukraine")
        face.take("help declare")
    text = "\n".join(out)
    assert "It opens in turn 2;" in text
    assert "The lead duty counts most" in text
    assert "Alliance [alliance]" in text


def test_a_relation_is_told_newest_first_and_its_note_once(table: Table) -> None:
    """What is hidden in it is the same every turn, and said before them."""
    out: list[str] = []
    with table.new("seoul-2024", seed=3) as game:
        for _ in range(4):
            game.end_month()
        PlainGame(game, out.append, numbered=False).take("relations washington")
        notes = {
            point.why.note
            for point in game.relation("rel_usa").points
            if point.why is not None and point.why.note
        }
    turns = [line for line in out if line.startswith("- turn ")]
    assert [line.split()[2] for line in turns] == ["5,", "4,", "3,", "2,", "1,"]
    assert notes
    for note in notes:
        assert [line.strip() for line in out].count(note) == 1


def test_cards_come_before_what_may_be_started(table: Table) -> None:
    """What is not open stands in one line, by its name only."""
    out: list[str] = []
    with table.new("seoul-2024", seed=3) as game:
        face = PlainGame(game, out.append, numbered=False)
        face.open()
        before = game.room()
        for line in ("reconsider name_condition", "end"):
            out.clear()
            face.take(line)
        room = game.room()
        changed = [act for act in room.initiatives if act not in before.initiatives]
        heads = ("Must be answered: ", "Optional: ")
        card = min(n for n, line in enumerate(out) if line.startswith(heads))
        acts = [n for n, line in enumerate(out) if line.startswith("Initiatives")]
        closed = [act for act in changed if not act.open]
        assert closed
        assert card < min(acts)
        (line,) = [line for line in out if line.startswith("Initiatives not open now")]
        assert all(act.label in line for act in closed)
        told = "\n".join(out)
        assert not any(f"[{act.line}]" in told for act in closed)
        assert all(f"[{act.line}]" in told for act in changed if act.open)
        out.clear()
        face.take("room")
        card = min(n for n, line in enumerate(out) if line.startswith(heads))
        assert card < out.index("Standing policy:") < out.index("Initiatives:")


def test_what_duties_are_is_told(table: Table) -> None:
    """`codex duties` opens an entry, and names the others that say the word."""
    out: list[str] = []
    with table.new("seoul-2024", seed=3) as game:
        PlainGame(game, out.append, numbered=False).take("codex duties")
    assert out[0] == "What the duties are"
    assert "counts most" in out[2]
    assert any(line.startswith("duties_entry: ") for line in out)


def test_a_turn_is_taken_back_only_when_the_player_says_so(table: Table) -> None:
    """At a terminal it is asked; the own game is named with the way back to it."""
    answers = (("y", "asked-t1"), *((no, "asked") for no in ("n", "cards", "", "# x")))
    for answer, name in answers:
        out: list[str] = []
        with table.new(seed=3, name="asked") as game:
            game.end_month()
        with table.resume("asked") as game:
            face = PlainGame(game, out.append, numbered=True, table=table)
            face.take("takeback")
            assert face.game.name == "asked"
            assert any("marked with hindsight; asked stays as it is" in o for o in out)
            face.take(answer)
            assert face.game.name == name
            told = "\n".join(out)
            assert ("grave-concern resume asked --plain" in told) is (answer == "y")
            with pytest.raises(ChoiceError):
                face.take("y")
            face.close()
        for view in table.games():
            table.saved_games.delete(view.name)


def test_a_turn_is_taken_back_in_a_pipe_without_a_question(table: Table) -> None:
    """Nobody is there to answer."""
    with table.new(seed=3, name="own") as game:
        game.end_month()
        face = PlainGame(game, lambda _: None, numbered=False, table=table)
        face.take("takeback")
        assert face.game.name == "own-t1"
        face.close()


def test_labels_are_understood_as_ids_are(table: Table) -> None:
    """Of a policy, an adviser, and what is staged or compared."""
    out: list[str] = []
    with table.new(seed=3) as game:
        room = game.room()
        face = PlainGame(game, out.append, numbered=True)
        face.open()
        lever = room.levers[0]
        face.take(f"policy {lever.label.upper()}")
        assert f"{lever.label} [{lever.id}]" in out
        adviser = room.advisers[0]
        face.take(f"call {adviser.name} 40")
        assert f"Called: {adviser.id}, 40 %." in out
        face.take(f"call {adviser.id} 70 %")
        assert f"Called: {adviser.id}, 70 %." in out
        rung = next(one for one in lever.rungs if one.open and not one.current)
        face.take(f"{lever.label}: {rung.label}")
        assert list(game.staged) == [rung.line]
        face.take(f"drop {lever.label}: {rung.label}")
        assert not list(game.staged)
        face.take(f"outlook {lever.label}: {rung.label}")
        assert any(line == f"Plan 1: {rung.line}" for line in out)


def test_what_duties_may_score_stands_with_every_plan(table: Table) -> None:
    """The outlook and the comparison set each duty against what else is staged."""
    lines = ["outlook", "compare timetable even / letter thank"]
    _, out, _ = piped(table, "weighed", lines)
    with table.new(seed=3) as game:
        duties = game.room().objectives
    alone, _, several = out.partition("Compared over")
    for told in (alone, several):
        _, _, scores = told.partition("What the duties may score of 100")
        assert all(duty.label in scores for duty in duties)
    scores = several.partition("What the duties may score")[2]
    assert "- plan 2: " in scores
    rows = re.findall(r"^- (.*): .*, mean ([0-9.]+)(.*)$", scores, re.MULTILINE)
    assert len(rows) == 3 * len(duties)
    for *plans, (_, held, _) in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        for _, mean, against in plans:
            gap = re.search(r"difference ([-+0-9.]+)", against)
            shown = float(gap[1]) if gap else 0.0
            assert float(mean) - float(held) == pytest.approx(shown)


@pytest.mark.parametrize("asked", ["compare 1, 2, 3", "compare", "outlook 1/2/3/4/5"])
def test_what_compare_takes_is_told_by_an_example_that_works(
    table: Table, asked: str
) -> None:
    """The answers are those of the card that is open, one of them with another choice.

    Whoever typed commas reads that they join; the example typed compares two plans.
    """
    with table.new("seoul-2024", seed=3) as game:
        out: list[str] = []
        face = PlainGame(game, out.append, numbered=True)
        face.open()
        with pytest.raises(ChoiceError, match="a comma joins") as refused:
            face.take(asked)
        korean = render(refused.value, "ko")
        told = str(refused.value).partition("As in: ")[2]
        assert told in korean
        assert told.count("reconsider ") == 2
        assert told.count(" / ") == told.count(", ") == 1
        out.clear()
        face.take(told)
        assert sum(line.startswith("Plan ") for line in out) == 2
