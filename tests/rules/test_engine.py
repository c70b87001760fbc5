"""The engine of the rule book."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

from vstbpn.catalog import TableError, instruments, parse_instruments
from vstbpn.model import (
    DatedValue,
    Finding,
    Force,
    Ground,
    GroundKind,
    History,
    Outcome,
    Review,
    Share,
    Subject,
    Verdict,
)
from vstbpn.rules import (
    ARITHMETIC,
    PRACTICE,
    Context,
    LawOf,
    Rule,
    RuleBook,
    failed,
    ground_of,
    judged,
    not_applicable,
    passed,
    review,
    rule_book,
    rules_in,
    unknown,
)

ON = date(2024, 6, 30)
OLD = Ground(kind=GroundKind.INSTRUMENT, instrument="qd-1-x-2014", number_text="01/QĐ-X")
NEW = Ground(kind=GroundKind.INSTRUMENT, instrument="qd-9-x-2020", number_text="09/QĐ-X", verified=False)
TWO = History(
    [
        DatedValue(value=15, since=date(2014, 6, 1), until=date(2019, 6, 1), grounds=(OLD,)),
        DatedValue(value=20, since=date(2020, 1, 1), until=date(2025, 1, 1), grounds=(NEW,)),
    ]
)


def rule(id: str = "a-rule", check: Callable[..., Any] = lambda *_: passed(), **said: Any) -> Rule:  # noqa: A002
    said = {"kinds": "board", "force": Force.LAW, "history": TWO, **said}
    if said["force"] is Force.PRACTICE and said["history"] is TWO:
        said["history"] = History.always(None, PRACTICE)
    return Rule(id=id, title_vi="Quy tắc", title_en="A rule", check=check, **said)


def board(id: str = "b", data: Any = 1, kind: str = "board", **said: Any) -> Subject[Any]:  # noqa: A002
    return Subject(kind=kind, id=id, data=data, **said)


def ask(asked: Rule, subject: Subject[Any] | None = None, on: date = ON) -> Finding:
    (found,) = review([subject or board()], RuleBook([asked]), on=on)
    return found


class TestTheLawOfTheDay:
    def see(self, subject: Subject[Any], on: date = ON, law_of: LawOf = LawOf.FACTS) -> Finding:
        def check(_: Subject[Any], context: Context[int]) -> Verdict:
            seen.append(context)
            return passed(measured=0, required=context.value)

        seen: list[Context[int]] = []
        found = ask(rule(check=check, law_of=law_of), subject, on)
        assert all((one.on, one.day, one.grounds) == (on, found.on, found.grounds) for one in seen)
        return found

    def test_it_is_the_day_that_is_asked_about(self) -> None:
        found = self.see(board())
        assert (found.required, found.on) == (20, ON)
        assert [ground.number_text for ground in found.grounds] == ["09/QĐ-X"]
        assert self.see(board(), on=date(2019, 5, 31)).required == 15

    def test_it_is_the_day_of_the_facts_where_a_subject_has_its_own(self) -> None:
        found = self.see(board(on=date(2018, 12, 31)))
        assert (found.required, found.on) == (15, date(2018, 12, 31))
        assert [ground.number_text for ground in found.grounds] == ["01/QĐ-X"]

    def test_a_body_chosen_for_a_term_is_judged_by_the_law_of_its_first_day(self) -> None:
        chosen = board(on=date(2024, 6, 30), term_start=date(2016, 5, 1))
        assert self.see(chosen, law_of=LawOf.TERM).required == 15
        assert self.see(chosen, law_of=LawOf.FACTS).required == 20

    def test_without_the_first_day_of_the_term_it_cannot_be_told(self) -> None:
        found = self.see(board(on=date(2024, 6, 30)), law_of=LawOf.TERM)
        assert (found.outcome, found.missing, found.on) == (Outcome.UNKNOWN, ("term_start",), None)
        assert found.message_en.startswith("cannot tell without: first day of the term")

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            (date(2014, 5, 31), "not yet in force on 2014-05-31"),
            (date(2019, 6, 1), "nothing in force on 2019-06-01"),
            (date(2025, 1, 1), "no longer in force on 2025-01-01"),
        ],
    )
    def test_where_nothing_is_in_force_it_says_so(self, day: date, said: str) -> None:
        found = self.see(board(), on=day)
        assert found.outcome is Outcome.NOT_IN_FORCE
        assert found.message_en.startswith(said)
        assert [ground.number_text for ground in found.grounds] == ["01/QĐ-X", "09/QĐ-X"]


class TestVerdicts:
    def test_missing_input_is_named_and_the_check_not_asked(self) -> None:
        def never(*_: object) -> Verdict:
            raise AssertionError

        asked = rule(check=never, needs=("women", "members"))
        found = ask(asked, board(data={"members": 0, "women": None}))
        assert (found.outcome, found.missing) == (Outcome.UNKNOWN, ("women",))
        assert ask(asked, board(data={})).missing == ("women", "members")
        assert ask(asked, board(data=None)).missing == ("women", "members")

    def test_zero_and_false_are_not_missing(self) -> None:
        class Data:
            women = 0
            members = False

        assert ask(rule(needs=("women", "members")), board(data=Data())).outcome is Outcome.PASS
        assert ask(rule(needs="women"), board(data={"women": 0})).outcome is Outcome.PASS

    def test_a_rule_may_not_concern_a_subject_of_its_kind(self) -> None:
        asked = rule(applies=lambda subject: subject.data > 1, needs="nothing")
        assert ask(asked, board(data=1)).outcome is Outcome.NOT_APPLICABLE
        assert ask(rule(applies=lambda _: True)).outcome is Outcome.PASS
        cannot_tell = ask(rule(applies=lambda _: unknown("level")))
        assert (cannot_tell.outcome, cannot_tell.missing) == (Outcome.UNKNOWN, ("level",))
        assert ask(rule(applies=lambda _: None)).outcome is Outcome.ERROR

    def test_a_closed_rule_does_not_even_ask_whether_it_applies(self) -> None:
        assert ask(rule(applies=lambda _: False), on=date(2025, 1, 1)).outcome is Outcome.NOT_IN_FORCE

    def test_of_another_kind_it_says_nothing_at_all(self) -> None:
        assert review([board(kind="list")], RuleBook([rule()]), on=ON).findings == ()
        both = rule(kinds=["board", "list"])
        assert len(review([board(kind="list"), board()], RuleBook([both]), on=ON)) == 2

    @pytest.mark.parametrize(
        ("verdict", "said"),
        [
            (passed(), "passes"),
            (failed(), "fails"),
            (passed(measured=1), "passes"),
            (passed(measured=3, required=2), "met: 3, where 2 is required"),
            (failed(measured=1, required=2), "not met: 1, where 2 is required"),
            (unknown("sex"), "cannot tell without: sex"),
            (
                unknown("sex", "members", measured=1, required=2),
                "cannot tell: 1, where 2 is required; missing: sex, number of members",
            ),
            (not_applicable(), "the rule does not apply to it"),
            (judged(Outcome.NOT_APPLICABLE), "the rule does not apply to it"),
            (
                judged(Outcome.UNKNOWN, measured=Share(5, 3), required=1, missing="sex"),
                "cannot tell: the counts 5/3 contradict each other",
            ),
        ],
    )
    def test_the_engine_has_words_for_the_plain_cases(self, verdict: Verdict, said: str) -> None:
        found = ask(rule(check=lambda *_: verdict, force=Force.PRACTICE))
        assert found.message_en == said
        assert found.message_vi not in ("", found.message_en)

    def test_a_rule_has_words_of_its_own(self) -> None:
        messages = {"few": ("ít: {post}", "few: {post}"), "pass": ("tốt", "well")}
        asked = rule(messages=messages, force=Force.PRACTICE, check=lambda subject, _: subject.data)
        assert ask(asked, board(data=failed("few", post="Trưởng ban"))).message_en == "few: Trưởng ban"
        assert ask(asked, board(data=passed())).message_vi == "tốt"
        assert ask(asked, board(data=failed())).message_vi == "không đạt"

    def test_what_is_missing_is_kept_where_it_cannot_be_told_only(self) -> None:
        assert judged(Outcome.UNKNOWN, missing="sex").missing == ("sex",)
        assert judged(Outcome.PASS, missing="sex").missing == ()
        with pytest.raises(ValueError, match="missing"):
            judged(Outcome.UNKNOWN)

    def test_counts_that_contradict_each_other_tell_nothing(self) -> None:
        found = judged(Outcome.UNKNOWN, measured=Share(5, 3), missing="sex")
        assert (found.code, found.missing) == ("contradictory", ("consistent_counts",))

    def test_that_counts_contradict_each_other_can_be_the_verdict(self) -> None:
        assert failed(measured=Share(5, 3), required=3).code == "not-met"

    def test_a_verdict_may_rest_on_less(self) -> None:
        other = evolve(OLD, pinpoint="Điều 9")
        assert ask(rule(check=lambda *_: failed(grounds=(other,)))).grounds == (other,)
        assert ask(rule(check=lambda *_: failed(grounds=(PRACTICE,)))).outcome is Outcome.ERROR


class TestBrokenRules:
    def test_a_crash_is_a_finding_that_names_the_rule_and_the_exception(self) -> None:
        def crash(subject: Subject[Any], _: object) -> Verdict:
            raise KeyError(subject.data)

        found = ask(rule(check=crash, force=Force.PRACTICE), board(data="some group"))
        assert found.outcome is Outcome.ERROR
        assert found.message_en == "the rule a-rule broke (KeyError); there is no verdict"
        assert found.message_vi == "quy tắc a-rule bị lỗi (KeyError), không có kết luận"
        assert found.grounds == (PRACTICE,)

    def test_the_text_of_an_exception_is_nowhere(self) -> None:
        """It may hold what the data holds: a person's ethnic origin in a KeyError."""

        def crash(subject: Subject[Any], _: object) -> Verdict:
            raise KeyError(subject.data)

        found = ask(rule(check=crash), board(data="some group"))
        assert "some group" not in f"{found!r}{found}{found.message_vi}{found.arguments}"

    def test_asking_whether_it_applies_may_crash_too(self) -> None:
        assert ask(rule(applies=lambda subject: subject.data > "1")).outcome is Outcome.ERROR
        assert ask(rule(needs="women"), board(data=1)).outcome is Outcome.ERROR

    @pytest.mark.parametrize("result", [None, True, Outcome.PASS, "pass", 1])
    def test_anything_but_a_verdict_is_an_error(self, result: Any) -> None:
        found = ask(rule(check=lambda *_: result, force=Force.PRACTICE))
        assert found.outcome is Outcome.ERROR
        kind = type(result).__name__
        assert found.message_en == f"the rule a-rule returned {kind} in place of a verdict"

    def test_a_verdict_without_words_is_an_error(self) -> None:
        assert ask(rule(check=lambda *_: passed("few"))).outcome is Outcome.ERROR
        messages = {"few": ("ít: {post}", "few: {post}")}
        found = ask(rule(messages=messages, check=lambda *_: passed("few", other=1), force=Force.PRACTICE))
        assert found.message_en == "the rule a-rule returned the code few in place of a verdict"

    def test_the_others_go_on(self) -> None:
        found = review([board("a"), board("b")], RuleBook([rule("x", lambda *_: 1 / 0), rule("y")]), on=ON)
        assert [one.outcome for one in found.of("x")] == [Outcome.ERROR] * 2
        assert [one.outcome for one in found.of("y")] == [Outcome.PASS] * 2

    def test_who_stops_the_review_stops_it(self) -> None:
        def stop(*_: object) -> Verdict:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            ask(rule(check=stop))


