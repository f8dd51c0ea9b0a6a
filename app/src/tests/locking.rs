//! A vault that locks itself: the screens tell of every touch, come back where they were, and lose nothing that was
//! typed. And another PIN or password.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use dioxus::prelude::*;
use wayside_domain::passphrase::SAMPLE;
use wayside_domain::time::Timestamp;
use wayside_seam::{LockTimes, Minutes, Notice, Problem, Reply, Request, VaultState};
use wayside_sync::service::{Platform, start};
use wayside_vault::KdfCost;

use super::back::{fake, fields, screen};
use super::fake::{Fake, page_on};
use super::finger::Finger;
use super::machine::FakeMachine;
use super::phone::Phone;
use super::render::routes;
use super::samples::now;
use crate::app::App;
use crate::native;
use crate::platform::Event;
use crate::route::Route;
use crate::service::Service;

/// A search, an answer that another app still holds, and what is typed again.
const NOT_KEPT: [&str; 3] = ["field-search", "field-join-answer", "field-passphrase"];

fn id(name: &str) -> String {
    format!("data-testid=\"{name}\"")
}

fn asked(fake: &Fake) -> Vec<Request> {
    fake.asked.lock().unwrap().clone()
}

impl Phone {
    /// As the vault does when its time is over.
    fn lock_itself(&mut self) -> String {
        self.fake.tell(Notice::Locked);
        screen(&self.finger.settle())
    }

    fn unlock(&mut self) -> String {
        for _ in 0..6 {
            self.finger.press("key-1");
        }
        self.press("pin-go-on")
    }
}

#[test]
fn the_vault_is_told_of_every_touch_and_of_going_out_of_sight() {
    let mut phone = Phone::on(Fake::open(), FakeMachine::speaking("en"));
    for what in ["here", "away", "here"] {
        phone.finger.write("presence", what);
        phone.finger.settle();
    }
    let told: Vec<_> = phone.fake.heard();
    let told: Vec<_> = told
        .iter()
        .filter(|name| ["here", "away"].contains(name))
        .collect();
    assert_eq!(told, [&"here", &"away", &"here"]);
}

#[test]
fn a_locked_screen_comes_back_with_everything_that_was_typed() {
    let mut written = 0;
    for route in routes() {
        let name = route.name();
        let fake = fake(&route);
        let mut phone = Phone::stacked(&fake, &[Route::Clients, route.clone()]);
        let own = |field: &String| !NOT_KEPT.contains(&field.as_str());
        let fields: Vec<String> = fields(&phone.finger.page())
            .into_iter()
            .filter(own)
            .collect();
        for field in &fields {
            let text = format!("{name} {field} as typed");
            phone.finger.write(field, &text);
        }
        phone.finger.settle();
        let locked = phone.lock_itself();
        if matches!(route, Route::Halted(_)) {
            assert_eq!(locked, "halted");
            continue;
        }
        assert_eq!(locked, "unlock", "{name}");
        assert!(!phone.finger.page().contains("as typed"), "{name}");
        let page = phone.unlock();
        let expected = match route {
            // They begin anew, and what was below them comes back.
            Route::SetPin(_) | Route::Unlock | Route::Welcome | Route::ChangePin => "clients",
            _ => name,
        };
        assert_eq!(screen(&page), expected, "{name}");
        for field in &fields {
            if expected == name {
                written += 1;
                let text = format!("{name} {field} as typed");
                assert!(page.contains(&text), "{field} of {name} was lost: {page}");
            }
        }
        if expected == name && name != "join" && name != "recovery" {
            // The screens below it are there, too.
            phone.machine.tell(Event::Back);
            assert_eq!(screen(&phone.finger.settle()), "clients", "{name}");
        }
    }
    assert!(written >= 6, "only {written} fields were found");
}

