"""Fault trees with published or enumerated answers, as nested lists, and what they come to.

The numbers were made by trying every state, without a library, and agree with what is printed in
the sources as far as that has digits: NUREG-0492 (W. E. Vesely et al., 1981), figures VII-10 and
VIII-14; Siu et al. 2019, 4.1.1; the tests of SCRAM and OpenFTA; and traps of our own.
"""

from __future__ import annotations

from rcakit import model
from rcakit_fault_tree.expressions import Number
from rcakit_fault_tree.tree import Branch, FaultTree

GATES = {
    "or": model.Gate.ANY,
    "and": model.Gate.ALL,
    "xor": model.Gate.XOR,
    "not": model.Gate.NOT,
    "nand": model.Gate.NAND,
    "nor": model.Gate.NOR,
    "iff": model.Gate.IFF,
    "imply": model.Gate.IMPLY,
    "atleast": model.Gate.AT_LEAST,
}


def tree(nested, chances):
    """A tree out of nested lists such as ["or", "A", ["atleast", 2, "B", "C", "D"]]."""
    gates = {}

    def name(part):
        if isinstance(part, str):
            return part
        kind, *args = part
        needed = args.pop(0) if kind == "atleast" else 1
        own = f"g{len(gates)}"
        gates[own] = None
        gates[own] = Branch(GATES[kind], tuple(name(arg) for arg in args), needed)
        return own

    return FaultTree(name(nested), gates, {one: Number(value) for one, value in chances.items()})


MEASURES = ("birnbaum", "criticality", "raw", "rrw", "fussell_vesely_rare")
"""What the numbers of each event are; rrw is None where it is without bound."""

