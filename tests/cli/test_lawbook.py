from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from support.commands import run, run_json

from vstbpn import catalog, cli
from vstbpn.cli import lawbook
from vstbpn.rules import rule_book

DAY = ("--on", "2024-06-30")


# -- rules ---------------------------------------------------------------------------------------


def test_the_book_is_listed_with_what_is_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "rules", *DAY)
    assert (status, document["format"], document["on"]) == (cli.FINE, "vstbpn.rules/1", "2024-06-30")
    assert [rule["id"] for rule in document["rules"]] == [rule.id for rule in rule_book()]
    in_force = {rule["id"]: rule["in_force"] for rule in document["rules"]}
    assert in_force["national-assembly-list-women"] is True
    assert in_force["party-committee-women-2020"] is False
    assert document["problems"] == []


def test_people_see_the_state_of_each_rule(capsys: pytest.CaptureFixture[str]) -> None:
    def row(out: str, rule: str) -> str:
        (line,) = (line for line in out.splitlines() if line.split()[:1] == [rule])
        return " ".join(line.split())

    _, out, _ = run(capsys, "rules", *DAY)
    assert "On 30/6/2024" in out
    assert row(out, "party-committee-women-2020").endswith("target ended")
    assert row(out, "standing-committee-woman").endswith("Party in force [not verified]")
    assert row(out, "document-basis-before").endswith("arithmetic in force")
    count, live = len(rule_book()), len(rule_book().in_force(date(2024, 6, 30)))
    assert out.endswith(f"{count} rules, {live} of them in force on 30/6/2024.\n")
    _, out, _ = run(capsys, "rules", "--on", "2000-01-01", "--lang", "vi")
    assert row(out, "standing-committee-woman").endswith("Đảng chưa có hiệu lực [chưa kiểm chứng]")


def test_one_rule_is_shown_with_its_history_and_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "rules", "national-assembly-list-women", *DAY)
    assert status == cli.FINE
    assert out.startswith("national-assembly-list-women: ")
    assert "  law; On 30/6/2024: in force\n" in out
    assert "  Speaks of: candidates for the National Assembly\n" in out
    assert "  from 1/9/2015 until 1/7/2025; required: 35%\n" in out
    assert "    85/2015/QH13 (25/6/2015), Điều 8, khoản 3\n" in out
    assert "checked 21/11/2026" in out
    assert "  FAIL: " in out
    (law,) = (one for one in catalog.instruments() if one.number_text == "85/2015/QH13")
    (part,) = (one for one in law.provisions if one.pinpoint == "Điều 8, khoản 3")
    assert f"      {part.summary_en}\n" in out
    assert f"source: {law.source};" in out
    (other,) = (one for one in law.provisions if one.pinpoint == "Điều 8, khoản 2")
    assert other.summary_en not in out


def test_one_rule_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "rules", "standing-committee-woman", "--on", "2025-01-01", "--lang", "vi")
    assert "  Đảng; Ngày 1/1/2025: còn hiệu lực\n" in out
    assert "  Theo quy định của ngày bắt đầu nhiệm kỳ.\n" in out
    assert "    35-CT/TW (14/6/2024) [chưa kiểm chứng]\n" in out
    assert "  từ ngày 30/5/2019 đến trước ngày 14/6/2024; yêu cầu: 1\n" in out


def test_what_rests_on_no_law_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "rules", "document-basis-before", *DAY)
    assert "  always\n    arithmetic\n" in out


def test_one_rule_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "rules", "national-assembly-list-women", *DAY)
    (rule,) = document["rules"]
    first, second = rule["history"]
    assert (first["since"], first["until"], first["value"]) == ("2015-09-01", "2025-07-01", "0.35")
    assert second["until"] is None
    (basis,) = first["basis"]
    assert (basis["pinpoint"], basis["checked_on"], basis["verified"]) == (
        "Điều 8, khoản 3",
        "2026-11-21",
        True,
    )
    assert {one["outcome"] for one in rule["examples"]} >= {"pass", "fail", "unknown"}
    _, document = run_json(capsys, "rules", "document-basis-before", *DAY)
    assert document["rules"][0]["history"] == [
        {"since": None, "until": None, "value": None, "basis": [{"kind": "arithmetic"}]}
    ]