#[test]
fn an_answer_for_a_device_that_joins_is_not_lost_by_a_lock() {
    let mut phone = Phone::stacked(&Fake::open(), &[Route::Clients, Route::Approve]);
    phone.finger.write("field-join-request", "WAYSIDE1R");
    for testid in ["approve-check", "role-supervisor", "approve-make"] {
        phone.press(testid);
    }
    phone.lock_itself();
    assert!(!phone.finger.page().contains("approve-answer"));
    assert!(phone.unlock().contains(&id("approve-answer")));
    phone.press("approve-done");
    assert!(!phone.finger.page().contains("approve-answer"));
}

#[test]
fn a_newer_version_waits_while_somebody_unlocks_in_the_middle_of_something() {
    let check = |route: Route, taken: usize| {
        let mut phone = Phone::stacked(&Fake::open(), &[Route::Clients, route.clone()]);
        phone.machine.tell(Event::UpdateWaits);
        phone.finger.settle();
        phone.lock_itself();
        let updates = phone.machine.updates.load(Ordering::SeqCst);
        assert_eq!(updates, taken, "{}", route.name());
    };
    check(Route::Devices, 1);
    check(Route::NewClient, 0);
    check(
        Route::Recovery {
            words: "one two".into(),
        },
        0,
    );
}

#[test]
fn the_times_are_chosen_in_the_settings() {
    let mut phone = Phone::stacked(&Fake::open(), &[Route::Settings]);
    let on = |page: &str, testid: &str| {
        page.split("<button")
            .any(|button| button.contains(&id(testid)) && button.contains("aria-checked=\"true\""))
    };
    let page = phone.finger.page();
    assert!(
        on(&page, "lock-idle-15") && on(&page, "lock-away-2"),
        "{page}"
    );
    phone.press("lock-idle-1");
    let page = phone.press("lock-away-30");
    assert!(
        on(&page, "lock-idle-1") && on(&page, "lock-away-30"),
        "{page}"
    );
    let last = asked(&phone.fake).pop();
    let chosen = LockTimes {
        idle: Minutes::One,
        away: Minutes::Thirty,
    };
    assert!(matches!(last, Some(Request::SetLockTimes(times)) if times == chosen));
}

/// A key file that is damaged inside can't be told from a wrong PIN.
#[test]
fn after_some_wrong_tries_a_damaged_file_is_named() {
    let mut fake = Fake::with(VaultState::Locked);
    fake.unlocks = Err(Problem::WrongPin);
    for (tag, words) in [("en", "may be damaged"), ("vi", "đã bị hỏng")] {
        let mut phone = Phone::on(fake.clone(), FakeMachine::speaking(tag));
        for attempt in 1..=7 {
            let page = phone.unlock();
            assert_eq!(
                page.contains(words),
                attempt >= 5,
                "{tag} {attempt}: {page}"
            );
        }
    }
}

#[test]
fn another_password_is_asked_for_in_three_steps_and_a_wrong_old_one_is_told() {
    let mut fake = Fake::open();
    fake.changes = Err(Problem::WrongPin);
    for tag in ["en", "vi"] {
        let page = page_on(&fake, FakeMachine::page(tag), Some(Route::ChangePin));
        assert!(page.contains("data-state=\"old\""), "{page}");
    }
    let mut phone = Phone::on(fake.clone(), FakeMachine::page("en"));
    phone.press("go-settings");
    phone.press("change-pin");
    let typed = |phone: &mut Phone, text: &str| {
        phone.finger.write("field-passphrase", text);
        phone.press("pin-go-on")
    };
    let step = |name: &str| format!("{} data-state=\"{name}\"", id("change-step"));
    assert!(typed(&mut phone, "the old one").contains(&step("new")));
    let page = typed(&mut phone, "too short");
    assert!(page.contains("12 characters or more"), "{page}");
    assert!(typed(&mut phone, "the new one, longer").contains(&step("again")));
    let page = typed(&mut phone, "the new one, longer");
    assert!(page.contains(&step("old")), "{page}");
    assert!(page.contains("not the password until now"), "{page}");
    // Only the old one is typed again.
    let page = typed(&mut phone, "the older one");
    assert!(page.contains("not the password until now"), "{page}");
    let both: Vec<_> = asked(&fake)
        .into_iter()
        .filter_map(|request| match request {
            Request::ChangePin { old, new } => Some((old, new)),
            _ => None,
        })
        .collect();
    let new = || "the new one, longer".to_owned();
    let old = |text: &str| (text.to_owned(), new());
    assert_eq!(both, [old("the old one"), old("the older one")]);
}

