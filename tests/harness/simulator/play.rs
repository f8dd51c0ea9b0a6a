//! One act. What can't be done does nothing.

use wayside_domain::case_file::CaseFile;
use wayside_domain::command::Command;
use wayside_domain::id::Id;
use wayside_domain::record::{Body, Client, FollowUp, Typed, parse_document};
use wayside_seam::{Reply, Request, Role};

use super::fleet::{self, Fleet};
use super::ledger::{How, Said};
use super::{Act, Member, Name, forge};

impl Fleet {
    pub async fn play(&mut self, act: &Act) {
        match *act {
            Act::Record { who, file } => self.record(who, file),
            Act::Add { who, file } => self.add(who, file),
            Act::Edit { who, file } => self.edit(who, file),
            Act::Close { who, file } => self.close(who, file),
            Act::Correct { who, file } => self.correct(who, file),
            Act::Import { who } => self.import(who),
            Act::Join { member, by } => self.join_later(&member, by),
            Act::JoinTwice { name, by, and } => self.join_twice(name, by, and),
            Act::NewCaseload { by, name } => self.new_caseload(by, name),
            Act::MoreCaseloads { by, count } => {
                for _ in 0..count {
                    let name = self.ledger.id("caseload");
                    self.new_caseload(by, name.as_str());
                }
            }
            Act::HandOver { .. } | Act::Remove { .. } | Act::Rotate { .. } => not_yet(),
            Act::Sync { who, relay, faults } if self.is_here(who) => {
                self.sync(who, relay, faults).await;
            }
            Act::Late { who } if self.is_here(who) => self.late(who).await,
            Act::Give { who, parcel, all } if self.is_here(who) => {
                let file = self.world.at(who).give(all);
                self.parcels.insert(parcel, file);
            }
            Act::Take { who, parcel } => self.take(who, parcel).await,
            Act::Pass { seconds } => self.pass(seconds),
            Act::Clock { who, seconds } if self.is_here(who) => {
                self.world.at(who).pass(seconds * 1_000);
            }
            Act::Restart { who } if self.is_here(who) => {
                self.world.at(who).restart();
                // As an app that is opened does.
                self.world.sync_nothing(who).await;
            }
            Act::CopyPhone { who, copy } if self.is_here(who) => {
                let made = (self.world.at(who).copied(), self.ledger.said.len());
                self.phones.insert((who, copy), made);
            }
            Act::PutBackPhone { who, copy } => self.put_back(who, copy).await,
            Act::Lose { who } => self.present.retain(|name| *name != who),
            Act::RestartRelay => self.world.relay.restart().await,
            Act::CopyRelay { copy } => {
                let made = self.world.relay.back_up();
                self.relays.insert(copy, made);
            }
            Act::PutBackRelay { copy, told } => {
                if let Some(backup) = self.relays.get(&copy) {
                    self.world.relay.restore(backup).await;
                    if told {
                        self.world.relay.tell_restored().await;
                    }
                }
            }
            Act::Withhold { author } if self.is_here(author) => {
                self.withheld = Some(self.device(author));
            }
            Act::Relent => self.withheld = None,
            Act::Bad {
                who,
                power,
                file,
                number,
            } if self.is_here(who) => forge::play(self, who, power, file, number),
            _ => {}
        }
    }

    fn said(&mut self, who: Name, file: Id, entry: Id, tag: String, how: How) {
        self.ledger.said.push(Said {
            who,
            file,
            entry,
            tag,
            how,
            rewound: false,
        });
    }

    fn record(&mut self, who: Name, number: u32) {
        let file = fleet::file(number);
        if !self.is_here(who) || self.ledger.files.contains_key(&file) {
            return;
        }
        let (tag, entry, due) = (
            self.ledger.tag(who),
            self.ledger.id("due"),
            self.ledger.tag(who),
        );
        let lines = format!(
            "{}\n{}",
            client(Some(&file), &file, &tag),
            follow_up(&entry, &file, &due)
        );
        if self.lines(who, &lines).is_some() {
            let caseload = self.caseloads(who)[0];
            self.ledger.files.insert(file.clone(), caseload);
            self.said(who, file.clone(), file.clone(), tag, How::Register);
            self.said(who, file, entry, due, How::Entry);
        }
    }

    fn add(&mut self, who: Name, number: u32) {
        let file = fleet::file(number);
        let (entry, tag) = (self.ledger.id("due"), self.ledger.tag(who));
        if self.case_file(who, &file).is_some()
            && self.lines(who, &follow_up(&entry, &file, &tag)).is_some()
        {
            self.said(who, file, entry, tag, How::Entry);
        }
    }

    fn edit(&mut self, who: Name, number: u32) {
        let (file, tag) = (fleet::file(number), self.ledger.tag(who));
        let field = "contact_preferences";
        let change = Command::change::<Client>(file.clone(), file.clone(), field, Some(&tag));
        if self.does(who, change) {
            self.said(who, file.clone(), file, tag, How::Register);
        }
    }

    fn close(&mut self, who: Name, number: u32) {
        let file = fleet::file(number);
        let Some(held) = self.case_file(who, &file) else {
            return;
        };
        let all = held.all::<FollowUp>();
        let open = all.iter().rfind(|(_, due)| due.done.is_none());
        if let Some((entry, _)) = open {
            let today = self.world.at(who).now.date();
            let entry = (*entry).clone();
            self.does(
                who,
                Command::change::<FollowUp>(file, entry, "done", Some(&today)),
            );
        }
    }