class TestReview:
    def test_findings_have_no_data(self) -> None:
        found = ask(rule(), board(data="some group", where="bodies.csv, row 3"))
        assert found.subject.data is None
        assert found.where == "bodies.csv, row 3"

    def test_a_subject_is_asked_about_once(self) -> None:
        with pytest.raises(ValueError, match=r"id b and the same days \(x.csv, row 2 and y.csv, row 3\)"):
            review([board(where="x.csv, row 2"), board(where="y.csv, row 3")], RuleBook(), on=ON)
        with pytest.raises(ValueError, match=r"id b and the same days$"):
            review([board(), board("a"), board()], RuleBook(), on=ON)
        days = [board(on=ON), board(), board(term_start=ON), board(kind="list")]
        assert len(review(days, RuleBook([rule()]), on=ON)) == 3

    @pytest.mark.parametrize("on", [None, "2024-06-30", datetime(2024, 6, 30)])  # noqa: DTZ001
    def test_the_day_is_a_date(self, on: Any) -> None:
        with pytest.raises(TypeError, match="expected a date"):
            review([], RuleBook(), on=on)

    def test_nothing_to_review_is_an_empty_review(self) -> None:
        assert review([], RuleBook([rule()]), on=ON) == Review(ON, ())


class TestRule:
    @pytest.mark.parametrize("id", ["", "A-rule", "a_rule", "-a", "a--b", "một"])
    def test_an_id_is_a_slug(self, id: str) -> None:  # noqa: A002
        with pytest.raises(ValueError, match="expected an id"):
            rule(id)

    def test_it_has_a_title_and_kinds(self) -> None:
        with pytest.raises(ValueError, match="title"):
            evolve(rule(), title_en=" ")
        with pytest.raises(ValueError, match="title"):
            evolve(rule(), title_vi="")
        with pytest.raises(ValueError, match="kinds"):
            rule(kinds=())

    @pytest.mark.parametrize(
        ("force", "ground"),
        [
            (Force.ARITHMETIC, NEW),
            (Force.PRACTICE, NEW),
            (Force.PRACTICE, ARITHMETIC),
            (Force.LAW, PRACTICE),
            (Force.TARGET, ARITHMETIC),
        ],
    )
    def test_its_grounds_go_with_its_force(self, force: Force, ground: Ground) -> None:
        """Arithmetic and good form never borrow a law, and a law is always named."""
        with pytest.raises(ValueError, match="expected grounds of kind"):
            rule(force=force, history=History.always(1, ground))

    def test_one_text_for_two_languages_is_refused_when_it_is_made(self) -> None:
        with pytest.raises(ValueError, match="wording 'few'"):
            rule(messages={"few": ("ít {a}", "few {b}")})