#[test]
fn a_changed_pin_is_told_and_leads_back_to_the_settings() {
    let mut phone = Phone::on(Fake::open(), FakeMachine::speaking("en"));
    phone.press("go-settings");
    phone.press("change-pin");
    for digit in ["1", "2", "2"] {
        for _ in 0..6 {
            phone.finger.press(&format!("key-{digit}"));
        }
        phone.press("pin-go-on");
    }
    let page = phone.finger.page();
    assert!(page.contains(&id("pin-changed")), "{page}");
    assert!(phone.press("change-done").contains(&id("lock-now")));
}

/// The whole app over the real service and a real vault, by a clock that is moved by hand.
#[test]
fn a_form_in_the_middle_outlasts_the_lock_of_a_real_vault() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let seconds = Arc::new(AtomicI64::new(0));
    let clock = {
        let seconds = seconds.clone();
        move || {
            let millis = now().millis() + seconds.load(Ordering::SeqCst) * 1_000;
            Timestamp::from_millis(millis, 420).unwrap()
        }
    };
    runtime.block_on(async {
        let service = start(Platform {
            cost: KdfCost::TEST,
            locks_itself: true,
            clock: Arc::new(clock),
            ..Platform::native(folder.path().to_owned())
        });
        let service = Service::new(service);
        let host = native::with_machine(service.clone(), folder.path());
        host.platform.keep_language("en");
        let mut app = Finger::open(VirtualDom::new(App), host);
        app.until(&id("start-practise")).await;
        app.press("start-practise");
        for heading in ["Choose a long password", "The same password again"] {
            app.until(heading).await;
            app.write("field-passphrase", SAMPLE);
            app.press("pin-go-on");
        }
        app.until(&id("new-client")).await;
        app.press("new-client");
        app.until(&id("field-alias")).await;
        app.write("field-alias", "a sample name, half ty");
        app.press("consent-yes");
        app.until(&id("how-spoken")).await;
        // A quarter of an hour takes longer than a draft needs to the vault.
        let key = || "new-client".to_owned();
        let mut kept = String::new();
        while !(kept.contains("half ty") && kept.contains("\"consent\":true")) {
            app.settle();
            let draft = service.ask(Request::Draft { key: key() }).await;
            if let Ok(Reply::Draft(Some(text))) = draft {
                kept = text;
            }
        }

        let moments = [
            // Idle for a quarter of an hour; the next touch comes too late.
            (14 * 60, "here", false),
            (15 * 60, "here", true),
            // Out of sight for two minutes; back in sight.
            (60, "away", false),
            (121, "here", true),
        ];
        for (later, what, locks) in moments {
            seconds.fetch_add(later, Ordering::SeqCst);
            app.write("presence", what);
            // The vault has heard of it before the clock moves on: it answers in order.
            app.settle();
            let _ = service.ask(Request::State).await;
            if locks {
                app.until("data-screen=\"unlock\"").await;
                assert!(!app.page().contains("half ty"));
                app.write("field-passphrase", SAMPLE);
                app.press("pin-go-on");
            }
            let page = app.until(&id("field-alias")).await;
            assert!(page.contains("a sample name, half ty"), "{page}");
            let how = app.until(&id("how-spoken")).await;
            assert!(how.contains("data-screen=\"new-client\""));
        }
        // Whatever is asked too late finds a closed vault, without a word of who is there.
        seconds.fetch_add(3_600, Ordering::SeqCst);
        app.press("go-back");
        app.until("data-screen=\"unlock\"").await;
    });
}
