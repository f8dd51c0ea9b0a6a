//! The machine's back, as a key or a gesture: the same as the page's own, on every screen, and nothing that was typed
//! is lost by it.

use std::sync::atomic::Ordering;

use dioxus::prelude::*;
use wayside_seam::VaultState;

use super::fake::Fake;
use super::machine::FakeMachine;
use super::phone::Phone;
use super::render::routes;
use super::samples::id;
use crate::platform::Event;
use crate::route::Route;
use crate::session::use_session_root;

/// The screens from the bottom to the one that is shown.
#[derive(Clone)]
struct Stack(Vec<Route>);

#[component]
fn Stacked() -> Element {
    let Stack(stack) = use_context::<Stack>();
    let session = use_session_root();
    let here = session.nav.read().here().clone();
    let mut stacked = use_signal(|| false);
    if !stacked() && here != Route::Starting {
        stacked.set(true);
        for (depth, route) in stack.into_iter().enumerate() {
            if depth == 0 {
                session.reset(route);
            } else {
                session.go(route);
            }
        }
        return rsx! {};
    }
    let step = session.nav.read().step();
    rsx! {
        div { "data-screen": here.name(), "data-step": "{step}",
            for one in [step] {
                crate::app::Screen { key: "{one}", route: here.clone() }
            }
        }
    }
}

impl Phone {
    pub(super) fn stacked(fake: &Fake, stack: &[Route]) -> Self {
        let dom = VirtualDom::new(Stacked).with_root_context(Stack(stack.to_vec()));
        Self::showing(dom, fake.clone(), FakeMachine::speaking("en"))
    }

    /// Presses the machine's back; answers the name of the screen that is shown then.
    fn back(&mut self) -> String {
        self.machine.tell(Event::Back);
        screen(&self.finger.settle())
    }

    fn left(&self) -> usize {
        self.machine.left.load(Ordering::SeqCst)
    }
}

pub(super) fn screen(page: &str) -> String {
    let rest = page.split("data-screen=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn has_own_back(page: &str) -> bool {
    page.contains("data-testid=\"go-back\"")
}

pub(super) fn fake(route: &Route) -> Fake {
    match route {
        Route::Join => Fake::with(VaultState::Waiting {
            text: "WAYSIDE1R".into(),
            words: "one two".into(),
            label: "Phone".into(),
        }),
        _ => Fake::open(),
    }
}

#[test]
fn back_goes_where_the_page_s_own_back_goes_on_every_screen() {
    for route in routes() {
        let name = route.name();
        let stack = [Route::Clients, route.clone()];
        let mut phone = Phone::stacked(&fake(&route), &stack);
        let page = phone.finger.page();
        let shown = screen(&page);
        let by_machine = phone.back();
        if !has_own_back(&page) {
            // Words that were shown once, a vault that can't go on: the page offers no way back, and none is found
            // round it.
            assert_eq!((by_machine, phone.left()), (shown, 1), "{name}");
            continue;
        }
        assert_eq!(phone.left(), 0, "{name}");
        let mut other = Phone::stacked(&fake(&route), &stack);
        other.finger.press("go-back");
        assert_eq!(by_machine, screen(&other.finger.settle()), "{name}");
        assert_eq!(by_machine, "clients", "{name}");
    }
}

#[test]
fn back_on_the_first_screen_leaves_the_app_and_changes_nothing() {
    for route in routes() {
        let name = route.name();
        let mut phone = Phone::stacked(&fake(&route), std::slice::from_ref(&route));
        let page = phone.finger.page();
        assert!(!has_own_back(&page), "{name}");
        let shown = screen(&page);
        assert_eq!(phone.back(), shown, "{name}");
        assert_eq!(phone.left(), 1, "{name}");
        assert_eq!(phone.finger.page(), page, "{name}");
    }
}

#[test]
fn back_on_the_first_form_returns_to_the_choice_and_keeps_what_was_typed() {
    let new = Fake::with(VaultState::New);
    let mut phone = Phone::stacked(&new, &[Route::Welcome]);
    phone.finger.press("start-join");
    phone.finger.settle();
    phone.finger.write("field-label", "Phone of Sample A");
    phone.finger.settle();
    assert_eq!(phone.back(), "welcome");
    assert!(phone.finger.page().contains("data-testid=\"start-join\""));
    assert_eq!(phone.left(), 0);
    phone.finger.press("start-join");
    assert!(phone.finger.settle().contains("Phone of Sample A"));
    phone.back();
    phone.back();
    assert_eq!(phone.left(), 1);
}

/// The text fields of a page that can be written into.
pub(super) fn fields(page: &str) -> Vec<String> {
    let tags = page.split('<');
    tags.filter(|tag| tag.starts_with("input") || tag.starts_with("textarea"))
        .filter(|tag| !tag.contains("readonly"))
        .filter_map(|tag| tag.split("data-testid=\"").nth(1))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// Nothing is lost with these: a search, and texts that other apps still hold.
const HELD_ELSEWHERE: [&str; 4] = [
    "field-search",
    "field-join-request",
    "field-join-answer",
    // A key of the keypad and a password are typed again.
    "field-passphrase",
];

#[test]
fn back_loses_no_text_that_was_typed() {
    let mut written = 0;
    for route in routes() {
        let name = route.name();
        let fake = fake(&route);
        let stack = [Route::Clients, route.clone()];
        let mut phone = Phone::stacked(&fake, &stack);
        let own = |field: &String| !HELD_ELSEWHERE.contains(&field.as_str());
        let fields: Vec<String> = fields(&phone.finger.page())
            .into_iter()
            .filter(own)
            .collect();
        if fields.is_empty() {
            continue;
        }
        for field in &fields {
            phone
                .finger
                .write(field, &format!("{name} {field} as typed"));
        }
        assert_eq!(phone.back(), "clients", "{name}");
        let again = Phone::stacked(&fake, &stack).finger.page();
        for field in &fields {
            written += 1;
            assert!(
                again.contains(&format!("{name} {field} as typed")),
                "{field} of {name} was lost: {again}"
            );
        }
    }
    assert!(written >= 8, "only {written} fields were found");
}

#[test]
fn back_loses_no_name_for_another_substance() {
    let fake = Fake::open();
    let stack = [
        Route::Clients,
        Route::Screening {
            client: id("client"),
            screening: id("open"),
        },
    ];
    let to_the_field = |phone: &mut Phone| {
        while !phone.finger.page().contains("data-question=\"q1\"") {
            phone.finger.press("screening-previous");
            phone.finger.settle();
        }
        phone.finger.press("answer-q1.other-yes");
        phone.finger.settle();
    };
    let mut phone = Phone::stacked(&fake, &stack);
    to_the_field(&mut phone);
    phone.finger.write("field-other-name", "a local word");
    assert_eq!(phone.back(), "clients");
    let mut phone = Phone::stacked(&fake, &stack);
    to_the_field(&mut phone);
    assert!(phone.finger.page().contains("a local word"));
}