class TestRuleBook:
    def test_it_gives_rules_in_the_order_of_their_ids(self) -> None:
        book = RuleBook([rule("b"), rule("a")])
        assert [one.id for one in book] == ["a", "b"]
        assert (len(book), "a" in book, "c" in book) == (2, True, False)
        assert book.rule("a") in book
        assert repr(book) == "<RuleBook: a, b>"
        assert repr(RuleBook()) == "<RuleBook: no rules>"

    def test_a_mistyped_id_is_refused(self) -> None:
        book = RuleBook([rule("a"), rule("b")])
        assert [one.id for one in book.without("a")] == ["b"]
        assert len(book) == 2
        for call in (book.rule, book.without):
            with pytest.raises(LookupError, match="got 'c'"):
                call("c")

    def test_it_lists_what_the_law_of_a_day_has(self) -> None:
        book = RuleBook([rule("a"), rule("b", history=History.always(1, NEW))])
        assert [one.id for one in book.in_force(ON)] == ["a", "b"]
        assert [one.id for one in book.in_force(date(2025, 1, 1))] == ["b"]

    def test_two_books_join_unless_they_disagree(self) -> None:
        first = rule("a")
        assert [one.id for one in RuleBook([first]) | RuleBook([first, rule("b")])] == ["a", "b"]
        with pytest.raises(ValueError, match="two different ones called a"):
            RuleBook([first]) | RuleBook([evolve(first, title_en="Another")])
        with pytest.raises(TypeError):
            RuleBook([first]) | [first]  # type: ignore[operator]