    fn correct(&mut self, who: Name, number: u32) {
        let file = fleet::file(number);
        let Some(held) = self.case_file(who, &file) else {
            return;
        };
        let mut newest = self.ledger.said.iter().rev();
        let entry = newest.find(|said| said.file == file && held.entries.contains_key(&said.entry));
        let Some(entry) = entry.map(|said| said.entry.clone()) else {
            return;
        };
        let filed = &held.entries[&entry];
        let Some(body) = FollowUp::of(filed.body()).cloned() else {
            return;
        };
        let heads = filed.heads();
        let replaced = filed.versions().iter();
        let replaced = replaced
            .filter(|one| heads.contains(&one.version()))
            .filter_map(|one| Some(FollowUp::of(&one.body)?.what.clone()))
            .collect();
        let (correction, tag) = (self.ledger.id("correction"), self.ledger.tag(who));
        let what = tag.clone();
        let command = Command::Correct {
            client: file.clone(),
            entry: entry.clone(),
            correction,
            body: Body::FollowUp(FollowUp { what, ..body }),
            reason: "a sample".into(),
            at: self.world.at(who).now,
        };
        if self.does(who, command) {
            self.said(who, file, entry, tag, How::Replaces(replaced));
        }
    }

    fn import(&mut self, who: Name) {
        if !self.is_here(who) {
            return;
        }
        let code = self.ledger.id("twin");
        let tags: Vec<String> = (0..5).map(|_| self.ledger.tag(who)).collect();
        let lines: Vec<String> = tags.iter().map(|tag| client(None, &code, tag)).collect();
        // Refused as a whole is fine: then nothing was said.
        let Some(ids) = self.lines(who, &lines.join("\n")) else {
            return;
        };
        let caseload = self.caseloads(who)[0];
        for (id, tag) in ids.into_iter().zip(tags) {
            self.ledger.files.insert(id.clone(), caseload);
            // No act ever edits it.
            self.said(who, id.clone(), id, tag, How::Entry);
        }
    }

    fn join_later(&mut self, member: &Member, by: Name) {
        let known = self.world.names().iter().any(|name| name == member.name);
        if !self.is_here(by) || known {
            return;
        }
        let me = self.me(by);
        let held = me.caseloads.iter().any(|held| held.name == member.caseload);
        if me.role.leads() && (held || member.role.leads()) {
            self.join(member, by);
        }
    }

    fn join_twice(&mut self, name: Name, by: Name, and: Name) {
        let known = self.world.names().iter().any(|known| known == name);
        let lead = |fleet: &mut Fleet, name| fleet.is_here(name) && fleet.me(name).role.leads();
        if known || by == and || !lead(self, by) || !lead(self, and) {
            return;
        }
        let request = self.world.ask_to_join(name);
        let caseload = Some(super::act::CASELOADS[0]);
        let (text, _) = self.world.approve(by, &request, Role::Worker, caseload);
        self.world.approve(and, &request, Role::Peer, caseload);
        self.world.at(name).ask(Request::JoinAccept { text });
        self.admitted(name, Role::Worker);
    }

    fn new_caseload(&mut self, by: Name, name: &str) {
        if self.is_here(by) {
            let name = name.to_owned();
            _ = self.world.at(by).try_ask(Request::NewCaseload { name });
        }
    }

    async fn take(&mut self, who: Name, parcel: u32) {
        if let (true, Some(file)) = (self.is_here(who), self.parcels.get(&parcel)) {
            self.world.at(who).take(file).await;
        }
    }

    async fn put_back(&mut self, who: Name, copy: u32) {
        if let (true, Some((copy, said))) = (self.is_here(who), self.phones.get(&(who, copy))) {
            self.world.at(who).put_back(copy);
            self.ledger.rewind(who, *said);
            self.world.sync_nothing(who).await;
        }
    }

    fn case_file(&mut self, who: Name, file: &Id) -> Option<CaseFile> {
        if !self.is_here(who) {
            return None;
        }
        match self
            .world
            .at(who)
            .try_ask(Request::Client { id: file.clone() })
        {
            Ok(Reply::CaseFile(file)) => Some(*file),
            _ => None,
        }
    }

    /// Did it change something?
    fn does(&mut self, who: Name, command: Command) -> bool {
        self.is_here(who)
            && matches!(
                self.world.at(who).try_ask(Request::Do(command)),
                Ok(Reply::Saved(saved)) if saved.changed
            )
    }

    /// The files of what was recorded, unless it was refused.
    fn lines(&mut self, who: Name, lines: &str) -> Option<Vec<Id>> {
        let entries = parse_document(lines).unwrap();
        match self.world.at(who).try_ask(Request::Record { entries }) {
            Ok(Reply::Recorded(recorded)) => {
                Some(recorded.into_iter().map(|one| one.client).collect())
            }
            _ => None,
        }
    }
}

/// What the formats of today have no words for. Scripts draw it all the same, so that the weights stay when it comes.
fn not_yet() {}

fn client(id: Option<&Id>, code: &Id, tag: &str) -> String {
    let id = id.map(|id| format!(r#""id":"{id}","#)).unwrap_or_default();
    format!(r#"{{"type":"client",{id}"code":"{code}","contact_preferences":"{tag}"}}"#)
}

fn follow_up(entry: &Id, file: &Id, tag: &str) -> String {
    format!(
        r#"{{"type":"follow-up","id":"{entry}","client":"{file}","due":"2026-11-16","what":"{tag}","done":null}}"#
    )
}
