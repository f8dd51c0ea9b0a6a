//! What the stand-in for the service answers with: one team, one client, plainly samples.

use wayside_domain::assist::Substance;
use wayside_domain::case_file::{CaseFile, Conflict};
use wayside_domain::id::Id;
use wayside_domain::record::{
    Body, Contact, Ending, FollowUp, Intervention, Note, Overdose, Referral, ReferralEvent,
    ReferralStage, Rulers, Setting, StepState, Urgency, When,
};
use wayside_domain::time::Timestamp;
use wayside_seam::{
    CaseloadInfo, ClientPage, ClientRow, DeviceInfo, Me, Phase, Place, Problem, RecordPlace, Reply,
    Role, StatusReport, StreamInfo, SyncState,
};

use crate::i18n::Words;

pub fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub fn now() -> Timestamp {
    Timestamp::parse("2026-11-21T19:40:00+07:00").unwrap()
}

pub fn me() -> Me {
    Me {
        team_name: "Team".into(),
        team: "00".repeat(16),
        label: "Phone 3".into(),
        role: Role::Admin,
        device: "11".repeat(16),
        caseloads: ["North", "South"]
            .map(|name| CaseloadInfo {
                id: name.into(),
                name: name.into(),
            })
            .to_vec(),
        relay: "https://relay.example".into(),
        practise: false,
    }
}

pub fn join(text: String) -> Reply {
    Reply::Join {
        text,
        words: "one two three".into(),
        request_words: None,
    }
}

pub fn sync() -> SyncState {
    SyncState {
        signal: true,
        phase: Phase::Waiting { retry_in_ms: 4_000 },
        waiting_records: 3,
        to_open: 2,
        quarantined: 1,
        last_success: Some(now()),
        problem: Some(Problem::RelayUnreachable),
        bytes_up: 12_000,
        ..SyncState::default()
    }
}

pub fn page() -> ClientPage {
    let row = |code: &str| ClientRow {
        id: id(code),
        code: Some(code.into()),
        aliases: vec!["Sample A".into()],
        last_contact: Some(now()),
        next_due: Some(now().date()),
        open_screening: Some(id("open")),
        highest_band: Some(wayside_domain::assist::Band::Moderate),
        screenings: 1,
        conflicts: 0,
    };
    ClientPage {
        rows: vec![
            row("SAMPLE-1"),
            ClientRow {
                last_contact: None,
                ..row("SAMPLE-2")
            },
        ],
        total: 3,
    }
}

pub fn devices() -> Vec<DeviceInfo> {
    let stream = |hole| StreamInfo {
        caseload: Some("North".into()),
        caseload_id: "n".into(),
        held_to: 4,
        highest: 6,
        first_hole: hole,
        read_by_supervisor: 2,
    };
    let device = |name: &str, me, seen, hole| DeviceInfo {
        id: name.into(),
        label: name.into(),
        role: Role::Worker,
        me,
        streams: vec![stream(hole)],
        last_seen: seen,
    };
    vec![
        device("one", true, None, None),
        device("two", false, Some(now()), Some(5)),
        device("three", false, None, None),
    ]
}

pub fn status() -> StatusReport {
    let record = |place| RecordPlace {
        entry: id("entry"),
        client: id("client"),
        kind: "contact".into(),
        place,
    };
    StatusReport {
        devices: devices(),
        records: [Place::OnlyHere, Place::OnlyHere, Place::WithCourier]
            .map(record)
            .to_vec(),
    }
}

