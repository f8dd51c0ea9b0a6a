//! A script is played on a thread of its own. What never ends, and what panics, breaks claim 2: an input stopped a
//! device.

use std::sync::mpsc;
use std::time::Duration;

use super::act::pasted;
use super::claims::CLAIMS;
use super::{Fleet, Picture, Script, shrink};

/// Hundreds of times what a script takes: a busy machine is no fault of the engine.
const LONGEST: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub claim: u8,
    pub why: String,
}

/// What came of a script.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The claims that do not hold in the end.
    pub broken: Vec<Broken>,
    /// How much honest devices put aside: the enemy was heard.
    pub aside: usize,
}

impl Outcome {
    pub fn breaks(&self, claim: u8) -> Option<&Broken> {
        self.broken.iter().find(|broken| broken.claim == claim)
    }
}

pub fn trial(script: &Script) -> Outcome {
    let (told, heard) = mpsc::channel();
    let script = script.clone();
    let name = format!("seed {}", script.seed);
    let play = move || {
        let picture = played(&script);
        let judged = CLAIMS.iter().filter_map(|(claim, judge)| {
            let why = judge(&picture).err()?;
            Some(Broken { claim: *claim, why })
        });
        _ = told.send(Outcome {
            broken: judged.collect(),
            aside: picture.honest().map(|look| look.aside.len()).sum(),
        });
    };
    std::thread::Builder::new().name(name).spawn(play).unwrap();
    let stopped = |why: mpsc::RecvTimeoutError| {
        let why = match why {
            mpsc::RecvTimeoutError::Timeout => "it never ends",
            mpsc::RecvTimeoutError::Disconnected => "it panics: see above",
        };
        let why = why.to_owned();
        Outcome {
            broken: vec![Broken { claim: 2, why }],
            aside: 0,
        }
    };
    heard.recv_timeout(LONGEST).unwrap_or_else(stopped)
}

/// Plays it to its end.
pub fn played(script: &Script) -> Picture {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let mut fleet = Fleet::new(script).await;
        for act in &script.acts {
            fleet.play(act).await;
        }
        fleet.settle().await;
        Picture::of(&mut fleet).await
    })
}

/// Fails with the least script that breaks the same claim.
pub fn holds(script: &Script) -> Outcome {
    let outcome = trial(script);
    let Some(broken) = outcome.broken.first() else {
        return outcome;
    };
    let least = shrink(script, broken.claim);
    let again = trial(&least);
    let Broken { claim, why } = again.breaks(broken.claim).unwrap_or(broken);
    panic!("claim {claim} is broken: {why}\n{}", pasted(&least));
}
