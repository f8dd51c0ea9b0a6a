//! The root of the screens: the style sheet, the language and direction, and the one screen that is shown.

use dioxus::prelude::*;

use crate::components::{Loading, Page};
use crate::route::Route;
use crate::screens::approve::Approve;
use crate::screens::client::ClientScreen;
use crate::screens::clients::Clients;
use crate::screens::contact::ContactScreen;
use crate::screens::courier::CourierScreen;
use crate::screens::devices::Devices;
use crate::screens::emergency::Emergency;
use crate::screens::follow_up::FollowUpScreen;
use crate::screens::halted::Halted;
use crate::screens::intervention::Intervention;
use crate::screens::join::Join;
use crate::screens::new_client::NewClientScreen;
use crate::screens::note::Note;
use crate::screens::pin::change::ChangePin;
use crate::screens::pin::{SetPin, Unlock};
use crate::screens::record::RecordScreen;
use crate::screens::recovery::Recovery;
use crate::screens::referral::ReferralScreen;
use crate::screens::result::ResultScreen;
use crate::screens::screening::Screening;
use crate::screens::settings::Settings;
use crate::screens::sync::SyncScreen;
use crate::screens::welcome::Welcome;
use crate::session::{use_session_root, use_words};
use crate::style::CSS;

/// The app. It finds its [`crate::platform::Host`] in the root context.
#[component]
pub fn App() -> Element {
    let session = use_session_root();
    let words = session.words.read().clone();
    let language = words.language();
    let (route, step) = {
        let nav = session.nav.read();
        (nav.here().clone(), nav.step())
    };
    rsx! {
        // In a page of its own the sheet is a file beside it.
        if cfg!(not(feature = "web")) {
            style { dangerous_inner_html: CSS }
        }
        div { class: "app", "data-app": "wayside", "data-screen": route.name(), "data-title": words.text("app-name"),
            lang: language.tag.clone(), dir: language.direction.id(),
            // `shell.js` writes into it what it sees of the person.
            input { r#type: "hidden", id: "presence", "data-testid": "presence", oninput: move |event| session.seen(event.value() != "away") }
            for one in [step] {
                Screen { key: "{one}", route: route.clone() }
            }
        }
    }
}

/// One screen.
#[component]
pub fn Screen(route: Route) -> Element {
    match route {
        Route::Starting => rsx! { Starting {} },
        Route::Halted(problem) => rsx! { Halted { problem } },
        Route::Welcome => rsx! { Welcome {} },
        Route::SetPin(purpose) => rsx! { SetPin { purpose } },
        Route::Recovery { words } => rsx! { Recovery { secret: words } },
        Route::Unlock => rsx! { Unlock {} },
        Route::Join => rsx! { Join {} },
        Route::Clients => rsx! { Clients {} },
        Route::NewClient => rsx! { NewClientScreen {} },
        Route::Client(client) => rsx! { ClientScreen { client } },
        Route::Screening { client, screening } => rsx! { Screening { client, screening } },
        Route::Result { client, screening } => rsx! { ResultScreen { client, screening } },
        Route::Intervention {
            client,
            intervention,
        } => rsx! { Intervention { client, intervention } },
        Route::Contact(client) => rsx! { ContactScreen { client } },
        Route::Note { client, entry } => rsx! { Note { client, entry } },
        Route::Referral { client, substance } => rsx! { ReferralScreen { client, substance } },
        Route::Record { client, kind } => rsx! { RecordScreen { client, kind } },
        Route::FollowUp(client) => rsx! { FollowUpScreen { client } },
        Route::Sync => rsx! { SyncScreen {} },
        Route::Courier => rsx! { CourierScreen {} },
        Route::Devices => rsx! { Devices {} },
        Route::Approve => rsx! { Approve {} },
        Route::Settings => rsx! { Settings {} },
        Route::ChangePin => rsx! { ChangePin {} },
        Route::Emergency => rsx! { Emergency {} },
    }
}

/// The vault has not said yet how it stands.
#[component]
fn Starting() -> Element {
    let words = use_words();
    rsx! {
        Page { heading: words.text("app-name"), open: false, Loading {} }
    }
}