class TestGroundOf:
    TEXT = """
[instruments.qd-9-x-2020]
type = "QĐ"
number_text = "09/QĐ-X"
issued_on = 2020-03-01
issuer = "UBND tỉnh X"
force = "law"
source = "the decision itself"
checked_on = 2024-03-01
verified = true
doubtful = []
"""

    def register(self, *provisions: tuple[str, str, bool], **changes: str) -> Any:
        text = self.TEXT
        for old, new in changes.items():
            text = text.replace(*((f"{old} = true", new) if old == "verified" else (f"{old} = []", new)))
        for place, says, verified in provisions:
            text += (
                f'[[instruments.qd-9-x-2020.provisions]]\npinpoint = "{place}"\nsummary_vi = "{says}"\n'
                f'summary_en = "{says} in English"\nsource = "s"\nchecked_on = 2024-03-01\n'
                f"verified = {str(verified).lower()}\n"
            )
        return parse_instruments({"x.toml": text})

    def test_it_is_what_the_register_has(self) -> None:
        register = self.register(("Điều 2", "ít nhất 35%", True))
        assert ground_of("qd-9-x-2020", "Điều 2", register=register) == Ground(
            kind=GroundKind.INSTRUMENT,
            instrument="qd-9-x-2020",
            number_text="09/QĐ-X",
            issued_on=date(2020, 3, 1),
            pinpoint="Điều 2",
            verified=True,
        )

    def test_an_instrument_that_does_not_say_so_is_no_ground(self) -> None:
        register = self.register(("Điều 2", "ít nhất 35%", True))
        for call in ({"pinpoint": "Điều 3"}, {"says": "30%"}, {"pinpoint": ""}):
            with pytest.raises(LookupError, match="expected a provision"):
                ground_of("qd-9-x-2020", register=register, **call)
        with pytest.raises(LookupError, match="expected a provision"):
            ground_of("qd-9-x-2020", register=self.register())
        with pytest.raises(LookupError, match="key of an instrument"):
            ground_of("qd-8-x-2020", register=register)

    def test_one_place_is_meant(self) -> None:
        register = self.register(("Điều 2", "ít nhất 35%", True), ("Điều 3", "khoảng 25%", False))
        with pytest.raises(LookupError, match="expected one place, got 'Điều 2', 'Điều 3'"):
            ground_of("qd-9-x-2020", register=register)
        assert ground_of("qd-9-x-2020", says="khoảng", register=register).pinpoint == "Điều 3"
        assert ground_of("qd-9-x-2020", says="35% in English", register=register).pinpoint == "Điều 2"

    def test_doubt_about_any_of_it_is_carried_over(self) -> None:
        sure, unsure = ("Điều 2", "ít nhất 35%", True), ("Điều 2", "khoảng 25%", False)
        assert not ground_of("qd-9-x-2020", register=self.register(sure, unsure)).verified
        assert ground_of("qd-9-x-2020", says="35", register=self.register(sure, unsure)).verified
        for changes in ({"verified": "verified = false"}, {"doubtful": 'doubtful = ["issued_on"]'}):
            assert not ground_of("qd-9-x-2020", register=self.register(sure, **changes)).verified
        title = self.register(sure, doubtful='doubtful = ["title_vi"]')
        assert ground_of("qd-9-x-2020", register=title).verified

    def test_the_packaged_register_is_asked_without_another(self) -> None:
        one = next(one for one in instruments() if len(one.provisions) == 1)
        assert ground_of(one.key).instrument == one.key

    def test_no_instrument_has_the_force_of_good_form(self) -> None:
        for force in ("practice", "arithmetic"):
            with pytest.raises(TableError, match="which needs none"):
                parse_instruments({"x.toml": self.TEXT.replace('force = "law"', f'force = "{force}"')})


