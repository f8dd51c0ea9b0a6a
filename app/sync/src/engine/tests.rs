use rand::SeedableRng;
use rand::rngs::StdRng;

use super::Input::*;
use super::*;

const PACE: Pace = Pace {
    settle: 10,
    poll: 1_000,
    first_retry: 100,
    longest_retry: 800,
};

/// What an output is, without the part that is left to chance.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Seen {
    Exchange,
    Cancel,
    Timer { at_most: u64 },
}

/// Feeds the inputs and compares what the last one caused.
fn check(inputs: &[Input], expected: &[Seen]) -> Engine {
    let mut engine = Engine::new(PACE);
    let mut rng = StdRng::seed_from_u64(1);
    let mut last = Vec::new();
    for input in inputs {
        last = engine.input(*input, &mut rng);
    }
    assert_eq!(last.len(), expected.len(), "{inputs:?} gave {last:?}");
    for (output, seen) in last.iter().zip(expected) {
        let fits = match (output, seen) {
            (Output::Exchange, Seen::Exchange) | (Output::Cancel, Seen::Cancel) => true,
            (Output::SetTimer(millis), Seen::Timer { at_most }) => {
                millis <= at_most && *millis >= at_most / 2
            }
            _ => false,
        };
        assert!(fits, "{inputs:?} gave {last:?}");
    }
    engine
}

const EXCHANGE: &[Seen] = &[Seen::Exchange];
const NOTHING: &[Seen] = &[];
const REST: &[Seen] = &[Seen::Timer { at_most: PACE.poll }];
const SETTLE: &[Seen] = &[Seen::Timer {
    at_most: PACE.settle,
}];

#[test]
fn opening_asking_and_the_timer_start_an_exchange() {
    for input in [Opened, Asked, TimerFired, SignalFound] {
        assert!(check(&[input], EXCHANGE).working());
    }
}

#[test]
fn changes_settle_before_they_are_sent() {
    check(&[Changed], SETTLE);
    check(&[Changed, Changed], NOTHING);
    check(&[Changed, TimerFired], EXCHANGE);
    check(&[Changed, Asked], EXCHANGE);
}

#[test]
fn a_good_exchange_rests_until_the_next_poll() {
    check(&[Opened, Done { more: false }], REST);
    check(&[Opened, Done { more: true }], EXCHANGE);
    check(&[Opened, Done { more: false }, TimerFired], EXCHANGE);
}

#[test]
fn what_happens_during_an_exchange_is_not_forgotten() {
    check(&[Opened, Changed, Done { more: false }], SETTLE);
    check(&[Opened, Asked, Done { more: false }], EXCHANGE);
    check(
        &[Opened, Asked, Done { more: false }, Done { more: false }],
        REST,
    );
    check(&[Opened, TimerFired], NOTHING);
    check(&[Asked, Opened, Done { more: false }], REST);
}

#[test]
fn failures_wait_longer_each_time_and_never_stop() {
    let mut inputs = vec![Opened];
    for at_most in [100, 200, 400, 800, 800, 800] {
        inputs.push(Failed { again: false });
        check(&inputs, &[Seen::Timer { at_most }]);
        inputs.push(TimerFired);
        check(&inputs, EXCHANGE);
    }
}

#[test]
fn success_and_the_return_of_the_signal_forget_failures() {
    let failed = [
        Opened,
        Failed { again: false },
        TimerFired,
        Failed { again: false },
        TimerFired,
    ];
    let after = |more: &[Input]| [failed.as_slice(), more].concat();
    check(
        &after(&[Done { more: false }, TimerFired, Failed { again: false }]),
        &[Seen::Timer { at_most: 100 }],
    );
    check(&after(&[Failed { again: false }, SignalFound]), EXCHANGE);
    check(
        &after(&[
            Failed { again: false },
            SignalFound,
            Failed { again: false },
        ]),
        &[Seen::Timer { at_most: 100 }],
    );
    check(
        &after(&[Failed { again: false }, Asked, Failed { again: false }]),
        &[Seen::Timer { at_most: 800 }],
    );
}

#[test]
fn a_change_while_waiting_for_a_retry_does_not_hurry_it() {
    check(&[Opened, Failed { again: false }, Changed], NOTHING);
    check(
        &[Opened, Failed { again: false }, Changed, TimerFired],
        EXCHANGE,
    );
}

#[test]
fn a_fresh_nonce_is_used_at_once_but_not_for_ever() {
    let again = Failed { again: true };
    check(&[Opened, again], EXCHANGE);
    check(&[Opened, again, again, again], EXCHANGE);
    check(
        &[Opened, again, again, again, again],
        &[Seen::Timer { at_most: 100 }],
    );
    check(
        &[Opened, again, again, again, again, TimerFired, again],
        EXCHANGE,
    );
}

#[test]
fn without_a_signal_nothing_starts_and_nothing_is_lost() {
    check(&[Opened, SignalLost], &[Seen::Cancel]);
    check(&[Changed, SignalLost], NOTHING);
    for input in [
        Opened,
        Asked,
        Changed,
        TimerFired,
        SignalLost,
        Done { more: true },
        Failed { again: true },
    ] {
        let engine = check(&[SignalLost, input], NOTHING);
        assert_eq!(engine.phase(), Phase::Blocked);
    }
    check(&[SignalLost, Changed, SignalFound], EXCHANGE);
}

#[test]
fn the_end_of_a_cancelled_exchange_changes_nothing() {
    let engine = check(
        &[
            Opened,
            SignalLost,
            SignalFound,
            SignalLost,
            Done { more: true },
        ],
        NOTHING,
    );
    assert!(!engine.working());
}

#[test]
fn every_three_inputs_leave_a_way_on() {
    let inputs = [
        Opened,
        Changed,
        SignalFound,
        SignalLost,
        Asked,
        TimerFired,
        Done { more: false },
        Done { more: true },
        Failed { again: false },
        Failed { again: true },
    ];
    let mut rng = StdRng::seed_from_u64(2);
    for number in 0..inputs.len().pow(3) {
        let sequence = [number, number / inputs.len(), number / inputs.len().pow(2)]
            .map(|n| inputs[n % inputs.len()]);
        let mut engine = Engine::new(PACE);
        let mut outputs = Vec::new();
        sequence
            .iter()
            .for_each(|input| outputs.extend(engine.input(*input, &mut rng)));
        // Either an exchange runs, or asking starts one (once the signal is there).
        if !engine.working() {
            assert_eq!(
                engine.input(SignalFound, &mut rng),
                [Output::Exchange],
                "{sequence:?} {outputs:?}"
            );
        }
    }
}