def test_whatever_a_step_requires_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    """Shares, counts, mappings, goals and targets; every rule is shown without a fault."""
    for rule in rule_book():
        status, out, _ = run(capsys, "rules", rule.id, *DAY)
        assert (status, out.split(":")[0]) == (cli.FINE, rule.id)
    _, out, _ = run(capsys, "rules", "vstbpn-deputies", *DAY)
    assert "; required: province 4\n" in out
    _, out, _ = run(capsys, "rules", "party-committee-women-2020", *DAY)
    assert "; required: least 25%, due 2020\n" in out
    _, out, _ = run(capsys, "rules", "national-assembly-women-2030", *DAY)
    assert "; required: least 35%, due 2030, strict\n" in out
    _, out, _ = run(capsys, "rules", "target-28-nq-cp-1-1", *DAY)
    assert "  Speaks of: target 28/NQ-CP:1.1\n" in out
    assert "required:" not in out
    _, document = run_json(capsys, "rules", "target-28-nq-cp-1-1", *DAY)
    assert document["rules"][0]["history"][0]["value"] == "28/NQ-CP:1.1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(7, 20), "0.35"),
        (Fraction(1, 3), "1/3"),
        (Fraction(60), "60"),
        (frozenset({2, 1}), [1, 2]),
        ((date(2024, 1, 2), None), ["2024-01-02", None]),
        ({"a": True}, {"a": True}),
    ],
)
def test_values_are_exact_in_json(value: object, written: object) -> None:
    assert lawbook._plain(value) == written


def test_an_unknown_rule_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "rules", "standing-comittee-woman", *DAY)
    assert (status, document["format"], document["rules"]) == (cli.UNUSABLE, "vstbpn.rules/1", [])
    assert "standing-committee-woman" in document["problems"][0]["hint_en"]


# -- what is stale, and what is not verified -----------------------------------------------------


def test_what_was_not_checked_lately_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    newest = max(one.checked_on for one in catalog.instruments())
    day = newest + timedelta(days=1)
    status, document = run_json(capsys, "rules", "--stale-since", day.isoformat())
    assert (status, document["format"], document["since"]) == (cli.FOUND, "vstbpn.stale/1", day.isoformat())
    stale = document["stale"]
    of_kind = {kind: [one for one in stale if one["kind"] == kind] for kind in {one["kind"] for one in stale}}
    assert len(of_kind["instrument"]) == len(catalog.instruments())
    assert len(of_kind["provision"]) == sum(len(one.provisions) for one in catalog.instruments())
    assert len(of_kind["target"]) == sum(len(one.steps) for one in catalog.targets())
    assert of_kind.keys() == {
        *("instrument", "provision", "target", "objective", "adjustment"),
        *("indicator", "outline", "body", "observance"),
    }
    strategy = [one for one in of_kind["target"] if one["id"] == "28/NQ-CP:1.1"]
    assert [(one["what"], one["checked_on"]) for one in strategy] == [
        ("2025", "2026-11-21"),
        ("2030", "2026-11-21"),
    ]
    _, out, _ = run(capsys, "rules", "--stale-since", day.isoformat())
    assert f"Last checked before {day.day}/{day.month}/{day.year}: {len(stale)}\n" in out


def test_what_was_checked_on_the_day_itself_is_not_stale(capsys: pytest.CaptureFixture[str]) -> None:
    oldest = min(one.checked_on for one in lawbook._checked())
    status, document = run_json(capsys, "rules", "--stale-since", oldest.isoformat())
    assert (status, document["stale"]) == (cli.FINE, [])
    status, out, _ = run(capsys, "rules", "--stale-since", oldest.isoformat())
    assert status == cli.FINE
    assert out.startswith("Nothing was checked before")