MODULE = """
from vstbpn.model import Force, History
from vstbpn.rules import PRACTICE, Rule, passed
RULE = Rule(id="ID", title_vi="Quy tắc", title_en="A rule", force=Force.PRACTICE, kinds="board",
            history=History.always(None, PRACTICE), check=lambda *_: passed())
"""


class TestDiscovery:
    def package(self, folder: Path, files: Iterable[tuple[str, str]]) -> ModuleType:
        name = f"rules_{folder.name.replace('-', '_')}"
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
        for file, text in files:
            (folder / f"{file}.py").write_text(text, encoding="utf-8")
        return package

    def test_a_file_is_a_rule_or_several(self, tmp_path: Path) -> None:
        files = [
            ("one", MODULE.replace("ID", "b")),
            ("two", MODULE.replace("ID", "a").replace("RULE =", "IT =") + "RULES = (IT,)\n"),
            ("_private", "1 / 0"),
        ]
        assert [one.id for one in rules_in(self.package(tmp_path, files))] == ["a", "b"]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("1 / 0", "division by zero"),
            ("", "got neither"),
            (MODULE + "RULES = [RULE]\n", "got both"),
            ("RULE = 1", "expected rules, got 1"),
            ("RULES = ()", "got none"),
            (MODULE, "two different ones called one"),
        ],
    )
    def test_a_broken_file_names_itself(self, tmp_path: Path, text: str, said: str) -> None:
        files = [("alpha", MODULE.replace("ID", "one")), ("beta", text.replace("ID", "one"))]
        package = self.package(tmp_path, files)
        with pytest.raises(ImportError, match=rf"{package.__name__}\.beta cannot be loaded: .*{said}"):
            rules_in(package)

    def test_the_packaged_book_is_loaded_once_and_when_it_is_asked_for(self) -> None:
        assert rule_book() is rule_book()
        script = (
            "import sys\nfrom vstbpn import rules\n"
            "loaded = lambda: [name for name in sys.modules if name.startswith('vstbpn.rules.book.') and '._' not in name]\n"
            "before = loaded()\nbook = rules.rule_book()\nprint(before, len(book) >= len(loaded()))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[] True"


def test_a_share_is_judged_in_three_values() -> None:
    def check(subject: Subject[Share], context: Context[Fraction]) -> Verdict:
        from vstbpn.rules import share_at_least

        outcome = share_at_least(subject.data, context.value)
        return judged(outcome, measured=subject.data, required=context.value, missing="sex")

    asked = rule(check=check, history=History.always(Fraction(35, 100), NEW))
    subjects = [board(str(place), Share(*counts)) for place, counts in enumerate([(302, 864), (303, 864)])]
    found = review(subjects, RuleBook([asked]), on=ON)
    assert [one.message_vi for one in found] == [
        "không đạt: có 302/864 (≈ 34,95%), yêu cầu 35% (căn cứ chưa được kiểm chứng)",
        "đạt: có 303/864 (≈ 35,07%), yêu cầu 35% (căn cứ chưa được kiểm chứng)",
    ]