/// A file with one of everything: a finished screening with rows of every band, an open one, all kinds of entries.
pub fn file() -> CaseFile {
    let words = Words::new("en");
    let mut file = CaseFile::new(id("client"), Default::default());
    let mut screenings = 0;
    for entry in crate::browser::sample::entries(now(), &words) {
        match entry.body {
            Body::Client(client) if client.code.as_deref() == Some("SAMPLE-2") => {
                file.profile = client
            }
            Body::Contact(contact) => {
                let count = file.all::<Contact>().len();
                file.put(id(&format!("contact{count}")), contact);
            }
            Body::FollowUp(follow_up) => {
                let count = file.all::<FollowUp>().len();
                file.put(id(&format!("due{count}")), follow_up);
            }
            Body::Screening(screening) => {
                screenings += 1;
                let mut open = screening.clone();
                open.finished = None;
                open.answers.clear(wayside_domain::assist::Item::Q8);
                file.put(id("finished"), high(screening));
                file.put(id("open"), open);
            }
            _ => {}
        }
    }
    assert_eq!(screenings, 1);
    let mut follow_up = file.all::<FollowUp>()[0].1.clone();
    follow_up.done = Some(now().date());
    file.put(id("done"), follow_up);
    file.put(id("referral"), referral());
    file.put(id("begun"), intervention(false));
    file.put(id("ended"), intervention(true));
    let mut whole = intervention(true);
    let steps = wayside_domain::intervention::DEFAULT_STEPS;
    whole.steps = steps.map(|step| (step.to_owned(), StepState::Done)).into();
    file.put(id("whole"), whole);
    let at = now();
    file.put(
        id("heard"),
        Note {
            at,
            text: "moved to the other bank".into(),
        },
    );
    file.put(
        id("overdose"),
        Overdose {
            at,
            setting: Setting::Home,
            what: Some("pills".into()),
            naloxone: Some(2),
            outcome: Ending::Survived,
            note: None,
        },
    );
    file.conflicts.push(Conflict {
        entry: None,
        field: "birth_year".into(),
        values: vec!["1988".into(), "1990".into()],
    });
    file
}

/// The sample screening with opioids at high risk, sedatives refused, recent injecting, and under age: every sign at
/// once.
fn high(mut screening: wayside_domain::record::Screening) -> wayside_domain::record::Screening {
    use wayside_domain::assist::{
        Answer, Item,
        Substance::{Opioids, Sedatives},
    };
    let answers = &mut screening.answers;
    for item in [
        Item::Q2(Opioids),
        Item::Q3(Opioids),
        Item::Q4(Opioids),
        Item::Q5(Opioids),
    ] {
        answers.set(item, Answer::Daily).unwrap();
    }
    for item in [Item::Q6(Opioids), Item::Q7(Opioids), Item::Q8] {
        answers.set(item, Answer::Past3Months).unwrap();
    }
    for item in [Item::Q1(Opioids), Item::Q1(Sedatives)] {
        answers.set(item, Answer::Yes).unwrap();
    }
    answers.set(Item::Q2(Sedatives), Answer::Refused).unwrap();
    answers
        .set(Item::Q8Weekly, Answer::MoreThanOnceWeekly)
        .unwrap();
    answers.set(Item::Q8DaysInRow, Answer::ThreeOrMore).unwrap();
    screening.age = Some(17);
    screening
}

fn referral() -> Referral {
    let made = ReferralEvent {
        stage: ReferralStage::Made,
        when: When::Time(now()),
        outcome: None,
    };
    Referral {
        service: "hiv-test".into(),
        reason: Some("asked".into()),
        urgency: Urgency::Soon,
        events: vec![made],
    }
}

fn intervention(finished: bool) -> Intervention {
    let steps = [
        ("opening".to_owned(), StepState::Done),
        ("open".to_owned(), StepState::Done),
        (
            "advice".to_owned(),
            StepState::Skipped(Some("no-time".into())),
        ),
    ];
    Intervention {
        screening: Some(id("finished")),
        substance: Substance::Opioids.into(),
        at: now(),
        finished: finished.then(now),
        steps: steps.into_iter().collect(),
        rulers: Rulers {
            importance: Some(7),
            confidence: None,
        },
        good_things: vec!["sleep".into()],
        less_good_things: vec!["money".into()],
        plan: Some("two days without".into()),
        materials: vec!["self-help".into()],
        note: Some("a note <b>as text</b>".into()),
    }
}