def test_what_is_not_verified_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "rules", "--unverified")
    assert (status, document["format"]) == (cli.FINE, "vstbpn.unverified/1")
    found = [(one["kind"], one["id"], one["name"], one["what"]) for one in document["unverified"]]
    assert found == [(one.kind, one.id, one.name, one.what) for one in catalog.unverified()]
    _, out, _ = run(capsys, "rules", "--unverified", "--lang", "vi")
    assert out.startswith(f"Chưa kiểm chứng: {len(found)}\n")
    assert "ctr-02-hai-phong-2022" in out


def test_only_one_thing_is_asked_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "rules", "key-leadership", "--unverified")
    assert status == cli.UNUSABLE
    assert "expected one of ID, --stale-since and --unverified, got several" in err
    status, document = run_json(capsys, "rules", "--unverified", "--stale-since", "2026-01-01")
    assert (status, document["format"]) == (cli.UNUSABLE, "vstbpn.stale/1")


# -- indicators ----------------------------------------------------------------------------------


def test_all_indicators_and_targets(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "indicators")
    assert (status, document["format"]) == (cli.FINE, "vstbpn.indicators/1")
    assert [one["code"] for one in document["indicators"]] == list(catalog.indicators())
    assert [one["id"] for one in document["targets"]] == [one.id for one in catalog.targets()]
    _, out, _ = run(capsys, "indicators")
    assert "2025: at least 60%; 2030: at least 75%" in out
    assert "[not verified]" in out
    _, out, _ = run(capsys, "indicators", "--lang", "vi")
    assert "2025: đạt 60%; 2030: đạt 75%" in out


def test_a_target_is_shown_with_its_parts_values_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "indicators", "1.1", "--lang", "vi")
    target = catalog.target("1.1")
    assert status == cli.FINE
    assert out.startswith(f"{target}".replace(" ", ": ", 1) + "\n")
    assert "  văn bản: 28/NQ-CP (3/3/2021)\n" in out
    assert "(state-bodies-with-woman-key-leader)\n" in out
    assert "  mẫu số: " in out
    assert f"  2030: đạt 75%\n    nguồn: {target.steps[1].source}; kiểm tra ngày 21/11/2026\n" in out
    assert "1/7/2025 mẫu số tính theo cách khác" in out


def test_marks_and_odd_parts_of_targets_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "indicators", "6.4")
    assert "[not verified]" in out
    assert "  not verified: name_vi, numerator, denominator\n" in out
    _, out, _ = run(capsys, "indicators", "5.2a")
    assert "  women and men have to meet it each\n" in out
    _, out, _ = run(capsys, "indicators", "5.4a")
    assert "  2025 and after: at least" in out or " and after: " in out
    _, out, _ = run(capsys, "indicators", "hai-phong:3.2a")
    assert "  for: Hải Phòng\n" in out
    assert "  stricter than 28/NQ-CP:3.2a\n" in out


def test_a_target_of_two_parts_is_found_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    _, document = run_json(capsys, "indicators", "3.2")
    assert [one["id"] for one in document["targets"]] == ["28/NQ-CP:3.2a", "28/NQ-CP:3.2b"]
    _, document = run_json(capsys, "indicators", "28/NQ-CP:3.2a")
    (target,) = document["targets"]
    assert (target["numerator"], target["steps"][0]["relation"]) == ("violence-victims-served", "at-least")
    assert (target["steps"][0]["value"], target["steps"][0]["per"]) == ("80", 100)


def test_an_indicator_names_the_targets_that_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "indicators", "state-bodies")
    assert out.startswith("state-bodies: ")
    assert "  Measure: bodies\n" in out
    assert "  Over time: stock\n" in out
    assert "28/NQ-CP:1.1" in out
    _, document = run_json(capsys, "indicators", "state-bodies")
    assert [one["code"] for one in document["indicators"]] == ["state-bodies"]
    assert document["targets"] == []


def test_an_unknown_indicator_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, document = run_json(capsys, "indicators", "state-bodys")
    assert (status, document["indicators"], document["targets"]) == (cli.UNUSABLE, [], [])
    assert "state-bodies" in document["problems"][0]["hint_vi"]
    _, _, err = run(capsys, "indicators", "xyzzy")
    assert "vstbpn indicators lists them" in err