KNOWN = {
    "nureg0492-pressure-tank": {
        "tree": ["or", "T", ["or", "K2", ["and", "S", ["or", "S1", ["or", "K1", "R"]]]]],
        "chances": {"T": 5e-06, "K2": 3e-05, "S": 0.0001, "S1": 3e-05, "K1": 3e-05, "R": 0.0001},
        "sets": [("K2",), ("T",), ("K1", "S"), ("R", "S"), ("S", "S1")],
        "sums": (3.5016000000000005e-05, 3.501584943998992e-05),
        "exact": 3.501584875003551e-05,
        "events": {
            "K1": (
                9.998350076998754e-05,
                8.56613542202539e-05,
                3.8552928126542434,
                1.0000856686927155,
                8.567511994516793e-05,
            ),
            "K2": (
                0.9999949840007702,
                0.8567506026822408,
                28558.496672138674,
                6.980832162119093,
                0.8567511994516791,
            ),
            "R": (
                9.999050031499608e-05,
                0.00028555783704912964,
                3.8552928126542474,
                1.0002856394036188,
                0.0002855837331505597,
            ),
            "S": (
                0.00015998750035549597,
                0.00045690024964862165,
                5.568545596236568,
                1.0004571091029115,
                0.00045693397304089555,
            ),
            "S1": (
                9.998350076998751e-05,
                8.566135422025388e-05,
                3.855292812654243,
                1.0000856686927155,
                8.567511994516793e-05,
            ),
            "T": (
                0.9999699840011699,
                0.14278819730167985,
                28558.496672138666,
                1.166572831652821,
                0.14279186657527987,
            ),
        },
    },
    "nureg0492-fig-VII-10": {
        "tree": ["and", ["or", "A", ["or", "B", "C"]], ["or", "C", ["and", "A", "B"]]],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "sets": [("C",), ("A", "B")],
        "sums": (0.32, 0.31400000000000006),
        "exact": 0.31400000000000006,
        "events": {
            "A": (
                0.14,
                0.044585987261146494,
                1.4012738853503182,
                1.0466666666666669,
                0.06250000000000001,
            ),
            "B": (
                0.06999999999999995,
                0.04458598726114646,
                1.1783439490445857,
                1.0466666666666666,
                0.06250000000000001,
            ),
            "C": (0.9800000000000002, 0.9363057324840763, 3.1847133757961785, 15.7, 0.9375),
        },
    },
    "ima-architecture": {
        "tree": [
            "or",
            [
                "atleast",
                2,
                ["or", "IRU1", "RIU2", "RIU6", "RIU7"],
                ["or", "IRU2", "RIU2", "RIU6", "RIU7"],
                ["or", "IRU3", "RIU2", "RIU6", "RIU7"],
            ],
            "NCD",
            "GCD",
        ],
        "chances": {
            "IRU1": 1e-06,
            "IRU2": 1e-06,
            "IRU3": 1e-06,
            "RIU2": 1e-06,
            "RIU6": 1e-06,
            "RIU7": 1e-06,
            "NCD": 2e-10,
            "GCD": 2e-10,
        },
        "sets": [
            ("GCD",),
            ("NCD",),
            ("RIU2",),
            ("RIU6",),
            ("RIU7",),
            ("IRU1", "IRU2"),
            ("IRU1", "IRU3"),
            ("IRU2", "IRU3"),
        ],
        "sums": (3.0004029999999996e-06, 3.0003999987870955e-06),
        "exact": 3.0003999987899517e-06,
    },
    "scram-two-trains-0.4": {
        "tree": ["and", ["or", "ValveOne", "PumpOne"], ["or", "ValveTwo", "PumpTwo"]],
        "chances": {"ValveOne": 0.4, "ValveTwo": 0.5, "PumpOne": 0.6, "PumpTwo": 0.7},
        "sets": [
            ("PumpOne", "PumpTwo"),
            ("PumpOne", "ValveTwo"),
            ("PumpTwo", "ValveOne"),
            ("ValveOne", "ValveTwo"),
        ],
        "sums": (1.2, 0.7661439999999999),
        "exact": 0.6459999999999999,
        "events": {
            "PumpOne": (0.51, 0.4736842105263159, 1.3157894736842106, 1.9, 0.6),
            "PumpTwo": (
                0.38,
                0.4117647058823529,
                1.1764705882352944,
                1.6999999999999997,
                0.5833333333333334,
            ),
            "ValveOne": (
                0.33999999999999997,
                0.2105263157894737,
                1.3157894736842106,
                1.2666666666666664,
                0.4,
            ),
            "ValveTwo": (
                0.2280000000000001,
                0.1764705882352942,
                1.1764705882352944,
                1.214285714285714,
                0.4166666666666667,
            ),
        },
    },
    "scram-two-train": {
        "tree": ["and", ["or", "ValveOne", "PumpOne"], ["or", "ValveTwo", "PumpTwo"]],
        "chances": {"ValveOne": 0.5, "ValveTwo": 0.5, "PumpOne": 0.7, "PumpTwo": 0.7},
        "sets": [
            ("PumpOne", "PumpTwo"),
            ("PumpOne", "ValveTwo"),
            ("PumpTwo", "ValveOne"),
            ("ValveOne", "ValveTwo"),
        ],
        "sums": (1.44, 0.83839375),
        "exact": 0.7224999999999999,
        "events": {
            "PumpOne": (
                0.4250000000000001,
                0.41176470588235303,
                1.1764705882352944,
                1.7,
                0.5833333333333333,
            ),
            "PumpTwo": (
                0.4250000000000001,
                0.41176470588235303,
                1.1764705882352944,
                1.7,
                0.5833333333333333,
            ),
            "ValveOne": (
                0.255,
                0.17647058823529413,
                1.1764705882352942,
                1.2142857142857142,
                0.4166666666666667,
            ),
            "ValveTwo": (
                0.255,
                0.17647058823529413,
                1.1764705882352942,
                1.2142857142857142,
                0.4166666666666667,
            ),
        },
    },
    "openfta-theatre": {
        "tree": ["and", "Mains_Fail", ["or", "Gen_Fail", "Relay_Fail"]],
        "chances": {"Mains_Fail": 0.03, "Gen_Fail": 0.02, "Relay_Fail": 0.05},
        "sets": [("Gen_Fail", "Mains_Fail"), ("Mains_Fail", "Relay_Fail")],
        "sums": (0.0021, 0.0020991000000000204),
        "exact": 0.0020700000000000002,
        "events": {
            "Gen_Fail": (
                0.028499999999999998,
                0.27536231884057966,
                14.492753623188404,
                1.3800000000000001,
                0.2857142857142857,
            ),
            "Mains_Fail": (0.069, 1.0, 33.333333333333336, None, 1.0),
            "Relay_Fail": (
                0.0294,
                0.7101449275362318,
                14.492753623188404,
                3.4500000000000006,
                0.7142857142857143,
            ),
        },
    },
    "scram-abc": {
        "tree": ["or", "A", "B", "C"],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "sets": [("A",), ("B",), ("C",)],
        "sums": (0.6000000000000001, 0.496),
        "exact": 0.49600000000000005,
        "events": {
            "A": (
                0.56,
                0.11290322580645162,
                2.0161290322580645,
                1.1272727272727274,
                0.16666666666666666,
            ),
            "B": (
                0.63,
                0.2540322580645161,
                2.0161290322580645,
                1.3405405405405406,
                0.3333333333333333,
            ),
            "C": (
                0.7200000000000002,
                0.435483870967742,
                2.016129032258065,
                1.7714285714285714,
                0.4999999999999999,
            ),
        },
    },
    "scram-ab-bc": {
        "tree": ["or", ["and", "A", "B"], ["and", "B", "C"]],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "sets": [("A", "B"), ("B", "C")],
        "sums": (0.08, 0.07880000000000009),
        "exact": 0.07400000000000001,
        "events": {
            "A": (
                0.13999999999999999,
                0.18918918918918914,
                2.702702702702702,
                1.2333333333333336,
                0.25000000000000006,
            ),
            "B": (0.37, 0.9999999999999998, 4.999999999999999, None, 1.0),
            "C": (0.18, 0.7297297297297296, 2.7027027027027026, 3.6999999999999997, 0.75),
        },
    },
    "scram-2of3": {
        "tree": ["atleast", 2, "A", "B", "C"],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "sets": [("A", "B"), ("A", "C"), ("B", "C")],
        "sums": (0.11, 0.10643600000000009),
        "exact": 0.09800000000000002,
        "events": {
            "A": (
                0.38,
                0.3877551020408163,
                4.489795918367347,
                1.6333333333333337,
                0.4545454545454546,
            ),
            "B": (
                0.33999999999999997,
                0.6938775510204079,
                3.7755102040816317,
                3.2666666666666675,
                0.7272727272727273,
            ),
            "C": (0.26, 0.7959183673469387, 2.8571428571428568, 4.9, 0.8181818181818181),
        },
    },
    "single-event": {
        "tree": ["or", "A"],
        "chances": {"A": 0.25},
        "sets": [("A",)],
        "sums": (0.25, 0.25),
        "exact": 0.25,
        "events": {
            "A": (1.0, 1.0, 4.0, None, 1.0),
        },
    },
    "repeated-event": {
        "tree": ["and", ["or", "A", "B"], ["or", "B", "C"]],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "sets": [("B",), ("A", "C")],
        "sums": (0.23, 0.22399999999999998),
        "exact": 0.224,
        "events": {
            "A": (
                0.24000000000000002,
                0.10714285714285716,
                1.9642857142857142,
                1.12,
                0.13043478260869565,
            ),
            "B": (
                0.97,
                0.8660714285714286,
                4.464285714285714,
                7.466666666666667,
                0.8695652173913043,
            ),
            "C": (
                0.08000000000000002,
                0.10714285714285716,
                1.25,
                1.1199999999999999,
                0.13043478260869565,
            ),
        },
    },
    "scram-xor": {
        "tree": ["xor", "A", "B", "C"],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "exact": 0.404,
    },
    "scram-ab-or-not-ac": {
        "tree": ["or", ["and", "A", "B"], ["and", ["not", "A"], "C"]],
        "chances": {"A": 0.1, "B": 0.2, "C": 0.3},
        "exact": 0.29000000000000004,
    },
}
