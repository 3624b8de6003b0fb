"""Other engines given the same rules: each takes the flat facts of one order, and returns what matches.

They are an optional extra, `pip install .[bench]`; one that is not installed is left out, and said to be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, TypeAlias

from bench.rules import RULES, Facts, Term, chain

Matcher: TypeAlias = Callable[[Facts], list[str]]

JSON_LOGIC: Final = "json-logic-qubit, 15 rules"
ZEN: Final = "zen-engine, a decision table of 15 rows"
RULE_ENGINE: Final = "rule-engine, 15 rules"
CEDAR: Final = "cedarpy, 15 policies in one batch"
CHAIN: Final = "if-chain by hand (floor)"

NAMES: Final = tuple(dict.fromkeys(name for terms in RULES.values() for name, _, _ in terms))


def _text(value: bool | int) -> str:  # noqa: FBT001
    return json.dumps(value)


def json_logic() -> Matcher:
    """Write each rule as a tree of JSON."""
    logic: Any = import_module("json_logic").jsonLogic

    def tree(term: Term) -> Mapping[str, object]:
        name, compared, value = term
        return {compared: [{"var": name}, value]}

    trees = [(name, {"and": [tree(term) for term in terms]}) for name, terms in RULES.items()]
    return lambda facts: [name for name, rule in trees if logic(rule, facts)]


def zen() -> Matcher:
    """Write the rules as one decision table that collects its hits, as its editor would."""
    engine: Any = import_module("zen").ZenEngine()
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in NAMES],
        "outputs": [{"id": "say", "name": "say", "field": "say"}],
        "rules": [
            {"_id": said, "say": json.dumps(said), **{name: _cell(name, terms) for name in NAMES}}
            for said, terms in RULES.items()
        ],
    }
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    decision = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda facts: [hit["say"] for hit in decision.evaluate(facts)["result"]]


def _cell(name: str, terms: tuple[Term, ...]) -> str:
    return " and ".join(f"$ {compared} {_text(value)}" for fact, compared, value in terms if fact == name)


def rule_engine() -> Matcher:
    """Write each rule in its language."""
    made: Any = import_module("rule_engine").Rule
    rules = [
        (said, made(" and ".join(f"{name} {compared} {_text(value)}" for name, compared, value in terms)))
        for said, terms in RULES.items()
    ]
    return lambda facts: [said for said, rule in rules if rule.matches(facts)]


def cedar() -> Matcher:
    """Write each rule as a policy that permits an action, and ask for all actions at once."""
    cedarpy: Any = import_module("cedarpy")
    policies = cedarpy.PolicySet.from_str("\n".join(_policy(said, terms) for said, terms in RULES.items()))
    entities = cedarpy.Entities.from_json_str("[]")

    def match(facts: Facts) -> list[str]:
        context = json.dumps(facts)
        asked = [
            {
                "principal": 'Shop::"kumo"',
                "action": f'Action::"{said}"',
                "resource": 'Order::"o1"',
                "context": context,
            }
            for said in RULES
        ]
        answers = cedarpy.is_authorized_batch(asked, policies, entities)
        return [said for said, answer in zip(RULES, answers, strict=True) if answer.allowed]

    return match


def _policy(said: str, terms: tuple[Term, ...]) -> str:
    when = " && ".join(f"context.{name} {compared} {_text(value)}" for name, compared, value in terms)
    return f'permit(principal, action == Action::"{said}", resource) when {{ {when} }};'


ENGINES: Final[Mapping[str, Callable[[], Matcher]]] = {
    JSON_LOGIC: json_logic,
    ZEN: zen,
    RULE_ENGINE: rule_engine,
    CEDAR: cedar,
}


def installed(tell: Callable[[str], object]) -> dict[str, Matcher]:
    """Return the engines that are installed, and the chain by hand; tell which ones are not."""
    found: dict[str, Matcher] = {CHAIN: chain}
    for name, make in ENGINES.items():
        try:
            found[name] = make()
        except ImportError as error:
            tell(f"left out: {name}; {error}")
    return found
